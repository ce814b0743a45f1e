#include "highwater/io/vintages.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "highwater/growth/growth.hpp"
#include "highwater/io/layouts.hpp"
#include "support/message_of.hpp"

namespace hw = highwater;
using hw::day;
using hw::month;
using hw::TimeSeries;
using hw::io::parse_vintages;
using hw::io::read_vintages;
using hw::io::VintageOptions;
using test_support::message_of;

namespace vintages_test {

const std::string path = std::string(HIGHWATER_EXAMPLE_DATA) + "/pakistan_vintages.csv";
const VintageOptions of_pakistan{
    .value = "value_usd_mn",
    .resolution = "resolution",
    .leave_out = {{"note", {"ERROR", "GARBLED", "CONFLICT", "MISLABELLED"}}, {"definition", {"other"}}}};

std::vector<double> values(const TimeSeries& series, hw::Period from, hw::Period to) {
  const hw::SeriesView part = series.slice(from, to);
  return {part.values().begin(), part.values().end()};
}

TEST(VintagesOfPakistan, GiveTheSeriesKnownAtTheEndOfJanuary2025) {
  const TimeSeries exports = read_vintages(path, of_pakistan).as_of(day(2025, 1, 31));
  EXPECT_EQ(values(exports, month(2023, 7), month(2024, 6)),
            (std::vector<double>{214, 235, 206, 238, 259, 303, 265, 257, 306, 310, 332, 298}));
  EXPECT_EQ(values(exports, month(2024, 7), month(2024, 12)), (std::vector<double>{286, 298, 292, 330, 310, 348}));
  EXPECT_EQ(exports.last(), month(2024, 12));
}

TEST(VintagesOfPakistan, SayThatNovemberFellByLittleInDecemberAndByMoreInJanuary) {
  const hw::Vintages vintages = read_vintages(path, of_pakistan);
  const hw::Period november = month(2024, 11);
  const TimeSeries in_december = vintages.as_of(day(2024, 12, 31)), in_january = vintages.as_of(day(2025, 1, 31));
  EXPECT_EQ(in_december.last(), november);
  EXPECT_EQ(in_december[november], 324.0);
  EXPECT_NEAR(hw::growth::period_over_period(in_december)[november], -0.018, 0.0005);
  EXPECT_EQ(in_january[november], 310.0);
  EXPECT_NEAR(hw::growth::period_over_period(in_january)[november], -0.061, 0.0005);

  EXPECT_EQ(vintages.first_release()[november], 324.0);
  EXPECT_EQ(vintages.standing(november, day(2025, 1, 16))->value, 324.0);
  EXPECT_EQ(vintages.standing(november, day(2025, 1, 17))->published, day(2025, 1, 17));
}

TEST(VintagesOfPakistan, KeepTheFinestFigureThatOthersAgreeWith) {
  const hw::Vintages vintages = read_vintages(path, of_pakistan);
  EXPECT_EQ(vintages.latest()[month(2023, 10)], 238.0);  // "24 crore" came later
  EXPECT_EQ(vintages.latest()[month(2021, 7)], 195.99);  // 196 came later
  const TimeSeries units = vintages.resolution_as_of(day(2025, 1, 31));
  EXPECT_EQ(units[month(2021, 7)], 0.01);
  EXPECT_EQ(units[month(2023, 10)], 1.0);
}

TEST(VintagesOfPakistan, HaveRevisionsThatAreFewAndMostlySmall) {
  const hw::Vintages vintages = read_vintages(path, of_pakistan);
  const hw::Revisions revisions = vintages.revisions();
  std::vector<std::string> revised;
  for (const hw::Revision& revision : revisions.changes)
    if (revision.change() != 0.0) revised.push_back(hw::to_string(revision.period));
  // Each is a REVISED of the file; 2021-07 and 2022-07 keep their decimals.
  EXPECT_EQ(revised, (std::vector<std::string>{"2022-01", "2022-03", "2022-05", "2022-06", "2022-07", "2022-08",
                                               "2023-03", "2023-06", "2024-11"}));
  double sum = 0.0, absolute = 0.0;
  for (const double change : {1.0, 1.0, 1.0, 1.0, 0.05, 1.0, 1.0, -12.0, -14.0}) {
    sum += change;
    absolute += change < 0.0 ? -change : change;
  }
  EXPECT_NEAR(revisions.mean, sum / static_cast<double>(revisions.changes.size()), 1e-12);
  EXPECT_NEAR(revisions.mean_absolute, absolute / static_cast<double>(revisions.changes.size()), 1e-12);
  EXPECT_EQ(revisions.by_lag.size(), 12U);
}

TEST(ReadVintages, LeavesOutRowsByWholeWords) {
  const std::string_view text =
      "period,published,value,note\n"
      "2024-01,2024-02-01,1,\n"
      "2024-01,2024-03-01,2,ERROR: typo\n"
      "2024-01,2024-04-01,3,no TERROR here and no ERRORS\n"
      "2024-02,2024-04-01,garbage,see ERROR\n";
  const hw::Vintages vintages = parse_vintages(text, {.leave_out = {{"note", {"ERROR"}}}});
  EXPECT_EQ(vintages.reports().size(), 2U);
  EXPECT_EQ(vintages.latest(), TimeSeries(month(2024, 1), {3.0}));
  EXPECT_EQ(message_of([&] { return parse_vintages(text); }),
            "<text>:5: column 3 \"value\": \"garbage\" is not a number");
  EXPECT_EQ(message_of([&] {
              return parse_vintages(text, {.leave_out = {{"period", {"2024"}}}});
            }),
            "<text>: has no report that is not left out");
  EXPECT_EQ(message_of([&] {
              return parse_vintages(text, {.leave_out = {{"note", {""}}}});
            }),
            "VintageOptions: a word to leave out is empty");
}

TEST(ReadVintages, TakesAMissingValueForAWithdrawal) {
  const hw::Vintages vintages = parse_vintages("p,d,v\n2024-Q1,2024-05-01,7\n2024-Q1,2024-06-01,\n");
  EXPECT_EQ(vintages.as_of(day(2024, 5, 31))[hw::quarter(2024, 1)], 7.0);
  EXPECT_TRUE(hw::is_missing(vintages.latest()[hw::quarter(2024, 1)]));
  EXPECT_EQ(vintages.latest().size(), 1U);
}

TEST(ReadVintages, TakesTheLowerOfTwoRowsOfOneDay) {
  EXPECT_EQ(parse_vintages("p,d,v\n2024,2025-01-01,2\n2024,2025-01-01,1\n").latest(),
            TimeSeries(hw::year(2024), {1.0}));
}

TEST(ReadVintages, ReadsOtherNotationsAndFiscalYears) {
  const hw::FiscalYear july{.first_month = 7};
  const hw::Vintages vintages = parse_vintages("2024;2024-07-20;3.223,5;0,5\n", {.resolution = 3,
                                                                                 .header = hw::io::Header::none,
                                                                                 .delimiter = ';',
                                                                                 .decimal = ',',
                                                                                 .thousands = '.',
                                                                                 .fiscal_year = july});
  EXPECT_EQ(vintages.latest(), TimeSeries(hw::year(2024), {3223.5}, july));
  EXPECT_EQ(vintages.resolution_as_of(day(2024, 7, 20))[hw::year(2024)], 0.5);
}

TEST(ReadVintages, SaysWhereAFileIsWrong) {
  const auto message = [](const std::string& rows, const VintageOptions& options = {}) {
    return message_of([&] { return parse_vintages("period,published,value,unit\n" + rows, options); });
  };
  EXPECT_EQ(message("2024-01,2024-02,1,1\n"),
            "<text>:2: column 2 \"published\": \"2024-02\" is not a date (2024-12-31)");
  EXPECT_EQ(message("2024-01,2024-02-01,1,1\n2024-Q1,2024-05-01,1,1\n"),
            "<text>:3: column 1 \"period\": \"2024-Q1\" is quarterly and line 2 is monthly");
  EXPECT_EQ(message("2024-01,2024-02-01,1,-1\n", {.resolution = "unit"}),
            "<text>:2: column 4 \"unit\": the resolution \"-1\" is negative");
  EXPECT_EQ(message("2024-01,2024-02-01,1,x\n", {.resolution = "unit"}),
            "<text>:2: column 4 \"unit\": \"x\" is not a number");
  EXPECT_EQ(message(""), "<text>: has no report");
  EXPECT_EQ(message("2024-01,2024-02-01,1,1\n", {.fiscal_year = {.first_month = 7}}),
            "<text>: is monthly: only a file of years, halves or quarters can count in fiscal years");
  EXPECT_EQ(message("2024-01,2024-02-01,1,1\n", {.delimiter = '-'}), "VintageOptions: the delimiter cannot be \"-\"");
  EXPECT_EQ(message_of([] { return read_vintages("no/such/file.csv"); }),
            "no/such/file.csv: cannot be read: No such file or directory");
}

TEST(ReadVintages, ReadsAStreamAsItReadsText) {
  std::istringstream stream("p,d,v,r\n2024-01,2024-02-01,1,\n");
  const hw::Vintages vintages = read_vintages(stream, {.resolution = "r"});
  EXPECT_EQ(vintages.reports().size(), 1U);
  EXPECT_EQ(vintages.reports()[0].resolution, 0.0);
}

TEST(ReadVintages, LabelsThatAreDaysTakeTheFrequencyThatIsSaid) {
  const std::string text = "p,published,v\n2024-01-01,2024-04-25,1\n2024-04-01,2024-07-25,2\n2024-01-01,2024-05-30,3\n";
  const hw::Vintages quarters = hw::io::parse_vintages(text, {.frequency = hw::Frequency::quarterly});
  EXPECT_EQ(quarters.as_of(hw::day(2024, 12, 31)), hw::TimeSeries(hw::quarter(2024, 1), {3, 2}));
  EXPECT_NE(test_support::message_of([&] { return hw::io::parse_vintages(text); }).find("say .frequency"),
            std::string::npos);
}

TEST(ReadVintages, AColumnMayBeAVintageThatReportsWhatItAddsAndChanges) {
  const hw::io::VintageOptions alfred{
      .missing = {"", "."}, .frequency = hw::Frequency::quarterly, .layout = hw::io::VintageLayout::columns};
  const auto read = [&](const std::string& text) { return hw::io::parse_vintages(text, alfred, "gdp.csv"); };
  const hw::Vintages gdp = read(
      "observation_date,GDP_20240725,GDP_20240425,GDP_20240530\n"
      "2023-10-01,100.5,100,100\n"
      "2024-01-01,.,101,102\n"
      "2024-04-01,103,.,.\n");
  EXPECT_EQ(gdp.reports().size(), 5U);
  EXPECT_EQ(gdp.as_of(day(2024, 4, 30)), TimeSeries(hw::quarter(2023, 4), {100, 101}));
  EXPECT_EQ(gdp.as_of(day(2024, 6, 1)), TimeSeries(hw::quarter(2023, 4), {100, 102}));
  EXPECT_EQ(gdp.latest(), TimeSeries(hw::quarter(2023, 4), {100.5, 102, 103}));  // "." is no withdrawal
  EXPECT_EQ(gdp.first_release(), TimeSeries(hw::quarter(2023, 4), {100, 101, 103}));
  EXPECT_EQ(gdp.standing(hw::quarter(2023, 4), day(2024, 6, 1))->published, day(2024, 4, 25));

  hw::io::VintageOptions options = hw::io::layouts::alfred_vintages();
  options.frequency = hw::Frequency::quarterly;
  const hw::Vintages file = read_vintages(std::string(HIGHWATER_TEST_DATA) + "/layouts/alfred_wide.csv", options);
  EXPECT_EQ(file.days(), (std::vector{day(2024, 4, 25), day(2024, 5, 30)}));
  EXPECT_EQ(file.as_of(day(2024, 5, 29)), TimeSeries(hw::quarter(2023, 4), {22679.255, 22768.866}));
  EXPECT_EQ(file.latest(), TimeSeries(hw::quarter(2023, 4), {22679.255, 22749.846}));

  const std::string two = "d,A_20240101,B_2024-01-01,A_20240201\n2024-01-01,1,2,3\n";
  options.value = "A";
  EXPECT_EQ(parse_vintages(two, options).days(), (std::vector{day(2024, 1, 1), day(2024, 2, 1)}));
  EXPECT_EQ(
      parse_vintages("d,2024-02-01,note\n2024-01-01,1,\n2024-04-01,2,BAD\n", {.leave_out = {{"note", {"BAD"}}},
                                                                              .frequency = hw::Frequency::quarterly,
                                                                              .layout = hw::io::VintageLayout::columns})
          .latest(),
      TimeSeries(hw::quarter(2024, 1), {1}));

  EXPECT_EQ(message_of([&] { return read(two); }),
            "gdp.csv:1: vintages of \"A\" and of \"B\": choose a series by its name, as in .value = \"A\"");
  EXPECT_EQ(message_of([&] { return read("d,A_20240101,note\n2024-01-01,1,x\n"); }),
            "gdp.csv:1: column 3 \"note\": the header does not end in the day of a vintage (GDP_20240425)");
  EXPECT_EQ(message_of([&] { return read("d,A_20240101,A_2024-01-01\n2024-01-01,1,2\n"); }),
            "gdp.csv:1: column 3 \"A_2024-01-01\": the vintage of column 2 has the same day");
  EXPECT_EQ(message_of([&] { return read("d,A_20240101\n2024-01-01,.\n"); }), "gdp.csv: has no report");
  options.value = "C";
  EXPECT_EQ(message_of([&] { return parse_vintages(two, options); }), "<text>:1: no column is a vintage");
  options.header = hw::io::Header::none;
  EXPECT_EQ(message_of([&] { return parse_vintages(two, options); }),
            "VintageOptions: a layout with vintages in the header needs Header::present");
}

}  // namespace vintages_test
