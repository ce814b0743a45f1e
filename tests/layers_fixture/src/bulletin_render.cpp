#include "bulletin_words.hpp"
#include "csv.hpp"  // sideways
#include "highwater/bulletin/bulletin.hpp"
#include "highwater/core/fold.hpp"
#include "highwater/io/csv.hpp"  // sideways
