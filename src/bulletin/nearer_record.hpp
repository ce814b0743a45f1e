#pragma once

#include "highwater/records/records.hpp"
#include "highwater/series/series_view.hpp"

namespace HIGHWATER_NAMESPACE::bulletin {

/// The side whose record is nearer to the last value, which is observed; the high, if both are as near.
inline Side nearer_record(SeriesView series) {
  const double last = series.values().back(), high = records::highs(series).back().value,
               low = records::lows(series).back().value;
  // Halves, because the difference of the two may be beyond the range of a double.
  return high / 2.0 - last / 2.0 <= last / 2.0 - low / 2.0 ? Side::high : Side::low;
}

}  // namespace HIGHWATER_NAMESPACE::bulletin
