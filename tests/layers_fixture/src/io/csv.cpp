#include "highwater/io/csv.hpp"

#include "../bulletin_render.hpp"       // hides its layer
#include "highwater/growth/growth.hpp"  // upwards
#include "table.hpp"
