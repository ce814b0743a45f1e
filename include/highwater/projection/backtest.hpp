#pragma once

#if !defined(HIGHWATER_COMPILED)
#error "highwater/projection/backtest.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "highwater/core/vocabulary/progress.hpp"
#include "highwater/error.hpp"
#include "highwater/projection/projection.hpp"
#include "highwater/series/panel.hpp"

namespace HIGHWATER_NAMESPACE::projection {

/// What becomes of a fitted model from one origin to the next.
enum class Refit : std::uint8_t {
  every_origin,  ///< it is fitted anew
  once,          ///< it is fitted at the first origin and updated by push() at the others: fast, parameters stay
};

/// From where, and how far, forecasts are made.
struct BacktestOptions {
  std::int64_t origins = 12;  // the latest lies `horizon` periods before the end of the data
  std::int64_t horizon = 12;  // periods ahead
  std::int64_t step = 1;      // periods from one origin to the next
  double coverage = 0.95;     // of the intervals
  Refit refit = Refit::every_origin;
  Progress progress = {};  // by origins, of all series
};

/// What was projected for a period when nothing after `origin` was known, and what came.
struct BacktestForecast {
  Period origin;
  Period period;
  double point, lower, upper;
  double actual;
};

/// How good forecasts were, on average over those whose period was observed.
struct BacktestScores {
  std::int64_t count;  // of forecasts; without any the scores are missing
  double smape;        // 200 |actual - point| / (|actual| + |point|), in percent
  double mase;         // |actual - point|, in units of the mean change on the year (on the period where years are
                       // irregular) known at the origin; missing if that is 0
  double coverage;     // share inside lower .. upper
  double pinball;      // quantile loss of lower and upper, the mean of the two, in units of mase
};

/// The forecasts of a backtest, and how good they were.
struct Backtest {
  std::vector<BacktestForecast> forecasts;  // oldest origin first
  std::vector<BacktestScores> by_horizon;   // [h - 1]: h periods ahead
  BacktestScores overall;
};

/// A model as a function of what is known, from an earlier origin to a later one.
using Forecaster = std::function<Projection(SeriesView known, Options)>;

/// A backtest of anything that projects. Errors as for backtest.
Backtest backtest_with(SeriesView series, const Forecaster& forecast, BacktestOptions options = {});

/// A model whose fit takes the next observation.
template <class Model>
concept TakesObservations = requires(SeriesView series, const Model& model, Options options) {
  fit(series, model).push(0.0);
  project(fit(series, model), options);
};

/// Projects from one origin after another, each time from nothing but the data up to there, and compares.
///
/// Shape    T values -> origins x horizon forecasts; of a panel, one backtest a series.
/// Missing  what is missing in the data is not compared; if the origin itself is missing, the projection starts earlier
///          and is compared all the same.
/// Errors   throws Error if origins, horizon or step is less than 1, if the series is too short for so many origins, if
///          the model cannot be fitted at one of them, or if it is to be fitted once and takes no observations.
///          Throws Stopped if its Progress says so.
template <class Model>
Backtest backtest(SeriesView series, const Model& model, BacktestOptions options = {}) {
  if (options.refit == Refit::every_origin)
    return backtest_with(
        series, [&](SeriesView known, Options wanted) { return project(known, model, wanted); }, options);
  if constexpr (TakesObservations<Model>) {
    std::optional<decltype(fit(series, model))> fitted;
    std::size_t taken = 0;
    return backtest_with(
        series,
        [&](SeriesView known, Options wanted) {
          if (!fitted) {
            fitted.emplace(fit(known, model));
          } else {
            for (; taken < known.size(); ++taken) fitted->push(known.values()[taken]);
          }
          taken = known.size();
          return project(*fitted, wanted);
        },
        options);
  } else {
    throw Error("this model takes no observation without being fitted anew");
  }
}
template <class Model>
std::vector<Backtest> backtest(PanelView panel, const Model& model, BacktestOptions options = {}) {
  std::vector<Backtest> found;
  const Progress whole = options.progress;
  const auto count = static_cast<double>(panel.series_count());
  const auto one_series = [&](double done) { return whole((static_cast<double>(found.size()) + done) / count); };
  if (whole) options.progress = one_series;
  for (std::size_t i = 0; i < panel.series_count(); ++i) found.push_back(backtest(panel.series(i), model, options));
  if (found.empty()) detail::Work(whole, 0).finish();
  return found;
}

/// Mean over the backtests of several series of their overall scores, each series with the same weight; of mase and pinball over those that have
/// them.
BacktestScores mean_scores(std::span<const Backtest> backtests);

}  // namespace HIGHWATER_NAMESPACE::projection
