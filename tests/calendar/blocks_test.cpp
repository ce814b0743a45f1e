#include "highwater/calendar/blocks.hpp"

#include <gtest/gtest.h>

namespace hw = highwater;

namespace blocks_test {

constexpr hw::FiscalYear july{.first_month = 7};
using Bounds = std::vector<std::size_t>;

TEST(PeriodBlocks, AreWholeFromTheFirstToTheLastMonth) {
  const hw::detail::PeriodBlocks blocks =
      hw::detail::period_blocks(hw::month(2022, 7), 24, {}, hw::Frequency::annual, july);
  EXPECT_EQ(blocks.first, hw::year(2023));
  EXPECT_EQ(blocks.bounds, (Bounds{0, 12, 24}));
  EXPECT_EQ(blocks.whole_begin, 0U);
  EXPECT_EQ(blocks.whole_end, 2U);
}

TEST(PeriodBlocks, MayBeCutOffAtEitherEnd) {
  const hw::detail::PeriodBlocks blocks =
      hw::detail::period_blocks(hw::month(2023, 5), 20, {}, hw::Frequency::annual, july);
  EXPECT_EQ(blocks.first, hw::year(2023));
  EXPECT_EQ(blocks.bounds, (Bounds{0, 2, 14, 20}));
  EXPECT_EQ(blocks.whole_begin, 1U);
  EXPECT_EQ(blocks.whole_end, 2U);
}

TEST(PeriodBlocks, InsideOneYearAreNotWhole) {
  const hw::detail::PeriodBlocks blocks =
      hw::detail::period_blocks(hw::month(2023, 8), 3, {}, hw::Frequency::annual, july);
  EXPECT_EQ(blocks.bounds, (Bounds{0, 3}));
  EXPECT_EQ(blocks.whole_begin, 1U);
  EXPECT_EQ(blocks.whole_end, 0U);
}

TEST(PeriodBlocks, OfNothingAreNone) {
  EXPECT_TRUE(hw::detail::period_blocks(hw::month(2023, 8), 0, {}, hw::Frequency::annual, july).bounds.empty());
}

TEST(PeriodBlocks, OfDaysFollowLeapYears) {
  const hw::detail::PeriodBlocks blocks =
      hw::detail::period_blocks(hw::day(2023, 1, 1), 365 + 366 + 1, {}, hw::Frequency::annual, {});
  EXPECT_EQ(blocks.bounds, (Bounds{0, 365, 731, 732}));
  EXPECT_EQ(blocks.whole_end, 2U);
}

TEST(PeriodBlocks, ThatWouldCutThroughPeriodsAreAnError) {
  EXPECT_THROW(hw::detail::period_blocks(hw::quarter(2023, 1), 4, {}, hw::Frequency::annual, {.first_month = 2}),
               hw::Error);
}

TEST(PeriodBlocks, OfDaysAndMonthsAreWeeksAndQuartersToo) {
  const hw::detail::PeriodBlocks weeks =
      hw::detail::period_blocks(hw::day(2020, 12, 31), 6, {}, hw::Frequency::weekly, {});
  EXPECT_EQ(weeks.first, hw::week(2020, 53));
  EXPECT_EQ(weeks.bounds, (Bounds{0, 4, 6}));  // Thursday to Sunday, Monday and Tuesday
  const hw::detail::PeriodBlocks quarters =
      hw::detail::period_blocks(hw::month(2024, 9), 5, {}, hw::Frequency::quarterly, {});
  EXPECT_EQ(quarters.first, hw::quarter(2024, 3));
  EXPECT_EQ(quarters.bounds, (Bounds{0, 1, 4, 5}));
}

TEST(PeriodBlocks, NumberHalvesAndQuartersInTheFiscalYear) {
  constexpr hw::FiscalYear april{.first_month = 4};
  const hw::detail::PeriodBlocks halves =
      hw::detail::period_blocks(hw::month(2024, 4), 12, {}, hw::Frequency::semiannual, april);
  EXPECT_EQ(halves.first, hw::half(2025, 1));
  EXPECT_EQ(halves.bounds, (Bounds{0, 6, 12}));
  EXPECT_EQ(halves.whole_end, 2U);
}

TEST(PeriodBlocks, OfFiscalQuartersAreTheirOwnFiscalYears) {
  const hw::detail::PeriodBlocks years =
      hw::detail::period_blocks(hw::quarter(2024, 1), 8, july, hw::Frequency::annual, july);
  EXPECT_EQ(years.first, hw::year(2024));
  EXPECT_EQ(years.bounds, (Bounds{0, 4, 8}));
  EXPECT_THROW(hw::detail::period_blocks(hw::quarter(2024, 1), 8, july, hw::Frequency::annual, {}), hw::Error);
}

TEST(PeriodBlocks, OfAHigherFrequencyAreAnError) {
  EXPECT_THROW(hw::detail::period_blocks(hw::month(2024, 1), 8, {}, hw::Frequency::daily, {}), hw::Error);
  EXPECT_THROW(hw::detail::period_blocks(hw::year(2024), 8, {}, hw::Frequency::quarterly, {}), hw::Error);
}

}  // namespace blocks_test
