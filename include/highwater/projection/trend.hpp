#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "highwater/core/operations.hpp"
#include "highwater/projection/joint.hpp"
#include "highwater/series/transform.hpp"

/// Projection of a series beyond its latest observation.
namespace HIGHWATER_NAMESPACE::projection {

/// Linear trend: least squares of x on t = 1 .. T.
struct Linear {};

/// What the point of a log model stands for.
enum class Center : std::uint8_t {
  median,    ///< exp of the fitted log: as likely to be exceeded as not
  mean,      ///< the median times exp(s^2 / 2), s the residual standard deviation: the mean under normal errors
  smearing,  ///< the median times the mean of exp(residual), whatever the errors' distribution (Duan)
};

/// Exponential trend: least squares of ln x on t = 1 .. T. Positive data only.
struct Exponential {
  Center center = Center::median;
};

/// A trend fitted to a series.
struct TrendFit {
  Scale scale;
  Period first;             // t = 1
  Period latest;            // the latest observation
  core::LineFit line;       // on the scale of the model
  double adjustment = 1.0;  // what the median on the level is multiplied by: 1 unless a Center asks for more

  /// t of a period: 1 for the first of the series.
  double position(Period period) const { return static_cast<double>(period - first + 1); }

  /// The trend in any period, in the units of the data.
  double point(Period period) const {
    const double fitted = line.at(position(period));
    return scale == Scale::log ? adjustment * std::exp(fitted) : fitted;
  }

  /// Standard error of a new observation in the period, on the scale of the model: it covers the scatter about the line
  /// and the uncertainty of the line itself.
  double prediction_error(Period period) const {
    const double distance = position(period) - line.mean_x;
    return line.sigma() * std::sqrt(1.0 + 1.0 / line.count + distance * distance / line.sxx);
  }
};

/// The trend along a line through the series, or through its logarithms; none with fewer than three observations.
inline std::optional<TrendFit> trend_along(const core::LineFit& line, Scale scale, SeriesView series) {
  if (line.count < 3.0) return std::nullopt;
  const std::size_t latest = core::find_last_observed(series.values().data(), series.size());
  return TrendFit{scale, series.first(), series.period(latest), line};
}

/// The trend where there is one: what fit() gives, or nothing where fit() throws.
inline std::optional<TrendFit> fit_if_possible(SeriesView series, Linear) {
  return trend_along(core::fit_trend(series.values().data(), series.size()), Scale::level, series);
}
inline std::optional<TrendFit> fit_if_possible(SeriesView series, Exponential model) {
  if (core::find_first_not_positive(series.values().data(), series.size()) != core::not_found) return std::nullopt;
  std::vector<double> logs(series.size());
  core::logarithm(columns_of(series), {logs.data(), logs.size(), 1, logs.size()});
  const core::LineFit line = core::fit_trend(logs.data(), logs.size());
  std::optional<TrendFit> trend = trend_along(line, Scale::log, series);
  if (!trend) return trend;
  if (model.center == Center::mean) trend->adjustment = std::exp(line.sigma() * line.sigma() / 2.0);
  if (model.center == Center::smearing) trend->adjustment = core::mean_exp_residual(logs.data(), logs.size(), line);
  return trend;
}

[[noreturn]] inline void throw_too_few_for_trend(SeriesView series) {
  const std::size_t observed = series.size() - core::count_missing(series.values().data(), series.size());
  throw Error("a trend needs at least 3 observations and the series has " + std::to_string(observed));
}

/// Fits a linear trend.
///
/// Shape    T values -> one line; panel T x N -> N, one by one.
/// Missing  missing values are left out; t goes on counting over them.
/// Errors   throws Error with fewer than three observations; of a panel, that series has no trend (empty).
inline TrendFit fit(SeriesView series, Linear model) {
  if (const auto trend = fit_if_possible(series, model)) return *trend;
  throw_too_few_for_trend(series);
}
inline std::vector<std::optional<TrendFit>> fit(const PanelView& panel, Linear model) {
  return for_each_series(panel, [&](SeriesView series) { return fit_if_possible(series, model); });
}

/// Fits an exponential trend: a line through the logarithms.
///
/// Shape    T values -> one line; panel T x N -> N, one by one.
/// Missing  missing values are left out; t goes on counting over them.
/// Errors   throws Error with fewer than three observations, or if a value is zero or negative (says which); of a
///          panel, that series has no trend (empty).
inline TrendFit fit(SeriesView series, Exponential model) {
  if (const auto trend = fit_if_possible(series, model)) return *trend;
  const std::size_t bad = core::find_first_not_positive(series.values().data(), series.size());
  if (bad == core::not_found) throw_too_few_for_trend(series);
  throw Error("an exponential trend needs positive values, and that of " + to_string(series.period(bad)) + " is not");
}
inline std::vector<std::optional<TrendFit>> fit(const PanelView& panel, Exponential model) {
  return for_each_series(panel, [&](SeriesView series) { return fit_if_possible(series, model); });
}

}  // namespace HIGHWATER_NAMESPACE::projection
