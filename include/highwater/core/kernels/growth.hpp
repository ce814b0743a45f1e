#pragma once

#include "highwater/core/kernels/kernel.hpp"
#include "highwater/core/lanes/log.hpp"
#include "highwater/core/vocabulary/policies.hpp"

// Kernels of growth: they have no state.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

/// value / base - 1 under a base policy.
template <BasePolicy policy>
struct Ratio {
  template <class Lane>
  HIGHWATER_INLINE Lane operator()(Lane value, Lane base) const noexcept {
    const Lane zero(0.0), missing(not_a_number);
    if constexpr (policy == BasePolicy::positive) {
      return finite_or_missing(select(base > zero, value / base, missing) - Lane(1.0));
    } else if constexpr (policy == BasePolicy::signed_base) {
      return finite_or_missing(value / base - Lane(1.0));
    } else {
      return finite_or_missing((value - base) / select(base < zero, -base, base));
    }
  }
};

struct Difference {
  template <class Lane>
  HIGHWATER_INLINE Lane operator()(Lane value, Lane base) const noexcept {
    return finite_or_missing(value - base);
  }
};

/// ln value - ln base. Taken as the log of the ratio, which loses less of a small change than a difference of logs.
struct LogRatio {
  template <class Lane>
  HIGHWATER_INLINE Lane operator()(Lane value, Lane base) const noexcept {
    const Lane zero(0.0), missing(not_a_number);
    return finite_or_missing(log(select(base > zero, select(value > zero, value / base, missing), missing)));
  }
};

/// (value / base)^exponent - 1, of a positive base; a negative value leaves it undefined.
struct RaisedRatio {
  double exponent;
  template <class Lane>
  HIGHWATER_INLINE Lane operator()(Lane value, Lane base) const noexcept {
    const Lane zero(0.0), missing(not_a_number);
    const Lane ratio = select(base > zero, select(value >= zero, value / base, missing), missing);
    return finite_or_missing(pow(ratio, exponent) - Lane(1.0));
  }
};

/// Change of a part as a fraction of the total that it is measured against.
template <BasePolicy policy>
struct Contribution {
  template <class Lane>
  HIGHWATER_INLINE Lane operator()(Lane value, Lane base, Lane total) const noexcept {
    const Lane zero(0.0);
    if constexpr (policy == BasePolicy::positive) total = select(total > zero, total, Lane(not_a_number));
    if constexpr (policy == BasePolicy::absolute) total = select(total < zero, -total, total);
    return finite_or_missing((value - base) / total);
  }
};

/// The base with its sign turned.
struct MinusBase {
  template <class Lane>
  HIGHWATER_INLINE Lane operator()(Lane, Lane base) const noexcept {
    return -base;
  }
};

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
