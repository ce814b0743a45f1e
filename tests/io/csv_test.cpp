#include "highwater/io/csv.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <locale>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <stdexcept>
#include <streambuf>
#include <string>
#include <string_view>
#include <vector>

#include "highwater/calendar/period_text.hpp"
#include "highwater/io/write.hpp"
#include "support/bits.hpp"
#include "support/message_of.hpp"

namespace hw = highwater;
using hw::TimeSeries;
using hw::io::Column;
using hw::io::CsvOptions;
using hw::io::Header;
using hw::io::parse_csv;
using hw::io::read_csv;
using test_support::message_of;
using test_support::same_bits;

namespace csv_test {

constexpr double missing = hw::missing_value;

std::string message_from(std::string_view text, const CsvOptions& options = {}) {
  return message_of([&] { return parse_csv(text, options); });
}

double value_of(const std::string& number, const CsvOptions& options = {}) {
  return parse_csv("period" + std::string(1, options.delimiter) + "value\n2024" + options.delimiter + number + "\n",
                   options)
      .at(hw::year(2024));
}

const std::string malformed = std::string(HIGHWATER_TEST_DATA) + "/malformed_csv/";

TEST(Csv, ReadsPeriodAndValueFromTheFirstTwoColumns) {
  EXPECT_EQ(parse_csv("period,value\n2024-10,330\n2024-11,310\n2024-12,348.5\n"),
            TimeSeries(hw::month(2024, 10), {330, 310, 348.5}));
}

TEST(Csv, FindsColumnsByNameAndByPosition) {
  const std::string_view text = "note,value,\"the \"\"month\"\"\"\na,1,2024-01\nb,2,2024-02\n";
  const TimeSeries expected(hw::month(2024, 1), {1, 2});
  EXPECT_EQ(parse_csv(text, {.period = "the \"month\"", .value = "value"}), expected);
  EXPECT_EQ(parse_csv(text, {.period = 2, .value = 1}), expected);
  EXPECT_EQ(parse_csv(text, {.period = 2}), expected);
  EXPECT_EQ(parse_csv(text, {.period = std::string("the \"month\""), .value = std::string_view("value")}), expected);
}

TEST(Csv, AColumnIsANameOrAPosition) {
  EXPECT_EQ(Column(0).position(), 0);
  EXPECT_FALSE(Column(0).has_name());
  EXPECT_TRUE(Column("0").has_name());
  EXPECT_EQ(Column("0").name(), "0");
  EXPECT_EQ(message_of([] { return Column(-1); }), "a column cannot be at position -1 (from 0)");
}

TEST(Csv, ReadsAFileWithoutHeaderByPosition) {
  EXPECT_EQ(parse_csv("x,2024-01,1\ny,2024-02,2\n", {.period = 1, .value = 2, .header = Header::none}),
            TimeSeries(hw::month(2024, 1), {1, 2}));
}

TEST(Csv, RowsMayComeInAnyOrder) {
  EXPECT_EQ(parse_csv("period,value\n2024-03,3\n2024-01,1\n2024-02,2\n"), TimeSeries(hw::month(2024, 1), {1, 2, 3}));
}

TEST(Csv, EveryPermutationOfTheRowsGivesTheSameSeries) {
  std::mt19937 random(20250131);
  for (const hw::Period first : {hw::year(1900), hw::half(1900, 2), hw::quarter(1900, 3), hw::month(1900, 12),
                                 hw::week(1900, 52), hw::day(1900, 2, 27)}) {
    std::vector<double> values;
    std::vector<std::string> rows;
    for (int i = 0; i < 200; ++i) {
      const hw::Period period = first + i;
      const bool has_row = i == 0 || i == 199 || random() % 4 != 0;
      const bool has_value = has_row && random() % 4 != 0;
      const double value = static_cast<double>(random() % 100000) / 8;  // exact in decimal and in binary
      values.push_back(has_value ? value : missing);
      std::ostringstream row;
      row.precision(20);
      row << period << ',';
      if (has_value) row << value;
      row << '\n';
      if (has_row) rows.push_back(row.str());
    }
    const TimeSeries expected(first, values);
    for (int repetition = 0; repetition < 20; ++repetition) {
      std::string text = "period,value\n";
      for (const std::string& row : rows) text += row;
      EXPECT_EQ(parse_csv(text), expected);
      std::shuffle(rows.begin(), rows.end(), random);
    }
  }
}

TEST(Csv, PeriodsWithoutARowAreMissing) {
  EXPECT_EQ(parse_csv("period,value\n2024-01,1\n2024-04,4\n"),
            TimeSeries(hw::month(2024, 1), {1, missing, missing, 4}));
}

TEST(Csv, MissingMarkersAreMissingAndKeepTheirPlaceAtTheEnds) {
  EXPECT_EQ(
      parse_csv("period,value\n2024-01,NA\n2024-02,\n2024-03,3\n2024-04,N/A\n2024-05,NaN\n2024-06,\"\"\n"
                "2024-07,null\n2024-08,nan\n2024-09,\"NA\"\n"),
      TimeSeries(hw::month(2024, 1), {missing, missing, 3, missing, missing, missing, missing, missing, missing}));
}

TEST(Csv, MissingMarkersAreTheOnesThatAreGiven) {
  const CsvOptions options{.missing = {"..", "-999"}};
  EXPECT_EQ(parse_csv("period,value\n2024-01,..\n2024-02,-999\n2024-03,3\n", options),
            TimeSeries(hw::month(2024, 1), {missing, missing, 3}));
  for (const std::string marker : {"", "NA", "NaN", "nan"})
    EXPECT_EQ(message_from("period,value\n2024-01," + marker + "\n", options),
              "<text>:2: column 2 \"value\": \"" + marker + "\" is not a number");
}

TEST(Csv, TheFormOfThePeriodsGivesTheFrequency) {
  EXPECT_EQ(parse_csv("p,v\n2023,1\n2024,2\n"), TimeSeries(hw::year(2023), {1, 2}));
  EXPECT_EQ(parse_csv("p,v\n2023-H2,1\n2024-S1,2\n"), TimeSeries(hw::half(2023, 2), {1, 2}));
  EXPECT_EQ(parse_csv("p,v\n2023Q4,1\n2024-Q1,2\n"), TimeSeries(hw::quarter(2023, 4), {1, 2}));
  EXPECT_EQ(parse_csv("p,v\n2023-12,1\n2024-01,2\n"), TimeSeries(hw::month(2023, 12), {1, 2}));
  EXPECT_EQ(parse_csv("p,v\n2020-W53,1\n2021-W01,2\n"), TimeSeries(hw::week(2020, 53), {1, 2}));
  EXPECT_EQ(parse_csv("p,v\n2024-02-28,1\n2024-03-01,2\n"), TimeSeries(hw::day(2024, 2, 28), {1, missing, 2}));
}

TEST(Csv, AWrongCenturyInDailyDataGivesALongSeriesAndNoGuess) {
  const TimeSeries series = parse_csv("p,v\n0000-01-01,1\n9999-12-31,2\n");
  EXPECT_EQ(series.size(), 3652425U);
  EXPECT_EQ(series.at(hw::day(9999, 12, 31)), 2);
}

TEST(Csv, AnAnnualFileMayCountFiscalYears) {
  const hw::FiscalYear july{.first_month = 7};
  EXPECT_EQ(parse_csv("year,total\n2024,3223\n", {.fiscal_year = july}), TimeSeries(hw::year(2024), {3223}, july));
  EXPECT_EQ(message_from("month,value\n2024-01,1\n", {.fiscal_year = july}),
            "<text>: is monthly: only a file of years, halves or quarters can count in fiscal years");
  EXPECT_EQ(message_from("year,total\n2024,3223\n", {.fiscal_year = {.first_month = 13}}),
            "a fiscal year cannot start in month 13 (1 to 12)");
}

TEST(Csv, LineEndsAndAByteOrderMarkMakeNoDifference) {
  const TimeSeries expected(hw::month(2024, 1), {1, 2});
  EXPECT_EQ(parse_csv("period,value\r\n2024-01,1\r\n2024-02,2\r\n"), expected);
  EXPECT_EQ(parse_csv("period,value\r2024-01,1\r2024-02,2\r"), expected);
  EXPECT_EQ(parse_csv("period,value\n2024-01,1\n2024-02,2"), expected);
  EXPECT_EQ(parse_csv("\xEF\xBB\xBFperiod,value\n2024-01,1\n2024-02,2\n", {.period = "period"}), expected);
  EXPECT_EQ(parse_csv("\xEF\xBB\xBF\"period\",value\n2024-01,1\n2024-02,2\n", {.period = "period"}), expected);
  EXPECT_EQ(parse_csv("\n\r\nperiod,value\n \t\n2024-01,1\n\n\n2024-02,2\n  "), expected);
}

TEST(Csv, LinesAreCountedWhateverEndsThem) {
  for (const std::string_view end : {"\n", "\r\n", "\r"}) {
    std::string text;
    for (const std::string_view line : {"period,value,note", "", "2024-01,1,\"a", "b\"", "2024-02,x,c"})
      text.append(line).append(end);
    EXPECT_EQ(message_from(text), "<text>:5: column 2 \"value\": \"x\" is not a number");
  }
}

TEST(Csv, QuotedFieldsMayHoldDelimitersQuotesAndLineEnds) {
  EXPECT_EQ(
      parse_csv("note,\"period\",value\n\"a, \"\"b\"\"\nc\",\"2024-01\",\"1\"\n\"\"\"\",2024-02,2\n\"\",2024-03,3\n",
                {.period = "period", .value = "value"}),
      TimeSeries(hw::month(2024, 1), {1, 2, 3}));
  EXPECT_EQ(parse_csv("p,\"a \"\"b\"\"\nc\"\n2024,1\n", {.value = "a \"b\"\nc"}), TimeSeries(hw::year(2024), {1}));
}

TEST(Csv, BlanksAroundAFieldAreDropped) {
  EXPECT_EQ(parse_csv(" period ,\tvalue\n 2024-01\t, 1 \n  \"2024-02\" , \"2\"\t\n"),
            TimeSeries(hw::month(2024, 1), {1, 2}));
}

TEST(Csv, ABlankOnEitherSideOfAKeyIsDroppedInAPanelToo) {
  const CsvOptions options{.period = "period", .value = "value", .keys = {"key"}};
  const hw::Panel expected = hw::io::parse_panel("key,period,value\na,2024,1\na,2025,2\na,2026,3\n", options);
  ASSERT_EQ(expected.series_count(), 1u);
  const hw::Panel padded = hw::io::parse_panel("key,period,value\n a,2024,1\na\t,2025 ,2\na, 2026,3 \n", options);
  ASSERT_EQ(padded.series_count(), 1u);
  EXPECT_EQ(padded.names()[0], expected.names()[0]);
  EXPECT_TRUE(
      std::equal(padded.values().begin(), padded.values().end(), expected.values().begin(), expected.values().end()));
}

TEST(Csv, ABlankMayBeTheDelimiter) {
  EXPECT_EQ(parse_csv("value\tperiod\n\t2024-01\n 2 \t2024-02\n", {.period = 1, .value = 0, .delimiter = '\t'}),
            TimeSeries(hw::month(2024, 1), {missing, 2}));
  EXPECT_EQ(parse_csv("2024-01 1\n2024-02 2\n", {.header = Header::none, .delimiter = ' '}),
            TimeSeries(hw::month(2024, 1), {1, 2}));
}

TEST(Csv, NumbersAreReadToTheNearestDouble) {
  EXPECT_EQ(value_of("+1.5"), 1.5);
  EXPECT_EQ(value_of("-.5"), -0.5);
  EXPECT_EQ(value_of("5."), 5.0);
  EXPECT_EQ(value_of("1.2E+05"), 120000.0);
  EXPECT_EQ(value_of("007"), 7.0);
  EXPECT_EQ(value_of("0.1000000000000000055511151231257827"), 0.1);
  EXPECT_EQ(value_of("1.7976931348623157e308"), std::numeric_limits<double>::max());
  EXPECT_EQ(value_of("5e-324"), std::numeric_limits<double>::denorm_min());
  EXPECT_EQ(value_of("0e-999"), 0.0);
  EXPECT_EQ(value_of(std::string(400, '0') + "1"), 1.0);
}

TEST(Csv, ANumberThatADoubleCannotHoldIsAnError) {
  for (const std::string number : {"1.8e308", "-1e309", "1e99999999999", "2e-324", "-0.01e-400", "1e-99999999999"})
    EXPECT_EQ(message_from("period,value\n2024," + number + "\n"),
              "<text>:2: column 2 \"value\": \"" + number + "\" is beyond the range of a double");
}

TEST(Csv, ReadsADecimalCommaIfAskedTo) {
  const CsvOptions options{.delimiter = ';', .decimal = ','};
  EXPECT_EQ(value_of("3,5", options), 3.5);
  EXPECT_EQ(value_of("-1,5e3", options), -1500.0);
  EXPECT_EQ(value_of("12", options), 12.0);
  EXPECT_EQ(value_of("1.234.567,5", {.delimiter = ';', .decimal = ',', .thousands = '.'}), 1234567.5);
}

TEST(Csv, ReadsThousandsSeparatorsIfAskedTo) {
  EXPECT_EQ(value_of("\"1,234,567.25\"", {.thousands = ','}), 1234567.25);
  EXPECT_EQ(value_of("\"-123,456\"", {.thousands = ','}), -123456.0);
  EXPECT_EQ(value_of("1234567", {.thousands = ','}), 1234567.0);
  EXPECT_EQ(value_of("12 345", {.thousands = ' '}), 12345.0);
  EXPECT_EQ(value_of("12'345", {.thousands = '\''}), 12345.0);
  EXPECT_EQ(value_of("1,234", {.delimiter = ';', .thousands = ','}), 1234.0);
  for (const std::string text :
       {"12,34", "1,2345", "1234,567", ",123", "1,", "1,,234", "0,123", "1.5,000", "1,2345678", "1,23,456", ","})
    EXPECT_EQ(message_from("period;value\n2024;" + text + "\n", {.delimiter = ';', .thousands = ','}),
              "<text>:2: column 2 \"value\": \"" + text + "\" is not a number");
}

TEST(Csv, SkipsCommentLinesIfAskedTo) {
  EXPECT_EQ(parse_csv("# \"one\nperiod,value\n#two,\n2024-01,1\n# three\n2024-02,2\n#", {.comment = '#'}),
            TimeSeries(hw::month(2024, 1), {1, 2}));
  EXPECT_EQ(parse_csv("note,period,value\n\"x\n# y\",2024-01,1\n", {.period = 1, .value = 2, .comment = '#'}),
            TimeSeries(hw::month(2024, 1), {1}));
  EXPECT_EQ(message_from("# one\n# two\n", {.comment = '#'}), "<text>: has no rows");
}

TEST(Csv, OptionsThatContradictEachOtherAreErrors) {
  const std::string_view text = "period,value\n2024,1\n";
  const auto message = [text](const CsvOptions& options) { return message_from(text, options); };
  EXPECT_EQ(message({.delimiter = '"'}), "CsvOptions: the delimiter cannot be \"\"\"");
  EXPECT_EQ(message({.delimiter = '\0'}), "CsvOptions: the delimiter cannot be \"\\x00\"");
  EXPECT_EQ(message({.delimiter = '\n'}), "CsvOptions: the delimiter cannot be \"\\n\"");
  EXPECT_EQ(message({.delimiter = '-'}), "CsvOptions: the delimiter cannot be \"-\"");
  EXPECT_EQ(message({.delimiter = '4'}), "CsvOptions: the delimiter cannot be \"4\"");
  EXPECT_EQ(message({.delimiter = '.'}), "CsvOptions: the delimiter and the decimal mark are both \".\"");
  EXPECT_EQ(message({.header = Header::none, .decimal = ','}),
            "CsvOptions: the delimiter and the decimal mark are both \",\"");
  EXPECT_EQ(message({.decimal = ';'}), "CsvOptions: the decimal mark cannot be \";\", only \".\" or \",\"");
  EXPECT_EQ(message({.thousands = '.'}), "CsvOptions: the decimal mark and the thousands separator are both \".\"");
  EXPECT_EQ(message({.thousands = 'e'}), "CsvOptions: the thousands separator cannot be \"e\"");
  EXPECT_EQ(message({.header = Header::none, .thousands = ','}),
            "CsvOptions: the delimiter and the thousands separator are both \",\"");
  EXPECT_EQ(message({.comment = ','}), "CsvOptions: the delimiter and the comment mark are both \",\"");
  EXPECT_EQ(message({.comment = '.'}), "CsvOptions: the decimal mark and the comment mark are both \".\"");
  EXPECT_EQ(message({.comment = '2'}), "CsvOptions: the comment mark cannot be \"2\"");
  EXPECT_EQ(message({.comment = ' '}), "CsvOptions: the comment mark cannot be a blank");
  EXPECT_EQ(message({.period = 1, .value = 1}), "<text>: column 2 cannot be both the period and the value");
  EXPECT_EQ(message({.period = "value", .value = 1}), "<text>: column 2 cannot be both the period and the value");
}

TEST(Csv, AnUnknownPositionNamesTheColumnsThatExist) {
  EXPECT_EQ(message_from("\nperiod,value\n2024,1\n", {.value = 2}),
            "<text>:2: there is no column at position 2 (from 0); there are \"period\", \"value\"");
  EXPECT_EQ(message_from("2024,1\n", {.value = 7, .header = Header::none}),
            "<text>:1: there is no column at position 7 (from 0); there are 2");
}

TEST(Csv, FileStreamAndTextGiveTheSameSeriesAndTheSameErrors) {
  const std::string path = testing::TempDir() + "highwater_csv_test.csv";
  std::string text = "period,value\n";
  for (hw::Period day = hw::day(1900, 1, 1); day < hw::day(2000, 1, 1); ++day)  // longer than any buffer
    text += to_string(day) + "," + std::to_string(day.ordinal()) + "\n";
  for (const std::string tail : {"", "x,1\n"}) {
    std::ofstream(path, std::ios::binary) << text + tail;
    std::ifstream file(path, std::ios::binary);
    std::istringstream stream(text + tail);
    if (tail.empty()) {
      const TimeSeries expected = parse_csv(text);
      EXPECT_EQ(expected.size(), 36524U);
      EXPECT_EQ(read_csv(path), expected);
      EXPECT_EQ(read_csv(file), expected);
      EXPECT_EQ(read_csv(stream), expected);
    } else {
      const std::string where = ":36526: column 1 \"period\": \"x\" is not a period";
      EXPECT_EQ(message_of([&] { return read_csv(path); }).find(path + where), 0U);
      EXPECT_EQ(message_of([&] { return read_csv(file); }).find("<stream>" + where), 0U);
      EXPECT_EQ(message_of([&] { return read_csv(stream, {}, "days.csv"); }).find("days.csv" + where), 0U);
      EXPECT_EQ(message_of([&] { return parse_csv(text + tail, {}, "days.csv"); }).find("days.csv" + where), 0U);
    }
  }
  std::remove(path.c_str());
}

TEST(Csv, AFileThatCannotBeReadSaysWhy) {
  EXPECT_EQ(message_of([] { return read_csv("no/such/file.csv"); }),
            "no/such/file.csv: cannot be read: No such file or directory");
  EXPECT_EQ(message_of([] { return read_csv(HIGHWATER_TEST_DATA); }),
            std::string(HIGHWATER_TEST_DATA) + ": cannot be read: Is a directory");
}

TEST(Csv, AStreamThatCannotBeReadIsAnErrorWhateverItsExceptionMask) {
  std::ifstream closed("no/such/file.csv");
  EXPECT_EQ(message_of([&] { return read_csv(closed, {}, "file.csv"); }), "file.csv: the stream cannot be read");
  struct Broken : std::streambuf {
    int_type underflow() override { throw std::runtime_error("the line is dead"); }
  } dead;
  std::istream broken(&dead);
  broken.exceptions(std::ios::badbit | std::ios::failbit);
  EXPECT_EQ(message_of([&] { return read_csv(broken); }), "<stream>: the stream cannot be read");
  std::istringstream good("p,v\n2024,1\n");
  good.exceptions(std::ios::badbit | std::ios::failbit | std::ios::eofbit);
  EXPECT_EQ(read_csv(good), TimeSeries(hw::year(2024), {1}));
}

TEST(Csv, TheLocaleDoesNotMatter) {
  struct German : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
  };
  const std::string c_locale = std::setlocale(LC_ALL, nullptr);
  const std::locale before = std::locale::global(std::locale(std::locale::classic(), new German));
  std::setlocale(LC_ALL, "de_DE.UTF-8");  // where it is installed
  std::istringstream stream("period,value\n2024-01,1234.5\n");
  const TimeSeries from_text = parse_csv("period,value\n2024-01,1234.5\n");
  const TimeSeries from_stream = read_csv(stream);
  const std::string message = message_from("period,value\n" + std::string(1500, '\n') + "2024-01,x\n");
  std::locale::global(before);
  std::setlocale(LC_ALL, c_locale.c_str());
  EXPECT_EQ(from_text, TimeSeries(hw::month(2024, 1), {1234.5}));
  EXPECT_EQ(from_stream, from_text);
  EXPECT_EQ(message, "<text>:1502: column 2 \"value\": \"x\" is not a number");
}

