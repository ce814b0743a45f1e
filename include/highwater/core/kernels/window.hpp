#pragma once

#include "highwater/core/kernels/kernel.hpp"
#include "highwater/core/kernels/peak.hpp"
#include "highwater/core/vocabulary/policies.hpp"

// Kernels of windows: states made of() one value, merged with their neighbours.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

/// Sum of a window; a missing value makes it missing.
template <class Lane>
struct WindowSum {
  template <class Other>
  using On = WindowSum<Other>;

  Lane sum;

  static HIGHWATER_INLINE WindowSum of(Lane x) noexcept { return {x}; }
  HIGHWATER_INLINE WindowSum merge(WindowSum later) const noexcept { return {later.sum + sum}; }
};

/// Count and sum of what is observed in a window.
template <class Lane>
struct WindowObserved {
  template <class Other>
  using On = WindowObserved<Other>;

  Lane count, sum;

  static HIGHWATER_INLINE WindowObserved of(Lane x) noexcept {
    const Mask<Lane> observed = x == x;
    return {select(observed, Lane(1.0), Lane(0.0)), select(observed, x, Lane(0.0))};
  }
  HIGHWATER_INLINE WindowObserved merge(WindowObserved later) const noexcept {
    return {count + later.count, later.sum + sum};
  }
};

/// Count and extreme of what is observed in a window.
template <class Lane, Side side>
struct WindowExtreme {
  template <class Other>
  using On = WindowExtreme<Other, side>;

  Lane count;
  Peak<Lane, side> peak;

  static HIGHWATER_INLINE WindowExtreme of(Lane x) noexcept {
    WindowExtreme window{select(x == x, Lane(1.0), Lane(0.0)), {}};
    window.peak.push(x);
    return window;
  }
  HIGHWATER_INLINE WindowExtreme merge(WindowExtreme later) const noexcept {
    return {count + later.count, peak.merge(later.peak)};
  }
};

/// Count, mean and sum of squares about the mean of what is observed in a window, merged as in Chan, Golub and LeVeque.
/// The mean is measured from the first value that is observed, so that its rounding is small beside the distances between
/// the values of the window, however far these lie from zero.
template <class Lane>
struct WindowMoments {
  template <class Other>
  using On = WindowMoments<Other>;

  Lane count, origin, offset, squares;  // mean: origin + offset

  static HIGHWATER_INLINE WindowMoments of(Lane x) noexcept {
    const Mask<Lane> observed = x == x;
    const Lane zero(0.0);
    return {select(observed, Lane(1.0), zero), select(observed, x, zero), zero, zero};
  }
  HIGHWATER_INLINE WindowMoments merge(WindowMoments later) const noexcept {
    const Lane zero(0.0), both = count + later.count;
    const Mask<Lane> earlier_observed = count > zero, later_observed = later.count > zero;
    const Lane apart = (later.origin - origin) + (later.offset - offset);
    const Lane distance = select(earlier_observed & later_observed, apart, zero);
    const Lane share = select(later_observed, later.count / both, zero);
    return {both, select(earlier_observed, origin, later.origin),
            select(earlier_observed, offset + distance * share, later.offset),
            squares + later.squares + distance * distance * (count * share)};
  }
};

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
