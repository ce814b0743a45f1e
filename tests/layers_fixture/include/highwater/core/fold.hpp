#pragma once
#include <highwater/series/series.hpp>  // upwards

#include "highwater/calendar/period.hpp"  // sideways
#include "highwater/error.hpp"
