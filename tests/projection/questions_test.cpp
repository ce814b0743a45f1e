#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "highwater/io/csv.hpp"
#include "highwater/projection/models.hpp"
#include "support/message_of.hpp"

// What a projection answers about several periods: totals, growth, peaks, the day a level is reached.

namespace hw = highwater;
using namespace hw::projection;
using test_support::message_of;

namespace questions_test {

// A random walk without drift: each step has a standard deviation of 2.
hw::Projection walk(std::int64_t periods) {
  JointDistribution joint{Scale::level, hw::core::infinity, {}, {}};
  const auto count = static_cast<std::size_t>(periods);
  joint.location.assign(count, 100.0);
  joint.loadings.assign(count * count, 0.0);
  for (std::size_t h = 0; h < count; ++h)
    for (std::size_t k = 0; k <= h; ++k) joint.loadings[h * count + k] = 2.0;
  hw::Projection outlook = project(hw::TimeSeries(hw::month(2024, 1), {1.0, 2.0, 2.5}), Drift{}, {.periods = periods});
  outlook.distribution = joint;
  return outlook;
}

TEST(Questions, TotalsAndGrowthOfNormalPeriodsAreInClosedForm) {
  const hw::Projection outlook = walk(3);
  // Total of three steps: 3 e1 + 2 e2 + e3, variance 4 (9 + 4 + 1).
  const Outcome total = outlook.total(hw::month(2024, 4), hw::month(2024, 6), 50.0);
  EXPECT_DOUBLE_EQ(total.mean(), 350.0);
  EXPECT_NEAR(total.interval(0.95).upper, 350.0 + 1.959963984540054 * std::sqrt(56.0), 1e-10);
  EXPECT_NEAR(total.probability_of_reaching(350.0 + std::sqrt(56.0)), 0.15865525393145707, 1e-12);
  const Outcome growth = outlook.growth(hw::month(2024, 4), hw::month(2024, 6), 200.0, 50.0);
  EXPECT_NEAR(growth.median(), 0.75, 1e-12);
  EXPECT_NEAR(growth.quantile(0.975), total.quantile(0.975) / 200.0 - 1.0, 1e-12);
  EXPECT_NEAR(outlook.in(hw::month(2024, 6)).quantile(0.975), 100.0 + 1.959963984540054 * std::sqrt(12.0), 1e-10);
}

TEST(Questions, DrawsAgreeWithTheClosedForm) {
  const hw::Projection outlook = walk(4);
  const Outcome exact = outlook.total(hw::month(2024, 4), hw::month(2024, 7));
  const Outcome drawn = outlook.of([](std::span<const double> path) { return path[0] + path[1] + path[2] + path[3]; });
  EXPECT_NEAR(drawn.mean(), exact.mean(), 0.2);
  EXPECT_NEAR(drawn.quantile(0.9), exact.quantile(0.9), 0.3);
  EXPECT_NEAR(drawn.probability_of_reaching(410.0), exact.probability_of_reaching(410.0), 0.01);
}

TEST(Questions, DrawsOfStudentPeriodsShareOneChiSquared) {
  hw::Projection outlook = walk(2);
  outlook.distribution.degrees_of_freedom = 3.0;
  // Quantiles of Student's t of 3 degrees of freedom, from its tables.
  const Outcome first = outlook.of([](std::span<const double> path) { return path[0]; });
  EXPECT_NEAR(first.quantile(0.9), 100.0 + 2.0 * 1.637744, 0.08);
  EXPECT_NEAR(first.quantile(0.975), 100.0 + 2.0 * 3.182446, 0.25);
  const Outcome total = outlook.of([](std::span<const double> path) { return path[0] + path[1]; });
  EXPECT_NEAR(total.quantile(0.9), 200.0 + std::sqrt(20.0) * 1.637744, 0.2);
  // The ratio of two steps has no chi-squared in it if they share one, and is Cauchy's.
  const Outcome ratio =
      outlook.of([](std::span<const double> path) { return (path[1] - path[0]) / (path[0] - 100.0); });
  EXPECT_NEAR(ratio.probability_of_reaching(3.0), 0.5 - std::atan(3.0) / std::acos(-1.0), 0.004);
}

TEST(Questions, ALevelIsReachedAtThePeakOrBefore) {
  const hw::Projection outlook = walk(6);
  const Arrival arrival = outlook.first_reaching(103.0);
  const Outcome peak = outlook.peak();
  EXPECT_DOUBLE_EQ(arrival.probability.back(), peak.probability_of_reaching(103.0));
  EXPECT_TRUE(std::is_sorted(arrival.probability.begin(), arrival.probability.end()));
  EXPECT_NEAR(arrival.probability[0], 0.066807201268858, 0.003);  // one step of 1.5 standard deviations
  EXPECT_EQ(arrival.quantile(0.05), hw::month(2024, 4));
  EXPECT_EQ(arrival.quantile(0.99), std::nullopt);
}

TEST(Questions, PathsHaveTheMomentsOfTheDistributionAndAreSeeded) {
  const hw::Projection outlook = walk(3);
  const hw::Panel paths = outlook.paths(20'000, 5), again = outlook.paths(20'000, 5), other = outlook.paths(10, 6);
  EXPECT_EQ(paths.periods(), 3u);
  EXPECT_EQ(paths.first(), hw::month(2024, 4));
  EXPECT_TRUE(std::equal(paths.values().begin(), paths.values().end(), again.values().begin()));
  EXPECT_NE(paths.values()[0], other.values()[0]);
  double mean = 0.0, square = 0.0;
  for (std::size_t i = 0; i < 20'000; ++i) {
    const double last = paths.values()[3 * i + 2] - 100.0;
    mean += last / 20'000.0;
    square += last * last / 20'000.0;
  }
  EXPECT_NEAR(mean, 0.0, 0.1);
  EXPECT_NEAR(square, 12.0, 0.4);
}

TEST(Questions, AMarginalShapesEachPeriodAndLeavesTheirDependence) {
  hw::Projection outlook = walk(2);
  outlook.distribution.marginals = {{5.0, 1.0, 1.0, 1.0}, {3.0, 0.5, 2.0, 0.5}};
  outlook.distribution.floor = 97.5;
  const Outcome second = outlook.in(hw::month(2024, 5));
  EXPECT_DOUBLE_EQ(second.median(), 100.0);
  EXPECT_NEAR(second.quantile(0.975), 100.0 + 3.0 * std::sqrt(1.959963984540054), 1e-10);
  EXPECT_EQ(second.quantile(0.025), 97.5);  // 100 - 2 * 1.4 would lie below the floor
  EXPECT_NEAR(second.probability_of_reaching(second.quantile(0.8)), 0.2, 1e-10);
  EXPECT_EQ(second.probability_of_reaching(97.0), 1.0);
  const Outcome both = outlook.total(hw::month(2024, 4), hw::month(2024, 5));
  const Outcome drawn = outlook.of([](std::span<const double> path) { return path[0] + path[1]; });
  EXPECT_NEAR(both.mean(), drawn.mean(), 0.05);
  EXPECT_EQ(both.median(), drawn.median());
}

TEST(Questions, OfALogModelAPeriodIsExactAndATotalDrawn) {
  const hw::TimeSeries series =
      hw::io::read_csv(std::string(HIGHWATER_EXAMPLE_DATA) + "/pakistan_it_exports.csv", {.value = "value_usd_mn"});
  const hw::Projection outlook = project(series, Exponential{}, {.periods = 6});
  const Interval bounds = outlook.in(hw::month(2025, 6)).interval(0.95);
  EXPECT_NEAR(bounds.lower, outlook.lower[hw::month(2025, 6)], 1e-9);
  EXPECT_NEAR(bounds.upper, outlook.upper[hw::month(2025, 6)], 1e-9);
  const Outcome alone = outlook.total(hw::month(2025, 1), hw::month(2025, 1));
  EXPECT_NEAR(alone.quantile(0.9), outlook.in(hw::month(2025, 1)).quantile(0.9), 1.0);
}

TEST(Questions, MeansOfDrawnTotalsAndOfTheirGrowthAreThoseOfThePeriods) {
  const hw::TimeSeries series(hw::month(2024, 1), {100.0, 103.0, 109.0, 108.0, 117.0, 121.0, 125.0, 133.0});
  const hw::Projection outlook = project(series, Exponential{}, {.periods = 3});
  const hw::Period from = hw::month(2024, 9), to = hw::month(2024, 11);
  const double mean =
      outlook.in(from).mean() + outlook.in(hw::month(2024, 10)).mean() + outlook.in(hw::month(2024, 11)).mean();
  const Outcome total = outlook.total(from, to, 50.0), growth = outlook.growth(from, to, 400.0, 50.0);
  EXPECT_NEAR(total.mean(), mean + 50.0, 1e-9);
  EXPECT_NEAR(growth.mean(), (mean + 50.0) / 400.0 - 1.0, 1e-12);
  for (const double p : {0.05, 0.5, 0.9}) EXPECT_NEAR(growth.quantile(p), total.quantile(p) / 400.0 - 1.0, 1e-12) << p;
}

TEST(Outcome, HasNoIntervalOfACoverageThatIsNone) {
  const Outcome outcome =
      project(hw::TimeSeries(hw::month(2024, 1), {1, 2, 4, 3, 5, 7}), Drift{}, {.periods = 2}).in(hw::month(2024, 7));
  EXPECT_EQ(message_of([&] { outcome.interval(80.0); }),
            "the coverage of an interval must lie between 0 and 1, not 80.000000");
  EXPECT_EQ(message_of([&] { outcome.quantile(-0.1); }), "a probability must lie between 0 and 1, not -0.100000");
  EXPECT_EQ(message_of([] { return Outcome(std::vector<double>()); }), "an outcome needs at least one draw");
  const Outcome drawn(std::vector<double>{3.0, 1.0, 2.0});
  EXPECT_EQ(drawn.mean(), 2.0);
  for (const double probability : {0.0, 1.0}) EXPECT_NE(message_of([&] { drawn.quantile(probability); }), "no error");
}

TEST(Outcome, OfALawWithoutSpreadOrBelowItsFloorIsCertain) {
  const double infinite = std::numeric_limits<double>::infinity();
  const Outcome certain(Law{.degrees_of_freedom = infinite, .location = 3.0, .spread = 0.0});
  EXPECT_EQ(certain.probability_of_reaching(2.0), 1.0);
  EXPECT_EQ(certain.probability_of_reaching(4.0), 0.0);
  const Outcome floored(Law{.degrees_of_freedom = infinite, .location = 0.0, .spread = 1.0, .floor = 0.0});
  EXPECT_EQ(floored.probability_of_reaching(0.0), 1.0);
  EXPECT_NEAR(floored.mean(), 1.0 / std::sqrt(2.0 * 3.14159265358979), 1e-3);  // of the greater of z and zero
  const Outcome positive(Law{.scale = Scale::log, .degrees_of_freedom = infinite, .location = 0.0, .spread = 1.0});
  EXPECT_EQ(positive.probability_of_reaching(0.0), 1.0);
  EXPECT_NEAR(positive.probability_of_reaching(1.0), 0.5, 1e-12);
}

TEST(Questions, RejectPeriodsThatAreNotProjected) {
  const hw::Projection outlook = walk(3);
  EXPECT_EQ(message_of([&] { outlook.in(hw::month(2024, 7)); }),
            "the projection goes from 2024-04 to 2024-06 and does not hold 2024-07");
  EXPECT_NE(message_of([&] { outlook.total(hw::month(2024, 6), hw::month(2024, 5)); }), "no error");
  EXPECT_NE(message_of([&] { outlook.growth(hw::month(2024, 4), hw::month(2024, 5), 0.0); }), "no error");
  EXPECT_NE(message_of([&] { outlook.paths(0); }), "no error");
  EXPECT_NE(message_of([&] { outlook.in(hw::month(2024, 5)).quantile(1.0); }), "no error");
}

TEST(Outcome, HasNoProbabilityOfReachingAMissingValue) {
  for (const double degrees_of_freedom : {3.0, std::numeric_limits<double>::infinity()})
    EXPECT_TRUE(std::isnan(Outcome(Law{.degrees_of_freedom = degrees_of_freedom, .spread = 1.0})
                               .probability_of_reaching(hw::missing_value)));
  EXPECT_TRUE(std::isnan(Outcome(std::vector<double>{1.0, 2.0}).probability_of_reaching(hw::missing_value)));
}

}  // namespace questions_test
