#pragma once

#include <cstddef>

#include "core/smoothing_operations.hpp"
#include "core/smoothing_sweep.hpp"

// The sweeps of exponential smoothing bound to its operations, as in highwater/core/bindings.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

HIGHWATER_BINDING void sum_slopes(const double* x, std::size_t n, std::size_t year, SeasonRole role,
                                  const SmoothingCandidates& in, std::size_t live, double* rows, double* sums) {
  switch (role) {
    case SeasonRole::none:
      return sum_slopes_of<SeasonRole::none, NativeLane>(x, n, year, in, live, rows, sums);
    case SeasonRole::added:
      return sum_slopes_of<SeasonRole::added, NativeLane>(x, n, year, in, live, rows, sums);
    case SeasonRole::factor:
      return sum_slopes_of<SeasonRole::factor, NativeLane>(x, n, year, in, live, rows, sums);
  }
}
HIGHWATER_BINDING void best_initial_states(const double* x, std::size_t n, const SmoothingStarts& in) {
  best_initial_states_of<NativeLane>(x, n, in);
}
HIGHWATER_BINDING void smooth(const double* x, std::size_t n, double origin, const SmoothingGrid& grid) {
  smooth_of<NativeLane>(x, n, origin, grid);
}
HIGHWATER_BINDING void weigh_forecasts(const double* x, std::size_t n, double origin, const SmoothingGrid& grid,
                                       const double* weight, double* partial, double* out) {
  weigh_forecasts_of<NativeLane>(x, n, origin, grid, weight, partial, out);
}

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
