#include "highwater/projection/automatic.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "highwater/io/csv.hpp"
#include "highwater/projection/models.hpp"
#include "highwater/projection/smoothing.hpp"
#include "highwater/projection/target.hpp"
#include "support/message_of.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
using hw::projection::Automatic;
using hw::projection::AutomaticExplanation;
using hw::projection::explain;
using hw::projection::project;
using hw::projection::SeasonUse;
using test_support::message_of;

namespace automatic_test {

std::vector<double> rising(std::size_t n, std::uint64_t seed) {
  return test_support::RandomData(seed).values(n, test_support::Kind::rising, 0);
}

const double nan = hw::missing_value;

hw::TimeSeries example(const std::string& file, const hw::io::CsvOptions& options = {}) {
  return hw::io::read_csv(std::string(HIGHWATER_EXAMPLE_DATA) + "/" + file, options);
}
hw::TimeSeries exports() { return example("pakistan_it_exports.csv", {.value = "value_usd_mn"}); }

std::vector<double> noisy_growth(std::size_t n, std::uint64_t seed) {
  std::vector<double> y = rising(n, seed);
  for (std::size_t t = 0; t < n; ++t) y[t] = 100.0 * std::exp(0.01 * static_cast<double>(t) + 0.02 * (y[t] - 100.0));
  return y;
}

TEST(Automatic, ConstantSeriesForecastsItselfWithANarrowInterval) {
  const hw::TimeSeries series(hw::month(2020, 1), std::vector<double>(40, 7.0));
  const hw::Projection found = project(series, Automatic{}, {.periods = 6});
  for (const auto [period, value] : found.point) {
    EXPECT_NEAR(value, 7.0, 1e-12);
    EXPECT_LT(found.lower[period], 7.0);
    EXPECT_GT(found.lower[period], 6.9);
    EXPECT_GT(found.upper[period], 7.0);
    EXPECT_LT(found.upper[period], 7.1);
  }
}

TEST(Automatic, FromTheFirstPeriodAheadOnYearsAndQuartersGrowMoreUncertainThanMonths) {
  // Data that never moved have the same standard error at every period ahead.
  const auto growth = [](hw::Period first) {
    const hw::TimeSeries series(first, std::vector<double>(40, 7.0));
    const hw::Projection found = project(series, Automatic{}, {.periods = 8});
    return (found.upper.values()[7] - 7.0) / (found.upper.values()[0] - 7.0);
  };
  EXPECT_NEAR(growth(hw::year(1980)), std::pow(8.0, 0.15), 1e-6);
  EXPECT_NEAR(growth(hw::half(1980, 1)), std::pow(8.0, 0.15), 1e-6);
  EXPECT_NEAR(growth(hw::quarter(1980, 1)), std::pow(8.0, 0.15), 1e-6);
  EXPECT_NEAR(growth(hw::month(1980, 1)), std::pow(8.0, 0.05), 1e-6);
}

TEST(Automatic, ZerosStayZero) {
  const hw::TimeSeries series(hw::quarter(2020, 1), std::vector<double>(12, 0.0));
  const hw::Projection found = project(series, Automatic{}, {.periods = 4});
  for (const auto [period, value] : found.point) {
    EXPECT_EQ(value, 0.0);
    EXPECT_EQ(found.lower[period], 0.0);
    EXPECT_EQ(found.upper[period], 0.0);
  }
}

TEST(Automatic, StraightLineGoesOn) {
  std::vector<double> line;
  for (int t = 0; t < 24; ++t) line.push_back(-50.0 + 10.0 * t);
  const AutomaticExplanation found = explain(hw::TimeSeries(hw::year(2000), line), Automatic{}, 3);
  EXPECT_GT(found.trend, 0.999);
  EXPECT_NEAR(found.slope, 10.0, 1e-12);
  // One half goes on by 10 a year; the drifts of the other, at most three quarters of that, catch up through the level.
  EXPECT_GT(found.point[0], 187.0);
  EXPECT_LT(found.point[0], 190.1);
}

TEST(Automatic, DoublingSeriesKeepsGrowingWhereAFlatCapWouldStopIt) {
  std::vector<double> doubling;
  for (int t = 0; t < 12; ++t) doubling.push_back(std::exp2(t));
  const AutomaticExplanation found = explain(hw::TimeSeries(hw::year(2000), doubling), Automatic{}, 3);
  EXPECT_EQ(found.held_back, 0);
  EXPECT_GT(found.point[2], 2.5 * 2048.0);  // half a logarithm above the level would be 1.65 times
  EXPECT_GT(found.point[1], found.point[0]);
  EXPECT_GT(found.point[2], found.point[1]);
}

TEST(Automatic, ErraticGrowthIsHeldBack) {
  std::vector<double> burst = {10.0, 11.0, 10.0, 10.5, 10.2, 9.9, 10.4, 15.0, 25.0, 45.0, 80.0, 150.0};
  const AutomaticExplanation found = explain(hw::TimeSeries(hw::year(2000), burst), Automatic{}, 8);
  EXPECT_GT(found.held_back, 0);
  EXPECT_LE(found.point.back(), found.level * std::exp(found.cap) * (1.0 + 1e-12));
  EXPECT_NE(found.in_words().find("held back"), std::string::npos);
}

TEST(Automatic, IsEquivariantToTheUnitOfPositiveData) {
  const std::vector<double> y = noisy_growth(60, 4);
  std::vector<double> thousands = y;
  for (double& value : thousands) value *= 1000.0;
  const hw::Projection one = project(hw::TimeSeries(hw::month(2010, 3), y), Automatic{});
  const hw::Projection other = project(hw::TimeSeries(hw::month(2010, 3), thousands), Automatic{});
  for (std::size_t h = 0; h < 12; ++h) {
    EXPECT_NEAR(other.point.values()[h] / one.point.values()[h], 1000.0, 1e-7);
    EXPECT_NEAR(other.lower.values()[h] / one.lower.values()[h], 1000.0, 1e-7);
    EXPECT_NEAR(other.upper.values()[h] / one.upper.values()[h], 1000.0, 1e-7);
  }
}

TEST(Automatic, DependsOnTheDataAndNotOnWhichYearsTheyBelongTo) {
  const std::vector<double> y = noisy_growth(48, 9);
  const hw::Projection one = project(hw::TimeSeries(hw::month(1980, 5), y), Automatic{});
  const hw::Projection other = project(hw::TimeSeries(hw::month(2015, 5), y), Automatic{});
  EXPECT_EQ(other.point.first(), hw::month(2019, 5));
  EXPECT_TRUE(std::ranges::equal(one.point.values(), other.point.values()));
  EXPECT_TRUE(std::ranges::equal(one.upper.values(), other.upper.values()));
}

TEST(Automatic, NegativeDataShiftWithTheirOrigin) {
  std::vector<double> y = rising(40, 2), lower = y;
  for (std::size_t t = 0; t < y.size(); ++t) {
    y[t] -= 150.0;
    lower[t] -= 350.0;
  }
  const hw::Projection one = project(hw::TimeSeries(hw::quarter(2010, 1), y), Automatic{}, {.periods = 4});
  const hw::Projection other = project(hw::TimeSeries(hw::quarter(2010, 1), lower), Automatic{}, {.periods = 4});
  for (std::size_t h = 0; h < 4; ++h) {
    EXPECT_NEAR(one.point.values()[h] - 200.0, other.point.values()[h], 1e-9);
    EXPECT_NEAR(one.lower.values()[h] - 200.0, other.lower.values()[h], 1e-9);
  }
}

TEST(Automatic, FindsASeasonInPositiveDataAsFactorsAndInOthersAsIndices) {
  const double pattern[] = {0.8, 1.0, 1.3, 0.9};
  std::vector<double> factors, indices;
  for (std::size_t t = 0; t < 40; ++t) {
    factors.push_back((100.0 + 2.0 * static_cast<double>(t)) * pattern[t % 4]);
    indices.push_back(10.0 * pattern[t % 4] - 10.0);
  }
  const AutomaticExplanation up = explain(hw::TimeSeries(hw::quarter(2010, 1), factors), Automatic{}, 4);
  ASSERT_EQ(up.season, SeasonUse::used);
  EXPECT_EQ(up.form, hw::SeasonalForm::multiplicative);
  const AutomaticExplanation about_zero = explain(hw::TimeSeries(hw::quarter(2010, 1), indices), Automatic{}, 4);
  ASSERT_EQ(about_zero.season, SeasonUse::used);
  EXPECT_EQ(about_zero.form, hw::SeasonalForm::additive);
  for (std::size_t j = 0; j < 4; ++j) {
    EXPECT_NEAR(up.indices[j], pattern[j], 0.02);
    EXPECT_NEAR(up.point[j] / ((180.0 + 2.0 * static_cast<double>(j)) * pattern[j]), 1.0, 0.03);
    EXPECT_NEAR(about_zero.point[j], 10.0 * pattern[j] - 10.0, 0.1);
  }
}

TEST(Automatic, DailyDataHaveAWeek) {
  std::vector<double> y;
  for (int t = 0; t < 70; ++t) y.push_back(t % 7 < 5 ? 100.0 : 20.0);
  const hw::TimeSeries series(hw::day(2024, 1, 1), y);  // a Monday
  const AutomaticExplanation found = explain(series, Automatic{}, 7);
  ASSERT_EQ(found.season, SeasonUse::used);
  ASSERT_EQ(found.indices.size(), 7u);
  EXPECT_NEAR(found.indices[0], 100.0 / (540.0 / 7.0), 1e-9);
  EXPECT_NEAR(found.point[4], 100.0, 0.1);
  EXPECT_NEAR(found.point[5], 20.0, 0.1);
}

// Nearly normal, of standard deviation 1.
std::vector<double> normal(std::size_t n, std::uint64_t seed) {
  test_support::RandomData random(seed);
  std::vector<double> z(n, -6.0);
  for (double& value : z)
    for (int k = 0; k < 12; ++k) value += random.uniform();
  return z;
}

// What a week of the year multiplies by: the same in every year, of mean 1.
double wave(int week) { return 1.0 + 0.3 * std::sin(2.0 * 3.14159265358979 * week / 52.0); }

hw::TimeSeries weeks_from(hw::Period first, std::size_t n) {
  const std::vector<double> noise = normal(n, 5);
  std::vector<double> y;
  for (std::size_t t = 0; t < n; ++t)
    y.push_back(1000.0 * wave((first + static_cast<std::int64_t>(t)).number()) * (1.0 + 0.01 * noise[t]));
  return {first, y};
}

TEST(Automatic, WeeklyDataHaveAYearThatFollowsTheCalendarAndNotALagOf52) {
  // 2015 and 2020 have 53 weeks.
  const hw::TimeSeries series = weeks_from(hw::week(2012, 10), 10 * 52);
  const AutomaticExplanation found = explain(series, Automatic{}, 26);
  ASSERT_EQ(found.season, SeasonUse::used);
  ASSERT_EQ(found.indices.size(), 53u);
  EXPECT_LT(found.shrinkage, 0.05);
  hw::Period week = series.last() + 1;
  for (std::size_t h = 0; h < 26; ++h) {
    EXPECT_NEAR(found.indices[static_cast<std::size_t>(week.number()) - 1], wave(week.number()), 0.03) << week;
    EXPECT_NEAR(found.point[h] / (1000.0 * wave(week.number())), 1.0, 0.03) << week;
    week = week + 1;
  }
}

TEST(Automatic, WeeklyDataHaveAYearFromTwoYearsOn) {
  EXPECT_EQ(explain(weeks_from(hw::week(2021, 3), 103), Automatic{}, 1).season, SeasonUse::too_short);
  EXPECT_EQ(explain(weeks_from(hw::week(2021, 3), 104), Automatic{}, 1).season, SeasonUse::used);
}

TEST(Automatic, DailyDataHaveAYearBesideTheWeekFromTwoYearsOn) {
  const hw::Period first = hw::day(2021, 1, 1);
  const auto expected = [](hw::Period day) {
    const double weekend = (day.ordinal() + 3) % 7 < 5 ? 1.08 : 0.8;
    return 500.0 * weekend * (1.0 + 0.3 * std::cos(2.0 * 3.14159265358979 * (day.number() - 20) / 365.25));
  };
  std::vector<double> y;
  for (int t = 0; t < 1000; ++t) y.push_back(expected(first + t));
  const AutomaticExplanation found = explain(hw::TimeSeries(first, y), Automatic{}, 60);
  EXPECT_NE(found.in_words().find(" of the weeks of the year, of which "), std::string::npos) << found.in_words();
  ASSERT_EQ(found.season, SeasonUse::used);
  ASSERT_EQ(found.indices.size(), 7u);
  ASSERT_EQ(found.week_indices.size(), 53u);
  EXPECT_NEAR(found.indices[5] / found.indices[0], 0.8 / 1.08, 0.01);
  for (std::size_t h = 0; h < 60; ++h)
    EXPECT_NEAR(found.point[h] / expected(first + static_cast<std::int64_t>(y.size() + h)), 1.0, 0.05) << h;

  y.resize(720);
  const AutomaticExplanation shorter = explain(hw::TimeSeries(first, y), Automatic{}, 7);
  EXPECT_TRUE(shorter.week_indices.empty());
  EXPECT_EQ(shorter.indices.size(), 7u);
}

std::vector<double> seasonal_noise(std::size_t n, std::uint64_t seed, double season) {
  std::vector<double> y = normal(n, seed);
  for (std::size_t t = 0; t < n; ++t) y[t] = 100.0 * std::exp(0.05 * y[t]) * (1.0 + (t % 12 == 3 ? season : 0.0));
  return y;
}

double mean_distance_from_one(const std::vector<double>& indices) {
  double sum = 0.0;
  for (const double index : indices) sum += std::abs(index - 1.0) / static_cast<double>(indices.size());
  return sum;
}

TEST(Automatic, NoSeasonIsInventedInNoise) {
  // As found, without shrinkage, indices of noise of 5 % would lie about 4 % from 1 after a year and a half, and 2.5 % after
  // three years.
  double months = 0.0, weeks = 0.0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const hw::TimeSeries short_one(hw::month(2022, 1), seasonal_noise(18, seed, 0.0));
    months += mean_distance_from_one(explain(short_one, Automatic{}, 1).indices) / 20.0;
    const hw::TimeSeries weekly(hw::week(2020, 1), seasonal_noise(156, seed, 0.0));
    weeks += mean_distance_from_one(explain(weekly, Automatic{}, 1).indices) / 20.0;
  }
  EXPECT_LT(months, 0.02);
  EXPECT_LT(weeks, 0.008);
  AutomaticExplanation by_chance =
      explain(hw::TimeSeries(hw::month(2022, 1), seasonal_noise(18, 1, 0.0)), Automatic{}, 1);
  by_chance.season = SeasonUse::chance;
  EXPECT_EQ(by_chance.in_words().substr(0, 63), "No season: what looks like one cannot be told from chance. One ");
}

