#include "highwater/records/streaks.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "highwater/series/time_series.hpp"

namespace hw = highwater;
namespace records = highwater::records;
using hw::missing_value;
using hw::Streak;
using hw::TimeSeries;

namespace {

void expect(const Streak& streak, std::int64_t length, hw::Period first, bool bounded_by_missing) {
  EXPECT_EQ(streak.length, length);
  EXPECT_EQ(streak.first, first);
  EXPECT_EQ(streak.last(), first + (length - 1));
  EXPECT_EQ(streak.bounded_by_missing, bounded_by_missing);
}

TEST(CurrentStreak, EndsBeforeZeroOrANegativeValue) {
  expect(records::current_streak(TimeSeries(hw::month(2024, 1), {1, 0, 2, 3})), 2, hw::month(2024, 3), false);
  expect(records::current_streak(TimeSeries(hw::month(2024, 1), {1, -1, 2, 3})), 2, hw::month(2024, 3), false);
  expect(records::current_streak(TimeSeries(hw::month(2024, 1), {1, -0.0, 2})), 1, hw::month(2024, 3), false);
}

TEST(CurrentStreak, SaysIfNothingWasObservedBeforeIt) {
  expect(records::current_streak(TimeSeries(hw::month(2024, 1), {1, missing_value, 2, 3})), 2, hw::month(2024, 3),
         true);
  expect(records::current_streak(TimeSeries(hw::month(2024, 1), {1, 2, 3})), 3, hw::month(2024, 1), true);
}

TEST(CurrentStreak, OfLengthZeroBeginsAfterTheLastPeriod) {
  expect(records::current_streak(TimeSeries(hw::month(2024, 1), {1, 2, -3})), 0, hw::month(2024, 4), false);
  expect(records::current_streak(TimeSeries(hw::month(2024, 1), {1, 2, missing_value})), 0, hw::month(2024, 4), true);
  expect(records::current_streak(TimeSeries(hw::month(2024, 1), {})), 0, hw::month(2024, 1), true);
}

TEST(LongestStreak, IsTheEarliestOfEquals) {
  expect(records::longest_streak(TimeSeries(hw::year(2000), {0, 1, 1, -1, 2, 2, missing_value, 3})), 2, hw::year(2001),
         false);
  expect(records::longest_streak(TimeSeries(hw::year(2000), {0, 1, missing_value, 2, 2, 2})), 3, hw::year(2003), true);
  expect(records::longest_streak(TimeSeries(hw::year(2000), {-1, -1})), 0, hw::year(2002), false);
}

TEST(Streaks, MayFallToo) {
  const TimeSeries series(hw::year(2000), {-1, -2, -3, 4, -5, -6});
  const records::StreakOptions falling{.direction = hw::Direction::falling};
  expect(records::current_streak(series, falling), 2, hw::year(2004), false);
  expect(records::longest_streak(series, falling), 3, hw::year(2000), true);
  expect(records::current_streak(series), 0, hw::year(2006), false);
}

TEST(Streaks, LongerThanARegisterAreFoundToTheirStart) {
  for (std::size_t length = 1; length < 70; ++length) {
    std::vector<double> values(80, -1.0);
    for (std::size_t i = 0; i < length; ++i) values[values.size() - 1 - i] = 1.0;
    EXPECT_EQ(records::current_streak(hw::SeriesView(hw::month(2000, 1), values)).length,
              static_cast<std::int64_t>(length));
  }
}

}  // namespace
