#pragma once

#include <cstddef>

#include "highwater/core/kernels/growth.hpp"
#include "highwater/core/kernels/run.hpp"
#include "highwater/core/sweeps/sweep.hpp"
#include "highwater/core/vocabulary/columns.hpp"
#include "highwater/core/vocabulary/line_fit.hpp"
#include "highwater/core/vocabulary/policies.hpp"
#include "highwater/core/vocabulary/standing_record.hpp"

// What the layers above ask of the core; nothing above names a lane. Header-only, these are inline (core/bindings.hpp) and
// compiled for the user's own target. The compiled library has them once for each instruction set and takes those of the
// CPU that it runs on (src/core/dispatch.cpp). Both give the same bits.
//
// Input and output must not overlap. Sizes are checked by the callers. A new operation is declared here, defined in
// core/bindings.hpp, and named in src/core/operations.inc.
//
// Header-only they are templates of nothing, because a compiler would make all that an inline function needs, called or not.
#if defined(HIGHWATER_COMPILED)
#define HIGHWATER_OPERATION
#define HIGHWATER_BINDING inline
#else
#define HIGHWATER_OPERATION template <class = void>
#define HIGHWATER_BINDING template <class>
#endif

namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

// ---- growth and arithmetic
// -----------------------------------------------------------------------------------------------

HIGHWATER_OPERATION void growth(const Columns& in, const MutableColumns& out, std::size_t lag, BasePolicy policy);
HIGHWATER_OPERATION void log_change(const Columns& in, const MutableColumns& out, std::size_t lag);
HIGHWATER_OPERATION void difference(const Columns& in, const MutableColumns& out, std::size_t lag);
/// Growth over `lag` periods as a rate raised to `exponent`: (x[t] / x[t - lag])^exponent - 1.
HIGHWATER_OPERATION void raised_growth(const Columns& in, const MutableColumns& out, std::size_t lag, double exponent);
/// Change of each part over `lag` periods as a fraction of the total at its start.
HIGHWATER_OPERATION void contribution(const Columns& parts, const Columns& total, const MutableColumns& out,
                                      std::size_t lag, BasePolicy policy);
/// out[t] = -in[t - lag]
HIGHWATER_OPERATION void minus_lagged(const Columns& in, const MutableColumns& out, std::size_t lag);

// Value by value; b may have one column for all of a. A zero divisor and overflow give NaN.
HIGHWATER_OPERATION void add(const Columns& a, const Columns& b, const MutableColumns& out);
HIGHWATER_OPERATION void subtract(const Columns& a, const Columns& b, const MutableColumns& out);
HIGHWATER_OPERATION void multiply(const Columns& a, const Columns& b, const MutableColumns& out);
HIGHWATER_OPERATION void divide(const Columns& a, const Columns& b, const MutableColumns& out);
/// Growth from each value of b to that of a.
HIGHWATER_OPERATION void growth_between(const Columns& a, const Columns& b, const MutableColumns& out,
                                        BasePolicy policy);
/// Natural logarithm; missing where the value is not positive.
HIGHWATER_OPERATION void logarithm(const Columns& in, const MutableColumns& out);

// ---- windows and blocks
// -----------------------------------------------------------------------------------------------

// Over the trailing windows of `shape`; missing where fewer than `needed` values are observed.
HIGHWATER_OPERATION void trailing_sum(const Columns& in, const MutableColumns& out, WindowShape shape,
                                      std::size_t needed);
HIGHWATER_OPERATION void trailing_mean(const Columns& in, const MutableColumns& out, WindowShape shape,
                                       std::size_t needed);
HIGHWATER_OPERATION void trailing_extreme(const Columns& in, const MutableColumns& out, Side side, WindowShape shape,
                                          std::size_t needed);
/// With n - 1 in the denominator; missing where fewer than two values are observed.
HIGHWATER_OPERATION void trailing_deviation(const Columns& in, const MutableColumns& out, WindowShape shape,
                                            std::size_t needed);

HIGHWATER_OPERATION void year_to_date(const Columns& in, const MutableColumns& out, const Blocks& years);
/// needed: values that a block must hold, whichever they are; 0: those without which there is no such summary, of first and
/// last that one, otherwise all.
HIGHWATER_OPERATION void block_summaries(const Columns& in, const MutableColumns& out, const Blocks& blocks,
                                         Summary summary, std::size_t needed);
/// means[j] = mean of the last n values of column j, as trailing_mean gives it; missing if one is. 0 < n <= rows.
HIGHWATER_OPERATION void latest_means(const Columns& in, std::size_t n, double* means);
/// totals[j] = sum of column j, added up from its first value; missing if one is.
HIGHWATER_OPERATION void totals(const Columns& in, double* totals);

// ---- records and streaks
// -----------------------------------------------------------------------------------------------

