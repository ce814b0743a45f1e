#include "highwater/records/drawdown.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "support/bits.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
namespace records = highwater::records;
using hw::Depth;
using hw::Side;
using hw::TimeSeries;
using test_support::same_bits;

namespace drawdown_test {

constexpr double gap = test_support::missing;
const hw::Period start = hw::month(2024, 1);
const TimeSeries series(start, {gap, 100, 80, gap, 60, 100, 100, 120, 90, 150});

TEST(Drawdown, IsTheDistanceBelowTheHighThatStands) {
  const TimeSeries expected(start, {gap, 0, 80.0 / 100 - 1, gap, 60.0 / 100 - 1, 0, 0, 0, 90.0 / 120 - 1, 0});
  EXPECT_TRUE(same_bits(records::drawdown(series), expected));
  EXPECT_TRUE(same_bits(records::drawdown(series, {.depth = Depth::absolute}),
                        TimeSeries(start, {gap, 0, -20, gap, -40, 0, 0, 0, -30, 0})));
}

TEST(Drawdown, OfTheOtherSideIsTheDistanceAboveTheLow) {
  EXPECT_TRUE(same_bits(records::drawdown(series, {.side = Side::low, .depth = Depth::absolute}),
                        TimeSeries(start, {gap, 0, 0, gap, 0, 40, 40, 60, 30, 90})));
}

TEST(Drawdown, IsAFractionOfAPositiveHighOnly) {
  const TimeSeries losses(start, {-2, -3, 4, 3});
  EXPECT_TRUE(same_bits(records::drawdown(losses), TimeSeries(start, {gap, gap, 0, 3.0 / 4 - 1})));
  EXPECT_TRUE(same_bits(records::drawdown(losses, {.depth = Depth::absolute}), TimeSeries(start, {0, -1, 0, -1})));
}

void expect(const hw::Drawdown& d, hw::Period high, hw::Period trough, std::optional<hw::Period> recovery,
            double depth) {
  EXPECT_EQ(d.high.period, high);
  EXPECT_EQ(d.trough.period, trough);
  EXPECT_EQ(d.recovery, recovery);
  EXPECT_EQ(d.depth(), depth);
}

TEST(Drawdowns, RunFromTheLastPeriodAtTheHighToTheFirstThatReachesItAgain) {
  const auto found = records::drawdowns(series);
  ASSERT_EQ(found.size(), 2U);
  expect(found[0], start + 1, start + 4, start + 5, -40);
  expect(found[1], start + 7, start + 8, start + 9, -30);
  EXPECT_EQ(found[1].relative_depth(), -0.25);
}

TEST(Drawdowns, HaveNoRecoveryWhileTheyGoOn) {
  const auto found = records::drawdowns(series.slice(start, start + 8));
  ASSERT_EQ(found.size(), 2U);
  expect(found[1], start + 7, start + 8, std::nullopt, -30);
  EXPECT_TRUE(records::drawdowns(TimeSeries(start, {1, 2, 2, gap})).empty());
  EXPECT_TRUE(records::drawdowns(TimeSeries(start, {})).empty());
}

TEST(Drawdowns, OfTheOtherSideAreRisesFromALow) {
  const auto found = records::drawdowns(TimeSeries(start, {5, 7, 9, 4, 6}), Side::low);
  ASSERT_EQ(found.size(), 2U);
  expect(found[0], start, start + 2, start + 3, 4);
  expect(found[1], start + 3, start + 4, std::nullopt, 2);
}

TEST(MaximumDrawdown, IsTheDeepestAndTheEarliestOfEquals) {
  expect(*records::maximum_drawdown(series), start + 1, start + 4, start + 5, -40);
  expect(*records::maximum_drawdown(TimeSeries(start, {3, 1, 4, 2})), start, start + 1, start + 2, -2);
  EXPECT_FALSE(records::maximum_drawdown(TimeSeries(start, {1, 2, 3})));
}

TEST(MaximumDrawdown, IsAFractionOfItsHighUnlessUnitsAreAsked) {
  const TimeSeries two(start, {10, 4, 10, 100, 90, 100});
  expect(*records::maximum_drawdown(two), start, start + 1, start + 2, -6);
  EXPECT_DOUBLE_EQ(records::maximum_drawdown(two)->relative_depth(), -0.6);
  expect(*records::maximum_drawdown(two, Side::high, hw::Depth::absolute), start + 3, start + 4, start + 5, -10);
  const TimeSeries below_zero(start, {-1, -5, -2});
  EXPECT_FALSE(records::maximum_drawdown(below_zero));
  expect(*records::maximum_drawdown(below_zero, Side::high, hw::Depth::absolute), start, start + 1, std::nullopt, -4);
}

TEST(Drawdowns, CoverExactlyThePeriodsBelowTheHigh) {
  test_support::RandomData random(81);
  for (const std::size_t size : test_support::sizes)
    for (const auto kind : test_support::kinds)
      for (const Side side : {Side::high, Side::low}) {
        const TimeSeries x(start, random.values(size, kind, 6));
        const TimeSeries depth = records::drawdown(x, {.side = side, .depth = Depth::absolute});
        std::vector<double> covered(size, 0.0);
        for (const hw::Drawdown& d : records::drawdowns(x, side)) {
          double furthest = 0.0;
          for (hw::Period p = d.high.period + 1; p < d.recovery.value_or(start + static_cast<std::int64_t>(size));
               ++p) {
            covered[x.index_of(p)] = 1.0;
            if (!hw::is_missing(depth[p]) && std::abs(depth[p]) > std::abs(furthest)) furthest = depth[p];
          }
          EXPECT_EQ(furthest, d.depth());
          EXPECT_EQ(depth[d.trough.period], d.depth());
        }
        for (std::size_t t = 0; t < size; ++t)
          EXPECT_EQ(covered[t] > 0.0 && !hw::is_missing(x.values()[t]), std::abs(depth.values()[t]) > 0.0);
      }
}

TEST(Drawdowns, OfAPanelAreThoseOfItsSeries) {
  const hw::Panel panel({"a", "b"}, start, {3, 1, 4, 2, 1, 2, 1, 3});
  const auto found = records::drawdowns(panel);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].size(), 2U);
  EXPECT_EQ(found[1].size(), 1U);
}

}  // namespace drawdown_test
