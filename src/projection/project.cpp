#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "assemble.hpp"
#include "highwater/projection/projection.hpp"

namespace HIGHWATER_NAMESPACE::projection {
namespace {

// Sources of error: the height of the line, its slope, and then what is new in each period.
JointDistribution joint_distribution(const TrendFit& fit, Period from, std::size_t periods) {
  const core::LineFit& line = fit.line;
  const double sigma = line.sigma();
  const std::size_t sources = periods + 2;
  JointDistribution joint{fit.scale, line.degrees_of_freedom(), {}, std::vector<double>(periods * sources, 0.0)};
  for (std::size_t h = 0; h < periods; ++h) {
    const double position = fit.position(from + static_cast<std::int64_t>(h));
    joint.location.push_back(line.at(position));
    double* const loadings = joint.loadings.data() + h * sources;
    loadings[0] = sigma / std::sqrt(line.count);
    loadings[1] = sigma * (position - line.mean_x) / std::sqrt(line.sxx);
    loadings[2 + h] = sigma;
  }
  return joint;
}

Projection project_trend(SeriesView series, const TrendFit& fit, std::string model, const Options& options) {
  require_valid(options);
  const core::LineFit& line = fit.line;
  const Period from = fit.latest + 1;
  const auto periods = static_cast<std::size_t>(options.periods);
  std::vector<double> point, fitted, residuals;
  for (std::size_t h = 0; h < periods; ++h) point.push_back(fit.point(from + static_cast<std::int64_t>(h)));
  for (const auto [period, value] : series) {
    fitted.push_back(fit.point(period));
    residuals.push_back((fit.scale == Scale::log ? std::log(value) : value) - line.at(fit.position(period)));
  }
  return assemble({std::move(model),
                   series.first(),
                   fit.latest,
                   series.fiscal_year(),
                   std::move(fitted),
                   std::move(residuals),
                   {{"intercept", line.intercept, line.intercept_error()}, {"slope", line.slope, line.slope_error()}},
                   line.sigma(),
                   joint_distribution(fit, from, periods),
                   std::move(point)},
                  options);
}

}  // namespace

Projection project(SeriesView series, const Linear& model, Options options) {
  return project_trend(series, fit(series, model), "linear trend", options);
}

Projection project(SeriesView series, const Exponential& model, Options options) {
  return project_trend(series, fit(series, model), "exponential trend", options);
}

}  // namespace HIGHWATER_NAMESPACE::projection
