#include "highwater/bulletin/bulletin.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "highwater/io/csv.hpp"

namespace hw = highwater;
using hw::bulletin::Bulletin;
using hw::bulletin::compose;
using hw::bulletin::Topic;

namespace {

hw::TimeSeries exports() {
  return hw::io::read_csv(std::string(HIGHWATER_EXAMPLE_DATA) + "/pakistan_it_exports.csv", {.value = "value_usd_mn"});
}

Bulletin release() {
  return compose(exports(), {.title = "IT exports", .fiscal_year = {.first_month = 7}, .target = 4000.0});
}

// The sentence about a topic; "" if the bulletin has none.
std::string sentence(const Bulletin& bulletin, Topic topic) {
  for (const hw::bulletin::Statement& statement : bulletin.statements)
    if (statement.topic == topic) return statement.sentence;
  return "";
}

double result(const Bulletin& bulletin, Topic topic) {
  for (const hw::bulletin::Statement& statement : bulletin.statements)
    if (statement.topic == topic) return statement.figures.front().value;
  return hw::missing_value;
}

TEST(BulletinOfPakistansExports, SaysThatDecemberIsTheHighestAndBeatsMayNotOctober) {
  EXPECT_EQ(sentence(release(), Topic::record),
            "At 348, December 2024 is the highest on record since the series began in July 2021. It beats the previous "
            "record, 332 in May 2024, by 16 (4.8 %).");
}

TEST(BulletinOfPakistansExports, HasGrowthOnTheMonthFromTheRevisedNovemberAndOnTheYear) {
  EXPECT_EQ(sentence(release(), Topic::period_growth), "Up 12.3 % on the month, from 310 in November 2024.");
  EXPECT_EQ(sentence(release(), Topic::year_growth), "Up 14.9 % on the year, from 303 in December 2023.");
  EXPECT_DOUBLE_EQ(result(release(), Topic::period_growth), 348.0 / 310.0 - 1.0);
}

TEST(BulletinOfPakistansExports, SaysWhichTwelveMonthsTheMeanIsOf) {
  EXPECT_EQ(sentence(release(), Topic::trailing_mean),
            "16.4 % above the mean of the 12 months before, 298.9 (December 2023 to November 2024); including December "
            "2024 the mean of 12 months is 302.7.");
}

TEST(BulletinOfPakistansExports, NamesTheBasisOfTheStreak) {
  EXPECT_EQ(sentence(release(), Topic::year_streak), "15th month of growth on the year in a row, since October 2023.");
  EXPECT_EQ(sentence(release(), Topic::period_streak), "");  // November fell
}

TEST(BulletinOfPakistansExports, ComparesTheHalfYearWithTheSameMonths) {
  EXPECT_EQ(sentence(release(), Topic::year_to_date),
            "FY25 to date (July to December 2024): 1864, up 28.1 % from 1455 in the same months a year earlier.");
}

TEST(BulletinOfPakistansExports, StatesTheOutlookAndWhatTheTargetTakes) {
  EXPECT_EQ(
      sentence(release(), Topic::outlook),
      "Outlook: on the exponential trend of July 2021 to December 2024 (December 2024 lies 15.0 % above it), FY25 "
      "comes to 3763 (median; 95 % interval 3536 to 4024).");
  EXPECT_EQ(
      sentence(release(), Topic::target),
      "A total of 4000 in FY25 has a probability of 3.7 % under that trend. It needs 356 a month in the remaining "
      "6 months, 20.8 % more than in the same months a year earlier.");
}

TEST(BulletinOfPakistansExports, GivesTheNumbersBehindEachSentence) {
  const Bulletin bulletin = release();
  for (const hw::bulletin::Statement& statement : bulletin.statements) {
    EXPECT_FALSE(statement.formula.empty()) << statement.sentence;
    EXPECT_GE(statement.figures.size(), 2U) << statement.sentence;
  }
  EXPECT_NE(to_text(bulletin).find("2024-12 / 2024-11 - 1: growth = 0.1226; 2024-12 = 348; 2024-11 = 310\n"),
            std::string::npos);
}

TEST(Bulletin, SaysHowFarFromTheRecordAndSinceWhen) {
  const std::vector<double> values = {10, 9, 8, 7, 6, 7, 8.5};
  EXPECT_EQ(sentence(compose(hw::TimeSeries(hw::month(2024, 1), values)), Topic::record),
            "At 8.5, July 2024 is 1.5 (15.0 %) below the record of 10 in January 2024, and the highest since February "
            "2024.");
  EXPECT_EQ(
      sentence(compose(hw::TimeSeries(hw::year(2020), {5, 3, 4, 2})), Topic::record),
      "At 2, 2023 is 3 (60.0 %) below the record of 5 in 2020, and the lowest on record since the series began in "
      "2020.");
}

TEST(Bulletin, SaysThatTheRecordWasEqualled) {
  EXPECT_EQ(sentence(compose(hw::TimeSeries(hw::quarter(2024, 1), {4, 5, 5})), Topic::record),
            "At 5, the third quarter of 2024 is level with the record of 5 in the second quarter of 2024.");
}

TEST(Bulletin, ReportsDeclinesAndWhatIsUnknownBeforeAStreak) {
  const Bulletin falling = compose(hw::TimeSeries(hw::half(2022, 1), {9, 8, 7, 6}));
  EXPECT_EQ(sentence(falling, Topic::period_growth), "Down 14.3 % on the half-year, from 7 in the first half of 2023.");
  EXPECT_EQ(
      sentence(falling, Topic::period_streak),
      "3rd half-year of decline on the half-year in a row, since the second half of 2022; nothing is known of the "
      "half-year before, so it may be longer.");
  EXPECT_EQ(sentence(compose(hw::TimeSeries(hw::year(2022), {7, 7})), Topic::period_growth),
            "Unchanged on the year, from 7 in 2022.");
}

TEST(Bulletin, IsOfTheLatestObservationAndDoesNotSayWhatCannotBeComputed) {
  const double nan = hw::missing_value;
  const Bulletin bulletin = compose(hw::TimeSeries(hw::month(2024, 1), {5, nan, 6, nan, nan}));
  EXPECT_EQ(bulletin.period, hw::month(2024, 3));
  ASSERT_EQ(bulletin.statements.size(), 1U);
  EXPECT_EQ(bulletin.statements[0].topic, Topic::record);
  EXPECT_EQ(sentence(compose(hw::TimeSeries(hw::month(2024, 1), {5})), Topic::record),
            "At 5, January 2024 is the first observation of the series.");
}

TEST(Bulletin, UsesALinearTrendWhereAValueIsNotPositive) {
  const Bulletin bulletin = compose(hw::TimeSeries(hw::year(2015), {-3, -2, -1, 0, 1, 2, 3, 4}));
  EXPECT_EQ(sentence(bulletin, Topic::outlook),
            "Outlook: on the linear trend of 2015 to 2022, 2023 comes to 5 (median; 95 % interval 5 to 5).");
  EXPECT_EQ(sentence(bulletin, Topic::period_growth), "Up 33.3 % on the year, from 3 in 2021.");
}

TEST(Bulletin, SaysThatATargetHasBeenReached) {
  const hw::TimeSeries series(hw::quarter(2020, 1), {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
  EXPECT_EQ(sentence(compose(series, {.target = 30.0}), Topic::target),
            "A total of 30 in 2022 has been reached, with 1 quarter left.");
}

TEST(Bulletin, RejectsSeriesThatItCannotSpeakOf) {
  EXPECT_THROW(compose(hw::TimeSeries(hw::month(2024, 1), {hw::missing_value})), hw::Error);
  EXPECT_THROW(compose(hw::TimeSeries(hw::day(2024, 1, 1), {1, 2, 3})), hw::Error);
  EXPECT_THROW(compose(exports(), {.coverage = 1.0}), hw::Error);
}

TEST(BulletinText, StartsWithTitlePeriodAndUnit) {
  const hw::TimeSeries series(hw::month(2024, 1), {5});
  EXPECT_EQ(to_text(compose(series, {.title = "Exports", .unit = "US$ million"})),
            "Exports, January 2024 (US$ million)\n\n- At 5, January 2024 is the first observation of the series.\n"
            "    value: 2024-01 = 5\n");
}

TEST(BulletinMarkdown, EscapesTitleAndUnit) {
  const hw::TimeSeries series(hw::month(2024, 1), {5});
  const std::string text = to_markdown(compose(series, {.title = "<b>*A*\n# x", .unit = "`$`&[y](z)"}));
  EXPECT_EQ(text.substr(0, text.find('\n')), "# &lt;b&gt;\\*A\\* \\# x, January 2024 (\\`$\\`&amp;\\[y\\]\\(z\\))");
}

}  // namespace
