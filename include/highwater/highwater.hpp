#pragma once

// All of highwater but <highwater/series/eigen.hpp>, which is included by those who want Eigen maps of their series.

#include "highwater/aggregate/fiscal.hpp"
#include "highwater/aggregate/summary.hpp"
#include "highwater/aggregate/trailing.hpp"
#include "highwater/calendar/fiscal_year.hpp"
#include "highwater/calendar/period.hpp"
#include "highwater/calendar/period_text.hpp"
#include "highwater/error.hpp"
#include "highwater/growth/growth.hpp"
#include "highwater/projection/trend.hpp"
#include "highwater/records/records.hpp"
#include "highwater/records/streaks.hpp"
#include "highwater/series/panel.hpp"
#include "highwater/series/series_view.hpp"
#include "highwater/series/time_series.hpp"
#include "highwater/version.hpp"

// What needs the compiled library.
#if defined(HIGHWATER_COMPILED)
#include "highwater/bulletin/bulletin.hpp"
#include "highwater/bulletin/check.hpp"
#include "highwater/io/csv.hpp"
#include "highwater/projection/projection.hpp"
#include "highwater/projection/target.hpp"
#endif
