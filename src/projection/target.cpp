#include "highwater/projection/target.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <boost/random/chi_squared_distribution.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "highwater/calendar/period_text.hpp"

namespace HIGHWATER_NAMESPACE::projection {
namespace {

struct TotalAndProbability {
  TotalOutlook total;
  double probability;
};

// Variance of each period's own normal errors, on the scale of the model.
double variance_of(const JointDistribution& joint, std::size_t h) {
  double variance = 0.0;
  for (std::size_t k = 0; k < joint.sources(); ++k) {
    const double loading = joint.loadings[h * joint.sources() + k];
    variance += loading * loading;
  }
  return variance;
}

// A sum of jointly Student t variables is one: the loadings add up source by source.
TotalAndProbability level_total(const JointDistribution& joint, std::size_t periods, double observed, double target,
                                double coverage) {
  double location = observed, variance = 0.0;
  for (std::size_t h = 0; h < periods; ++h) location += joint.location[h];
  for (std::size_t k = 0; k < joint.sources(); ++k) {
    double loading = 0.0;
    for (std::size_t h = 0; h < periods; ++h) loading += joint.loadings[h * joint.sources() + k];
    variance += loading * loading;
  }
  const double scale = std::sqrt(variance);
  const boost::math::students_t t(joint.degrees_of_freedom);
  const double half_width = scale * boost::math::quantile(t, 0.5 + coverage / 2.0);
  const double probability = scale > 0.0 ? boost::math::cdf(boost::math::complement(t, (target - location) / scale))
                                         : (location >= target ? 1.0 : 0.0);
  return {{location, location, location - half_width, location + half_width}, probability};
}

// Sources that move any of the first periods. Only these are drawn, so a longer projection does not change the figures.
std::size_t sources_of(const JointDistribution& joint, std::size_t periods) {
  std::size_t count = joint.sources();
  const auto moves = [&](std::size_t k) {
    for (std::size_t h = 0; h < periods; ++h)
      if (joint.loadings[h * joint.sources() + k] != 0.0) return true;
    return false;
  };
  while (count > 0 && !moves(count - 1)) --count;
  return count;
}

// A sum of exponentials has no closed form, but for its mean under normal errors.
TotalAndProbability log_total(const JointDistribution& joint, std::size_t periods, double observed, double target,
                              double coverage, const TotalOptions& options) {
  double mean = observed;
  for (std::size_t h = 0; h < periods; ++h) mean += std::exp(joint.location[h] + variance_of(joint, h) / 2.0);

  boost::random::mt19937_64 generator(options.seed);
  boost::random::normal_distribution<double> normal;
  boost::random::chi_squared_distribution<double> chi_squared(joint.degrees_of_freedom);
  std::vector<double> totals(static_cast<std::size_t>(options.draws)), z(sources_of(joint, periods));
  for (double& total : totals) {
    const double inflation = std::sqrt(joint.degrees_of_freedom / chi_squared(generator));
    for (double& value : z) value = normal(generator) * inflation;
    total = observed;
    for (std::size_t h = 0; h < periods; ++h) {
      double value = joint.location[h];
      for (std::size_t k = 0; k < z.size(); ++k) value += joint.loadings[h * joint.sources() + k] * z[k];
      total += std::exp(value);
    }
  }
  std::sort(totals.begin(), totals.end());
  const auto quantile = [&](double p) {
    const double position = p * static_cast<double>(totals.size() - 1);
    const auto below = static_cast<std::size_t>(position);
    const std::size_t above = std::min(below + 1, totals.size() - 1);
    return totals[below] + (position - static_cast<double>(below)) * (totals[above] - totals[below]);
  };
  const auto reached = totals.end() - std::lower_bound(totals.begin(), totals.end(), target);
  return {{mean, quantile(0.5), quantile(0.5 - coverage / 2.0), quantile(0.5 + coverage / 2.0)},
          static_cast<double>(reached) / static_cast<double>(totals.size())};
}

double sum_between(SeriesView series, Period from, Period to) {
  double sum = 0.0;
  for (Period period = from; period <= to; ++period) sum += series[period];
  return sum;
}

}  // namespace

TargetOutlook target(SeriesView series, const Projection& outlook, FiscalYear fiscal_year, double target,
                     TotalOptions options) {
  if (options.draws < 1) throw Error("a total needs at least one draw");
  const std::size_t at = core::find_last_observed(series.values().data(), series.size());
  if (at == core::not_found) throw Error("a series without observations has no outlook");
  const Period next = series.period(at) + 1;
  if (outlook.point.first() != next)
    throw Error("the projection starts in " + to_string(outlook.point.first()) +
                " and not right after the latest observation, " + to_string(series.period(at)));

  const Frequency frequency = series.frequency();
  const int year = fiscal_year.of(next);
  const Period first = fiscal_year.first(year, frequency), last = fiscal_year.last(year, frequency);
  if (outlook.point.last() < last)
    throw Error("the projection ends in " + to_string(outlook.point.last()) + ", before the fiscal year does in " +
                to_string(last));

  const std::int64_t remaining = last - next + 1;
  const double observed = sum_between(series, first, next - 1);
  const double required = target - observed;
  const std::int64_t lag = periods_per_year(frequency);
  const double year_earlier = sum_between(series, next - lag, last - lag);
  TargetOutlook result{year,
                       target,
                       observed,
                       remaining,
                       required,
                       required / static_cast<double>(remaining),
                       year_earlier > 0.0 ? required / year_earlier - 1.0 : missing_value,
                       {missing_value, missing_value, missing_value, missing_value},
                       missing_value};
  if (is_missing(observed)) return result;
  const auto periods = static_cast<std::size_t>(remaining);
  const TotalAndProbability found =
      outlook.distribution.scale == Scale::level
          ? level_total(outlook.distribution, periods, observed, target, outlook.coverage)
          : log_total(outlook.distribution, periods, observed, target, outlook.coverage, options);
  result.total = found.total;
  result.probability = found.probability;
  return result;
}

}  // namespace HIGHWATER_NAMESPACE::projection
