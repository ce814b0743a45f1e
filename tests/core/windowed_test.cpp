#include "highwater/core/sweeps/windowed.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "highwater/core/kernels/window.hpp"
#include "highwater/core/operations.hpp"
#include "support/bits.hpp"
#include "support/random_data.hpp"

namespace core = highwater::core;
using highwater::Side;
using test_support::missing;
using test_support::same_bits;

namespace windowed_test {

template <class Kernel, class Lane, class Finish>
std::vector<double> windows(const std::vector<double>& x, core::WindowShape shape, Finish finish) {
  std::vector<double> y(x.size(), -7.0);
  core::windowed<Kernel, Lane>({x.data(), x.size()}, {y.data(), y.size()}, shape, finish);
  return y;
}

template <class Kernel, class Finish>
void expect_same_bits_on_every_lane(Finish finish) {
  test_support::RandomData random(78);
  for (const std::size_t size : test_support::sizes)
    for (const std::size_t gap : {0U, 4U})
      for (const std::size_t n : {1U, 2U, 3U, 5U, 6U, 8U, 12U, 15U, 33U, 500U, 1000U, 1001U})
        for (const std::size_t skip : {0U, 1U, 9U}) {
          const std::vector<double> x = random.values(size, test_support::Kind::positive, gap);
          const std::vector<double> expected = windows<Kernel, double>(x, {n, skip}, finish);
          const std::vector<double> native = windows<Kernel, core::NativeLane>(x, {n, skip}, finish);
          EXPECT_TRUE(same_bits(std::span<const double>(native), expected)) << n << " of " << size;
#if defined(__GNUC__)
          const std::vector<double> narrow = windows<Kernel, core::Pack<2>>(x, {n, skip}, finish);
          EXPECT_TRUE(same_bits(std::span<const double>(narrow), expected)) << n << " of " << size;
#endif
        }
}

TEST(Windowed, GivesTheBitsOfOneValueAtATime) {
  expect_same_bits_on_every_lane<core::WindowSum<double>>([](auto window) { return window.sum; });
  expect_same_bits_on_every_lane<core::WindowObserved<double>>([](auto window) { return window.sum / window.count; });
  expect_same_bits_on_every_lane<core::WindowExtreme<double, Side::low>>(
      [](auto window) { return window.peak.value() + window.count; });
  expect_same_bits_on_every_lane<core::WindowMoments<double>>(
      [](auto window) { return window.origin + window.offset + window.squares / window.count; });
}

std::vector<double> trailing(const std::vector<double>& x, std::size_t n, std::size_t skip = 0) {
  std::vector<double> y(x.size());
  core::trailing_sum({x.data(), x.size()}, {y.data(), y.size()}, {n, skip}, n);
  return y;
}

TEST(WindowedSum, ForgetsAHugeValueThatHasLeftTheWindow) {
  for (const std::size_t n : {2U, 3U, 5U, 12U, 13U}) {
    std::vector<double> x(3000, 0.1);
    x[0] = x[500] = 1e16;
    x[1100] = -1e300;
    const std::vector<double> clean = trailing(std::vector<double>(3000, 0.1), n), y = trailing(x, n);
    for (std::size_t t = n - 1; t < x.size(); ++t) {
      const bool hit = t < n || (t >= 500 && t < 500 + n) || (t >= 1100 && t < 1100 + n);
      if (!hit) {
        EXPECT_TRUE(same_bits(y[t], clean[t])) << "window of " << n << " at " << t;
      }
    }
  }
}

TEST(WindowedSum, OfWholeNumbersIsExact) {
  std::vector<double> x(2600);
  for (std::size_t t = 0; t < x.size(); ++t) x[t] = static_cast<double>((t * t) % 1009) - 500.0;
  for (const std::size_t n : {1U, 2U, 7U, 31U, 1023U, 1024U, 1025U, 2047U, 2600U})
    for (const std::size_t skip : {0U, 1U}) {
      const std::vector<double> y = trailing(x, n, skip);
      for (std::size_t t = 0; t < x.size(); ++t) {
        if (t + 1 < n + skip) {
          EXPECT_TRUE(std::isnan(y[t]));
        } else {
          double sum = 0.0;
          for (std::size_t s = t + 1 - n - skip; s < t + 1 - skip; ++s) sum += x[s];
          ASSERT_EQ(y[t], sum) << "window of " << n << " at " << t;
        }
      }
    }
}

TEST(WindowedSum, LongerThanTheSeriesIsMissingAndNeedsNoMemory) {
  for (const std::size_t n : {4U, 1000000000U}) {
    for (const double value : trailing({1, 2, 3}, n)) EXPECT_TRUE(std::isnan(value));
  }
  for (const double value : trailing({1, 2, 3}, 0x7fffffffffffffffU, 1)) EXPECT_TRUE(std::isnan(value));
  EXPECT_TRUE(trailing({}, 1, 1).empty());
  EXPECT_TRUE(std::isnan(trailing({1, 2, 3}, 3, 1)[2]));
}

TEST(WindowedSum, IsMissingWhereTheWindowHoldsAMissingValue) {
  const std::vector<double> y = trailing({1, 2, missing, 4, 5, 6}, 2);
  EXPECT_TRUE(same_bits(std::span<const double>(y), std::vector<double>{missing, 3, missing, missing, 9, 11}));
}

}  // namespace windowed_test
