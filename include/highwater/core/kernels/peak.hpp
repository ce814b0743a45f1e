#pragma once

#include "highwater/core/kernels/kernel.hpp"
#include "highwater/core/vocabulary/policies.hpp"

// The kernel of records.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

/// The record that stands. Values of lower records enter with their sign turned, so that there is one comparison.
template <class Lane, Side side = Side::high, Ties ties = Ties::strict>
struct Peak {
  template <class Other>
  using On = Peak<Other, side, ties>;

  Lane best = Lane(-infinity);  // in turned sign for Side::low

  static HIGHWATER_INLINE Lane oriented(Lane x) noexcept {
    if constexpr (side == Side::high)
      return x;
    else
      return -x;
  }
  /// Where x is a record; never where x is missing.
  HIGHWATER_INLINE Mask<Lane> changed_by(Lane x) const noexcept {
    if constexpr (ties == Ties::strict)
      return oriented(x) > best;
    else
      return oriented(x) >= best;
  }
  /// Where x is a record: asked of `best` where that is enough, so that the next period waits for one maximum alone.
  HIGHWATER_INLINE Mask<Lane> push(Lane x) noexcept {
    const Peak before = *this;
    best = select(changed_by(x), oriented(x), best);
    if constexpr (ties == Ties::strict)
      return best > before.best;
    else
      return before.changed_by(x);
  }
  HIGHWATER_INLINE Peak merge(Peak later) const noexcept {
    const Mask<Lane> replaced = ties == Ties::strict ? later.best > best : later.best >= best;
    return {select(replaced, later.best, best)};
  }

  /// The standing record; missing before the first observation.
  HIGHWATER_INLINE Lane value() const noexcept {
    return select(best == Lane(-infinity), Lane(not_a_number), oriented(best));
  }
};

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
