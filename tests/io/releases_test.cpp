#include "highwater/io/releases.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "highwater/io/holidays.hpp"
#include "highwater/io/vintages.hpp"
#include "support/message_of.hpp"

namespace hw = highwater;
using hw::day;
using hw::month;
using hw::PrintedFigure;
using hw::io::parse_releases;
using hw::io::parse_year_to_date;
using test_support::message_of;

namespace releases_test {

const std::string header =
    "published,reference_period,claim_type,value,resolution,compare_period,compare_value,source,note\n";

TEST(Releases, AreReadRowByRow) {
  const std::vector<PrintedFigure> rows =
      parse_releases(header +
                         "2025-01-17,2024-12,mom_pct,12,1,2024-11,310,arabnews.pk,\"base, as printed\"\n"
                         "2021-09-20,2021-07,yoy_pct,20.22,,2020-07,163.020,,\n"
                         "2025-01-17,2024-12,level,348,1,,,,\n",
                     {}, "claims.csv");
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].place, "claims.csv:2");
  EXPECT_EQ(rows[0].published, day(2025, 1, 17));
  EXPECT_EQ(rows[0].period, month(2024, 12));
  EXPECT_EQ(rows[0].type, "mom_pct");
  EXPECT_EQ(rows[0].compare_period, month(2024, 11));
  EXPECT_EQ(rows[0].compare_value, 310.0);
  EXPECT_EQ(rows[0].compare_resolution, 1.0);
  EXPECT_EQ(rows[0].note, "base, as printed");
  EXPECT_EQ(rows[1].resolution, 0.0);
  EXPECT_DOUBLE_EQ(rows[1].compare_resolution, 0.01);  // the last 0 of 163.020 says nothing
  EXPECT_FALSE(rows[2].compare_period);
  EXPECT_FALSE(rows[2].compare_value);
}

TEST(Releases, MayHaveTheirColumnsInAnyOrderAndOthersBeside) {
  const auto rows = parse_releases(
      "note;more;value;claim_type;reference_period;published;resolution;source;compare_value;compare_period\n"
      ";x;12,5;mom_pct;2024-12;2025-01-17;0,1;;;\n",
      {.delimiter = ';', .decimal = ','});
  EXPECT_EQ(rows.at(0).value, 12.5);
  EXPECT_EQ(rows.at(0).resolution, 0.1);
}

TEST(Releases, OfBusinessDaysHaveLabelsThatAreDays) {
  const hw::io::ReleaseOptions options{.frequency = hw::Frequency::business_daily};
  const auto rows = parse_releases(
      header + "2024-12-30,2024-12-30,mom_pct,12,1,2024-12-27,310,,\n2024-12-30,2024-12-30,level,348,1,,,,\n", options);
  EXPECT_EQ(rows.at(0).period, hw::business_day(2024, 12, 30));
  EXPECT_EQ(rows.at(0).compare_period, hw::business_day(2024, 12, 27));
  EXPECT_EQ(rows.at(0).published, day(2024, 12, 30));
  const auto error = [&](const std::string& row) {
    return message_of([&] { return parse_releases(header + row, options, "claims.csv"); });
  };
  EXPECT_EQ(error("2024-12-30,2024-12-28,level,348,1,,,,"),
            "claims.csv:2: column 2 \"reference_period\": 2024-12-28 is a Saturday, not a business day");
  EXPECT_EQ(error("2024-12-30,2024-12,level,348,1,,,,"),
            "claims.csv:2: column 2 \"reference_period\": 2024-12 is monthly, and the options say business-daily");
  EXPECT_EQ(parse_releases(header + "2024-12-30,2024-11-01,level,348,1,,,,", {.frequency = hw::Frequency::monthly})
                .at(0)
                .period,
            month(2024, 11));
}

