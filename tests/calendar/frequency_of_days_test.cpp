#include "highwater/calendar/frequency_of_days.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "highwater/calendar/period_text.hpp"

namespace hw = highwater;
using hw::Frequency;

namespace frequency_of_days_test {

Frequency found(const std::vector<std::string>& texts) {
  std::vector<hw::Period> days;
  for (const std::string& text : texts) days.push_back(hw::parse_period(text));
  return hw::frequency_of_days(days);
}

TEST(FrequencyOfDays, IsTheCoarsestOfWhichEveryLabelStartsAPeriod) {
  EXPECT_EQ(found({"2024-01-01", "2024-02-01", "2024-03-01"}), Frequency::monthly);
  EXPECT_EQ(found({"2024-01-01", "2024-04-01", "2024-07-01"}), Frequency::quarterly);
  EXPECT_EQ(found({"2023-01-01", "2023-07-01", "2024-01-01"}), Frequency::semiannual);
  EXPECT_EQ(found({"2022-01-01", "2023-01-01", "2024-01-01"}), Frequency::annual);
  EXPECT_EQ(found({"2024-03-01", "2024-01-01", "2024-09-01", "2024-01-01"}), Frequency::monthly);  // gaps, in any order
}

TEST(FrequencyOfDays, OrOfWhichEveryLabelEndsOne) {
  EXPECT_EQ(found({"2024-01-31", "2024-02-29", "2024-03-31"}), Frequency::monthly);
  EXPECT_EQ(found({"2024-03-31", "2024-06-30", "2024-09-30"}), Frequency::quarterly);
  EXPECT_EQ(found({"2021-12-31", "2022-12-31", "2023-12-31"}), Frequency::annual);
  EXPECT_EQ(found({"2024-01-31", "2024-02-28", "2024-03-31"}), Frequency::daily);  // 2024 had a 29 February
}

TEST(FrequencyOfDays, IsWeeklySevenDaysApart) {
  EXPECT_EQ(found({"2024-01-05", "2024-01-12", "2024-01-19"}), Frequency::weekly);
  EXPECT_EQ(found({"2024-01-05", "2024-01-12", "2024-02-02"}), Frequency::weekly);          // with a gap
  EXPECT_EQ(found({"2024-01-05", "2024-01-19", "2024-02-02"}), Frequency::business_daily);  // fortnights are no weeks
}

TEST(FrequencyOfDays, IsBusinessDailyWithoutAWeekend) {
  EXPECT_EQ(found({"2024-12-26", "2024-12-27", "2024-12-30"}), Frequency::business_daily);
  EXPECT_EQ(found({"2024-12-27", "2024-12-31", "2025-01-02", "2025-01-06"}), Frequency::business_daily);
  EXPECT_EQ(found({"2024-12-27", "2024-12-28", "2024-12-30"}), Frequency::daily);
}

TEST(FrequencyOfDays, IsDailyOtherwise) {
  EXPECT_EQ(found({"2024-01-01", "2024-01-02", "2024-01-03"}), Frequency::daily);  // no weekend lies between them
  EXPECT_EQ(found({"2024-01-01", "2024-02-01", "2024-02-17"}), Frequency::daily);
  EXPECT_EQ(found({"2024-01-15"}), Frequency::daily);
}

TEST(FrequencyOfDays, AsksWhereTwoCouldBeEither) {
  try {
    found({"2024-01-01", "2024-04-01"});
    FAIL();
  } catch (const hw::Error& error) {
    EXPECT_STREQ(
        error.what(),
        "one or two labels that are days could stand for longer periods: say .frequency = Frequency::quarterly "
        "or Frequency::daily");
  }
  try {
    found({"2024-12-27", "2024-12-30"});
    FAIL();
  } catch (const hw::Error& error) {
    EXPECT_STREQ(error.what(),
                 "one or two labels that are days could stand for business days: say .frequency = "
                 "Frequency::business_daily or Frequency::daily");
  }
  EXPECT_THROW(found({"2024-01-31"}), hw::Error);
  EXPECT_THROW(found({}), hw::Error);
  EXPECT_THROW(found({"2024-01"}), hw::Error);
}

}  // namespace frequency_of_days_test
