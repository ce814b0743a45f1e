#include "highwater/projection/target.hpp"

#include <optional>
#include <string>

#include "highwater/calendar/period_text.hpp"
#include "highwater/calendar/year_before.hpp"

namespace HIGHWATER_NAMESPACE::projection {
namespace {

double sum_between(SeriesView series, Period from, Period to) {
  double sum = 0.0;
  for (Period period = from; period <= to; ++period) sum += series[period];
  return sum;
}

}  // namespace

TargetOutlook target(SeriesView series, const Projection& outlook, FiscalYear fiscal_year, double target,
                     SimulationOptions options) {
  const std::size_t at = core::find_last_observed(series.values().data(), series.size());
  if (at == core::not_found) throw Error(detail::in_words(series) + " has no observation, and so no outlook");
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
  // The same periods a year earlier: by label, which week 53 and 29 February do not have.
  const std::optional<Period> from = year_before(next), to = year_before(last);
  const double year_earlier = from && to ? sum_between(series, *from, *to) : missing_value;
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
  const Outcome total = outlook.total(next, last, observed, options);
  const Interval bounds = total.interval(outlook.coverage);
  result.total = {total.mean(), total.median(), bounds.lower, bounds.upper};
  result.probability = total.probability_of_reaching(target);
  return result;
}

}  // namespace HIGHWATER_NAMESPACE::projection
