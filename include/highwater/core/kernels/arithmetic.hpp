#pragma once

#include "highwater/core/kernels/kernel.hpp"
#include "highwater/core/lanes/log.hpp"

// Kernels of arithmetic: they have no state. A zero divisor and overflow give NaN.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

struct Sum {
  template <class Lane>
  HIGHWATER_INLINE Lane operator()(Lane a, Lane b) const noexcept {
    return finite_or_missing(a + b);
  }
};

struct Product {
  template <class Lane>
  HIGHWATER_INLINE Lane operator()(Lane a, Lane b) const noexcept {
    return finite_or_missing(a * b);
  }
};

struct Quotient {
  template <class Lane>
  HIGHWATER_INLINE Lane operator()(Lane a, Lane b) const noexcept {
    return finite_or_missing(a / b);
  }
};

struct Logarithm {
  template <class Lane>
  HIGHWATER_INLINE Lane operator()(Lane value) const noexcept {
    return log(value);
  }
};

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
