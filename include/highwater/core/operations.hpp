#pragma once

#include <cstddef>

#include "highwater/core/columns.hpp"
#include "highwater/core/kernels.hpp"
#include "highwater/core/line_fit.hpp"
#include "highwater/core/policies.hpp"
#include "highwater/core/sweep.hpp"
#include "highwater/core/windowed.hpp"

// What the layers above ask of the core: kernels and sweeps bound together, choices turned from values into types. This
// is the seam at which a compiled variant for each instruction set can take over; nothing above it names a lane. Input
// and output must not overlap. Sizes are checked by the callers.
namespace HIGHWATER_NAMESPACE::core {

inline void growth(Columns in, MutableColumns out, std::size_t lag, BasePolicy policy) {
  switch (policy) {
    case BasePolicy::positive:
      return lagged(in, out, lag, Ratio<BasePolicy::positive>{});
    case BasePolicy::absolute:
      return lagged(in, out, lag, Ratio<BasePolicy::absolute>{});
    case BasePolicy::signed_base:
      return lagged(in, out, lag, Ratio<BasePolicy::signed_base>{});
  }
}

inline void log_change(Columns in, MutableColumns out, std::size_t lag) { lagged(in, out, lag, LogRatio{}); }

inline void difference(Columns in, MutableColumns out, std::size_t lag) { lagged(in, out, lag, Difference{}); }

/// Growth over `lag` periods as a rate raised to `exponent`: (x[t] / x[t - lag])^exponent - 1.
inline void raised_growth(Columns in, MutableColumns out, std::size_t lag, double exponent) {
  lagged(in, out, lag, RaisedRatio{exponent});
}

/// Change of each part over `lag` periods as a fraction of the total at its start.
inline void contribution(Columns parts, Columns total, MutableColumns out, std::size_t lag, BasePolicy policy) {
  switch (policy) {
    case BasePolicy::positive:
      return lagged_against(parts, total, out, lag, Contribution<BasePolicy::positive>{});
    case BasePolicy::absolute:
      return lagged_against(parts, total, out, lag, Contribution<BasePolicy::absolute>{});
    case BasePolicy::signed_base:
      return lagged_against(parts, total, out, lag, Contribution<BasePolicy::signed_base>{});
  }
}

/// out[t] = -in[t - lag]
inline void minus_lagged(Columns in, MutableColumns out, std::size_t lag) { lagged(in, out, lag, MinusBase{}); }

// Value by value; b may have one column for all of a. A zero divisor and overflow give NaN.
inline void add(Columns a, Columns b, MutableColumns out) { pairwise(a, b, out, Sum{}); }
inline void subtract(Columns a, Columns b, MutableColumns out) { pairwise(a, b, out, Difference{}); }
inline void multiply(Columns a, Columns b, MutableColumns out) { pairwise(a, b, out, Product{}); }
inline void divide(Columns a, Columns b, MutableColumns out) { pairwise(a, b, out, Quotient{}); }

/// Growth from each value of b to that of a.
inline void growth_between(Columns a, Columns b, MutableColumns out, BasePolicy policy) {
  switch (policy) {
    case BasePolicy::positive:
      return pairwise(a, b, out, Ratio<BasePolicy::positive>{});
    case BasePolicy::absolute:
      return pairwise(a, b, out, Ratio<BasePolicy::absolute>{});
    case BasePolicy::signed_base:
      return pairwise(a, b, out, Ratio<BasePolicy::signed_base>{});
  }
}

/// Natural logarithm; missing where the value is not positive.
inline void logarithm(Columns in, MutableColumns out) { pointwise(in, out, Logarithm{}); }

// Over the trailing windows of `shape`; missing where fewer than `needed` values are observed. Windows that need all of
// their values let a missing one run through the sum.

inline void trailing_sum(Columns in, MutableColumns out, WindowShape shape, std::size_t needed) {
  if (needed >= shape.n)
    return windowed<WindowSum<double>>(in, out, shape, [](auto window) { return finite_or_missing(window.sum); });
  windowed<WindowObserved<double>>(
      in, out, shape, [least = static_cast<double>(needed)]<class Lane>(WindowObserved<Lane> window) {
        return finite_or_missing(select(window.count >= Lane(least), window.sum, Lane(not_a_number)));
      });
}

inline void trailing_mean(Columns in, MutableColumns out, WindowShape shape, std::size_t needed) {
  if (needed >= shape.n)
    return windowed<WindowSum<double>>(in, out, shape,
                                       [n = static_cast<double>(shape.n)]<class Lane>(WindowSum<Lane> window) {
                                         return finite_or_missing(window.sum / Lane(n));
                                       });
  windowed<WindowObserved<double>>(
      in, out, shape, [least = static_cast<double>(needed)]<class Lane>(WindowObserved<Lane> window) {
        return finite_or_missing(select(window.count >= Lane(least), window.sum / window.count, Lane(not_a_number)));
      });
}

template <Side side>
void trailing_extreme(Columns in, MutableColumns out, WindowShape shape, std::size_t needed) {
  windowed<WindowExtreme<double, side>>(
      in, out, shape, [least = static_cast<double>(needed)]<class Lane>(WindowExtreme<Lane, side> window) {
        return select(window.count >= Lane(least), window.peak.value(), Lane(not_a_number));
      });
}

/// With n - 1 in the denominator; missing where fewer than two values are observed.
inline void trailing_deviation(Columns in, MutableColumns out, WindowShape shape, std::size_t needed) {
  windowed<WindowMoments<double>>(
      in, out, shape, [least = static_cast<double>(needed < 2 ? 2 : needed)]<class Lane>(WindowMoments<Lane> window) {
        const Lane variance = window.squares / (window.count - Lane(1.0));
        return finite_or_missing(sqrt(select(window.count >= Lane(least), variance, Lane(not_a_number))));
      });
}

inline void year_to_date(Columns in, MutableColumns out, const Blocks& years) { cumulative_sum(in, out, years); }

inline void block_summaries(Columns in, MutableColumns out, const Blocks& blocks, Summary summary,
                            Completeness completeness) {
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

inline void running_extreme(Columns in, MutableColumns out, Side side) {
  if (side == Side::high) return scan(in, out, Peak<double, Side::high>{});
  scan(in, out, Peak<double, Side::low>{});
}

/// Calls visit(t) for every record among n values, in order.
template <class Visit>
void visit_records(const double* x, std::size_t n, Side side, Ties ties, Visit visit) {
  if (side == Side::high) {
    if (ties == Ties::strict) return visit_changes(x, n, Peak<double, Side::high, Ties::strict>{}, visit);
    return visit_changes(x, n, Peak<double, Side::high, Ties::weak>{}, visit);
  }
  if (ties == Ties::strict) return visit_changes(x, n, Peak<double, Side::low, Ties::strict>{}, visit);
  visit_changes(x, n, Peak<double, Side::low, Ties::weak>{}, visit);
}

/// Whether a value is a record after the one that stands; missing: none does.
inline bool is_record(double value, double standing, Side side, Ties ties) {
  const auto push = [=](auto peak) {
    if (standing == standing) peak.best = peak.oriented(standing);
    return peak.push(value);
  };
  if (side == Side::high)
    return ties == Ties::strict ? push(Peak<double, Side::high, Ties::strict>{})
                                : push(Peak<double, Side::high, Ties::weak>{});
  return ties == Ties::strict ? push(Peak<double, Side::low, Ties::strict>{})
                              : push(Peak<double, Side::low, Ties::weak>{});
}

/// Position of the last of n values that reaches `level` from the side of the record; not_found if there is none.
inline std::size_t find_last_reaching(const double* x, std::size_t n, double level, Side side) {
  if (side == Side::high) return find_last(x, n, [level]<class Lane>(Lane value) { return value >= Lane(level); });
  return find_last(x, n, [level]<class Lane>(Lane value) { return value <= Lane(level); });
}

/// How many of n values are better than `level`.
inline std::size_t count_better(const double* x, std::size_t n, double level, Side side) {
  const double sign = side == Side::high ? 1.0 : -1.0;
  const auto count = fold(n, PairSums<double>{}, [=]<class L>(PairSums<L>& state, std::size_t t) {
    const L value = load<L>(x + t);
    state.push(L(0.0), select(L(sign) * value > L(sign * level), L(0.0), L(not_a_number)));
  });
  return static_cast<std::size_t>(count.count);
}

inline std::size_t find_first_observed(const double* x, std::size_t n) {
  return find_first(x, n, []<class Lane>(Lane value) { return value == value; });
}
inline std::size_t find_last_observed(const double* x, std::size_t n) {
  return find_last(x, n, []<class Lane>(Lane value) { return value == value; });
}

/// Position of the first of n values that is zero or negative; missing ones are passed over.
inline std::size_t find_first_not_positive(const double* x, std::size_t n) {
  return find_first(x, n, []<class Lane>(Lane value) { return value <= Lane(0.0); });
}

/// Position of the last of n values that breaks a streak: zero, missing, or of the other sign; not_found if none does.
inline std::size_t find_last_break(const double* x, std::size_t n, Direction direction) {
  const double sign = direction == Direction::rising ? 1.0 : -1.0;
  return find_last(x, n,
                   [sign]<class Lane>(Lane value) { return (Lane(sign) * value <= Lane(0.0)) | (value != value); });
}

/// Count, mean and sum of squares about the mean (syy) of the observed values, and their moments with x = 1 .. n.
inline Moments trend_moments(const double* y, std::size_t n) {
  return moments(y, n, []<class L>(std::size_t t) { return count_from<L>(static_cast<double>(t) + 1.0); });
}

inline std::size_t count_missing(const double* x, std::size_t n) {
  const auto sums = fold(n, PairSums<double>{},
                         [&]<class L>(PairSums<L>& state, std::size_t t) { state.push(L(0.0), load<L>(x + t)); });
  return n - static_cast<std::size_t>(sums.count);
}

/// Mean of exp(residual) over the observed values of y about a line on x = 1 .. n.
inline double mean_exp_residual(const double* y, std::size_t n, const LineFit& line) {
  const auto sums = fold(n, PairSums<double>{}, [&]<class L>(PairSums<L>& state, std::size_t t) {
    const L x = count_from<L>(static_cast<double>(t) + 1.0);
    state.push(x, exp(load<L>(y + t) - (L(line.mean_y) + L(line.slope) * (x - L(line.mean_x)))));
  });
  return sums.y / sums.count;
}

/// Runs of values of one sign.
inline Run<double> runs(const double* x, std::size_t n, Direction direction) {
  const double sign = direction == Direction::rising ? 1.0 : -1.0;
  return recursion(n, Run<double>{}, [x, sign](Run<double>& run, std::size_t t) { run.push(sign * x[t] > 0.0); });
}

}  // namespace HIGHWATER_NAMESPACE::core
