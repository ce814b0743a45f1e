#pragma once

#include <cstddef>
#include <cstdint>

#include "highwater/core/line_fit.hpp"
#include "highwater/core/sweep.hpp"

namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

/// Moments of n pairs, skipping those whose y is missing. position<Lane>(t) gives x. Two passes: the means, then the
/// moments about them with a correction for what the rounding of the means left (PairMoments).
template <class Lane = NativeLane, class Position>
Moments moments(const double* y, std::size_t n, Position position) {
  const auto sums = fold<Lane>(n, PairSums<double>{}, [&]<class L>(PairSums<L>& state, std::size_t t) {
    state.push(position.template operator()<L>(t), load<L>(y + t));
  });
  if (sums.count == 0.0) return {};
  const PairMoments<double> start{sums.x / sums.count, sums.y / sums.count};
  const auto about = fold<Lane>(n, start, [&]<class L>(PairMoments<L>& state, std::size_t t) {
    state.push(position.template operator()<L>(t), load<L>(y + t));
  });
  return {sums.count,
          start.pivot_x + about.x / sums.count,
          start.pivot_y + about.y / sums.count,
          about.xx - about.x * about.x / sums.count,
          about.xy - about.x * about.y / sums.count,
          about.yy - about.y * about.y / sums.count};
}

/// A pass over the residuals of a line corrects its slope and its mean, and gives a residual sum of squares that no
/// cancellation has touched.
template <class Lane = NativeLane, class Position>
void refine(LineFit& fit, const double* y, std::size_t n, Position position) {
  const LineResiduals<double> line{fit.mean_x, fit.mean_y, fit.slope};
  const auto rest = fold<Lane>(n, line, [&]<class L>(LineResiduals<L>& state, std::size_t t) {
    state.push(position.template operator()<L>(t), load<L>(y + t));
  });
  fit.slope += rest.xr / fit.sxx;
  fit.mean_y += rest.r / fit.count;
  fit.residual_squares = rest.rr - rest.xr * (rest.xr / fit.sxx) - rest.r * (rest.r / fit.count);
  if (fit.residual_squares < 0.0) fit.residual_squares = 0.0;
}

/// Fits a line to n pairs, skipping those whose y is missing. position<Lane>(t) gives x.
template <class Lane = NativeLane, class Position>
LineFit fit_line(const double* y, std::size_t n, Position position) {
  const Moments m = moments<Lane>(y, n, position);
  LineFit fit{.count = m.count, .mean_x = m.mean_x, .mean_y = m.mean_y, .sxx = m.sxx, .syy = m.syy};
  if (!(m.sxx > 0.0)) return fit;
  fit.slope = m.sxy / m.sxx;
  refine<Lane>(fit, y, n, position);
  fit.intercept = fit.mean_y - fit.slope * fit.mean_x;
  return fit;
}

/// Count, mean_x and sxx of x = 1 .. n.
HIGHWATER_INLINE LineFit whole_trend(std::size_t n) noexcept {
  const auto count = static_cast<double>(static_cast<std::int64_t>(n));
  LineFit fit{.count = count};
  fit.mean_x = (count + 1.0) / 2.0;
  fit.sxx = (count * count - 1.0) * count / 12.0;
  return fit;
}

/// Distances of x = 1 .. n from their mean.
inline void write_from_mean(double* to, std::size_t n) noexcept {
  for (std::size_t t = 0; t < n; ++t) to[t] = index_as_double(t) + (1.0 - whole_trend(n).mean_x);
}

/// Fits a line to y over x = 1 .. n, skipping missing values.
///
/// If none is missing, the moments of x are known, and one pass over y about one of its values gives the rest: the line
/// with an error of about the rounding of one value. Where little is left of the squares about that value (they are
/// more than a thousand residual squares), rounding would show in the residuals, and a second pass over them, as in
/// fit_line, refines the line.
///
/// from_mean<L>(t) gives t + 1 - mean_x.
template <class Lane = NativeLane, class FromMean>
HIGHWATER_INLINE LineFit fit_trend_of(const double* y, std::size_t n, FromMean from_mean) noexcept {
  const auto position = []<class L>(std::size_t t) { return count_from<L>(index_as_double(t) + 1.0); };
  if (n < 2) return fit_line<Lane>(y, n, position);
  LineFit fit = whole_trend(n);
  const double pivot = y[n / 2];
  const auto sums = fold<Lane>(n, CentredSums<double>{}, [=]<class L>(CentredSums<L>& state, std::size_t t) {
    state.push(from_mean.template operator()<L>(t), load<L>(y + t) - L(pivot));
  });
  if (sums.yy != sums.yy) return fit_line<Lane>(y, n, position);
  fit.mean_y = pivot + sums.y / fit.count;
  fit.slope = sums.xy / fit.sxx;
  fit.syy = sums.yy - sums.y * (sums.y / fit.count);
  fit.residual_squares = fit.syy - fit.slope * sums.xy;
  if (!(fit.residual_squares > 0x1p-10 * sums.yy)) {
    refine<Lane>(fit, y, n, position);
    fit.syy = fit.residual_squares + fit.slope * fit.slope * fit.sxx;
  }
  fit.intercept = fit.mean_y - fit.slope * fit.mean_x;
  return fit;
}

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
