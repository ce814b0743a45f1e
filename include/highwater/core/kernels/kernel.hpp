#pragma once

#include "highwater/core/lanes/pack.hpp"
#include "highwater/core/vocabulary/columns.hpp"

// What kernels are. Each algorithm is one of them, written once for any Lane (lanes/pack.hpp). A kernel knows nothing of
// loops: the sweeps run it. Stateless kernels are called with the lanes they need. Stateful ones consist of Lanes only and
// have push(...), the alias On (the same kernel on other lanes), and merge(later), which joins the state of a chunk with
// that of the chunk right after.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

/// NaN instead of an infinity (overflow): no function of the library puts one into a series.
template <class Lane>
HIGHWATER_INLINE Lane finite_or_missing(Lane x) noexcept {
  return select(x - x == Lane(0.0), x, Lane(not_a_number));
}

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
