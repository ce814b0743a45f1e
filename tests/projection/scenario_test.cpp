#include "highwater/projection/scenario.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "highwater/io/csv.hpp"
#include "highwater/projection/automatic.hpp"
#include "support/message_of.hpp"

namespace hw = highwater;
namespace scenario = hw::projection::scenario;
using hw::projection::counterfactual;
using hw::projection::Linear;
using hw::projection::seek_goal;
using test_support::message_of;

namespace scenario_test {

const double nan = hw::missing_value;

hw::TimeSeries exports() {
  return hw::io::read_csv(std::string(HIGHWATER_EXAMPLE_DATA) + "/pakistan_it_exports.csv", {.value = "value_usd_mn"});
}

TEST(Scenario, StartsAfterTheLatestObservation) {
  const hw::TimeSeries series(hw::month(2024, 1), {5.0, 6.0, nan});
  const hw::TimeSeries flat = scenario::flat(series, 2);
  EXPECT_EQ(flat.first(), hw::month(2024, 3));
  EXPECT_EQ(flat[hw::month(2024, 4)], 6.0);
}

TEST(Scenario, GrowthGoesOnAtTheMeanRateOfTheLastPeriods) {
  const hw::TimeSeries series(hw::year(2020), {100.0, 150.0, 121.0});
  EXPECT_NEAR(scenario::hold_growth(series, 2, {.over = 2})[hw::year(2024)], 121.0 * 1.21, 1e-9);
  EXPECT_NEAR(scenario::hold_growth(series, 1)[hw::year(2023)], 121.0 * 121.0 / 150.0, 1e-9);
  EXPECT_TRUE(hw::is_missing(scenario::hold_growth(series, 1, {.over = 3})[hw::year(2023)]));
}

TEST(Scenario, GrowthOnTheYearKeepsTheSeason) {
  const hw::TimeSeries series(hw::quarter(2023, 1), {10.0, 20.0, 30.0, 40.0, 11.0});
  const hw::TimeSeries held = scenario::hold_yoy(series, 8);
  EXPECT_NEAR(held[hw::quarter(2024, 2)], 22.0, 1e-12);
  EXPECT_NEAR(held[hw::quarter(2025, 1)], 12.1, 1e-12);
  EXPECT_NEAR(held[hw::quarter(2026, 1)], 13.31, 1e-12);
}

TEST(Scenario, SaysWhatItNeeds) {
  const hw::TimeSeries none(hw::year(2000), {nan, nan});
  EXPECT_EQ(message_of([&] { scenario::flat(none, 1); }),
            "the annual series from 2000 to 2001 has no observation, and so no outlook");
  const hw::TimeSeries one(hw::year(2000), {1.0});
  EXPECT_EQ(message_of([&] { scenario::flat(one, 0); }),
            "a scenario over 0 periods was asked for; it must be at least 1");
  EXPECT_EQ(message_of([&] { scenario::hold_growth(one, 1, {.over = 0}); }),
            "growth is measured over at least one period, not 0");
}

TEST(SeekGoal, FindsTheGrowthThatReachesTheTarget) {
  const hw::projection::GoalPath found = seek_goal(exports(), {.first_month = 7}, 4000.0);
  EXPECT_EQ(found.fiscal_year, 2025);
  EXPECT_EQ(found.observed, 1864.0);
  EXPECT_EQ(found.required, 2136.0);
  double sum = 0.0;
  for (const double value : found.path.values()) sum += value;
  EXPECT_EQ(found.path.size(), 6u);
  EXPECT_NEAR(sum, 2136.0, 1e-9);
  EXPECT_NEAR(found.path[hw::month(2025, 1)], 348.0 * (1.0 + found.growth), 1e-12);
  EXPECT_GT(found.growth, 0.005);  // 348 six times over is 2088, which is short
  EXPECT_LT(found.growth, 0.008);
}

TEST(SeekGoal, IsMissingForATargetThatIsReached) {
  EXPECT_TRUE(hw::is_missing(seek_goal(exports(), {.first_month = 7}, 1800.0).growth));
}

TEST(Counterfactual, FindsTheStepThatAnEventLeft) {
  std::vector<double> values;
  for (int t = 0; t < 30; ++t) values.push_back(100.0 + 2.0 * t + (t % 2 == 0 ? 1.0 : -1.0) + (t >= 24 ? 50.0 : 0.0));
  const hw::TimeSeries series(hw::month(2020, 1), values);
  const hw::Period event = hw::month(2022, 1);
  const hw::projection::Counterfactual found = counterfactual(series, event, Linear{});
  EXPECT_EQ(found.effect.size(), 6u);
  for (const double effect : found.effect.values()) EXPECT_NEAR(effect, 50.0, 2.0);
  EXPECT_NEAR(found.cumulated.values().back(), 300.0, 5.0);
  EXPECT_LT(found.lower.values().back(), found.cumulated.values().back());
  EXPECT_GT(found.lower.values().back(), 250.0);
  EXPECT_LT(found.chance, 1e-6);
  // The projection knows nothing of the event or what came after it.
  const hw::SeriesView before = hw::SeriesView(series).slice(series.first(), event - 1);
  EXPECT_EQ(found.expected.point[event], hw::projection::project(before, Linear{}).point[event]);
}

TEST(Counterfactual, IsMissingFromTheFirstGapOn) {
  std::vector<double> values;
  for (int t = 0; t < 20; ++t) values.push_back(10.0 + t + (t % 3));
  values[17] = nan;
  const hw::TimeSeries series(hw::year(2000), values);
  const auto found = counterfactual(series, hw::year(2016), hw::projection::Automatic{});
  EXPECT_FALSE(hw::is_missing(found.cumulated[hw::year(2016)]));
  EXPECT_TRUE(hw::is_missing(found.effect[hw::year(2017)]));
  EXPECT_FALSE(hw::is_missing(found.effect[hw::year(2018)]));
  EXPECT_TRUE(hw::is_missing(found.cumulated[hw::year(2019)]));
  EXPECT_TRUE(hw::is_missing(found.chance));
}

TEST(Counterfactual, SaysWhatItNeeds) {
  const hw::TimeSeries series(hw::year(2000), {1.0, 2.0, 3.0, 4.0});
  EXPECT_EQ(message_of([&] { counterfactual(series, hw::year(2004), Linear{}); }),
            "nothing was observed in 2004 or after it, so there is nothing to compare");
  EXPECT_EQ(message_of([&] { counterfactual(series, hw::year(2000), Linear{}); }), "nothing was observed before 2000");
}

}  // namespace scenario_test