TEST(Automatic, AYearAndAThirdTellsAStrongSeason) {
  const std::vector<double> y = seasonal_noise(16, 3, 1.0);
  const AutomaticExplanation found = explain(hw::TimeSeries(hw::month(2022, 1), y), Automatic{}, 12);
  ASSERT_EQ(found.season, SeasonUse::used);
  EXPECT_GT(found.point[11], 150.0);  // the fourth month of the next year
  EXPECT_LT(found.point[7], 130.0);
  const AutomaticExplanation shorter =
      explain(hw::TimeSeries(hw::month(2022, 1), std::vector<double>(y.begin(), y.end() - 1)), Automatic{}, 1);
  EXPECT_EQ(shorter.season, SeasonUse::too_short);
  EXPECT_EQ(shorter.in_words().substr(0, 43), "No season: too few observations to tell. On");
}

TEST(Automatic, ASlopeThatIsChanceIsDrawnToZeroAndASteadyOneIsKept) {
  std::vector<double> steady, erratic;
  const double turns[] = {0.9, -0.5, 0.1, -1.0, 0.6, -0.2, 0.5};  // 0.011 a year, which is chance
  double level = 100.0;
  for (std::size_t t = 0; t < 20; ++t) {
    steady.push_back(100.0 * std::exp(0.05 * static_cast<double>(t)) *
                     (1.0 + 0.001 * std::sin(static_cast<double>(t))));
    level *= std::exp(0.2 * turns[t % 7]);
    erratic.push_back(level);
  }
  EXPECT_NEAR(explain(hw::TimeSeries(hw::year(2000), steady), Automatic{}, 1).slope, 0.05, 0.001);
  const AutomaticExplanation found = explain(hw::TimeSeries(hw::year(2000), erratic), Automatic{}, 1);
  EXPECT_LT(std::abs(found.slope), 0.005);
}

