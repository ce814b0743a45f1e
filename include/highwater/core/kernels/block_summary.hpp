#pragma once

#include "highwater/core/kernels/kernel.hpp"
#include "highwater/core/vocabulary/policies.hpp"

// The kernel of longer periods.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

/// What a longer period gets from the values in it, pushed in order. A missing value that is pushed makes it missing.
template <class Lane, Summary summary>
struct BlockSummary {
  template <class Other>
  using On = BlockSummary<Other, summary>;

  Lane count = Lane(0.0), result = Lane(0.0);  // of what is no mean, the count tells only whether there is any

  HIGHWATER_INLINE void push(Lane x) noexcept {
    const Mask<Lane> starts = count == Lane(0.0);
    count = summary == Summary::mean ? count + Lane(1.0) : Lane(1.0);
    if constexpr (summary == Summary::sum || summary == Summary::mean) {
      result = result + x;
    } else {
      Mask<Lane> taken = starts | (x != x);
      if constexpr (summary == Summary::last) taken = taken | (result == result);
      if constexpr (summary == Summary::high) taken = taken | (x > result);
      if constexpr (summary == Summary::low) taken = taken | (x < result);
      result = select(taken, x, result);
    }
  }
  /// Missing if nothing was pushed.
  HIGHWATER_INLINE Lane value() const noexcept {
    const Lane found = summary == Summary::mean ? result / count : result;
    return finite_or_missing(select(count > Lane(0.0), found, Lane(not_a_number)));
  }
};

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
