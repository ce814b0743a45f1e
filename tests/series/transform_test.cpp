#include "highwater/series/transform.hpp"

#include <gtest/gtest.h>

#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "highwater/series/arithmetic.hpp"

namespace hw = highwater;
using hw::into;

namespace transform_test {

static_assert(std::is_same_v<hw::ResultFor<hw::TimeSeries>, hw::TimeSeries>);
static_assert(std::is_same_v<hw::ResultFor<hw::SeriesView>, hw::TimeSeries>);
static_assert(std::is_same_v<hw::ResultFor<hw::Panel>, hw::Panel>);
static_assert(std::is_same_v<hw::ResultFor<hw::PanelView>, hw::Panel>);
static_assert(!hw::SeriesOrPanel<std::vector<double>> && !hw::SeriesOrPanel<double>);

static_assert(std::is_same_v<hw::ResultFor<hw::Panel, hw::Output>, hw::Period>);

TEST(Result, KeepsPeriodsNamesAndFiscalYear) {
  const hw::FiscalYear july{.first_month = 7};
  const hw::Panel panel({"a", "b"}, hw::year(2020), {1, 2, 3, 4}, july);
  const hw::Panel result = hw::multiply(panel, 2.0);
  EXPECT_EQ(result.first(), hw::year(2020));
  EXPECT_EQ(result.fiscal_year(), july);
  EXPECT_EQ(result.names()[1], "b");
  EXPECT_EQ(result.series("b")[hw::year(2021)], 8.0);
  EXPECT_EQ(hw::multiply(hw::TimeSeries(hw::year(2020), {5}, july), 2.0), hw::TimeSeries(hw::year(2020), {10}, july));
}

TEST(Result, NumbersTheSeriesOfAPanelWithoutNames) {
  const std::vector<double> memory{1, 2};
  const hw::Panel result = hw::multiply(hw::PanelView(hw::year(2020), memory, 1, 2), 2.0);
  EXPECT_EQ(result.names()[1], "1");
}

TEST(Result, InMemoryOfTheCallersIsSaidByItsFirstPeriod) {
  std::vector<double> memory(3);
  const hw::TimeSeries series(hw::year(2020), {1, 2, 3});
  EXPECT_EQ(hw::multiply(series, 2.0, into(memory)), hw::year(2020));
  EXPECT_EQ(memory, (std::vector<double>{2, 4, 6}));
}

TEST(Output, MustHaveTheShapeOfTheResult) {
  std::vector<double> memory(6);
  const hw::TimeSeries series(hw::year(2020), {1, 2, 3});
  const hw::Panel panel({"a", "b"}, hw::year(2020), {1, 2, 3, 4, 5, 6});
  EXPECT_THROW(hw::multiply(series, 2.0, into(memory)), hw::Error);
  EXPECT_THROW(hw::multiply(panel, 2.0, into(memory)), hw::Error);
  EXPECT_THROW(hw::multiply(panel, 2.0, into(memory, 2, 3)), hw::Error);
  hw::multiply(panel, 2.0, into(memory, 3, 2));
  EXPECT_EQ(memory, (std::vector<double>{2, 4, 6, 8, 10, 12}));
}

TEST(Output, ThatLiesInTheDataIsAnErrorHoweverItsColumnsLie) {
  std::vector<double> memory(24, 1.0);
  const std::span<double> all(memory);
  const hw::PanelView data(hw::year(2020), all.first(9), 3, 2, 6);  // 0 to 2 and 6 to 8
  for (const std::size_t begin : {0U, 1U, 2U, 4U})
    EXPECT_THROW(hw::multiply(data, 2.0, into(all.subspan(begin), 3, 2, 6)), hw::Error) << begin;
  EXPECT_THROW(hw::multiply(data, 2.0, into(all.subspan(3), 3, 2, 4)), hw::Error);    // 7 to 9
  EXPECT_THROW(hw::multiply(data, 2.0, into(all.subspan(3), 3, 1)), hw::Error);       // one column too few
  EXPECT_EQ(hw::multiply(data, 2.0, into(all.subspan(3), 3, 2, 6)), hw::year(2020));  // between the columns
  EXPECT_EQ(std::vector<double>(memory.begin(), memory.begin() + 12),
            (std::vector<double>{1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2}));
  EXPECT_EQ(hw::multiply(data, 3.0, into(all.subspan(12), 3, 2)), hw::year(2020));
  EXPECT_EQ(memory[12], 3.0);
}

TEST(Output, OfTooLittleMemoryIsAnError) {
  std::vector<double> memory(6);
  EXPECT_THROW(into(memory, 3, 3), hw::Error);
  EXPECT_THROW(into(memory, 3, 2, 2), hw::Error);
  EXPECT_THROW(into(memory, 3, 2, 4), hw::Error);
}

}  // namespace transform_test
