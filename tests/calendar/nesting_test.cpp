#include "highwater/calendar/nesting.hpp"

#include <gtest/gtest.h>

namespace hw = highwater;
using hw::Frequency;

namespace nesting_test {

static_assert(hw::containing(hw::day(2024, 2, 29), Frequency::monthly) == hw::month(2024, 2));

TEST(Nesting, FindsTheLongerPeriodThatAPeriodBelongsTo) {
  EXPECT_EQ(hw::containing(hw::month(2024, 12), Frequency::quarterly), hw::quarter(2024, 4));
  EXPECT_EQ(hw::containing(hw::quarter(2024, 3), Frequency::semiannual), hw::half(2024, 2));
  EXPECT_EQ(hw::containing(hw::half(1969, 1), Frequency::annual), hw::year(1969));
  EXPECT_EQ(hw::containing(hw::month(2024, 5), Frequency::monthly), hw::month(2024, 5));
}

TEST(Nesting, TakesAWeekByItsThursday) {
  EXPECT_EQ(hw::containing(hw::day(2021, 1, 3), Frequency::weekly), hw::week(2020, 53));
  EXPECT_EQ(hw::containing(hw::week(2020, 53), Frequency::annual), hw::year(2020));
  EXPECT_EQ(hw::containing(hw::week(2025, 1), Frequency::monthly), hw::month(2025, 1));  // Monday is 30 December
}

TEST(Nesting, FindsTheFirstAndTheLastPeriodWithin) {
  EXPECT_EQ(hw::first_in(hw::quarter(2024, 1), Frequency::daily), hw::day(2024, 1, 1));
  EXPECT_EQ(hw::last_in(hw::month(2024, 2), Frequency::daily), hw::day(2024, 2, 29));
  EXPECT_EQ(hw::first_in(hw::year(1960), Frequency::quarterly), hw::quarter(1960, 1));
  EXPECT_EQ(hw::last_in(hw::year(2020), Frequency::weekly), hw::week(2020, 53));
  EXPECT_EQ(hw::last_in(hw::week(2020, 53), Frequency::daily), hw::day(2021, 1, 3));
}

TEST(Nesting, OfEveryWeekAndItsMonthIsConsistent) {
  for (hw::Period w = hw::week(1899, 50); w < hw::week(2101, 3); ++w) {
    const hw::Period m = hw::containing(w, Frequency::monthly);
    ASSERT_LE(hw::first_in(m, Frequency::weekly), w);
    ASSERT_GE(hw::last_in(m, Frequency::weekly), w);
    ASSERT_EQ(hw::last_in(m, Frequency::weekly) + 1, hw::first_in(m + 1, Frequency::weekly));
    ASSERT_EQ(hw::containing(w, Frequency::annual).year(), w.year());
  }
}

TEST(Nesting, InAPeriodThatIsNotLongerIsAnError) {
  EXPECT_THROW(static_cast<void>(hw::containing(hw::year(2024), Frequency::monthly)), hw::Error);
  EXPECT_THROW(static_cast<void>(hw::containing(hw::month(2024, 1), Frequency::weekly)), hw::Error);
  EXPECT_THROW(static_cast<void>(hw::first_in(hw::month(2024, 1), Frequency::annual)), hw::Error);
  EXPECT_THROW(static_cast<void>(hw::last_in(hw::day(2024, 1, 1), Frequency::weekly)), hw::Error);
}

}  // namespace nesting_test
