#pragma once

#include <cstddef>
#include <cstdint>

#include "highwater/core/kernels/least_squares.hpp"
#include "highwater/core/lanes/log.hpp"
#include "highwater/core/sweeps/sweep.hpp"
#include "highwater/core/vocabulary/line_fit.hpp"

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

/// What the sums over complete data at x = 1 .. n give. A lane may be a series.
template <class Lane>
struct TrendLine {
  template <class Other>
  using On = TrendLine<Other>;

  Lane mean_y, slope, intercept, squares_about_pivot, syy, residual_squares;
};
template <class Lane>
HIGHWATER_INLINE TrendLine<Lane> trend_line(const CentredSums<Lane>& sums, Lane pivot, const LineFit& whole) noexcept {
  const Lane count(whole.count), mean_y = pivot + sums.y / count, slope = sums.xy / Lane(whole.sxx);
  const Lane syy = sums.yy - sums.y * (sums.y / count);
  return {mean_y, slope, mean_y - slope * Lane(whole.mean_x), sums.yy, syy, syy - slope * sums.xy};
}

/// Where a trend has its y from: the column itself.
struct ColumnItself {
  HIGHWATER_INLINE double of(double x) const noexcept { return x; }
  /// All y of a column.
  const double* written(const double* x, std::size_t) const noexcept { return x; }
  /// The sums over the n periods of a column.
  template <class Lane, class FromMean>
  HIGHWATER_INLINE CentredSums<Lane> sums(const double* x, std::size_t n, double pivot,
                                          FromMean from_mean) const noexcept {
    Partials<Lane, CentredSums<double>> sums({});
    sums.push(
        0, n,
        [=]<class L>(CentredSums<L>& state, std::size_t t) {
          state.push(from_mean.template operator()<L>(t), load<L>(x + t) - L(pivot));
        },
        [x](std::size_t t) { prefetch_after(x + t, 8); });
    return merged_registers(sums.of);
  }
};

/// The same: their logarithms, chunk by chunk, since the processor overlaps two short steps better than one long one.
struct LogarithmsOfColumn {
  static constexpr std::size_t chunk = 512;
  static constexpr std::size_t memory_for(std::size_t n) noexcept { return n + 2 * chunk; }
  double* memory;

  HIGHWATER_INLINE double of(double x) const noexcept { return log(x); }
  const double* written(const double* x, std::size_t n) const noexcept {
    double* const y = memory + 2 * chunk;
    along<NativeLane>(0, n, [=]<class L>(std::size_t t) { store(y + t, log(load<L>(x + t))); });
    return y;
  }
  template <class Lane, class FromMean>
  HIGHWATER_INLINE CentredSums<Lane> sums(const double* x, std::size_t n, double pivot,
                                          FromMean from_mean) const noexcept {
    Partials<Lane, CentredSums<double>> sums({});
    for (std::size_t begin = 0; begin < n; begin += chunk) {
      const std::size_t end = smaller(begin + chunk, n);
      double *const known = memory, *const r = memory + chunk;
      along<Lane>(begin, end, [=]<class L>(std::size_t t) {
        prefetch_after(x + t, LaneTraits<L>::width);
        const LogParts<L> parts = log_parts(load<L>(x + t));
        store(known + (t - begin), parts.known);
        store(r + (t - begin), parts.r);
      });
      sums.push(
          begin, end,
          [=]<class L>(CentredSums<L>& state, std::size_t t) {
            const L y = log_of(LogParts<L>{load<L>(known + (t - begin)), load<L>(r + (t - begin))});
            state.push(from_mean.template operator()<L>(t), y - L(pivot));
          },
          [](std::size_t) {});
    }
    return merged_registers(sums.of);
  }
};

/// Fits a line to each column over x = 1 .. n, skipping missing values.
///
/// If none is missing, the moments of x are known, and one pass over y about one of its values gives the rest: the line
/// with an error of about the rounding of one value. Where little is left of the squares about that value (they are
/// more than a thousand residual squares), rounding would show in the residuals, and a second pass over them, as in
/// fit_line, refines the line. What follows the sums takes as long as the sums of a short series, so it is done for as
/// many columns at once as a register has lanes.
///
/// from_mean<L>(t) gives t + 1 - mean_x.
template <class Lane = NativeLane, class Source, class FromMean>
void fit_trends_of(const Columns& in, LineFit* lines, Source source, FromMean from_mean) {
  constexpr std::size_t w = LaneTraits<Lane>::width;
  const std::size_t n = in.rows;
  const auto position = []<class L>(std::size_t t) { return count_from<L>(index_as_double(t) + 1.0); };
  const LineFit whole = whole_trend(n);
  const auto sums_of = [=](std::size_t j, double pivot) {
    return source.template sums<Lane>(in.column(j), n, pivot, from_mean);
  };
  const auto settle = [=](std::size_t j, const TrendLine<double>& line) {
    LineFit& fit = lines[j] = whole;
    fit.mean_y = line.mean_y;
    fit.syy = line.syy;
    fit.slope = line.slope;
    fit.intercept = line.intercept;
    fit.residual_squares = line.residual_squares;
    if (fit.residual_squares > 0x1p-10 * line.squares_about_pivot) return;
    const double* const y = source.written(in.column(j), n);
    if (line.squares_about_pivot != line.squares_about_pivot) {
      fit = fit_line<Lane>(y, n, position);
      return;
    }
    refine<Lane>(fit, y, n, position);
    fit.syy = fit.residual_squares + fit.slope * fit.slope * fit.sxx;
    fit.intercept = fit.mean_y - fit.slope * fit.mean_x;
  };
  std::size_t j = 0;
  for (; n > 1 && j + w <= in.columns; j += w) {
    double pivots[w];
    CentredSums<Lane> sums[w];
    for (std::size_t i = 0; i < w; ++i) {
      pivots[i] = source.of(in.column(j + i)[n / 2]);
      sums[i] = sums_of(j + i, pivots[i]);
    }
    const TrendLine<Lane> across = trend_line(merged_across<Lane>(sums), load<Lane>(pivots), whole);
    for (std::size_t i = 0; i < w; ++i) settle(j + i, part<Lane>(across, i));
  }
  for (; n > 1 && j < in.columns; ++j) {
    const double pivot = source.of(in.column(j)[n / 2]);
    settle(j, trend_line(merged_lanes(sums_of(j, pivot)), pivot, whole));
  }
  for (; j < in.columns; ++j) lines[j] = fit_line<Lane>(source.written(in.column(j), n), n, position);
}

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
