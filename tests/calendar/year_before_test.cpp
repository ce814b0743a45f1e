#include "highwater/calendar/year_before.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <optional>

#include "highwater/calendar/nesting.hpp"
#include "highwater/calendar/period_text.hpp"

namespace hw = highwater;
using hw::Frequency;
using hw::Period;

namespace year_before_test {

static_assert(hw::year_before(hw::month(2024, 12)) == hw::month(2023, 12));

TEST(YearBefore, HasTheSameLabel) {
  EXPECT_EQ(hw::year_before(hw::year(1970)), hw::year(1969));
  EXPECT_EQ(hw::year_before(hw::quarter(2024, 1)), hw::quarter(2023, 1));
  EXPECT_EQ(hw::year_before(hw::week(2021, 7)), hw::week(2020, 7));
  EXPECT_EQ(hw::year_before(hw::day(2024, 12, 31)), hw::day(2023, 12, 31));
  EXPECT_EQ(hw::year_before(hw::day(2025, 2, 28)), hw::day(2024, 2, 28));
}

TEST(YearBefore, IsNotThereForWeek53AndTheLeapDay) {
  EXPECT_EQ(hw::year_before(hw::week(2020, 53)), std::nullopt);
  EXPECT_EQ(hw::year_before(hw::week(2021, 1)), hw::week(2020, 1));
  EXPECT_EQ(hw::year_before(hw::day(2024, 2, 29)), std::nullopt);
  EXPECT_EQ(hw::year_before(hw::month(0, 5)), std::nullopt);
}

TEST(YearBefore, OfEveryDayIsThatOfChrono) {
  using namespace std::chrono;
  for (sys_days date = January / 1 / 1899; date < sys_days{January / 1 / 2101}; date += days{1}) {
    const year_month_day before = year_month_day(date) - years{1};
    const auto expected = before.ok()
                              ? std::optional(Period(Frequency::daily, sys_days{before}.time_since_epoch().count()))
                              : std::nullopt;
    ASSERT_EQ(hw::year_before(Period(Frequency::daily, date.time_since_epoch().count())), expected);
  }
}

TEST(YearLags, SayOfEachPeriodWhereItsYearBeforeIs) {
  for (const Frequency frequency : {Frequency::annual, Frequency::semiannual, Frequency::quarterly, Frequency::monthly,
                                    Frequency::weekly, Frequency::daily})
    for (const Period start : {hw::day(0, 3, 3), hw::day(1899, 3, 1), hw::day(1968, 2, 28), hw::day(2019, 12, 31),
                               hw::day(2020, 2, 29), hw::day(9990, 7, 4)}) {
      const Period first = hw::containing(start, frequency);
      const std::size_t count = start.year() == 9990 ? (frequency < Frequency::weekly ? 8 : 450) : 3000;
      std::size_t next = 0;
      for (const hw::detail::YearLag& run : hw::detail::year_lags(first, count)) {
        ASSERT_EQ(run.begin, next);
        for (; next < run.end; ++next) {
          const Period p = first + static_cast<std::int64_t>(next);
          const std::optional<Period> base = hw::year_before(p);
          ASSERT_EQ(run.lag, base ? static_cast<std::size_t>(p - *base) : 0) << hw::to_string(p);
        }
      }
      EXPECT_EQ(next, count);
    }
}

TEST(YearLags, ReachTheEndOfTheCalendar) {
  for (const Period last : {hw::day(9999, 12, 31), hw::week(9999, 52), hw::month(9999, 12)}) {
    const auto runs = hw::detail::year_lags(last - 700, 701);
    EXPECT_EQ(runs.back().end, 701U);
    EXPECT_EQ(last - static_cast<std::int64_t>(runs.back().lag), hw::year_before(last));
  }
  EXPECT_TRUE(hw::detail::year_lags(hw::day(2024, 1, 1), 0).empty());
}

}  // namespace year_before_test
