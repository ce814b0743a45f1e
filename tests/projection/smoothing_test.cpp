#include "highwater/projection/smoothing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "core/smoothing_operations.hpp"
#include "core/smoothing_sweep.hpp"
#include "highwater/core/operations.hpp"
#include "highwater/io/csv.hpp"
#include "support/bits.hpp"
#include "support/message_of.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
using namespace hw::projection;
using test_support::message_of;

namespace smoothing_test {

const double nan = hw::missing_value;

hw::TimeSeries passengers() {
  return hw::io::read_csv(std::string(HIGHWATER_EXAMPLE_DATA) + "/airline_passengers.csv");
}

// The first n values, and then the others one by one.
template <class Model>
void expect_push_to_be_a_fit_at_the_same_parameters(Model model, std::vector<double> values, std::size_t n) {
  const hw::Period start = hw::month(2000, 3);
  SmoothingFit pushed = fit(hw::SeriesView(start, std::span(values).first(n)), model);
  for (std::size_t t = n; t < values.size(); ++t) pushed.push(values[t]);
  model.given = pushed.parameters();
  const SmoothingFit whole = fit(hw::SeriesView(start, values), model);
  EXPECT_EQ(pushed.fitted().size(), whole.fitted().size());
  for (std::size_t t = 0; t < values.size(); ++t)
    EXPECT_TRUE(pushed.fitted()[t] == whole.fitted()[t] ||
                (std::isnan(pushed.fitted()[t]) && std::isnan(whole.fitted()[t])))
        << t;
  EXPECT_EQ(pushed.squared_error(), whole.squared_error());
  EXPECT_EQ(pushed.latest(), whole.latest());
  EXPECT_EQ(pushed.distribution(15).location, whole.distribution(15).location);
}

TEST(Smoothing, PushedOneByOneIsAFitOfAllAtTheSameParameters) {
  const hw::TimeSeries series = passengers();
  std::vector<double> values(series.values().begin(), series.values().end());
  values[100] = values[131] = values[132] = values[143] = nan;
  expect_push_to_be_a_fit_at_the_same_parameters(SimpleSmoothing{}, values, 90);
  expect_push_to_be_a_fit_at_the_same_parameters(Holt{.trend = Trend::damped}, values, 90);
  expect_push_to_be_a_fit_at_the_same_parameters(HoltWinters{.season = hw::SeasonalForm::additive}, values, 90);
  expect_push_to_be_a_fit_at_the_same_parameters(HoltWinters{.season = hw::SeasonalForm::multiplicative}, values, 90);
}

TEST(Smoothing, ByHand) {
  // Level 10, alpha 1/2: forecasts 10, 11, 10.5; then a gap, over which 12.25 stays.
  const hw::TimeSeries series(hw::year(2000), {12.0, 10.0, 14.0, nan});
  const SmoothingFit found = fit(series, SimpleSmoothing{.given = {.alpha = 0.5, .level = 10.0}});
  EXPECT_EQ(found.fitted(), (std::vector<double>{10.0, 11.0, 10.5, 12.25}));
  EXPECT_EQ(found.squared_error(), 4.0 + 1.0 + 12.25);
  EXPECT_EQ(found.latest(), hw::year(2002));
  EXPECT_EQ(project(found, {.periods = 2}).point[hw::year(2003)], 12.25);
}

TEST(Smoothing, GoesOnOverAGapAndForgetsLeadingAndTrailingOnes) {
  std::vector<double> values;
  for (int t = 0; t < 30; ++t) values.push_back(5.0 + 2.0 * t);
  values[10] = values[11] = nan;
  const hw::Projection inside = project(hw::SeriesView(hw::quarter(2000, 1), values), Holt{}, {.periods = 4});
  EXPECT_NEAR(inside.point.values()[3], 5.0 + 2.0 * 33.0, 1e-7);
  EXPECT_NEAR(inside.fitted.values()[11], 27.0, 1e-7);

  const hw::TimeSeries series = passengers();
  std::vector<double> padded(series.values().begin(), series.values().end());
  padded.insert(padded.begin(), 5, nan);
  padded.insert(padded.end(), 3, nan);
  const hw::TimeSeries longer(series.first() - 5, padded);
  EXPECT_EQ(project(longer, Holt{}, {.periods = 6}).point, project(series, Holt{}, {.periods = 6}).point);
  EXPECT_EQ(project(longer, HoltWinters{}, {.periods = 6}).point, project(series, HoltWinters{}, {.periods = 6}).point);
}

TEST(Smoothing, OfAConstantIsThatConstantWithoutError) {
  const hw::TimeSeries flat(hw::month(2000, 1), std::vector<double>(40, 7.0));
  for (const hw::Projection& found :
       {project(flat, SimpleSmoothing{}), project(flat, Holt{}), project(flat, Holt{.trend = Trend::damped}),
        project(flat, HoltWinters{.season = hw::SeasonalForm::additive}), project(flat, HoltWinters{})}) {
    EXPECT_NEAR(found.point.values()[11], 7.0, 1e-9) << found.model;
    EXPECT_NEAR(found.upper.values()[11], 7.0, 1e-6) << found.model;
  }
}

TEST(Smoothing, DoesNotDependOnUnitOrOrigin) {
  const hw::TimeSeries series = passengers();
  std::vector<double> scaled, shifted;
  for (const double value : series.values()) {
    scaled.push_back(value * 1024.0);
    shifted.push_back(value - 1000.0);
  }
  const hw::SeriesView large(series.first(), scaled), negative(series.first(), shifted);
  const hw::Projection holt = project(series, Holt{}), winters = project(series, HoltWinters{});
  const hw::Projection large_holt = project(large, Holt{}), large_winters = project(large, HoltWinters{}),
                       negative_holt = project(negative, Holt{});
  for (std::size_t h = 0; h < 12; ++h) {
    EXPECT_NEAR(large_holt.point.values()[h], 1024.0 * holt.point.values()[h], 1e-2);
    EXPECT_NEAR(large_winters.upper.values()[h], 1024.0 * winters.upper.values()[h], 1.0);
    EXPECT_NEAR(negative_holt.upper.values()[h], holt.upper.values()[h] - 1000.0, 1e-3);
  }
}

TEST(Smoothing, FindsTheSeasonsOfAPattern) {
  const double season[] = {3.0, -1.0, -4.0, 2.0};
  std::vector<double> values, positive;
  for (int t = 0; t < 40; ++t) {
    values.push_back(-50.0 + 0.5 * t + season[t % 4]);
    positive.push_back((100.0 + 2.0 * t) * (1.0 + season[t % 4] / 10.0));
  }
  const hw::Projection added = project(hw::SeriesView(hw::quarter(2000, 2), values), HoltWinters{}, {.periods = 4});
  const hw::Projection factor = project(hw::SeriesView(hw::quarter(2000, 2), positive), HoltWinters{}, {.periods = 4});
  for (std::size_t h = 0; h < 4; ++h) {
    EXPECT_NEAR(added.point.values()[h], -50.0 + 0.5 * (40.0 + static_cast<double>(h)) + season[h], 1e-6);
    EXPECT_NEAR(factor.point.values()[h], (180.0 + 2.0 * static_cast<double>(h)) * (1.0 + season[h] / 10.0), 1e-4);
  }
  EXPECT_EQ(added.model, "exponential smoothing with a trend and added seasons");
  EXPECT_EQ(factor.model, "exponential smoothing with a trend and seasonal factors");
}

// Seasonal factors on data whose errors are not small: `kind` 0 wanders, 1 jumps, 2 falls to a tenth.
std::vector<double> erratic(int kind, std::size_t n, test_support::RandomData& random) {
  std::vector<double> values;
  double level = 6.0;
  for (std::size_t t = 0; t < n; ++t) {
    double noise = -6.0;
    for (int i = 0; i < 12; ++i) noise += random.uniform();
    const double season = 0.3 * std::sin(0.5235987755982988 * static_cast<double>(t));
    level += kind == 0 ? 0.1 * noise : 0.0;
    const double fall = kind == 2 ? std::log(1.0 - 0.9 * static_cast<double>(t) / static_cast<double>(n)) : 0.0;
    values.push_back(std::exp(level + season + fall + (kind == 1 ? 1.1 : 0.15) * noise));
  }
  return values;
}

TEST(Smoothing, OfPositiveDataWithFactorsHasPositivePointsAndIntervalsOfTheirSize) {
  test_support::RandomData random(20241126);
  int shaped = 0;
  for (int kind = 0; kind < 3; ++kind)
    for (int i = 0; i < 8; ++i) {
      const std::vector<double> values = erratic(kind, 62, random);
      const double largest = *std::max_element(values.begin(), values.end());
      for (const Trend trend : {Trend::none, Trend::linear, Trend::damped}) {
        const hw::Projection found =
            project(hw::SeriesView(hw::month(2000, 1), values),
                    HoltWinters{.season = hw::SeasonalForm::multiplicative, .trend = trend}, {.periods = 24});
        shaped += found.distribution.marginals.empty() ? 0 : 1;
        for (const auto [period, point] : found.point) {
          EXPECT_GT(point, 0.0) << period;
          EXPECT_LE(found.upper[period] - found.lower[period], 20.0 * largest) << period;
          EXPECT_LE(found.lower[period], point);
          EXPECT_GE(found.upper[period], point);
          if (!found.distribution.marginals.empty()) {
            EXPECT_GE(found.lower[period], 0.0);
          }
        }
      }
    }
  EXPECT_GT(shaped, 24);
}

// Growth that wanders leads the trend to take most of every error: draws of it then go on for years as no data ever did.
TEST(Smoothing, WithFactorsIsNotDrawnIntoGrowthThatTheDataNeverSaw) {
  test_support::RandomData random(1);
  for (int i = 0; i < 40; ++i) {
    std::vector<double> values;
    double level = 6.0, growth = 0.02;
    for (int t = 0; t < 40; ++t) {
      growth = 0.8 * growth + 0.2 * (random.uniform() - 0.5);
      level += growth;
      values.push_back(std::exp(level + (t % 4 == 3 ? 0.1 : 0.0)));
    }
    const double largest = *std::max_element(values.begin(), values.end());
    const hw::Projection found =
        project(hw::SeriesView(hw::quarter(2000, 1), values), HoltWinters{.season = hw::SeasonalForm::multiplicative},
                {.periods = 24, .coverage = 0.95});
    for (const auto [period, point] : found.point) {
      EXPECT_GT(point, 0.0) << period;
      EXPECT_LE(found.upper[period] - found.lower[period], 20.0 * largest) << i << ' ' << period;
      EXPECT_LE(found.lower[period], point);
      EXPECT_GE(found.upper[period], point);
    }
  }
}

TEST(Smoothing, WithFactorsIsLinearWhereErrorsAreSmall) {
  const hw::Projection small = project(passengers(), HoltWinters{});
  EXPECT_TRUE(small.distribution.marginals.empty());
  // A year that is linear has the same total beside a far future that is not.
  const hw::Projection far = project(passengers(), HoltWinters{}, {.periods = 120});
  ASSERT_FALSE(far.distribution.marginals.empty());
  const hw::Period first = small.point.first(), end = small.point.last();
  EXPECT_EQ(far.total(first, end).quantile(0.9), small.total(first, end).quantile(0.9));
  EXPECT_EQ(far.upper[end], small.upper[end]);
  // Errors of one half: the law of each period is skewed, and its bounds are those of the projection.
  test_support::RandomData random(7);
  const std::vector<double> values = erratic(1, 72, random);
  const hw::Projection large = project(hw::SeriesView(hw::month(2000, 1), values), HoltWinters{});
  ASSERT_FALSE(large.distribution.marginals.empty());
  const hw::Period last = large.point.last();
  EXPECT_GT(large.upper[last] - large.point[last], large.point[last] - large.lower[last]);
  EXPECT_NEAR(large.in(last).probability_of_reaching(large.upper[last]), 0.025, 1e-9);
  EXPECT_NEAR(large.in(last).median(), large.point[last], 1e-9 * large.point[last]);
  // The same figures each time, and whatever the horizon.
  const hw::Projection longer = project(hw::SeriesView(hw::month(2000, 1), values), HoltWinters{}, {.periods = 18});
  for (const auto [period, upper] : large.upper) EXPECT_EQ(longer.upper[period], upper);
}

TEST(Smoothing, StaysWithinTheBoundsOfItsParameters) {
  const hw::TimeSeries series = passengers();
  for (const SmoothingFit& found :
       {fit(series, Holt{}), fit(series, Holt{.trend = Trend::damped}), fit(series, HoltWinters{}),
        fit(series, HoltWinters{.season = hw::SeasonalForm::additive, .trend = Trend::damped})}) {
    const SmoothingParameters& p = found.parameters();
    EXPECT_GE(p.alpha, 1e-4);
    EXPECT_LE(p.alpha, 0.9999);
    EXPECT_GE(p.beta, 1e-4);
    EXPECT_LE(p.beta, p.alpha);
    if (found.season() != hw::core::SeasonRole::none) {
      EXPECT_GE(p.gamma, 1e-4);
      EXPECT_LE(p.gamma, 1.0 - p.alpha + 1e-12);
    }
    if (found.trend() == Trend::damped) {
      EXPECT_GE(p.phi, 0.8);
      EXPECT_LE(p.phi, 0.98);
    }
  }
}

// Short series have several valleys, many of them at bounds.
TEST(Smoothing, NoParametersThatAreGivenFitBetter) {
  std::uint64_t state = 5;
  const auto draw = [&] {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<double>(state >> 40) / 16777216.0 - 0.5;
  };
  for (int trial = 0; trial < 40; ++trial) {
    std::vector<double> values;
    double level = 0.0, slope = 0.0;
    for (int t = 0; t < 36; ++t) {
      slope += 0.1 * draw();
      level += slope + 0.2 * draw();
      values.push_back(level + draw());
    }
    const hw::SeriesView series(hw::quarter(2000, 1), values);
    const double found = fit(series, Holt{}).squared_error();
    for (const double alpha : {0.0001, 0.01, 0.03, 0.1, 0.2, 0.4, 0.6, 0.8, 0.95, 0.9999})
      for (const double share : {0.0, 0.03, 0.1, 0.3, 0.6, 1.0}) {
        const Holt given{.given = {.alpha = alpha, .beta = std::max(alpha * share, 1e-4)}};
        EXPECT_LE(found, (1.0 + 1e-6) * fit(series, given).squared_error()) << trial << ' ' << alpha << ' ' << share;
      }
  }
}

TEST(Smoothing, TakesManyPeriodsAtOnceAsOneByOne) {
  const hw::TimeSeries series = passengers();
  std::vector<double> values(series.values().begin(), series.values().end());
  values[3] = values[40] = values[41] = nan;
  for (const auto form : {hw::SeasonalForm::additive, hw::SeasonalForm::multiplicative}) {
    const HoltWinters model{.season = form};
    SmoothingFit one_by_one = fit(series, model), at_once = one_by_one;
    for (const double value : values) one_by_one.push(value);
    at_once.push(values);
    EXPECT_TRUE(test_support::same_bits(one_by_one.fitted(), at_once.fitted()));
    EXPECT_TRUE(test_support::same_bits(one_by_one.residuals(), at_once.residuals()));
    EXPECT_EQ(one_by_one.latest(), at_once.latest());
    EXPECT_EQ(one_by_one.distribution(3).location, at_once.distribution(3).location);
  }
}

TEST(Smoothing, SaysHowManyObservationsItNeeds) {
  const hw::TimeSeries three(hw::year(2000), {1.0, nan, 2.0, 4.0}), none(hw::year(2000), {nan, nan});
  EXPECT_EQ(message_of([&] { fit(three, Holt{}); }),
            "to estimate 4 parameters takes at least 5 observations, and the annual series from 2000 to 2003 has 3");
  EXPECT_EQ(message_of([&] { fit(none, SimpleSmoothing{}); }),
            "to estimate 2 parameters takes at least 3 observations, and the annual series from 2000 to 2001 has 0");
  const hw::TimeSeries year_and_more(hw::quarter(2000, 1), {1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0});
  EXPECT_EQ(
      message_of([&] { fit(year_and_more, HoltWinters{}); }),
      "to estimate 8 parameters takes at least 9 observations, and the quarterly series from 2000-Q1 to 2001-Q3 has 7");
  EXPECT_EQ(message_of([&] { fit(three, HoltWinters{}); }),
            "HoltWinters: annual data have no seasons to smooth; use Holt");
  const hw::TimeSeries zero(hw::quarter(2000, 1), {1.0, 2.0, 0.0, 4.0});
  EXPECT_EQ(message_of([&] { fit(zero, HoltWinters{.season = hw::SeasonalForm::multiplicative}); }),
            "seasonal factors need positive values, and that of 2000-Q3 is not");
  EXPECT_NE(message_of([&] { fit(three, SimpleSmoothing{.given = {.alpha = 1.5}}); }), "no error");
  EXPECT_NE(message_of([&] { project(passengers(), Holt{}, {.periods = 0}); }), "no error");
  // Where all but the seasons is given, they are what takes two years.
  const SmoothingParameters all{.alpha = 0.5, .beta = 0.1, .gamma = 0.1, .phi = 1.0, .level = 4.0, .trend = 0.0};
  EXPECT_EQ(
      message_of([&] { fit(year_and_more, HoltWinters{.given = all}); }),
      "seasons take at least two years of observations, 8, and the quarterly series from 2000-Q1 to 2001-Q3 has 7");
}

TEST(Smoothing, RefusesStatesThatCannotBe) {
  const double infinite = std::numeric_limits<double>::infinity();
  const hw::TimeSeries quarters(hw::quarter(2000, 1), {1, 2, 3, 4, 2, 3, 4, 5, 3, 4, 5, 6});
  EXPECT_EQ(message_of([&] { fit(quarters, SimpleSmoothing{.given = {.level = infinite}}); }),
            "an initial state cannot be infinite");
  EXPECT_EQ(message_of([&] { fit(quarters, Holt{.given = {.trend = -infinite}}); }),
            "an initial state cannot be infinite");
  EXPECT_EQ(message_of([&] {
              fit(quarters, HoltWinters{.given = {.season = {1.0, 2.0}}});
            }),
            "2 seasons were given for a model with 4");
  for (const double season : {0.0, infinite})
    EXPECT_EQ(message_of([&] {
                fit(quarters, HoltWinters{.given = {.season = {1.0, 1.0, 1.0, season}}});
              }),
              "a season that was given is not a number that could be one");
  EXPECT_EQ(message_of([&] { fit(quarters, SimpleSmoothing{.given = {.alpha = -0.5}}); }),
            "alpha must lie between 0 and 1, not -0.500000");
}

TEST(Smoothing, TakesWhatComesBeforeAValueThatItRefuses) {
  const hw::TimeSeries quarters(hw::quarter(2000, 1), {1, 2, 3, 4, 2, 3, 4, 5, 3, 4, 5, 6});
  const HoltWinters model{
      .season = hw::SeasonalForm::multiplicative,
      .given = {.alpha = 0.5, .beta = 0.1, .gamma = 0.1, .level = 2.0, .trend = 0.2, .season = {0.6, 0.9, 1.1, 1.4}}};
  for (const double refused : {0.0, std::numeric_limits<double>::infinity()}) {
    SmoothingFit some = fit(quarters, model), one = some;
    EXPECT_EQ(some.observations(), 12);
    one.push(4.5);
    EXPECT_EQ(message_of([&] {
                return some.push(std::vector<double>{4.5, refused, 5.0}), 0;
              }),
              refused == 0.0 ? "seasonal factors need positive values, and that of 2003-Q2 is not"
                             : "the value of 2003-Q2 is infinite");
    EXPECT_EQ(some.observations(), 13);
    EXPECT_EQ(some.fitted(), one.fitted());
    EXPECT_EQ(some.latest(), hw::quarter(2003, 1));
  }
}

// Whatever the data: bounds in order, and no number that is missing.
TEST(Smoothing, OfOddDataIsANumber) {
  std::uint64_t state = 7;
  const auto draw = [&] {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<double>(state >> 40) / 16777216.0;
  };
  for (int trial = 0; trial < 60; ++trial) {
    std::vector<double> values;
    const double size = std::pow(10.0, 12.0 * draw() - 6.0);
    for (int t = 0; t < 40; ++t) {
      const double spike = draw() < 0.1 ? 1000.0 : 1.0;
      values.push_back(draw() < 0.15 ? nan : size * spike * (trial % 3 == 0 ? draw() - 0.5 : 0.001 + draw()));
    }
    const hw::SeriesView series(hw::quarter(2000, 1), values);
    for (const hw::Projection& found :
         {project(series, SimpleSmoothing{}), project(series, Holt{}), project(series, Holt{.trend = Trend::damped}),
          project(series, HoltWinters{}), project(series, HoltWinters{.season = hw::SeasonalForm::additive})})
      for (std::size_t h = 0; h < 12; ++h)
        EXPECT_TRUE(found.lower.values()[h] <= found.point.values()[h] &&
                    found.point.values()[h] <= found.upper.values()[h])
            << trial << ' ' << found.model << ' ' << found.point.values()[h];
  }
}

// Lanes: what a native register finds is what doubles find, bit for bit.
TEST(Smoothing, SumsOfSlopesDoNotDependOnTheRegister) {
  using hw::core::SeasonRole;
  const hw::TimeSeries series = passengers();
  const auto sums_by = [&](auto operation) {
    std::vector<double> columns(7 * 8), seasons(12 * 8), rows(hw::core::slope_rows * 8), sums(64);
    for (std::size_t i = 0; i < 8; ++i) {
      const auto at = static_cast<double>(i);
      const double column[] = {
          i == 0 ? 0.0 : 1.0 / at, 0.1 + 0.1 * at, 0.02 * at, 1.0 - 0.02 * at, 0.1, 110.0 + at, 1.0};
      for (std::size_t k = 0; k < 7; ++k) columns[k * 8 + i] = column[k];
      for (std::size_t k = 0; k < 12; ++k) seasons[k * 8 + i] = 1.0 + 0.01 * static_cast<double>(k);
    }
    double* const c = columns.data();
    operation({8, c, c + 8, c + 16, c + 24, c + 32, c + 40, c + 48, seasons.data()}, rows.data(), sums.data());
    std::vector<double> found = columns;
    found.insert(found.end(), seasons.begin(), seasons.end());
    for (std::size_t i = 0; i < 8; ++i)
      for (std::size_t j = 0; j <= i; ++j) found.push_back(sums[i * 8 + j]);
    return found;
  };
  const double* const x = series.values().data();
  const std::size_t n = series.size();
  EXPECT_EQ(sums_by([&](const hw::core::SmoothingCandidates& in, double* rows, double* sums) {
              hw::core::sum_slopes(x, n, 12, SeasonRole::factor, in, 8, rows, sums);
            }),
            sums_by([&](const hw::core::SmoothingCandidates& in, double* rows, double* sums) {
              hw::core::sum_slopes_of<SeasonRole::factor, double>(x, n, 12, in, 8, rows, sums);
            }));
}

}  // namespace smoothing_test
