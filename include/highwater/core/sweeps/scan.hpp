#pragma once

#include <cstddef>
#include <cstring>

#include "highwater/core/sweeps/sweep.hpp"

// The sweep of a state that rarely changes, such as a record, and is asked for after every period.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

/// The state in the last lane, in every lane.
template <class Lane, class Wide>
HIGHWATER_INLINE Wide last_state(const Wide& wide) noexcept {
  constexpr std::size_t fields = sizeof(Wide) / sizeof(Lane);
  Lane lanes[fields];
  std::memcpy(lanes, &wide, sizeof lanes);
  for (std::size_t f = 0; f < fields; ++f) lanes[f] = Lane(extract(lanes[f], LaneTraits<Lane>::width - 1));
  Wide last;
  std::memcpy(&last, lanes, sizeof lanes);
  return last;
}

/// The states after each period of a pack, from those of the single periods: what a chunk of consecutive periods is
/// merged with are the one, two and four periods before it.
template <class Lane, class Wide>
HIGHWATER_INLINE Wide states_along(const Wide& none, Wide state) noexcept {
  constexpr std::size_t w = LaneTraits<Lane>::width;
  if constexpr (w > 1) state = delayed_state<1, Lane>(none, state).merge(state);
  if constexpr (w > 2) state = delayed_state<2, Lane>(none, state).merge(state);
  if constexpr (w > 4) state = delayed_state<4, Lane>(none, state).merge(state);
  return state;
}

/// Calls give(t, state after x[.. t - 1], state after x[.. t], x[t]) for the n periods of a column, in single values and
/// in packs of which the first starts at `head`, for a kernel that rarely changes and merges exactly. Blocks that change
/// nothing are skipped; in others the states come from merging in the register.
template <class Lane, class Kernel, class Give>
void scan_column(const double* x, std::size_t n, std::size_t head, const Kernel& start, Give give) {
  constexpr std::size_t w = LaneTraits<Lane>::width;
  const auto none = broadcast<Lane>(start);
  Kernel kernel = start;
  const auto one_by_one = [&](std::size_t t, std::size_t last) {
    for (; t < last; ++t) {
      const Kernel before = kernel;
      kernel.push(x[t]);
      give(t, before, kernel, x[t]);
    }
  };
  std::size_t t = smaller(head, n);
  one_by_one(0, t);
  auto state = broadcast<Lane>(kernel);  // after period t - 1, in every lane
  const auto blocks = [&]<std::size_t size>() {
    for (; t + size <= n; t += size) {
      const bool same = !any_in_block<Lane, size>(x + t, [&state](Lane value) { return state.changed_by(value); });
      for (std::size_t i = t; i < t + size; i += w) {
        const Lane value = load<Lane>(x + i);
        if (same) {
          give(i, state, state, value);
          continue;
        }
        auto single = none;
        single.push(value);
        const auto within = states_along<Lane>(none, single), after = state.merge(within);
        give(i, delayed_state<1, Lane>(state, after), after, value);
        state = state.merge(last_state<Lane>(within));  // not from `after`: the next pack waits for this alone
      }
    }
  };
  blocks.template operator()<skip_block>();
  blocks.template operator()<w>();
  kernel = part<Lane>(state, 0);
  one_by_one(t, n);
}

/// Where in a column of `out` the packs start.
template <Store how, class Lane>
HIGHWATER_INLINE std::size_t head_of(const double* y) noexcept {
  constexpr std::size_t w = LaneTraits<Lane>::width;
  return how == Store::cached ? 0 : (w - lanes_past_alignment<Lane>(y)) % w;
}

/// out[t] = give(state after in[.. t - 1], state after in[.. t], in[t]).
template <class Lane = NativeLane, class Kernel, class Give>
void scan(const Columns& in, const MutableColumns& out, const Kernel& start, Give give) {
  write(out, [&]<Store how>() {
    for (std::size_t j = 0; j < in.columns; ++j) {
      double* const y = out.column(j);
      scan_column<Lane>(in.column(j), in.rows, head_of<how, Lane>(y), start,
                        [=](std::size_t t, const auto& before, const auto& after, auto x) {
                          put<how>(y + t, give(before, after, x));
                        });
    }
  });
}

/// Two results of one scan. Columns that no pack could be streamed to at the same place are written through the cache.
template <class Lane = NativeLane, class Kernel, class First, class Second>
void scan(const Columns& in, const MutableColumns& first, const MutableColumns& second, const Kernel& start,
          First give_first, Second give_second) {
  const auto one = [=, &in, &first, &second]<Store how>(std::size_t j) {
    double *const y = first.column(j), *const z = second.column(j);
    scan_column<Lane>(in.column(j), in.rows, head_of<how, Lane>(y), start,
                      [=](std::size_t t, const auto& before, const auto& after, auto x) {
                        put<how>(y + t, give_first(before, after, x));
                        put<how>(z + t, give_second(before, after, x));
                      });
  };
  write(first, [&]<Store how>() {
    for (std::size_t j = 0; j < in.columns; ++j) {
      if constexpr (how != Store::cached) {
        if (head_of<how, Lane>(first.column(j)) != head_of<how, Lane>(second.column(j))) {
          one.template operator()<Store::cached>(j);
          continue;
        }
      }
      one.template operator()<how>(j);
    }
  });
}

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
