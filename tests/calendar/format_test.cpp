#include <version>

#if defined(__cpp_lib_format)
#include <gtest/gtest.h>

#include <format>

#include "highwater/calendar/format.hpp"

namespace hw = highwater;

namespace format_test {

TEST(Format, OfAPeriodIsItsText) {
  EXPECT_EQ(std::format("{}", hw::month(2024, 12)), "2024-12");
  EXPECT_EQ(std::format("{:>10}|{:<9}|", hw::quarter(2024, 4), hw::year(2024)), "   2024-Q4|2024     |");
}

TEST(Format, OfAFrequencyIsItsName) { EXPECT_EQ(std::format("{:*^11}", hw::Frequency::monthly), "**monthly**"); }

}  // namespace format_test

#endif
