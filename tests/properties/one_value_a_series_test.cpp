#include <gtest/gtest.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "highwater/aggregate/summary.hpp"
#include "highwater/growth/growth.hpp"
#include "highwater/projection/trend.hpp"
#include "highwater/records/ranks.hpp"
#include "highwater/records/records.hpp"
#include "support/bits.hpp"
#include "support/message_of.hpp"
#include "support/random_data.hpp"

// Functions that give one answer a series give, of a panel, those of its series: bit for bit, ragged ends and all. Where
// the series alone is an error because it is short, missing or negative, the panel's answer is empty.

namespace hw = highwater;
using test_support::same_bits;

namespace one_value_a_series_test {

const hw::Period start = hw::month(2011, 3);

/// Calls check(panel) for panels of every kind of series, full and ragged, with padding between the columns.
template <class Check>
void for_many_panels(Check check) {
  test_support::RandomData random(20250131);
  for (const std::size_t rows : test_support::sizes) {
    SCOPED_TRACE(std::to_string(rows) + " periods");
    const std::size_t stride = rows + 2;
    std::vector<double> memory;
    for (const std::size_t gap : {0U, 3U})
      for (const auto kind : test_support::kinds) {
        const std::vector<double> column = random.values(rows, kind, gap);
        memory.insert(memory.end(), column.begin(), column.end());
        memory.insert(memory.end(), {12345.0, -12345.0});
      }
    memory.insert(memory.end(), stride, test_support::missing);
    check(hw::PanelView(start, memory, rows, memory.size() / stride, stride));
  }
}

void expect_same(double a, double b) { EXPECT_TRUE(same_bits(a, b)); }
void expect_same(const hw::projection::TrendFit& a, const hw::projection::TrendFit& b) {
  EXPECT_EQ(a.scale, b.scale);
  EXPECT_EQ(a.first, b.first);
  EXPECT_EQ(a.latest, b.latest);
  EXPECT_TRUE(same_bits(a.line.slope, b.line.slope));
  EXPECT_TRUE(same_bits(a.line.intercept, b.line.intercept));
  EXPECT_TRUE(same_bits(a.line.residual_squares, b.line.residual_squares));
  EXPECT_TRUE(same_bits(a.adjustment, b.adjustment));
}
template <class T>
void expect_same(const T& a, const T& b) {
  EXPECT_EQ(a, b);
}
template <class T>
void expect_same(const std::optional<T>& a, const std::optional<T>& b) {
  ASSERT_EQ(a.has_value(), b.has_value());
  if (a) expect_same(*a, *b);
}

/// function(data) of a panel against that of each series: the same value, or empty where the series alone throws.
template <class Function>
void expect_that_of_each_series(const hw::PanelView& panel, Function function) {
  const auto together = function(panel);
  ASSERT_EQ(together.size(), panel.series_count());
  for (std::size_t i = 0; i < panel.series_count(); ++i) {
    SCOPED_TRACE("series " + std::to_string(i));
    std::optional<decltype(function(panel.series(i)))> alone;
    const std::string message = test_support::message_of([&] { return alone = function(panel.series(i)); });
    if constexpr (requires { together[i].has_value(); }) {
      ASSERT_EQ(together[i].has_value(), alone.has_value()) << message;
    }
    if (!alone) continue;
    if constexpr (requires { together[i]->period; })
      expect_same(together[i]->period, *alone);
    else if constexpr (requires { together[i].has_value(); })
      expect_same(*together[i], *alone);
    else
      expect_same(together[i], *alone);
  }
}

TEST(OneValueASeries, IsThatOfEachSeriesInSummariesAndTrends) {
  for_many_panels([](const hw::PanelView& panel) {
    namespace projection = hw::projection;
    expect_that_of_each_series(panel, [](const auto& x) { return hw::aggregate::mean(x); });
    expect_that_of_each_series(panel, [](const auto& x) { return hw::aggregate::standard_deviation(x); });
    expect_that_of_each_series(panel, [](const auto& x) { return projection::fit(x, projection::Linear{}); });
    for (const auto center : {projection::Center::median, projection::Center::mean, projection::Center::smearing})
      expect_that_of_each_series(
          panel, [&](const auto& x) { return projection::fit(x, projection::Exponential{.center = center}); });
  });
}

TEST(OneValueASeries, IsThatOfEachSeriesInRanksAndHighestSince) {
  for_many_panels([](const hw::PanelView& panel) {
    const std::size_t rows = panel.periods();
    for (const std::size_t t : {std::size_t{0}, rows / 2, rows - 1}) {
      if (rows == 0) continue;
      const hw::Period period = start + static_cast<std::int64_t>(t);
      expect_that_of_each_series(panel, [&](const auto& x) { return hw::records::highest_since(x, period); });
      expect_that_of_each_series(panel, [&](const auto& x) { return hw::records::lowest_since(x, period); });
      for (const hw::Side side : {hw::Side::high, hw::Side::low})
        expect_that_of_each_series(panel, [&](const auto& x) { return hw::records::rank(x, period, {.side = side}); });
      if (t > 0)
        expect_that_of_each_series(panel, [&](const auto& x) { return hw::growth::compound_rate(x, start, period); });
    }
  });
}

TEST(OneValueASeries, IsThatOfEachSeriesInRecordsAndTheBest) {
  for_many_panels([](const hw::PanelView& panel) {
    const auto best = hw::records::best(panel, 3);
    const auto highs = hw::records::highs(panel);
    ASSERT_EQ(best.size(), panel.series_count());
    for (std::size_t i = 0; i < panel.series_count(); ++i) {
      const auto alone = hw::records::best(panel.series(i), 3);
      ASSERT_EQ(best[i].size(), alone.size());
      for (std::size_t k = 0; k < alone.size(); ++k) {
        EXPECT_EQ(best[i][k].period, alone[k].period);
        EXPECT_TRUE(same_bits(best[i][k].value, alone[k].value));
      }
      EXPECT_EQ(highs[i].size(), hw::records::highs(panel.series(i)).size());
    }
  });
}

TEST(OneValueASeries, SaysEverByAnEmptyPeriodAndNothingObservedByNoAnswer) {
  const hw::Panel panel({"rising", "gap"}, start, {1.0, 2.0, 1.0, hw::missing_value});
  const auto since = hw::records::highest_since(panel, start + 1);
  ASSERT_TRUE(since[0]);
  EXPECT_FALSE(since[0]->period);
  EXPECT_FALSE(since[1]);
  EXPECT_THROW(hw::records::highest_since(panel, start + 2), hw::Error);
  EXPECT_THROW(hw::records::rank(panel, start + 2), hw::Error);
}

}  // namespace one_value_a_series_test
