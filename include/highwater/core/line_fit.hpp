#pragma once

#include <cmath>
#include <cstddef>

#include "highwater/core/sweep.hpp"

namespace HIGHWATER_NAMESPACE::core {

/// A least-squares line y = intercept + slope * x through `count` observed pairs.
struct LineFit {
  double count = 0.0;
  double mean_x = not_a_number;
  double mean_y = not_a_number;
  double sxx = not_a_number;  // sum of squares of x about its mean
  double syy = not_a_number;  // sum of squares of y about its mean
  double slope = not_a_number;
  double intercept = not_a_number;
  double residual_squares = not_a_number;

  double at(double x) const noexcept { return mean_y + slope * (x - mean_x); }
  double degrees_of_freedom() const noexcept { return count - 2.0; }
  /// Residual standard deviation, n - 2 degrees of freedom.
  double sigma() const noexcept {
    return count > 2.0 ? std::sqrt(residual_squares / degrees_of_freedom()) : not_a_number;
  }
  double slope_error() const noexcept { return sigma() / std::sqrt(sxx); }
  double intercept_error() const noexcept { return sigma() * std::sqrt(1.0 / count + mean_x * mean_x / sxx); }
};

/// Means of the observed pairs and sums of squares and products about them.
struct Moments {
  double count = 0.0;
  double mean_x = not_a_number;
  double mean_y = not_a_number;
  double sxx = not_a_number;
  double sxy = not_a_number;
  double syy = not_a_number;
};

/// Moments of n pairs, skipping those whose y is missing. position<Lane>(t) gives x. Two passes: the means, then the
/// moments about them with a correction for what the rounding of the means left (PairMoments).
template <class Position>
Moments moments(const double* y, std::size_t n, Position position) {
  const auto sums = fold(n, PairSums<double>{}, [&]<class L>(PairSums<L>& state, std::size_t t) {
    state.push(position.template operator()<L>(t), load<L>(y + t));
  });
  if (sums.count == 0.0) return {};
  const PairMoments<double> start{sums.x / sums.count, sums.y / sums.count};
  const auto about = fold(n, start, [&]<class L>(PairMoments<L>& state, std::size_t t) {
    state.push(position.template operator()<L>(t), load<L>(y + t));
  });
  return {sums.count,
          start.pivot_x + about.x / sums.count,
          start.pivot_y + about.y / sums.count,
          about.xx - about.x * about.x / sums.count,
          about.xy - about.x * about.y / sums.count,
          about.yy - about.y * about.y / sums.count};
}

/// Fits a line to n pairs, skipping those whose y is missing. position<Lane>(t) gives x.
///
/// A third pass over the residuals corrects the slope once more and gives a residual sum of squares that no
/// cancellation has touched.
template <class Position>
LineFit fit_line(const double* y, std::size_t n, Position position) {
  const Moments m = moments(y, n, position);
  LineFit fit{.count = m.count, .mean_x = m.mean_x, .mean_y = m.mean_y, .sxx = m.sxx, .syy = m.syy};
  if (!(m.sxx > 0.0)) return fit;
  fit.slope = m.sxy / m.sxx;
  const LineResiduals<double> line{fit.mean_x, fit.mean_y, fit.slope};
  const auto rest = fold(n, line, [&]<class L>(LineResiduals<L>& state, std::size_t t) {
    state.push(position.template operator()<L>(t), load<L>(y + t));
  });
  fit.slope += rest.xr / fit.sxx;
  fit.intercept = fit.mean_y - fit.slope * fit.mean_x;
  fit.residual_squares = rest.rr - rest.xr * (rest.xr / fit.sxx) - rest.r * (rest.r / m.count);
  if (fit.residual_squares < 0.0) fit.residual_squares = 0.0;
  return fit;
}

/// Fits a line to y over x = 1 .. n.
inline LineFit fit_trend(const double* y, std::size_t n) {
  return fit_line(y, n, []<class L>(std::size_t t) { return count_from<L>(static_cast<double>(t) + 1.0); });
}

/// Fits a line to the pairs (x[t], y[t]).
inline LineFit fit_line(const double* x, const double* y, std::size_t n) {
  return fit_line(y, n, [x]<class L>(std::size_t t) { return load<L>(x + t); });
}

}  // namespace HIGHWATER_NAMESPACE::core
