#pragma once

#include <cstddef>

#include "highwater/core/lanes/shuffle.hpp"
#include "highwater/core/vocabulary/columns.hpp"

// Rows in memory, a fixed step apart, as columns in lanes: lane i of a column is of row i.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

/// One column: from[0], from[step], from[2 step], ...
template <class Lane>
HIGHWATER_INLINE Lane load_column(const double* from, std::size_t step) noexcept {
  constexpr std::size_t w = LaneTraits<Lane>::width;
  if constexpr (w == 1)
    return *from;
  else
    return joined(load_column<Half<Lane>>(from, step), load_column<Half<Lane>>(from + w / 2 * step, step));
}
template <class Lane>
HIGHWATER_INLINE void store_column(double* to, std::size_t step, Lane column) noexcept {
  for (std::size_t i = 0; i < LaneTraits<Lane>::width; ++i) to[i * step] = extract(column, i);
}

/// Four neighbouring columns: four values of a row move at once, which takes a third of the instructions.
template <class Lane>
HIGHWATER_INLINE void load_columns(const double* from, std::size_t step, Lane (&columns)[4]) noexcept {
  constexpr std::size_t w = LaneTraits<Lane>::width;
  if constexpr (w < 4) {
    for (std::size_t i = 0; i < 4; ++i) columns[i] = load_column<Lane>(from + i, step);
  } else if constexpr (w == 4) {
    for (std::size_t i = 0; i < 4; ++i) columns[i] = load<Lane>(from + i * step);
    transpose(columns);
  } else {
    const auto rows = [=](std::size_t i, std::size_t k) {
      return joined(load<Half<Lane>>(from + i * step), load<Half<Lane>>(from + k * step));
    };
    const Lane ac = rows(0, 2), bd = rows(1, 3), eg = rows(4, 6), fh = rows(5, 7);
    const Lane ad02 = shuffled<0, 8, 2, 10, 4, 12, 6, 14>(ac, bd), ad13 = shuffled<1, 9, 3, 11, 5, 13, 7, 15>(ac, bd);
    const Lane eh02 = shuffled<0, 8, 2, 10, 4, 12, 6, 14>(eg, fh), eh13 = shuffled<1, 9, 3, 11, 5, 13, 7, 15>(eg, fh);
    columns[0] = shuffled<0, 1, 4, 5, 8, 9, 12, 13>(ad02, eh02);
    columns[1] = shuffled<0, 1, 4, 5, 8, 9, 12, 13>(ad13, eh13);
    columns[2] = shuffled<2, 3, 6, 7, 10, 11, 14, 15>(ad02, eh02);
    columns[3] = shuffled<2, 3, 6, 7, 10, 11, 14, 15>(ad13, eh13);
  }
}
template <class Lane>
HIGHWATER_INLINE void store_columns(double* to, std::size_t step, const Lane (&columns)[4]) noexcept {
  constexpr std::size_t w = LaneTraits<Lane>::width;
  if constexpr (w < 4) {
    for (std::size_t i = 0; i < 4; ++i) store_column(to + i, step, columns[i]);
  } else if constexpr (w == 4) {
    Lane rows[4] = {columns[0], columns[1], columns[2], columns[3]};
    transpose(rows);
    for (std::size_t i = 0; i < 4; ++i) store(to + i * step, rows[i]);
  } else {
    const auto rows = [=](std::size_t i, Lane columns01, Lane columns23) {
      const Lane early = shuffled<0, 1, 8, 9, 2, 3, 10, 11>(columns01, columns23);
      const Lane late = shuffled<4, 5, 12, 13, 6, 7, 14, 15>(columns01, columns23);
      store(to + i * step, half<0>(early));
      store(to + (i + 2) * step, half<1>(early));
      store(to + (i + 4) * step, half<0>(late));
      store(to + (i + 6) * step, half<1>(late));
    };
    rows(0, shuffled<0, 8, 2, 10, 4, 12, 6, 14>(columns[0], columns[1]),
         shuffled<0, 8, 2, 10, 4, 12, 6, 14>(columns[2], columns[3]));
    rows(1, shuffled<1, 9, 3, 11, 5, 13, 7, 15>(columns[0], columns[1]),
         shuffled<1, 9, 3, 11, 5, 13, 7, 15>(columns[2], columns[3]));
  }
}

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
