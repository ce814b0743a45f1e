#include "highwater/series/eigen.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace hw = highwater;

namespace eigen_test {

TEST(EigenMap, OfASeriesBorrowsItsValues) {
  const hw::TimeSeries series(hw::month(2024, 10), {1, 2, 4});
  const hw::SeriesMap map = hw::eigen_map(series);
  EXPECT_EQ(map.data(), series.values().data());
  EXPECT_EQ(map.size(), 3);
  EXPECT_EQ(map.sum(), 7.0);
  EXPECT_EQ(hw::eigen_map(hw::SeriesView(series)).maxCoeff(), 4.0);
}

TEST(EigenMap, OfAPanelHasOneColumnASeries) {
  const hw::Panel panel({"a", "b"}, hw::month(2024, 10), {1, 2, 3, 4, 5, 6});
  const hw::PanelMap map = hw::eigen_map(panel);
  EXPECT_EQ(map.rows(), 3);
  EXPECT_EQ(map.cols(), 2);
  EXPECT_EQ(map(2, 0), 3.0);
  EXPECT_EQ(map.col(1).sum(), 15.0);
}

TEST(EigenMap, OfAStridedPanelSkipsThePadding) {
  const std::vector<double> memory{1, 2, -1, 3, 4};
  const hw::PanelMap map = hw::eigen_map(hw::PanelView(hw::month(2024, 10), memory, 2, 2, 3));
  EXPECT_EQ(map.sum(), 10.0);
  EXPECT_EQ(map(0, 1), 3.0);
}

TEST(EigenMap, MayBeEmpty) {
  const hw::TimeSeries series(hw::month(2024, 10), {});
  EXPECT_EQ(hw::eigen_map(series).size(), 0);
  const hw::Panel panel({}, hw::month(2024, 10), {});
  EXPECT_EQ(hw::eigen_map(panel).cols(), 0);
}

}  // namespace eigen_test
