#pragma once

#if !defined(HIGHWATER_COMPILED)
#error "highwater/projection/scenario.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstdint>
#include <functional>

#include "highwater/calendar/fiscal_year.hpp"
#include "highwater/projection/projection.hpp"

/// What if: paths that follow from an assumption instead of a model, the growth that a target takes, and what an event
/// was worth.
namespace HIGHWATER_NAMESPACE::projection {
namespace scenario {

/// The latest observation, repeated.
///
/// Shape    T values -> `periods` periods after the latest observation, as for all scenarios.
/// Errors   throws Error if periods < 1 or nothing is observed, as all scenarios do.
TimeSeries flat(SeriesView series, std::int64_t periods);

/// Over which time growth is measured.
struct GrowthOptions {
  std::int64_t over = 1;  // periods that the growth is measured over, ending with the latest observation
};

/// Goes on from the latest observation at the mean growth rate a period of the last `over` periods.
///
/// Missing  all, if the value `over` periods before the latest is missing or either is not positive.
/// Errors   throws Error if over < 1.
TimeSeries hold_growth(SeriesView series, std::int64_t periods, GrowthOptions options = {});

/// Each period is that of the year before, times 1 + the growth on the year of the latest observation.
///
/// Missing  where the period of the year before is; all, if growth on the year is missing (its base is, or is not
///          positive).
/// Errors   throws Error for weekly and daily data.
TimeSeries hold_yoy(SeriesView series, std::int64_t periods);

}  // namespace scenario

/// The growth that brings the total of a fiscal year to a target.
struct GoalPath {
  int fiscal_year;  // its name: 2025 for FY25
  double observed;  // total of the year so far
  double required;  // target - observed
  double growth;    // a period, from the latest observation on, the same in every period, as a fraction
  TimeSeries path;  // the periods of the year after the latest observation
};

/// At which constant growth rate a period, from the latest observation on, the fiscal year reaches its target. The year is
/// that of projection::target().
///
/// Units    growth as a fraction; others those of the data.
/// Missing  growth and path, if a period of the year so far is missing, if the latest observation is not positive, or if
///          the target is reached already.
/// Errors   throws Error if nothing is observed; for weekly and daily data; if the fiscal year would cut through the
///          periods.
GoalPath seek_goal(SeriesView series, FiscalYear fiscal_year, double target);

/// What came after an event, against what was to be expected without it.
struct Counterfactual {
  Projection expected;   // from the data before the event
  TimeSeries effect;     // actual - expected point
  TimeSeries cumulated;  // actual - median of the expected total since the event
  TimeSeries lower;      // of cumulated: bounds of the joint distribution at the coverage asked for
  TimeSeries upper;
  double chance;  // p-value: probability of a total as far from the expected one, on either side, without an effect
};

/// Projects from the data before an event, with intervals of that coverage, and compares what was observed from the event on.
///
/// Shape    T values -> periods from the event to the latest observation.
/// Units    those of the data; chance as a fraction.
/// Missing  effect where the data are; what is cumulated, from the first missing period on.
/// Errors   throws Error if nothing was observed in or after the period of the event, or the model cannot be fitted to
///          what was before.
Counterfactual compare_with(SeriesView series, Period event,
                            const std::function<Projection(SeriesView known, Options)>& forecast,
                            double coverage = 0.95, SimulationOptions simulation = {.draws = 20'000});

/// The same with a model; otherwise as compare_with().
template <class Model>
Counterfactual counterfactual(SeriesView series, Period event, const Model& model, double coverage = 0.95,
                              SimulationOptions simulation = {.draws = 20'000}) {
  return compare_with(
      series, event, [&](SeriesView known, Options options) { return project(known, model, options); }, coverage,
      simulation);
}

}  // namespace HIGHWATER_NAMESPACE::projection