TEST(Automatic, HalfOfTheSlopeOfPositiveYearsIsTheirUsualGrowth) {
  // A median slope of 0.5; the middle half of the changes are 0, 1 and 1.
  const std::vector<double> steps = {0.0, 1.0, 1.0, 2.0, 2.0, 3.0};
  EXPECT_NEAR(explain(hw::TimeSeries(hw::year(2000), steps), Automatic{}, 1).slope, 0.5, 1e-12);
  std::vector<double> growing;
  for (const double step : steps) growing.push_back(100.0 * std::exp(step / 10.0));
  EXPECT_NEAR(explain(hw::TimeSeries(hw::year(2000), growing), Automatic{}, 1).slope, (0.05 + 0.2 / 3.0) / 2.0, 1e-12);
}

TEST(Automatic, CalmerTimesLatelyMakeTheIntervalNarrower) {
  std::vector<double> calming, unsettled;
  for (int t = 0; t < 80; ++t) {
    const double swing = (t % 3 - 1) * (t < 40 ? 10.0 : 1.0);
    calming.push_back(200.0 + swing);
  }
  unsettled.assign(calming.rbegin(), calming.rend());
  const auto width = [](const std::vector<double>& y) {
    const hw::Projection found = project(hw::TimeSeries(hw::year(1900), y), Automatic{}, {.periods = 1});
    return found.upper.values()[0] - found.lower.values()[0];
  };
  EXPECT_LT(width(calming), 0.7 * width(unsettled));
}

