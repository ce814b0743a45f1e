#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <type_traits>
#include <utility>
#include <vector>

#include "highwater/series/panel.hpp"
#include "highwater/series/time_series.hpp"

// clang 14 cannot compile the <ranges> of libstdc++ 12; the algorithms that take ranges it can.
#if !defined(__clang__) || __clang_major__ >= 16
#include <ranges>
#define HAS_VIEWS 1
#endif

namespace hw = highwater;
using hw::Observation;
using hw::Panel;
using hw::PanelView;
using hw::SeriesView;
using hw::TimeSeries;

namespace ranges_test {

using SeriesIterator = decltype(std::declval<const SeriesView&>().begin());
using PanelIterator = decltype(std::declval<const PanelView&>().begin());

static_assert(std::random_access_iterator<SeriesIterator>);
static_assert(std::random_access_iterator<PanelIterator>);
static_assert(std::is_same_v<std::iter_reference_t<SeriesIterator>, Observation>);
static_assert(std::is_same_v<std::iter_reference_t<PanelIterator>, SeriesView>);
static_assert(std::is_same_v<std::iterator_traits<SeriesIterator>::iterator_category, std::input_iterator_tag>);

static_assert(std::ranges::random_access_range<SeriesView> && std::ranges::sized_range<SeriesView>);
static_assert(std::ranges::random_access_range<TimeSeries> && std::ranges::sized_range<TimeSeries>);
static_assert(std::ranges::random_access_range<PanelView> && std::ranges::sized_range<PanelView>);
static_assert(std::ranges::random_access_range<Panel> && std::ranges::sized_range<Panel>);
static_assert(std::ranges::common_range<TimeSeries> && std::ranges::common_range<Panel>);

static_assert(std::ranges::borrowed_range<SeriesView> && std::ranges::borrowed_range<PanelView>);
static_assert(!std::ranges::borrowed_range<TimeSeries> && !std::ranges::borrowed_range<Panel>, "they own");
#if defined(HAS_VIEWS)
static_assert(std::ranges::view<SeriesView> && std::ranges::view<PanelView>);
static_assert(!std::ranges::view<TimeSeries> && !std::ranges::view<Panel>);
#endif

const TimeSeries exports(hw::month(2024, 9), {332.0, 330.0, hw::missing_value, 348.0});
const Panel panel({"exports", "twice"}, hw::month(2024, 10), {330.0, 310.0, 660.0, 620.0});

TEST(Ranges, AlgorithmsTakeASeries) {
  const SeriesView autumn = exports.slice(hw::month(2024, 9), hw::month(2024, 10));
  EXPECT_EQ(std::ranges::max_element(autumn, {}, &Observation::value)->period, hw::month(2024, 9));
  EXPECT_EQ(std::ranges::count_if(exports, hw::is_missing, &Observation::value), 1);
  EXPECT_TRUE(std::ranges::equal(exports, TimeSeries(exports)));
  EXPECT_FALSE(std::ranges::equal(exports, autumn));
}

TEST(Ranges, ASeriesIsSortedByPeriod) {
  const auto found = std::ranges::lower_bound(exports, hw::month(2024, 11), {}, &Observation::period);
  ASSERT_NE(found, exports.end());
  EXPECT_EQ(found - exports.begin(), 2);
  EXPECT_EQ(found[1], (Observation{hw::month(2024, 12), 348.0}));
  EXPECT_TRUE(std::ranges::is_sorted(exports, {}, &Observation::period));
  EXPECT_THROW(static_cast<void>(std::ranges::lower_bound(exports, hw::year(2024), {}, &Observation::period)),
               hw::Error);
}

TEST(Ranges, IteratorsOfAViewOutliveIt) {
  const auto view = [] { return SeriesView(exports); };
  const auto latest = std::ranges::find(view(), hw::month(2024, 12), &Observation::period);
  EXPECT_EQ(latest->value, 348.0);
}

TEST(Ranges, IteratorsGoBothWaysAndByLeaps) {
  auto at = exports.begin();
  EXPECT_EQ(at++->value, 332.0);
  EXPECT_EQ((at += 2)->value, 348.0);
  EXPECT_EQ((at--)->value, 348.0);
  EXPECT_TRUE(hw::is_missing(at->value));
  EXPECT_EQ((*--at).value, 330.0);
  EXPECT_EQ((2 + at)->period, hw::month(2024, 12));
  EXPECT_EQ((*(exports.end() - 1)).value, 348.0);
  EXPECT_TRUE(exports.begin() < at && at >= exports.begin());
  EXPECT_EQ(exports.end() - exports.begin(), 4);
}

TEST(Ranges, ObservationsAreEqualByPeriodAndValue) {
  const Observation gap{hw::month(2024, 11), hw::missing_value};
  EXPECT_EQ(exports.begin()[2], gap);
  EXPECT_NE(exports.begin()[1], gap);
  EXPECT_NE((Observation{hw::month(2024, 12), 1.0}), (Observation{hw::month(2024, 11), 1.0}));
}

TEST(Ranges, APanelIsARangeOfItsSeries) {
  std::vector<double> latest;
  for (const SeriesView series : panel) latest.push_back(series[hw::month(2024, 11)]);
  EXPECT_EQ(latest, (std::vector{310.0, 620.0}));
  EXPECT_EQ(panel.end() - panel.begin(), 2);
  EXPECT_TRUE(std::ranges::equal(panel.begin()[1], panel.series("twice")));
  const auto large = std::ranges::find_if(panel, [](SeriesView series) { return series.values()[0] > 500.0; });
  EXPECT_EQ(large - panel.begin(), 1);
}

TEST(Ranges, APanelOfStridedColumnsTakesTheRightOnes) {
  const std::vector<double> memory{1.0, 2.0, -1.0, 3.0, 4.0};
  const PanelView view(hw::year(2023), memory, 2, 2, 3, {}, {.first_month = 7});
  const SeriesView second = *std::ranges::next(view.begin());
  EXPECT_EQ(TimeSeries(second), TimeSeries(hw::year(2023), {3.0, 4.0}, {.first_month = 7}));
}

TEST(Ranges, MayBeEmpty) {
  const SeriesView nothing(hw::year(2024), {});
  EXPECT_TRUE(std::ranges::empty(nothing));
  EXPECT_EQ(std::ranges::begin(nothing), std::ranges::end(nothing));
  EXPECT_TRUE(std::ranges::empty(Panel({}, hw::year(2024), {})));
}

#if defined(HAS_VIEWS)
TEST(Ranges, ViewsTakeASeries) {
  const auto observed = [](const Observation& o) { return !hw::is_missing(o.value); };
  std::vector<hw::Period> periods;
  for (const Observation& o : exports | std::views::filter(observed) | std::views::reverse) periods.push_back(o.period);
  EXPECT_EQ(periods, (std::vector{hw::month(2024, 12), hw::month(2024, 10), hw::month(2024, 9)}));

  double last_two = 0.0;
  for (const double value :
       SeriesView(exports) | std::views::drop(2) | std::views::transform([](Observation o) { return o.value; }))
    last_two += hw::is_missing(value) ? 0.0 : value;
  EXPECT_EQ(last_two, 348.0);
}

TEST(Ranges, ViewsTakeAPanel) {
  double sum = 0.0;
  for (const Observation& o : panel | std::views::join) sum += o.value;
  EXPECT_EQ(sum, 1920.0);
}
#endif

}  // namespace ranges_test
