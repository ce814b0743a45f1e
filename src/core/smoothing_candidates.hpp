#pragma once

#include <cstddef>

#include "highwater/core/vocabulary/season_role.hpp"

// What the smoothing operations are given: one series under many smoothing parameters. Arrays of `count` candidates, a
// multiple of 8.
namespace HIGHWATER_NAMESPACE::core {

/// A fit, candidate 0, and candidates with one parameter off by a step. Row k of `seasons`, of as many rows as the year
/// has seasons, is the season of period k.
struct SmoothingCandidates {
  std::size_t count;
  const double* inverse_step;  // 0 for the fit
  const double *alpha, *beta, *phi, *gamma;
  double *level, *trend, *seasons;  // from before the first period; overwritten with what follows the last
};
/// How many rows of `count` a pass over candidates works in.
inline constexpr std::size_t slope_rows = 8;

/// Candidates without a season, and the best start of each.
struct SmoothingStarts {
  std::size_t count;
  const double *alpha, *beta, *phi;
  double *level, *trend;  // before the first period
  double* squares;        // the sum of squared errors from there
};

/// Candidates, and what a series makes of them. A candidate smooths x[t] - origin - slope t.
struct SmoothingGrid {
  std::size_t count;
  const double *alpha, *beta, *phi, *slope;
  double *first_level, *first_trend;  // before the first period
  double *level, *trend;              // after the latest
  double* error;                      // mean absolute error of the forecasts of the next period
};

}  // namespace HIGHWATER_NAMESPACE::core