TEST(Automatic, APeriodIsForecastAlikeHoweverManyAreAsked) {
  std::vector<double> y = normal(60, 7);
  for (std::size_t t = 0; t < y.size(); ++t) y[t] = 100.0 + static_cast<double>(t) + 5.0 * y[t];
  const hw::TimeSeries series(hw::month(2015, 1), y);
  const hw::Projection longest = project(series, Automatic{}, {.periods = 30});
  for (std::size_t periods = 1; periods < 30; ++periods) {
    const hw::Projection found = project(series, Automatic{}, {.periods = static_cast<int>(periods)});
    for (std::size_t h = 0; h < periods; ++h) {
      EXPECT_EQ(found.point.values()[h], longest.point.values()[h]) << periods << " periods, " << h;
      EXPECT_EQ(found.upper.values()[h], longest.upper.values()[h]) << periods << " periods, " << h;
    }
  }
}

TEST(Automatic, IntervalsOfRandomWalksHoldWhatTheyPromise) {
  for (const hw::Period first : {hw::year(1900), hw::quarter(1990, 1), hw::month(2000, 1)}) {
    double inside80 = 0.0, inside95 = 0.0;
    constexpr int walks = 300, ahead = 4;
    for (int k = 0; k < walks; ++k) {
      std::vector<double> y = normal(40 + ahead, static_cast<std::uint64_t>(1000 + k));
      double level = 0.0;
      for (double& value : y) value = 100.0 * std::exp(level += 0.03 * value);
      const std::vector<double> known(y.begin(), y.end() - ahead);
      const hw::Projection found = project(hw::TimeSeries(first, known), Automatic{}, {.periods = ahead});
      const auto law = found.in(found.point.first() + (ahead - 1));
      inside80 += law.quantile(0.1) <= y.back() && y.back() <= law.quantile(0.9) ? 100.0 / walks : 0.0;
      inside95 += law.quantile(0.025) <= y.back() && y.back() <= law.quantile(0.975) ? 100.0 / walks : 0.0;
    }
    EXPECT_GT(inside80, 72.0) << first;
    EXPECT_LT(inside80, 92.0) << first;
    EXPECT_GT(inside95, 91.0) << first;
  }
}

