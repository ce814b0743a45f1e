#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <string>

#include "highwater/calendar/fiscal_year.hpp"
#include "highwater/calendar/period_text.hpp"

// Every day from 1900 to 2100 against <chrono>, an implementation that shares nothing with this one.

namespace hw = highwater;
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

namespace calendar_test {

constexpr sys_days first_day = std::chrono::year{1900} / 1 / 1, last_day = std::chrono::year{2100} / 12 / 31;

struct Ymd {
  int year, month, day;
};
Ymd split(sys_days date) {
  const year_month_day ymd(date);
  return {int(ymd.year()), static_cast<int>(unsigned(ymd.month())), static_cast<int>(unsigned(ymd.day()))};
}
hw::Period daily(sys_days date) { return {hw::Frequency::daily, date.time_since_epoch().count()}; }

/// Calls check for every day; stops at the first failure, since all days after it would fail as well.
template <class Check>
void for_every_day(Check check) {
  int count = 0;
  for (sys_days date = first_day; date <= last_day; date += days{1}, ++count) {
    check(date);
    if (testing::Test::HasFailure()) FAIL() << "on day " << date.time_since_epoch().count();
  }
  EXPECT_EQ(count, 73414);
}

TEST(EveryDay, HasTheDateOfChrono) {
  for_every_day([](sys_days date) {
    const auto [y, m, d] = split(date);
    const hw::Period period = hw::day(y, m, d);
    EXPECT_EQ(period.ordinal(), date.time_since_epoch().count());
    EXPECT_EQ(period.year(), y);
    EXPECT_EQ(period.date().month, m);
    EXPECT_EQ(period.date().day, d);
    EXPECT_EQ(period.number(), (date - sys_days{std::chrono::year{y} / 1 / 1}).count() + 1);
    EXPECT_EQ(period.first_day(), period);
    EXPECT_EQ(period.last_day(), period);
    EXPECT_EQ(period + 1 - period, 1);
    EXPECT_EQ((period + 1).date().day, split(date + days{1}).day);
  });
}

TEST(EveryDay, IsReadAsItIsWritten) {
  for_every_day([](sys_days date) {
    const hw::Period day = daily(date);
    EXPECT_EQ(hw::try_parse_period(hw::to_string(day)), day);
  });
}

TEST(EveryDay, LiesInItsMonthQuarterHalfYearAndYear) {
  for_every_day([](sys_days date) {
    const auto [y, m, d] = split(date);
    const hw::Period day = daily(date);
    const hw::Period around[] = {hw::month(y, m), hw::quarter(y, (m + 2) / 3), hw::half(y, (m + 5) / 6), hw::year(y)};
    const int lengths[] = {1, 3, 6, 12};
    for (int i = 0; i < 4; ++i) {
      const int first_month = (m - 1) / lengths[i] * lengths[i] + 1;
      const auto end_month =
          std::chrono::year_month{std::chrono::year{y}, std::chrono::month{static_cast<unsigned>(first_month)}} +
          std::chrono::months{lengths[i]};
      EXPECT_EQ(around[i].first_day(), hw::day(y, first_month, 1));
      EXPECT_EQ(around[i].last_day(), daily(sys_days{end_month / 1} - days{1}));
      EXPECT_LE(around[i].first_day(), day);
      EXPECT_GE(around[i].last_day(), day);
      EXPECT_EQ(around[i].year(), y);
      EXPECT_EQ(around[i].number(), (m - 1) / lengths[i] + 1);
      if (d == 1) {
        EXPECT_EQ(hw::parse_period(hw::to_string(around[i])), around[i]);
      }
    }
  });
}

TEST(EveryDay, LiesInTheIsoWeekOfItsThursday) {
  for_every_day([](sys_days date) {
    const auto weekday = static_cast<int>(std::chrono::weekday{date}.iso_encoding());  // Monday is 1
    const sys_days monday = date - days{weekday - 1}, thursday = monday + days{3};
    const int iso_year = split(thursday).year;
    const int number = static_cast<int>((thursday - sys_days{std::chrono::year{iso_year} / 1 / 1}).count() / 7) + 1;
    const hw::Period week = hw::week(iso_year, number);
    EXPECT_EQ(week.year(), iso_year);
    EXPECT_EQ(week.number(), number);
    EXPECT_EQ(week.first_day(), daily(monday));
    EXPECT_EQ(week.last_day(), daily(monday + days{6}));
    EXPECT_LE(number, hw::iso_weeks(iso_year));
    if (weekday == 1) {
      EXPECT_EQ(hw::parse_period(hw::to_string(week)), week);
      EXPECT_EQ((week + 1).first_day(), daily(monday + days{7}));
    }
  });
}

TEST(EveryDay, FallsIntoTheFiscalYearThatItsMonthSays) {
  for (int first_month = 1; first_month <= 12; ++first_month)
    for (const auto label : {hw::FiscalLabel::end_year, hw::FiscalLabel::start_year}) {
      const hw::FiscalYear fiscal{.first_month = first_month, .label = label};
      for_every_day([&](sys_days date) {
        const auto [y, m, d] = split(date);
        const int starts_in = m >= first_month ? y : y - 1;
        const int name = label == hw::FiscalLabel::end_year && first_month > 1 ? starts_in + 1 : starts_in;
        EXPECT_EQ(fiscal.of(daily(date)), name);
        if (d == 1) {
          EXPECT_EQ(fiscal.of(hw::month(y, m)), name);
          EXPECT_EQ(fiscal.first(name, hw::Frequency::monthly), hw::month(starts_in, first_month));
          EXPECT_EQ(fiscal.last(name, hw::Frequency::monthly), hw::month(starts_in, first_month) + 11);
          EXPECT_EQ(fiscal.first(name, hw::Frequency::daily), hw::day(starts_in, first_month, 1));
          EXPECT_EQ(fiscal.last(name, hw::Frequency::daily), hw::day(starts_in + 1, first_month, 1) - 1);
          if (first_month % 3 == 1) {
            EXPECT_EQ(fiscal.of(hw::quarter(y, (m + 2) / 3)), name);
          }
          if (first_month % 6 == 1) {
            EXPECT_EQ(fiscal.of(hw::half(y, (m + 5) / 6)), name);
          }
        }
        if (std::chrono::weekday{date} == std::chrono::Thursday) {
          const hw::Period week(hw::Frequency::weekly, date.time_since_epoch().count() / 7 -
                                                           (date.time_since_epoch().count() % 7 < 0 ? 1 : 0));
          EXPECT_EQ(week.first_day() + 3, daily(date));
          EXPECT_EQ(fiscal.of(week), name);
          EXPECT_LE(fiscal.first(name, hw::Frequency::weekly), week);
          EXPECT_GE(fiscal.last(name, hw::Frequency::weekly), week);
        }
      });
    }
}

}  // namespace calendar_test
