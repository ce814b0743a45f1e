#pragma once

#include <string>

#include "highwater/series/indicator.hpp"
#include "highwater/series/time_series.hpp"

// Changes on the year as the measure puts them, for charts and tables.
namespace HIGHWATER_NAMESPACE::bulletin {

/// Fractions, or differences in units of the data; missing without a base.
TimeSeries year_changes(SeriesView series, Measure measure);

/// "+14.9 %", or "-0.5" with the decimals of the data.
std::string year_change_text(double change, Measure measure, int decimals);

}  // namespace HIGHWATER_NAMESPACE::bulletin
