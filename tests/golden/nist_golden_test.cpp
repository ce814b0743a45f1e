#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "highwater/aggregate/summary.hpp"
#include "highwater/core/operations.hpp"
#include "support/golden.hpp"

// Certified values of NIST's Statistical Reference Datasets. The tests ask for digits, as NIST measures them; the
// numbers reached are recorded as test properties. Of the linear regression sets only Norris is a straight line with an
// intercept.

namespace hw = highwater;

namespace nist_golden_test {

void expect_digits(const std::string& what, double actual, double certified, double at_least) {
  const double reached = golden::digits(actual, certified);
  testing::Test::RecordProperty(what, std::to_string(reached));
  EXPECT_GE(reached, at_least) << what << " is " << actual << " instead of " << certified;
}

TEST(NistGolden, MeansAndStandardDeviationsHaveTheCertifiedDigits) {
  const golden::Table data("nist_univariate.csv"), certified("nist_univariate_certified.csv");
  ASSERT_EQ(certified.rows().size(), 5U);
  for (const golden::Row& row : certified.rows()) {
    const std::string name = row.text("dataset");
    std::vector<double> values;
    for (const golden::Row& value : data.where("dataset", name)) values.push_back(value.number("y"));
    ASSERT_EQ(static_cast<double>(values.size()), row.number("n"));
    const hw::SeriesView series(hw::day(1900, 1, 1), values);
    // 1000000.1, .2 and .3 are not doubles: the standard deviation of what is stored has 9.4 certified digits.
    const double sd_digits = name == "NumAcc3" ? 9.4 : 13.0;
    expect_digits(name + "_mean", hw::aggregate::mean(series), row.number("mean"), 13.0);
    expect_digits(name + "_sd", hw::aggregate::standard_deviation(series), row.number("sd_n_minus_1"), sd_digits);
  }
}

TEST(NistGolden, TheStraightLineHasTheCertifiedDigits) {
  const golden::Table data("nist_linear.csv"), parameters("nist_linear_parameters.csv"),
      summary("nist_linear_summary.csv");
  std::vector<double> x, y;
  for (const golden::Row& row : data.rows()) {
    x.push_back(row.number("x1"));
    y.push_back(row.number("y"));
  }
  ASSERT_EQ(static_cast<double>(y.size()), summary.rows()[0].number("n"));
  const hw::core::LineFit fit = hw::core::fit_line(x.data(), y.data(), y.size());
  const golden::Row intercept = parameters.where("param", "B0").at(0), slope = parameters.where("param", "B1").at(0);
  expect_digits("Norris_slope", fit.slope, slope.number("estimate"), 13.0);
  expect_digits("Norris_intercept", fit.intercept, intercept.number("estimate"), 12.0);
  expect_digits("Norris_slope_error", fit.slope_error(), slope.number("std_error"), 13.0);
  expect_digits("Norris_intercept_error", fit.intercept_error(), intercept.number("std_error"), 13.0);
  expect_digits("Norris_sigma", fit.sigma(), summary.rows()[0].number("resid_sd"), 13.0);
  expect_digits("Norris_residual_squares", fit.residual_squares, summary.rows()[0].number("ss_resid"), 13.0);
  expect_digits("Norris_r2", 1.0 - fit.residual_squares / fit.syy, summary.rows()[0].number("r_squared"), 13.0);
}

}  // namespace nist_golden_test
