#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "highwater/core/operations.hpp"
#include "highwater/core/seasonal_line.hpp"
#include "highwater/projection/joint.hpp"
#include "highwater/series/transform.hpp"

/// Projection of a series beyond its latest observation.
namespace HIGHWATER_NAMESPACE::projection {

/// Whether a trend has a height for each season of the year.
enum class Seasons : std::uint8_t {
  none,
  estimated,  ///< one indicator a season in the regression, so that lines of all seasons are parallel
};

/// Linear trend: least squares of x on t = 1 .. T.
struct Linear {
  Seasons seasons = Seasons::none;
};

/// What the point of a log model stands for.
enum class Center : std::uint8_t {
  median,    ///< exp of the fitted log: as likely to be exceeded as not
  mean,      ///< the median times exp(s^2 / 2), s the residual standard deviation: the mean under normal errors
  smearing,  ///< the median times the mean of exp(residual), whatever the errors' distribution (Duan)
};

/// Exponential trend: least squares of ln x on t = 1 .. T. Positive data only.
struct Exponential {
  Center center = Center::median;
  Seasons seasons = Seasons::none;
};

/// A trend fitted to a series.
struct TrendFit {
  Scale scale;
  Period first;             // t = 1
  Period latest;            // the latest observation
  core::LineFit line;       // on the scale of the model; with seasons, its slope and sums of squares are within them
  double adjustment = 1.0;  // what the median on the level is multiplied by: 1 unless a Center asks for more
  std::vector<core::SeasonMean> seasons = {};  // of the periods t % seasons.size() == i + 1; none: one line for all

  /// t of a period: 1 for the first of the series.
  double position(Period period) const { return static_cast<double>(period - first + 1); }

  /// Which of `seasons` a period has.
  std::size_t season_of(Period period) const {
    const auto year = static_cast<std::int64_t>(seasons.size()), steps = (period - first) % year;
    return static_cast<std::size_t>(steps < 0 ? steps + year : steps);
  }
  /// The observations that the height in a period is estimated from.
  core::SeasonMean center(Period period) const {
    return seasons.empty() ? core::SeasonMean{line.count, line.mean_x, line.mean_y} : seasons[season_of(period)];
  }
  double degrees_of_freedom() const noexcept {
    return line.count - 1.0 - (seasons.empty() ? 1.0 : static_cast<double>(seasons.size()));
  }
  double sigma() const noexcept { return std::sqrt(line.residual_squares / degrees_of_freedom()); }
  double slope_error() const noexcept { return sigma() / std::sqrt(line.sxx); }

  /// The trend in any period, on the scale of the model.
  double fitted(Period period) const {
    const core::SeasonMean at = center(period);
    return at.mean_y + line.slope * (position(period) - at.mean_x);
  }
  /// The trend in any period, in the units of the data.
  double point(Period period) const {
    return scale == Scale::log ? adjustment * std::exp(fitted(period)) : fitted(period);
  }

  /// Standard error of a new observation in the period, on the scale of the model: it covers the scatter about the line
  /// and the uncertainty of the line itself.
  double prediction_error(Period period) const {
    const core::SeasonMean at = center(period);
    const double distance = position(period) - at.mean_x;
    return sigma() * std::sqrt(1.0 + 1.0 / at.count + distance * distance / line.sxx);
  }
};

}  // namespace HIGHWATER_NAMESPACE::projection

