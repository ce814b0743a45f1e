#include "highwater/aggregate/summary.hpp"

#include <gtest/gtest.h>

#include "highwater/series/time_series.hpp"

namespace hw = highwater;
namespace aggregate = highwater::aggregate;
using hw::missing_value;
using hw::TimeSeries;

namespace {

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

TEST(Summary, IsNeverInfinite) {
  const TimeSeries series(hw::year(2020), {1e200, -1e200, 3e200});
  EXPECT_EQ(aggregate::mean(series), 1e200);
  EXPECT_TRUE(hw::is_missing(aggregate::standard_deviation(series)));
}

}  // namespace