HIGHWATER_OPERATION void running_extreme(const Columns& in, const MutableColumns& out, Side side);
/// 1 where the value is a record, 0 where it is none, missing where it is missing.
HIGHWATER_OPERATION void record_indicators(const Columns& in, const MutableColumns& out, Side side, Ties ties);
/// Both at once, in one pass.
HIGHWATER_OPERATION void running_extreme_and_indicators(const Columns& in, const MutableColumns& extremes,
                                                        const MutableColumns& indicators, Side side, Ties ties);
/// found[j]: the record that stands at the end of column j.
HIGHWATER_OPERATION void standing_records(const Columns& in, Side side, Ties ties, StandingRecord* found);
/// Position of the first of n values that is a record after `standing`; missing: none stands.
HIGHWATER_OPERATION std::size_t find_record(const double* x, std::size_t n, double standing, Side side, Ties ties);
/// Position of the last of n values that reaches `level` from the side of the record; not_found if there is none.
HIGHWATER_OPERATION std::size_t find_last_reaching(const double* x, std::size_t n, double level, Side side);
/// How many of n values are better than `level`.
HIGHWATER_OPERATION std::size_t count_better(const double* x, std::size_t n, double level, Side side);
/// Position of the last of n values that breaks a streak: zero, missing, or of the other sign; not_found if none does.
HIGHWATER_OPERATION std::size_t find_last_break(const double* x, std::size_t n, Direction direction);
/// broken[j] is find_last_break of growth over `lag` periods in column j, which is measured only where it is needed.
HIGHWATER_OPERATION void find_growth_breaks(const Columns& in, std::size_t lag, BasePolicy policy, Direction direction,
                                            std::size_t* broken);

// ---- what is there
// -----------------------------------------------------------------------------------------------

HIGHWATER_OPERATION std::size_t find_first_observed(const double* x, std::size_t n);
HIGHWATER_OPERATION std::size_t find_last_observed(const double* x, std::size_t n);
/// Position of the first of n values that is zero or negative; missing ones are passed over.
HIGHWATER_OPERATION std::size_t find_first_not_positive(const double* x, std::size_t n);
/// Position of the first of n values that is infinite; not_found if all are finite or missing.
HIGHWATER_OPERATION std::size_t find_first_infinite(const double* x, std::size_t n);
HIGHWATER_OPERATION std::size_t count_missing(const double* x, std::size_t n);

// ---- least squares
// -----------------------------------------------------------------------------------------------

/// Count, mean and sum of squares about the mean (syy) of the observed values, and their moments with x = 1 .. n.
HIGHWATER_OPERATION Moments trend_moments(const double* y, std::size_t n);
/// The line through y over x = 1 .. n.
HIGHWATER_OPERATION LineFit fit_trend(const double* y, std::size_t n);
/// The line through the pairs (x[t], y[t]).
HIGHWATER_OPERATION LineFit fit_line(const double* x, const double* y, std::size_t n);
/// lines[j] is fit_trend of column j.
HIGHWATER_OPERATION void fit_trends(const Columns& in, LineFit* lines);
/// lines[j] is fit_trend of the logarithms of column j; what is not positive counts as missing.
HIGHWATER_OPERATION void fit_log_trends(const Columns& in, LineFit* lines);
/// Mean of exp(residual) over the observed values of y about a line on x = 1 .. n.
HIGHWATER_OPERATION double mean_exp_residual(const double* y, std::size_t n, const LineFit& line);

}  // namespace HIGHWATER_LANES

// ---- what takes a caller's function, or has nothing that a wider register would speed up
// -----------------------------------------------------------------------------------------------

/// Calls visit(t) for every record among n values, in order.
template <class Visit>
void visit_records(const double* x, std::size_t n, Side side, Ties ties, Visit visit) {
  double standing = not_a_number;
  for (std::size_t t = 0; t < n; ++t) {
    const std::size_t next = find_record(x + t, n - t, standing, side, ties);
    if (next == not_found) return;
    t += next;
    standing = x[t];
    visit(t);
  }
}

/// Whether a value is a record after the one that stands; missing: none does.
inline bool is_record(double value, double standing, Side side, Ties ties) {
  if (standing != standing) return value == value;
  if (side == Side::high) return ties == Ties::strict ? value > standing : value >= standing;
  return ties == Ties::strict ? value < standing : value <= standing;
}

/// Growth of one value.
inline double growth_of(double value, double base, BasePolicy policy) noexcept {
  if (policy == BasePolicy::positive) return Ratio<BasePolicy::positive>{}(value, base);
  if (policy == BasePolicy::absolute) return Ratio<BasePolicy::absolute>{}(value, base);
  return Ratio<BasePolicy::signed_base>{}(value, base);
}

/// Runs of values of one sign.
inline Run<double> runs(const double* x, std::size_t n, Direction direction) {
  const double sign = direction == Direction::rising ? 1.0 : -1.0;
  return recursion(n, Run<double>{}, [x, sign](Run<double>& run, std::size_t t) { run.push(sign * x[t] > 0.0); });
}

}  // namespace HIGHWATER_NAMESPACE::core

#if !defined(HIGHWATER_COMPILED)
#include "highwater/core/bindings.hpp"
#endif
