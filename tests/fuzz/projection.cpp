#include "highwater/projection/projection.hpp"

#include <vector>

#include "fuzz/input.hpp"
#include "highwater/projection/automatic.hpp"
#include "highwater/projection/models.hpp"
#include "highwater/projection/smoothing.hpp"
#include "highwater/projection/target.hpp"

// Projections of arbitrary values: an Error, or numbers in their order.
namespace {

namespace hw = highwater;
namespace projection = highwater::projection;
using fuzz::must;

hw::Projection projected(unsigned model, hw::SeriesView series, projection::Options options) {
  switch (model) {
    case 0:
      return project(series, projection::Linear{}, options);
    case 1:
      return project(series, projection::Exponential{}, options);
    case 2:
      return project(series, projection::Exponential{.center = projection::Center::mean}, options);
    case 3:
      return project(series, projection::Drift{}, options);
    case 4:
      return project(series, projection::LogDrift{}, options);
    case 5:
      return project(series, projection::SeasonalNaive{}, options);
    case 6:
      return project(series, projection::TheilSen{}, options);
    case 7:
      return project(series, projection::Linear{.seasons = projection::Seasons::estimated}, options);
    case 8:
      return project(series, projection::Theta{}, options);
    case 9:
      return project(series, projection::SimpleSmoothing{}, options);
    case 10:
      return project(series, projection::Holt{.trend = projection::Trend::damped}, options);
    case 11:
      return project(series, projection::HoltWinters{}, options);
    default:
      return project(series, projection::Automatic{}, options);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input in(data, size);
  const unsigned model = in.below(13);
  const hw::Period first = in.period(in.frequency());
  const projection::Options options{.periods = static_cast<std::int64_t>(in.below(20)),
                                    .coverage = in.one_of({0.95, 0.5, 0.999999, 1e-9, 0.0, 1.0})};
  const double target = in.number();
  const std::vector<double> values = in.numbers(60);
  fuzz::answers([&] {
    const hw::TimeSeries series(first, values);
    const hw::Projection found = projected(model, series, options);
    must(found.point.size() == static_cast<std::size_t>(options.periods),
         "each period that was asked for is projected");
    for (std::size_t i = 0; i < found.point.size(); ++i) {
      const double lower = found.lower.values()[i], upper = found.upper.values()[i];
      must(!(lower > upper), "the interval has its bounds in their order");
    }
    must(!(found.sigma < 0.0) && !std::isinf(found.sigma), "a deviation is neither negative nor infinite");
    fuzz::must_be_finite_or_missing(found.fitted);
    const projection::Outcome total = found.total(found.point.first(), found.point.last(), 0.0, {.draws = 100});
    const projection::Interval interval = total.interval(0.9);
    must(!(interval.lower > interval.upper),
         "a total has its bounds in their order");  // either may be too large for a double
    const double reached = total.probability_of_reaching(target);
    must(std::isnan(target) ? std::isnan(reached) : reached >= 0.0 && reached <= 1.0,
         "a probability lies between 0 and 1");
    fuzz::answers([&] {
      const hw::TargetOutlook outlook = projection::target(series, found, {}, target, {.draws = 100});
      must((outlook.probability >= 0.0 && outlook.probability <= 1.0) || std::isnan(outlook.probability),
           "a probability lies between 0 and 1");
    });
  });
  return 0;
}
