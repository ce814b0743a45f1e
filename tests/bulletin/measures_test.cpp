// What may be said of each measure, in the words of its kind.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "highwater/bulletin/bulletin.hpp"

namespace hw = highwater;
using hw::Measure;
using hw::bulletin::Bulletin;
using hw::bulletin::compose;
using hw::bulletin::Topic;

namespace measures_test {

std::string sentence(const Bulletin& bulletin, Topic topic) {
  for (const hw::bulletin::Statement& statement : bulletin.statements)
    if (statement.topic == topic) return statement.sentence;
  return "";
}

void expect_nothing_denied(const Bulletin& bulletin) {
  for (const hw::claims::Finding& finding : verify(bulletin))
    EXPECT_TRUE(finding.verdict == hw::claims::Verdict::certain || finding.verdict == hw::claims::Verdict::possible)
        << to_text(finding.claim) << ": " << to_text(finding);
}

// Unemployment in per cent, two years.
const std::vector<double> unemployment = {5.0, 5.1, 5.3, 5.2, 5.0, 4.9, 4.8, 4.9, 4.7, 4.6, 4.5, 4.4,
                                          4.3, 4.4, 4.6, 4.5, 4.3, 4.2, 4.1, 4.2, 4.0, 3.9, 3.8, 3.9};

TEST(BulletinOfARate, SpeaksOfPointsAndNeverOfPerCentOfPerCent) {
  const Bulletin bulletin = compose(hw::TimeSeries(hw::month(2023, 1), unemployment),
                                    {.title = "Unemployment", .unit = "%", .measure = Measure::rate});
  EXPECT_EQ(sentence(bulletin, Topic::record),
            "At 3.9 %, December 2024 is 0.1 percentage points above the record low of 3.8 % in November 2024.");
  EXPECT_EQ(sentence(bulletin, Topic::period_growth),
            "Rose 0.1 percentage points on the month, from 3.8 % in November 2024.");
  EXPECT_EQ(sentence(bulletin, Topic::year_growth),
            "Fell 0.5 percentage points on the year, from 4.4 % in December 2023.");
  EXPECT_EQ(sentence(bulletin, Topic::trailing_mean),
            "0.3 percentage points below the mean of the 12 months before, 4.23 % (December 2023 to November 2024); "
            "including December 2024 the mean of 12 months is 4.18 %.");
  EXPECT_EQ(
      sentence(bulletin, Topic::year_streak),
      "12th month of decrease on the year in a row, since January 2024; nothing is known of the month before, so it "
      "may be longer.");
  EXPECT_EQ(
      sentence(bulletin, Topic::year_to_date),
      "2024 as a whole (January to December 2024): a mean of 4.18 %, 0.7 percentage points lower than 4.87 % a year "
      "earlier.");
  EXPECT_NE(sentence(bulletin, Topic::outlook).find(": 2025 averages "), std::string::npos);
  for (const hw::bulletin::Statement& statement : bulletin.statements)
    for (const hw::bulletin::Figure& figure : statement.figures)
      EXPECT_NE(figure.quantity, hw::bulletin::Quantity::fraction) << statement.sentence;
  expect_nothing_denied(bulletin);
}

TEST(BulletinOfAnything, HasOneMagnitude) {
  const hw::TimeSeries series(hw::month(2024, 1), {1, 2, 3});
  for (const char* unit : {"EUR bn", "EUR m", "US$ million", "Mio", "\u20ac Mrd."})
    EXPECT_THROW(compose(series, {.unit = unit, .magnitude = hw::Magnitude::billion}), hw::Error) << unit;
  for (const char* unit : {"EUR", "m", "k", "US$", "million-dollar notes"})
    EXPECT_NO_THROW(compose(series, {.unit = unit, .magnitude = hw::Magnitude::billion})) << unit;
  EXPECT_NO_THROW(compose(series, {.unit = "EUR bn"}));
  try {
    compose(series, {.unit = "EUR bn", .magnitude = hw::Magnitude::billion});
  } catch (const hw::Error& error) {
    EXPECT_STREQ(error.what(),
                 "the unit \"EUR bn\" has a magnitude of its own: leave it out there, or leave out .magnitude");
  }
}

TEST(BulletinOfABalance, SpeaksOfSurplusesAndDeficits) {
  const hw::TimeSeries trade(hw::quarter(2022, 1), {-10, -12, -9, -14, -13, -11, -15, -18, -16, -19, -17, -21});
  const Bulletin bulletin = compose(trade, {.title = "Trade balance", .measure = Measure::balance});
  EXPECT_EQ(
      sentence(bulletin, Topic::record),
      "With a deficit of 21, the fourth quarter of 2024 has the largest deficit on record since the series began in "
      "the first quarter of 2022. It goes beyond the previous record, a deficit of 19 in the second quarter of "
      "2024, by 2.");
  EXPECT_EQ(sentence(bulletin, Topic::period_growth),
            "The deficit widened by 4 on the quarter, from a deficit of 17 in the third quarter of 2024.");
  EXPECT_EQ(sentence(bulletin, Topic::year_growth),
            "The deficit widened by 3 on the year, from a deficit of 18 in the fourth quarter of 2023.");
  EXPECT_EQ(sentence(bulletin, Topic::year_to_date),
            "2024 as a whole (the first quarter to the fourth quarter of 2024): a deficit of 73, 16 lower than a "
            "deficit of 57 a year "
            "earlier.");
  expect_nothing_denied(bulletin);
}

TEST(BulletinOfABalance, SaysNoPercentageAndNoDeficitAcrossZero) {
  const hw::TimeSeries trade(hw::month(2024, 1), {-5, -4, -6, 2, -3, 1, 3, 4, -1, 2});
  const Bulletin bulletin = compose(trade, {.measure = Measure::balance});
  EXPECT_EQ(sentence(bulletin, Topic::period_growth),
            "The balance rose by 3 on the month, from a deficit of 1 in September 2024.");
  EXPECT_EQ(sentence(bulletin, Topic::record),
            "With a surplus of 2, October 2024 is 2 smaller than the largest surplus on record, 4 in August 2024.");
  for (const hw::bulletin::Statement& statement : bulletin.statements)
    EXPECT_EQ(statement.sentence.find(" %)"), std::string::npos) << statement.sentence;
  expect_nothing_denied(bulletin);
}

TEST(BulletinOfAnIndex, AveragesItsYears) {
  std::vector<double> prices;
  for (int t = 0; t < 30; ++t) prices.push_back(100.0 + t * 0.5);
  const Bulletin bulletin = compose(hw::TimeSeries(hw::month(2022, 7), prices), {.measure = Measure::index});
  EXPECT_EQ(sentence(bulletin, Topic::year_to_date),
            "2024 as a whole (January to December 2024): a mean of 111.75, up 5.7 % from 105.75 a year earlier.");
  EXPECT_EQ(
      sentence(bulletin, Topic::period_streak),
      "29th month of increase on the month in a row, since August 2022; nothing is known of the month before, so it "
      "may be longer.");
  EXPECT_NE(sentence(bulletin, Topic::outlook).find(": 2025 averages 11"), std::string::npos);
  expect_nothing_denied(bulletin);
}

TEST(BulletinOfAStock, HasNoSumsAndNoMeans) {
  std::vector<double> reserves;
  for (int t = 0; t < 30; ++t) reserves.push_back(50.0 + t);
  const Bulletin bulletin =
      compose(hw::TimeSeries(hw::month(2022, 7), reserves), {.measure = Measure::stock}, {.target = 85.0});
  EXPECT_EQ(sentence(bulletin, Topic::year_to_date), "Up 17.9 % since the end of 2023, from 67 in December 2023.");
  EXPECT_EQ(sentence(bulletin, Topic::trailing_mean), "");
  EXPECT_NE(sentence(bulletin, Topic::outlook).find(": 2025 ends at "), std::string::npos);
  EXPECT_EQ(sentence(bulletin, Topic::target).substr(0, 47), "A value of at least 85 at the end of 2025 has a");
  expect_nothing_denied(bulletin);
}

TEST(Bulletin, KnowsTheStreakOfAFlowWithNegativeValues) {
  const Bulletin bulletin = compose(hw::TimeSeries(hw::month(2024, 1), {-5, -4, -3, -2, -1, 1, 2, 3}));
  EXPECT_EQ(
      sentence(bulletin, Topic::period_streak),
      "7th month of increase on the month in a row, since February 2024; nothing is known of the month before, so "
      "it may be longer.");
  expect_nothing_denied(bulletin);
}

TEST(Bulletin, SaysOfAConstantThatItIsOne) {
  const Bulletin bulletin = compose(hw::TimeSeries(hw::month(2023, 1), std::vector<double>(24, 6.5)));
  EXPECT_EQ(sentence(bulletin, Topic::record),
            "At 6.5, December 2024 is where it has been since the series began in January 2023.");
  EXPECT_EQ(to_html(bulletin).find("nan"), std::string::npos);
  EXPECT_EQ(to_text(bulletin).find("78.0 to 78.0"), std::string::npos);
  expect_nothing_denied(bulletin);
}

TEST(Bulletin, PrintsPercentagesThatNoDoubleHolds) {
  const Bulletin bulletin = compose(hw::TimeSeries(hw::year(2000), {3.0, 4e-17, 5e291}), {.measure = Measure::index});
  EXPECT_EQ(sentence(bulletin, Topic::period_growth).find("inf"), std::string::npos);
  EXPECT_NE(sentence(bulletin, Topic::period_growth), "");
  EXPECT_EQ(sentence(bulletin, Topic::record).find("inf"), std::string::npos);
  for (const hw::claims::Finding& finding : verify(bulletin))
    EXPECT_EQ((to_text(finding.claim) + to_text(finding)).find("inf "), std::string::npos) << to_text(finding);
  expect_nothing_denied(bulletin);
}

TEST(BulletinOfWeeks, GoesByLabelAndSumsTheYear) {
  std::vector<double> values;
  for (int t = 0; t < 130; ++t) values.push_back(100.0 + t + (t % 52 == 3 ? 20.0 : 0.0));
  const Bulletin bulletin = compose(hw::TimeSeries(hw::week(2022, 1), values));
  EXPECT_EQ(bulletin.period, hw::week(2024, 26));
  EXPECT_EQ(sentence(bulletin, Topic::year_growth), "Up 29.4 % on the year, from 177 in week 26 of 2023.");
  EXPECT_EQ(sentence(bulletin, Topic::trailing_mean).substr(0, 51),
            "12.9 % above the mean of the 52 weeks before, 202.9");
  EXPECT_NE(sentence(bulletin, Topic::year_to_date).find("in the same weeks a year earlier"), std::string::npos);
  EXPECT_NE(sentence(bulletin, Topic::outlook).find(": 2024 comes to "), std::string::npos);
  expect_nothing_denied(bulletin);
}

}  // namespace measures_test
