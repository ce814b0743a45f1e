#include "highwater/projection/scenario.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "highwater/calendar/period_text.hpp"
#include "highwater/core/operations.hpp"

namespace HIGHWATER_NAMESPACE::projection {
namespace {

Period latest_or_error(SeriesView series) {
  const std::size_t at = core::find_last_observed(series.values().data(), series.size());
  if (at == core::not_found) throw Error(detail::in_words(series) + " has no observation, and so no outlook");
  return series.period(at);
}

/// `periods` periods after the latest observation: value(h, period), h = 1, 2, ...
template <class Value>
TimeSeries path_of(SeriesView series, Period latest, std::int64_t periods, Value value) {
  if (periods < 1)
    throw Error("a scenario over " + std::to_string(periods) + " periods was asked for; it must be at least 1");
  std::vector<double> path;
  for (std::int64_t h = 1; h <= periods; ++h) path.push_back(core::finite_or_missing(value(h, latest + h)));
  return {latest + 1, std::move(path), series.fiscal_year()};
}

/// Growing at a rate from a value, over so many periods: the sum.
double sum_of_growth(double value, double rate, std::int64_t periods) {
  double sum = 0.0;
  for (std::int64_t h = 0; h < periods; ++h) sum += value *= 1.0 + rate;
  return sum;
}

/// The rate at which sum_of_growth is `sum`, which is positive: bisection on the logarithm of 1 + rate, in which it rises.
double rate_of_sum(double value, double sum, std::int64_t periods) {
  double low = -700.0, high = 700.0;
  for (int i = 0; i < 200 && low < high; ++i) {
    const double middle = low + (high - low) / 2.0;
    if (middle == low || middle == high) break;
    (sum_of_growth(value, std::expm1(middle), periods) < sum ? low : high) = middle;
  }
  return std::expm1(low + (high - low) / 2.0);
}

}  // namespace

namespace scenario {

TimeSeries flat(SeriesView series, std::int64_t periods) {
  const Period latest = latest_or_error(series);
  return path_of(series, latest, periods, [&](std::int64_t, Period) { return series[latest]; });
}

TimeSeries hold_growth(SeriesView series, std::int64_t periods, GrowthOptions options) {
  if (options.over < 1) throw Error("growth is measured over at least one period, not " + std::to_string(options.over));
  const Period latest = latest_or_error(series);
  const double last = series[latest], base = series[latest - options.over];
  const double rate =
      last > 0.0 && base > 0.0 ? std::log(last / base) / static_cast<double>(options.over) : missing_value;
  return path_of(series, latest, periods,
                 [&](std::int64_t h, Period) { return last * std::exp(rate * static_cast<double>(h)); });
}

TimeSeries hold_yoy(SeriesView series, std::int64_t periods) {
  const Period latest = latest_or_error(series);
  const std::int64_t year = periods_per_year(series.frequency());
  const double base = series[latest - year], growth = base > 0.0 ? series[latest] / base : missing_value;
  std::vector<double> made;
  return path_of(series, latest, periods, [&](std::int64_t h, Period period) {
    made.push_back(growth * (h > year ? made[static_cast<std::size_t>(h - year - 1)] : series[period - year]));
    return made.back();
  });
}

}  // namespace scenario

GoalPath seek_goal(SeriesView series, FiscalYear fiscal_year, double target) {
  const Period latest = latest_or_error(series), next = latest + 1;
  const int year = fiscal_year.of(next);
  const Period first = fiscal_year.first(year, series.frequency()), last = fiscal_year.last(year, series.frequency());
  const std::int64_t remaining = last - next + 1;
  double observed = 0.0;
  for (Period period = first; period < next; ++period) observed += series[period];
  const double required = target - observed;
  const double growth =
      required > 0.0 && series[latest] > 0.0 ? rate_of_sum(series[latest], required, remaining) : missing_value;
  double value = series[latest];
  return {year, observed, required, growth,
          path_of(series, latest, remaining, [&](std::int64_t, Period) { return value *= 1.0 + growth; })};
}

Counterfactual compare_with(SeriesView series, Period event,
                            const std::function<Projection(SeriesView known, Options)>& forecast, double coverage,
                            SimulationOptions simulation) {
  const Period latest = latest_or_error(series);
  if (latest < event)
    throw Error("nothing was observed in " + to_string(event) + " or after it, so there is nothing to compare");
  if (event <= series.first()) throw Error("nothing was observed before " + to_string(event));
  const SeriesView known = series.slice(series.first(), event - 1);
  const std::int64_t periods = latest - latest_or_error(known);
  Projection expected = forecast(known, {.periods = periods, .coverage = coverage});

  std::vector<double> effect, cumulated, lower, upper;
  double actual = 0.0, chance = missing_value;
  for (Period period = event; period <= latest; ++period) {
    actual += series[period];
    effect.push_back(series[period] - expected.point[period]);
    if (is_missing(actual)) {
      for (auto* const bound : {&cumulated, &lower, &upper}) bound->push_back(missing_value);
      chance = missing_value;
      continue;
    }
    const Outcome total = expected.total(event, period, 0.0, simulation);
    const Interval bounds = total.interval(coverage);
    cumulated.push_back(actual - total.median());
    lower.push_back(actual - bounds.upper);
    upper.push_back(actual - bounds.lower);
    const double reached = total.probability_of_reaching(actual);
    chance = std::min(1.0, 2.0 * std::min(reached, 1.0 - reached));
  }
  const auto from_event = [&](std::vector<double>& values) {
    return TimeSeries(event, std::move(values), series.fiscal_year());
  };
  return {std::move(expected), from_event(effect), from_event(cumulated), from_event(lower), from_event(upper), chance};
}

}  // namespace HIGHWATER_NAMESPACE::projection
