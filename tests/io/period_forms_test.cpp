#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "highwater/calendar/fiscal_year.hpp"
#include "highwater/io/csv.hpp"
#include "highwater/io/period_format.hpp"
#include "support/message_of.hpp"

namespace hw = highwater;
using hw::Period;
using hw::io::CsvOptions;
using hw::io::PeriodForm;
using test_support::message_of;

namespace period_forms_test {

Period read(const std::string& text, const CsvOptions& options = {}) {
  return hw::io::parse_csv("period;value\n\"" + text + "\";1\n",
                           [&] {
                             CsvOptions semicolons = options;
                             semicolons.delimiter = ';';
                             return semicolons;
                           }())
      .first();
}

std::string refusal(const std::string& text, const CsvOptions& options = {}) {
  return message_of([&] { return read(text, options); });
}

TEST(PeriodForms, WhatCannotBeMisreadIsReadWithoutBeingAsked) {
  const std::vector<std::pair<std::string, Period>> forms = {
      {"2024", hw::year(2024)},
      {"2024-A1", hw::year(2024)},
      {"2024 [YR2024]", hw::year(2024)},
      {"2024-S2", hw::half(2024, 2)},
      {"2024-H2", hw::half(2024, 2)},
      {"H1 2024", hw::half(2024, 1)},
      {"2024-Q4", hw::quarter(2024, 4)},
      {"2017Q04", hw::quarter(2017, 4)},
      {"2022:Q3", hw::quarter(2022, 3)},
      {"Q3/2020", hw::quarter(2020, 3)},
      {"2024 Q1", hw::quarter(2024, 1)},
      {"Q4 2024", hw::quarter(2024, 4)},
      {"1Q24", hw::quarter(2024, 1)},
      {"2024-12", hw::month(2024, 12)},
      {"2024M12", hw::month(2024, 12)},
      {"2024-M12", hw::month(2024, 12)},
      {"2024 DEC", hw::month(2024, 12)},
      {"Dec-24", hw::month(2024, 12)},
      {"Dec-69", hw::month(1969, 12)},
      {"December 2024", hw::month(2024, 12)},
      {"Sept 2024", hw::month(2024, 9)},
      {"202412", hw::month(2024, 12)},
      {"2024/01", hw::month(2024, 1)},
      {"12/2024", hw::month(2024, 12)},
      {"2024-W05", hw::week(2024, 5)},
      {"2024-W5", hw::week(2024, 5)},
      {"2024 W01", hw::week(2024, 1)},
      {"2024:12", hw::month(2024, 12)},
      {"2024.12", hw::month(2024, 12)},
      {"12-2024", hw::month(2024, 12)},
      {"12.2024", hw::month(2024, 12)},
      {"31-Oct-24", hw::day(2024, 10, 31)},
      {"2024-Oct-31", hw::day(2024, 10, 31)},
      {"2024-12-31", hw::day(2024, 12, 31)},
      {"2024/12/31", hw::day(2024, 12, 31)},
      {"20241231", hw::day(2024, 12, 31)},
      {"31/12/2024", hw::day(2024, 12, 31)},
      {"12/31/2024", hw::day(2024, 12, 31)},
      {"31.12.2024", hw::day(2024, 12, 31)},
      {"05/05/2024", hw::day(2024, 5, 5)},
      {"31-Oct-2024", hw::day(2024, 10, 31)},
      {"December 31, 2024", hw::day(2024, 12, 31)},
      {"2024-D060", hw::day(2024, 2, 29)},
      {"2024-12-31T00:00:00", hw::day(2024, 12, 31)},
      {"2024-12-31 00:00:00", hw::day(2024, 12, 31)},
      {"2024-12-31Z", hw::day(2024, 12, 31)},
      {"2024-12+05:00", hw::month(2024, 12)},
      {"2024-01-01/P1Y", hw::year(2024)},
      {"2024-07-01/P6M", hw::half(2024, 2)},
      {"2024-10-01/P3M", hw::quarter(2024, 4)},
      {"2024-10-01T00:00:00/P1M", hw::month(2024, 10)},
      {"2024-01-01/P7D", hw::week(2024, 1)},
      {"2024-01-01/P1D", hw::day(2024, 1, 1)},
  };
  for (const auto& [text, period] : forms) EXPECT_EQ(read(text, {.frequency = period.frequency()}), period) << text;
}

TEST(PeriodForms, WhatIsNoPeriodIsRefused) {
  for (const std::string text :
       {"2024-13",    "2024Q5", "2024-S3",  "2024-H0",  "2023-W53", "2023-02-29", "2023-D366", "31/02/2024",
        "13/13/2024", "202413", "20241301", "24-01",    "2024-1",   "2024-T5",    "Dez 2024",  "2024-2026",
        "FY",         "Q1",     "2024 Q",   "2024-12-", "1/2/3",    "2024Q1 2025"})
    EXPECT_NE(refusal(text).find("is not a period"), std::string::npos) << text << ": " << refusal(text);
  for (const std::string text : {"1234567890123",
                                 "2024-12_31",
                                 "2024!12",
                                 "2024.1",
                                 "12:2024",
                                 "1D 2024",
                                 "Q1 FY",
                                 "FY.2024",
                                 "Q5 FY25",
                                 "H3 FY25",
                                 "M1 FY25",
                                 "2024 [YR2025]",
                                 "Dec_2024",
                                 "2024_DEC",
                                 "24 DEC",
                                 "Dec 5",
                                 "Dec 31, 24",
                                 "Dec-2024-31",
                                 "31-Oct-202",
                                 "2024-Oct-2024",
                                 "2024-12+0x:00",
                                 "2024-12+05:0x",
                                 "2024-12-31 00-00-00",
                                 "2024-13-01/P1M",
                                 "2024-01/P1M",
                                 "2024-01-01/P2M",
                                 "2024-01-02/P1M",
                                 "2024-D000",
                                 "FY2024-26",
                                 "2024-12-31T10:00:00"})
    EXPECT_NE(refusal(text), "no error") << text;
}

TEST(PeriodForms, FiscalYearsMayHaveABlankOrBothOfTheirYears) {
  const hw::FiscalYear july{.first_month = 7};
  for (const std::string text : {"FY 2025", "FY2024/25", "FY2024-25", "FY 2024/25", "2024/25"})
    EXPECT_EQ(read(text, {.fiscal_year = july}), hw::year(2025)) << text;
  EXPECT_EQ(read("Q2 FY 2025", {.fiscal_year = july}), hw::quarter(2025, 2));
  EXPECT_EQ(read("H2 2024/25", {.fiscal_year = july}), hw::half(2025, 2));
}

TEST(PeriodForms, EveryTimePeriodOfSdmxIsReadOrSaysWhyNot) {
  const std::vector<std::pair<std::string, Period>> forms = {
      {"2024", hw::year(2024)},                             // Gregorian year
      {"2024-06", hw::month(2024, 6)},                      // Gregorian month
      {"2024-06-30", hw::day(2024, 6, 30)},                 // Gregorian day
      {"2024-06-30T00:00:00", hw::day(2024, 6, 30)},        // date and time
      {"2024-A1", hw::year(2024)},                          // reporting year
      {"2024-S2", hw::half(2024, 2)},                       // semester
      {"2024-Q2", hw::quarter(2024, 2)},                    // quarter
      {"2024-M06", hw::month(2024, 6)},                     // month
      {"2024-W26", hw::week(2024, 26)},                     // week
      {"2024-D182", hw::day(2024, 6, 30)},                  // day
      {"2024-06-30/P1D", hw::day(2024, 6, 30)},             // a range of time
      {"2024-06-01T00:00:00/P1M", hw::month(2024, 6)},      // the same from a time
      {"2024-04-01T00:00:00.0Z/P3M", hw::quarter(2024, 2)}  // and in a zone
  };
  for (const auto& [text, period] : forms)
    for (const std::string zone : {"", "Z", "+05:00", "-10:00"}) {
      if (!zone.empty() && text.find('/') != std::string::npos) continue;
      EXPECT_EQ(read(text + zone, {.frequency = period.frequency()}), period) << text << zone;
    }
  EXPECT_NE(refusal("2024-T3").find("2024-T3 is a third of a year, for which there is no frequency"),
            std::string::npos);  // trimester
  EXPECT_EQ(read("2024-T3", {.period_format = "%Y-T%q"}), hw::quarter(2024, 3));
  EXPECT_EQ(hw::io::parse_csv(
                "p,v\n2024-T1,7\n2024-01,1\n2024-02,2\n2024,9\n",
                {.frequency = hw::Frequency::monthly, .other_frequencies = hw::io::OtherFrequencies::leave_out}),
            hw::TimeSeries(hw::month(2024, 1), {1, 2}));
}

TEST(PeriodForms, WhatOurPrintersWriteIsReadBack) {
  for (const hw::FiscalLabel label : {hw::FiscalLabel::end_year, hw::FiscalLabel::start_year}) {
    const hw::FiscalYear july{.first_month = 7, .label = label};
    for (const Period part :
         {hw::year(2025), hw::half(2025, 1), hw::half(2025, 2), hw::quarter(2025, 1), hw::quarter(2025, 4)})
      for (const hw::FiscalStyle style : {hw::FiscalStyle::fy, hw::FiscalStyle::slash}) {
        const std::string text = july.name(part, style);
        EXPECT_EQ(read(text, {.fiscal_year = july}), part) << text;
      }
  }
}

TEST(PeriodForms, ADateThatCouldBeTwoIsDecidedByAnOptionOrAnotherRow) {
  EXPECT_EQ(refusal("01/02/2024"),
            "<text>:2: column 1 \"period\": 01/02/2024 has its day first or its month: say .period_format = "
            "PeriodForm::day_first or PeriodForm::month_first");
  EXPECT_EQ(read("01/02/2024", {.frequency = hw::Frequency::daily, .period_format = PeriodForm::day_first}),
            hw::day(2024, 2, 1));
  EXPECT_EQ(read("01/02/2024", {.period_format = PeriodForm::month_first}), hw::day(2024, 1, 2));
  EXPECT_EQ(read("01/02/2024", {.period_format = "%m/%d/%Y"}), hw::day(2024, 1, 2));
  EXPECT_EQ(hw::io::parse_csv("p,v\n12/01/2024,1\n13/01/2024,2\n"), hw::TimeSeries(hw::day(2024, 1, 12), {1, 2}));
  EXPECT_EQ(message_of([] { return hw::io::parse_csv("p,v\n13/01/2024,1\n01/14/2024,2\n"); }),
            "<text>:3: column 1 \"p\": 01/14/2024 and 13/01/2024 in line 2 are not written alike");
  EXPECT_EQ(refusal("31/12/2024", {.period_format = PeriodForm::month_first}),
            "<text>:2: column 1 \"period\": 31/12/2024 is not a date with the month first");
}

TEST(PeriodForms, APairOfYearsThatCouldBeAMonthIsDecidedByAnOptionOrAnotherRow) {
  const hw::FiscalYear april{.first_month = 4};
  const std::string years = "p,v\n2009-10,1\n2010-11,2\n";
  EXPECT_EQ(message_of([&] { return hw::io::parse_csv(years, {.fiscal_year = april}); }),
            "<text>:2: column 1 \"p\": 2009-10 is a month or a year that ends in the next: say .period_format = "
            "PeriodForm::months or PeriodForm::fiscal_years");
  EXPECT_EQ(hw::io::parse_csv(years, {.fiscal_year = april, .period_format = PeriodForm::fiscal_years}),
            hw::TimeSeries(hw::year(2010), {1, 2}, april));
  EXPECT_EQ(hw::io::parse_csv(years, {.period_format = PeriodForm::months})[hw::month(2010, 11)], 2);
  EXPECT_EQ(hw::io::parse_csv("p,v\n2011-12,1\n2012-13,2\n", {.fiscal_year = april}),
            hw::TimeSeries(hw::year(2012), {1, 2}, april));
  EXPECT_EQ(hw::io::parse_csv("p,v\n2009-10,1\n2009-11,2\n"), hw::TimeSeries(hw::month(2009, 10), {1, 2}));
  EXPECT_EQ(hw::io::parse_csv("p,v\n2009-10,1\n"), hw::TimeSeries(hw::month(2009, 10), {1}));
}

TEST(PeriodForms, AFormatOrAFunctionReadsTheRest) {
  EXPECT_EQ(read("24.12.30", {.period_format = "%y.%m.%d"}), hw::day(2024, 12, 30));
  EXPECT_EQ(read("3. quarter of 2024", {.period_format = "%q. quarter of %Y"}), hw::quarter(2024, 3));
  EXPECT_EQ(read("week 05/2024", {.period_format = "week %V/%G"}), hw::week(2024, 5));
  EXPECT_EQ(read("100%2024", {.period_format = "100%%%Y"}), hw::year(2024));
  EXPECT_NE(refusal("31/13/2024", {.period_format = "%d/%m/%Y"}).find("is not a period written as \"%d/%m/%Y\""),
            std::string::npos);
  const auto by_number = [](std::string_view text) {
    return text == "t0" ? std::optional(hw::month(2024, 1)) : std::nullopt;
  };
  EXPECT_EQ(read("t0", {.period_format = by_number}), hw::month(2024, 1));
  EXPECT_NE(refusal("t1", {.period_format = by_number}).find("\"t1\" is not a period to the function"),
            std::string::npos);
  EXPECT_NE(message_of([] { return hw::io::PeriodFormat("%d/%m/%Q"); }).find("has a field that is not"),
            std::string::npos);
  EXPECT_NE(message_of([] { return hw::io::PeriodFormat("%d/%m"); }).find("has no year"), std::string::npos);
  EXPECT_NE(message_of([] { return hw::io::PeriodFormat("%Y-%"); }).find("has a field that is not"), std::string::npos);
  EXPECT_NE(message_of([] { return hw::io::PeriodFormat("%Y %d"); }).find("has a day and no month"), std::string::npos);
  EXPECT_EQ(message_of([] { return hw::io::PeriodFormat(hw::io::PeriodFormat::Reader()); }),
            "a function that reads periods is empty");
}

TEST(PeriodForms, AFormatHasTheFieldsOfStrptime) {
  struct Case {
    const char* format;
    std::string text;
    Period period;
  };
  for (const Case& c : {Case{"%e %b %Y", "31 Dec 2024", hw::day(2024, 12, 31)},
                        {"%d %h %Y", "31 Dec. 2024", hw::day(2024, 12, 31)},
                        {"%B.%Y", "Dec.2024", hw::month(2024, 12)},
                        {"%Y %b", "2024 dec", hw::month(2024, 12)},
                        {"%Y %j", "2024 060", hw::day(2024, 2, 29)},
                        {"%Y W%V", "2024   W05", hw::week(2024, 5)},
                        {"%Y%%d", "2024%d", hw::year(2024)},
                        {"%Y", "2024", hw::year(2024)}})
    EXPECT_EQ(read(c.text, {.frequency = c.period.frequency(), .period_format = c.format}), c.period) << c.format;
  for (const auto& [format, text] : std::vector<std::pair<const char*, std::string>>{{"%Y-%m", "2024"},
                                                                                     {"%Y-%m", "2024-x1"},
                                                                                     {"%Y-%m", "2024-12x"},
                                                                                     {"%Y-%m", "202-12"},
                                                                                     {"%Y-%m", "2024-00"},
                                                                                     {"%Y/%m", "2024-12"},
                                                                                     {"%Y-%m-%d", "2024-12-00"},
                                                                                     {"%Y %b", "2024 Dez"},
                                                                                     {"%Y %b", "2024 ."},
                                                                                     {"%b %Y", "Dez. 2024"},
                                                                                     {"%Y %j", "2024 367"},
                                                                                     {"%Y %j", "2024 000"}})
    EXPECT_NE(refusal(text, {.period_format = format}).find("is not a period written as"), std::string::npos)
        << format << " " << text;
}

TEST(PeriodForms, DaysOfASpreadsheetCountFromMarch1900) {
  const CsvOptions serial{.frequency = hw::Frequency::daily, .period_format = PeriodForm::excel_serial};
  EXPECT_EQ(read("45627", serial), hw::day(2024, 12, 1));
  EXPECT_EQ(read("61", serial), hw::day(1900, 3, 1));
  EXPECT_EQ(read("2958465", serial), hw::day(9999, 12, 31));
  for (const std::string text : {"60", "2958466", "99999999", "45627.5", "x"})
    EXPECT_NE(refusal(text, serial), "no error") << text;
}

TEST(PeriodForms, MonthsOfOtherLanguagesAreNamedByTheCaller) {
  const CsvOptions spanish{.month_names = {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto",
                                           "septiembre", "octubre", "noviembre", "diciembre"}};
  EXPECT_EQ(read("Diciembre 2024", spanish), hw::month(2024, 12));
  EXPECT_EQ(refusal("2024", {.month_names = {"enero"}}), "CsvOptions: 1 names of months are not 12 or 24");
}

TEST(PeriodForms, APeriodMayStandInTwoColumns) {
  const CsvOptions options{.value = "v", .period_part = "part"};
  EXPECT_EQ(hw::io::parse_csv("y,part,v\n2024,M01,1\n2024,M02,2\n", options),
            hw::TimeSeries(hw::month(2024, 1), {1, 2}));
  EXPECT_EQ(hw::io::parse_csv("y,part,v\n2024,January,1\n", options), hw::TimeSeries(hw::month(2024, 1), {1}));
  EXPECT_NE(
      message_of([&] { return hw::io::parse_csv("y,part,v\n2024,1,1\n", options); }).find("only if .frequency says"),
      std::string::npos);
  CsvOptions quarters = options;
  quarters.frequency = hw::Frequency::quarterly;
  EXPECT_EQ(hw::io::parse_csv("y,part,v\n2024,1,1\n2024,2,2\n", quarters),
            hw::TimeSeries(hw::quarter(2024, 1), {1, 2}));
}

TEST(PeriodForms, ThePartOfAYearIsALetterAWordOrANumber) {
  using hw::Frequency;
  const auto first = [](const std::string& part, std::optional<Frequency> frequency = {}) {
    return hw::io::parse_csv("y,part,v\n2024," + part + ",1\n",
                             {.value = "v", .frequency = frequency, .period_part = "part"})
        .first();
  };
  EXPECT_EQ(first("7", Frequency::monthly), hw::month(2024, 7));
  EXPECT_EQ(first("2", Frequency::semiannual), hw::half(2024, 2));
  for (const std::string part : {"Annual", "Year", "total", "Average", "avg", "M13", "Q05", "S03"})
    EXPECT_EQ(first(part, Frequency::annual), hw::year(2024)) << part;
  EXPECT_EQ(first("Half2"), hw::half(2024, 2));
  EXPECT_EQ(first("Qtr3"), hw::quarter(2024, 3));
  EXPECT_EQ(first("W05"), hw::week(2024, 5));
  for (const std::string part : {"Foo", "Foo1", "1-2-3", "Half 2", "M14", "Q 1", "13 M"})
    EXPECT_THROW(first(part), hw::Error) << part;
  EXPECT_THROW(first("5", Frequency::weekly), hw::Error);
  for (const std::string year : {"24", "2024-25", "MMXX"})
    EXPECT_THROW(hw::io::parse_csv("y,part,v\n" + year + ",M01,1\n", {.value = "v", .period_part = "part"}), hw::Error)
        << year;
}

}  // namespace period_forms_test
