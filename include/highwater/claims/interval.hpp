#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "highwater/version.hpp"

namespace HIGHWATER_NAMESPACE::claims {

/// All values from `low` to `high`, both included; infinite where there is no bound.
///
/// Decimal fractions are not exact in binary, and neither is arithmetic on them: `noise` bounds how far off the two ends
/// may be. It grows with every operation, and every comparison allows for it, so that what is true of the decimals is
/// never denied. A number that was given as it is has none.
struct Interval {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  double noise = 0.0;
};

}  // namespace HIGHWATER_NAMESPACE::claims

namespace HIGHWATER_NAMESPACE::detail {

/// Allowance for the rounding of one operation on such numbers.
inline double ulps(claims::Interval a) noexcept {
  const auto size = [](double x) { return std::isfinite(x) ? std::abs(x) : 0.0; };
  return 4.0 * std::numeric_limits<double>::epsilon() * std::max(size(a.low), size(a.high));
}

}  // namespace HIGHWATER_NAMESPACE::detail

namespace HIGHWATER_NAMESPACE::claims {

inline Interval operator-(Interval a) noexcept { return {-a.high, -a.low, a.noise}; }
inline Interval operator+(Interval a, Interval b) noexcept {
  return {a.low + b.low, a.high + b.high, a.noise + b.noise + detail::ulps(a) + detail::ulps(b)};
}
inline Interval operator-(Interval a, Interval b) noexcept { return a + -b; }
/// Errors: k must not be zero (zero times no bound is undefined).
inline Interval operator*(double k, Interval a) noexcept {
  const Interval from = k < 0.0 ? -a : a;
  const double factor = std::abs(k);
  return {factor * from.low, factor * from.high, factor * (a.noise + detail::ulps(a))};
}

/// The values that are printed as `value` when rounded to the unit `resolution`; 0: the value itself.
inline Interval rounded(double value, double resolution) noexcept {
  if (resolution == 0.0) return {value, value};
  Interval interval{value - resolution / 2.0, value + resolution / 2.0};
  interval.noise = detail::ulps(interval);
  return interval;
}

/// The values that are printed as `value` when the digits below `resolution` are cut off.
inline Interval truncated(double value, double resolution) noexcept {
  Interval interval{value > 0.0 ? value : value - resolution, value < 0.0 ? value : value + resolution};
  interval.noise = detail::ulps(interval);
  return interval;
}

/// a / b for positive b: exact extremes, as the ratio rises with a and moves one way with b.
///
/// Missing  empty if b may be zero or negative.
inline std::optional<Interval> ratio(Interval a, Interval b) noexcept {
  if (!(b.low - b.noise > 0.0)) return std::nullopt;
  Interval q{std::min(a.low / b.low, a.low / b.high), std::max(a.high / b.low, a.high / b.high)};
  q.noise = detail::ulps(q) + (a.noise + std::max(std::abs(q.low), std::abs(q.high)) * b.noise) / b.low;
  return q;
}

/// Whether all of one interval lies in another; with the allowance for noise, as all that follow.
inline bool within(Interval inner, Interval outer) noexcept {
  const double slack = inner.noise + outer.noise;
  return inner.low >= outer.low - slack && inner.high <= outer.high + slack;
}
/// Whether some value lies in both.
inline bool overlap(Interval a, Interval b) noexcept {
  const double slack = a.noise + b.noise;
  return a.low <= b.high + slack && b.low <= a.high + slack;
}
/// Whether the value lies in the interval.
inline bool contains(Interval a, double value) noexcept { return within({value, value}, a); }

/// What lies in both. Of intervals that overlap within noise alone, the point where they touch.
inline Interval intersection(Interval a, Interval b) noexcept {
  const double low = std::max(a.low, b.low), high = std::min(a.high, b.high), noise = std::max(a.noise, b.noise);
  if (low <= high) return {low, high, noise};
  return {(low + high) / 2.0, (low + high) / 2.0, noise + (low - high)};
}

/// Whether each value of a is greater than each of b.
inline bool surely_greater(Interval a, Interval b) noexcept { return a.low > b.high + a.noise + b.noise; }
/// Whether some value of a is greater than some value of b.
inline bool maybe_greater(Interval a, Interval b) noexcept { return a.high + a.noise + b.noise > b.low; }

}  // namespace HIGHWATER_NAMESPACE::claims
