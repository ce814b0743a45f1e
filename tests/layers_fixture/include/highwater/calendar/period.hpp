#pragma once
#include <highwater/version.hpp>

#include "highwater/core/fold.hpp"  // sideways
