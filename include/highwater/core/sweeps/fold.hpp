#pragma once

#include <cstddef>

#include "highwater/core/lanes/pack.hpp"
#include "highwater/core/lanes/shuffle.hpp"
#include "highwater/core/lanes/states.hpp"

// The sweep that reduces a column to one state, in eight partial states.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

/// The partial states of a fold in one register: each of the first half merged with its fellow of the second, as long as
/// there are several registers.
template <class Wide, std::size_t registers>
HIGHWATER_INLINE Wide merged_registers(const Wide (&partial)[registers]) noexcept {
  if constexpr (registers > 1) {
    Wide half_as_many[registers / 2];
    for (std::size_t r = 0; r < registers / 2; ++r) half_as_many[r] = partial[r].merge(partial[r + registers / 2]);
    return merged_registers(half_as_many);
  } else {
    return partial[0];
  }
}
/// The lanes of one register as one state, by halves in the same way.
template <class Wide>
HIGHWATER_INLINE typename Wide::template On<double> merged_lanes(const Wide& wide) noexcept {
  if constexpr (sizeof(Wide) == sizeof(typename Wide::template On<double>))
    return wide;
  else
    return merged_lanes(half_state<0>(wide).merge(half_state<1>(wide)));
}

/// merged_lanes() of as many registers as each has lanes, all at once: lane i of the result is that of register i.
template <class Lane, class Wide, std::size_t count>
HIGHWATER_INLINE Wide merged_across(const Wide (&states)[count]) noexcept {
  if constexpr (count == 1) {
    return states[0];
  } else {
    Wide half_as_many[count / 2];
    for (std::size_t i = 0; i < count / 2; ++i)
      half_as_many[i] = by_fields<Lane>(states[2 * i], states[2 * i + 1], [](Lane a, Lane b) {
                          return chunks<0, count / 2>(a, b);
                        }).merge(by_fields<Lane>(states[2 * i], states[2 * i + 1], [](Lane a, Lane b) {
        return chunks<1, count / 2>(a, b);
      }));
    return merged_across<Lane>(half_as_many);
  }
}

/// The eight partial states of a fold: state i is lane i % w of register i / w.
template <class Lane, class Kernel>
struct Partials {
  static constexpr std::size_t width = LaneTraits<Lane>::width, registers = 8 / width;
  using Wide = typename Kernel::template On<Lane>;

  Wide of[registers];

  explicit HIGHWATER_INLINE Partials(const Kernel& start) noexcept {
    for (Wide& kernel : of) kernel = broadcast<Lane>(start);
  }
  /// Pushes the periods from t, a multiple of 8, to n: feed(kernel, t, Lane) pushes period t (and its neighbours in a
  /// pack). Period t always enters partial state t % 8, whatever the register width. before(t) precedes each eight.
  template <class Feed, class Before>
  HIGHWATER_INLINE void push(std::size_t t, std::size_t n, Feed feed, Before before) {
    for (; t + 8 <= n; t += 8) {
      before(t);
      for (std::size_t r = 0; r < registers; ++r) feed.template operator()<Lane>(of[r], t + r * width);
    }
    if (t == n) return;
    Kernel parts[8];
    for (std::size_t i = 0; i < 8; ++i) parts[i] = part<Lane>(of[i / width], i % width);
    for (; t < n; ++t) feed.template operator()<double>(parts[t % 8], t);
    for (std::size_t r = 0; r < registers; ++r) of[r] = packed<Lane>(parts + r * width);
  }
};

/// The state after n periods; the partial states become one by halves: merged_registers(), then merged_lanes().
template <class Lane = NativeLane, class Kernel, class Feed>
HIGHWATER_INLINE Kernel fold(std::size_t n, const Kernel& start, Feed feed) {
  Partials<Lane, Kernel> partials(start);
  partials.push(0, n, feed, [](std::size_t) {});
  return merged_lanes(merged_registers(partials.of));
}

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
