// Business days against the days that they are, counted one by one.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "highwater/calendar/fiscal_year.hpp"
#include "highwater/calendar/period_text.hpp"
#include "highwater/calendar/year_before.hpp"

namespace hw = highwater;
using hw::business_day;
using hw::Frequency;
using hw::Period;

namespace business_day_test {

bool is_weekend(Period day) { return hw::civil::weekday_of_day(day.ordinal()) > 4; }
Period business(Period day) { return containing(day, Frequency::business_daily); }

template <class F>
std::string message_of(F f) {
  try {
    f();
  } catch (const hw::Error& error) {
    return error.what();
  }
  return "";
}

TEST(BusinessDay, FollowsEachOtherOverWeekends) {
  EXPECT_EQ(business_day(2024, 12, 27) + 1, business_day(2024, 12, 30));
  EXPECT_EQ(business_day(2024, 12, 30) - 1, business_day(2024, 12, 27));
  EXPECT_EQ(business_day(2025, 1, 1) - business_day(2024, 1, 1),
            262);  // pandas: len(bdate_range("2024", "2024-12-31"))
  EXPECT_EQ(to_string(business_day(2024, 12, 27)), "2024-12-27");
  EXPECT_EQ(business_day(1970, 1, 1).ordinal(), 0);
  EXPECT_EQ(message_of([] { business_day(2024, 12, 28); }),
            "day 28 of month 12 of 2024 is a Saturday, not a business day");
  EXPECT_THROW(business_day(2024, 12, 29), hw::Error);
  EXPECT_THROW(business_day(2024, 2, 30), hw::Error);
  EXPECT_EQ(hw::to_string(Frequency::business_daily), "business-daily");
  EXPECT_FALSE(has_regular_year(Frequency::business_daily));
}

TEST(BusinessDay, IsTheDayThatItIs) {
  Period expected = business_day(1879, 12, 31);
  for (Period day = hw::day(1880, 1, 1); day < hw::day(2101, 1, 1); ++day) {
    if (is_weekend(day)) {
      EXPECT_THROW(business(day), hw::Error);
      continue;
    }
    ++expected;
    ASSERT_EQ(business(day), expected) << day;
    ASSERT_EQ(expected.first_day(), day);
    ASSERT_EQ(expected.last_day(), day);
    ASSERT_EQ(to_string(expected), to_string(day));
    ASSERT_EQ(expected.year(), day.year());
    if (day.date().month == 1 && day.date().day <= 3 && (expected - 1).year() != expected.year())
      ASSERT_EQ(expected.number(), 1) << day;
    else
      ASSERT_EQ(expected.number(), (expected - 1).number() + 1) << day;
    for (const Frequency longer : {Frequency::weekly, Frequency::monthly, Frequency::quarterly, Frequency::annual})
      ASSERT_EQ(containing(expected, longer), containing(day, longer)) << day << ' ' << longer;
  }
}

TEST(BusinessDay, FirstAndLastOfALongerPeriodLieInItAndTheirNeighboursDoNot) {
  for (const Frequency longer : {Frequency::weekly, Frequency::monthly, Frequency::quarterly, Frequency::annual})
    for (Period outer = containing(hw::day(1999, 1, 4), longer); outer.year() < 2030; ++outer) {
      const Period first = first_in(outer, Frequency::business_daily), last = last_in(outer, Frequency::business_daily);
      ASSERT_EQ(containing(first, longer), outer);
      ASSERT_EQ(containing(last, longer), outer);
      ASSERT_EQ(containing(first - 1, longer), outer - 1);
      ASSERT_EQ(containing(last + 1, longer), outer + 1);
    }
}

TEST(BusinessDay, YearsOfTheCalendarEndWithTheirLastOne) {
  EXPECT_NO_THROW(business_day(0, 1, 3));
  EXPECT_THROW(business_day(0, 1, 3) - 1, hw::Error);
  EXPECT_EQ(business_day(0, 1, 3).number(), 1);
  EXPECT_EQ(business_day(9999, 12, 31).last_day(), hw::day(9999, 12, 31));
  EXPECT_THROW(business_day(9999, 12, 31) + 1, hw::Error);
}

TEST(BusinessDay, AYearBeforeIsTheLastOneOnOrBeforeTheDate) {
  EXPECT_EQ(year_before(business_day(2024, 12, 30)), business_day(2023, 12, 29));  // the 30th was a Saturday
  EXPECT_EQ(year_before(business_day(2024, 2, 29)), business_day(2023, 2, 28));
  EXPECT_EQ(year_before(business_day(1, 1, 1)), std::nullopt);  // 0000-01-01 was a Saturday
  for (Period period = business_day(1890, 1, 1); period.year() < 2110; ++period) {
    const hw::civil::Date date = period.date();
    Period base = hw::day(date.year - 1, date.month, date.month == 2 && date.day == 29 ? 28 : date.day);
    while (is_weekend(base)) --base;
    ASSERT_EQ(year_before(period), business(base)) << period;
  }
}

TEST(BusinessDay, RunsOfOneDistanceCoverAllPeriods) {
  const Period first = business_day(2022, 11, 9);
  std::size_t next = 0;
  for (const auto& run : hw::detail::year_lags(first, 1500)) {
    EXPECT_EQ(run.begin, next);
    for (std::size_t t = run.begin; t < run.end; ++t) {
      const Period p = first + static_cast<std::int64_t>(t);
      ASSERT_EQ(p - static_cast<std::int64_t>(run.lag), *year_before(p)) << p;
    }
    next = run.end;
  }
  EXPECT_EQ(next, 1500U);
}

TEST(BusinessDay, BelongsToFiscalYears) {
  const hw::FiscalYear july{.first_month = 7};
  EXPECT_EQ(july.of(business_day(2024, 6, 28)), 2024);
  EXPECT_EQ(july.first(2025, Frequency::business_daily), business_day(2024, 7, 1));
  EXPECT_EQ(july.last(2024, Frequency::business_daily), business_day(2024, 6, 28));
}

}  // namespace business_day_test
