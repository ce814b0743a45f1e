#include "highwater/projection/target.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "highwater/io/csv.hpp"
#include "support/message_of.hpp"

namespace hw = highwater;
using hw::projection::Exponential;
using hw::projection::Linear;
using test_support::message_of;

namespace target_test {

constexpr hw::FiscalYear july{.first_month = 7};

hw::TimeSeries exports() {
  return hw::io::read_csv(std::string(HIGHWATER_EXAMPLE_DATA) + "/pakistan_it_exports.csv", {.value = "value_usd_mn"});
}

TEST(Target, OfTheFiscalYearOfPakistansExportsIsAsWorkedOutByHand) {
  const hw::TimeSeries series = exports();
  const hw::Projection outlook = hw::projection::project(series, Exponential{}, {.periods = 6});
  const hw::TargetOutlook found = hw::projection::target(series, outlook, july, 4000.0);
  EXPECT_EQ(found.fiscal_year, 2025);
  EXPECT_EQ(found.observed, 1864.0);
  EXPECT_EQ(found.remaining_periods, 6);
  EXPECT_EQ(found.required, 2136.0);
  EXPECT_EQ(found.required_per_period, 356.0);
  EXPECT_DOUBLE_EQ(found.required_growth, 2136.0 / 1768.0 - 1.0);
  // Eight million draws give 3762.9, [3534.6, 4025.5] and 3.69 %.
  EXPECT_NEAR(found.total.median, 3762.9, 2.0);
  EXPECT_NEAR(found.total.lower, 3534.6, 4.0);
  EXPECT_NEAR(found.total.upper, 4025.5, 4.0);
  EXPECT_NEAR(found.probability, 0.0369, 0.002);
}

TEST(Target, MeanOfALogModelIsThatOfNormalErrors) {
  const hw::TimeSeries series = exports();
  const hw::Projection outlook = hw::projection::project(series, Exponential{}, {.periods = 6});
  const hw::projection::TrendFit fit = hw::projection::fit(series, Exponential{});
  double mean = 1864.0;
  for (int h = 1; h <= 6; ++h) {
    const hw::Period period = hw::month(2024, 12) + h;
    const double error = fit.prediction_error(period);
    mean += fit.point(period) * std::exp(error * error / 2.0);
  }
  EXPECT_NEAR(hw::projection::target(series, outlook, july, 4000.0).total.mean, mean, 1e-9);
}

TEST(Target, OfALinearTrendHasTheIntervalOfTheSum) {
  const hw::TimeSeries series = exports();
  const hw::Projection outlook = hw::projection::project(series, Linear{}, {.periods = 6, .coverage = 0.95});
  const hw::TargetOutlook found = hw::projection::target(series, outlook, july, 4000.0);
  const hw::core::LineFit line = hw::projection::fit(series, Linear{}).line;
  // Var(sum of m new values) = s^2 (m + m^2 / n + (sum of distances)^2 / sxx).
  double sum = 1864.0, distances = 0.0;
  for (int t = 43; t <= 48; ++t) {
    sum += line.at(t);
    distances += t - line.mean_x;
  }
  const double error = line.sigma() * std::sqrt(6.0 + 36.0 / 42.0 + distances * distances / line.sxx);
  const double quantile = 2.0210753903062737;  // R: qt(0.975, 40)
  EXPECT_NEAR(found.total.median, sum, 1e-9);
  EXPECT_NEAR(found.total.lower, sum - quantile * error, 1e-8);
  EXPECT_NEAR(found.total.upper, sum + quantile * error, 1e-8);
  const hw::TargetOutlook even = hw::projection::target(series, outlook, july, sum);
  EXPECT_NEAR(even.probability, 0.5, 1e-12);
}

TEST(Target, GivesTheSameFiguresForTheSameSeedAndForALongerHorizon) {
  const hw::TimeSeries series = exports();
  const auto ask = [&](std::int64_t periods, std::uint64_t seed) {
    const hw::Projection outlook = hw::projection::project(series, Exponential{}, {.periods = periods});
    return hw::projection::target(series, outlook, july, 4000.0, {.draws = 2000, .seed = seed});
  };
  const hw::TargetOutlook six = ask(6, 1), twelve = ask(12, 1), other = ask(6, 2);
  EXPECT_EQ(six.total.lower, twelve.total.lower);
  EXPECT_EQ(six.total.median, twelve.total.median);
  EXPECT_EQ(six.probability, twelve.probability);
  EXPECT_NE(six.total.median, other.total.median);
}

TEST(Target, IsOfTheNextFiscalYearAfterTheLastPeriodOfOne) {
  const hw::TimeSeries all = exports();
  const hw::SeriesView to_june = hw::SeriesView(all).slice(all.first(), hw::month(2024, 6));
  const hw::Projection outlook = hw::projection::project(to_june, Exponential{}, {.periods = 12});
  const hw::TargetOutlook found = hw::projection::target(to_june, outlook, july, 4000.0);
  EXPECT_EQ(found.fiscal_year, 2025);
  EXPECT_EQ(found.observed, 0.0);
  EXPECT_EQ(found.remaining_periods, 12);
}

TEST(Target, IsMissingIfAPeriodOfTheFiscalYearIsMissing) {
  const hw::TimeSeries all = exports();
  std::vector<double> values(all.values().begin(), all.values().end());
  values[all.index_of(hw::month(2024, 9))] = hw::missing_value;
  const hw::TimeSeries gappy(all.first(), values);
  const hw::Projection outlook = hw::projection::project(gappy, Exponential{}, {.periods = 6});
  const hw::TargetOutlook found = hw::projection::target(gappy, outlook, july, 4000.0);
  EXPECT_EQ(found.remaining_periods, 6);
  EXPECT_TRUE(hw::is_missing(found.observed));
  EXPECT_TRUE(hw::is_missing(found.total.median));
  EXPECT_TRUE(hw::is_missing(found.probability));
}

TEST(Target, RejectsAProjectionThatEndsBeforeTheFiscalYearOrBelongsToOtherData) {
  const hw::TimeSeries series = exports();
  const hw::Projection five = hw::projection::project(series, Exponential{}, {.periods = 5});
  EXPECT_EQ(message_of([&] { hw::projection::target(series, five, july, 4000.0); }),
            "the projection ends in 2025-05, before the fiscal year does in 2025-06");
  const hw::SeriesView earlier = hw::SeriesView(series).slice(series.first(), hw::month(2024, 11));
  EXPECT_EQ(message_of([&] { hw::projection::target(earlier, five, july, 4000.0); }),
            "the projection starts in 2025-01 and not right after the latest observation, 2024-11");
}

TEST(Project, RejectsWhatItCannotFit) {
  const hw::TimeSeries two(hw::year(2000), {1.0, hw::missing_value, 2.0});
  EXPECT_EQ(message_of([&] { hw::projection::project(two, Linear{}); }),
            "a trend needs at least 3 observations, and the annual series from 2000 to 2002 has 2");
  const hw::TimeSeries zero(hw::year(2000), {1.0, 0.0, 2.0, 3.0});
  EXPECT_EQ(message_of([&] { hw::projection::project(zero, Exponential{}); }),
            "an exponential trend needs positive values, and that of 2001 is not");
  EXPECT_EQ(message_of([&] { hw::projection::project(zero, Linear{}, {.periods = 0}); }),
            "a projection over 0 periods was asked for; it must be at least 1");
  EXPECT_NE(message_of([&] { hw::projection::project(zero, Linear{}, {.coverage = 1.0}); }), "no error");
}

TEST(Project, StartsAfterTheLatestObservationAndLeavesOutMissingValues) {
  const double nan = hw::missing_value;
  const hw::TimeSeries line(hw::quarter(2020, 1), {1.0, nan, 3.0, 4.0, 5.0, nan});  // x = t but for the gaps
  const hw::Projection projection = hw::projection::project(line, Linear{}, {.periods = 3});
  EXPECT_EQ(projection.point.first(), hw::quarter(2021, 2));
  EXPECT_DOUBLE_EQ(projection.point[hw::quarter(2021, 2)], 6.0);
  EXPECT_DOUBLE_EQ(projection.point[hw::quarter(2021, 4)], 8.0);
  EXPECT_NEAR(projection.sigma, 0.0, 1e-14);
  EXPECT_DOUBLE_EQ(projection.fitted[hw::quarter(2020, 2)], 2.0);
  EXPECT_TRUE(hw::is_missing(projection.residuals[hw::quarter(2020, 2)]));
}

}  // namespace target_test
