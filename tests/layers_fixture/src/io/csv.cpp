#include "highwater/io/csv.hpp"

#include "../bulletin/render.hpp"       // hides its layer
#include "highwater/growth/growth.hpp"  // upwards
#include "io/table.hpp"
