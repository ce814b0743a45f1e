#include "highwater/records/growth_streaks.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "highwater/growth/growth.hpp"
#include "highwater/records/records.hpp"
#include "support/bits.hpp"
#include "support/message_of.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
using hw::BasePolicy;
using hw::Direction;
using test_support::missing;

namespace growth_streaks_test {

TEST(GrowthStreak, IsTheCurrentStreakOfTheGrowth) {
  test_support::RandomData random(4);
  for (const std::size_t size : test_support::sizes)
    for (const auto kind : test_support::kinds)
      for (const std::size_t gap : {0U, 9U})
        for (const BasePolicy base : {BasePolicy::positive, BasePolicy::absolute, BasePolicy::signed_base})
          for (const Direction direction : {Direction::rising, Direction::falling})
            for (const int lag : {1, 12}) {
              const hw::TimeSeries series(hw::month(1990, 1), random.values(size, kind, gap));
              const hw::Streak found =
                  hw::records::current_growth_streak(series, lag, {.base = base, .direction = direction});
              const hw::Streak expected =
                  hw::records::current_streak(hw::growth::over(series, lag, {.base = base}), {.direction = direction});
              ASSERT_EQ(found.length, expected.length) << size << ' ' << lag;
              EXPECT_EQ(found.first, expected.first);
              EXPECT_EQ(found.bounded_by_missing, expected.bounded_by_missing || size == 0);
            }
}

TEST(GrowthStreak, OfAPanelIsThatOfEachSeries) {
  test_support::RandomData random(5);
  std::vector<double> values;
  for (int j = 0; j < 20; ++j)
    for (const double x : random.values(50, test_support::Kind::rising, 20)) values.push_back(x);
  const hw::Panel panel(std::vector<std::string>(20, "x"), hw::month(2000, 1), values);
  const auto streaks = hw::records::current_growth_streak(panel, 12);
  ASSERT_EQ(streaks.size(), 20U);
  for (std::size_t j = 0; j < 20; ++j) {
    const hw::Streak one = hw::records::current_growth_streak(panel.series(j), 12);
    EXPECT_EQ(streaks[j].length, one.length);
    EXPECT_EQ(streaks[j].first, one.first);
  }
}

TEST(GrowthStreak, NeedsAPositiveLag) {
  const hw::TimeSeries series(hw::month(2000, 1), {1, 2});
  EXPECT_EQ(test_support::message_of([&] { return hw::records::current_growth_streak(series, 0); }),
            "a lag of 0 periods was asked for; it must be at least 1");
}

void expect_values(const hw::TimeSeries& series, const std::vector<double>& expected) {
  EXPECT_TRUE(test_support::same_bits(series.values(), expected));
}

TEST(Indicators, AreOneAtEveryRecordAndMissingWhereNothingWasObserved) {
  const hw::TimeSeries series(hw::month(2000, 1), {missing, 3, 2, missing, 3, 4, 1});
  expect_values(hw::records::high_indicators(series), {missing, 1, 0, missing, 0, 1, 0});
  expect_values(hw::records::high_indicators(series, {.ties = hw::Ties::weak}), {missing, 1, 0, missing, 1, 1, 0});
  expect_values(hw::records::low_indicators(series), {missing, 1, 1, missing, 0, 0, 1});
}

}  // namespace growth_streaks_test