TEST(Csv, EveryMalformedFileHasItsMessage) {
  const CsvOptions by_name{.value = "value"};
  const CsvOptions no_header{.header = Header::none};
  const CsvOptions thousands{.thousands = ','};
  const std::map<std::string, CsvOptions> options = {
      {"column_missing.csv", by_name},
      {"column_name_twice.csv", {.period = "period", .value = "value"}},
      {"column_name_in_other_case.csv", by_name},
      {"wrong_delimiter.csv", by_name},
      {"comment_not_asked_for.csv", by_name},
      {"header_where_none_was_promised.csv", no_header},
      {"too_few_columns_without_header.csv", no_header},
      {"named_column_without_header.csv", {.value = "value", .header = Header::none}},
      {"row_longer_than_first.csv", no_header},
      {"decimal_comma_not_asked_for.csv", {.delimiter = ';'}},
      {"decimal_point_among_commas.csv", {.delimiter = ';', .decimal = ','}},
      {"thousands_not_quoted.csv", thousands},
      {"thousands_misplaced.csv", thousands},
      {"thousands_misplaced_once.csv", thousands},
      {"thousands_after_zero.csv", thousands},
      {"thousands_in_fraction.csv", thousands},
  };
  std::ifstream list(malformed + "expected.txt");
  std::set<std::string> seen;
  for (std::string line; std::getline(list, line);) {
    const std::size_t tab = line.find('\t');
    ASSERT_NE(tab, std::string::npos) << line;
    const std::string file = line.substr(0, tab);
    ASSERT_TRUE(std::ifstream(malformed + file).is_open()) << file;
    seen.insert(file);
    const auto found = options.find(file);
    const CsvOptions chosen = found == options.end() ? CsvOptions{} : found->second;
    EXPECT_EQ(message_of([&] { return read_csv(malformed + file, chosen); }), malformed + line.substr(tab + 1));
  }
  EXPECT_GE(seen.size(), 30U);
  for (const auto& entry : std::filesystem::directory_iterator(malformed)) {
    const std::string file = entry.path().filename().string();
    EXPECT_EQ(seen.contains(file), file.ends_with(".csv")) << file << " in the folder and in the list";
  }
  for (const auto& [file, unused] : options) EXPECT_TRUE(seen.contains(file)) << file << " is not listed";
}

