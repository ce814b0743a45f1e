#pragma once
#include "highwater/growth/growth.hpp"  // upwards
#include "highwater/series/series.hpp"
