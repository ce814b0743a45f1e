#include "bulletin/words.hpp"
#include "csv.hpp"  // hides its layer: there is no such file below src
#include "highwater/bulletin/bulletin.hpp"
#include "highwater/core/fold.hpp"
#include "highwater/io/csv.hpp"  // sideways
#include "io/table.hpp"          // sideways
