#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "golden/projection_series.hpp"
#include "highwater/projection/models.hpp"
#include "support/golden.hpp"

// Random walks, last year again, Theta and trends with seasons against R's rwf, snaive, thetaf and tslm.

namespace hw = highwater;
using namespace hw::projection;

namespace models_golden_test {

enum class Bounds { compared, left_out };

template <class Model>
void expect_forecasts(const std::string& method, Model model, double tolerance, Bounds bounds, std::size_t rows) {
  const golden::Table table("projection_models_forecasts_r.csv");
  std::size_t compared = 0;
  for (const golden::Row& row : table.where("method", method)) {
    const hw::TimeSeries& series = golden::projection_series(row.text("series"));
    const auto h = static_cast<std::size_t>(row.number("h")) - 1;
    const std::string where = row.text("series") + " " + method + " " + row.text("h");
    for (const auto& [coverage, name] : {std::pair(0.8, "80"), std::pair(0.95, "95")}) {
      const hw::Projection found = project(series, model, {.periods = 30, .coverage = coverage});
      EXPECT_TRUE(golden::agree(found.point.values()[h], row.number("mean"), tolerance))
          << where << ' ' << found.point.values()[h] << ' ' << row.number("mean");
      if (bounds == Bounds::left_out) continue;
      EXPECT_TRUE(golden::agree(found.lower.values()[h], row.number("lo" + std::string(name)), tolerance)) << where;
      EXPECT_TRUE(golden::agree(found.upper.values()[h], row.number("hi" + std::string(name)), tolerance)) << where;
    }
    ++compared;
  }
  EXPECT_EQ(compared, rows);
}

template <class Model>
void expect_parameters(const std::string& method, Model model,
                       const std::vector<std::pair<std::string, std::string>>& names) {
  const golden::Table table("projection_models_r.csv");
  int compared = 0;
  for (const golden::Row& row : table.where("method", method)) {
    const hw::Projection found = project(golden::projection_series(row.text("series")), model);
    double value = hw::missing_value;
    const std::string& name = row.text("param");
    if (name == "sigma") value = found.sigma;
    if (name == "sigma2") value = found.sigma * found.sigma;
    for (const Parameter& p : found.parameters) {
      for (const auto& [ours, theirs] : names)
        if (name == theirs && p.name == ours) value = p.estimate;
      if (name == p.name + "_se") value = p.standard_error;
      if (name.rfind("season", 0) == 0 && p.name == "season " + name.substr(6)) value = p.estimate;
    }
    EXPECT_TRUE(golden::agree(value, row.number("value"), 1e-9)) << row.text("series") << ' ' << name << ' ' << value;
    ++compared;
  }
  EXPECT_GE(compared, 4);
}

TEST(ModelsGolden, Drift) {
  expect_parameters("rw_drift", Drift{}, {{"drift", "drift"}});
  expect_forecasts("rw_drift", Drift{}, 1e-9, Bounds::compared, 40);
}
TEST(ModelsGolden, LogDrift) { expect_forecasts("rw_drift_log", LogDrift{}, 1e-9, Bounds::compared, 40); }
TEST(ModelsGolden, LastYearAgain) {
  expect_parameters("snaive", SeasonalNaive{}, {});
  expect_forecasts("snaive", SeasonalNaive{}, 1e-9, Bounds::compared, 30);
}
TEST(ModelsGolden, TrendWithSeasons) {
  expect_parameters("tslm_trend_season", Linear{.seasons = Seasons::estimated},
                    {{"intercept", "Intercept"}, {"slope", "trend"}});
  expect_forecasts("tslm_trend_season", Linear{.seasons = Seasons::estimated}, 1e-9, Bounds::compared, 30);
}
// R stops its search for alpha early, so its alpha is given, and its squared error is compared with that of ours. R's
// intervals leave out the factors: they are compared where there are none.
TEST(ModelsGolden, Theta) {
  const golden::Table table("projection_models_r.csv"), forecasts("projection_models_forecasts_r.csv");
  int seasonal = 0, compared = 0;
  for (const golden::Row& alpha : table.where("method", "thetaf")) {
    if (alpha.text("param") != "alpha") continue;
    const std::string name = alpha.text("series");
    const hw::TimeSeries& series = golden::projection_series(name);
    const Theta known{.given = {.alpha = alpha.number("value")}};
    const hw::Projection found = project(series, known, {.periods = 30}), ours = project(series, Theta{});
    const ThetaFit fitted = fit(series, known);
    seasonal += fitted.factors().empty() ? 0 : 1;
    for (const golden::Row& row : table.where("method", "thetaf")) {
      if (row.text("series") != name || row.text("param") == "alpha") continue;
      const double value = row.number("value");
      if (row.text("param") == "sigma") {
        EXPECT_LE(ours.sigma * ours.sigma, value * (1.0 + 1e-6)) << name;
      } else {
        EXPECT_TRUE(golden::agree(fitted.drift(), value, 1e-9)) << name;
      }
    }
    const double freedom = static_cast<double>(series.size());  // alpha is known, and to R it is not
    for (const golden::Row& row : forecasts.where("method", "thetaf")) {
      if (row.text("series") != name) continue;
      const auto h = static_cast<std::size_t>(row.number("h")) - 1;
      const double mean = found.point.values()[h];
      EXPECT_TRUE(golden::agree(mean, row.number("mean"), 1e-8)) << name << ' ' << h + 1 << ' ' << mean;
      if (fitted.factors().empty()) {
        EXPECT_TRUE(golden::agree((found.upper.values()[h] - mean) * std::sqrt((freedom - 1.0) / (freedom - 2.0)),
                                  row.number("hi95") - row.number("mean"), 1e-6))
            << name << ' ' << h + 1;
      }
      ++compared;
    }
  }
  EXPECT_EQ(seasonal, 3);
  EXPECT_EQ(compared, 40);
}

}  // namespace models_golden_test
