#pragma once

#include <cstddef>

#include "highwater/core/columns.hpp"
#include "highwater/core/kernels.hpp"
#include "highwater/core/line_fit.hpp"
#include "highwater/core/policies.hpp"
#include "highwater/core/sweep.hpp"

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

/// Natural logarithm; missing where the value is not positive.
inline void logarithm(Columns in, MutableColumns out) { pointwise(in, out, Logarithm{}); }

inline void trailing_mean(Columns in, MutableColumns out, std::size_t n, Window window) {
  windowed_sum(in, out, n, window == Window::before ? 1 : 0, static_cast<double>(n));
}

inline void trailing_sum(Columns in, MutableColumns out, std::size_t n, Window window) {
  windowed_sum(in, out, n, window == Window::before ? 1 : 0, 1.0);
}

inline void year_to_date(Columns in, MutableColumns out, const Blocks& years) { cumulative_sum(in, out, years); }

inline void block_totals(Columns in, MutableColumns out, const Blocks& blocks, Completeness completeness) {
  block_sums(in, out, blocks, completeness);
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

/// Position of the last of n values that reaches `level` from the side of the record; not_found if there is none.
inline std::size_t find_last_reaching(const double* x, std::size_t n, double level, Side side) {
  if (side == Side::high) return find_last(x, n, [level]<class Lane>(Lane value) { return value >= Lane(level); });
  return find_last(x, n, [level]<class Lane>(Lane value) { return value <= Lane(level); });
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
