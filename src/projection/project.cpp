#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "highwater/projection/projection.hpp"
#include "projection/assemble.hpp"

namespace HIGHWATER_NAMESPACE::projection {
namespace {

// Sources of error: the height of the line (one a season), its slope, and then what is new in each period.
JointDistribution joint_distribution(const TrendFit& fit, std::size_t periods) {
  const double sigma = fit.sigma();
  const std::size_t heights = std::max<std::size_t>(fit.seasons.size(), 1), sources = heights + 1 + periods;
  JointDistribution joint{fit.scale, fit.degrees_of_freedom(), {}, std::vector<double>(periods * sources, 0.0)};
  for (std::size_t h = 0; h < periods; ++h) {
    const Period period = fit.latest + 1 + static_cast<std::int64_t>(h);
    const core::SeasonMean center = fit.center(period);
    joint.location.push_back(fit.fitted(period));
    double* const loadings = joint.loadings.data() + h * sources;
    loadings[fit.seasons.empty() ? 0 : fit.season_of(period)] = sigma / std::sqrt(center.count);
    loadings[heights] = sigma * (fit.position(period) - center.mean_x) / std::sqrt(fit.line.sxx);
    loadings[heights + 1 + h] = sigma;
  }
  return joint;
}

// With seasons, as R's tslm has them: the intercept is that of the first, the others are differences from it.
std::vector<Parameter> parameters_of(const TrendFit& fit) {
  const core::LineFit& line = fit.line;
  if (fit.seasons.empty())
    return {{"intercept", line.intercept, line.intercept_error()}, {"slope", line.slope, line.slope_error()}};
  const std::size_t year = fit.seasons.size(), shift = static_cast<std::size_t>(fit.first.number()) - 1;
  const auto season = [&](std::size_t number) { return fit.seasons[(number + year - shift) % year]; };
  const core::SeasonMean first = season(0);
  const double s = fit.sigma();
  const auto error = [&](double variance, double distance) {
    return s * std::sqrt(variance + distance * distance / line.sxx);
  };
  std::vector<Parameter> found{
      {"intercept", first.mean_y - line.slope * first.mean_x, error(1.0 / first.count, first.mean_x)},
      {"slope", line.slope, fit.slope_error()}};
  for (std::size_t i = 1; i < year; ++i) {
    const core::SeasonMean at = season(i);
    found.push_back({"season " + std::to_string(i + 1),
                     at.mean_y - first.mean_y - line.slope * (at.mean_x - first.mean_x),
                     error(1.0 / at.count + 1.0 / first.count, at.mean_x - first.mean_x)});
  }
  return found;
}

Projection project_trend(SeriesView series, const TrendFit& fit, std::string model, const Options& options) {
  const auto periods = static_cast<std::size_t>(options.periods);
  std::vector<double> point, fitted, residuals;
  point.reserve(periods);
  fitted.reserve(series.size());
  residuals.reserve(series.size());
  for (std::size_t h = 0; h < periods; ++h) point.push_back(fit.point(fit.latest + 1 + static_cast<std::int64_t>(h)));
  for (const auto [period, value] : series) {
    const double expected = fit.fitted(period);
    fitted.push_back(fit.scale == Scale::log ? fit.adjustment * std::exp(expected) : expected);
    residuals.push_back((fit.scale == Scale::log ? std::log(value) : value) - expected);
  }
  if (!fit.seasons.empty()) model += " with seasons";
  return assemble(
      {std::move(model), series.first(), fit.latest, series.fiscal_year(), std::move(fitted), std::move(residuals),
       parameters_of(fit), fit.sigma(), joint_distribution(fit, periods), std::move(point)},
      options);
}

}  // namespace

Projection project(SeriesView series, const Linear& model, Options options) {
  detail::require_valid(options);
  require_model_range(series);
  return project_trend(series, fit(series, model), "linear trend", options);
}

Projection project(SeriesView series, const Exponential& model, Options options) {
  detail::require_valid(options);
  require_model_range(series);
  return project_trend(series, fit(series, model), "exponential trend", options);
}

}  // namespace HIGHWATER_NAMESPACE::projection
