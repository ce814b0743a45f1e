#include "highwater/calendar/period_text.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace hw = highwater;

namespace period_text_test {

static_assert(hw::parse_period("2024-12") == hw::month(2024, 12));
static_assert(!hw::try_parse_period("2024-13"));

TEST(PeriodText, IsThatOfOfficialStatistics) {
  EXPECT_EQ(hw::to_string(hw::year(2024)), "2024");
  EXPECT_EQ(hw::to_string(hw::half(2024, 2)), "2024-S2");
  EXPECT_EQ(hw::to_string(hw::quarter(2024, 4)), "2024-Q4");
  EXPECT_EQ(hw::to_string(hw::month(2024, 2)), "2024-02");
  EXPECT_EQ(hw::to_string(hw::week(2024, 5)), "2024-W05");
  EXPECT_EQ(hw::to_string(hw::day(2024, 12, 31)), "2024-12-31");
  EXPECT_EQ(hw::to_string(hw::month(7, 1)), "0007-01");
}

TEST(PeriodText, GoesToAStream) {
  std::ostringstream out;
  out << hw::month(2024, 12) << ' ' << hw::year(2024);
  EXPECT_EQ(out.str(), "2024-12 2024");
  out << ' ' << hw::Frequency::monthly;
  EXPECT_EQ(out.str(), "2024-12 2024 monthly");
}

TEST(PeriodText, IsReadAsItIsWritten) {
  for (const hw::Period period : {hw::year(0), hw::year(9999), hw::half(1960, 1), hw::quarter(1947, 3),
                                  hw::month(2024, 10), hw::week(2020, 53), hw::day(2024, 2, 29)})
    EXPECT_EQ(hw::parse_period(hw::to_string(period)), period);
}

TEST(PeriodText, HasTwoOtherFormsThatAreRead) {
  EXPECT_EQ(hw::parse_period("2024-H2"), hw::half(2024, 2));
  EXPECT_EQ(hw::parse_period("2024Q4"), hw::quarter(2024, 4));
}

TEST(PeriodText, OfAnyOtherFormIsNotRead) {
  for (const char* text :
       {"",         "2",         "202",        "20245",      "2024-",      "2024-1",    "2024-1 ",       "2024-00",
        "2024-13",  "2024-Q0",   "2024-Q5",    "2024Q5",     "2024Q",      "2024-S3",   "2024-H0",       "2024-W5",
        "2024-W00", "2023-W53",  "2024-12-32", "2024-02-30", "2023-02-29", "2024-12-3", "2024/12",       "2024-12-31 ",
        " 2024-12", "2024-12\n", "-024-12",    "+024",       "2024.12",    "12-2024",   "2024-12-31T00", "20241231",
        "2024-q4",  "FY25",      "2024/25",    "Dec 2024",   "２０２４"})
    EXPECT_FALSE(hw::try_parse_period(text)) << '"' << text << '"';
}

TEST(PeriodText, ThatHasToBeAPeriodIsQuotedInTheError) {
  try {
    hw::parse_period("Dec 2024");
    FAIL();
  } catch (const hw::Error& error) {
    EXPECT_NE(std::string(error.what()).find("\"Dec 2024\" is not a period"), std::string::npos);
  }
}

}  // namespace period_text_test