TEST(Releases, WriteTheirPeriodsInAnyFormThatATableMayHave) {
  const std::string text = header + "2025-01-17,Dec-24,mom_pct,12,1,Nov-24,310,,\n2025-01-17,2024M12,level,348,1,,,,\n";
  EXPECT_EQ(parse_releases(text).at(0).compare_period, month(2024, 11));
  EXPECT_EQ(parse_releases(text).at(1).period, month(2024, 12));
  const auto of_days = [](const std::string& row, const hw::io::ReleaseOptions& options) {
    return parse_releases(header + row, options, "claims.csv").at(0);
  };
  const std::string doubtful = "2025-01-17,01/12/2024,mom_pct,12,1,01/11/2024,310,,\n";
  EXPECT_EQ(of_days(doubtful, {.frequency = hw::Frequency::monthly, .period_format = hw::io::PeriodForm::day_first})
                .compare_period,
            month(2024, 11));
  EXPECT_EQ(of_days(doubtful, {.period_format = "%m/%d/%Y"}).period, day(2024, 1, 12));
  EXPECT_EQ(
      message_of([&] { return of_days(doubtful, {}); }),
      "claims.csv:2: column 2 \"reference_period\": 01/12/2024 has its day first or its month: say .period_format "
      "= PeriodForm::day_first or PeriodForm::month_first");
  EXPECT_EQ(of_days("2025-01-17,01/12/2024,mom_pct,12,1,30/11/2024,310,,\n", {}).period, day(2024, 12, 1));
  EXPECT_EQ(message_of([&] { return of_days("2025-01-17,2024-12,level,12,1,,,,\n", {.period_format = "%m/%Y"}); }),
            "claims.csv:2: column 2 \"reference_period\": \"2024-12\" is not a period written as \"%m/%Y\"");
}

TEST(Releases, OfFiscalYearsSayInWhichMonthTheyBegin) {
  const auto period_of = [](const std::string& label, const hw::FiscalYear& fiscal_year) {
    return parse_releases(header + "2025-01-17," + label + ",level,348,1,,,,\n", {.fiscal_year = fiscal_year},
                          "claims.csv")
        .at(0)
        .period;
  };
  const hw::FiscalYear july{.first_month = 7}, by_start{.first_month = 4, .label = hw::FiscalLabel::start_year};
  EXPECT_EQ(period_of("FY2024", july), hw::year(2024));
  EXPECT_EQ(period_of("2023/24", july), hw::year(2024));
  EXPECT_EQ(period_of("2023/24", by_start), hw::year(2023));
  EXPECT_EQ(period_of("Q2 FY25", july), hw::quarter(2025, 2));
  EXPECT_EQ(period_of("H1 2024/25", july), hw::half(2025, 1));
  EXPECT_EQ(period_of("2024-12", july), month(2024, 12));  // is where it is
  for (const std::string label : {"FY2024", "2023/24", "Q2 FY25"})
    EXPECT_EQ(message_of([&] { return period_of(label, {}); }),
              "claims.csv:2: column 2 \"reference_period\": a fiscal year: say in which month it begins, as in "
              ".fiscal_year = {.first_month = 7}");
  EXPECT_EQ(parse_releases(header + "2025-01-17,FY2024,yoy_pct,12,1,FY2023,310,,\n", {.fiscal_year = july})
                .at(0)
                .compare_period,
            hw::year(2023));
  EXPECT_NE(message_of([&] { return period_of("2024-12", {.first_month = 13}); }).find("13"), std::string::npos);
}

TEST(Releases, MayBeInLatin1AsVintagesTotalsAndHolidaysMay) {
  const auto latin1 = hw::io::Encoding::latin1;
  EXPECT_EQ(parse_releases(header + "2025-01-17,2024-12,level,348,1,,,Caf\xE9,\n", {.encoding = latin1}).at(0).source,
            "Caf\xC3\xA9");
  EXPECT_EQ(hw::io::parse_vintages("mois,publi\xE9,valeur\n2024-12,2025-01-17,348\n", {.encoding = latin1}).latest(),
            hw::TimeSeries(month(2024, 12), {348}));
  EXPECT_EQ(parse_year_to_date(
                "period_from,period_to,published,value,resolution,pays\n2024-07,2024-12,2025-01-17,1,1,B\xE9nin\n",
                {.encoding = latin1})
                .totals.latest(),
            hw::TimeSeries(month(2024, 12), {1}));
  EXPECT_EQ(hw::io::parse_holidays("jour,nom\n2024-08-15,F\xEAte\n", {.encoding = latin1}),
            std::vector<hw::Period>{day(2024, 8, 15)});
}

