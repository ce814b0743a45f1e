// Rows without quotes are read in one pass, and say what they say with each cell in quotes.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "highwater/calendar/period_text.hpp"
#include "highwater/io/csv.hpp"
#include "support/bits.hpp"
#include "support/message_of.hpp"

namespace hw = highwater;
namespace io = highwater::io;

namespace plain_rows_test {

using Row = std::vector<std::string>;

std::string table(const std::vector<Row>& rows, bool quotes, const std::string& line_end = "\n") {
  std::string text = "day,series,value\n";
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) text += (i == 0 ? "" : ",") + (quotes ? '"' + row[i] + '"' : row[i]);
    text += line_end;
  }
  return text;
}

/// What is read, or why nothing is.
struct Outcome {
  std::string message;
  std::optional<hw::Panel> panel;
};

Outcome read(const std::string& text, const io::CsvOptions& options) {
  Outcome outcome;
  outcome.message = test_support::message_of([&] {
    outcome.panel = io::parse_panel(text, options);
    return 0;
  });
  return outcome;
}

void expect_same(const std::vector<Row>& rows, const io::CsvOptions& options, const std::string& line_end = "\n") {
  const Outcome plain = read(table(rows, false, line_end), options),
                quoted = read(table(rows, true, line_end), options);
  ASSERT_EQ(plain.message, quoted.message) << table(rows, false);
  if (!plain.panel) return;
  ASSERT_EQ(plain.panel->first(), quoted.panel->first());
  ASSERT_TRUE(std::equal(plain.panel->names().begin(), plain.panel->names().end(), quoted.panel->names().begin(),
                         quoted.panel->names().end()));
  ASSERT_TRUE(test_support::same_bits(plain.panel->values(), quoted.panel->values())) << table(rows, false);
}

const io::CsvOptions long_table{.period = "day", .value = "value", .keys = {"series"}};

TEST(PlainRows, HoldTheNumbersThatQuotedOnesHold) {
  for (const char* number : {"1",
                             "-2.5",
                             "3.",
                             ".5",
                             ".",
                             "-",
                             "-.",
                             "",
                             "NA",
                             "1e3",
                             "1e",
                             "12345678901234567890",
                             "9007199254740993",
                             "0.1234567890123456789",
                             "0.00000000000000000000001",
                             "1234567.12345678",
                             "1.1234567x",
                             "1.12345678x",
                             "+6",
                             "--7",
                             "1.2.3",
                             "0x10",
                             "inf",
                             "1e999",
                             "-999",
                             "00012",
                             "123456789012.12345678",
                             "1;5"})
    for (const char* line_end : {"\n", "\r\n", "\r"}) {
      expect_same({{"2024-12-30", "a", "1"}, {"2024-12-31", "a", number}, {"2025-01-01", "a", "3"}}, long_table,
                  line_end);
      io::CsvOptions marked = long_table;
      marked.missing = {"-999", "NA", "."};
      expect_same({{"2024-12-30", "a", "1"}, {"2024-12-31", "a", number}, {"2025-01-01", "a", "3"}}, marked, line_end);
    }
}

TEST(PlainRows, HoldThePeriodsThatQuotedOnesHold) {
  for (const char* day :
       {"2024-02-28", "2024-02-29", "2023-02-29", "2024-02-30", "2024-02-00", "2024-2-01", "2024-13-01", "29/02/2024",
        "2024-02-2x", "2024-02", "2024-Q1", "", "x", "2024-02-290", "20240229", "29 Feb 2024"})
    for (const char* before : {"2024-02-01", "2024-01-31", "2023-02-01"}) {
      io::CsvOptions daily = long_table;
      daily.frequency = hw::Frequency::daily;
      expect_same({{before, "a", "1"}, {day, "a", "2"}, {"2024-03-01", "a", "3"}}, daily);
    }
}

TEST(PlainRows, AmongOthersAreReadInTheirOrder) {
  std::mt19937_64 random(4);
  const std::vector<std::string> numbers = {"1.5", "-2", "NA", "12345678901234567.25", "", "1e2", "7.123456789"};
  for (int round = 0; round < 300; ++round) {
    std::vector<Row> rows;
    for (int series = 0; series < 3; ++series)
      for (int i = 0; i < 40; ++i)
        rows.push_back({to_string(hw::day(2024, 1, 20) + i), std::string(1, static_cast<char>('a' + series)),
                        numbers[random() % numbers.size()]});
    if (round % 3 == 0) std::shuffle(rows.begin(), rows.end(), random);
    if (round % 5 == 0) rows[random() % rows.size()] = rows[random() % rows.size()];
    if (round % 7 == 0) rows[random() % rows.size()].push_back("1");
    if (round % 11 == 0) rows[random() % rows.size()].pop_back();
    expect_same(rows, long_table);
  }
}

TEST(PlainRows, OfAFileThatEndsWithoutALineEndAreAllRead) {
  EXPECT_EQ(io::parse_csv("day,value\n2024-12-30,1\n2024-12-31,2", {.frequency = hw::Frequency::daily}),
            hw::TimeSeries(hw::day(2024, 12, 30), {1, 2}));
  EXPECT_EQ(io::parse_csv("# 2024-12-29,0\nday,value\n2024-12-30,1\n#2024-12-31,2\n2024-12-31,3\n",
                          {.comment = '#', .frequency = hw::Frequency::daily}),
            hw::TimeSeries(hw::day(2024, 12, 30), {1, 3}));
}

}  // namespace plain_rows_test
