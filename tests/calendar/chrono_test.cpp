#include "highwater/calendar/chrono.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "support/message_of.hpp"

namespace hw = highwater;
namespace chrono = std::chrono;
using test_support::message_of;
using namespace std::chrono_literals;

namespace chrono_test {

static_assert(hw::month(2024y / chrono::December) == hw::month(2024, 12));
static_assert(hw::day(2024y / chrono::February / 29) == hw::day(2024, 2, 29));
static_assert(hw::day(2023y / chrono::February / chrono::last) == hw::day(2023, 2, 28));
static_assert(hw::day(chrono::sys_days{1969y / chrono::December / 31}) == hw::day(1969, 12, 31));
static_assert(hw::business_day(2024y / chrono::December / 31) == hw::business_day(2024, 12, 31));
static_assert(hw::business_day(2024y / chrono::December / chrono::Monday[chrono::last]) ==
              hw::business_day(2024, 12, 30));
static_assert(hw::to_year_month(hw::month(0, 1)) == 0y / chrono::January);
static_assert(hw::to_year_month_day(hw::day(9999, 12, 31)) == 9999y / chrono::December / 31);
static_assert(hw::to_sys_days(hw::quarter(2024, 4).first_day()) == chrono::sys_days{2024y / chrono::October / 1});

TEST(Chrono, EveryMonthAndDayComesBack) {
  for (hw::Period month = hw::month(0, 1); month < hw::month(9999, 12); ++month)
    ASSERT_EQ(hw::month(hw::to_year_month(month)), month);
  for (hw::Period day = hw::day(1896, 1, 1); day < hw::day(2104, 12, 31); ++day) {
    ASSERT_EQ(hw::day(hw::to_sys_days(day)), day);
    ASSERT_EQ(hw::day(hw::to_year_month_day(day)), day);
  }
  for (hw::Period day = hw::business_day(1896, 1, 1); day < hw::business_day(2104, 12, 31); ++day) {
    ASSERT_EQ(hw::to_sys_days(day), hw::to_sys_days(day.first_day()));
    ASSERT_EQ(hw::business_day(hw::to_sys_days(day)), day);
    ASSERT_EQ(hw::business_day(hw::to_year_month_day(day)), day);
  }
}

TEST(Chrono, ADateThatDoesNotExistIsAnError) {
  EXPECT_EQ(message_of([] { hw::day(2023y / chrono::February / 29); }), "day 29 of 2023 does not exist (1 to 28)");
  EXPECT_THROW(hw::month(2024y / chrono::month{13}), hw::Error);
  EXPECT_THROW(hw::month(chrono::year{-1} / chrono::January), hw::Error);
  EXPECT_THROW(hw::day(10000y / chrono::January / 1), hw::Error);
  EXPECT_THROW(hw::day(chrono::sys_days{chrono::days{100'000'000}}), hw::Error);
  EXPECT_EQ(message_of([] { hw::business_day(2024y / chrono::December / 28); }),
            "day 28 of month 12 of 2024 is a Saturday, not a business day");
  EXPECT_THROW(hw::business_day(2024y / chrono::December / chrono::Sunday[1]), hw::Error);
}

TEST(Chrono, TheLastDayOfAMonthIsOne) {
  EXPECT_EQ(hw::day(2024y / chrono::February / chrono::last), hw::day(2024, 2, 29));
  EXPECT_EQ(hw::day(2023y / chrono::February / chrono::last), hw::day(2023, 2, 28));
}

TEST(Chrono, APeriodOfAnotherFrequencyIsAnError) {
  EXPECT_EQ(message_of([] { static_cast<void>(hw::to_year_month(hw::quarter(2024, 4))); }),
            "2024-Q4 is quarterly, not a month");
  EXPECT_EQ(message_of([] { static_cast<void>(hw::to_sys_days(hw::month(2024, 12))); }),
            "2024-12 is monthly, not a day");
  EXPECT_THROW(static_cast<void>(hw::to_year_month_day(hw::week(2024, 1))), hw::Error);
}

}  // namespace chrono_test
