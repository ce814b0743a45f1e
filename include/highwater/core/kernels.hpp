#pragma once

#include "highwater/core/columns.hpp"
#include "highwater/core/log.hpp"
#include "highwater/core/pack.hpp"
#include "highwater/core/policies.hpp"

// The algorithms, each written once for any Lane (see pack.hpp). A kernel knows nothing of loops: sweep.hpp runs it.
// Stateless kernels are called with the lanes they need. Stateful ones consist of Lanes only and have push(...), the
// alias On (the same kernel on other lanes), and merge(later), which joins the state of a chunk with that of the chunk
// right after.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

/// NaN instead of an infinity (overflow): no function of the library puts one into a series.
template <class Lane>
HIGHWATER_INLINE Lane finite_or_missing(Lane x) noexcept {
  return select(x - x == Lane(0.0), x, Lane(not_a_number));
}

// ---- stateless: growth
// -----------------------------------------------------------------------------------------------

/// value / base - 1 under a base policy.
template <BasePolicy policy>
struct Ratio {
  template <class Lane>
  HIGHWATER_INLINE Lane operator()(Lane value, Lane base) const noexcept {
    const Lane zero(0.0), missing(not_a_number);
    if constexpr (policy == BasePolicy::positive) {
      return finite_or_missing(select(base > zero, value / base, missing) - Lane(1.0));
    } else if constexpr (policy == BasePolicy::signed_base) {
      return finite_or_missing(value / base - Lane(1.0));
    } else {
      return finite_or_missing((value - base) / select(base < zero, -base, base));
    }
  }
};

struct Difference {
  template <class Lane>
  HIGHWATER_INLINE Lane operator()(Lane value, Lane base) const noexcept {
    return finite_or_missing(value - base);
  }
};

/// ln value - ln base. Taken as the log of the ratio, which loses less of a small change than a difference of logs.
struct LogRatio {
  template <class Lane>
  HIGHWATER_INLINE Lane operator()(Lane value, Lane base) const noexcept {
    const Lane zero(0.0), missing(not_a_number);
    return finite_or_missing(log(select(base > zero, select(value > zero, value / base, missing), missing)));
  }
};

/// (value / base)^exponent - 1, of a positive base; a negative value leaves it undefined.
struct RaisedRatio {
  double exponent;
  template <class Lane>
  HIGHWATER_INLINE Lane operator()(Lane value, Lane base) const noexcept {
    const Lane zero(0.0), missing(not_a_number);
    const Lane ratio = select(base > zero, select(value >= zero, value / base, missing), missing);
    return finite_or_missing(pow(ratio, exponent) - Lane(1.0));
  }
};

/// Change of a part as a fraction of the total that it is measured against.
template <BasePolicy policy>
struct Contribution {
  template <class Lane>
  HIGHWATER_INLINE Lane operator()(Lane value, Lane base, Lane total) const noexcept {
    const Lane zero(0.0);
    if constexpr (policy == BasePolicy::positive) total = select(total > zero, total, Lane(not_a_number));
    if constexpr (policy == BasePolicy::absolute) total = select(total < zero, -total, total);
    return finite_or_missing((value - base) / total);
  }
};

/// The base with its sign turned.
struct MinusBase {
  template <class Lane>
  HIGHWATER_INLINE Lane operator()(Lane, Lane base) const noexcept {
    return -base;
  }
};

// ---- stateless: arithmetic. A zero divisor and overflow give NaN.
// -----------------------------------------------------------------------------------------------

struct Sum {
  template <class Lane>
  HIGHWATER_INLINE Lane operator()(Lane a, Lane b) const noexcept {
    return finite_or_missing(a + b);
  }
};

struct Product {
  template <class Lane>
  HIGHWATER_INLINE Lane operator()(Lane a, Lane b) const noexcept {
    return finite_or_missing(a * b);
  }
};

struct Quotient {
  template <class Lane>
  HIGHWATER_INLINE Lane operator()(Lane a, Lane b) const noexcept {
    return finite_or_missing(a / b);
  }
};

struct Logarithm {
  template <class Lane>
  HIGHWATER_INLINE Lane operator()(Lane value) const noexcept {
    return log(value);
  }
};

// ---- records
// ---------------------------------------------------------------------------------------------------------

/// The record that stands. Values of lower records enter with their sign turned, so that there is one comparison.
template <class Lane, Side side = Side::high, Ties ties = Ties::strict>
struct Peak {
  template <class Other>
  using On = Peak<Other, side, ties>;

  Lane best = Lane(-infinity);  // in turned sign for Side::low

