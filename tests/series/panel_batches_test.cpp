#include "highwater/series/panel_batches.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/bits.hpp"
#include "support/message_of.hpp"

namespace hw = highwater;
using test_support::message_of;
using test_support::same_bits;

TEST(PanelBatches, AreViewsOfTheSameMemoryInTheOrderOfTheSeries) {
  const hw::Panel panel({"a", "b", "c", "d", "e"}, hw::year(2020), {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, {.first_month = 7});
  for (std::size_t size = 1; size < 8; ++size) {
    hw::PanelBatches batches(panel, size);
    EXPECT_EQ(batches.series_count(), 5U);
    std::size_t seen = 0;
    while (const auto batch = batches()) {
      EXPECT_LE(batch->series_count(), size);
      EXPECT_EQ(batch->fiscal_year(), panel.fiscal_year());
      for (std::size_t i = 0; i < batch->series_count(); ++i, ++seen) {
        EXPECT_EQ(batch->names()[i], panel.names()[seen]);
        EXPECT_EQ(batch->series(i).values().data(), panel.series(seen).values().data());
        EXPECT_EQ(batch->series(i).first(), panel.first());
      }
    }
    EXPECT_EQ(seen, 5U);
    EXPECT_FALSE(batches());
  }
}

TEST(PanelBatches, StepOverWhatLiesBetweenColumns) {
  const std::vector<double> memory{1, 2, -1, 3, 4, -1, 5, 6};
  hw::PanelBatches batches(hw::PanelView(hw::year(2020), memory, 2, 3, 3), 2);
  EXPECT_TRUE(same_bits(batches()->series(1).values(), std::vector<double>{3, 4}));
  const auto rest = batches();
  ASSERT_TRUE(rest);
  EXPECT_EQ(rest->series_count(), 1U);
  EXPECT_TRUE(rest->names().empty());
  EXPECT_TRUE(same_bits(rest->series(0).values(), std::vector<double>{5, 6}));
}

TEST(PanelBatches, OfNoSeriesAreNone) {
  EXPECT_FALSE(hw::PanelBatches(hw::Panel({}, hw::year(2020), {}), 3)());
  EXPECT_EQ(message_of([] { return hw::PanelBatches(hw::Panel({}, hw::year(2020), {}), 0).series_count(); }),
            "a batch needs at least one series");
}
