#include "highwater/projection/backtest.hpp"

#include <cmath>
#include <string>
#include <utility>

#include "core/robust.hpp"
#include "highwater/calendar/period_text.hpp"
#include "highwater/core/operations.hpp"

namespace HIGHWATER_NAMESPACE::projection {
namespace {

/// A mean of what is not missing.
struct Mean {
  double sum = 0.0, count = 0.0;
  void push(double value) {
    if (is_missing(value)) return;
    sum += value;
    count += 1.0;
  }
  double value() const { return count > 0.0 ? sum / count : missing_value; }
};

struct Sums {
  Mean smape, mase, coverage, pinball;

  void push(const BacktestForecast& forecast, double scale, double nominal) {
    const double y = forecast.actual, error = std::abs(y - forecast.point),
                 size = std::abs(y) + std::abs(forecast.point);
    if (is_missing(error)) return;
    const double tail = (1.0 - nominal) / 2.0;
    const auto loss = [y](double bound, double p) { return y < bound ? (1.0 - p) * (bound - y) : p * (y - bound); };
    smape.push(size > 0.0 ? 200.0 * error / size : 0.0);
    mase.push(scale > 0.0 ? error / scale : missing_value);
    coverage.push(forecast.lower <= y && y <= forecast.upper ? 1.0 : 0.0);
    pinball.push(scale > 0.0 ? (loss(forecast.lower, tail) + loss(forecast.upper, 1.0 - tail)) / 2.0 / scale
                             : missing_value);
  }
  BacktestScores scores() const {
    return {static_cast<std::int64_t>(smape.count), smape.value(), mase.value(), coverage.value(), pinball.value()};
  }
};

double naive_error(SeriesView known) {
  const auto lag =
      has_regular_year(known.frequency()) ? static_cast<std::size_t>(periods_per_year(known.frequency())) : 1;
  std::vector<double> changes(known.size());
  core::difference({known.values().data(), known.size(), 1, known.size()},
                   {changes.data(), changes.size(), 1, changes.size()}, lag);
  return core::mean_size(changes);
}

}  // namespace

Backtest backtest_with(SeriesView series, const Forecaster& forecast, BacktestOptions options) {
  if (options.origins < 1 || options.horizon < 1 || options.step < 1)
    throw Error("a backtest needs at least one origin, a horizon and a step of at least one period");
  const std::int64_t needed = (options.origins - 1) * options.step + options.horizon + 1;
  const auto size = static_cast<std::int64_t>(series.size());
  if (size < needed)
    throw Error("a backtest from " + std::to_string(options.origins) + " origins over " +
                std::to_string(options.horizon) + " periods needs at least " + std::to_string(needed) +
                " periods, and " + detail::in_words(series) + " has " + std::to_string(size));

  const detail::Work work(options.progress, static_cast<std::size_t>(options.origins));
  Backtest result;
  Sums overall;
  std::vector<Sums> by_horizon(static_cast<std::size_t>(options.horizon));
  for (std::int64_t k = options.origins - 1; k >= 0; --k) {
    const Period origin = series.last() - options.horizon - k * options.step;
    const SeriesView known = series.slice(series.first(), origin);
    const std::size_t latest = core::find_last_observed(known.values().data(), known.size());
    const auto missing = static_cast<std::int64_t>(latest == core::not_found ? 0 : known.size() - 1 - latest);
    const Projection projection = forecast(known, {.periods = options.horizon + missing, .coverage = options.coverage});
    const double scale = naive_error(known);
    for (std::int64_t h = 1; h <= options.horizon; ++h) {
      const Period period = origin + h;
      const BacktestForecast made{
          origin, period, projection.point[period], projection.lower[period], projection.upper[period], series[period]};
      overall.push(made, scale, options.coverage);
      by_horizon[static_cast<std::size_t>(h - 1)].push(made, scale, options.coverage);
      result.forecasts.push_back(made);
    }
    work.step();
  }
  for (const Sums& sums : by_horizon) result.by_horizon.push_back(sums.scores());
  result.overall = overall.scores();
  work.finish();
  return result;
}

BacktestScores mean_scores(std::span<const Backtest> backtests) {
  Sums sums;
  std::int64_t count = 0;
  for (const Backtest& backtest : backtests) {
    count += backtest.overall.count;
    sums.smape.push(backtest.overall.smape);
    sums.mase.push(backtest.overall.mase);
    sums.coverage.push(backtest.overall.coverage);
    sums.pinball.push(backtest.overall.pinball);
  }
  BacktestScores scores = sums.scores();
  scores.count = count;
  return scores;
}

}  // namespace HIGHWATER_NAMESPACE::projection
