#include "highwater/series/panel.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace hw = highwater;
using hw::Panel;
using hw::PanelView;

namespace panel_test {

const hw::Period start = hw::month(2024, 10);

TEST(Panel, HoldsOneSeriesAfterAnother) {
  const Panel panel({"exports", "imports"}, start, {1, 2, 3, 4, 5, 6});
  EXPECT_EQ(panel.periods(), 3U);
  EXPECT_EQ(panel.series_count(), 2U);
  EXPECT_EQ(panel.series(1)[hw::month(2024, 11)], 5.0);
  EXPECT_EQ(panel.series("imports").values().data(), panel.values().data() + 3);
  EXPECT_EQ(panel.names()[0], "exports");
}

TEST(Panel, HasNoSeriesThatItDoesNotHave) {
  const Panel panel({"exports", "imports"}, start, {1, 2});
  EXPECT_THROW(panel.series(2), hw::Error);
  EXPECT_THROW(panel.series("Exports"), hw::Error);
  EXPECT_THROW(panel.view().series("services"), hw::Error);
}

TEST(Panel, FindsEachOfManyNamesAndTheFirstOfEquals) {
  std::vector<std::string> names;
  for (int i = 0; i < 1000; ++i) names.push_back("series " + std::to_string(i));
  names.push_back("series 7");
  const Panel panel(names, start, std::vector<double>(names.size()));
  const PanelView part = panel.slice(start, start);
  const std::vector<double> memory(names.size());
  const PanelView lent(start, memory, 1, names.size(), 0, names);
  for (std::size_t i = 0; i < 1000; ++i)
    for (const PanelView& view : {panel.view(), part, lent}) EXPECT_EQ(view.find(names[i]), i);
  EXPECT_EQ(panel.find("series 999"), 999U);
  EXPECT_TRUE(panel.contains("series 0"));
  EXPECT_FALSE(panel.contains("series"));
  EXPECT_FALSE(lent.contains("series 1000"));
  EXPECT_FALSE(Panel({}, start, {}).contains(""));
}

TEST(PanelView, OutlivesAMoveOfItsPanel) {
  Panel panel({"exports", "imports"}, start, {1, 2});
  const PanelView view = panel;
  const Panel moved = std::move(panel);
  EXPECT_EQ(view.series("imports").values().data(), moved.values().data() + 1);
}

TEST(Panel, OfUnequalColumnsIsAnError) {
  EXPECT_THROW(Panel({"a", "b"}, start, {1, 2, 3}), hw::Error);
  EXPECT_THROW(Panel({}, start, {1}), hw::Error);
}

TEST(Panel, OfAnInfiniteValueIsAnErrorThatNamesSeriesAndPeriod) {
  try {
    Panel({"a", "b"}, start, {1, 2, 3, -std::numeric_limits<double>::infinity()});
    FAIL();
  } catch (const hw::Error& error) {
    EXPECT_STREQ(error.what(), "the value of \"b\" in 2024-11 is infinite");
  }
}

TEST(Panel, MayHaveNoSeriesOrNoPeriods) {
  EXPECT_EQ(Panel({}, start, {}).series_count(), 0U);
  const Panel empty({"a", "b"}, start, {});
  EXPECT_EQ(empty.periods(), 0U);
  EXPECT_TRUE(empty.series(1).empty());
}

TEST(PanelView, BorrowsColumnsWithAStride) {
  const std::vector<double> memory{1, 2, -1, 3, 4, -1, 5, 6};
  const PanelView view(start, memory, 2, 3, 3);
  EXPECT_EQ(view.series(2).values().data(), memory.data() + 6);
  EXPECT_EQ(view.series(1)[hw::month(2024, 11)], 4.0);
  EXPECT_TRUE(view.names().empty());
}

TEST(PanelView, OfTooLittleMemoryOrTheWrongNamesIsAnError) {
  const std::vector<double> memory(8);
  const std::vector<std::string> names{"a", "b"};
  EXPECT_THROW(PanelView(start, memory, 3, 3), hw::Error);
  EXPECT_THROW(PanelView(start, memory, 3, 2, 6), hw::Error);
  EXPECT_THROW(PanelView(start, memory, 4, 2, 3), hw::Error);
  EXPECT_THROW(PanelView(start, memory, 2, 3, 2, names), hw::Error);
  EXPECT_EQ(PanelView(start, memory, 4, 2, 0, names).series("b").size(), 4U);
}

TEST(PanelView, OfAPanelBorrowsAll) {
  const Panel panel({"a", "b"}, hw::year(2020), {1, 2}, {.first_month = 7});
  const PanelView view = panel;
  EXPECT_EQ(view.columns().data, panel.values().data());
  EXPECT_EQ(view.names()[1], "b");
  EXPECT_EQ(view.series(1).fiscal_year(), (hw::FiscalYear{.first_month = 7}));
}

TEST(Panel, IsSlicedByPeriod) {
  const hw::Period begin = hw::month(2024, 1);
  const hw::Panel panel({"a", "b"}, begin, {1.0, 2.0, 3.0, 4.0, 5.0, 6.0});
  const hw::PanelView part = panel.slice(begin + 1, begin + 2);
  EXPECT_EQ(hw::TimeSeries(part.series("b")), hw::TimeSeries(begin + 1, {5.0, 6.0}));
  EXPECT_EQ(part.periods(), 2U);
  EXPECT_EQ(part.names()[1], "b");
  EXPECT_EQ(hw::TimeSeries(part.slice(begin + 2, begin + 2).series(0)), hw::TimeSeries(begin + 2, {3.0}));
  EXPECT_THROW(panel.slice(begin - 1, begin), hw::Error);
  EXPECT_THROW(panel.slice(begin + 1, begin), hw::Error);
  EXPECT_THROW(panel.slice(hw::year(2024), hw::year(2024)), hw::Error);
}

}  // namespace panel_test
