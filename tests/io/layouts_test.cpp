#include "highwater/io/layouts.hpp"

#include <gtest/gtest.h>

#include <string>

#include "support/message_of.hpp"

namespace hw = highwater;
namespace layouts = hw::io::layouts;
using hw::TimeSeries;
using hw::io::CsvOptions;
using test_support::message_of;

namespace layouts_test {

constexpr double missing = hw::missing_value;

std::string file(const std::string& name) { return std::string(HIGHWATER_TEST_DATA) + "/layouts/" + name; }
TimeSeries series(const std::string& name, const CsvOptions& options = {}) {
  return hw::io::read_csv(file(name), options);
}
hw::Panel panel(const std::string& name, const CsvOptions& options = {}) {
  return hw::io::read_panel(file(name), options);
}

TimeSeries of(const hw::Panel& panel, std::string_view name) { return TimeSeries(panel.series(name)); }

CsvOptions where(CsvOptions options, std::vector<hw::io::Only> only) {
  options.only = std::move(only);
  return options;
}

TEST(Layouts, ARowOfDataIsNeverTakenForANote) {
  const CsvOptions options{.notes = hw::io::Notes::below};
  const std::string good = "p,v\n2024-01,1\n2024-02,2\n";
  EXPECT_EQ(hw::io::parse_csv(good + "Source: the office\nlast updated,\n", options).size(), 2U);
  EXPECT_NE(message_of([&] { return hw::io::parse_csv(good + "2024-O3,3\n", options); }).find("<text>:4"),
            std::string::npos);
  EXPECT_NE(message_of([&] { return hw::io::parse_csv(good + "2024-03,3,4\n", options); }).find("<text>:4"),
            std::string::npos);
}

TEST(Layouts, DaysThatDoNotFitTheFrequencyAreRefused) {
  const CsvOptions quarters{.frequency = hw::Frequency::quarterly}, months{.frequency = hw::Frequency::monthly};
  EXPECT_EQ(
      message_of([&] { return hw::io::parse_csv("p,v\n2024-01-01,1\n2024-05-01,2\n2024-07-01,3\n", quarters); }),
      "<text>:3: column 1 \"p\": 2024-05-01 lies elsewhere in its quarterly period than 2024-01-01 in line 2: days "
      "label periods that they all start or all end");
  EXPECT_NE(message_of([&] {
              return hw::io::parse_csv("p,v\n2024-01-01,1\n2024-02-15,2\n2024-03-31,3\n", months);
            }).find("<text>:3"),
            std::string::npos);
  EXPECT_EQ(hw::io::parse_csv("p,v\n2024-01-31,1\n2024-02-29,2\n", months), TimeSeries(hw::month(2024, 1), {1, 2}));
  EXPECT_EQ(hw::io::parse_csv("p,v\n2024-01-15,1\n2024-02-15,2\n", months), TimeSeries(hw::month(2024, 1), {1, 2}));
}

TEST(Layouts, Fred) {
  EXPECT_EQ(series("fred_quarterly.csv", {.frequency = hw::Frequency::quarterly}),
            TimeSeries(hw::quarter(2024, 1), {23053.5, 23223.9, 23400.3, 23542.3, 23512.7}));
  EXPECT_EQ(series("fred_annual.csv", {.frequency = hw::Frequency::annual}),
            TimeSeries(hw::year(2021), {23681.2, 26006.9, 27720.7, 29184.9}));
  CsvOptions daily = layouts::fred();
  daily.frequency = hw::Frequency::daily;
  EXPECT_EQ(series("fred_daily.csv", daily),
            TimeSeries(hw::day(2026, 7, 1), {4.31, missing, 4.28, missing, missing, 4.30}));
  EXPECT_EQ(series("semi_dates.csv", {.frequency = hw::Frequency::semiannual}),
            TimeSeries(hw::half(2024, 1), {8.4, 8.1, 8.0}));
}

TEST(Layouts, LabelsThatAreDaysAreNeverSilentlyDays) {
  EXPECT_EQ(series("fred_quarterly.csv").first(), hw::quarter(2024, 1));
  EXPECT_EQ(series("fred_annual.csv").first(), hw::year(2021));
  EXPECT_EQ(series("semi_dates.csv").first(), hw::half(2024, 1));
  EXPECT_EQ(series("dmy_monthend.csv").frequency(), hw::Frequency::monthly);
  EXPECT_EQ(hw::io::parse_csv("p,v\n2024-01-05,1\n2024-01-12,2\n2024-01-26,3\n"),
            TimeSeries(hw::week(2024, 1), {1, 2, missing, 3}));
  EXPECT_EQ(
      message_of([] { return hw::io::parse_csv("p,v\n2024-01-31,1\n2024-02-29,2\n"); }),
      "<text>:2: column 1 \"p\": one or two labels that are days could stand for longer periods: say .frequency = "
      "Frequency::monthly or Frequency::daily");
  EXPECT_EQ(hw::io::parse_csv("p,v\n2024-01-05,1\n2024-01-12,2\n", {.frequency = hw::Frequency::weekly}),
            TimeSeries(hw::week(2024, 1), {1, 2}));
  EXPECT_EQ(hw::io::parse_csv("p,v\n2024-01-31,1\n2024-02-29,2\n", {.frequency = hw::Frequency::daily}).size(), 30U);
  EXPECT_EQ(hw::io::parse_csv("p,v\n2024-01-01,1\n2024-01-02,2\n"), TimeSeries(hw::day(2024, 1, 1), {1, 2}));
}

TEST(Layouts, AColumnAVintage) {
  CsvOptions options = layouts::alfred();
  options.frequency = hw::Frequency::quarterly;
  const hw::Panel alfred = panel("alfred_wide.csv", options);
  EXPECT_EQ(of(alfred, "GDPC1_20240425"), TimeSeries(hw::quarter(2023, 4), {22679.255, 22768.866}));
  EXPECT_EQ(of(alfred, "GDPC1_20240530"), TimeSeries(hw::quarter(2023, 4), {22679.255, 22749.846}));
  const hw::Panel philadelphia = panel("philly_rtdsm.csv", layouts::philadelphia_fed());
  EXPECT_EQ(of(philadelphia, "ROUTPUT23Q1"), TimeSeries(hw::quarter(2022, 3), {20021.7, 20187.5, missing}));
  EXPECT_EQ(of(philadelphia, "ROUTPUT23Q2"), TimeSeries(hw::quarter(2022, 3), {20054.7, 20182.5, 20235.9}));
}

TEST(Layouts, WorldBank) {
  const hw::Panel prices = panel("worldbank_wide.csv", layouts::world_bank());
  ASSERT_EQ(prices.series_count(), 2U);
  EXPECT_EQ(of(prices, "ALB.FP.CPI.TOTL"), TimeSeries(hw::year(2019), {119.0, 120.9, 123.4, 131.7, 138.0, missing}));
  EXPECT_EQ(series("worldbank_wide.csv", where(layouts::world_bank(), {{"Country Name", "Congo, Rep."}})),
            TimeSeries(hw::year(2019), {124.7, 126.5, 129.0, 132.9, 138.6, 143.0}));
  EXPECT_EQ(message_of([] { return series("worldbank_wide.csv", layouts::world_bank()); }),
            file("worldbank_wide.csv") +
                ": holds 2 series (\"ALB.FP.CPI.TOTL\", \"COG.FP.CPI.TOTL\"): choose one with "
                ".only, or read a panel");
  const hw::Panel databank = panel("worldbank_databank.csv", layouts::world_bank_databank());
  ASSERT_EQ(databank.series_count(), 2U);
  EXPECT_EQ(of(databank, "ALB.NY.GDP.MKTP.CD"), TimeSeries(hw::year(2022), {19017242586.0, 23547179830.0}));
  EXPECT_EQ(of(databank, "ALB.FP.CPI.TOTL.ZG"), TimeSeries(hw::year(2022), {6.7, missing}));
}

TEST(Layouts, BureauOfLaborStatistics) {
  const TimeSeries months(hw::month(2024, 10), {315.664, 315.493, 315.605});
  EXPECT_EQ(series("bls_long.csv", layouts::bls()), months);
  EXPECT_EQ(series("bls_long.csv", layouts::bls(hw::Frequency::annual)), TimeSeries(hw::year(2024), {313.689}));
  EXPECT_EQ(of(panel("bls_long.csv", layouts::bls()), "CUUR0000SA0"), months);
  const TimeSeries wide = series("bls_wide.csv", layouts::bls_wide());
  EXPECT_EQ(wide.size(), 24U);
  EXPECT_EQ(wide.at(hw::month(2023, 1)), 299.170);
  EXPECT_EQ(wide.at(hw::month(2024, 12)), 315.605);
  EXPECT_EQ(series("bls_wide.csv", layouts::bls_wide(hw::Frequency::semiannual)),
            TimeSeries(hw::half(2023, 1), {302.408, 306.996, 312.145, 315.233}));
  EXPECT_EQ(series("wide_quarters.csv", {.layout = hw::io::Layout::parts_across}),
            TimeSeries(hw::quarter(2023, 1), {1, 2, 3, 4, 5, 6, 7, 8}));
}

TEST(Layouts, WhereTwoColumnsCouldHoldTheValuesNoneIsGuessed) {
  EXPECT_EQ(message_of([] { return series("faostat_like.csv"); }),
            file("faostat_like.csv") +
                ":1: more than one column could hold the values: \"Area Code (M49)\", \"Value\"; "
                "name one with .value");
  EXPECT_EQ(series("faostat_like.csv", {.value = "Value"}), TimeSeries(hw::year(2021), {343.7, 376.5}));
  EXPECT_EQ(message_of([] { return series("wide_quarters.csv"); }),
            file("wide_quarters.csv") +
                ":1: more than one column could hold the values: \"Q1\", \"Q2\", \"Q3\", \"Q4\"; "
                "name one with .value");
}

TEST(Layouts, Eurostat) {
  std::string flags;
  CsvOptions options = layouts::eurostat_tsv();
  options.on_flag = [&flags](const hw::io::Flag& flag) {
    flags += flag.series + " " + to_string(flag.period) + " " + flag.text + "\n";
  };
  const hw::Panel tsv = panel("eurostat.tsv", options);
  EXPECT_EQ(of(tsv, "M.I15.CP00.AT"), TimeSeries(hw::month(2024, 1), {missing, 126.91, 127.49}));
  EXPECT_EQ(of(tsv, "M.I15.CP00.FR"), TimeSeries(hw::month(2024, 1), {119.5, 120.6, missing}));
  EXPECT_EQ(flags,
            "M.I15.CP00.AT 2024-03 p\nM.I15.CP00.FR 2024-01 e\nM.I15.CP00.FR 2024-02 b\nM.I15.CP00.FR 2024-03 c\n");
  EXPECT_EQ(series("eurostat.tsv", where(layouts::eurostat_tsv(), {{"geo", "AT"}})),
            TimeSeries(hw::month(2024, 1), {missing, 126.91, 127.49}));
  EXPECT_EQ(series("eurostat_sdmx.csv", where(layouts::sdmx_csv(), {{"geo", "AT"}})),
            TimeSeries(hw::month(2024, 1), {126.4, 126.9, missing}));
  EXPECT_EQ(of(panel("eurostat_sdmx.csv", layouts::sdmx_csv({"geo"})), "FR"),
            TimeSeries(hw::month(2024, 1), {119.5, 120.6, missing}));
  EXPECT_EQ(message_of([] { return series("eurostat_sdmx.csv", layouts::sdmx_csv()); }),
            file("eurostat_sdmx.csv") + ":5: column 7 \"TIME_PERIOD\": 2024-01 was given in line 2 already");
  EXPECT_EQ(series("ecb_icp.csv", layouts::sdmx_csv()), TimeSeries(hw::month(2024, 10), {2, 2.2, 2.4}));
  EXPECT_EQ(series("flags_inline.csv", {.flags = hw::io::Flags::beside_numbers}),
            TimeSeries(hw::month(2024, 10), {120.5, 121.0, 122.0, 123.1}));
}

TEST(Layouts, InternationalMonetaryFund) {
  const hw::Panel outlook = panel("imf_weo.tsv", layouts::imf());
  EXPECT_EQ(std::vector(outlook.names().begin(), outlook.names().end()),
            (std::vector<std::string>{"PAK.NGDP", "PAK.PCPIPCH", "LBN.NGDP"}));
  EXPECT_EQ(of(outlook, "PAK.NGDP"), TimeSeries(hw::year(2022), {66658.5, 83951.25, 105600}));
  EXPECT_EQ(of(outlook, "PAK.PCPIPCH"), TimeSeries(hw::year(2022), {12.1, 29.2, -0.5}));
  EXPECT_EQ(of(outlook, "LBN.NGDP"), TimeSeries(hw::year(2022), {missing, missing, missing}));
  EXPECT_EQ(series("imf_weo.tsv", where(layouts::imf(), {{"ISO", "PAK"}, {"WEO Subject Code", "PCPIPCH"}})),
            TimeSeries(hw::year(2022), {12.1, 29.2, -0.5}));
}

TEST(Layouts, SeveralFrequenciesInOneColumn) {
  EXPECT_EQ(series("ons.csv", layouts::ons(hw::Frequency::monthly)),
            TimeSeries(hw::month(2024, 10), {134.3, 134.6, 135.1}));
  EXPECT_EQ(series("ons.csv", layouts::ons(hw::Frequency::quarterly)),
            TimeSeries(hw::quarter(2024, 3), {133.2, 134.5}));
  EXPECT_EQ(series("ons.csv", layouts::ons(hw::Frequency::annual)), TimeSeries(hw::year(2023), {128.6, 132.9}));
}

TEST(Layouts, CentralBanks) {
  std::string flags;
  CsvOptions bundesbank = layouts::bundesbank();
  bundesbank.on_flag = [&flags](const hw::io::Flag& flag) { flags += to_string(flag.period) + " " + flag.text + "\n"; };
  EXPECT_EQ(series("bundesbank.csv", bundesbank), TimeSeries(hw::month(2024, 10), {120.2, 119.9, 120.5, missing}));
  EXPECT_EQ(flags, "2024-12 Vorl\xC3\xA4ufiger Wert\n2025-01 Kein Wert vorhanden\n");
  CsvOptions banxico = layouts::banxico();
  banxico.frequency = hw::Frequency::daily;
  EXPECT_EQ(series("banxico.csv", banxico), TimeSeries(hw::day(2024, 10, 1), {19.629, missing, 19.3845}));
  CsvOptions sbp = layouts::sbp();
  sbp.frequency = hw::Frequency::monthly;
  EXPECT_EQ(series("sbp_easydata.csv", sbp), TimeSeries(hw::month(2024, 10), {3054.6, 2915.5, 3079.3}));
  EXPECT_EQ(series("inegi.csv"), TimeSeries(hw::month(2024, 1), {133.555, 133.681, 134.065}));
}

TEST(Layouts, FiscalYears) {
  const hw::FiscalYear april{.first_month = 4}, starts{.first_month = 4, .label = hw::FiscalLabel::start_year};
  EXPECT_EQ(series("statcan_fiscal.csv", {.value = "VALUE", .fiscal_year = april}),
            TimeSeries(hw::year(2023), {161.8, 162.5}, april));
  EXPECT_EQ(series("rbi_fy.csv", {.fiscal_year = april}), TimeSeries(hw::year(2023), {16071429, 17381722}, april));
  EXPECT_EQ(series("rbi_fy.csv", {.fiscal_year = starts}), TimeSeries(hw::year(2022), {16071429, 17381722}, starts));
  EXPECT_EQ(series("fy.csv", {.fiscal_year = april}), TimeSeries(hw::year(2022), {132.4, 127.6}, april));
  EXPECT_EQ(message_of([] { return series("fy.csv"); }),
            file("fy.csv") +
                ":2: column 1 \"Fiscal year\": a fiscal year: say in which month it begins, as in "
                ".fiscal_year = {.first_month = 7}");
}

TEST(Layouts, FormsOfPeriods) {
  EXPECT_EQ(series("q_year.csv"), TimeSeries(hw::quarter(2024, 1), {1, 2}));
  EXPECT_EQ(series("tsibble_q.csv"), TimeSeries(hw::quarter(2024, 1), {1, 2}));
  EXPECT_EQ(series("tsibble_m.csv"), TimeSeries(hw::month(2024, 1), {1, 2}));
  EXPECT_EQ(series("tsibble_w.csv"), TimeSeries(hw::week(2024, 1), {1, 2}));
  EXPECT_EQ(series("yyyymm.csv"), TimeSeries(hw::month(2024, 10), {1, 2}));
  EXPECT_EQ(series("excel_mon_yy.csv"), TimeSeries(hw::month(2024, 10), {310, 324, 348}));
  EXPECT_EQ(series("dmy_monthend.csv", {.frequency = hw::Frequency::monthly}),
            TimeSeries(hw::month(2024, 10), {310, 324, 348}));
  EXPECT_EQ(series("excel_serial.csv",
                   {.frequency = hw::Frequency::monthly, .period_format = hw::io::PeriodForm::excel_serial}),
            TimeSeries(hw::month(2024, 10), {310, 324, 348}));
}

TEST(Layouts, FormsOfNumbers) {
  EXPECT_EQ(series("datosgobar_none.csv", {.decimal = ',', .missing = {"None"}, .frequency = hw::Frequency::quarterly}),
            TimeSeries(hw::quarter(2015, 2), {0.066, 0.059, missing, missing, 0.093}));
  EXPECT_EQ(series("semicolon_decimal.csv", {.delimiter = ';', .decimal = ',', .thousands = '.'}),
            TimeSeries(hw::month(2024, 10), {1234.5, 12.75}));
  EXPECT_EQ(series("quoted_thousands.csv", {.thousands = ','}), TimeSeries(hw::month(2024, 10), {2590, 7770, 766}));
  EXPECT_EQ(
      series("numbers.csv",
             {.thousands = ',', .parentheses = hw::io::Parentheses::negative, .percent = hw::io::Percent::as_written}),
      TimeSeries(hw::month(2024, 10), {1234, -12.3, 12.3, 1200, 1200}));
  EXPECT_EQ(series("unicode_numbers.csv", {.thousands = ' '}),
            TimeSeries(hw::month(2024, 10), {1234, 1234, 1234, -12.5}));
  EXPECT_EQ(message_of([] {
              return hw::io::parse_csv(
                  "period,v\n2024-11,1\xC2\xA0"
                  "234\n");
            }),
            "<text>:2: column 2 \"v\": \"1<U+00A0>234\" is not a number");
  EXPECT_EQ(series("embedded_newline.csv"), TimeSeries(hw::month(2024, 10), {1, 2}));
  EXPECT_EQ(series("footer.csv", {.notes = hw::io::Notes::below}), TimeSeries(hw::month(2024, 10), {1, 2}));
}

}  // namespace layouts_test
