#include "highwater/projection/backtest.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "highwater/io/csv.hpp"
#include "highwater/projection/automatic.hpp"
#include "highwater/projection/models.hpp"
#include "highwater/projection/smoothing.hpp"
#include "support/golden.hpp"
#include "support/message_of.hpp"

namespace hw = highwater;
using hw::projection::Automatic;
using hw::projection::Backtest;
using hw::projection::backtest;
using hw::projection::BacktestForecast;
using hw::projection::Exponential;
using hw::projection::Linear;
using test_support::message_of;

namespace backtest_test {

hw::TimeSeries example(const std::string& file) {
  return hw::io::read_csv(std::string(HIGHWATER_EXAMPLE_DATA) + "/" + file);
}

TEST(Backtest, OfEveryOriginIsAHandMadeSplit) {
  const hw::TimeSeries series = example("airline_passengers.csv");
  const Backtest found = backtest(series, Automatic{}, {.origins = 3, .horizon = 4, .step = 5});
  ASSERT_EQ(found.forecasts.size(), 12u);
  EXPECT_EQ(found.forecasts[0].origin, hw::month(1959, 10));
  EXPECT_EQ(found.forecasts[8].origin, hw::month(1960, 8));
  for (const BacktestForecast& made : found.forecasts) {
    // A series that ends at the origin: what comes later cannot be looked at.
    const hw::SeriesView view = series;
    const hw::SeriesView slice = view.slice(series.first(), made.origin);
    const hw::TimeSeries known(slice.first(), std::vector<double>(slice.values().begin(), slice.values().end()));
    const hw::Projection by_hand = hw::projection::project(known, Automatic{}, {.periods = 4});
    EXPECT_EQ(made.point, by_hand.point[made.period]);
    EXPECT_EQ(made.lower, by_hand.lower[made.period]);
    EXPECT_EQ(made.upper, by_hand.upper[made.period]);
    EXPECT_EQ(made.actual, series[made.period]);
  }
}

TEST(Backtest, ScoresAreAsWorkedOutByHand) {
  // A forecaster that always says 10, in [8, 12].
  const auto ten = [](hw::SeriesView known, hw::projection::Options options) {
    hw::Projection projection = hw::projection::project(known, Linear{}, options);
    const auto periods = static_cast<std::size_t>(options.periods);
    projection.point = hw::TimeSeries(projection.point.first(), std::vector<double>(periods, 10.0));
    projection.lower = hw::TimeSeries(projection.point.first(), std::vector<double>(periods, 8.0));
    projection.upper = hw::TimeSeries(projection.point.first(), std::vector<double>(periods, 12.0));
    return projection;
  };
  const hw::TimeSeries series(hw::year(2000), {4.0, 6.0, 9.0, 11.0, 15.0, hw::missing_value});
  const Backtest found = hw::projection::backtest_with(series, ten, {.origins = 1, .horizon = 3, .coverage = 0.8});
  // Known to 2002: changes 2 and 3, mean 2.5. Compared: 11 and 15.
  EXPECT_EQ(found.overall.count, 2);
  EXPECT_DOUBLE_EQ(found.overall.smape, (200.0 / 21.0 + 1000.0 / 25.0) / 2.0);
  EXPECT_DOUBLE_EQ(found.overall.mase, (1.0 / 2.5 + 5.0 / 2.5) / 2.0);
  EXPECT_DOUBLE_EQ(found.overall.coverage, 0.5);
  // 11: 0.1 * 3 below, 0.1 * 1 above; 15: 0.1 * 7 below, 0.9 * 3 above.
  EXPECT_DOUBLE_EQ(found.overall.pinball, (0.2 + 1.7) / 2.0 / 2.5);
  EXPECT_EQ(found.by_horizon[2].count, 0);
  EXPECT_TRUE(hw::is_missing(found.by_horizon[2].smape));
  EXPECT_DOUBLE_EQ(found.by_horizon[1].mase, 2.0);
}

TEST(Backtest, ComparesByLabelAlsoWhereTheOriginIsMissing) {
  std::vector<double> line;
  for (int t = 0; t < 20; ++t) line.push_back(100.0 + 3.0 * t);
  line[14] = line[15] = hw::missing_value;
  const Backtest found = backtest(hw::TimeSeries(hw::quarter(2000, 1), line), Linear{}, {.origins = 1, .horizon = 4});
  ASSERT_EQ(found.overall.count, 4);
  EXPECT_NEAR(found.overall.smape, 0.0, 1e-10);
}

TEST(Backtest, OfAPanelIsThatOfItsSeries) {
  const hw::Panel panel({"a", "b"}, hw::year(2000), {1.0, 2.0, 4.0, 5.0, 7.0, 6.0, 3.0, 3.0, 2.0, 4.0, 1.0, 2.0});
  const auto found = backtest(panel, Linear{}, {.origins = 2, .horizon = 1});
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[1].overall.smape, backtest(panel.series(1), Linear{}, {.origins = 2, .horizon = 1}).overall.smape);
  const auto mean = hw::projection::mean_scores(found);
  EXPECT_EQ(mean.count, 4);
  EXPECT_DOUBLE_EQ(mean.mase, (found[0].overall.mase + found[1].overall.mase) / 2.0);
}