TEST(Csv, DamagedTextGivesASeriesOrAnErrorAndNothingElse) {
  const std::string valid =
      "\xEF\xBB\xBFperiod,value,\"the \"\"note\"\"\"\r\n# a comment\r\n2024-01,\"1,234.5\",\"a, \"\"b\"\"\r\nc\"\r\n"
      "2024-03,-7e2,\r\n2024-02,NA,d\n\n2024-05,+0.25, e \n";
  const CsvOptions options{.value = "value", .thousands = ',', .comment = '#'};
  EXPECT_EQ(parse_csv(valid, options), TimeSeries(hw::month(2024, 1), {1234.5, missing, -700, missing, 0.25}));
  constexpr std::string_view telling = "\",;\r\n\t #.-+eQW0129\xEF\xBB\xBF\xFF\xFE";
  std::mt19937 random(42);
  const auto below = [&random](std::size_t limit) { return random() % limit; };
  int series = 0, errors = 0;
  for (int repetition = 0; repetition < 50000; ++repetition) {
    std::string text = valid;
    for (std::size_t edits = 1 + below(4); edits-- > 0 && !text.empty();) {
      const std::size_t at = below(text.size());
      const char byte = below(2) == 0 ? telling[below(telling.size())] : static_cast<char>(below(256));
      switch (below(4)) {
        case 0:
          text[at] = byte;
          break;
        case 1:
          text.insert(at, 1, byte);
          break;
        case 2:
          text.erase(at, 1 + below(8));
          break;
        default:
          text.insert(at, text.substr(below(text.size()), below(16)));
      }
    }
    try {
      const TimeSeries result = parse_csv(text, options);
      EXPECT_FALSE(result.empty());
      ++series;
    } catch (const hw::Error& error) {
      EXPECT_EQ(std::string_view(error.what()).find("<text>:"), 0U) << error.what();
      ++errors;
    }
  }
  EXPECT_GT(series, 4000);  // many edits leave what is not UTF-8
  EXPECT_GT(errors, 5000);
}

