#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <vector>

#include "highwater/core/operations.hpp"
#include "support/random_data.hpp"

namespace core = highwater::core;
using test_support::missing;

namespace line_fit_test {

TEST(LineFit, FindsAPerfectLineWithoutError) {
  const std::vector<double> y{5, 7, 9, 11, 13, 15, 17, 19, 21, 23};
  const core::LineFit fit = core::fit_trend(y.data(), y.size());
  EXPECT_EQ(fit.slope, 2.0);
  EXPECT_EQ(fit.intercept, 3.0);
  EXPECT_EQ(fit.residual_squares, 0.0);
  EXPECT_EQ(fit.count, 10.0);
  EXPECT_EQ(fit.at(11.0), 25.0);
}

TEST(LineFit, LeavesMissingValuesOut) {
  const std::vector<double> y{missing, 7, 9, missing, 13, 15, missing, 19, 21, 22, missing};
  const std::vector<double> x_observed{2, 3, 5, 6, 8, 9, 10}, y_observed{7, 9, 13, 15, 19, 21, 22};
  const core::LineFit fit = core::fit_trend(y.data(), y.size());
  const core::LineFit same = core::fit_line(x_observed.data(), y_observed.data(), 7);
  EXPECT_EQ(fit.count, 7.0);
  EXPECT_NEAR(fit.slope, same.slope, 1e-15 * std::abs(same.slope));
  EXPECT_NEAR(fit.sigma(), same.sigma(), 1e-13 * same.sigma());
}

TEST(LineFit, IsUndefinedForOnePointOrOneX) {
  const std::vector<double> one{missing, 4, missing}, x{3, 3, 3}, y{1, 2, 3};
  EXPECT_TRUE(std::isnan(core::fit_trend(one.data(), 3).slope));
  EXPECT_TRUE(std::isnan(core::fit_line(x.data(), y.data(), 3).slope));
  EXPECT_TRUE(std::isnan(core::fit_trend(y.data(), 0).slope));
  EXPECT_EQ(core::fit_trend(y.data(), 0).count, 0.0);
  EXPECT_TRUE(std::isnan(core::fit_trend(y.data(), 2).sigma()));
}

TEST(LineFit, HasResidualsOrthogonalToTheTrend) {
  test_support::RandomData random(5);
  for (int trial = 0; trial < 100; ++trial) {
    const std::vector<double> y = random.values(10 + random.below(500), test_support::Kind::rising, 0);
    const core::LineFit fit = core::fit_trend(y.data(), y.size());
    long double sum = 0, along = 0, squares = 0;
    for (std::size_t t = 0; t < y.size(); ++t) {
      const long double x = static_cast<long double>(t) + 1, r = y[t] - (fit.mean_y + fit.slope * (x - fit.mean_x));
      sum += r;
      along += r * (x - fit.mean_x);
      squares += r * r;
    }
    const double scale = std::sqrt(fit.residual_squares * fit.sxx);
    EXPECT_NEAR(static_cast<double>(along), 0.0, 1e-11 * scale);
    EXPECT_NEAR(static_cast<double>(sum), 0.0, 1e-11 * std::abs(fit.mean_y) * fit.count);
    EXPECT_NEAR(fit.residual_squares, static_cast<double>(squares), 1e-12 * fit.residual_squares);
  }
}

TEST(LineFit, OfManyColumnsIsThatOfEachAloneBitForBit) {
  test_support::RandomData random(6);
  for (const std::size_t rows : {1U, 2U, 7U, 240U, 511U, 512U, 513U, 1100U}) {
    for (const std::size_t columns : {1U, 8U, 19U}) {
      std::vector<double> values, logs(rows);
      for (std::size_t j = 0; j < columns; ++j)
        for (std::size_t t = 0; t < rows; ++t)
          values.push_back(std::exp(3.0 + 0.001 * static_cast<double>(t)) + random.uniform());
      if (columns > 1) values[rows / 2] = missing;
      if (columns > 8) values[9 * rows] = 0.0;
      std::vector<core::LineFit> lines(columns), log_lines(columns);
      core::fit_trends({values.data(), rows, columns, rows}, lines.data());
      core::fit_log_trends({values.data(), rows, columns, rows}, log_lines.data());
      for (std::size_t j = 0; j < columns; ++j) {
        const core::LineFit line = core::fit_trend(values.data() + j * rows, rows);
        EXPECT_EQ(std::memcmp(&lines[j], &line, sizeof line), 0) << rows << " x " << columns << ", " << j;
        core::logarithm({values.data() + j * rows, rows, 1, rows}, {logs.data(), rows, 1, rows});
        const core::LineFit log_line = core::fit_trend(logs.data(), rows);
        EXPECT_EQ(std::memcmp(&log_lines[j], &log_line, sizeof log_line), 0) << rows << " x " << columns << ", " << j;
      }
    }
  }
}

}  // namespace line_fit_test