TEST(Releases, ThatCannotBeReadSayWhere) {
  const auto error = [](const std::string& row) {
    return message_of([&row] { return parse_releases(header + row, {}, "claims.csv"); });
  };
  EXPECT_EQ(error("2025-01-17,2024-12,level,about 348,1,,,,"),
            "claims.csv:2: column 4 \"value\": \"about 348\" is not a number");
  EXPECT_EQ(error("2025-01-17,2024-12,level,,1,,,,"), "claims.csv:2: column 4 \"value\": a claim without a figure");
  EXPECT_EQ(error("2025-01-17,2024-12,level,348,-1,,,,"),
            "claims.csv:2: column 5 \"resolution\": the resolution \"-1\" is negative");
  EXPECT_EQ(error("2025-01,2024-12,level,348,1,,,,"),
            "claims.csv:2: column 1 \"published\": \"2025-01\" is not a date (2024-12-31)");
  EXPECT_EQ(error("2025-01-17,2024-12,level,348,1,2024-Q3,,,"),
            "claims.csv:2: column 6 \"compare_period\": \"2024-Q3\" is quarterly and line 2 is monthly");
  EXPECT_EQ(error(""), "claims.csv: has a header and no other row");
  EXPECT_EQ(message_of([] { return parse_releases("published,value\n2025-01-17,348\n", {}, "claims.csv"); }),
            "claims.csv:1: there is no column \"reference_period\"; there are \"published\", \"value\"");
}

const std::string totals_header = "period_from,period_to,published,value,resolution,note\n";

TEST(YearToDateReports, ShowTheFiscalYear) {
  const auto reports = parse_year_to_date(totals_header +
                                          "2024-07,2024-12,2025-01-17,1864,1,\n"
                                          "2023-07,2023-12,2024-01-24,1460,10,\n"
                                          "2023-07,2023-12,2024-02-19,1454.881,0.001,\n");
  EXPECT_EQ(reports.fiscal_year, hw::FiscalYear{.first_month = 7});
  EXPECT_EQ(reports.totals.as_of(day(2024, 1, 31))[month(2023, 12)], 1460.0);
  EXPECT_EQ(reports.totals.latest()[month(2023, 12)], 1454.881);
  EXPECT_EQ(reports.totals.latest()[month(2024, 12)], 1864.0);
}

TEST(YearToDateReports, WriteTheirPeriodsInAnyFormThatATableMayHave) {
  const auto read = [](const std::string& rows, const hw::io::YearToDateOptions& options = {}) {
    return parse_year_to_date(totals_header + rows, options, "cumulative.csv");
  };
  const hw::FiscalYear july{.first_month = 7};
  const auto words = read("Jul-24,Dec-24,2025-01-17,1864,1,\n");
  EXPECT_EQ(words.fiscal_year, july);
  EXPECT_EQ(words.totals.latest()[month(2024, 12)], 1864.0);
  EXPECT_EQ(read("07/2024,12/2024,2025-01-17,1864,1,\n", {.period_format = "%m/%Y"}).fiscal_year, july);

  const std::string days = "2024-07-01,2024-12-31,2025-01-17,1864,1,\n2024-07-01,2025-01-31,2025-02-17,2177,1,\n";
  const auto months = read(days, {.frequency = hw::Frequency::monthly});
  EXPECT_EQ(months.fiscal_year, july);
  EXPECT_EQ(months.totals.latest(), hw::TimeSeries(month(2024, 12), {1864, 2177}));
  EXPECT_EQ(read("01/07/2024,31/12/2024,2025-01-17,1864,1,\n", {.frequency = hw::Frequency::quarterly})
                .totals.latest()
                .first(),
            hw::quarter(2024, 4));
  EXPECT_EQ(message_of([&] { return read(days); }),
            "cumulative.csv:2: column 2 \"period_to\": 2024-12-31 is a day: say of which periods the totals are, as in "
            ".frequency = Frequency::monthly");
  EXPECT_EQ(message_of([&] { return read(days, {.frequency = hw::Frequency::daily}); }),
            "cumulative.csv:2: column 2 \"period_to\": years have no fixed number of daily periods");
  EXPECT_EQ(message_of([&] { return read("2024-Q3,2024-12,2025-01-17,1864,1,\n"); }),
            "cumulative.csv:2: column 1 \"period_from\": \"2024-Q3\" is quarterly and line 2 is monthly");
}

