#include "highwater/series/missing.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "support/random_data.hpp"

namespace hw = highwater;
using hw::TimeSeries;

namespace missing_test {

namespace missing = highwater::missing;
using missing::Gap;
using missing::Place;

constexpr double gap = test_support::missing;
const hw::Period start = hw::month(2024, 1);
const TimeSeries holes(start, {gap, gap, 3.0, gap, 5.0, gap, gap, gap, 1.0, gap});

TEST(Gaps, AreLeadingInnerOrTrailing) {
  EXPECT_EQ(missing::gaps(holes), (std::vector<Gap>{{start, start + 1, Place::leading},
                                                    {start + 3, start + 3, Place::inner},
                                                    {start + 5, start + 7, Place::inner},
                                                    {start + 9, start + 9, Place::trailing}}));
  EXPECT_EQ(missing::gaps(holes)[2].length(), 3);
  EXPECT_TRUE(missing::gaps(TimeSeries(start, {1.0, 2.0})).empty());
  EXPECT_TRUE(missing::gaps(TimeSeries(start, {})).empty());
}

TEST(Gaps, OfASeriesWithoutObservationsAreOneThatIsLeading) {
  EXPECT_EQ(missing::gaps(TimeSeries(start, {gap, gap})), (std::vector<Gap>{{start, start + 1, Place::leading}}));
  EXPECT_FALSE((Gap{start, start + 1, Place::leading} == Gap{start, start + 1, Place::trailing}));
}

TEST(Gaps, OfAPanelNameTheSeries) {
  const hw::Panel panel({"a", "b"}, start, {1.0, gap, 3.0, 4.0, 5.0, gap});
  EXPECT_EQ(missing::gaps(panel),
            (std::vector<Gap>{{start + 1, start + 1, Place::inner, 0}, {start + 2, start + 2, Place::trailing, 1}}));
}

TEST(Trim, LeavesWhatLiesBetweenTheFirstAndTheLastObservation) {
  const hw::SeriesView trimmed = missing::trim(holes);
  EXPECT_EQ(TimeSeries(trimmed), TimeSeries(start + 2, {3.0, gap, 5.0, gap, gap, gap, 1.0}));
  const TimeSeries whole(start, {1.0, gap, 2.0}), nothing(start, {gap, gap});
  EXPECT_EQ(TimeSeries(missing::trim(whole)), whole);
  EXPECT_TRUE(missing::trim(nothing).empty());
}

TEST(Interpolate, DrawsALineThroughInnerGapsOnly) {
  const auto filled = missing::interpolate(holes);
  EXPECT_EQ(filled.data, TimeSeries(start, {gap, gap, 3.0, 4.0, 5.0, 4.0, 3.0, 2.0, 1.0, gap}));
  EXPECT_EQ(filled.filled, (std::vector<Gap>{{start + 3, start + 3}, {start + 5, start + 7}}));
  EXPECT_TRUE(filled.is_filled(start + 6));
  EXPECT_FALSE(filled.is_filled(start + 4));
  EXPECT_FALSE(filled.is_filled(start));
}

TEST(Interpolate, LeavesGapsThatAreLongerThanAskedForAltogether) {
  const auto filled = missing::interpolate(holes, {.longest = 2});
  EXPECT_EQ(filled.data, TimeSeries(start, {gap, gap, 3.0, 4.0, 5.0, gap, gap, gap, 1.0, gap}));
  EXPECT_EQ(filled.filled.size(), 1U);
  EXPECT_THROW(missing::interpolate(holes, {.longest = -1}), hw::Error);
}

TEST(Interpolate, StaysFiniteBetweenValuesAtTheEndsOfTheRange) {
  const auto filled = missing::interpolate(TimeSeries(start, {-1.7e308, gap, 1.7e308}));
  EXPECT_EQ(filled.data[start + 1], 0.0);
}

TEST(CarryForward, FillsWhatComesAfterAnObservation) {
  const auto filled = missing::carry_forward(holes);
  EXPECT_EQ(filled.data, TimeSeries(start, {gap, gap, 3.0, 3.0, 5.0, 5.0, 5.0, 5.0, 1.0, 1.0}));
  EXPECT_EQ(filled.filled.size(), 3U);
  EXPECT_TRUE(filled.is_filled(start + 9));
  const auto short_ones = missing::carry_forward(holes, {.longest = 1});
  EXPECT_EQ(short_ones.data, TimeSeries(start, {gap, gap, 3.0, 3.0, 5.0, gap, gap, gap, 1.0, 1.0}));
}

TEST(Fills, OfAPanelAreThoseOfItsSeries) {
  test_support::RandomData random(31);
  std::vector<double> values;
  for (int j = 0; j < 3; ++j)
    for (const double x : random.values(100, test_support::Kind::positive, 3)) values.push_back(x);
  const hw::Panel panel({"a", "b", "c"}, start, values);
  const auto lines = missing::interpolate(panel, {.longest = 2});
  const auto carried = missing::carry_forward(panel);
  for (std::size_t j = 0; j < 3; ++j) {
    const auto line = missing::interpolate(panel.series(j), {.longest = 2});
    const auto carry = missing::carry_forward(panel.series(j));
    EXPECT_EQ(TimeSeries(lines.data.series(j)), line.data);
    EXPECT_EQ(TimeSeries(carried.data.series(j)), carry.data);
    for (const hw::Observation o : line.data) EXPECT_EQ(line.is_filled(o.period), lines.is_filled(o.period, j));
  }
}

TEST(Fills, ChangeNothingThatWasObservedAndKnowWhatTheyMadeUp) {
  test_support::RandomData random(32);
  for (const std::size_t size : test_support::sizes) {
    const TimeSeries series(start, random.values(size, test_support::Kind::positive, 5));
    for (const auto& filled : {missing::interpolate(series), missing::carry_forward(series)})
      for (const hw::Observation o : series) {
        const double value = filled.data[o.period];
        if (hw::is_missing(o.value)) {
          EXPECT_EQ(filled.is_filled(o.period), !hw::is_missing(value));
        } else {
          EXPECT_EQ(value, o.value);
          EXPECT_FALSE(filled.is_filled(o.period));
        }
      }
  }
}

TEST(Fills, LieBetweenTheirNeighbours) {
  const auto filled = missing::interpolate(TimeSeries(start, {0.1, gap, gap, gap, gap, gap, gap, 0.1}));
  for (const hw::Observation o : filled.data) EXPECT_EQ(o.value, 0.1);
}

}  // namespace missing_test
