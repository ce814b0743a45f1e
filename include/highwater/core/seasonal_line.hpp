#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "highwater/core/operations.hpp"

namespace HIGHWATER_NAMESPACE::core {

/// The observations of one season: how many, and their means.
struct SeasonMean {
  double count = 0.0;
  double mean_x = 0.0;
  double mean_y = 0.0;
};

/// Fits parallel lines to y over x = 1 .. n, one a season, by least squares: period t has season t % year. That is the
/// regression on a trend and an indicator of each season, which falls apart into the means of the seasons and one slope
/// within them. `line` has the slope, its sum of squares within seasons and that of the residuals.
inline LineFit fit_seasonal_line(std::span<const double> y, std::span<SeasonMean> seasons) {
  const std::size_t year = seasons.size();
  LineFit line = fit_trend(y.data(), y.size());
  const double pivot = line.mean_y;
  for (std::size_t t = 0; t < y.size(); ++t) {
    if (y[t] != y[t]) continue;
    SeasonMean& season = seasons[t % year];
    season.count += 1.0;
    season.mean_x += static_cast<double>(t + 1);
    season.mean_y += y[t] - pivot;
  }
  for (SeasonMean& season : seasons) {
    season.mean_x /= season.count;
    season.mean_y = pivot + season.mean_y / season.count;
  }
  double sxx = 0.0, sxy = 0.0, squares = 0.0;
  for (std::size_t t = 0; t < y.size(); ++t) {
    if (y[t] != y[t]) continue;
    const double x = static_cast<double>(t + 1) - seasons[t % year].mean_x;
    sxx += x * x;
    sxy += x * (y[t] - seasons[t % year].mean_y);
  }
  line.sxx = sxx;
  line.slope = sxy / sxx;
  for (std::size_t t = 0; t < y.size(); ++t) {
    if (y[t] != y[t]) continue;
    const SeasonMean& season = seasons[t % year];
    const double residual = y[t] - season.mean_y - line.slope * (static_cast<double>(t + 1) - season.mean_x);
    squares += residual * residual;
  }
  line.residual_squares = squares;
  return line;
}

}  // namespace HIGHWATER_NAMESPACE::core