  static HIGHWATER_INLINE Lane oriented(Lane x) noexcept {
    if constexpr (side == Side::high)
      return x;
    else
      return -x;
  }
  /// Where x is a record; never where x is missing.
  HIGHWATER_INLINE Mask<Lane> changed_by(Lane x) const noexcept {
    if constexpr (ties == Ties::strict)
      return oriented(x) > best;
    else
      return oriented(x) >= best;
  }
  /// Where x is a record: asked of `best` where that is enough, so that the next period waits for one maximum alone.
  HIGHWATER_INLINE Mask<Lane> push(Lane x) noexcept {
    const Peak before = *this;
    best = select(changed_by(x), oriented(x), best);
    if constexpr (ties == Ties::strict)
      return best > before.best;
    else
      return before.changed_by(x);
  }
  HIGHWATER_INLINE Peak merge(Peak later) const noexcept {
    const Mask<Lane> replaced = ties == Ties::strict ? later.best > best : later.best >= best;
    return {select(replaced, later.best, best)};
  }

  /// The standing record; missing before the first observation.
  HIGHWATER_INLINE Lane value() const noexcept {
    return select(best == Lane(-infinity), Lane(not_a_number), oriented(best));
  }
};

// ---- summaries of a block
// --------------------------------------------------------------------------------------------

/// What a longer period gets from the values in it, pushed in order. A missing value that is pushed makes it missing.
template <class Lane, Summary summary>
struct BlockSummary {
  template <class Other>
  using On = BlockSummary<Other, summary>;

  Lane count = Lane(0.0), result = Lane(0.0);  // of what is no mean, the count tells only whether there is any

  HIGHWATER_INLINE void push(Lane x) noexcept {
    const Mask<Lane> starts = count == Lane(0.0);
    count = summary == Summary::mean ? count + Lane(1.0) : Lane(1.0);
    if constexpr (summary == Summary::sum || summary == Summary::mean) {
      result = result + x;
    } else {
      Mask<Lane> taken = starts | (x != x);
      if constexpr (summary == Summary::last) taken = taken | (result == result);
      if constexpr (summary == Summary::high) taken = taken | (x > result);
      if constexpr (summary == Summary::low) taken = taken | (x < result);
      result = select(taken, x, result);
    }
  }
  /// Missing if nothing was pushed.
  HIGHWATER_INLINE Lane value() const noexcept {
    const Lane found = summary == Summary::mean ? result / count : result;
    return finite_or_missing(select(count > Lane(0.0), found, Lane(not_a_number)));
  }
};

// ---- windows: states made of() one value, merged with their neighbours
// --------------------------------------------------------------------------------------------

/// Sum of a window; a missing value makes it missing.
template <class Lane>
struct WindowSum {
  template <class Other>
  using On = WindowSum<Other>;

  Lane sum;

  static HIGHWATER_INLINE WindowSum of(Lane x) noexcept { return {x}; }
  HIGHWATER_INLINE WindowSum merge(WindowSum later) const noexcept { return {later.sum + sum}; }
};

/// Count and sum of what is observed in a window.
template <class Lane>
struct WindowObserved {
  template <class Other>
  using On = WindowObserved<Other>;

  Lane count, sum;

  static HIGHWATER_INLINE WindowObserved of(Lane x) noexcept {
    const Mask<Lane> observed = x == x;
    return {select(observed, Lane(1.0), Lane(0.0)), select(observed, x, Lane(0.0))};
  }
  HIGHWATER_INLINE WindowObserved merge(WindowObserved later) const noexcept {
    return {count + later.count, later.sum + sum};
  }
};

/// Count and extreme of what is observed in a window.
template <class Lane, Side side>
struct WindowExtreme {
  template <class Other>
  using On = WindowExtreme<Other, side>;

  Lane count;
  Peak<Lane, side> peak;

  static HIGHWATER_INLINE WindowExtreme of(Lane x) noexcept {
    WindowExtreme window{select(x == x, Lane(1.0), Lane(0.0)), {}};
    window.peak.push(x);
    return window;
  }
  HIGHWATER_INLINE WindowExtreme merge(WindowExtreme later) const noexcept {
    return {count + later.count, peak.merge(later.peak)};
  }
};

/// Count, mean and sum of squares about the mean of what is observed in a window, merged as in Chan, Golub and LeVeque.
template <class Lane>
struct WindowMoments {
  template <class Other>
  using On = WindowMoments<Other>;

  Lane count, mean, squares;

  static HIGHWATER_INLINE WindowMoments of(Lane x) noexcept {
    const Mask<Lane> observed = x == x;
    return {select(observed, Lane(1.0), Lane(0.0)), select(observed, x, Lane(0.0)), Lane(0.0)};
  }
  HIGHWATER_INLINE WindowMoments merge(WindowMoments later) const noexcept {
    const Lane both = count + later.count, distance = later.mean - mean;
    const Lane share = select(both > Lane(0.0), later.count / both, Lane(0.0));
    return {both, mean + distance * share, squares + later.squares + distance * distance * count * share};
  }
};

// ---- streaks
// ---------------------------------------------------------------------------------------------------------

/// Runs of a condition: the one that goes on at the end, and the longest with the place where it ends (the first of
/// equals).
template <class Lane>
struct Run {
  template <class Other>
  using On = Run<Other>;

