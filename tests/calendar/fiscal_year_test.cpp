#include "highwater/calendar/fiscal_year.hpp"

#include <gtest/gtest.h>

namespace hw = highwater;
using hw::FiscalLabel;
using hw::FiscalYear;
using hw::Frequency;

namespace fiscal_year_test {

constexpr FiscalYear july{.first_month = 7};
static_assert(july.of(hw::month(2024, 12)) == 2025);

TEST(FiscalYear, IsNamedByTheYearInWhichItEnds) {
  EXPECT_EQ(july.of(hw::month(2024, 6)), 2024);
  EXPECT_EQ(july.of(hw::month(2024, 7)), 2025);
  EXPECT_EQ(july.first(2025, Frequency::monthly), hw::month(2024, 7));
  EXPECT_EQ(july.last(2025, Frequency::monthly), hw::month(2025, 6));
  EXPECT_EQ(july.first(2025, Frequency::quarterly), hw::quarter(2024, 3));
  EXPECT_EQ(july.last(2025, Frequency::semiannual), hw::half(2025, 1));
  EXPECT_EQ(july.last(2025, Frequency::daily), hw::day(2025, 6, 30));
}

TEST(FiscalYear, MayBeNamedByTheYearInWhichItStarts) {
  constexpr FiscalYear april{.first_month = 4, .label = FiscalLabel::start_year};
  EXPECT_EQ(april.of(hw::month(2024, 3)), 2023);
  EXPECT_EQ(april.of(hw::quarter(2024, 2)), 2024);
  EXPECT_EQ(april.first(2024, Frequency::monthly), hw::month(2024, 4));
}

TEST(FiscalYear, FromJanuaryIsTheCalendarYearUnderEitherLabel) {
  for (const FiscalLabel label : {FiscalLabel::end_year, FiscalLabel::start_year}) {
    const FiscalYear calendar{.first_month = 1, .label = label};
    EXPECT_EQ(calendar, FiscalYear{});
    EXPECT_EQ(calendar.of(hw::month(2024, 1)), 2024);
    EXPECT_EQ(calendar.of(hw::month(2024, 12)), 2024);
    EXPECT_EQ(calendar.of(hw::year(2024)), 2024);
    EXPECT_EQ(calendar.last(2024, Frequency::annual), hw::year(2024));
  }
}

TEST(FiscalYear, FromDecemberHasOneMonthOfTheYearBefore) {
  constexpr FiscalYear december{.first_month = 12};
  EXPECT_EQ(december.of(hw::month(2024, 11)), 2024);
  EXPECT_EQ(december.of(hw::month(2024, 12)), 2025);
  EXPECT_EQ(december.first(2025, Frequency::monthly), hw::month(2024, 12));
}

TEST(FiscalYear, TakesAWeekByItsThursday) {
  // Week 27 of 2026 runs from Monday 29 June to Sunday 5 July; its Thursday is 2 July.
  EXPECT_EQ(july.of(hw::week(2026, 27)), 2027);
  EXPECT_EQ(july.first(2027, Frequency::weekly), hw::week(2026, 27));
  EXPECT_EQ(july.last(2026, Frequency::weekly), hw::week(2026, 26));
  EXPECT_EQ(FiscalYear{}.of(hw::week(2020, 53)), 2020);
  EXPECT_EQ(FiscalYear{}.first(2021, Frequency::weekly), hw::week(2021, 1));
}

TEST(FiscalYear, IsWrittenInTwoStyles) {
  EXPECT_EQ(july.name(2025), "FY25");
  EXPECT_EQ(july.name(2025, hw::FiscalStyle::slash), "2024/25");
  EXPECT_EQ(july.name(2000, hw::FiscalStyle::slash), "1999/00");
  EXPECT_EQ(july.name(2005), "FY05");
  const FiscalYear april{.first_month = 4, .label = FiscalLabel::start_year};
  EXPECT_EQ(april.name(2024, hw::FiscalStyle::slash), "2024/25");
  EXPECT_EQ(FiscalYear{}.name(2025), "2025");
}

TEST(FiscalYear, HasHalvesAndQuarters) {
  EXPECT_EQ(july.part(hw::month(2024, 12), Frequency::semiannual), hw::half(2025, 1));
  EXPECT_EQ(july.part(hw::month(2024, 12), Frequency::quarterly), hw::quarter(2025, 2));
  EXPECT_EQ(july.part(hw::day(2025, 6, 30), Frequency::quarterly), hw::quarter(2025, 4));
  EXPECT_EQ(july.part(hw::quarter(2024, 3), Frequency::quarterly), hw::quarter(2025, 1));
  EXPECT_EQ(july.first(hw::quarter(2025, 2), Frequency::monthly), hw::month(2024, 10));
  EXPECT_EQ(july.last(hw::quarter(2025, 2), Frequency::daily), hw::day(2024, 12, 31));
  EXPECT_EQ(july.last(hw::half(2025, 1), Frequency::quarterly), hw::quarter(2024, 4));
  constexpr FiscalYear february{.first_month = 2, .label = FiscalLabel::start_year};
  EXPECT_EQ(february.part(hw::month(2024, 1), Frequency::quarterly), hw::quarter(2023, 4));
  EXPECT_EQ(february.first(hw::quarter(2024, 1), Frequency::monthly), hw::month(2024, 2));
  EXPECT_THROW(static_cast<void>(february.part(hw::quarter(2024, 1), Frequency::quarterly)), hw::Error);
  EXPECT_THROW(static_cast<void>(july.part(hw::day(2024, 1, 1), Frequency::monthly)), hw::Error);
}

TEST(FiscalYear, WritesHalvesAndQuarters) {
  EXPECT_EQ(july.name(hw::year(2025)), "FY25");
  EXPECT_EQ(july.name(hw::half(2025, 1)), "H1 FY25");
  EXPECT_EQ(july.name(hw::quarter(2025, 2), hw::FiscalStyle::slash), "Q2 2024/25");
  EXPECT_EQ(FiscalYear{}.name(hw::half(2025, 2)), "H2 2025");
  EXPECT_THROW(static_cast<void>(july.name(hw::month(2024, 12))), hw::Error);
}

TEST(FiscalYear, IsEqualIfItCutsAndNamesTimeAlike) {
  EXPECT_EQ(july, (FiscalYear{.first_month = 7}));
  EXPECT_FALSE(july == FiscalYear{});
  EXPECT_FALSE(july == (FiscalYear{.first_month = 7, .label = FiscalLabel::start_year}));
}

TEST(FiscalYear, ThatCutsThroughPeriodsIsAnError) {
  constexpr FiscalYear february{.first_month = 2}, april{.first_month = 4};
  EXPECT_THROW(static_cast<void>(february.of(hw::quarter(2024, 1))), hw::Error);
  EXPECT_THROW(static_cast<void>(april.of(hw::half(2024, 1))), hw::Error);
  EXPECT_THROW(static_cast<void>(july.of(hw::year(2024))), hw::Error);
  EXPECT_THROW(static_cast<void>(july.first(2024, Frequency::annual)), hw::Error);
  EXPECT_EQ(february.of(hw::day(2024, 1, 31)), 2024);
}

TEST(FiscalYear, FromAMonthThatDoesNotExistIsAnError) {
  for (const int month : {-1, 0, 13}) {
    const FiscalYear wrong{.first_month = month};
    EXPECT_THROW(static_cast<void>(wrong.of(hw::month(2024, 1))), hw::Error);
    EXPECT_THROW(static_cast<void>(wrong.first(2024, Frequency::daily)), hw::Error);
    EXPECT_THROW(static_cast<void>(wrong.last(2024, Frequency::daily)), hw::Error);
  }
}

}  // namespace fiscal_year_test
