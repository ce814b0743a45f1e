#pragma once

#if !defined(HIGHWATER_COMPILED)
#error "highwater/projection/projection.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstdint>
#include <string>
#include <vector>

#include "highwater/projection/trend.hpp"
#include "highwater/series/series_view.hpp"
#include "highwater/series/time_series.hpp"

namespace HIGHWATER_NAMESPACE {
namespace projection {

struct Options {
  std::int64_t periods = 12;  // how many to project, from the one after the latest observation
  double coverage = 0.95;     // of the prediction interval, between 0 and 1
};

/// An estimated coefficient, on the scale of the model.
struct Parameter {
  std::string name;
  double estimate;
  double standard_error;
};

/// Joint distribution of the projected periods on the scale of the model: location + loadings * z, where z are
/// independent standard normal variables over a common sqrt(chi-squared / degrees of freedom), that is, a multivariate
/// Student t.
struct JointDistribution {
  Scale scale;
  double degrees_of_freedom;
  std::vector<double> location;  // H
  std::vector<double> loadings;  // H x K by rows

  std::size_t periods() const noexcept { return location.size(); }
  std::size_t sources() const noexcept { return location.empty() ? 0 : loadings.size() / location.size(); }
};

}  // namespace projection

/// What a model expects of the periods after the latest observation.
struct Projection {
  std::string model;  // in words: "linear trend"
  double coverage;    // of lower .. upper, for each period by itself
  TimeSeries point;
  TimeSeries lower;
  TimeSeries upper;
  TimeSeries fitted;     // over the periods of the data, in their units
  TimeSeries residuals;  // data - fitted on the scale of the model (log data - log fitted for Exponential)
  std::vector<projection::Parameter> parameters;
  double sigma;                                // residual standard deviation on the scale of the model
  projection::JointDistribution distribution;  // of all periods together, for totals
};

namespace projection {

/// Projects a trend with prediction intervals: Student t with n - 2 degrees of freedom, parameter uncertainty included.
/// The interval of Exponential is that of the logs, mapped to the level.
///
/// Shape    T values -> `periods` periods after the latest observation.
/// Units    those of the data.
/// Missing  missing values are left out of the fit; missing ones at the end are projected.
/// Errors   throws Error with fewer than three observations, if periods < 1, if coverage is not inside (0, 1), or if
///          the model cannot be fitted (Exponential: a value is not positive).
Projection project(SeriesView series, const Linear& model, Options options = {});
Projection project(SeriesView series, const Exponential& model, Options options = {});

}  // namespace projection
}  // namespace HIGHWATER_NAMESPACE
