#pragma once

#include <cmath>

#include "highwater/core/vocabulary/line_fit.hpp"

namespace HIGHWATER_NAMESPACE::core {

/// The unevaluated sum of two doubles, high + low: about 32 digits.
struct Twofold {
  double high = 0.0, low = 0.0;

  /// a + b without rounding.
  static Twofold sum(double a, double b) noexcept {
    const double s = a + b, part = s - a;
    return {s, (a - (s - part)) + (b - part)};
  }
  /// a * b without rounding.
  static Twofold product(double a, double b) noexcept { return {a * b, std::fma(a, b, -(a * b))}; }

  friend Twofold operator+(Twofold a, Twofold b) noexcept {
    const Twofold upper = sum(a.high, b.high), lower = sum(a.low, b.low);
    const Twofold near = sum(upper.high, upper.low + lower.high);
    return sum(near.high, near.low + lower.low);
  }
  friend Twofold operator-(Twofold a, Twofold b) noexcept { return a + Twofold{-b.high, -b.low}; }
  friend Twofold operator*(Twofold a, Twofold b) noexcept {
    const Twofold upper = product(a.high, b.high);
    return sum(upper.high, upper.low + (a.high * b.low + a.low * b.high));
  }
  friend Twofold operator/(Twofold a, Twofold b) noexcept {
    Twofold quotient;
    for (int digit = 0; digit < 3; ++digit) {  // of 53 bits each
      const double next = a.high / b.high;
      quotient = quotient + Twofold{next};
      a = a - b * Twofold{next};
    }
    return quotient;
  }
};

/// A trend from sums that take one pair at a time. fit_line() needs a second pass about the means; these sums have twice
/// the digits instead, so that their line differs from that one by its rounding alone, and the sums of chunks merge with
/// a rounding that is hardly ever seen in a double.
struct TrendSums {
  double count = 0.0;
  Twofold x, y, xx, xy, yy;

  void push(double at, double value) noexcept {
    if (value != value) return;
    count += 1.0;
    x = x + Twofold{at};
    y = y + Twofold{value};
    xx = xx + Twofold::product(at, at);
    xy = xy + Twofold::product(at, value);
    yy = yy + Twofold::product(value, value);
  }
  /// `later` counted its x from `offset` further on.
  TrendSums merge(const TrendSums& later, double offset) const noexcept {
    const Twofold n{later.count}, shift{offset};
    return {count + later.count,
            x + later.x + n * shift,
            y + later.y,
            xx + later.xx + shift * (later.x + later.x) + n * Twofold::product(offset, offset),
            xy + later.xy + shift * later.y,
            yy + later.yy};
  }

  LineFit line() const noexcept {
    if (count == 0.0) return {};
    const Twofold n{count}, sxx = xx - x * x / n, sxy = xy - x * y / n, syy = yy - y * y / n;
    LineFit fit{.count = count,
                .mean_x = (x / n).high,
                .mean_y = (y / n).high,
                .sxx = sxx.high,
                .syy = syy.high < 0.0 ? 0.0 : syy.high};
    if (!(fit.sxx > 0.0)) return fit;
    const Twofold slope = sxy / sxx, residual_squares = syy - slope * sxy;
    fit.slope = slope.high;
    fit.intercept = fit.mean_y - fit.slope * fit.mean_x;
    fit.residual_squares = residual_squares.high < 0.0 ? 0.0 : residual_squares.high;
    return fit;
  }
};

}  // namespace HIGHWATER_NAMESPACE::core