TEST(Csv, TheDataOfTheExamplesAreSeries) {
  const std::string folder = std::string(HIGHWATER_EXAMPLE_DATA) + "/";
  const TimeSeries exports = read_csv(folder + "pakistan_it_exports.csv", {.value = "value_usd_mn"});
  EXPECT_EQ(exports,
            TimeSeries(hw::month(2021, 7), {196, 224, 215, 195, 221, 251, 186, 201, 260, 249, 184, 236, 199, 228,
                                            206, 221, 233, 246, 190, 195, 225, 191, 236, 225, 214, 235, 206, 238,
                                            259, 303, 265, 257, 306, 310, 332, 298, 286, 298, 292, 330, 310, 348}));
  EXPECT_EQ(read_csv(folder + "airline_passengers.csv").last(), hw::month(1960, 12));
  EXPECT_EQ(read_csv(folder + "us_real_gdp.csv").at(hw::quarter(2009, 3)), 12990.341);
  EXPECT_EQ(read_csv(folder + "nile.csv").at(hw::year(1970)), 740);
}

TEST(Csv, RowsThatAreFilteredOutSayNothingOfTheColumns) {
  const CsvOptions austria{.period = "p", .only = {{"geo", "AT"}}};
  EXPECT_EQ(parse_csv("geo,p,a,b\nAT,2023,x,1\nFR,2024,2,y\nAT,2024,x,3\n", austria),
            TimeSeries(hw::year(2023), {1, 3}));
  EXPECT_EQ(parse_csv("geo,p,part,a,b\nAT,2024,M01,x,1\nFR,never,M77,2,y\n",
                      {.period = "p", .only = {{"geo", "AT"}}, .period_part = "part"}),
            TimeSeries(hw::month(2024, 1), {1}));
  EXPECT_EQ(message_from("geo,p,a,b\nAT,2023,x,1\nFR,2024,2\n", austria),
            "<text>:3: the row has 3 fields and the header has 4");
}

