#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "golden/projection_series.hpp"
#include "highwater/projection/smoothing.hpp"
#include "support/golden.hpp"

// Exponential smoothing against R's ses, holt and hw: at R's parameters the same squared error, forecasts and
// intervals; and with parameters of our own never a worse squared error.

namespace hw = highwater;
using hw::projection::Holt;
using hw::projection::HoltWinters;
using hw::projection::SimpleSmoothing;
using hw::projection::SmoothingFit;
using hw::projection::SmoothingParameters;
using hw::projection::Trend;

namespace smoothing_golden_test {

using Parameters = std::map<std::string, double>;

// R's parameters of each series under a method.
std::map<std::string, Parameters> parameters_of(const std::string& method) {
  const golden::Table table("projection_models_r.csv");
  std::map<std::string, Parameters> found;
  for (const golden::Row& row : table.where("method", method))
    found[row.text("series")][row.text("param")] = row.number("value");
  return found;
}

double or_missing(const Parameters& of, const std::string& name, const std::string& other = "") {
  if (const auto at = of.find(name); at != of.end()) return at->second;
  const auto at = of.find(other);
  return at == of.end() ? hw::missing_value : at->second;
}

// R lists seasons from the one before the first period backwards and leaves out the first, which the others give.
std::vector<double> seasons(const Parameters& of, std::size_t year, double total, std::size_t first) {
  std::vector<double> found(year);
  double sum = 0.0;
  for (std::size_t i = 0; i + 1 < year; ++i) sum += found[year - 1 - i] = of.at("s" + std::to_string(i));
  found[0] = total - sum;
  std::rotate(found.begin(), found.end() - static_cast<std::ptrdiff_t>(first), found.end());
  return found;
}

SmoothingParameters given(const Parameters& of, const hw::TimeSeries& series, double year_total = 0.0) {
  SmoothingParameters found{.alpha = or_missing(of, "alpha"),
                            .beta = or_missing(of, "beta"),
                            .gamma = or_missing(of, "gamma"),
                            .phi = or_missing(of, "phi"),
                            .level = or_missing(of, "l", "l0.l"),
                            .trend = or_missing(of, "b", "b0.b")};
  const std::size_t year = of.count("s10") > 0 ? 12 : 4;
  if (of.count("s0") > 0)
    found.season = seasons(of, year, year_total * static_cast<double>(year),
                           static_cast<std::size_t>(series.first().number()) - 1);
  return found;
}

// How far R's numbers are comparable: intervals to a relative tolerance, both up to a horizon.
struct Comparable {
  double year_total = 0.0;  // of the seasons, over their number
  double intervals = 1e-8;
  std::size_t horizon = 30;
};

// Forecasts as R's, and bounds as far from them in units of sigma (R divides by n less the parameters that it fitted).
void expect_forecasts(const std::string& method, const std::string& name, const SmoothingFit& fit, double sigma,
                      Comparable as) {
  const golden::Table table("projection_models_forecasts_r.csv");
  const hw::Projection wide = hw::projection::project(fit, {.periods = 30, .coverage = 0.95});
  int compared = 0;
  for (const golden::Row& row : table.where("method", method)) {
    const auto h = static_cast<std::size_t>(row.number("h"));
    if (row.text("series") != name || h > as.horizon) continue;
    const double mean = wide.point.values()[h - 1], half_width = (wide.upper.values()[h - 1] - mean) / wide.sigma;
    const std::string where = method + " " + name + " " + row.text("h");
    EXPECT_TRUE(golden::agree(mean, row.number("mean"), 1e-8)) << where;
    EXPECT_TRUE(golden::agree(half_width, (row.number("hi95") - row.number("mean")) / sigma, as.intervals)) << where;
    ++compared;
  }
  EXPECT_GE(compared, 3);
}

// At R's parameters, and at those found. Gives the number of series.
template <class Model>
int compare(const std::string& method, Model model, Comparable as = {}) {
  int compared = 0;
  for (const auto& [name, parameters] : parameters_of(method)) {
    const hw::TimeSeries& series = golden::projection_series(name);
    Model known = model;
    known.given = given(parameters, series, as.year_total);
    const SmoothingFit at_theirs = hw::projection::fit(series, known);
    const double theirs = parameters.at("mse") * static_cast<double>(series.size());
    EXPECT_TRUE(golden::agree(at_theirs.squared_error(), theirs, 1e-8)) << method << ' ' << name;
    expect_forecasts(method, name, at_theirs, std::sqrt(parameters.at("sigma2")), as);
    EXPECT_LE(hw::projection::fit(series, model).squared_error(), theirs * (1.0 + 1e-6)) << method << ' ' << name;
    ++compared;
  }
  return compared;
}

TEST(SmoothingGolden, SimpleSmoothing) { EXPECT_EQ(compare("ses_opt", SimpleSmoothing{}), 6); }
TEST(SmoothingGolden, Holt) { EXPECT_EQ(compare("holt_opt", Holt{}), 6); }
TEST(SmoothingGolden, DampedHolt) { EXPECT_EQ(compare("holt_damped_opt", Holt{.trend = Trend::damped}), 6); }
TEST(SmoothingGolden, AddedSeasons) {
  EXPECT_EQ(compare("hw_additive_opt", HoltWinters{.season = hw::SeasonalForm::additive}), 4);
}
// Errors have several valleys here; one ends at 39.2035, and one with alpha .57845, beta .006143 and gamma .137297 at 39.0605.
TEST(SmoothingGolden, FindsAtLeastTheBestKnownValleyOfCarbonDioxide) {
  std::vector<double> values;
  const golden::Table table("records_inputs.csv");
  for (const golden::Row& row : table.where("series", "co2")) values.push_back(row.number("value"));
  ASSERT_EQ(values.size(), 468U);
  const hw::SeriesView series(hw::month(1959, 1), values);
  const HoltWinters model{.season = hw::SeasonalForm::additive};
  const double found = hw::projection::fit(series, model).squared_error();
  EXPECT_LE(found, 39.0605);
  for (const double alpha : {0.05, 0.2, 0.4, 0.57845, 0.7, 0.95}) {
    HoltWinters given = model;
    given.given.alpha = alpha;
    EXPECT_LE(found, hw::projection::fit(series, given).squared_error() * (1.0 + 1e-6)) << alpha;
  }
}
// The lowest that a hundred starts lead to. Of gas, taken for months, the valley lies where the trend takes as much of an
// error as the level, and the seasons all that is left.
TEST(SmoothingGolden, FindsTheBestKnownValleys) {
  const auto expect = [](hw::SeriesView series, const auto& model, double lowest) {
    const double found = hw::projection::fit(series, model).squared_error();
    EXPECT_LE(found, lowest * (1.0 + 1e-6)) << hw::to_string(series.first());
  };
  const HoltWinters added{.season = hw::SeasonalForm::additive}, factor{.season = hw::SeasonalForm::multiplicative};
  const hw::TimeSeries gas = golden::projection_series("UKgas"),
                       passengers = golden::projection_series("AirPassengers"),
                       exports = golden::projection_series("pakistan_to_2024_12"),
                       miles = golden::projection_series("airmiles");
  expect(hw::SeriesView(hw::month(1960, 1), gas.values()), added, 343794.67);
  expect(gas, added, 124567.74);
  expect(gas, factor, 109359.44);
  expect(passengers, added, 21572.541);
  expect(passengers, factor, 12882.712);
  expect(exports, added, 12821.182);
  expect(exports, factor, 12942.831);
  expect(miles, Holt{}, 24814098.4);
  expect(miles, Holt{.trend = Trend::damped}, 25266306.0);
}
// R 8.20 puts gamma one season early in the variance of a model without trend, so its intervals are not compared.
TEST(SmoothingGolden, AddedSeasonsWithoutTrend) {
  EXPECT_EQ(compare("ets_ANA", HoltWinters{.season = hw::SeasonalForm::additive, .trend = Trend::none},
                    {.intervals = hw::core::infinity}),
            4);
}
// R has the exact mean and variance of a product, which the linearised law meets within the first year.
TEST(SmoothingGolden, SeasonalFactors) {
  EXPECT_EQ(compare("hw_multiplicative_opt", HoltWinters{.season = hw::SeasonalForm::multiplicative},
                    {.year_total = 1.0, .intervals = 0.02, .horizon = 4}),
            4);
}

// Parameters of the kind that R calls simple: given, not estimated.
template <class Model>
void expect_simple(const std::string& method, Comparable as = {}) {
  int compared = 0;
  for (const auto& [name, parameters] : parameters_of(method)) {
    const hw::TimeSeries& series = golden::projection_series(name);
    Model known{};
    known.given = given(parameters, series);
    known.given.beta *= known.given.alpha;  // R gives Holt's own beta here
    const SmoothingFit fit = hw::projection::fit(series, known);
    expect_forecasts(method, name, fit, std::sqrt(parameters.at("sigma2")), as);
    ++compared;
  }
  EXPECT_EQ(compared, 6);
}
TEST(SmoothingGolden, SimpleSmoothingFromTheFirstValue) { expect_simple<SimpleSmoothing>("ses_simple_a0.3"); }
// R takes Holt's own beta for that of the error-correction form in the variance.
TEST(SmoothingGolden, HoltFromTheFirstTwoValues) {
  expect_simple<Holt>("holt_simple_a0.5_b0.1", {.intervals = hw::core::infinity});
}

}  // namespace smoothing_golden_test
