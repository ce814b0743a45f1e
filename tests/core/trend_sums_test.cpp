#include "highwater/core/kernels/trend_sums.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <vector>

#include "highwater/core/operations.hpp"
#include "support/random_data.hpp"

namespace core = highwater::core;
using core::Twofold;

namespace trend_sums_test {

core::TrendSums sums_of(const std::vector<double>& x, std::size_t begin, std::size_t end) {
  core::TrendSums sums;
  for (std::size_t t = begin; t < end; ++t) sums.push(static_cast<double>(t - begin + 1), x[t]);
  return sums;
}

// Fitted values and residuals agree to the rounding of the fit in two passes, on the scale of the data about their mean.
void expect_same_line(const core::LineFit& a, const core::LineFit& b) {
  EXPECT_EQ(a.count, b.count);
  if (a.count < 3.0) return;
  const double scale = std::sqrt(b.syy / b.sxx) + 1e-16 * std::abs(b.mean_y);
  EXPECT_NEAR(a.mean_y, b.mean_y, 1e-14 * (std::abs(b.mean_y) + std::sqrt(b.syy)));
  EXPECT_NEAR(a.slope, b.slope, 1e-13 * scale);
  EXPECT_NEAR(a.residual_squares, b.residual_squares, 1e-12 * b.syy);
  EXPECT_NEAR(a.sxx, b.sxx, 1e-14 * b.sxx);
}

TEST(Twofold, HasThirtyDigits) {
  const Twofold third = Twofold{1.0} / Twofold{3.0};
  const Twofold rest = third * Twofold{3.0} - Twofold{1.0};
  EXPECT_LE(std::abs(rest.high), 1e-31);
  const Twofold tiny = Twofold{1e16} + Twofold{1e-12} - Twofold{1e16};
  EXPECT_NEAR(tiny.high, 1e-12, 1e-16);
}

TEST(TrendSums, GiveTheLineOfTheFitInTwoPasses) {
  test_support::RandomData random(5);
  for (const std::size_t n : test_support::sizes)
    for (const auto kind : test_support::kinds)
      for (const std::size_t gap : {0U, 4U}) {
        std::vector<double> x = random.values(n, kind, gap);
        expect_same_line(sums_of(x, 0, n).line(), core::fit_trend(x.data(), n));
        for (double& value : x) value += 1e9;  // far from zero
        expect_same_line(sums_of(x, 0, n).line(), core::fit_trend(x.data(), n));
      }
}

TEST(TrendSums, OfChunksMergeToThoseOfTheWhole) {
  test_support::RandomData random(6);
  for (const auto kind : test_support::kinds)
    for (int i = 0; i < 20; ++i) {
      const std::vector<double> x = random.values(400, kind, 5);
      const std::size_t cut = random.below(401);
      const core::LineFit merged = sums_of(x, 0, cut).merge(sums_of(x, cut, x.size()), static_cast<double>(cut)).line();
      const core::LineFit whole = sums_of(x, 0, x.size()).line();
      EXPECT_DOUBLE_EQ(merged.slope, whole.slope);
      EXPECT_DOUBLE_EQ(merged.intercept, whole.intercept);
      EXPECT_DOUBLE_EQ(merged.residual_squares, whole.residual_squares);
    }
}

TEST(TrendSums, OfAStraightLineLeaveNothingOver) {
  core::TrendSums sums;
  for (int t = 1; t <= 240; ++t) sums.push(t, 0.1 + 0.1 * t);
  EXPECT_NEAR(sums.line().slope, 0.1, 1e-16);
  EXPECT_LE(sums.line().residual_squares, 1e-28 * sums.line().syy);
}

}  // namespace trend_sums_test