TEST(Csv, WithPeriodsAcrossARowWithoutValuesIsASeriesOfMissingOnes) {
  const CsvOptions across{.layout = hw::io::Layout::periods_across};
  const std::string_view text = "geo,2023,2024\nAT,1,2\nDE,,\n,,\nFR,,3\n";
  const hw::Panel panel = hw::io::parse_panel(text, across);
  EXPECT_EQ(std::vector(panel.names().begin(), panel.names().end()), (std::vector<std::string>{"AT", "DE", "FR"}));
  EXPECT_EQ(TimeSeries(panel.series("DE")), TimeSeries(hw::year(2023), {missing, missing}));
  CsvOptions germany = across;
  germany.only = {{"geo", "DE"}};
  EXPECT_EQ(parse_csv(text, germany), TimeSeries(hw::year(2023), {missing, missing}));

  CsvOptions notes = across;
  notes.notes = hw::io::Notes::below;
  const hw::Panel regions = hw::io::parse_panel("geo,2023,2024\nAT,1,2\nNordic,,\nFI,,3\nSource: us,,\n", notes);
  EXPECT_EQ(std::vector(regions.names().begin(), regions.names().end()), (std::vector<std::string>{"AT", "FI"}));
  EXPECT_EQ(message_of([&] { return hw::io::parse_panel("geo,2023,2024\nAT,1,2\nDE\n", across); }),
            "<text>:3: the row has 1 field and the header has 3");
}

