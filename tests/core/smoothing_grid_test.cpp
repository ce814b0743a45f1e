#include "core/smoothing_grid.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/robust.hpp"
#include "core/smoothing_operations.hpp"
#include "core/smoothing_sweep.hpp"
#include "support/bits.hpp"
#include "support/random_data.hpp"

namespace core = highwater::core;

namespace smoothing_grid_test {

std::vector<double> rising(std::size_t n, std::uint64_t seed) {
  return test_support::RandomData(seed).values(n, test_support::Kind::rising, 0);
}

const double nan = core::not_a_number;

constexpr std::array<core::SmoothingCandidate, 8> candidates = {{
    {0.1, 0.0, 0.0, 0.0, 3.0},
    {0.5, 0.0, 0.0, 0.0, 3.0},
    {0.5, 0.0, 0.0, 0.5, 4.0},
    {0.9, 0.0, 0.0, 0.5, 4.0},
    {0.2, 0.02, 0.9, 0.0, 6.0},
    {0.2, 0.08, 1.0, 0.0, 5.0},
    {0.8, 0.32, 1.0, 0.0, 5.0},
    {0.99, 0.0099, 0.98, 0.0, 6.0},
}};

TEST(DampedTrend, IsAsWorkedOutByHand) {
  core::DampedTrend<double> state{0.5, 0.25, 0.5, 10.0, 4.0};
  EXPECT_EQ(state.forecast(), 12.0);
  EXPECT_EQ(state.push(16.0), 4.0);
  EXPECT_EQ(state.level, 14.0);  // 12 + 0.5 * 4
  EXPECT_EQ(state.trend, 3.0);   // 0.5 * 4 + 0.25 * 4
  state.skip();
  EXPECT_EQ(state.level, 15.5);
  EXPECT_EQ(state.trend, 1.5);
}

TEST(InitialState, OfSimpleSmoothingIsAsWorkedOutByHand) {
  // With alpha = 0.5 the errors are 2 - l and 6 - (2 + l) / 2 = 5 - l / 2.
  // The sum of squares is least at l = (2 + 2.5) / 1.25 = 3.6.
  const core::DampedTrend<double> start{0.5, 0.0, 0.0};
  core::InitialState<double> initial(start);
  initial.push(2.0);
  initial.push(6.0);
  EXPECT_DOUBLE_EQ(initial.solve(start).level, 3.6);
  EXPECT_EQ(initial.solve(start).trend, 0.0);
}

TEST(InitialState, HasTheLeastSumOfSquaresOfItsNeighbours) {
  const std::vector<double> y = rising(40, 5);
  for (const core::SmoothingCandidate& c : candidates) {
    const core::DampedTrend<double> start{c.alpha, c.beta, c.phi};
    core::InitialState<double> initial(start);
    for (const double value : y) initial.push(value);
    const auto squares = [&](double level, double trend) {
      core::DampedTrend<double> state = start;
      state.level = level;
      state.trend = trend;
      double sum = 0.0;
      for (const double value : y) {
        const double error = state.push(value);
        sum += error * error;
      }
      return sum;
    };
    const auto best = initial.solve(start);
    const double least = squares(best.level, best.trend);
    for (const double step : {-0.01, 0.01}) {
      EXPECT_GE(squares(best.level + step, best.trend), least);
      EXPECT_GE(squares(best.level, best.trend + step), least);
    }
  }
}

TEST(SmoothingPool, OfAStraightLineGivesAllWeightToATrendAndGoesOn) {
  core::SmoothingPool pool(candidates);
  std::vector<double> line;
  for (int t = 0; t < 20; ++t) line.push_back(7.0 + 3.0 * t);
  pool.fit(line, 0.0);
  std::vector<core::PoolForecast> forecast(4);
  pool.forecast(std::span(forecast));
  EXPECT_NEAR(pool.weight_of(5) + pool.weight_of(6), 1.0, 1e-9);
  for (int h = 0; h < 4; ++h) EXPECT_NEAR(forecast[static_cast<std::size_t>(h)].mean, 64.0 + 3.0 * h, 1e-9);
}

TEST(SmoothingPool, VarianceOfSimpleSmoothingGrowsByTheSquareOfAlphaAPeriod) {
  std::array<core::SmoothingCandidate, 8> alike;
  alike.fill({0.3, 0.0, 0.0, 0.0, 3.0});
  core::SmoothingPool pool(alike);
  pool.fit(rising(30, 3), 0.0);
  std::vector<core::PoolForecast> forecast(5);
  pool.forecast(std::span(forecast));
  const double sigma = 1.2533 * pool.error_of(0);
  for (int h = 1; h < 5; ++h) {
    const core::PoolForecast& found = forecast[static_cast<std::size_t>(h)];
    EXPECT_NEAR(found.own, sigma * sigma * (1.0 + 0.09 * (h - 1)), 1e-12 * sigma * sigma);
    EXPECT_NEAR(found.between, 0.0, 1e-12);
    EXPECT_NEAR(found.impulse, 0.3, 1e-15);
  }
}

TEST(SmoothingPool, DriftIsThatOfThetaModels) {
  // Smoothing about a line of slope b expects, t periods in, level + b (1 - (1 - alpha)^t) / alpha of plain smoothing.
  std::array<core::SmoothingCandidate, 8> alike;
  alike.fill({0.4, 0.0, 0.0, 0.5, 4.0});
  core::SmoothingPool pool(alike);
  const std::vector<double> y = {3.0, 5.0, 4.0, 8.0, 9.0, 9.5};
  const double slope = 1.2, b = 0.6, alpha = 0.4;
  pool.fit(y, slope);
  std::vector<double> fitted(y.size());
  pool.fitted(y, fitted.data());
  double level = fitted[0];
  for (std::size_t t = 0; t < y.size(); ++t) {
    EXPECT_NEAR(fitted[t], level + b * (1.0 - std::pow(1.0 - alpha, static_cast<double>(t))) / alpha, 1e-12);
    level += alpha * (y[t] - level);
  }
  std::vector<core::PoolForecast> forecast(4);
  pool.forecast(std::span(forecast));
  for (int h = 1; h < 4; ++h)
    EXPECT_NEAR(forecast[static_cast<std::size_t>(h)].mean,
                level + b * (h - 1 + (1.0 - std::pow(1.0 - alpha, 6.0)) / alpha), 1e-12);
}

template <class Lane>
std::vector<double> everything(const std::vector<double>& y) {
  const std::size_t n = candidates.size();
  std::vector<double> in(4 * n, 0.0), out(5 * n), weight(n, 0.125), partial(8 * y.size()), fitted(y.size());
  for (std::size_t i = 0; i < n; ++i) {
    in[i] = candidates[i].alpha;
    in[n + i] = candidates[i].beta;
    in[2 * n + i] = candidates[i].phi;
    in[3 * n + i] = 0.3 * candidates[i].drift;
  }
  const core::SmoothingGrid grid{
      n,          in.data(),      in.data() + n,      in.data() + 2 * n,  in.data() + 3 * n,
      out.data(), out.data() + n, out.data() + 2 * n, out.data() + 3 * n, out.data() + 4 * n};
  core::smooth_of<Lane>(y.data(), y.size(), y[0], grid);
  core::weigh_forecasts_of<Lane>(y.data(), y.size(), y[0], grid, weight.data(), partial.data(), fitted.data());
  out.insert(out.end(), fitted.begin(), fitted.end());
  return out;
}

TEST(Smoothing, GivesTheSameBitsAtEveryWidth) {
  std::vector<double> y = rising(50, 11);
  y[7] = y[8] = y[30] = nan;
  const std::vector<double> one = everything<double>(y);
  EXPECT_TRUE(test_support::same_bits(one, everything<core::NativeLane>(y)));
#if defined(__GNUC__)
  EXPECT_TRUE(test_support::same_bits(one, everything<core::Pack<2>>(y)));
#endif
}

TEST(BlockMeans, EndWithTheDataAndBridgeGaps) {
  const std::vector<double> y = {9.0, 1.0, 3.0, nan, 7.0, 9.0, 11.0};
  EXPECT_EQ(core::block_means(y, 2), (std::vector<double>{2.0, 6.0, 10.0}));
  EXPECT_EQ(core::block_means(y, 3), (std::vector<double>{3.0, 9.0}));
}

TEST(MedianSlope, IsTheMedianOverAllPairsThatAreObserved) {
  std::vector<double> slopes;
  EXPECT_EQ(core::median_slope(std::vector<double>{1.0, 2.0, nan, 10.0}, slopes), 3.0);  // 1, 4, 3
  EXPECT_EQ(core::median_slope(std::vector<double>{5.0}, slopes), 0.0);
}

TEST(MedianSlope, OfALongLineWithOutliersIsThatOfTheLine) {
  std::vector<double> y, slopes;
  for (int t = 0; t < 5000; ++t) y.push_back(t % 5 == 0 ? 1e9 * (t % 3) : 0.25 * t);
  EXPECT_NEAR(core::median_slope(y, slopes), 0.25, 0.01);
}

TEST(MiddleChange, IsTheMeanOfTheMiddleHalfOfTheChangesAPeriod) {
  std::vector<double> changes;
  // Changes 1, 2, 3, 8, -100: the middle ones of them are 1, 2, 3.
  EXPECT_DOUBLE_EQ(core::middle_change(std::vector<double>{0.0, 1.0, 3.0, 6.0, 14.0, -86.0}, changes), 2.0);
  // Over a gap of two periods 4 is 2 a period.
  EXPECT_DOUBLE_EQ(core::middle_change(std::vector<double>{nan, 1.0, nan, 5.0, 6.0, nan}, changes), 1.5);
  EXPECT_EQ(core::middle_change(std::vector<double>{nan, 5.0}, changes), 0.0);
}

TEST(Steadiness, IsTheMedianChangeInUnitsOfItsScatter) {
  std::vector<double> changes;
  // Changes 1, 2, 3, 8: median 2.5, distances 1.5, 0.5, 0.5, 5.5 with median 1.
  EXPECT_DOUBLE_EQ(core::typical_change(std::vector<double>{0.0, 1.0, 3.0, 6.0, 14.0}, changes).steadiness(),
                   2.5 / 1.4826);
  EXPECT_EQ(core::typical_change(std::vector<double>{0.0, 2.0, 4.0}, changes).steadiness(), core::infinity);
  EXPECT_EQ(core::typical_change(std::vector<double>{4.0, 4.0, 4.0}, changes).steadiness(), 0.0);
}

}  // namespace smoothing_grid_test
