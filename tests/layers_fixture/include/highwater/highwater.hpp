#pragma once
#include "highwater/bulletin/bulletin.hpp"
#include "highwater/io/csv.hpp"
