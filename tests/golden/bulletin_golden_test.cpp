// Whole bulletins of real series, as an editor has read them. The file beside each table of data is the bulletin; its
// first line says where the data come from. HIGHWATER_WRITE_GOLDEN=1 writes the bulletins anew, to be read again.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <ostream>
#include <sstream>
#include <string>
#include <vector>

#include "highwater/bulletin/bulletin.hpp"
#include "highwater/io/csv.hpp"

namespace hw = highwater;
using hw::Measure;

namespace bulletin_golden_test {

struct Case {
  std::string file;
  hw::Indicator indicator;
  hw::bulletin::Options options = {};
};

void PrintTo(const Case& of, std::ostream* out) { *out << of.file; }

const std::vector<Case> cases = {
    {"uk_gas", {.title = "UK gas consumption", .unit = "million therms", .resolution = 0.1}},
    {"us_population", {.title = "US population", .unit = "thousand", .measure = Measure::stock}},
    {"us_unemployed",
     {.title = "Unemployed in the United States", .unit = "thousand", .measure = Measure::stock, .resolution = 1.0},
     {.target = 8000.0}},
    {"australian_residents",
     {.title = "Residents of Australia", .unit = "thousand", .measure = Measure::stock, .resolution = 0.1}},
    {"us_consumer_prices",
     {.title = "US consumer prices", .unit = "1982-84 = 100", .measure = Measure::index, .resolution = 0.001}},
    {"argentine_consumer_prices",
     {.title = "Consumer prices of Argentina", .magnitude = hw::Magnitude::one, .measure = Measure::index}},
    {"us_industrial_production", {.title = "US industrial production", .measure = Measure::index}},
    {"us_saving_rate", {.title = "US personal saving rate", .unit = "%", .measure = Measure::rate, .resolution = 0.1}},
    {"us_treasury_bill_rate",
     {.title = "Three-month US Treasury bills", .unit = "%", .measure = Measure::rate, .resolution = 0.01},
     {.target = 0.25}},
    {"us_federal_balance",
     {.title = "Federal budget of the United States",
      .unit = "US$",
      .magnitude = hw::Magnitude::billion,
      .measure = Measure::balance,
      .fiscal_year = {.first_month = 10},
      .resolution = 0.1}},
    {"us_federal_balance_to_1998",
     {.title = "Federal budget of the United States",
      .unit = "US$",
      .magnitude = hw::Magnitude::billion,
      .measure = Measure::balance,
      .fiscal_year = {.first_month = 10},
      .resolution = 0.1}},
    {"us_household_saving",
     {.title = "Disposable income less consumption of US households",
      .unit = "US$",
      .magnitude = hw::Magnitude::billion,
      .measure = Measure::balance,
      .resolution = 0.1}},
    {"us_gasoline",
     {.title = "US price of gasoline", .unit = "US cents a gallon", .measure = Measure::index, .resolution = 0.1}},
    {"new_york_temperature",
     {.title = "Highest temperature in New York", .unit = "°F", .measure = Measure::rate, .resolution = 1.0}},
    {"gold",
     {.title = "Price of gold in London", .unit = "US$ an ounce", .measure = Measure::index, .resolution = 0.05}},
};

std::string path(const Case& of, const char* extension) {
  return HIGHWATER_TEST_DATA "/bulletins/" + of.file + extension;
}

class BulletinGolden : public ::testing::TestWithParam<Case> {};

TEST_P(BulletinGolden, ReadsAsItWasRead) {
  const Case& of = GetParam();
  const hw::io::CsvOptions reading{.comment = '#', .fiscal_year = of.indicator.fiscal_year};
  const hw::bulletin::Bulletin bulletin =
      compose(hw::io::read_csv(path(of, ".csv"), reading), of.indicator, of.options);
  const std::string text = to_text(bulletin);
  if (std::getenv("HIGHWATER_WRITE_GOLDEN") != nullptr) std::ofstream(path(of, ".txt")) << text;
  std::ostringstream expected;
  expected << std::ifstream(path(of, ".txt")).rdbuf();
  EXPECT_EQ(text, expected.str());
  for (const hw::claims::Finding& finding : verify(bulletin))
    EXPECT_NE(finding.verdict, hw::claims::Verdict::impossible) << to_text(finding.claim) << ": " << to_text(finding);
}

INSTANTIATE_TEST_SUITE_P(Series, BulletinGolden, ::testing::ValuesIn(cases),
                         [](const auto& test) { return test.param.file; });

}  // namespace bulletin_golden_test