TEST(Automatic, EveryFrequencyIsProjected) {
  const std::vector<double> y = noisy_growth(30, 6);
  for (const hw::Period first : {hw::year(1990), hw::half(1990, 2), hw::quarter(1990, 3), hw::month(1990, 7),
                                 hw::week(1990, 20), hw::day(1990, 5, 17)}) {
    const hw::Projection found = project(hw::TimeSeries(first, y), Automatic{}, {.periods = 3});
    for (const auto [period, value] : found.point) {
      EXPECT_LT(found.lower[period], value);
      EXPECT_GT(found.upper[period], value);
    }
  }
}

TEST(Automatic, WidensWithTheCoverageAndGoesThroughItsOwnDistribution) {
  const hw::TimeSeries series(hw::month(2018, 1), noisy_growth(60, 1));
  double width = 0.0;
  for (const double coverage : {0.5, 0.8, 0.9, 0.95, 0.99}) {
    const hw::Projection found = project(series, Automatic{}, {.periods = 3, .coverage = coverage});
    const hw::Period second = found.point.first() + 1;
    EXPECT_GT(found.upper[second] - found.lower[second], width);
    width = found.upper[second] - found.lower[second];
    EXPECT_NEAR(found.in(second).quantile(0.5 + coverage / 2.0), found.upper[second], 1e-9);
    EXPECT_NEAR(found.in(second).median(), found.point[second], 1e-9);
  }
}