TEST(Backtest, SaysWhatItNeeds) {
  const hw::TimeSeries series(hw::year(2000), {1.0, 2.0, 3.0, 4.0, 5.0});
  EXPECT_EQ(message_of([&] { backtest(series, Linear{}, {.origins = 3, .horizon = 3}); }),
            "a backtest from 3 origins over 3 periods needs at least 6 periods, and the annual series from 2000 to "
            "2004 has 5");
  EXPECT_EQ(message_of([&] { backtest(series, Linear{}, {.origins = 0}); }),
            "a backtest needs at least one origin, a horizon and a step of at least one period");
  EXPECT_EQ(message_of([&] { backtest(series, Linear{}, {.origins = 2, .horizon = 2}); }),
            "a trend needs at least 3 observations, and the annual series from 2000 to 2001 has 2");
}

TEST(Backtest, FittedOnceTakesWhatComesInsteadOfBeingFittedAnew) {
  const hw::TimeSeries series = example("nile.csv");
  const hw::projection::Holt model{.given = {.alpha = 0.3, .beta = 0.03, .level = 1100.0, .trend = -2.0}};
  hw::projection::BacktestOptions options{.origins = 20, .horizon = 3};
  const Backtest anew = backtest(series, model, options);
  options.refit = hw::projection::Refit::once;
  const Backtest once = backtest(series, model, options);
  ASSERT_EQ(once.forecasts.size(), anew.forecasts.size());
  // Every parameter is given, so that there is nothing to fit anew.
  for (std::size_t i = 0; i < once.forecasts.size(); ++i)
    EXPECT_NEAR(once.forecasts[i].point, anew.forecasts[i].point, 1e-9);
  EXPECT_EQ(message_of([&] { backtest(series, Automatic{}, options); }),
            "this model takes no observation without being fitted anew");
}

TEST(Backtest, ErrorsAreThoseOfR) {
  const golden::Table table("projection_rolling_origin_r.csv");
  std::size_t compared = 0;
  for (const std::array<std::string, 2>& data : {std::array<std::string, 2>{"AirPassengers", "airline_passengers.csv"},
                                                 std::array<std::string, 2>{"Nile", "nile.csv"}}) {
    const hw::TimeSeries series = example(data[1]);
    const hw::projection::BacktestOptions options{.origins = static_cast<std::int64_t>(series.size()) - 12 - 6 + 1,
                                                  .horizon = 6};
    const hw::projection::SimpleSmoothing smoothing{.given = {.alpha = 0.3, .level = series.values()[0]}};
    const std::map<std::string, Backtest> by_method = {
        {"ols_trend", backtest(series, Linear{}, options)},
        {"ols_log_trend_median", backtest(series, Exponential{}, options)},
        {"rw_drift", backtest(series, hw::projection::Drift{}, options)},
        {"ses_simple_a0.3", backtest(series, smoothing, options)}};
    for (const golden::Row& row : table.where("series", data[0])) {
      const auto at = static_cast<std::size_t>((row.number("origin") - 12.0) * 6.0 + row.number("h") - 1.0);
      const BacktestForecast& made = by_method.at(row.text("method")).forecasts.at(at);
      EXPECT_NEAR(made.actual - made.point, row.number("error"), 1e-8) << row.text("method") << " from " << made.origin;
      ++compared;
    }
  }
  EXPECT_EQ(compared, table.rows().size());
  EXPECT_EQ(compared, 80u);
}

}  // namespace backtest_test
