#include "highwater/calendar/fiscal_blocks.hpp"

#include <gtest/gtest.h>

namespace hw = highwater;

namespace {

constexpr hw::FiscalYear july{.first_month = 7};
using Bounds = std::vector<std::size_t>;

TEST(FiscalBlocks, AreWholeFromTheFirstToTheLastMonth) {
  const hw::FiscalBlocks blocks = hw::fiscal_blocks(july, hw::month(2022, 7), 24);
  EXPECT_EQ(blocks.first_year, 2023);
  EXPECT_EQ(blocks.bounds, (Bounds{0, 12, 24}));
  EXPECT_EQ(blocks.whole_begin, 0U);
  EXPECT_EQ(blocks.whole_end, 2U);
}

TEST(FiscalBlocks, MayBeCutOffAtEitherEnd) {
  const hw::FiscalBlocks blocks = hw::fiscal_blocks(july, hw::month(2023, 5), 20);
  EXPECT_EQ(blocks.first_year, 2023);
  EXPECT_EQ(blocks.bounds, (Bounds{0, 2, 14, 20}));
  EXPECT_EQ(blocks.whole_begin, 1U);
  EXPECT_EQ(blocks.whole_end, 2U);
}

TEST(FiscalBlocks, InsideOneYearAreNotWhole) {
  const hw::FiscalBlocks blocks = hw::fiscal_blocks(july, hw::month(2023, 8), 3);
  EXPECT_EQ(blocks.bounds, (Bounds{0, 3}));
  EXPECT_EQ(blocks.whole_begin, 1U);
  EXPECT_EQ(blocks.whole_end, 0U);
}

TEST(FiscalBlocks, OfNothingAreNone) { EXPECT_TRUE(hw::fiscal_blocks(july, hw::month(2023, 8), 0).bounds.empty()); }

TEST(FiscalBlocks, OfDaysFollowLeapYears) {
  const hw::FiscalBlocks blocks = hw::fiscal_blocks({}, hw::day(2023, 1, 1), 365 + 366 + 1);
  EXPECT_EQ(blocks.bounds, (Bounds{0, 365, 731, 732}));
  EXPECT_EQ(blocks.whole_end, 2U);
}

TEST(FiscalBlocks, ThatWouldCutThroughPeriodsAreAnError) {
  EXPECT_THROW(hw::fiscal_blocks({.first_month = 2}, hw::quarter(2023, 1), 4), hw::Error);
}

}  // namespace