TEST(YearToDateReports, OfQuartersOfAFiscalYearCountInIt) {
  const hw::FiscalYear july{.first_month = 7};
  const auto read = [](const std::string& rows, const hw::FiscalYear& fiscal_year) {
    return parse_year_to_date(totals_header + rows, {.fiscal_year = fiscal_year}, "cumulative.csv");
  };
  const auto reports = read("Q1 FY25,Q2 FY25,2025-01-17,1864,1,\nQ1 FY25,Q3 FY25,2025-04-17,2828,1,\n", july);
  EXPECT_EQ(reports.fiscal_year, july);
  EXPECT_EQ(reports.totals.latest(), hw::TimeSeries(hw::quarter(2025, 2), {1864, 2828}, july));
  const auto error = [&](const std::string& rows, const hw::FiscalYear& fiscal_year) {
    return message_of([&] { return read(rows, fiscal_year); });
  };
  EXPECT_EQ(error("Q2 FY25,Q3 FY25,2025-04-17,964,1,\n", july),
            "cumulative.csv:2: column 1 \"period_from\": \"2025-Q2\" is not where the fiscal year begins that "
            ".fiscal_year says");
  EXPECT_EQ(error("2024-01,2024-12,2025-01-17,1864,1,\n", july),
            "cumulative.csv:2: column 1 \"period_from\": \"2024-01\" is not where the fiscal year begins that "
            ".fiscal_year says");
  EXPECT_EQ(
      error("Q1 FY25,Q2 FY25,2025-01-17,1864,1,\n", {}),
      "cumulative.csv:2: column 2 \"period_to\": a fiscal year: say in which month it begins, as in .fiscal_year = "
      "{.first_month = 7}");
  EXPECT_EQ(read("2024-07,2024-12,2025-01-17,1864,1,\n", july).totals.latest().first(), month(2024, 12));
}

TEST(YearToDateReports, AskNothingOfRowsThatAreLeftOut) {
  const auto reports = parse_year_to_date(totals_header +
                                              "2024-01,about May,2025-01-17,9,1,ERROR\n"
                                              "garbage,2024-12,2025-01-17,9,1,see ERROR\n"
                                              "2024-07,2024-12,2025-01-17,1864,1,\n"
                                              "2024-07,2024-11,2024-12-17,NA,1,\n",
                                          {.leave_out = {{"note", {"ERROR"}}}});
  EXPECT_EQ(reports.fiscal_year, hw::FiscalYear{.first_month = 7});
  EXPECT_EQ(reports.totals.reports().size(), 2U);
}

TEST(YearToDateReports, ThatAreNoneSayWhere) {
  const auto error = [](const std::string& rows) {
    return message_of([&rows] { return parse_year_to_date(totals_header + rows, {}, "cumulative.csv"); });
  };
  EXPECT_EQ(error("2024-07,2024-12,2025-01-17,1864,1,\n2024-01,2024-12,2025-01-17,3600,1,\n"),
            "cumulative.csv:3: column 1 \"period_from\": \"2024-01\" begins another fiscal year than line 2");
  EXPECT_EQ(error("2024-07,2024-06,2025-01-17,1864,1,\n"),
            "cumulative.csv:2: column 1 \"period_from\": from 2024-07 to 2024-06 is no part of a fiscal year");
  EXPECT_EQ(error("2023-07,2024-12,2025-01-17,1864,1,\n"),
            "cumulative.csv:2: column 1 \"period_from\": from 2023-07 to 2024-12 is no part of a fiscal year");
  EXPECT_EQ(error("2024-07,2024-12,soon,1864,1,\n"),
            "cumulative.csv:2: column 3 \"published\": \"soon\" is not a date (2024-12-31)");
}

}  // namespace releases_test