TEST(Csv, NumbersOfAnyLengthAreThoseOfTheCLibrary) {
  std::mt19937_64 random(20);
  const auto digits = [&random](std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += static_cast<char>('0' + random() % 10);
    return text;
  };
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = (i % 2 == 0 ? "-" : "") + digits(1 + random() % 12) + "." + digits(random() % 20);
    ASSERT_TRUE(same_bits(value_of(text), std::strtod(text.c_str(), nullptr))) << text;
  }
  EXPECT_EQ(message_from("period,value\n2024,1.2345:789\n"),
            "<text>:2: column 2 \"value\": \"1.2345:789\" is not a number");
  EXPECT_EQ(message_from("period,value\n2024,1./234567\n"),
            "<text>:2: column 2 \"value\": \"1./234567\" is not a number");
}

TEST(Csv, APanelOfAStreamIsThatOfItsText) {
  const std::string text = "period,a,b\n2024,1,2\n2025,,4\n";
  std::istringstream stream(text);
  EXPECT_EQ(hw::io::to_csv(hw::io::read_panel(stream)), hw::io::to_csv(hw::io::parse_panel(text)));
}

TEST(Csv, Windows1252HasSignsBeyondLatin1) {
  const hw::Panel panel =
      hw::io::parse_panel("period,\x80 mn,caf\xE9,\x93q\x94\n2024,1,2,3\n", {.encoding = hw::io::Encoding::latin1});
  EXPECT_EQ(panel.names()[0], "\xE2\x82\xAC mn");
  EXPECT_EQ(panel.names()[1], "caf\xC3\xA9");
  EXPECT_EQ(panel.names()[2], "\xE2\x80\x9Cq\xE2\x80\x9D");
}