TEST(Automatic, PassesOverGapsAndProjectsFromTheLatestObservation) {
  std::vector<double> y = noisy_growth(60, 8);
  y[0] = y[20] = y[21] = y[45] = y[59] = nan;
  const hw::TimeSeries series(hw::month(2018, 1), y);
  const hw::Projection found = project(series, Automatic{}, {.periods = 12});
  EXPECT_EQ(found.point.first(), hw::month(2022, 12));
  for (const double value : found.point.values()) EXPECT_TRUE(value > 50.0 && value < 800.0);
  EXPECT_TRUE(hw::is_missing(found.fitted[hw::month(2018, 1)]));
  EXPECT_FALSE(hw::is_missing(found.fitted[hw::month(2019, 9)]));
  EXPECT_TRUE(hw::is_missing(found.residuals[hw::month(2019, 9)]));
  EXPECT_TRUE(hw::is_missing(found.fitted[hw::month(2022, 12)]));
}

TEST(Automatic, GivesNumbersInOrderForWhateverData) {
  test_support::RandomData random(17);
  for (const test_support::Kind kind : test_support::kinds)
    for (const std::size_t n : {12u, 31u, 60u})
      for (const std::size_t gap : {0u, 4u})
        for (const hw::Period first :
             {hw::year(1990), hw::quarter(1990, 3), hw::month(1990, 7), hw::day(1990, 5, 17)}) {
          const hw::TimeSeries series(first, random.values(n, kind, gap));
          if (std::ranges::count_if(series.values(), [](double x) { return x == x; }) < 5) continue;
          const hw::Projection found = project(series, Automatic{}, {.periods = 30});
          for (const auto [period, value] : found.point) {
            EXPECT_TRUE(std::isfinite(value)) << period;
            EXPECT_LE(found.lower[period], value) << period;
            EXPECT_GE(found.upper[period], value) << period;
          }
        }
}

