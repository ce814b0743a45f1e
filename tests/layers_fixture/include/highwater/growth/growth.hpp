#pragma once
#include "../core/fold.hpp"               // hides its layer
#include "highwater/records/records.hpp"  // sideways
#include "highwater/series/series.hpp"
