#include "highwater/growth/working_days.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "highwater/growth/growth.hpp"
#include "support/bits.hpp"
#include "support/message_of.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
using hw::TimeSeries;
using hw::WorkingDays;
using hw::growth::per_working_day;

namespace working_days_test {

constexpr double gap = test_support::missing;
constexpr hw::FiscalYear july{.first_month = 7};

TEST(PerWorkingDay, ExportsOfNovember2024RoseThoughTheMonthFell) {
  // Pakistan's IT exports in US$ million as first reported.
  const TimeSeries exports(hw::month(2024, 10), {330.0, 324.0});
  const TimeSeries a_day = per_working_day(exports, WorkingDays());
  EXPECT_EQ(a_day, TimeSeries(hw::month(2024, 10), {330.0 / 23.0, 324.0 / 21.0}));
  EXPECT_NEAR(hw::growth::period_over_period(exports)[hw::month(2024, 11)], -0.018, 0.0005);
  EXPECT_NEAR(hw::growth::period_over_period(a_day)[hw::month(2024, 11)], 0.075, 0.0005);
}

TEST(PerWorkingDay, CountsTheDaysOfTheCalendarThatIsGiven) {
  const TimeSeries months(hw::month(2024, 10), {100.0, 100.0});
  const WorkingDays sundays_off({.weekend = {hw::Weekday::sunday}, .holidays = {hw::day(2024, 11, 9)}});
  EXPECT_EQ(per_working_day(months, sundays_off), TimeSeries(hw::month(2024, 10), {100.0 / 27.0, 100.0 / 25.0}));
}

TEST(PerWorkingDay, OfEveryFrequency) {
  const WorkingDays western;
  EXPECT_EQ(per_working_day(TimeSeries(hw::year(2024), {262.0, 522.0}), western),
            TimeSeries(hw::year(2024), {1.0, 2.0}));
  EXPECT_EQ(per_working_day(TimeSeries(hw::half(2024, 2), {132.0}), western), TimeSeries(hw::half(2024, 2), {1.0}));
  EXPECT_EQ(per_working_day(TimeSeries(hw::quarter(2024, 4), {66.0}), western),
            TimeSeries(hw::quarter(2024, 4), {1.0}));
  EXPECT_EQ(per_working_day(TimeSeries(hw::week(2020, 53), {10.0, 10.0}), western),
            TimeSeries(hw::week(2020, 53), {2.0, 2.0}));
}

TEST(PerWorkingDay, IsMissingWhereTheValueIsOrNobodyWorks) {
  const WorkingDays western;
  EXPECT_EQ(per_working_day(TimeSeries(hw::day(2024, 11, 8), {5.0, 0.0, 7.0, gap, 9.0}), western),
            TimeSeries(hw::day(2024, 11, 8), {5.0, gap, gap, gap, 9.0}));
  EXPECT_TRUE(per_working_day(TimeSeries(hw::month(2024, 11), {}), western).empty());
}

TEST(PerWorkingDay, OfFiscalPeriodsHasTheirDaysAndNotThoseOfTheCalendarYear) {
  const WorkingDays western;
  // Q2 FY25 is October to December 2024 with 66 working days; the calendar's second quarter of 2025 has 65.
  EXPECT_EQ(per_working_day(TimeSeries(hw::quarter(2025, 2), {66.0}, july), western),
            TimeSeries(hw::quarter(2025, 2), {1.0}, july));
  EXPECT_EQ(per_working_day(TimeSeries(hw::quarter(2025, 2), {65.0}), western),
            TimeSeries(hw::quarter(2025, 2), {1.0}));
  EXPECT_EQ(per_working_day(TimeSeries(hw::half(2025, 1), {132.0, 258.0}, july), western),
            TimeSeries(hw::half(2025, 1), {1.0, 2.0}, july));
  const WorkingDays holiday({.holidays = {hw::day(2024, 12, 25)}});
  const hw::FiscalYear by_start{.first_month = 7, .label = hw::FiscalLabel::start_year};
  EXPECT_EQ(per_working_day(TimeSeries(hw::year(2025), {260.0}, july), holiday),
            TimeSeries(hw::year(2025), {1.0}, july));
  EXPECT_EQ(per_working_day(TimeSeries(hw::year(2024), {260.0}, by_start), holiday),
            TimeSeries(hw::year(2024), {1.0}, by_start));
}

TEST(PerWorkingDay, OfFiscalMonthsHasThoseOfTheCalendar) {
  const TimeSeries months(hw::month(2024, 10), {330.0}, july);
  EXPECT_EQ(per_working_day(months, WorkingDays())[hw::month(2024, 10)], 330.0 / 23.0);
}

TEST(PerWorkingDay, OfAFiscalPanelIsThatOfItsSeries) {
  test_support::RandomData random(21);
  std::vector<double> values = random.values(40, test_support::Kind::positive, 9);
  const std::vector<double> others = random.values(40, test_support::Kind::signed_values, 0);
  values.insert(values.end(), others.begin(), others.end());
  const hw::Panel panel({"exports", "balance"}, hw::quarter(2015, 1), values, july);
  const hw::Panel together = per_working_day(panel, WorkingDays());
  EXPECT_EQ(together.fiscal_year(), july);
  for (std::size_t j = 0; j < 2; ++j)
    EXPECT_TRUE(test_support::same_bits(per_working_day(panel.series(j), WorkingDays()), together.series(j)));
}

TEST(PerWorkingDay, IntoMemoryOfAnotherShapeOrOfAFiscalYearThatIsNoneIsAnError) {
  std::vector<double> memory(3);
  const TimeSeries two(hw::month(2024, 10), {330.0, 324.0});
  EXPECT_THROW(hw::growth::per_working_day(two, WorkingDays(), {}, hw::into(memory)), hw::Error);
  const TimeSeries odd(hw::year(2024), {1.0}, hw::FiscalYear{.first_month = 13});
  EXPECT_EQ(test_support::message_of([&] { return per_working_day(odd, WorkingDays()); }),
            "a fiscal year cannot start in month 13 (1 to 12)");
}

}  // namespace working_days_test
