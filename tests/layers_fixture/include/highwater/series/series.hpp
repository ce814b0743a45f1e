#pragma once
#include "highwater/calendar/period.hpp"
#include "highwater/core/fold.hpp"
// #include "highwater/growth/growth.hpp" is a comment
#include "highwater/io/csv.hpp"  // upwards [with; odd \ characters]
