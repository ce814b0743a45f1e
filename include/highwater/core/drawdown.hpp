#pragma once

#include <cstddef>
#include <cstdint>

#include "highwater/core/operations.hpp"

namespace HIGHWATER_NAMESPACE {

/// In what a distance from the record that stands is measured.
enum class Depth : std::uint8_t {
  relative,  ///< a fraction of the record; missing unless that is positive
  absolute,  ///< the units of the data
};

}  // namespace HIGHWATER_NAMESPACE

namespace HIGHWATER_NAMESPACE::core {

/// How far each value lies from the record that stands: below the high, or above the low. One column at a time, so that
/// the second step finds the first in the cache; it reads each value right before it writes there.
inline void drawdown(const Columns& in, const MutableColumns& out, Side side, Depth depth) {
  for (std::size_t j = 0; j < in.columns; ++j) {
    const Columns values{in.column(j), in.rows, 1, in.rows};
    const MutableColumns distance{out.column(j), in.rows, 1, in.rows};
    const Columns record{distance.data, in.rows, 1, in.rows};
    running_extreme(values, distance, side);
    if (depth == Depth::relative)
      growth_between(values, record, distance, BasePolicy::positive);
    else
      subtract(values, record, distance);
  }
}

}  // namespace HIGHWATER_NAMESPACE::core
