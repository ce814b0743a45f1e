#pragma once
#include "highwater/growth/growth.hpp"
#include "highwater/io/csv.hpp"  // sideways
#include "highwater/records/records.hpp"