  Lane count = Lane(0.0);    // periods seen
  Lane leading = Lane(0.0);  // length of the run that starts with the first of them
  Lane current = Lane(0.0);  // length of the run that ends with the last
  Lane longest = Lane(0.0);
  Lane longest_end = Lane(0.0);  // periods up to and with its last

  HIGHWATER_INLINE void push(Mask<Lane> holds) noexcept {
    count = count + Lane(1.0);
    current = select(holds, current + Lane(1.0), Lane(0.0));
    leading = select(current == count, count, leading);
    const Mask<Lane> longer = current > longest;
    longest = select(longer, current, longest);
    longest_end = select(longer, count, longest_end);
  }
  HIGHWATER_INLINE Run merge(Run later) const noexcept {
    const Lane across = current + later.leading;
    Run whole{count + later.count, select(leading == count, count + later.leading, leading),
              select(later.current == later.count, current + later.count, later.current), longest, longest_end};
    const Mask<Lane> across_longer = across > whole.longest;
    whole.longest = select(across_longer, across, whole.longest);
    whole.longest_end = select(across_longer, count + later.leading, whole.longest_end);
    const Mask<Lane> later_longer = later.longest > whole.longest;
    whole.longest = select(later_longer, later.longest, whole.longest);
    whole.longest_end = select(later_longer, count + later.longest_end, whole.longest_end);
    return whole;
  }
};

// ---- least squares
// ---------------------------------------------------------------------------------------------------

/// Count and sums of the pairs that are observed.
template <class Lane>
struct PairSums {
  template <class Other>
  using On = PairSums<Other>;

  Lane count = Lane(0.0), x = Lane(0.0), y = Lane(0.0);

  HIGHWATER_INLINE void push(Lane at, Lane value) noexcept {
    const Mask<Lane> observed = value == value;
    const Lane zero(0.0);
    count = count + select(observed, Lane(1.0), zero);
    x = x + select(observed, at, zero);
    y = y + select(observed, value, zero);
  }
  HIGHWATER_INLINE PairSums merge(PairSums later) const noexcept {
    return {count + later.count, x + later.x, y + later.y};
  }
};

/// Sums of squares and products of the observed pairs about a pivot. With the pivot at the means the sums x and y are
/// what the rounding of the means left over; taking them out makes this the corrected two-pass algorithm.
template <class Lane>
struct PairMoments {
  template <class Other>
  using On = PairMoments<Other>;

  Lane pivot_x, pivot_y;
  Lane x = Lane(0.0), y = Lane(0.0), xx = Lane(0.0), xy = Lane(0.0), yy = Lane(0.0);

  HIGHWATER_INLINE void push(Lane at, Lane value) noexcept {
    const Mask<Lane> observed = value == value;
    const Lane zero(0.0);
    const Lane dx = select(observed, at - pivot_x, zero), dy = select(observed, value - pivot_y, zero);
    x = x + dx;
    y = y + dy;
    xx = xx + dx * dx;
    xy = xy + dx * dy;
    yy = yy + dy * dy;
  }
  /// Both states must have the same pivot.
  HIGHWATER_INLINE PairMoments merge(PairMoments later) const noexcept {
    return {pivot_x, pivot_y, x + later.x, y + later.y, xx + later.xx, xy + later.xy, yy + later.yy};
  }
};

/// Sums over pairs that are all observed, x from its mean and y from a value near its own.
template <class Lane>
struct CentredSums {
  template <class Other>
  using On = CentredSums<Other>;

  Lane y = Lane(0.0), xy = Lane(0.0), yy = Lane(0.0);

  HIGHWATER_INLINE void push(Lane dx, Lane dy) noexcept {
    y = y + dy;
    xy = xy + dx * dy;
    yy = yy + dy * dy;
  }
  HIGHWATER_INLINE CentredSums merge(CentredSums later) const noexcept {
    return {y + later.y, xy + later.xy, yy + later.yy};
  }
};

/// Sums of the residuals of a line through (mean_x, mean_y), to refine its slope, and of their squares.
template <class Lane>
struct LineResiduals {
  template <class Other>
  using On = LineResiduals<Other>;

  Lane mean_x, mean_y, slope;
  Lane r = Lane(0.0), xr = Lane(0.0), rr = Lane(0.0);

  HIGHWATER_INLINE void push(Lane at, Lane value) noexcept {
    const Lane zero(0.0);
    const Lane dx = at - mean_x;
    const Lane residual = select(value == value, (value - mean_y) - slope * dx, zero);
    r = r + residual;
    xr = xr + dx * residual;
    rr = rr + residual * residual;
  }
  HIGHWATER_INLINE LineResiduals merge(LineResiduals later) const noexcept {
    return {mean_x, mean_y, slope, r + later.r, xr + later.xr, rr + later.rr};
  }
};

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
