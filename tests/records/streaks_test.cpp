#include "highwater/records/streaks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <sstream>
#include <vector>

#include "highwater/series/time_series.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
namespace records = highwater::records;
using hw::missing_value;
using hw::Streak;
using hw::TimeSeries;

namespace streaks_test {

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

TEST(Streaks, AreAllOfThemOldestFirst) {
  const TimeSeries series(hw::year(2000), {1, 2, 0, 3, missing_value, 4, 5, -1, -2});
  const auto found = records::streaks(series);
  ASSERT_EQ(found.size(), 3U);
  expect(found[0], 2, hw::year(2000), true);
  expect(found[1], 1, hw::year(2003), false);
  expect(found[2], 2, hw::year(2005), true);
  const auto falling = records::streaks(series, {.direction = hw::Direction::falling});
  ASSERT_EQ(falling.size(), 1U);
  expect(falling[0], 2, hw::year(2007), false);
  EXPECT_TRUE(records::streaks(TimeSeries(hw::year(2000), {})).empty());
}

TEST(Streaks, AreOfAnyPredicateWhichIsNeverAskedOfAMissingValue) {
  const TimeSeries series(hw::year(2000), {7, 12, 11, missing_value, 15, 9, 20, 30});
  const auto two_digits = [](double x) {
    EXPECT_FALSE(hw::is_missing(x));
    return x >= 10.0;
  };
  expect(records::current_streak(series, two_digits), 2, hw::year(2006), false);
  expect(records::longest_streak(series, two_digits), 2, hw::year(2001), false);
  const auto found = records::streaks(series, two_digits);
  ASSERT_EQ(found.size(), 3U);
  expect(found[1], 1, hw::year(2004), true);
}

TEST(Streaks, OfTheSignAndOfThePredicateThatSaysTheSameAreEqual) {
  test_support::RandomData random(17);
  const auto equal = [](const Streak& a, const Streak& b) {
    return a.length == b.length && a.first == b.first && a.bounded_by_missing == b.bounded_by_missing;
  };
  for (const std::size_t size : test_support::sizes)
    for (const auto kind : test_support::kinds) {
      const TimeSeries series(hw::month(2000, 1), random.values(size, kind, 11));
      const auto negative = [](double x) { return x < 0.0; };
      const records::StreakOptions falling{.direction = hw::Direction::falling};
      EXPECT_TRUE(equal(records::current_streak(series, falling), records::current_streak(series, negative)));
      EXPECT_TRUE(equal(records::longest_streak(series, falling), records::longest_streak(series, negative)));
      const auto a = records::streaks(series, falling), b = records::streaks(series, negative);
      EXPECT_TRUE(std::equal(a.begin(), a.end(), b.begin(), b.end(), equal));
      const auto longest =
          std::max_element(a.begin(), a.end(), [](const Streak& x, const Streak& y) { return x.length < y.length; });
      if (longest != a.end()) {
        EXPECT_TRUE(equal(*longest, records::longest_streak(series, falling)));
      }
    }
}

TEST(Streaks, OfAPanelAreThoseOfItsSeries) {
  const hw::Panel panel({"a", "b"}, hw::year(2000), {1, -1, 1, 1, -2, -2, 3, 0});
  const auto current = records::current_streak(panel), longest = records::longest_streak(panel);
  ASSERT_EQ(current.size(), 2U);
  expect(current[0], 2, hw::year(2002), false);
  expect(current[1], 0, hw::year(2004), false);
  expect(longest[1], 1, hw::year(2002), false);
  EXPECT_EQ(records::streaks(panel)[0].size(), 2U);
  EXPECT_EQ(records::streaks(panel, [](double x) { return x == -2.0; })[1].at(0).length, 2);
}

TEST(Streak, IsWrittenWithItsLength) {
  std::ostringstream out;
  out << records::current_streak(TimeSeries(hw::month(2024, 1), {-1, 2, 3})) << '\n'
      << records::current_streak(TimeSeries(hw::month(2024, 1), {1, 2, 3})) << '\n'
      << records::current_streak(TimeSeries(hw::month(2024, 1), {1, 2, -3})) << '\n';
  EXPECT_EQ(out.str(), "2024-02 to 2024-03 (2)\n2024-01 to 2024-03 (3 or more)\nnone\n");
}

}  // namespace streaks_test
