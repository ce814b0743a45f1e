#pragma once

#if !defined(HIGHWATER_COMPILED)
#error "highwater/projection/projection.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "highwater/core/vocabulary/parallel.hpp"
#include "highwater/core/vocabulary/progress.hpp"
#include "highwater/projection/joint.hpp"
#include "highwater/projection/outcome.hpp"
#include "highwater/projection/trend.hpp"
#include "highwater/series/panel.hpp"
#include "highwater/series/series_view.hpp"
#include "highwater/series/time_series.hpp"

namespace HIGHWATER_NAMESPACE {
namespace projection {

/// How far is projected, and with which intervals.
struct Options {
  std::int64_t periods = 12;  // how many to project, from the one after the latest observation
  double coverage = 0.95;     // of the prediction interval, between 0 and 1
  Parallel parallel = {};     // who projects the series of a panel
  Progress progress = {};     // of a panel, by series; a single one does not tell it
};

/// An estimated coefficient, on the scale of the model.
struct Parameter {
  std::string name;
  double estimate;
  double standard_error;  // missing where the method gives none
};

}  // namespace projection

namespace detail {
/// Throws Error unless there is a period to project and the coverage lies between 0 and 1.
void require_valid(const projection::Options& options);
}  // namespace detail

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
  double sigma;  // residual standard deviation on the scale of the model; missing where it is no double
  projection::JointDistribution distribution;  // of all periods together

  // Questions about several periods. They are answered from the joint distribution, in closed form where there is one,
  // otherwise from seeded draws. Errors: throw Error if a period is not projected, or periods are reversed.

  /// Simulated paths: `count` draws of the projected periods, one a series of the panel.
  Panel paths(std::int64_t count, std::uint64_t seed = 1) const;
  /// One period by itself.
  projection::Outcome in(Period period) const;
  /// Sum of the periods from one to another, both included, and of what was observed before.
  projection::Outcome total(Period from, Period to, double observed = 0.0,
                            projection::SimulationOptions options = {}) const;
  /// Growth of that sum on a total that was observed: sum / base - 1, a fraction. `base` must be positive.
  projection::Outcome growth(Period from, Period to, double base, double observed = 0.0,
                             projection::SimulationOptions options = {}) const;
  /// The highest of all projected periods.
  projection::Outcome peak(projection::SimulationOptions options = {}) const;
  /// Any number that is a function of a path through all projected periods.
  projection::Outcome of(const std::function<double(std::span<const double>)>& number,
                         projection::SimulationOptions options = {}) const;
  /// When a period first has this value or more.
  projection::Arrival first_reaching(double level, projection::SimulationOptions options = {}) const;
};

namespace projection {

/// Projects a trend with prediction intervals: Student t with as many degrees of freedom as observations beyond the
/// coefficients (n - 2 without seasons), parameter uncertainty included.
/// The interval of Exponential is that of the logs, mapped to the level.
///
/// Shape    T values -> `periods` periods after the latest observation.
/// Units    those of the data.
/// Missing  missing values are left out of the fit; missing ones at the end are projected. A projected value or bound that
///          no double holds, as a trend of logarithms can make them, is missing.
/// Errors   throws Error with fewer than three observations, if periods < 1, if coverage is not inside (0, 1), or if
///          the model cannot be fitted (Exponential: a value is not positive); as with
///          every model, if a value is further from zero than 1e150, or all are nearer than 1e-150.
Projection project(SeriesView series, const Linear& model, Options options = {});
Projection project(SeriesView series, const Exponential& model, Options options = {});

}  // namespace projection
}  // namespace HIGHWATER_NAMESPACE
