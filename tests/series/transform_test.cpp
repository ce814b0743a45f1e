#include "highwater/series/transform.hpp"

#include <gtest/gtest.h>

#include <string>
#include <type_traits>
#include <vector>

namespace hw = highwater;
using hw::Output;

namespace {

static_assert(std::is_same_v<hw::ResultFor<hw::TimeSeries>, hw::TimeSeries>);
static_assert(std::is_same_v<hw::ResultFor<hw::SeriesView>, hw::TimeSeries>);
static_assert(std::is_same_v<hw::ResultFor<hw::Panel>, hw::Panel>);
static_assert(std::is_same_v<hw::ResultFor<hw::PanelView>, hw::Panel>);
static_assert(!hw::SeriesOrPanel<std::vector<double>> && !hw::SeriesOrPanel<double>);

const auto twice = [](hw::core::Columns in, hw::core::MutableColumns out) {
  for (std::size_t j = 0; j < in.columns; ++j)
    for (std::size_t t = 0; t < in.rows; ++t) out.column(j)[t] = 2.0 * in.column(j)[t];
};

TEST(Transform, KeepsPeriodsNamesAndFiscalYear) {
  const hw::FiscalYear july{.first_month = 7};
  const hw::Panel panel({"a", "b"}, hw::year(2020), {1, 2, 3, 4}, july);
  const hw::Panel result = hw::transform(panel, twice);
  EXPECT_EQ(result.first(), hw::year(2020));
  EXPECT_EQ(result.fiscal_year(), july);
  EXPECT_EQ(result.names()[1], "b");
  EXPECT_EQ(result.series("b")[hw::year(2021)], 8.0);
  EXPECT_EQ(hw::transform(hw::TimeSeries(hw::year(2020), {5}, july), twice),
            hw::TimeSeries(hw::year(2020), {10}, july));
}

TEST(Transform, NumbersTheSeriesOfAPanelWithoutNames) {
  const std::vector<double> memory{1, 2};
  const hw::Panel result = hw::transform(hw::PanelView(hw::year(2020), memory, 1, 2), twice);
  EXPECT_EQ(result.names()[1], "1");
}

TEST(Output, MustHaveTheShapeOfTheResult) {
  std::vector<double> memory(6);
  const hw::TimeSeries series(hw::year(2020), {1, 2, 3});
  const hw::Panel panel({"a", "b"}, hw::year(2020), {1, 2, 3, 4, 5, 6});
  EXPECT_THROW(hw::transform_into(series, Output(memory), twice), hw::Error);
  EXPECT_THROW(hw::transform_into(panel, Output(memory), twice), hw::Error);
  EXPECT_THROW(hw::transform_into(panel, Output(memory, 2, 3), twice), hw::Error);
  hw::transform_into(panel, Output(memory, 3, 2), twice);
  EXPECT_EQ(memory, (std::vector<double>{2, 4, 6, 8, 10, 12}));
}

TEST(Output, OfTooLittleMemoryIsAnError) {
  std::vector<double> memory(6);
  EXPECT_THROW(Output(memory, 3, 3), hw::Error);
  EXPECT_THROW(Output(memory, 3, 2, 2), hw::Error);
  EXPECT_THROW(Output(memory, 3, 2, 4), hw::Error);
}

}  // namespace
