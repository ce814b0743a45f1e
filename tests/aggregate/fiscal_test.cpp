#include "highwater/aggregate/fiscal.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "support/bits.hpp"

namespace hw = highwater;
namespace aggregate = highwater::aggregate;
using hw::missing_value;
using hw::TimeSeries;
using test_support::same_bits;

namespace fiscal_test {

constexpr hw::FiscalYear july{.first_month = 7};

TEST(FiscalTotals, AreAnnualAndCarryTheirFiscalYear) {
  const TimeSeries quarterly(hw::quarter(2022, 3), {1, 2, 3, 4, 5, 6, 7, 8, 9});
  const TimeSeries totals = aggregate::fiscal_totals(quarterly, july);
  EXPECT_TRUE(same_bits(totals, TimeSeries(hw::year(2023), {10, 26, missing_value})));
  EXPECT_EQ(totals.fiscal_year(), july);
}

TEST(FiscalTotals, OfAnIncompleteYearAreMissingUnlessAskedFor) {
  const TimeSeries quarterly(hw::quarter(2022, 4),
                             {2, 3, missing_value, missing_value, missing_value, missing_value, missing_value, 8});
  EXPECT_TRUE(same_bits(aggregate::fiscal_totals(quarterly, july),
                        TimeSeries(hw::year(2023), {missing_value, missing_value, missing_value})));
  EXPECT_TRUE(same_bits(aggregate::fiscal_totals(quarterly, july, {.completeness = hw::Completeness::partial}),
                        TimeSeries(hw::year(2023), {5, missing_value, 8})));
}

TEST(FiscalTotals, OfAnnualSeriesAreTheSeries) {
  const TimeSeries annual(hw::year(2020), {1, missing_value, 3});
  EXPECT_TRUE(same_bits(aggregate::fiscal_totals(annual), annual));
}

TEST(FiscalTotals, OfAnEmptySeriesAreEmpty) {
  EXPECT_TRUE(aggregate::fiscal_totals(TimeSeries(hw::month(2024, 1), {}), july).empty());
}

TEST(YearToDate, StartsAnewEveryFiscalYear) {
  const TimeSeries half_years(hw::half(2022, 1), {1, 2, 3, 4, 5});
  EXPECT_TRUE(same_bits(aggregate::year_to_date(half_years), TimeSeries(hw::half(2022, 1), {1, 3, 3, 7, 5})));
  EXPECT_TRUE(
      same_bits(aggregate::year_to_date(half_years, july), TimeSeries(hw::half(2022, 1), {missing_value, 2, 5, 4, 9})));
}

TEST(YearToDate, IsMissingFromAGapToTheEndOfTheYear) {
  const TimeSeries quarterly(hw::quarter(2024, 1), {1, missing_value, 3, 4, 5});
  EXPECT_TRUE(same_bits(aggregate::year_to_date(quarterly),
                        TimeSeries(hw::quarter(2024, 1), {1, missing_value, missing_value, missing_value, 5})));
}

TEST(YearToDate, KeepsThePeriodsOfAPanel) {
  const hw::Panel panel({"a", "b"}, hw::half(2024, 1), {1, 2, 3, 4});
  const hw::Panel to_date = aggregate::year_to_date(panel);
  EXPECT_EQ(to_date.series("b")[hw::half(2024, 2)], 7.0);
}

TEST(FiscalYears, ThatCutThroughPeriodsAreAnError) {
  EXPECT_THROW(aggregate::fiscal_totals(TimeSeries(hw::quarter(2024, 1), {1}), {.first_month = 2}), hw::Error);
  EXPECT_THROW(aggregate::year_to_date(TimeSeries(hw::month(2024, 1), {1}), {.first_month = 13}), hw::Error);
}

TEST(FiscalYears, OfTwoKindsDoNotMix) {
  const TimeSeries totals =
      aggregate::fiscal_totals(TimeSeries(hw::month(2022, 7), std::vector<double>(24, 1.0)), july);
  EXPECT_THROW(aggregate::fiscal_totals(totals), hw::Error);
  EXPECT_THROW(aggregate::year_to_date(totals), hw::Error);
}

}  // namespace fiscal_test
