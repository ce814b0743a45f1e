#include "highwater/aggregate/trailing.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "highwater/aggregate/expanding.hpp"
#include "highwater/aggregate/summary.hpp"
#include "support/bits.hpp"

namespace hw = highwater;
namespace aggregate = highwater::aggregate;
using hw::missing_value;
using hw::TimeSeries;
using test_support::same_bits;

namespace trailing_test {

const TimeSeries series(hw::month(2024, 1), {1, 2, 3, 7, missing_value, 5, 6});

TEST(TrailingMean, IncludesThePeriodItselfUnlessAskedOtherwise) {
  EXPECT_TRUE(
      same_bits(aggregate::trailing_mean(series, 2),
                TimeSeries(hw::month(2024, 1), {missing_value, 1.5, 2.5, 5, missing_value, missing_value, 5.5})));
  EXPECT_TRUE(same_bits(
      aggregate::trailing_mean(series, 2, {.window = hw::Window::before}),
      TimeSeries(hw::month(2024, 1), {missing_value, missing_value, 1.5, 2.5, 5, missing_value, missing_value})));
}

TEST(TrailingSum, OfOnePeriodIsThePeriod) {
  EXPECT_TRUE(same_bits(aggregate::trailing_sum(series, 1), series));
  EXPECT_TRUE(same_bits(aggregate::trailing_mean(series, 1), series));
}

TEST(TrailingSum, DoesNotDriftAfterAHugeValue) {
  std::vector<double> values(40, 0.1);
  values[5] = 1e16;
  const TimeSeries sums = aggregate::trailing_sum(TimeSeries(hw::month(2020, 1), values), 4);
  for (std::size_t t = 9; t < 40; ++t) EXPECT_EQ(sums.values()[t], 0.4);
}

TEST(TrailingMean, OfAWindowThatIsNotPositiveIsAnError) {
  EXPECT_THROW(aggregate::trailing_mean(series, 0), hw::Error);
  EXPECT_THROW(aggregate::trailing_sum(series, -3), hw::Error);
}

TEST(TrailingMean, OfAWindowLongerThanTheSeriesIsMissing) {
  for (const std::int64_t n : {std::int64_t{8}, std::numeric_limits<std::int64_t>::max()})
    for (const auto window : {hw::Window::including, hw::Window::before})
      for (const hw::Observation o : aggregate::trailing_mean(series, n, {.window = window}))
        EXPECT_TRUE(hw::is_missing(o.value));
}

// The squares of whole numbers add up exactly, and so do those of their multiples: sd = unit * root(squares / (n - 1)).
long double exact_deviation(const std::vector<double>& x, std::size_t begin, std::size_t n) {
  long double sum = 0.0L, squares = 0.0L;
  for (std::size_t t = begin; t < begin + n; ++t) sum += static_cast<long double>(x[t]) - x[begin];
  const long double mean = sum / static_cast<long double>(n);
  for (std::size_t t = begin; t < begin + n; ++t) {
    const long double distance = (static_cast<long double>(x[t]) - x[begin]) - mean;
    squares += distance * distance;
  }
  return std::sqrt(squares / static_cast<long double>(n - 1));
}

void expect_thirteen_digits(const std::vector<double>& x, std::int64_t n) {
  const TimeSeries found = aggregate::trailing_standard_deviation(TimeSeries(hw::month(1900, 1), x), n);
  for (std::size_t t = static_cast<std::size_t>(n) - 1; t < x.size(); ++t) {
    const long double exact = exact_deviation(x, t + 1 - static_cast<std::size_t>(n), static_cast<std::size_t>(n));
    EXPECT_NEAR(found.values()[t] / static_cast<double>(exact), 1.0, 1e-13) << n << " at " << t;
  }
}

TEST(TrailingStandardDeviation, KeepsThirteenDigitsFarFromZero) {
  std::vector<double> x;
  for (int i = 0; i < 24; ++i) x.push_back(1e9 + ((5 * i) % 7) * 0.1 + 0.013 * i);
  const TimeSeries found = aggregate::trailing_standard_deviation(TimeSeries(hw::month(2000, 1), x), 24);
  EXPECT_NEAR(found.values()[23], 0.228324076516, 5e-13);
  for (const int n : {2, 3, 5, 12, 15, 16, 23, 24}) expect_thirteen_digits(x, n);
}

TEST(TrailingStandardDeviation, KeepsThirteenDigitsNextToAHugeValueAndWhereTheLevelMoves) {
  std::vector<double> x;
  for (int i = 0; i < 400; ++i) x.push_back((i / 50) * 1e6 + ((7 * i) % 11) * 0.01 + (i == 130 ? 1e12 : 0.0));
  for (const int n : {2, 7, 12, 20, 100, 333}) expect_thirteen_digits(x, n);
}

TEST(TrailingStandardDeviation, OfAConstantIsZeroAtAnyLevel) {
  for (const double level : {0.0, 0.1, 1e9 / 3.0, 1e300, 1e-300}) {
    const TimeSeries flat(hw::month(2000, 1), std::vector<double>(40, level));
    for (const int n : {2, 3, 12, 24})
      EXPECT_EQ(aggregate::trailing_standard_deviation(flat, n)[flat.last()], 0.0) << level;
  }
}

TEST(TrailingStandardDeviation, OfLargeAndSmallNumbersNeitherOverflowsNorVanishes) {
  const std::vector<double> x{2.5, 1.0, 4.0, 3.0};
  for (const double unit : {1e-320, 1e-300, 1e-200, 1e-120, 1.0, 1e120, 1e145, 1e200, 1e300, 4e307}) {
    std::vector<double> values;
    for (const double value : x) values.push_back(value * unit);
    const TimeSeries four(hw::month(2000, 1), values);
    const double tolerance = unit == 1e-320 ? 0.002 : 1e-13;  // few digits are left of a subnormal number
    EXPECT_NEAR(aggregate::trailing_standard_deviation(four, 4)[four.last()] / unit, 1.25, tolerance) << unit;
    EXPECT_NEAR(aggregate::expanding_standard_deviation(four)[four.last()] / unit, 1.25, tolerance) << unit;
    EXPECT_NEAR(aggregate::standard_deviation(four) / unit, 1.25, tolerance) << unit;
    EXPECT_NEAR(aggregate::mean(four) / unit, 2.625, tolerance) << unit;
  }
  // Each window by its own values.
  const TimeSeries mixed(hw::month(2000, 1),
                         {2.5e-300, 1e-300, 4e-300, 3e-300, 0.0, 2.5, 1.0, 4.0, 3.0, 1e308, -1e308});
  const TimeSeries found = aggregate::trailing_standard_deviation(mixed, 4);
  EXPECT_NEAR(found.values()[3] / 1e-300, 1.25, 1e-13);
  EXPECT_EQ(found.values()[8], 1.25);
  EXPECT_NEAR(aggregate::trailing_standard_deviation(mixed, 2)[mixed.last()] / std::sqrt(2.0), 1e308, 1e295);
}

}  // namespace trailing_test
