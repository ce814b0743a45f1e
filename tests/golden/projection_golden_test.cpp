#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "golden/projection_series.hpp"
#include "highwater/projection/projection.hpp"
#include "support/golden.hpp"

// Parameters, points and intervals of linear and exponential trends against R's lm and predict.lm on six series.

namespace hw = highwater;
using hw::projection::Center;
using hw::projection::Exponential;
using hw::projection::Linear;

namespace projection_golden_test {

constexpr double relative = 1e-9;

double parameter(const hw::Projection& projection, const std::string& name) {
  const bool error = name.rfind("se_", 0) == 0;
  for (const hw::projection::Parameter& p : projection.parameters)
    if (p.name == (error ? name.substr(3) : name)) return error ? p.standard_error : p.estimate;
  return projection.sigma;
}

TEST(ProjectionGolden, ParametersAgreeWithR) {
  const golden::Table table("projection_parameters_r.csv");
  int compared = 0;
  for (const golden::Row& row : table.rows()) {
    const hw::TimeSeries& series = golden::projection_series(row.text("series"));
    const hw::Projection projection = row.text("method") == "ols_trend"
                                          ? hw::projection::project(series, Linear{})
                                          : hw::projection::project(series, Exponential{});
    EXPECT_TRUE(golden::agree(parameter(projection, row.text("param")), row.number("value"), relative))
        << row.text("series") << ' ' << row.text("method") << ' ' << row.text("param");
    ++compared;
  }
  EXPECT_EQ(compared, 60);
}

// Compares the points of a method and, where R gives them, both intervals.
template <class Model>
void expect_forecasts(const std::string& method, Model model, bool intervals, std::size_t expected_rows) {
  const golden::Table table("projection_forecasts_r.csv");
  std::map<std::string, std::vector<hw::Projection>> projections;
  std::size_t compared = 0;
  for (const golden::Row& row : table.where("method", method)) {
    std::vector<hw::Projection>& both = projections[row.text("series")];
    if (both.empty())
      for (const double coverage : {0.8, 0.95})
        both.push_back(hw::projection::project(golden::projection_series(row.text("series")), model,
                                               {.periods = 30, .coverage = coverage}));
    const auto h = static_cast<std::size_t>(row.number("h")) - 1;
    const std::string where = row.text("series") + " " + method + " " + row.text("h");
    EXPECT_TRUE(golden::agree(both[0].point.values()[h], row.number("mean"), relative)) << where;
    if (intervals) {
      EXPECT_TRUE(golden::agree(both[0].lower.values()[h], row.number("lo80"), relative)) << where;
      EXPECT_TRUE(golden::agree(both[0].upper.values()[h], row.number("hi80"), relative)) << where;
      EXPECT_TRUE(golden::agree(both[1].lower.values()[h], row.number("lo95"), relative)) << where;
      EXPECT_TRUE(golden::agree(both[1].upper.values()[h], row.number("hi95"), relative)) << where;
    }
    ++compared;
  }
  EXPECT_EQ(compared, expected_rows);
}

TEST(ProjectionGolden, LinearPointsAndIntervalsAgreeWithR) { expect_forecasts("ols_trend", Linear{}, true, 92); }

TEST(ProjectionGolden, ExponentialMediansAndIntervalsAgreeWithR) {
  expect_forecasts("ols_log_trend_median", Exponential{}, true, 92);
}

TEST(ProjectionGolden, ExponentialMeansUnderNormalErrorsAgreeWithR) {
  expect_forecasts("ols_log_trend_mean_resid_var", Exponential{.center = Center::mean}, false, 92);
}

TEST(ProjectionGolden, ExponentialSmearingAgreesWithR) {
  expect_forecasts("ols_log_trend_duan", Exponential{.center = Center::smearing}, false, 92);
}

}  // namespace projection_golden_test
