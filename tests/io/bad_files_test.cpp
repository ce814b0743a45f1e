#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "highwater/io/csv.hpp"
#include "highwater/io/holidays.hpp"
#include "highwater/io/layouts.hpp"
#include "highwater/io/releases.hpp"
#include "highwater/io/vintages.hpp"
#include "support/message_of.hpp"

namespace hw = highwater;
using hw::io::CsvOptions;
using hw::io::Layout;
using hw::io::Notes;
using hw::io::PeriodForm;
using test_support::message_of;

namespace bad_files_test {

struct BadFile {
  std::string text;
  CsvOptions options;
  std::string message;
  bool is_panel = false;
};

const std::string forms = " is not a period (2024, 2024-S2, 2024-Q4, 2024-12, 2024-W05 or 2024-12-31)";

std::vector<BadFile> bad_files() {
  const CsvOptions plain, across{.layout = Layout::periods_across}, parts{.layout = Layout::parts_across};
  std::vector<BadFile> files = {
      // What could be read in two ways.
      {"p,v\n01/02/2024,1\n", plain,
       "f.csv:2: column 1 \"p\": 01/02/2024 has its day first or its month: say .period_format = PeriodForm::day_first "
       "or "
       "PeriodForm::month_first"},
      {"p,v\n2009/10,1\n", plain,
       "f.csv:2: column 1 \"p\": 2009/10 is a month or a year that ends in the next: say .period_format = "
       "PeriodForm::months or PeriodForm::fiscal_years"},
      {"p,v\n31/12/2024,1\n12/30/2024,2\n", plain,
       "f.csv:3: column 1 \"p\": 12/30/2024 and 31/12/2024 in line 2 are not written alike"},
      {"p,v\n31/12/2024,1\n",
       {.period_format = PeriodForm::month_first},
       "f.csv:2: column 1 \"p\": 31/12/2024 is not a date with the month first"},
      {"p,v\n12/31/2024,1\n",
       {.period_format = PeriodForm::day_first},
       "f.csv:2: column 1 \"p\": 12/31/2024 is not a date with the day first"},
      {"p,a,b\n2024,1,2\n", plain,
       "f.csv:1: more than one column could hold the values: \"a\", \"b\"; name one with .value"},
      {"2024,1,2\n",
       {.header = hw::io::Header::none},
       "f.csv:1: more than one column could hold the values: position 1, position 2; name one with .value"},
      {"p,geo,a,b\n2024,AT,1,2\n",
       {.keys = {"geo"}},
       "f.csv:1: more than one column could hold the values: \"a\", \"b\"; name one with .value",
       true},
      {"p,a,b\n2024,x,y\n", plain,
       "f.csv:1: more than one column could hold the values: \"a\", \"b\"; name one with .value"},
      {"y,part,v\n2024,1,5\n",
       {.value = "v", .period_part = "part"},
       "f.csv:2: column 2 \"part\": \"2024\" and \"1\" are not a year and a part of it (M01, Q1, S1, January; a number "
       "only "
       "if .frequency says what it counts)"},
      {"y,part,v\n2024,M14,5\n",
       {.value = "v", .period_part = "part"},
       "f.csv:2: column 2 \"part\": \"2024\" and \"M14\" are not a year and a part of it (M01, Q1, S1, January; a "
       "number "
       "only if .frequency says what it counts)"},
      {"y,v,part\n2024,5,M01\n2024,6\n",
       {.value = "v", .period_part = "part", .notes = hw::io::Notes::below},
       "f.csv:3: the row has 2 fields and the header has 3"},
      // Fiscal years without their first month.
      {"p,v\nFY2024,1\n", plain,
       "f.csv:2: column 1 \"p\": a fiscal year: say in which month it begins, as in .fiscal_year = {.first_month = 7}"},
      {"p,v\n2022/23,1\n", plain,
       "f.csv:2: column 1 \"p\": a fiscal year: say in which month it begins, as in .fiscal_year = {.first_month = 7}"},
      {"p,v\nQ2 FY25,1\n", plain,
       "f.csv:2: column 1 \"p\": a fiscal year: say in which month it begins, as in .fiscal_year = {.first_month = 7}"},
      // Frequencies.
      {"p,v\n2024-01,1\n2024,2\n", plain, "f.csv:3: column 1 \"p\": \"2024\" is annual and line 2 is monthly"},
      {"p,v\n2024-01,1\n",
       {.frequency = hw::Frequency::quarterly},
       "f.csv:2: column 1 \"p\": 2024-01 is monthly, and the options say quarterly"},
      {"p,v\n2024-01-01,1\n2024-01-31,2\n",
       {.frequency = hw::Frequency::monthly},
       "f.csv:3: column 1 \"p\": 2024-01-31 lies elsewhere in its monthly period than 2024-01-01 in line 2: days label "
       "periods that they all start or all end"},
      // Several series.
      {"geo,p,v\nAT,2024,1\nFR,2024,2\n",
       {.period = "p", .value = "v"},
       "f.csv:3: column 2 \"p\": 2024 was given in line 2 already"},
      {"geo,p,v\nAT,2024,1\nAT,2024,2\n",
       {.period = "p", .value = "v", .keys = {"geo"}},
       "f.csv:3: column 2 \"p\": 2024 was given in line 2 already",
       true},
      {"geo,p,v\nAT,2024,1\nFR,2024,2\n",
       {.period = "p", .value = "v", .keys = {"geo"}},
       "f.csv: holds 2 series (\"AT\", \"FR\"): choose one with .only, or read a panel"},
      {"geo,p,v\nAT,2024,1\n",
       {.period = "p", .value = "v", .only = {{"geo", "DE"}}},
       "f.csv: no row has \"DE\" where .only asks for it"},
      {"p,a,a\n2024,1,2\n", plain, "f.csv: two series would have the name \"a\"", true},
      {"geo,2023,2024\nAT,1,2\nAT,3,4\n", across, "f.csv:3: 2023 was given in line 2 already", true},
      // Layouts.
      {"geo,2023,2024\nAT,1,2\n", plain, "f.csv:1: the header holds periods: say .layout = Layout::periods_across"},
      {"geo,a,b\nAT,1,2\n", across, "f.csv:1: no column is a period"},
      {"Year,a,b\n2024,1,2\n", parts, "f.csv:1: no column is a part of a year (Jan, M01, Q1, H1)"},
      {"Year,Jan,Feb\n2024-01,1,2\n", parts, "f.csv:2: column 1 \"Year\": \"2024-01\" is not a year"},
      {"geo,2023,2024-01\nAT,1,2\n", across, "f.csv:1: \"2024-01\" is monthly and line 2 is annual"},
      {"geo,2023\nAT,1\n",
       {.header = hw::io::Header::none, .layout = Layout::periods_across},
       "CsvOptions: a layout with periods in the header needs Header::present"},
      {"p,v\n2024,1\nSource: us\n", plain, "f.csv:3: the row has 1 field and the header has 2"},
      {"p,v\n2023,1\nnote\n2024,2\n", {.notes = Notes::below}, "f.csv:3: the row is no data, and line 4 is"},
      {"title\np,v\n2024,1\n",
       {.period = "Period", .value = "v", .notes = Notes::above},
       "f.csv: has no header with \"Period\", \"v\""},
      {"title\n2024,1\n", plain, "f.csv:1: there is no column at position 1 (from 0); there is \"title\""},
      {"p,v\n2024,1\n", {.month_names = {"enero"}}, "CsvOptions: 1 names of months are not 12 or 24"},
      // Encodings and invisible characters.
      {"p,v\n2024,1 \xE9\n", plain,
       "f.csv:2: the byte E9 is not UTF-8: if this is Latin-1 or Windows-1252, say .encoding = Encoding::latin1 or "
       "convert "
       "it with iconv -f WINDOWS-1252 -t UTF-8"},
      {std::string("\xFF\xFEp\0", 4), plain,
       "f.csv: is UTF-16LE text, not UTF-8: convert it with iconv -f UTF-16 -t UTF-8"},
      {"p,v\n2024,1\xC2\xA0"
       "234\n",
       plain, "f.csv:2: column 2 \"v\": \"1<U+00A0>234\" is not a number"},
      {"p,v\n2024,1\xE2\x80\xAF"
       "234\n",
       plain, "f.csv:2: column 2 \"v\": \"1<U+202F>234\" is not a number"},
      {"p,v\n\xE2\x80\x8E"
       "2024,1\n",
       plain, "f.csv:2: column 1 \"p\": \"<U+200E>2024\"" + forms},
      {"p,v\n2024\xC2\xA0,1\n", plain, "f.csv:2: column 1 \"p\": \"2024<U+00A0>\"" + forms},
      // Numbers.
      {"p,v\n2024,\"0,066\"\n", plain, "f.csv:2: column 2 \"v\": \"0,066\" is not a number"},
      {"p,v\n2024,0,066\n", {.decimal = ','}, "f.csv:2: the row has 3 fields and the header has 2"},
      {"p,v\n2024,12%\n", plain, "f.csv:2: column 2 \"v\": \"12%\" is not a number"},
      {"p,v\n2024,(12)\n", plain, "f.csv:2: column 2 \"v\": \"(12)\" is not a number"},
      {"p,v\n2024,12 p\n", plain, "f.csv:2: column 2 \"v\": \"12 p\" is not a number"},
      {"p,v\n2024,12k\n", {.flags = hw::io::Flags::beside_numbers}, "f.csv:2: column 2 \"v\": \"12k\" is not a number"},
      {"p,v\n2024,12 bn\n",
       {.flags = hw::io::Flags::beside_numbers},
       "f.csv:2: column 2 \"v\": \"12 bn\" is not a number"},
      {"p,v\n2024,..\n", plain, "f.csv:2: column 2 \"v\": \"..\" is not a number"},
      {"p,v\n2024,1 23\n", {.thousands = ' '}, "f.csv:2: column 2 \"v\": \"1 23\" is not a number"},
      {"p,v\n2024,1e400\n", plain, "f.csv:2: column 2 \"v\": \"1e400\" is beyond the range of a double"},
      {"p,v\n2024,(-5)\n",
       {.parentheses = hw::io::Parentheses::negative},
       "f.csv:2: column 2 \"v\": \"(-5)\" is not a number"},
      // Presets on what they are not for.
      {"Year,Value\n2024,1\n", hw::io::layouts::bls(),
       "f.csv: has no header with \"Year\", \"Value\", \"Period\", \"Series ID\""},
      {"TIME,OBS\n2024,1\n", hw::io::layouts::sdmx_csv(),
       "f.csv:1: there is no column \"TIME_PERIOD\"; there are \"TIME\", \"OBS\""},
      {"a,b\n1,2\n", hw::io::layouts::world_bank(), "f.csv: has no header with \"Country Code\", \"Indicator Code\""},
      {"p,v\n45627,1\n", plain, "f.csv:2: column 1 \"p\": \"45627\"" + forms},
      {"p,v\nDec-24,1\n",
       {.period_format = PeriodForm::excel_serial},
       "f.csv:2: column 1 \"p\": \"Dec-24\" is not the number of a day in a spreadsheet (45627)"},
      {"p,v\n2024-12-31,1\n",
       {.period_format = "%d/%m/%Y"},
       "f.csv:2: column 1 \"p\": \"2024-12-31\" is not a period written as \"%d/%m/%Y\""}};
  const std::string third =
      " is a third of a year, for which there is no frequency: where T means quarters, say .period_format = "
      "\"%Y-T%q\"; rows of thirds beside others are passed over with .frequency and OtherFrequencies::leave_out";
  for (const std::string period : {"2024-T1", "2024-T3", "2024-T4"})
    files.push_back({"p,v\n" + period + ",1\n", plain, "f.csv:2: column 1 \"p\": " + period + third});
  files.push_back({"p,v\n2024T2,1\n2024-01,1\n", plain, "f.csv:2: column 1 \"p\": 2024-T2" + third});
  files.push_back(
      {"p,v\n2024-12-31T10:30:00,1\n", plain,
       "f.csv:2: column 1 \"p\": \"2024-12-31T10:30:00\" has a time of day, and no period is shorter than a "
       "day: say which it belongs to by a function, .period_format"});
  for (const std::string span : {"2024-01-15/P1M", "2024-01-01/P4M", "2024-02-01/P3M"})
    files.push_back({"p,v\n" + span + ",1\n", plain,
                     "f.csv:2: column 1 \"p\": \"" + span +
                         "\" is a span that is no period of a frequency (a day and P1Y, P6M, P3M, P1M, P7D or P1D, of "
                         "which it is the first)"});
  for (const std::string period : {"2023-W53", "31/02/2024", "202413", "Q5 2024"})
    files.push_back({"p,v\n" + period + ",1\n", plain, "f.csv:2: column 1 \"p\": \"" + period + "\"" + forms});
  return files;
}

/// What another reader says of a file.
struct BadReport {
  std::function<void(std::string_view text)> read;
  std::string text;
  std::string message;
};

std::vector<BadReport> bad_reports() {
  namespace io = highwater::io;
  const auto vintages = [](const io::VintageOptions& options) {
    return [options](std::string_view text) { io::parse_vintages(text, options, "f.csv"); };
  };
  const auto releases = [](const io::ReleaseOptions& options) {
    return [options](std::string_view text) { io::parse_releases(text, options, "f.csv"); };
  };
  const auto totals = [](const io::YearToDateOptions& options) {
    return [options](std::string_view text) { io::parse_year_to_date(text, options, "f.csv"); };
  };
  const auto holidays = [](const io::HolidayOptions& options) {
    return [options](std::string_view text) { io::parse_holidays(text, options, "f.csv"); };
  };
  const io::VintageOptions across{.layout = io::VintageLayout::columns};
  const std::string figures =
      "published,reference_period,claim_type,value,resolution,compare_period,compare_value,source,note\n";
  const std::string sums = "period_from,period_to,published,value,resolution\n";
  return {
      // What was published when.
      {vintages({}), "p,d,v\n2024-01,17/01/2025,1\n",
       "f.csv:2: column 2 \"d\": \"17/01/2025\" is not a date (2024-12-31)"},
      {vintages({}), "p,d,v\nJan,2025-01-17,1\n", "f.csv:2: column 1 \"p\": \"Jan\"" + forms},
      {vintages({}), "p,d,v\n2024-01,2025-01-17,1 234\n", "f.csv:2: column 3 \"v\": \"1 234\" is not a number"},
      {vintages({}), "p,d,v\n2024-01,2025-01-17\n", "f.csv:2: the row has 2 fields and the header has 3"},
      {vintages({}), "p,d\n2024-01,2025-01-17\n",
       "f.csv:1: there is no column at position 2 (from 0); there are \"p\", \"d\""},
      {vintages({.resolution = "unit"}), "p,d,v,unit\n2024-01,2025-01-17,1,-0.5\n",
       "f.csv:2: column 4 \"unit\": the resolution \"-0.5\" is negative"},
      {vintages({}), "p,d,v\n01/02/2024,2025-01-17,1\n",
       "f.csv:2: column 1 \"p\": 01/02/2024 has its day first or its month: say .period_format = "
       "PeriodForm::day_first or PeriodForm::month_first"},
      {vintages({}), "p,d,v\nFY2024,2025-01-17,1\n",
       "f.csv:2: column 1 \"p\": a fiscal year: say in which month it begins, as in .fiscal_year = {.first_month = 7}"},
      {vintages({.leave_out = {{"note", {"ERROR"}}}}), "p,d,v\n2024,2025-01-17,1\n",
       "f.csv:1: there is no column \"note\"; there are \"p\", \"d\", \"v\""},
      {vintages(across), "p,GDP_20240425,GDP_latest\n2024-Q1,1,2\n",
       "f.csv:1: column 3 \"GDP_latest\": the header does not end in the day of a vintage (GDP_20240425)"},
      {vintages(across), "p,A_20240425,B_20240425\n2024-Q1,1,2\n",
       "f.csv:1: vintages of \"A\" and of \"B\": choose a series by its name, as in .value = \"A\""},
      {vintages(across), "p,A_20240425,A_2024-04-25\n2024-Q1,1,2\n",
       "f.csv:1: column 3 \"A_2024-04-25\": the vintage of column 2 has the same day"},
      {vintages({.header = hw::io::Header::none, .layout = io::VintageLayout::columns}), "2024,1\n",
       "VintageOptions: a layout with vintages in the header needs Header::present"},
      // Printed figures.
      {releases({}), figures + "2025-01-17,2024-12,level,348m,1,,,,\n",
       "f.csv:2: column 4 \"value\": \"348m\" is not a number"},
      {releases({}), figures + "2025-01-17,2024-12,level,348,one,,,,\n",
       "f.csv:2: column 5 \"resolution\": \"one\" is not a number"},
      {releases({}), figures + "2025-01-17,,level,348,1,,,,\n", "f.csv:2: column 2 \"reference_period\": \"\"" + forms},
      {releases({}), figures + "2025-01-17,2024-12,yoy_pct,12,1,a year ago,310,,\n",
       "f.csv:2: column 6 \"compare_period\": \"a year ago\"" + forms},
      {releases({}), figures + "2025-01-17,2024-12,yoy_pct,12,1,2023-12,c. 310,,\n",
       "f.csv:2: column 7 \"compare_value\": \"c. 310\" is not a number"},
      {releases({}), figures + "17 January,2024-12,level,348,1,,,,\n",
       "f.csv:2: column 1 \"published\": \"17 January\" is not a date (2024-12-31)"},
      {releases({}), figures + "2025-01-17,2023/24,level,348,1,,,,\n",
       "f.csv:2: column 2 \"reference_period\": a fiscal year: say in which month it begins, as in .fiscal_year = "
       "{.first_month = 7}"},
      {releases({}), figures + "2025-01-17,2024-12,level,348,1,,,,a note, with a comma\n",
       "f.csv:2: the row has 10 fields and the header has 9"},
      {releases({.frequency = hw::Frequency::business_daily}), figures + "2024-12-30,2024-12-28,level,348,1,,,,\n",
       "f.csv:2: column 2 \"reference_period\": 2024-12-28 is a Saturday, not a business day"},
      // Totals of fiscal years.
      {totals({}), sums + "2024-07,2024-12,2025-01-17,one,1\n", "f.csv:2: column 4 \"value\": \"one\" is not a number"},
      {totals({}), sums + "July,2024-12,2025-01-17,1,1\n", "f.csv:2: column 1 \"period_from\": \"July\"" + forms},
      {totals({}), sums + "2024-12,2024-07,2025-01-17,1,1\n",
       "f.csv:2: column 1 \"period_from\": from 2024-12 to 2024-07 is no part of a fiscal year"},
      {totals({}), sums + "2024-07,2024-Q4,2025-01-17,1,1\n",
       "f.csv:2: column 1 \"period_from\": \"2024-07\" is monthly and line 2 is quarterly"},
      {totals({.fiscal_year = {.first_month = 4}}), sums + "2024-07,2024-12,2025-01-17,1,1\n",
       "f.csv:2: column 1 \"period_from\": \"2024-07\" is not where the fiscal year begins that .fiscal_year says"},
      {totals({}), "from,to,published,value\n",
       "f.csv:1: there is no column \"period_to\"; there are \"from\", \"to\", \"published\", \"value\""},
      // Holidays.
      {holidays({}), "date,name\n25.12.2024,Christmas\n",
       "f.csv:2: column 1 \"date\": \"25.12.2024\" is not a date (2024-12-31)"},
      {holidays({}), "date,name\n2023-02-29,a day that is none\n",
       "f.csv:2: column 1 \"date\": \"2023-02-29\" is not a date (2024-12-31)"},
      {holidays({}), "2024-12-25,Christmas\n",
       "f.csv:1: column 1 \"2024-12-25\": the header is a period: is this a file without one?"},
      {holidays({.date = "day"}), "date,name\n2024-12-25,Christmas\n",
       "f.csv:1: there is no column \"day\"; there are \"date\", \"name\""},
      {holidays({}), "date,name\n2024-12-25,\"Christmas\n", "f.csv:2: column 2 \"name\": a quoted field is not closed"},
      {holidays({.limits = {.bytes = 10}}), "date,name\n2024-12-25,Christmas\n",
       "f.csv: has more bytes than the 10 that .limits allows"},
      // Bytes.
      {holidays({}), std::string("\xFE\xFF\0d", 4),
       "f.csv: is UTF-16BE text, not UTF-8: convert it with iconv -f UTF-16 -t UTF-8"},
      {vintages({}), std::string("p,d,v\n2024\0,2025-01-17,1\n", 26),
       "f.csv:2: a NUL byte: this is not UTF-8 text (of UTF-16 without a mark: iconv -f UTF-16LE -t UTF-8)"},
      {releases({}), figures + "2025-01-17,2024-12,level,348,1,,,Caf\xE9,\n",
       "f.csv:2: the byte E9 is not UTF-8: if this is Latin-1 or Windows-1252, say .encoding = Encoding::latin1 or "
       "convert it with iconv -f WINDOWS-1252 -t UTF-8"},
  };
}

TEST(BadFiles, OfReportsAndHolidaysHaveMessagesToo) {
  std::set<std::string> seen;
  for (const BadReport& file : bad_reports()) {
    EXPECT_TRUE(seen.insert(file.text + file.message).second) << "twice: " << file.text;
    EXPECT_EQ(message_of([&] {
                file.read(file.text);
                return 0;
              }),
              file.message)
        << file.text;
  }
  EXPECT_GE(seen.size(), 35U);
}

TEST(BadFiles, EachHasAMessageThatSaysWhereWhatAndWhatToDo) {
  std::set<std::string> seen;
  for (const BadFile& file : bad_files()) {
    EXPECT_TRUE(seen.insert(file.text + file.message).second) << "twice: " << file.text;
    EXPECT_EQ(message_of([&] {
                if (file.is_panel)
                  hw::io::parse_panel(file.text, file.options, "f.csv");
                else
                  hw::io::parse_csv(file.text, file.options, "f.csv");
                return 0;
              }),
              file.message)
        << file.text;
  }
  EXPECT_GE(seen.size(), 60U);
}

}  // namespace bad_files_test
