#pragma once

#include <cstddef>

#include "highwater/calendar/frequency.hpp"

namespace HIGHWATER_NAMESPACE::projection {

/// A quantile of projection errors, h periods ahead, in units of |f| (s / |f|)^0.8 (1 + widening / n).
struct ErrorQuantile {
  double at_zero, step;
  double at(double h) const { return at_zero + step * h; }
};

/// What is exceeded by 10 % and by 2.5 % of the errors on one side.
struct ErrorTail {
  ErrorQuantile tenth, fortieth;
};

struct ErrorTails {
  ErrorTail below, above;
};

// All figures of this file are printed by benchmarks/calibrate_intervals from rolling origins within the training parts
// of half of the M3 competition's series; that file says how. Weekly and daily rows stand on the few series that have no
// year, both sides alike; the semiannual row lies half-way between its neighbours.
inline constexpr double furthest_calibrated = 24.0;  // periods ahead: beyond, the lines are not trusted to go on
inline constexpr double error_widening = 6.0;
inline constexpr double usual_relative_error = 0.0857;  // median of s / |f|

constexpr ErrorTails error_tails(Frequency frequency) {
  constexpr ErrorTails tails[] = {
      {{{0.490, 0.0359}, {0.985, 0.0410}}, {{0.665, 0.1140}, {1.159, 0.2409}}},   // annual
      {{{0.500, 0.0243}, {1.016, 0.0359}}, {{0.706, 0.0871}, {1.199, 0.1791}}},   // semiannual
      {{{0.509, 0.0126}, {1.046, 0.0307}}, {{0.746, 0.0602}, {1.238, 0.1173}}},   // quarterly
      {{{0.775, 0.0008}, {1.259, -0.0014}}, {{0.806, 0.0032}, {1.626, 0.0050}}},  // monthly
      {{{0.477, 0.0424}, {0.863, 0.0686}}, {{0.477, 0.0424}, {0.863, 0.0686}}},   // weekly
      {{{0.477, 0.0424}, {0.863, 0.0686}}, {{0.477, 0.0424}, {0.863, 0.0686}}},   // daily
  };
  return tails[static_cast<std::size_t>(frequency)];
}

}  // namespace HIGHWATER_NAMESPACE::projection
