#pragma once

#include "highwater/core/kernels/run.hpp"

namespace HIGHWATER_NAMESPACE::core {

/// Runs of positive values, and whether the one that goes on was preceded by a missing value (or by nothing).
template <class Lane>
struct BoundedRun {
  template <class Other>
  using On = BoundedRun<Other>;

  Run<Lane> run;
  Lane missing_before = Lane(1.0);  // 1 or 0

  HIGHWATER_INLINE void push(Lane value) noexcept {
    const Mask<Lane> holds = value > Lane(0.0);
    run.push(holds);
    missing_before = select(holds, missing_before, select(value == value, Lane(0.0), Lane(1.0)));
  }
  HIGHWATER_INLINE BoundedRun merge(BoundedRun later) const noexcept {
    return {run.merge(later.run), select(later.run.current == later.run.count, missing_before, later.missing_before)};
  }
};

}  // namespace HIGHWATER_NAMESPACE::core
