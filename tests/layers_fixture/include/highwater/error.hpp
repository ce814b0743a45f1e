#pragma once
#include "highwater/core/fold.hpp"  // upwards
#include "highwater/version.hpp"
