#include "highwater/io/holidays.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "highwater/calendar/working_days.hpp"
#include "support/message_of.hpp"

namespace hw = highwater;
using hw::io::Header;
using hw::io::HolidayOptions;
using hw::io::parse_holidays;
using hw::io::read_holidays;
using test_support::message_of;

namespace holidays_test {

using Days = std::vector<hw::Period>;

std::string message_from(std::string_view text, const HolidayOptions& options = {}) {
  return message_of([&] { return parse_holidays(text, options); });
}

TEST(Holidays, AreTheDatesOfTheFirstColumn) {
  EXPECT_EQ(parse_holidays("date,name\n2024-11-09,Iqbal Day\n2024-12-25,\"Quaid-e-Azam Day, Christmas\"\n"),
            (Days{hw::day(2024, 11, 9), hw::day(2024, 12, 25)}));
}

TEST(Holidays, AreFoundByNameAndByPositionWhateverTheOtherColumnsHold) {
  const std::string_view text = "name;year;date\nNew Year;not a number;1969-01-01\n;;1970-01-01\n";
  const Days expected{hw::day(1969, 1, 1), hw::day(1970, 1, 1)};
  EXPECT_EQ(parse_holidays(text, {.date = "date", .delimiter = ';'}), expected);
  EXPECT_EQ(parse_holidays(text, {.date = 2, .delimiter = ';'}), expected);
}

TEST(Holidays, MayBeAListOfDatesWithoutHeader) {
  EXPECT_EQ(parse_holidays("# Eid al-Fitr\n2024-04-10\n2024-04-11\n", {.header = Header::none, .comment = '#'}),
            (Days{hw::day(2024, 4, 10), hw::day(2024, 4, 11)}));
}

TEST(Holidays, AreInOrderAndADayWithTwoOfThemIsOneDay) {
  EXPECT_EQ(parse_holidays("date,name\n2008-05-01,Labour Day\n2008-03-24,Easter Monday\n2008-05-01,Ascension Day\n"),
            (Days{hw::day(2008, 3, 24), hw::day(2008, 5, 1)}));
}

TEST(Holidays, OfAFileWithAHeaderAloneAreNone) { EXPECT_EQ(parse_holidays("date,name\n"), Days{}); }

TEST(Holidays, AreReadFromAFileAndAStreamAlikeAndMakeACalendar) {
  const std::string path = testing::TempDir() + "highwater_holidays_test.csv";
  const std::string text =
      "\xEF\xBB\xBF"
      "date,name\r\n2024-11-08,a Friday\r\n2024-11-09,a Saturday\r\n";
  std::ofstream(path, std::ios::binary) << text;
  std::istringstream stream(text);
  const Days expected{hw::day(2024, 11, 8), hw::day(2024, 11, 9)};
  EXPECT_EQ(read_holidays(path), expected);
  EXPECT_EQ(read_holidays(stream), expected);
  EXPECT_EQ(hw::WorkingDays({.holidays = read_holidays(path, {.date = "date"})}).count(hw::month(2024, 11)), 20);
  std::remove(path.c_str());
}

TEST(Holidays, WhatIsNotADateIsAnErrorThatNamesLineAndColumn) {
  const std::string expected = "<text>:3: column 2 \"date\": ";
  const auto message_with = [](const std::string& cell) {
    return message_from("name,date\na,2024-01-01\nb," + cell + "\n", {.date = "date"});
  };
  for (const std::string cell :
       {"2024-11", "2024", "2024-W45", "2024-Q4", "2024-02-30", "2023-02-29", "9.11.2024", "2024-11-9", "2024/11/09"})
    EXPECT_EQ(message_with(cell), expected + "\"" + cell + "\" is not a date (2024-12-31)");
  EXPECT_EQ(message_with(""), expected + "\"\" is not a date (2024-12-31)");
}

TEST(Holidays, OfAMalformedFileAreErrors) {
  EXPECT_EQ(message_from(""), "<text>: has no rows");
  EXPECT_EQ(message_from("2024-11-09,Iqbal Day\n"),
            "<text>:1: column 1 \"2024-11-09\": the header is a period: is this a file without one?");
  EXPECT_EQ(message_from("date,name\n", {.date = "day"}),
            "<text>:1: there is no column \"day\"; there are \"date\", \"name\"");
  EXPECT_EQ(message_from("date,name\n2024-12-25,Quaid-e-Azam Day, Christmas\n"),
            "<text>:2: the row has 3 fields and the header has 2");
  EXPECT_EQ(message_from("date,name\n2024-12-25,\"Christmas\n"),
            "<text>:2: column 2 \"name\": a quoted field is not closed");
}

TEST(Holidays, OptionsThatContradictEachOtherAreErrors) {
  EXPECT_EQ(message_from("date\n", {.delimiter = '-'}), "HolidayOptions: the delimiter cannot be \"-\"");
  EXPECT_EQ(message_from("date\n", {.comment = ','}),
            "HolidayOptions: the delimiter and the comment mark are both \",\"");
}

TEST(Holidays, ErrorsNameTheFile) {
  EXPECT_EQ(message_of([] { return read_holidays("no/such/file.csv"); }),
            "no/such/file.csv: cannot be read: No such file or directory");
  std::istringstream stream("date\nx\n");
  EXPECT_EQ(message_of([&] { return read_holidays(stream, {}, "days.csv"); }),
            "days.csv:2: column 1 \"date\": \"x\" is not a date (2024-12-31)");
  EXPECT_EQ(message_of([] { return parse_holidays("date\nx\n", {}, "days.csv"); }),
            "days.csv:2: column 1 \"date\": \"x\" is not a date (2024-12-31)");
}

}  // namespace holidays_test
