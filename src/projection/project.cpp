#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "highwater/projection/projection.hpp"

namespace HIGHWATER_NAMESPACE::projection {
namespace {

void require_valid(const Options& options) {
  if (options.periods < 1)
    throw Error("a projection over " + std::to_string(options.periods) +
                " periods was asked for; it must be at least 1");
  if (!(options.coverage > 0.0 && options.coverage < 1.0))
    throw Error("the coverage of an interval must lie between 0 and 1, not " + std::to_string(options.coverage));
}

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
  const double quantile =
      boost::math::quantile(boost::math::students_t(line.degrees_of_freedom()), 0.5 + options.coverage / 2.0);
  const auto to_level = [&](double value) { return fit.scale == Scale::log ? std::exp(value) : value; };
  const auto finite = [](double value) { return std::isfinite(value) ? value : missing_value; };

  std::vector<double> point, lower, upper;
  for (std::size_t h = 0; h < periods; ++h) {
    const Period period = from + static_cast<std::int64_t>(h);
    const double center = line.at(fit.position(period)), half_width = quantile * fit.prediction_error(period);
    point.push_back(finite(fit.point(period)));
    lower.push_back(finite(to_level(center - half_width)));
    upper.push_back(finite(to_level(center + half_width)));
  }
  std::vector<double> fitted, residuals;
  for (const auto [period, value] : series) {
    const double center = line.at(fit.position(period));
    fitted.push_back(finite(fit.point(period)));
    residuals.push_back((fit.scale == Scale::log ? std::log(value) : value) - center);
  }
  return {std::move(model),
          options.coverage,
          TimeSeries(from, std::move(point), series.fiscal_year()),
          TimeSeries(from, std::move(lower), series.fiscal_year()),
          TimeSeries(from, std::move(upper), series.fiscal_year()),
          TimeSeries(series.first(), std::move(fitted), series.fiscal_year()),
          TimeSeries(series.first(), std::move(residuals), series.fiscal_year()),
          {{"intercept", line.intercept, line.intercept_error()}, {"slope", line.slope, line.slope_error()}},
          line.sigma(),
          joint_distribution(fit, from, periods)};
}

}  // namespace

Projection project(SeriesView series, const Linear& model, Options options) {
  return project_trend(series, fit(series, model), "linear trend", options);
}

Projection project(SeriesView series, const Exponential& model, Options options) {
  return project_trend(series, fit(series, model), "exponential trend", options);
}

}  // namespace HIGHWATER_NAMESPACE::projection
