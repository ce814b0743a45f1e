#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
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

/// Position of the latest observation, once it is known that a trend can be fitted.
///
/// Errors   throws Error with fewer than three observations.
inline std::size_t latest_for_trend(SeriesView series, double observations) {
  if (observations < 3.0)
    throw Error("a trend needs at least 3 observations and the series has " +
                std::to_string(static_cast<std::int64_t>(observations)));
  return core::find_last_observed(series.values().data(), series.size());
}

/// Fits a linear trend.
///
/// Shape    T values -> one line; a panel's series are fitted one by one.
/// Missing  missing values are left out; t goes on counting over them.
/// Errors   throws Error with fewer than three observations.
inline TrendFit fit(SeriesView series, Linear) {
  const core::LineFit line = core::fit_trend(series.values().data(), series.size());
  return {Scale::level, series.first(), series.period(latest_for_trend(series, line.count)), line};
}

/// Fits an exponential trend: a line through the logarithms.
///
/// Shape    T values -> one line; a panel's series are fitted one by one.
/// Missing  missing values are left out; t goes on counting over them.
/// Errors   throws Error with fewer than three observations, or if a value is zero or negative (says which).
inline TrendFit fit(SeriesView series, Exponential model) {
  const std::size_t bad = core::find_first_not_positive(series.values().data(), series.size());
  if (bad != core::not_found)
    throw Error("an exponential trend needs positive values, and that of " + to_string(series.period(bad)) + " is not");
  std::vector<double> logs(series.size());
  core::logarithm(columns_of(series), {logs.data(), logs.size(), 1, logs.size()});
  const core::LineFit line = core::fit_trend(logs.data(), logs.size());
  TrendFit trend{Scale::log, series.first(), series.period(latest_for_trend(series, line.count)), line};
  if (model.center == Center::mean) trend.adjustment = std::exp(line.sigma() * line.sigma() / 2.0);
  if (model.center == Center::smearing) trend.adjustment = core::mean_exp_residual(logs.data(), logs.size(), line);
  return trend;
}

}  // namespace HIGHWATER_NAMESPACE::projection
