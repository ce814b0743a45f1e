#pragma once

#include <cstddef>

#include "highwater/core/kernels/arithmetic.hpp"
#include "highwater/core/kernels/growth.hpp"
#include "highwater/core/operations.hpp"
#include "highwater/core/sweeps/sweep.hpp"

// Growth and arithmetic: operations as kernels bound to sweeps. operations.hpp says what each does.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

HIGHWATER_BINDING void growth(const Columns& in, const MutableColumns& out, std::size_t lag, BasePolicy policy) {
  switch (policy) {
    case BasePolicy::positive:
      return lagged(in, out, lag, Ratio<BasePolicy::positive>{});
    case BasePolicy::absolute:
      return lagged(in, out, lag, Ratio<BasePolicy::absolute>{});
    case BasePolicy::signed_base:
      return lagged(in, out, lag, Ratio<BasePolicy::signed_base>{});
  }
}

HIGHWATER_BINDING void log_change(const Columns& in, const MutableColumns& out, std::size_t lag) {
  lagged(in, out, lag, LogRatio{});
}

HIGHWATER_BINDING void difference(const Columns& in, const MutableColumns& out, std::size_t lag) {
  lagged(in, out, lag, Difference{});
}

HIGHWATER_BINDING void raised_growth(const Columns& in, const MutableColumns& out, std::size_t lag, double exponent) {
  lagged(in, out, lag, RaisedRatio{exponent});
}

HIGHWATER_BINDING void contribution(const Columns& parts, const Columns& total, const MutableColumns& out,
                                    std::size_t lag, BasePolicy policy) {
  switch (policy) {
    case BasePolicy::positive:
      return lagged_against(parts, total, out, lag, Contribution<BasePolicy::positive>{});
    case BasePolicy::absolute:
      return lagged_against(parts, total, out, lag, Contribution<BasePolicy::absolute>{});
    case BasePolicy::signed_base:
      return lagged_against(parts, total, out, lag, Contribution<BasePolicy::signed_base>{});
  }
}

HIGHWATER_BINDING void minus_lagged(const Columns& in, const MutableColumns& out, std::size_t lag) {
  lagged(in, out, lag, MinusBase{});
}

HIGHWATER_BINDING void add(const Columns& a, const Columns& b, const MutableColumns& out) {
  pairwise(a, b, out, Sum{});
}
HIGHWATER_BINDING void subtract(const Columns& a, const Columns& b, const MutableColumns& out) {
  pairwise(a, b, out, Difference{});
}
HIGHWATER_BINDING void multiply(const Columns& a, const Columns& b, const MutableColumns& out) {
  pairwise(a, b, out, Product{});
}
HIGHWATER_BINDING void divide(const Columns& a, const Columns& b, const MutableColumns& out) {
  pairwise(a, b, out, Quotient{});
}

HIGHWATER_BINDING void growth_between(const Columns& a, const Columns& b, const MutableColumns& out,
                                      BasePolicy policy) {
  switch (policy) {
    case BasePolicy::positive:
      return pairwise(a, b, out, Ratio<BasePolicy::positive>{});
    case BasePolicy::absolute:
      return pairwise(a, b, out, Ratio<BasePolicy::absolute>{});
    case BasePolicy::signed_base:
      return pairwise(a, b, out, Ratio<BasePolicy::signed_base>{});
  }
}

HIGHWATER_BINDING void logarithm(const Columns& in, const MutableColumns& out) { pointwise(in, out, Logarithm{}); }

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