TEST(Csv, ThousandsMayBeSeparatedTypographically) {
  EXPECT_EQ(value_of("12\xE2\x80\x99"
                     "345\xE2\x80\x99"
                     "678",
                     {.thousands = '\''}),
            12345678.0);
  EXPECT_EQ(value_of("12\xE2\x80\xAF"
                     "345",
                     {.thousands = ' '}),
            12345.0);  // a narrow blank
  EXPECT_EQ(value_of("12\xE2\x80\x89"
                     "345",
                     {.thousands = ' '}),
            12345.0);  // a thin one
  EXPECT_EQ(value_of("12\xC2\xA0"
                     "345",
                     {.thousands = ' '}),
            12345.0);
}

TEST(Csv, APanelThatAMistypedYearMakesHugeIsRefused) {
  // 3.65 million days of four series, and a few values.
  const std::string text = "day,name,value\n0001-01-01,a,1\n2024-01-01,b,1\n2024-01-02,c,1\n9999-12-31,d,1\n";
  EXPECT_EQ(
      message_of([&] {
        hw::io::parse_panel(text, {.keys = {"name"}, .frequency = hw::Frequency::daily});
        return 0;
      }),
      "<text>: holds 4 values, and a panel from 0001-01-01 (line 2) to 9999-12-31 (line 5) would have 14608236: is a "
      "year mistyped?");
}

}  // namespace csv_test
