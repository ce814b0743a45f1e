#pragma once

#include "highwater/core/kernels/kernel.hpp"

// The kernel of streaks.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

/// Runs of a condition: the one that goes on at the end, and the longest with the place where it ends (the first of
/// equals).
template <class Lane>
struct Run {
  template <class Other>
  using On = Run<Other>;

  Lane count = Lane(0.0);    // periods seen
  Lane leading = Lane(0.0);  // length of the run that starts with the first of them
  Lane current = Lane(0.0);  // length of the run that ends with the last
  Lane longest = Lane(0.0);
  Lane longest_end = Lane(0.0);  // periods up to and with its last

  HIGHWATER_INLINE void push(Mask<Lane> holds) noexcept {
    count = count + Lane(1.0);
    current = select(holds, current + Lane(1.0), Lane(0.0));
    leading = select(current == count, count, leading);
    const Mask<Lane> longer = current > longest;
    longest = select(longer, current, longest);
    longest_end = select(longer, count, longest_end);
  }
  HIGHWATER_INLINE Run merge(Run later) const noexcept {
    const Lane across = current + later.leading;
    Run whole{count + later.count, select(leading == count, count + later.leading, leading),
              select(later.current == later.count, current + later.count, later.current), longest, longest_end};
    const Mask<Lane> across_longer = across > whole.longest;
    whole.longest = select(across_longer, across, whole.longest);
    whole.longest_end = select(across_longer, count + later.leading, whole.longest_end);
    const Mask<Lane> later_longer = later.longest > whole.longest;
    whole.longest = select(later_longer, later.longest, whole.longest);
    whole.longest_end = select(later_longer, count + later.longest_end, whole.longest_end);
    return whole;
  }
};

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
