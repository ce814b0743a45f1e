#pragma once

#include <cstddef>

#include "highwater/core/kernels/block_summary.hpp"
#include "highwater/core/kernels/kernel.hpp"
#include "highwater/core/kernels/window.hpp"
#include "highwater/core/operations.hpp"
#include "highwater/core/sweeps/across.hpp"
#include "highwater/core/sweeps/block_sweep.hpp"
#include "highwater/core/sweeps/windowed.hpp"

// Windows and blocks: operations as kernels bound to sweeps. operations.hpp says what each does.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

// Windows that need all of their values let a missing one run through the sum.

HIGHWATER_BINDING void trailing_sum(const Columns& in, const MutableColumns& out, WindowShape shape,
                                    std::size_t needed) {
  if (needed >= shape.n)
    return windowed<WindowSum<double>>(in, out, shape, [](auto window) { return finite_or_missing(window.sum); });
  windowed<WindowObserved<double>>(
      in, out, shape, [least = index_as_double(needed)]<class Lane>(WindowObserved<Lane> window) {
        return finite_or_missing(select(window.count >= Lane(least), window.sum, Lane(not_a_number)));
      });
}

HIGHWATER_BINDING void trailing_mean(const Columns& in, const MutableColumns& out, WindowShape shape,
                                     std::size_t needed) {
  if (needed >= shape.n)
    return windowed<WindowSum<double>>(in, out, shape,
                                       [n = index_as_double(shape.n)]<class Lane>(WindowSum<Lane> window) {
                                         return finite_or_missing(window.sum / Lane(n));
                                       });
  windowed<WindowObserved<double>>(
      in, out, shape, [least = index_as_double(needed)]<class Lane>(WindowObserved<Lane> window) {
        return finite_or_missing(select(window.count >= Lane(least), window.sum / window.count, Lane(not_a_number)));
      });
}

template <Side side>
void trailing_extreme_of(const Columns& in, const MutableColumns& out, WindowShape shape, std::size_t needed) {
  windowed<WindowExtreme<double, side>>(
      in, out, shape, [least = index_as_double(needed)]<class Lane>(WindowExtreme<Lane, side> window) {
        return select(window.count >= Lane(least), window.peak.value(), Lane(not_a_number));
      });
}
HIGHWATER_BINDING void trailing_extreme(const Columns& in, const MutableColumns& out, Side side, WindowShape shape,
                                        std::size_t needed) {
  if (side == Side::high) return trailing_extreme_of<Side::high>(in, out, shape, needed);
  trailing_extreme_of<Side::low>(in, out, shape, needed);
}

/// Standard deviations over trailing windows of scale * values; missing where squares overflow.
template <class Finish>
void scaled_deviation(const Columns& in, const MutableColumns& out, WindowShape shape, std::size_t needed,
                      Finish finish) {
  windowed<WindowMoments<double>>(
      in, out, shape, [=, least = index_as_double(needed < 2 ? 2 : needed)]<class Lane>(WindowMoments<Lane> window) {
        const Lane variance = window.squares / (window.count - Lane(1.0));
        return finite_or_missing(finish(sqrt(select(window.count >= Lane(least), variance, Lane(not_a_number)))));
      });
}

// Squares of the distances between values of a size from least_squared to most_squared neither underflow nor overflow.
// A column with others is done again in units of 2^600 and 2^-600, and a window takes the result whose squares fit.
HIGHWATER_BINDING void trailing_deviation(const Columns& in, const MutableColumns& out, WindowShape shape,
                                          std::size_t needed) {
  scaled_deviation(in, out, shape, needed, [](auto deviation) { return deviation; });
  for (std::size_t j = 0; j < in.columns; ++j) {
    if (squares_fit(in.column(j), in.rows)) continue;
    Scratch scratch(2 * in.rows);
    const MutableColumns column{out.column(j), in.rows, 1, in.rows}, scaled{scratch.data(), in.rows, 1, in.rows},
        again{scratch.data() + in.rows, in.rows, 1, in.rows};
    const Columns found{column.data, in.rows, 1, in.rows}, other{again.data, in.rows, 1, in.rows};
    for (const double unit : {0x1p600, 0x1p-600}) {
      pointwise({in.column(j), in.rows, 1, in.rows}, scaled, [=]<class Lane>(Lane x) { return x * Lane(1.0 / unit); });
      scaled_deviation({scaled.data, in.rows, 1, in.rows}, again, shape, needed,
                       [=]<class Lane>(Lane deviation) { return deviation * Lane(unit); });
      pairwise(found, other, column, [=]<class Lane>(Lane deviation, Lane in_unit) {
        const Mask<Lane> fits = unit > 1.0 ? deviation <= Lane(most_squared) : deviation >= Lane(least_squared);
        return select(fits | (in_unit != in_unit), deviation, in_unit);
      });
    }
  }
}

HIGHWATER_BINDING void year_to_date(const Columns& in, const MutableColumns& out, const Blocks& years) {
  cumulative_sum(in, out, years);
}

HIGHWATER_BINDING void block_summaries(const Columns& in, const MutableColumns& out, const Blocks& blocks,
                                       Summary summary, std::size_t needed) {
  switch (summary) {
    case Summary::sum:
      return summarise_blocks(in, out, blocks, needed, BlockSummary<double, Summary::sum>{});
    case Summary::mean:
      return summarise_blocks(in, out, blocks, needed, BlockSummary<double, Summary::mean>{});
    case Summary::first:
      if (needed == 0) return first_of_blocks(in, out, blocks);
      return summarise_blocks(in, out, blocks, needed, BlockSummary<double, Summary::first>{});
    case Summary::last:
      if (needed == 0) return last_of_blocks(in, out, blocks);
      return summarise_blocks(in, out, blocks, needed, BlockSummary<double, Summary::last>{});
    case Summary::high:
      return summarise_blocks(in, out, blocks, needed, BlockSummary<double, Summary::high>{});
    case Summary::low:
      return summarise_blocks(in, out, blocks, needed, BlockSummary<double, Summary::low>{});
  }
}

HIGHWATER_BINDING void latest_means(const Columns& in, std::size_t n, double* means) {
  window_across<WindowSum<double>>(in, n, means, [n = index_as_double(n)]<class Lane>(WindowSum<Lane> window) {
    return finite_or_missing(window.sum / Lane(n));
  });
}

HIGHWATER_BINDING void totals(const Columns& in, double* totals) {
  fold_across(in, BlockSummary<double, Summary::sum>{}, totals);
}

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
