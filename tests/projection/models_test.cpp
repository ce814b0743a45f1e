#include "highwater/projection/models.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "highwater/projection/backtest.hpp"
#include "support/message_of.hpp"

namespace hw = highwater;
using namespace hw::projection;
using test_support::message_of;

namespace models_test {

const double nan = hw::missing_value;

TEST(Drift, CountsAChangeOverAGapAsThatManyChanges) {
  // Changes 2 over two periods, 4 over one: drift 6 / 3, squares (2 - 4)^2 / 2 + (4 - 2)^2 = 6, one degree of freedom.
  const hw::TimeSeries series(hw::year(2000), {nan, 1.0, nan, 3.0, 7.0, nan});
  const DriftFit found = fit(series, Drift{});
  EXPECT_DOUBLE_EQ(found.drift(), 2.0);
  EXPECT_DOUBLE_EQ(found.sigma() * found.sigma(), 6.0);
  EXPECT_DOUBLE_EQ(found.drift_error(), found.sigma() / std::sqrt(3.0));
  const hw::Projection outlook = project(found, {.periods = 2});
  EXPECT_EQ(outlook.point.first(), hw::year(2005));
  EXPECT_DOUBLE_EQ(outlook.point.values()[1], 11.0);
  EXPECT_DOUBLE_EQ(outlook.fitted[hw::year(2003)], 5.0);
}

TEST(Drift, PushedIsFittedToAll) {
  std::vector<double> values{3.0, 4.0, 8.0, 7.0, nan, 9.0, 12.0};
  DriftFit pushed = fit(hw::SeriesView(hw::year(2000), std::span(values).first(4)), LogDrift{});
  for (std::size_t t = 4; t < values.size(); ++t) pushed.push(values[t]);
  const DriftFit whole = fit(hw::SeriesView(hw::year(2000), values), LogDrift{});
  EXPECT_EQ(pushed.drift(), whole.drift());
  EXPECT_EQ(pushed.sigma(), whole.sigma());
  EXPECT_EQ(pushed.latest(), whole.latest());
  EXPECT_NE(message_of([&] { pushed.push(-1.0); }), "no error");
}

TEST(SeasonalNaive, GoesBackAnotherYearWhereASeasonIsMissing) {
  const hw::TimeSeries series(hw::quarter(2000, 1), {1.0, 2.0, 3.0, 4.0, 5.0, nan, 7.0, 8.0});
  const hw::Projection found = project(series, SeasonalNaive{}, {.periods = 8});
  EXPECT_EQ(found.point.values()[1], 2.0);
  EXPECT_EQ(found.point.values()[5], 2.0);
  EXPECT_EQ(found.sigma, 4.0);
  EXPECT_NEAR(found.in(hw::quarter(2002, 2)).quantile(0.975) - 2.0, 1.959963984540054 * 4.0 * std::sqrt(2.0), 1e-12);
  EXPECT_NEAR(found.in(hw::quarter(2003, 1)).quantile(0.975) - 5.0, 1.959963984540054 * 4.0 * std::sqrt(2.0), 1e-12);
  const hw::TimeSeries no_second(hw::quarter(2000, 1), {1.0, nan, 3.0, 4.0, 5.0});
  EXPECT_EQ(message_of([&] { project(no_second, SeasonalNaive{}); }),
            "last year cannot be repeated: there is no value for the season of 2001-Q2");
}

TEST(Theta, PushesAndRepeatsTheSeasons) {
  std::vector<double> values;
  for (int t = 0; t < 60; ++t) values.push_back((200.0 + t) * (t % 12 == 11 ? 1.5 : 1.0));
  ThetaFit pushed = fit(hw::SeriesView(hw::month(2000, 4), std::span(values).first(48)), Theta{});
  EXPECT_EQ(pushed.factors().size(), 12u);
  for (std::size_t t = 48; t < 60; ++t) pushed.push(values[t]);
  EXPECT_EQ(pushed.latest(), hw::month(2005, 3));
  const hw::Projection found = project(pushed, {.periods = 12});
  EXPECT_NEAR(found.point.values()[11] / found.point.values()[10], 1.5, 0.03);
  EXPECT_EQ(found.model, "Theta method with seasonal factors");
}

TEST(TheilSen, IsNotMovedByOutliers) {
  std::vector<double> values;
  for (int t = 0; t < 20; ++t) values.push_back(3.0 + 0.5 * (t + 1));
  values[4] = 900.0;
  values[17] = -900.0;
  const hw::Projection found = project(hw::SeriesView(hw::year(2000), values), TheilSen{}, {.periods = 3});
  EXPECT_DOUBLE_EQ(found.point.values()[2], 3.0 + 0.5 * 23.0);
  EXPECT_EQ(found.parameters[1].name, "slope");
  EXPECT_DOUBLE_EQ(found.parameters[1].estimate, 0.5);
}

TEST(TheilSen, IsNotCertainWhereMostValuesLieOnTheLine) {
  std::vector<double> fourth, twentieth, nearly;
  for (int t = 0; t < 40; ++t) {
    fourth.push_back(t % 4 == 3 ? 10.0 : 0.0);
    nearly.push_back(fourth.back() + 1e-9 * ((7 * t) % 5));
  }
  for (int t = 0; t < 60; ++t) twentieth.push_back(t % 29 == 7 ? 10.0 : 0.0);
  for (const std::vector<double>& values : {fourth, nearly}) {
    const hw::SeriesView series(hw::month(2000, 1), values);
    const hw::Projection found = project(series, TheilSen{}, {.periods = 4});
    EXPECT_NEAR(found.point.values()[0], 0.0, 1e-8);
    EXPECT_GT(found.upper.values()[0], 10.0);
    EXPECT_GT(found.in(hw::month(2003, 5)).probability_of_reaching(5.0), 0.1);
    EXPECT_GE(backtest(series, TheilSen{}, {.origins = 20, .horizon = 1}).overall.coverage, 0.94);
  }
  const hw::Projection rare = project(hw::SeriesView(hw::month(2000, 1), twentieth), TheilSen{});
  EXPECT_LT(rare.lower.values()[0], -1.0);
  EXPECT_GT(rare.upper.values()[0], 1.0);
  // All on one line: nothing was ever seen to lie beside it.
  std::vector<double> line;
  for (int t = 0; t < 12; ++t) line.push_back(2.0 * t);
  EXPECT_EQ(project(hw::SeriesView(hw::month(2000, 1), line), TheilSen{}).sigma, 0.0);
}

TEST(LinearTrend, WithSeasonsRepeatsThem) {
  std::vector<double> values;
  const double season[] = {0.0, 5.0, -2.0, 1.0};
  for (int t = 0; t < 13; ++t) values.push_back(10.0 + t + season[t % 4]);
  values[6] = nan;
  const hw::SeriesView series(hw::quarter(2000, 3), values);
  const hw::Projection found = project(series, Linear{.seasons = Seasons::estimated}, {.periods = 4});
  for (std::size_t h = 0; h < 4; ++h)
    EXPECT_NEAR(found.point.values()[h], 23.0 + static_cast<double>(h) + season[(13 + h) % 4], 1e-10);
  EXPECT_NEAR(found.sigma, 0.0, 1e-10);
  EXPECT_EQ(found.model, "linear trend with seasons");
  const hw::SeriesView short_series = series.slice(hw::quarter(2000, 3), hw::quarter(2001, 3));
  EXPECT_EQ(
      message_of([&] { project(short_series, Linear{.seasons = Seasons::estimated}); }),
      "a trend with seasons needs at least 6 observations, and the quarterly series from 2000-Q3 to 2001-Q3 has 5");
}

TEST(ExponentialTrend, WithSeasonsIsTheLinearOneOfTheLogarithms) {
  std::vector<double> values, logs;
  for (int t = 0; t < 30; ++t) {
    values.push_back(100.0 + 3.0 * t + (t % 12 == 3 ? 20.0 : 0.0) + t % 5);
    logs.push_back(std::log(values.back()));
  }
  const hw::Period start = hw::month(2000, 1);
  const hw::Projection found =
      project(hw::SeriesView(start, values), Exponential{.seasons = Seasons::estimated}, {.periods = 12});
  const hw::Projection of_logs =
      project(hw::SeriesView(start, logs), Linear{.seasons = Seasons::estimated}, {.periods = 12});
  const auto expect_same = [](double x, double y) { EXPECT_NEAR(x, y, 1e-14 * y); };  // two logarithms, in ulps apart
  for (std::size_t h = 0; h < 12; ++h) {
    expect_same(found.point.values()[h], std::exp(of_logs.point.values()[h]));
    expect_same(found.upper.values()[h], std::exp(of_logs.upper.values()[h]));
  }
  const hw::TimeSeries series(start, values);
  const TrendFit smeared = fit(series, Exponential{.center = Center::smearing, .seasons = Seasons::estimated});
  double sum = 0.0;
  for (std::size_t t = 0; t < 30; ++t) sum += std::exp(found.residuals.values()[t]);
  EXPECT_DOUBLE_EQ(smeared.adjustment, sum / 30.0);
}

TEST(Models, SayWhatTheyCannotProject) {
  const hw::TimeSeries two(hw::year(2000), {1.0, 2.0}), none(hw::year(2000), {nan});
  EXPECT_EQ(message_of([&] { project(two, Drift{}); }),
            "a random walk with drift needs at least 3 observations, and the annual series from 2000 to 2001 has 2");
  EXPECT_EQ(message_of([&] { project(two, Theta{}); }),
            "the Theta method needs at least 3 observations, and the annual series from 2000 to 2001 has 2");
  EXPECT_EQ(message_of([&] { project(none, TheilSen{}); }),
            "a trend needs at least 3 observations, and the annual series from 2000 to 2000 has 0");
  EXPECT_EQ(message_of([&] { project(none, SeasonalNaive{}); }),
            "the annual series from 2000 to 2000 has no observation, and so no season to repeat");
  const hw::TimeSeries months(hw::month(2000, 1), {1.0, 2.0, 3.0});
  EXPECT_EQ(
      message_of([&] { project(months, SeasonalNaive{}); }),
      "last year cannot be repeated: no two values of the monthly series from 2000-01 to 2000-03 are a year apart");
  // Of twelve quarters the second of each year is missing.
  const hw::TimeSeries gaps(hw::quarter(2000, 1), {1, nan, 2, 3, 2, nan, 3, 4, 3, nan, 4, 5});
  EXPECT_EQ(message_of([&] { fit(gaps, Linear{.seasons = Seasons::estimated}); }),
            "a trend with seasons needs each of them observed, and there is no value for the season of 2000-Q2");
}

TEST(Theta, WithFactorsTakesPositiveValuesAlone) {
  std::vector<double> values;
  for (int t = 0; t < 36; ++t) values.push_back((t % 12 < 6 ? 50.0 : 100.0) + t);
  ThetaFit found = fit(hw::TimeSeries(hw::month(2000, 1), values), Theta{});
  ASSERT_EQ(found.factors().size(), 12U);
  EXPECT_EQ(message_of([&] { return found.push(0.0), 0; }),
            "seasonal factors need positive values, and that of 2003-01 is not");
  found.push(86.0);
  EXPECT_EQ(found.latest(), hw::month(2003, 1));
}

TEST(Drift, StandsAtTheLatestObservation) {
  const DriftFit found = fit(hw::TimeSeries(hw::year(2000), {1.0, 4.0, 2.0, nan}), Drift{});
  EXPECT_EQ(found.level(), 2.0);
  EXPECT_EQ(found.latest(), hw::year(2002));
  EXPECT_EQ(found.drift(), 0.5);
}

}  // namespace models_test