TEST(Automatic, SaysWhatItNeeds) {
  const hw::TimeSeries four(hw::year(2000), {1.0, nan, 2.0, 3.0, 4.0});
  EXPECT_EQ(message_of([&] { project(four, Automatic{}); }),
            "an automatic projection needs at least 5 observations, and the annual series from 2000 to 2004 has 4");
  const hw::TimeSeries none(hw::year(2000), std::vector<double>(9, nan));
  EXPECT_EQ(message_of([&] { project(none, Automatic{}); }),
            "an automatic projection needs at least 5 observations, and the annual series from 2000 to 2008 has 0");
  const hw::TimeSeries enough(hw::year(2000), {1.0, 2.0, 1.0, 2.0, 1.5});
  EXPECT_NO_THROW(project(enough, Automatic{}));
  EXPECT_EQ(message_of([&] { project(enough, Automatic{}, {.periods = 0}); }),
            "a projection over 0 periods was asked for; it must be at least 1");
  EXPECT_NE(message_of([&] { project(enough, Automatic{}, {.coverage = 0.0}); }), "no error");
}

TEST(Automatic, BoundsOfDataThatAreNeverNegativeAreNotEither) {
  const hw::TimeSeries counts(hw::year(2000), {0.0, 3.0, 1.0, 0.0, 5.0, 0.0, 2.0, 9.0, 0.0, 1.0});
  const hw::Projection found = project(counts, Automatic{}, {.periods = 5, .coverage = 0.99});
  for (const double bound : found.lower.values()) EXPECT_GE(bound, 0.0);
}

TEST(Automatic, ExplainsItselfByMembersWhoseWeightsSumToOne) {
  const AutomaticExplanation found = explain(exports(), Automatic{}, 6);
  double sum = 0.0, last = 1.0;
  for (const hw::projection::AutomaticMember& member : found.members) {
    EXPECT_LE(member.weight, last);
    sum += last = member.weight;
  }
  EXPECT_NEAR(sum, 1.0, 1e-4);
  EXPECT_NEAR(found.simple + found.damped + found.trend, 1.0, 1e-12);
  EXPECT_EQ(
      found.in_words(),
      "Seasonal factors, of which 43 % was taken for chance and left out. One half is exponential smoothing: 22 % "
      "of it without a trend, 23 % with a damped trend, 55 % with a full one. The other half is Theta models. No "
      "forecast is held back.");
}

TEST(Automatic, ForecastsAYearOfAirlinePassengersWithinFourPercent) {
  const hw::TimeSeries all = example("airline_passengers.csv");
  const hw::Period last = all.last() - 12;
  const hw::Projection found = project(hw::SeriesView(all).slice(all.first(), last), Automatic{});
  double smape = 0.0;
  int inside = 0;
  for (const auto [period, value] : found.point) {
    smape += 200.0 * std::abs(all[period] - value) / (all[period] + value) / 12.0;
    inside += found.lower[period] < all[period] && all[period] < found.upper[period] ? 1 : 0;
  }
  EXPECT_GE(inside, 11);  // of 12, by intervals of 95 %
  EXPECT_LT(smape, 4.0);
}

