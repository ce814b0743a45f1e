#include "highwater/aggregate/summary.hpp"

#include <gtest/gtest.h>

#include "highwater/series/time_series.hpp"

namespace hw = highwater;
namespace aggregate = highwater::aggregate;
using hw::missing_value;
using hw::TimeSeries;

namespace summary_test {

TEST(Summary, LeavesMissingValuesOut) {
  const TimeSeries series(hw::year(2020), {missing_value, 2, 4, missing_value, 6});
  EXPECT_EQ(aggregate::mean(series), 4.0);
  EXPECT_EQ(aggregate::standard_deviation(series), 2.0);
}

TEST(Summary, OfTooFewValuesIsMissing) {
  EXPECT_TRUE(hw::is_missing(aggregate::mean(TimeSeries(hw::year(2020), {missing_value}))));
  EXPECT_TRUE(hw::is_missing(aggregate::mean(TimeSeries(hw::year(2020), {}))));
  EXPECT_EQ(aggregate::mean(TimeSeries(hw::year(2020), {missing_value, 3})), 3.0);
  EXPECT_TRUE(hw::is_missing(aggregate::standard_deviation(TimeSeries(hw::year(2020), {missing_value, 3}))));
}

TEST(Summary, OfSquaresThatOverflowOrVanishIsRight) {
  const TimeSeries large(hw::year(2020), {1e200, -1e200, 3e200});
  EXPECT_EQ(aggregate::mean(large), 1e200);
  EXPECT_NEAR(aggregate::standard_deviation(large) / 1e200, 2.0, 1e-14);
  const TimeSeries small(hw::year(2020), {1e-200, -1e-200, 3e-200});
  EXPECT_NEAR(aggregate::standard_deviation(small) / 1e-200, 2.0, 1e-14);
  EXPECT_EQ(aggregate::standard_deviation(TimeSeries(hw::year(2020), {1e200, 1e200, 1e200})), 0.0);
  EXPECT_EQ(aggregate::standard_deviation(TimeSeries(hw::year(2020), {1e-200, 1e-200, 1e-200})), 0.0);
}

TEST(Summary, IsNeverInfinite) {
  const TimeSeries series(hw::year(2020), {1.7e308, -1.7e308});
  EXPECT_EQ(aggregate::mean(series), 0.0);
  EXPECT_TRUE(hw::is_missing(aggregate::standard_deviation(series)));  // 2.4e308
  EXPECT_EQ(aggregate::mean(TimeSeries(hw::year(2020), {1.6e308, 1.6e308})), 1.6e308);
}

}  // namespace summary_test
