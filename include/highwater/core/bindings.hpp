#pragma once

#include <cstddef>

#include "highwater/core/across.hpp"
#include "highwater/core/block_sweep.hpp"
#include "highwater/core/columns.hpp"
#include "highwater/core/kernels.hpp"
#include "highwater/core/least_squares.hpp"
#include "highwater/core/operations.hpp"
#include "highwater/core/scan.hpp"
#include "highwater/core/smoothing_sweep.hpp"
#include "highwater/core/sweep.hpp"
#include "highwater/core/windowed.hpp"

// The operations: kernels and sweeps bound together, choices turned from values into types. operations.hpp says what each
// does. Included from there, or by the sources of the instruction sets.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

HIGHWATER_BINDING void growth(const Columns& in, const MutableColumns& out, std::size_t lag, BasePolicy policy) {
  switch (policy) {
    case BasePolicy::positive:
      return lagged(in, out, lag, Ratio<BasePolicy::positive>{});
    case BasePolicy::absolute:
      return lagged(in, out, lag, Ratio<BasePolicy::absolute>{});
    case BasePolicy::signed_base:
      return lagged(in, out, lag, Ratio<BasePolicy::signed_base>{});
  }
}

HIGHWATER_BINDING void log_change(const Columns& in, const MutableColumns& out, std::size_t lag) {
  lagged(in, out, lag, LogRatio{});
}

HIGHWATER_BINDING void difference(const Columns& in, const MutableColumns& out, std::size_t lag) {
  lagged(in, out, lag, Difference{});
}

HIGHWATER_BINDING void raised_growth(const Columns& in, const MutableColumns& out, std::size_t lag, double exponent) {
  lagged(in, out, lag, RaisedRatio{exponent});
}

HIGHWATER_BINDING void contribution(const Columns& parts, const Columns& total, const MutableColumns& out,
                                    std::size_t lag, BasePolicy policy) {
  switch (policy) {
    case BasePolicy::positive:
      return lagged_against(parts, total, out, lag, Contribution<BasePolicy::positive>{});
    case BasePolicy::absolute:
      return lagged_against(parts, total, out, lag, Contribution<BasePolicy::absolute>{});
    case BasePolicy::signed_base:
      return lagged_against(parts, total, out, lag, Contribution<BasePolicy::signed_base>{});
  }
}

HIGHWATER_BINDING void minus_lagged(const Columns& in, const MutableColumns& out, std::size_t lag) {
  lagged(in, out, lag, MinusBase{});
}

HIGHWATER_BINDING void add(const Columns& a, const Columns& b, const MutableColumns& out) {
  pairwise(a, b, out, Sum{});
}
HIGHWATER_BINDING void subtract(const Columns& a, const Columns& b, const MutableColumns& out) {
  pairwise(a, b, out, Difference{});
}
HIGHWATER_BINDING void multiply(const Columns& a, const Columns& b, const MutableColumns& out) {
  pairwise(a, b, out, Product{});
}
HIGHWATER_BINDING void divide(const Columns& a, const Columns& b, const MutableColumns& out) {
  pairwise(a, b, out, Quotient{});
}

HIGHWATER_BINDING void growth_between(const Columns& a, const Columns& b, const MutableColumns& out,
                                      BasePolicy policy) {
  switch (policy) {
    case BasePolicy::positive:
      return pairwise(a, b, out, Ratio<BasePolicy::positive>{});
    case BasePolicy::absolute:
      return pairwise(a, b, out, Ratio<BasePolicy::absolute>{});
    case BasePolicy::signed_base:
      return pairwise(a, b, out, Ratio<BasePolicy::signed_base>{});
  }
}

HIGHWATER_BINDING void logarithm(const Columns& in, const MutableColumns& out) { pointwise(in, out, Logarithm{}); }

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

HIGHWATER_BINDING void trailing_deviation(const Columns& in, const MutableColumns& out, WindowShape shape,
                                          std::size_t needed) {
  windowed<WindowMoments<double>>(
      in, out, shape, [least = index_as_double(needed < 2 ? 2 : needed)]<class Lane>(WindowMoments<Lane> window) {
        const Lane variance = window.squares / (window.count - Lane(1.0));
        return finite_or_missing(sqrt(select(window.count >= Lane(least), variance, Lane(not_a_number))));
      });
}

