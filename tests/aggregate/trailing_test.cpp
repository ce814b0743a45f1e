#include "highwater/aggregate/trailing.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "support/bits.hpp"

namespace hw = highwater;
namespace aggregate = highwater::aggregate;
using hw::missing_value;
using hw::TimeSeries;
using test_support::same_bits;

namespace {

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

}  // namespace
