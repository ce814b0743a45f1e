#pragma once

#include "highwater/core/kernels/kernel.hpp"

// Kernels of lines: sums over pairs.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

/// Count and sums of the pairs that are observed.
template <class Lane>
struct PairSums {
  template <class Other>
  using On = PairSums<Other>;

  Lane count = Lane(0.0), x = Lane(0.0), y = Lane(0.0);

  HIGHWATER_INLINE void push(Lane at, Lane value) noexcept {
    const Mask<Lane> observed = value == value;
    const Lane zero(0.0);
    count = count + select(observed, Lane(1.0), zero);
    x = x + select(observed, at, zero);
    y = y + select(observed, value, zero);
  }
  HIGHWATER_INLINE PairSums merge(PairSums later) const noexcept {
    return {count + later.count, x + later.x, y + later.y};
  }
};

/// Sums of squares and products of the observed pairs about a pivot. With the pivot at the means the sums x and y are
/// what the rounding of the means left over; taking them out makes this the corrected two-pass algorithm.
template <class Lane>
struct PairMoments {
  template <class Other>
  using On = PairMoments<Other>;

  Lane pivot_x, pivot_y;
  Lane x = Lane(0.0), y = Lane(0.0), xx = Lane(0.0), xy = Lane(0.0), yy = Lane(0.0);

  HIGHWATER_INLINE void push(Lane at, Lane value) noexcept {
    const Mask<Lane> observed = value == value;
    const Lane zero(0.0);
    const Lane dx = select(observed, at - pivot_x, zero), dy = select(observed, value - pivot_y, zero);
    x = x + dx;
    y = y + dy;
    xx = xx + dx * dx;
    xy = xy + dx * dy;
    yy = yy + dy * dy;
  }
  /// Both states must have the same pivot.
  HIGHWATER_INLINE PairMoments merge(PairMoments later) const noexcept {
    return {pivot_x, pivot_y, x + later.x, y + later.y, xx + later.xx, xy + later.xy, yy + later.yy};
  }
};

/// Sums over pairs that are all observed, x from its mean and y from a value near its own.
template <class Lane>
struct CentredSums {
  template <class Other>
  using On = CentredSums<Other>;

  Lane y = Lane(0.0), xy = Lane(0.0), yy = Lane(0.0);

  HIGHWATER_INLINE void push(Lane dx, Lane dy) noexcept {
    y = y + dy;
    xy = xy + dx * dy;
    yy = yy + dy * dy;
  }
  HIGHWATER_INLINE CentredSums merge(CentredSums later) const noexcept {
    return {y + later.y, xy + later.xy, yy + later.yy};
  }
};

/// Sums of the residuals of a line through (mean_x, mean_y), to refine its slope, and of their squares.
template <class Lane>
struct LineResiduals {
  template <class Other>
  using On = LineResiduals<Other>;

  Lane mean_x, mean_y, slope;
  Lane r = Lane(0.0), xr = Lane(0.0), rr = Lane(0.0);

  HIGHWATER_INLINE void push(Lane at, Lane value) noexcept {
    const Lane zero(0.0);
    const Lane dx = at - mean_x;
    const Lane residual = select(value == value, (value - mean_y) - slope * dx, zero);
    r = r + residual;
    xr = xr + dx * residual;
    rr = rr + residual * residual;
  }
  HIGHWATER_INLINE LineResiduals merge(LineResiduals later) const noexcept {
    return {mean_x, mean_y, slope, r + later.r, xr + later.xr, rr + later.rr};
  }
};

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
