#include "highwater/calendar/period.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <limits>
#include <type_traits>
#include <unordered_set>

#include "highwater/calendar/period_text.hpp"

namespace hw = highwater;
using hw::Frequency;

namespace period_test {

// All of it works at compile time.
static_assert(hw::month(2024, 12) + 1 == hw::month(2025, 1));
static_assert(hw::month(2025, 1) - hw::month(2024, 12) == 1);
static_assert(hw::quarter(2024, 4) > hw::quarter(2024, 3));
static_assert(hw::day(2024, 2, 29) + 1 == hw::day(2024, 3, 1));
static_assert(hw::week(2024, 1).first_day() == hw::day(2024, 1, 1));
static_assert(sizeof(hw::Period) == 8);
static_assert(std::is_trivially_copyable_v<hw::Period>);
static_assert(!std::is_convertible_v<int, hw::Period> && !std::is_convertible_v<hw::Period, int>);

TEST(Period, CountsOnAcrossTheYear) {
  EXPECT_EQ(hw::month(2024, 11) + 3, hw::month(2025, 2));
  EXPECT_EQ(hw::month(2025, 2) - 14, hw::month(2023, 12));
  EXPECT_EQ(hw::quarter(2024, 4) + 1, hw::quarter(2025, 1));
  EXPECT_EQ(hw::half(2024, 2) + 1, hw::half(2025, 1));
  EXPECT_EQ(hw::year(2024) - 24, hw::year(2000));
  EXPECT_EQ(hw::week(2020, 53) + 1, hw::week(2021, 1));
  EXPECT_EQ(hw::day(1899, 12, 31) + 1, hw::day(1900, 1, 1));
}

TEST(Period, StepsUpAndDown) {
  hw::Period period = hw::month(2024, 12);
  EXPECT_EQ(++period, hw::month(2025, 1));
  EXPECT_EQ(--period, hw::month(2024, 12));
  EXPECT_EQ(period += 12, hw::month(2025, 12));
  EXPECT_EQ(period -= 24, hw::month(2023, 12));
}

TEST(Period, NumbersItselfWithinItsYear) {
  EXPECT_EQ(hw::half(2024, 2).number(), 2);
  EXPECT_EQ(hw::quarter(2024, 3).number(), 3);
  EXPECT_EQ(hw::month(2024, 12).number(), 12);
  EXPECT_EQ(hw::week(2020, 53).number(), 53);
  EXPECT_EQ(hw::day(2024, 12, 31).number(), 366);
  EXPECT_EQ(hw::year(2024).number(), 1);
  EXPECT_EQ(hw::month(0, 1).year(), 0);
}

TEST(Period, BelongsToTheIsoYearOfItsThursday) {
  EXPECT_EQ(hw::week(2025, 1).first_day(), hw::day(2024, 12, 30));
  EXPECT_EQ(hw::week(2025, 1).year(), 2025);
  EXPECT_EQ(hw::week(2020, 53).last_day(), hw::day(2021, 1, 3));
  EXPECT_EQ(hw::iso_weeks(2020), 53);
  EXPECT_EQ(hw::iso_weeks(2024), 52);
  EXPECT_EQ(hw::week(1969, 1).first_day(), hw::day(1968, 12, 30));
}

TEST(Period, KnowsLeapDays) {
  EXPECT_EQ(hw::month(2024, 2).last_day(), hw::day(2024, 2, 29));
  EXPECT_EQ(hw::month(1900, 2).last_day(), hw::day(1900, 2, 28));
  EXPECT_EQ(hw::month(2000, 2).last_day(), hw::day(2000, 2, 29));
  EXPECT_THROW(hw::day(1900, 2, 29), hw::Error);
}

TEST(Period, OfAnotherFrequencyIsUnequalButHasNoOrder) {
  EXPECT_NE(hw::year(2024), hw::quarter(2024, 1));
  EXPECT_NE(hw::Period(Frequency::annual, 100), hw::Period(Frequency::monthly, 100));
  EXPECT_THROW(static_cast<void>(hw::year(2024) < hw::month(2024, 1)), hw::Error);
  EXPECT_THROW(static_cast<void>(hw::year(2024) - hw::month(2024, 1)), hw::Error);
}

TEST(Period, SaysWhichFrequenciesWereMixed) {
  try {
    static_cast<void>(hw::year(2024) < hw::month(2024, 1));
    FAIL();
  } catch (const hw::Error& error) {
    EXPECT_STREQ(error.what(), "a annual period cannot be compared with a monthly one");
  }
}

TEST(Period, ThatDoesNotExistIsAnError) {
  EXPECT_THROW(hw::month(2024, 0), hw::Error);
  EXPECT_THROW(hw::month(2024, 13), hw::Error);
  EXPECT_THROW(hw::quarter(2024, 5), hw::Error);
  EXPECT_THROW(hw::half(2024, 3), hw::Error);
  EXPECT_THROW(hw::week(2024, 53), hw::Error);
  EXPECT_THROW(hw::week(2020, 54), hw::Error);
  constexpr int dates[][3] = {{2023, 2, 29}, {2024, 0, 1}, {2024, 13, 1}, {2024, 4, 31}, {2024, 1, 0}};
  for (const auto& [year, month, number] : dates) EXPECT_THROW(hw::day(year, month, number), hw::Error);
}

TEST(Period, OutsideTheYears0To9999IsAnError) {
  EXPECT_THROW(hw::year(-1), hw::Error);
  EXPECT_THROW(hw::year(10000), hw::Error);
  EXPECT_THROW(hw::month(10000, 1), hw::Error);
  EXPECT_THROW(hw::week(10000, 1), hw::Error);
  EXPECT_THROW(hw::week(-1, 1), hw::Error);
  EXPECT_THROW(hw::day(-1, 12, 31), hw::Error);
  EXPECT_THROW(hw::month(9999, 12) + 1, hw::Error);
  EXPECT_THROW(hw::month(0, 1) - 1, hw::Error);
  EXPECT_THROW(hw::day(9999, 12, 31) + 1, hw::Error);
  EXPECT_EQ(hw::month(9999, 12).last_day(), hw::day(9999, 12, 31));
  EXPECT_EQ(hw::year(0).first_day(), hw::day(0, 1, 1));
}

TEST(Period, PlusAnAbsurdNumberIsAnErrorAndNotAnOverflow) {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max(),
                         least = std::numeric_limits<std::int64_t>::min();
  EXPECT_THROW(hw::month(2024, 1) + most, hw::Error);
  EXPECT_THROW(hw::month(2024, 1) - least, hw::Error);
  EXPECT_THROW(hw::day(1969, 1, 1) + least, hw::Error);
  EXPECT_THROW(hw::day(1969, 1, 1) - most, hw::Error);
}

TEST(IsoWeeks, OfAYearOutsideTheCalendarAreAnError) {
  EXPECT_THROW(static_cast<void>(hw::iso_weeks(-1)), hw::Error);
  EXPECT_THROW(static_cast<void>(hw::iso_weeks(10000)), hw::Error);
}

TEST(Period, IsAKeyOfAHashTable) {
  std::unordered_set<hw::Period> seen;
  for (hw::Period month = hw::month(0, 1); month < hw::month(200, 1); ++month) seen.insert(month);
  for (hw::Period year = hw::year(0); year < hw::year(200); ++year) seen.insert(year);
  EXPECT_EQ(seen.size(), 200U * 12 + 200);
  EXPECT_TRUE(seen.contains(hw::month(199, 12)));
  EXPECT_FALSE(seen.contains(hw::quarter(199, 4)));
  EXPECT_NE(std::hash<hw::Period>{}(hw::year(24)), std::hash<hw::Period>{}(hw::month(2, 1))) << "both are number 24";
}

TEST(Frequency, KnowsHowManyPeriodsAYearHas) {
  EXPECT_EQ(hw::periods_per_year(Frequency::annual), 1);
  EXPECT_EQ(hw::periods_per_year(Frequency::semiannual), 2);
  EXPECT_EQ(hw::periods_per_year(Frequency::quarterly), 4);
  EXPECT_EQ(hw::periods_per_year(Frequency::monthly), 12);
  EXPECT_THROW(hw::periods_per_year(Frequency::weekly), hw::Error);
  EXPECT_THROW(hw::periods_per_year(Frequency::daily), hw::Error);
  EXPECT_EQ(hw::to_string(Frequency::semiannual), "semiannual");
}

}  // namespace period_test