HIGHWATER_BINDING void year_to_date(const Columns& in, const MutableColumns& out, const Blocks& years) {
  cumulative_sum(in, out, years);
}

HIGHWATER_BINDING void block_summaries(const Columns& in, const MutableColumns& out, const Blocks& blocks,
                                       Summary summary, Completeness completeness) {
  switch (summary) {
    case Summary::sum:
      return summarise_blocks(in, out, blocks, completeness, BlockSummary<double, Summary::sum>{});
    case Summary::mean:
      return summarise_blocks(in, out, blocks, completeness, BlockSummary<double, Summary::mean>{});
    case Summary::first:
      return summarise_blocks(in, out, blocks, completeness, BlockSummary<double, Summary::first>{});
    case Summary::last:
      return summarise_blocks(in, out, blocks, completeness, BlockSummary<double, Summary::last>{});
    case Summary::high:
      return summarise_blocks(in, out, blocks, completeness, BlockSummary<double, Summary::high>{});
    case Summary::low:
      return summarise_blocks(in, out, blocks, completeness, BlockSummary<double, Summary::low>{});
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

template <Side side>
void running_extreme_of(const Columns& in, const MutableColumns& out) {
  scan(in, out, Peak<double, side>{}, [](const auto&, const auto& after, auto) { return after.value(); });
}
HIGHWATER_BINDING void running_extreme(const Columns& in, const MutableColumns& out, Side side) {
  if (side == Side::high) return running_extreme_of<Side::high>(in, out);
  running_extreme_of<Side::low>(in, out);
}

/// Runs body(peak) for the kernel of a side and a rule for ties.
template <class Body>
auto with_peak(Side side, Ties ties, Body body) {
  if (side == Side::high)
    return ties == Ties::strict ? body(Peak<double, Side::high, Ties::strict>{})
                                : body(Peak<double, Side::high, Ties::weak>{});
  return ties == Ties::strict ? body(Peak<double, Side::low, Ties::strict>{})
                              : body(Peak<double, Side::low, Ties::weak>{});
}

template <class Peak, class Lane>
HIGHWATER_INLINE Lane record_indicator(const Peak& before, Lane x) noexcept {
  return select(x == x, select(before.changed_by(x), Lane(1.0), Lane(0.0)), Lane(not_a_number));
}

HIGHWATER_BINDING void record_indicators(const Columns& in, const MutableColumns& out, Side side, Ties ties) {
  with_peak(side, ties, [=](auto start) {
    scan(in, out, start, [](const auto& before, const auto&, auto x) { return record_indicator(before, x); });
  });
}

HIGHWATER_BINDING void running_extreme_and_indicators(const Columns& in, const MutableColumns& extremes,
                                                      const MutableColumns& indicators, Side side, Ties ties) {
  with_peak(side, ties, [=]<Side of, Ties rule>(Peak<double, of, rule>) {
    using Standing = Peak<double, of>;  // as in running_extreme: of equal values the first
    scan(
        in, extremes, indicators, Standing{}, [](const auto&, const auto& after, auto) { return after.value(); },
        []<class Lane>(const auto& before, const auto&, Lane x) {
          return record_indicator(Peak<Lane, of, rule>{before.best}, x);
        });
  });
}

HIGHWATER_BINDING void standing_records(const Columns& in, Side side, Ties ties, StandingRecord* found) {
  with_peak(side, ties, [=](auto start) { records_across(in, start, found); });
}

HIGHWATER_BINDING std::size_t find_record(const double* x, std::size_t n, double standing, Side side, Ties ties) {
  return with_peak(side, ties, [=](auto peak) {
    peak.push(standing);
    return find_first(x, n, [best = peak.best]<class Lane>(Lane value) {
      return typename decltype(peak)::template On<Lane>{Lane(best)}.changed_by(value);
    });
  });
}

HIGHWATER_BINDING std::size_t find_last_reaching(const double* x, std::size_t n, double level, Side side) {
  if (side == Side::high) return find_last(x, n, [level]<class Lane>(Lane value) { return value >= Lane(level); });
  return find_last(x, n, [level]<class Lane>(Lane value) { return value <= Lane(level); });
}

HIGHWATER_BINDING std::size_t count_better(const double* x, std::size_t n, double level, Side side) {
  const double sign = side == Side::high ? 1.0 : -1.0;
  const auto count = fold(n, PairSums<double>{}, [=]<class L>(PairSums<L>& state, std::size_t t) {
    const L value = load<L>(x + t);
    state.push(L(0.0), select(L(sign) * value > L(sign * level), L(0.0), L(not_a_number)));
  });
  return static_cast<std::size_t>(count.count);
}

HIGHWATER_BINDING std::size_t find_first_observed(const double* x, std::size_t n) {
  return find_first(x, n, []<class Lane>(Lane value) { return value == value; });
}
HIGHWATER_BINDING std::size_t find_last_observed(const double* x, std::size_t n) {
  return find_last(x, n, []<class Lane>(Lane value) { return value == value; });
}

HIGHWATER_BINDING std::size_t find_first_not_positive(const double* x, std::size_t n) {
  return find_first(x, n, []<class Lane>(Lane value) { return value <= Lane(0.0); });
}

HIGHWATER_BINDING std::size_t find_first_infinite(const double* x, std::size_t n) {
  return find_first(x, n,
                    []<class Lane>(Lane value) { return (value == Lane(infinity)) | (value == Lane(-infinity)); });
}

HIGHWATER_BINDING std::size_t find_last_break(const double* x, std::size_t n, Direction direction) {
  const double sign = direction == Direction::rising ? 1.0 : -1.0;
  return find_last(x, n,
                   [sign]<class Lane>(Lane value) { return (Lane(sign) * value <= Lane(0.0)) | (value != value); });
}

template <BasePolicy policy>
void find_growth_breaks_of(const Columns& in, std::size_t lag, double sign, std::size_t* broken) {
  const std::size_t first = smaller(lag, in.rows);
  for (std::size_t j = 0; j < in.columns; ++j) {
    prefetch_end(in, j + 8, skip_block + lag);
    const double* const x = in.column(j);
    const std::size_t found =
        find_last_at(in.rows - first, [x = x + first, lag, sign]<class Lane>(std::size_t t) -> Mask<Lane> {
          const Lane growth = Ratio<policy>{}(load<Lane>(x + t), load<Lane>(x + t - lag));
          return (Lane(sign) * growth <= Lane(0.0)) | (growth != growth);
        });
    broken[j] = found == not_found ? first - 1 : first + found;  // those before `first` have no base
  }
}
HIGHWATER_BINDING void find_growth_breaks(const Columns& in, std::size_t lag, BasePolicy policy, Direction direction,
                                          std::size_t* broken) {
  const double sign = direction == Direction::rising ? 1.0 : -1.0;
  switch (policy) {
    case BasePolicy::positive:
      return find_growth_breaks_of<BasePolicy::positive>(in, lag, sign, broken);
    case BasePolicy::absolute:
      return find_growth_breaks_of<BasePolicy::absolute>(in, lag, sign, broken);
    case BasePolicy::signed_base:
      return find_growth_breaks_of<BasePolicy::signed_base>(in, lag, sign, broken);
  }
}

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

HIGHWATER_BINDING std::size_t count_missing(const double* x, std::size_t n) {
  const auto sums = fold(n, PairSums<double>{},
                         [&]<class L>(PairSums<L>& state, std::size_t t) { state.push(L(0.0), load<L>(x + t)); });
  return n - static_cast<std::size_t>(sums.count);
}

HIGHWATER_BINDING double mean_exp_residual(const double* y, std::size_t n, const LineFit& line) {
  const auto sums = fold(n, PairSums<double>{}, [&]<class L>(PairSums<L>& state, std::size_t t) {
    const L x = count_from<L>(index_as_double(t) + 1.0);
    state.push(x, exp(load<L>(y + t) - (L(line.mean_y) + L(line.slope) * (x - L(line.mean_x)))));
  });
  return sums.y / sums.count;
}

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
