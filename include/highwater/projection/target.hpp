#pragma once

#if !defined(HIGHWATER_COMPILED)
#error "highwater/projection/target.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstdint>

#include "highwater/calendar/fiscal_year.hpp"
#include "highwater/projection/projection.hpp"

namespace HIGHWATER_NAMESPACE {

/// Distribution of a total that is partly observed and partly projected, in the units of the data.
struct TotalOutlook {
  double mean;  // of a log model: under normal errors with the prediction variance
  double median;
  double lower;  // bounds of the joint distribution at the coverage of the projection, never sums of bounds
  double upper;
};

/// How a fiscal year stands against a target for its total.
struct TargetOutlook {
  int fiscal_year;  // its name: 2025 for FY25
  double target;
  double observed;  // total of the year so far; NaN if one of its periods is missing
  std::int64_t remaining_periods;
  double required;             // target - observed
  double required_per_period;  // required / remaining periods
  double required_growth;  // of the remaining periods over the same periods a year earlier; NaN if those are missing
  TotalOutlook total;      // of the whole year
  double probability;      // that the total reaches the target
};

namespace projection {

/// Outlook for the total of the fiscal year of the latest observation against a target; of the next one if that was its last period.
///
/// Models on the level have a closed form (Student t, or normal). Others have none: median, bounds and probability come
/// from seeded joint draws.
///
/// Units    those of the data; growth and probability as fractions.
/// Missing  everything but the names and counts is NaN if a period of the fiscal year so far is missing.
/// Errors   throws Error if the projection ends before the fiscal year, or does not start right after the latest
///          observation of the series; if the fiscal year would cut through the periods.
TargetOutlook target(SeriesView series, const Projection& outlook, FiscalYear fiscal_year, double target,
                     SimulationOptions options = {});

}  // namespace projection
}  // namespace HIGHWATER_NAMESPACE
