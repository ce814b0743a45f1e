#include "highwater/claims/interval.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace hw = highwater;
using hw::claims::Interval;
using hw::claims::overlap;
using hw::claims::ratio;
using hw::claims::rounded;
using hw::claims::truncated;
using hw::claims::within;

namespace interval_test {

void expect_near(Interval interval, double low, double high) {
  EXPECT_NEAR(interval.low, low, 1e-9);
  EXPECT_NEAR(interval.high, high, 1e-9);
}

TEST(Interval, OfARoundedFigureIsHalfAUnitToEitherSide) {
  expect_near(rounded(348, 1), 347.5, 348.5);
  expect_near(rounded(-0.3, 0.1), -0.35, -0.25);
  EXPECT_EQ(rounded(0.1, 0).low, 0.1);
  EXPECT_EQ(rounded(0.1, 0).noise, 0.0);
}

TEST(Interval, OfATruncatedFigureReachesAwayFromZero) {
  expect_near(truncated(1450, 10), 1450, 1460);
  expect_near(truncated(-4, 1), -5, -4);
  expect_near(truncated(0, 1), -1, 1);
}

TEST(Interval, ArithmeticKeepsTheExtremes) {
  expect_near(rounded(10, 2) + rounded(5, 4), 12, 18);
  expect_near(rounded(10, 2) - rounded(5, 4), 2, 8);
  expect_near(-2.0 * rounded(10, 2), -22, -18);
  expect_near(ratio(rounded(348, 1), rounded(310, 1)).value(), 347.5 / 310.5, 348.5 / 309.5);
  expect_near(ratio(rounded(-4, 2), rounded(3, 2)).value(), -2.5, -0.75);
  expect_near(ratio(rounded(0, 2), rounded(3, 2)).value(), -0.5, 0.5);
}

TEST(Interval, HasNoRatioToWhatMayBeZero) {
  EXPECT_FALSE(ratio(rounded(1, 0), rounded(0, 0)));
  EXPECT_FALSE(ratio(rounded(1, 0), rounded(0.5, 1)));
  EXPECT_FALSE(ratio(rounded(1, 0), rounded(-3, 1)));
}

TEST(Interval, WithoutABoundStaysWithoutIt) {
  const Interval any;
  EXPECT_TRUE(std::isinf((any + rounded(3, 1)).low));
  EXPECT_TRUE(std::isinf((any - any).high));
  EXPECT_TRUE(within(rounded(3, 1), any));
  EXPECT_FALSE(within(any, rounded(3, 1)));
}

// In binary 0.1 + 0.2 is more than 0.3, and ten times 0.1 less than 1.
TEST(Interval, DecimalsThatAreEqualOnPaperAreNotDenied) {
  EXPECT_TRUE(within(rounded(0.1, 0.01) + rounded(0.2, 0.01), rounded(0.3, 0.02)));
  Interval sum = rounded(0, 0);
  for (int i = 0; i < 10; ++i) sum = sum + rounded(0.1, 0.02);
  EXPECT_TRUE(within(sum, rounded(1, 0.2)));
  EXPECT_TRUE(within(rounded(1, 0.2), sum));
  EXPECT_TRUE(overlap(sum, rounded(1.2, 0.2)));
  EXPECT_FALSE(overlap(sum, rounded(1.2000001, 0.2)));
}

TEST(Interval, CancellationIsAllowedFor) {
  const Interval big = rounded(1e9 + 0.3, 0.1), difference = big - rounded(1e9, 0.1);
  EXPECT_TRUE(within(difference, rounded(0.3, 0.2)));
  EXPECT_FALSE(within(difference, rounded(0.31, 0.2)));
}

TEST(Interval, GivenNumbersAreComparedAsTheyAre) {
  EXPECT_FALSE(surely_greater(rounded(330, 0), rounded(330, 0)));
  EXPECT_FALSE(maybe_greater(rounded(330, 0), rounded(330, 0)));
  EXPECT_TRUE(maybe_greater(rounded(330, 1), rounded(330, 1)));
  EXPECT_TRUE(surely_greater(rounded(std::nextafter(330.0, 331.0), 0), rounded(330, 0)));
}

TEST(Interval, IntersectionOfWhatOnlyTouchesIsAPoint) {
  expect_near(intersection(rounded(1, 1), rounded(2, 1)), 1.5, 1.5);
  const Interval within_noise = intersection(Interval{0.0, 1.0, 0.25}, Interval{1.125, 2.0, 0.0});
  expect_near(within_noise, 1.0625, 1.0625);
  EXPECT_EQ(within_noise.noise, 0.375);
  expect_near(intersection(rounded(1864, 7), rounded(1864, 1)), 1863.5, 1864.5);
}

}  // namespace interval_test