namespace HIGHWATER_NAMESPACE::detail {

/// Fits the trend of `values`, which are those of the series on a scale.
///
/// Errors   throws Error with fewer than three observations; with seasons, with fewer than two more than a year has, if
///          one is never observed, and for weekly and daily data.
inline projection::TrendFit fit_trend_of(SeriesView series, std::span<const double> values, projection::Scale scale,
                                         projection::Seasons seasons) {
  const std::size_t n = values.size(), observed = n - core::count_missing(values.data(), n);
  if (observed < 3)
    throw Error("a trend needs at least 3 observations, and " + in_words(series) + " has " + std::to_string(observed));
  const Period latest = series.period(core::find_last_observed(values.data(), n));
  if (seasons == projection::Seasons::none) return {scale, series.first(), latest, core::fit_trend(values.data(), n)};
  const auto year = static_cast<std::size_t>(periods_per_year(series.frequency()));
  if (observed < year + 2)
    throw Error("a trend with seasons needs at least " + std::to_string(year + 2) + " observations, and " +
                in_words(series) + " has " + std::to_string(observed));
  projection::TrendFit trend{scale, series.first(), latest, {}, 1.0, std::vector<core::SeasonMean>(year)};
  trend.line = core::fit_seasonal_line(values, trend.seasons);
  for (std::size_t i = 0; i < year; ++i)
    if (trend.seasons[i].count == 0.0)
      throw Error("a trend with seasons needs each of them observed, and there is no value for the season of " +
                  to_string(series.first() + static_cast<std::int64_t>(i)));
  return trend;
}

}  // namespace HIGHWATER_NAMESPACE::detail

namespace HIGHWATER_NAMESPACE::projection {

/// Fits a linear trend.
///
/// Shape    T values -> one line, or one a season; panel T x N -> N, empty where a series has too little for a trend.
/// Missing  missing values are left out; t goes on counting over them.
/// Errors   as fit_trend_of.
inline TrendFit fit(SeriesView series, Linear model) {
  return detail::fit_trend_of(series, series.values(), Scale::level, model.seasons);
}

/// Fits an exponential trend: a line through the logarithms.
///
/// Shape    T values -> one line, or one a season; panel T x N -> N, empty where a series has too little for a trend.
/// Missing  missing values are left out; t goes on counting over them.
/// Errors   as fit_trend_of, and if a value is zero or negative (says which).
inline TrendFit fit(SeriesView series, Exponential model) {
  const std::size_t bad = core::find_first_not_positive(series.values().data(), series.size());
  if (bad != core::not_found)
    throw Error("an exponential trend needs positive values, and that of " + to_string(series.period(bad)) + " is not");
  std::vector<double> logs(series.size());
  core::logarithm(detail::columns_of(series), {logs.data(), logs.size(), 1, logs.size()});
  TrendFit trend = detail::fit_trend_of(series, logs, Scale::log, model.seasons);
  if (model.center == Center::mean) trend.adjustment = std::exp(trend.sigma() * trend.sigma() / 2.0);
  if (model.center == Center::smearing) {
    if (trend.seasons.empty()) {
      trend.adjustment = core::mean_exp_residual(logs.data(), logs.size(), trend.line);
    } else {
      double sum = 0.0;
      for (std::size_t t = 0; t < logs.size(); ++t)
        if (!is_missing(logs[t])) sum += std::exp(logs[t] - trend.fitted(series.period(t)));
      trend.adjustment = sum / trend.line.count;
    }
  }
  return trend;
}

}  // namespace HIGHWATER_NAMESPACE::projection

namespace HIGHWATER_NAMESPACE::detail {

/// The trend of each series where there is one: what fit() gives, or nothing where it throws because of the series.
template <class Model>
std::vector<std::optional<projection::TrendFit>> fit_where_possible(const PanelView& panel, const Model& model) {
  if (model.seasons != projection::Seasons::none)
    static_cast<void>(periods_per_year(panel.first().frequency()));  // throws for them all
  return for_each_series(panel, [&](SeriesView series) -> std::optional<projection::TrendFit> {
    if constexpr (std::is_same_v<Model, projection::Exponential>)  // so often that a throw would cost too much
      if (core::find_first_not_positive(series.values().data(), series.size()) != core::not_found) return std::nullopt;
    try {
      return projection::fit(series, model);
    } catch (const Error&) {
      return std::nullopt;
    }
  });
}

}  // namespace HIGHWATER_NAMESPACE::detail

namespace HIGHWATER_NAMESPACE::projection {

inline std::vector<std::optional<TrendFit>> fit(const PanelView& panel, Linear model) {
  return detail::fit_where_possible(panel, model);
}
inline std::vector<std::optional<TrendFit>> fit(const PanelView& panel, Exponential model) {
  return detail::fit_where_possible(panel, model);
}

}  // namespace HIGHWATER_NAMESPACE::projection
