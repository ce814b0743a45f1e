#pragma once

#include <cstddef>

#include "core/smoothing_candidates.hpp"
#include "highwater/core/operations.hpp"

// The operations of exponential smoothing, which the compiled library alone needs; as those of highwater/core/operations.hpp.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

/// Sums of the squares and products of the errors of a fit and of their derivatives, the first `live` of the candidates
/// (core/smoothing_sweep.hpp). `year`: seasons in it, 1 without; `rows` holds slope_rows * count, `sums` count * count.
HIGHWATER_OPERATION void sum_slopes(const double* x, std::size_t n, std::size_t year, SeasonRole role,
                                    const SmoothingCandidates& in, std::size_t live, double* rows, double* sums);
/// For each candidate: level and trend before the first period that make the sum of squared errors least, and that sum.
HIGHWATER_OPERATION void best_initial_states(const double* x, std::size_t n, const SmoothingStarts& in);
/// Exact initial level and trend of every candidate, the mean absolute error of its forecasts and its latest state.
HIGHWATER_OPERATION void smooth(const double* x, std::size_t n, double origin, const SmoothingGrid& grid);
/// out[t] = weighted mean over the candidates of their forecasts of period t; `partial` holds 8 n.
HIGHWATER_OPERATION void weigh_forecasts(const double* x, std::size_t n, double origin, const SmoothingGrid& grid,
                                         const double* weight, double* partial, double* out);

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core

#if !defined(HIGHWATER_COMPILED)
#include "core/smoothing_bindings.hpp"
#endif
