#pragma once
#include "highwater/core/fold.hpp"
#include "highwater/highwater.hpp"  // upwards: the umbrella
