#include "highwater/io/limits.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "highwater/bulletin/bulletin.hpp"
#include "highwater/calendar/period_text.hpp"
#include "highwater/io/csv.hpp"
#include "highwater/io/holidays.hpp"
#include "highwater/io/releases.hpp"
#include "highwater/io/vintages.hpp"
#include "support/message_of.hpp"

// Files from outside take no more than the limits, and no more work than their size: a test that reads many cells would
// take minutes if the work grew with their square.
namespace hw = highwater;
namespace io = highwater::io;
using test_support::message_of;

namespace limits_test {

TEST(Limits, OfBytesHoldForTextsStreamsAndFiles) {
  const std::string text = "period,value\n2024,1\n";
  EXPECT_EQ(io::parse_csv(text, {.limits = {.bytes = text.size()}}).size(), 1U);
  const io::Limits fewer{.bytes = text.size() - 1};
  const std::string what = ": has more bytes than the 19 that .limits allows";
  EXPECT_EQ(message_of([&] { io::parse_csv(text, {.limits = fewer}); }), "<text>" + what);
  EXPECT_EQ(message_of([&] { io::parse_panel(text, {.limits = fewer}); }), "<text>" + what);
  std::istringstream stream(text);
  EXPECT_EQ(message_of([&] { io::read_csv(stream, {.limits = fewer}); }), "<stream>" + what);
  EXPECT_EQ(message_of([&] { io::parse_vintages(text, {.limits = fewer}); }), "<text>" + what);
  EXPECT_EQ(message_of([&] { io::parse_holidays(text, {.limits = fewer}); }), "<text>" + what);
  EXPECT_EQ(message_of([&] { io::parse_releases(text, {.limits = fewer}); }), "<text>" + what);
  EXPECT_EQ(message_of([&] { io::parse_year_to_date(text, {.limits = fewer}); }), "<text>" + what);
  const std::string path = testing::TempDir() + "highwater_limits.csv";
  std::ofstream(path) << text;
  EXPECT_EQ(message_of([&] { io::read_csv(path, {.limits = fewer}); }), path + what);
}

TEST(Limits, OfBytesEndAFileThatHasNoEnd) {
  if (!std::ifstream("/dev/zero")) GTEST_SKIP() << "there is no /dev/zero";
  EXPECT_EQ(message_of([] { io::read_csv("/dev/zero", {.limits = {.bytes = 1'000'000}}); }),
            "/dev/zero: has more bytes than the 1000000 that .limits allows");
}

TEST(Limits, OfValuesHoldForAMistypedYear) {
  const std::string text = "period,value\n0001-01-01,1\n9999-12-31,2\n";
  EXPECT_EQ(io::parse_csv(text, {.frequency = hw::Frequency::daily}).size(), 3'652'059U);
  EXPECT_EQ(
      message_of([&] { io::parse_csv(text, {.frequency = hw::Frequency::daily, .limits = {.values = 1'000'000}}); }),
      "<text>: spans 3652059 periods of 1 series, and .limits allows 1000000 values");
  EXPECT_EQ(message_of([] { io::parse_panel("period,a,b\n2000,1,2\n2009,1,2\n", {.limits = {.values = 19}}); }),
            "<text>: spans 10 periods of 2 series, and .limits allows 19 values");
}

std::string columns_of_days(std::size_t count) {
  std::string names = "geo", values = "AT";
  for (std::size_t i = 0; i < count; ++i) {
    names += "," + to_string(hw::day(1000, 1, 1) + static_cast<std::int64_t>(i));
    values += ",1";
  }
  return names + "\n" + values + "\n";
}

TEST(Limits, AreNotMetByATableWithManyColumnsOfPeriods) {
  const io::CsvOptions options{.layout = io::Layout::periods_across, .frequency = hw::Frequency::daily};
  EXPECT_EQ(io::parse_csv(columns_of_days(200'000), options).size(), 200'000U);
}

TEST(Limits, AreNotMetByATableWithManyColumnsOfValues) {
  constexpr std::size_t count = 200'000;
  std::string names = "period", values = "2024";
  for (std::size_t i = 0; i < count; ++i) {
    names += ",s" + std::to_string(i);
    values += ",1";
  }
  const std::string text = names + "\n" + values + "\n";
  EXPECT_EQ(io::parse_panel(text).series_count(), count);
  // What is wrong with so many columns is said in a few words.
  EXPECT_LT(message_of([&] { io::parse_csv(text); }).size(), 1000U);
  EXPECT_LT(message_of([&] { io::parse_csv(text, {.value = "x"}); }).size(), 1000U);
}

/// Cells that were looked at as periods.
std::size_t periods_read(const std::string& text, io::CsvOptions options) {
  std::size_t count = 0;
  options.period_format = [&count](std::string_view cell) {
    ++count;
    return hw::try_parse_period(cell);
  };
  io::parse_panel(text, options);
  return count;
}

TEST(Limits, TenTimesTheRowsAreTenTimesTheCellsLookedAt) {
  const auto rows = [](std::size_t count) {
    std::string text = "period,a,b\n";
    for (std::size_t i = 0; i < count; ++i)
      text += to_string(hw::month(1000, 1) + static_cast<std::int64_t>(i)) + ",1,2\n";
    return text;
  };
  EXPECT_EQ(periods_read(rows(1000), {}), 1000U);
  EXPECT_EQ(periods_read(rows(10'000), {}), 10'000U);
  EXPECT_EQ(periods_read(columns_of_days(10'000), {.layout = io::Layout::periods_across}), 10'001U);
}

TEST(Limits, OfDepthHoldForJson) {
  for (const std::string open : {"[", "{\"a\":", "[{\"a\":"}) {
    std::string text;
    for (int i = 0; i < 1'000'000; ++i) text += open;
    EXPECT_EQ(message_of([&] { hw::bulletin::parse_json(text); }),
              "bulletin JSON: lists and objects stand in each other too deeply");
  }
}

TEST(Limits, AreNotMetByANumberOfManyDigits) {
  const std::string digits(1'000'000, '7');
  EXPECT_EQ(io::parse_csv("period,value\n2024,0." + digits + "\n").at(hw::year(2024)), 7.0 / 9.0);
  EXPECT_EQ(message_of([&] { io::parse_csv("period,value\n2024," + digits + "\n"); }),
            "<text>:2: column 2 \"value\": \"" + digits.substr(0, 60) + "...\" is beyond the range of a double");
}

}  // namespace limits_test
