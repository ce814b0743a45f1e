#pragma once

#include <cstddef>

#include "highwater/core/kernels/least_squares.hpp"
#include "highwater/core/lanes/log.hpp"
#include "highwater/core/operations.hpp"
#include "highwater/core/sweeps/fold.hpp"
#include "highwater/core/sweeps/least_squares.hpp"
#include "highwater/core/sweeps/windowed.hpp"

// Least squares: operations as kernels bound to sweeps. operations.hpp says what each does.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

HIGHWATER_BINDING Moments trend_moments(const double* y, std::size_t n) {
  return moments(y, n, []<class L>(std::size_t t) { return count_from<L>(index_as_double(t) + 1.0); });
}

HIGHWATER_BINDING LineFit fit_trend(const double* y, std::size_t n) {
  LineFit line;
  fit_trends_of({y, n}, &line, ColumnItself{}, [mean_x = whole_trend(n).mean_x]<class L>(std::size_t t) {
    return count_from<L>(index_as_double(t) + (1.0 - mean_x));
  });
  return line;
}

HIGHWATER_BINDING LineFit fit_line(const double* x, const double* y, std::size_t n) {
  return fit_line(y, n, [x]<class L>(std::size_t t) { return load<L>(x + t); });
}

// For many columns the distances from the mean are written down once.

HIGHWATER_BINDING void fit_trends(const Columns& in, LineFit* lines) {
  Scratch from_mean(in.rows);
  write_from_mean(from_mean.data(), in.rows);
  fit_trends_of(in, lines, ColumnItself{}, [x = from_mean.data()]<class L>(std::size_t t) { return load<L>(x + t); });
}

HIGHWATER_BINDING void fit_log_trends(const Columns& in, LineFit* lines) {
  Scratch scratch(in.rows + LogarithmsOfColumn::memory_for(in.rows));
  write_from_mean(scratch.data(), in.rows);
  fit_trends_of(in, lines, LogarithmsOfColumn{scratch.data() + in.rows},
                [x = scratch.data()]<class L>(std::size_t t) { return load<L>(x + t); });
}

HIGHWATER_BINDING double mean_exp_residual(const double* y, std::size_t n, const LineFit& line) {
  const auto sums = fold(n, PairSums<double>{}, [&]<class L>(PairSums<L>& state, std::size_t t) {
    const L x = count_from<L>(index_as_double(t) + 1.0);
    state.push(x, exp(load<L>(y + t) - (L(line.mean_y) + L(line.slope) * (x - L(line.mean_x)))));
  });
  return sums.y / sums.count;
}

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
