#include "highwater/calendar/working_days.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "highwater/calendar/nesting.hpp"
#include "support/message_of.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
using hw::Frequency;
using hw::Period;
using hw::Weekday;
using hw::WorkingDays;
using test_support::message_of;

namespace working_days_test {

static_assert(hw::weekday(hw::day(2025, 1, 31)) == Weekday::friday);

int iso_weekday(Period day) {
  return static_cast<int>(std::chrono::weekday{std::chrono::sys_days{std::chrono::days{day.ordinal()}}}.iso_encoding());
}

TEST(Weekday, IsThatOfChronoOnEveryDay) {
  for (const auto& [first, last] : {std::pair{hw::day(0, 1, 1), hw::day(8, 12, 31)},
                                    {hw::day(1900, 1, 1), hw::day(2100, 12, 31)},
                                    {hw::day(9999, 1, 1), hw::day(9999, 12, 30)}})
    for (Period day = first; day <= last; ++day) ASSERT_EQ(static_cast<int>(hw::weekday(day)), iso_weekday(day)) << day;
}

TEST(Weekday, OfAPeriodThatIsNotADayIsAnError) {
  EXPECT_EQ(message_of([] { return hw::weekday(hw::month(2024, 11)); }),
            "2024-11 is monthly: only a day has a weekday");
}

TEST(WorkingDays, OfTheAutumnOf2024AreThoseOfThePressReleases) {
  const WorkingDays western;
  EXPECT_EQ(western.count(hw::month(2024, 10)), 23);
  EXPECT_EQ(western.count(hw::month(2024, 11)), 21);
  EXPECT_EQ(western.count(hw::month(2024, 10), hw::month(2024, 12)), 66);
  EXPECT_EQ(western.count(hw::quarter(2024, 4)), 66);
}

TEST(WorkingDays, LeaveOutHolidaysButNotTwiceAndNotOnAWeekend) {
  // 8 November 2024 is a Friday, the 9th a Saturday; the 11th is listed twice and the order is not that of time.
  const WorkingDays calendar(
      {.holidays = {hw::day(2024, 11, 11), hw::day(2024, 11, 9), hw::day(2024, 11, 8), hw::day(2024, 11, 11)}});
  EXPECT_EQ(calendar.count(hw::month(2024, 11)), 19);
  EXPECT_EQ(calendar.count(hw::month(2024, 10)), 23);
  EXPECT_FALSE(calendar.is_working_day(hw::day(2024, 11, 8)));
  EXPECT_FALSE(calendar.is_working_day(hw::day(2024, 11, 9)));
  EXPECT_FALSE(calendar.is_working_day(hw::day(2024, 11, 10)));
  EXPECT_FALSE(calendar.is_working_day(hw::day(2024, 11, 11)));
  EXPECT_TRUE(calendar.is_working_day(hw::day(2024, 11, 12)));
}

TEST(WorkingDays, OfWeekendsThatDifferByCountry) {
  // Counted day by day with the datetime module of Python: 2024; December 1969 and January 1970; ISO week 53 of 2020
  // with 1 January as a holiday, a Friday; February 1900, which has no leap day.
  struct Case {
    std::vector<Weekday> weekend;
    int year, around_1970, week_53, february_1900;
  };
  const Case cases[] = {{{Weekday::saturday, Weekday::sunday}, 262, 45, 4, 20},
                        {{Weekday::friday, Weekday::saturday}, 262, 44, 5, 20},
                        {{Weekday::friday}, 314, 53, 6, 24},
                        {{}, 366, 62, 6, 28}};
  for (const Case& expected : cases) {
    const WorkingDays calendar({.weekend = expected.weekend, .holidays = {hw::day(2021, 1, 1)}});
    EXPECT_EQ(calendar.count(hw::year(2024)), expected.year);
    EXPECT_EQ(calendar.count(hw::month(1969, 12), hw::month(1970, 1)), expected.around_1970);
    EXPECT_EQ(calendar.count(hw::week(2020, 53)), expected.week_53);
    EXPECT_EQ(calendar.count(hw::month(1900, 2)), expected.february_1900);
  }
}

TEST(WorkingDays, AreThoseThatALoopOverDaysCountsInAnyCalendar) {
  test_support::RandomData random(20241109);
  const auto between = [&](std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(random.below(static_cast<std::size_t>(high - low + 1)));
  };
  const std::int64_t first_day = hw::day(1955, 1, 1).ordinal(), last_day = hw::day(1985, 12, 31).ordinal();
  int periods = 0, with_none = 0;
  for (int repetition = 0; repetition < 40; ++repetition) {
    std::set<int> weekend;
    while (weekend.size() < static_cast<std::size_t>(repetition % 7)) weekend.insert(static_cast<int>(between(1, 7)));
    hw::WorkingDaysOptions options{.weekend = {}};
    for (const int number : weekend) options.weekend.push_back(static_cast<Weekday>(number));
    std::set<std::int64_t> holidays;
    for (std::size_t left = random.below(3) * random.below(2000); left > 0; --left) {
      options.holidays.emplace_back(Frequency::daily, between(first_day, last_day));
      holidays.insert(options.holidays.back().ordinal());
    }
    const WorkingDays calendar(options);
    const auto is_worked = [&](Period day) {
      return !weekend.contains(iso_weekday(day)) && !holidays.contains(day.ordinal());
    };
    const auto by_loop = [&](Period first, Period last) {
      std::int64_t count = 0;
      for (Period day = first.first_day(); day <= last.last_day(); ++day) count += is_worked(day) ? 1 : 0;
      return count;
    };
    for (const Frequency frequency : {Frequency::annual, Frequency::semiannual, Frequency::quarterly,
                                      Frequency::monthly, Frequency::weekly, Frequency::daily})
      for (int i = 0; i < 12; ++i) {
        const Period period = hw::containing({Frequency::daily, between(first_day, last_day)}, frequency);
        const Period later = period + between(0, 9);
        ASSERT_EQ(calendar.count(period), by_loop(period, period)) << period;
        ASSERT_EQ(calendar.count(period, later), by_loop(period, later)) << period << " to " << later;
        with_none += calendar.count(period) == 0 ? 1 : 0;
        ++periods;
        if (frequency == Frequency::daily) {
          ASSERT_EQ(calendar.is_working_day(period), is_worked(period)) << period;
        }
      }
  }
  EXPECT_EQ(periods, 40 * 6 * 12);
  EXPECT_GT(with_none, 100);
}

TEST(WorkingDays, OfTheFirstAndTheLastYear) {
  EXPECT_EQ(WorkingDays({.weekend = {}}).count(hw::year(0), hw::year(9999)), 3652425);
  EXPECT_EQ(WorkingDays({.weekend = {}}).count(hw::year(0)), 366);
  EXPECT_EQ(WorkingDays().count(hw::day(9999, 12, 31)), 1);  // a Friday
  EXPECT_EQ(message_of([] { return WorkingDays().count(hw::week(9999, 52)); }),
            "a daily period lies outside the years 0 to 9999");
}

TEST(WorkingDays, OfACalendarThatCannotBeAreErrors) {
  EXPECT_EQ(message_of([] {
              return WorkingDays({.holidays = {hw::day(2024, 11, 9), hw::month(2024, 11)}});
            }),
            "the holiday 2024-11 is monthly, not daily");
  EXPECT_EQ(message_of([] { return WorkingDays({.weekend = {static_cast<Weekday>(8)}}); }),
            "a weekend cannot have the weekday 8 (1 to 7)");
  EXPECT_EQ(message_of([] { return WorkingDays({.weekend = {static_cast<Weekday>(0)}}); }),
            "a weekend cannot have the weekday 0 (1 to 7)");
  const std::vector<Weekday> all = {Weekday::monday, Weekday::tuesday,  Weekday::wednesday, Weekday::thursday,
                                    Weekday::friday, Weekday::saturday, Weekday::sunday};
  EXPECT_EQ(message_of([&] { return WorkingDays({.weekend = all}); }),
            "a weekend of all seven days leaves no day to work");
}

TEST(WorkingDays, AskedOfPeriodsThatMakeNoSenseAreErrors) {
  const WorkingDays calendar;
  EXPECT_EQ(message_of([&] { return calendar.is_working_day(hw::year(2024)); }),
            "2024 is annual: only a day has a weekday");
  EXPECT_EQ(message_of([&] { return calendar.count(hw::month(2024, 2), hw::month(2024, 1)); }),
            "working days are not counted from 2024-02 back to 2024-01");
  EXPECT_EQ(message_of([&] { return calendar.count(hw::month(2024, 2), hw::quarter(2024, 1)); }),
            "a quarterly period cannot be compared with a monthly one");
}

}  // namespace working_days_test
