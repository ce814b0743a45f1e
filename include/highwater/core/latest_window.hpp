#pragma once

#include <cstddef>

#include "highwater/core/kernels.hpp"

namespace HIGHWATER_NAMESPACE::core {

/// The state of one window, x[0 .. n), n > 0: that which windowed() finishes for its last period, bit for bit. O(n).
///
/// It is put together in the same order: blocks of 2^k values by merging neighbours, the longest block at the end.
template <class State>
State latest_window(const double* x, std::size_t n) {
  State window{}, partial[64];  // partial: of 2^k values each, k falling
  bool started = false;
  for (std::size_t size = 1; size <= n; size *= 2) {
    if ((n & size) == 0) continue;
    std::size_t open = 0;
    for (std::size_t i = 0; i < size; ++i) {
      State state = State::of(*x++);
      for (std::size_t pushed = i + 1; pushed % 2 == 0; pushed /= 2) state = partial[--open].merge(state);
      partial[open++] = state;
    }
    window = started ? window.merge(partial[0]) : partial[0];
    started = true;
  }
  return window;
}

/// Mean of x[0 .. n), as trailing_mean gives it for a complete window; missing if one of them is.
inline double latest_mean(const double* x, std::size_t n) {
  return finite_or_missing(latest_window<WindowSum<double>>(x, n).sum / static_cast<double>(n));
}

}  // namespace HIGHWATER_NAMESPACE::core