TEST(Automatic, TotalOfTheFiscalYearHasTheIntervalOfTheJointDistribution) {
  const hw::TimeSeries series = exports();
  const hw::Projection outlook = project(series, Automatic{}, {.periods = 6});
  const hw::TargetOutlook found = hw::projection::target(series, outlook, {.first_month = 7}, 4000.0);
  double sum = 1864.0, lower = 1864.0;
  for (std::size_t h = 0; h < 6; ++h) {
    sum += outlook.point.values()[h];
    lower += outlook.lower.values()[h];
  }
  EXPECT_NEAR(found.total.median, sum, 0.01 * sum);
  EXPECT_GT(found.total.lower, lower);  // months err together, but not all alike
  EXPECT_LT(found.total.lower, 3700.0);
  EXPECT_GT(found.probability, 0.05);
  EXPECT_LT(found.probability, 0.2);
  // The year came to 3810.
  EXPECT_LT(found.total.lower, 3810.0);
  EXPECT_GT(found.total.upper, 3810.0);
}

TEST(Automatic, ADeviationThatIsNoDoubleIsMissing) {
  const double gap = hw::missing_value;
  const hw::TimeSeries series(hw::quarter(2016, 2), {255.0,  gap,    0x1p53, gap, gap, 7.0, gap, gap, 2.9e-188,
                                                     50.0,   1e-150, 1e150,  gap, 5.0, gap, 7.0, gap, gap,
                                                     1e-150, 1e150,  gap,    5.0, gap, 7.0, gap, gap, 1.1e-312});
  EXPECT_TRUE(std::isnan(project(series, Automatic{}, {.periods = 4}).sigma));
}

TEST(Automatic, RefusesWhatModelsCannotSquareAndNamesTheValue) {
  const auto message = [](std::vector<double> values, const auto& model) -> std::string {
    try {
      hw::projection::project(hw::TimeSeries(hw::month(2020, 1), std::move(values)), model);
    } catch (const hw::Error& error) {
      return error.what();
    }
    return "no error";
  };
  std::vector<double> spike(36, 1.0), alternating(36, 1e307), tiny(36, 1e-200), zeros(36, 0.0);
  spike[7] = 5e307;
  spike[9] = 0.0;
  for (std::size_t t = 1; t < alternating.size(); t += 2) alternating[t] = -1e307;
  const std::string expected =
      "the value of 2020-08, 5.00e+307, is too large for a model, which can take 1e-150 to 1e150: put the series in "
      "other "
      "units";
  EXPECT_EQ(message(spike, hw::projection::Automatic{}), expected);
  EXPECT_EQ(message(spike, hw::projection::Holt{}), expected);
  EXPECT_EQ(message(spike, hw::projection::HoltWinters{}), expected);
  EXPECT_EQ(message(spike, hw::projection::TheilSen{}), expected);
  EXPECT_EQ(message(spike, hw::projection::Linear{}), expected);
  EXPECT_EQ(message(spike, hw::projection::Drift{}), expected);
  EXPECT_EQ(message(alternating, hw::projection::Theta{}).substr(0, 29), "the value of 2020-01, 1.00e+3");
  EXPECT_EQ(message(tiny, hw::projection::Automatic{}).substr(0, 29), "the value of 2020-01, 1.00e-2");
  EXPECT_EQ(message(zeros, hw::projection::Automatic{}), "no error");
  for (const double scale : {1e-140, 1e140}) {  // and near the bounds nothing is lost
    std::vector<double> values, scaled;
    for (int t = 0; t < 40; ++t) values.push_back(100.0 + t + (t % 12)), scaled.push_back(values.back() * scale);
    const auto plain = hw::projection::project(hw::TimeSeries(hw::month(2020, 1), values), hw::projection::Automatic{});
    const auto large = hw::projection::project(hw::TimeSeries(hw::month(2020, 1), scaled), hw::projection::Automatic{});
    EXPECT_NEAR(large.point.values()[5] / scale, plain.point.values()[5], 1e-6);
    EXPECT_TRUE(std::isfinite(large.upper.values()[5]));
  }
}

}  // namespace automatic_test
