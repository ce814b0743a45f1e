#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "highwater/aggregate/summary.hpp"
#include "highwater/aggregate/trailing.hpp"
#include "highwater/growth/growth.hpp"
#include "highwater/records/records.hpp"
#include "support/bits.hpp"
#include "support/random_data.hpp"

// What may not change when all values are shifted, scaled or mirrored.

namespace hw = highwater;
using test_support::RandomData;
using test_support::same_bits;

namespace symmetry_test {

const hw::Period start = hw::month(1999, 10);

/// Calls check(values) for series of all kinds and sizes, with and without gaps.
void for_many_series(std::uint64_t seed, const std::function<void(const std::vector<double>&)>& check) {
  RandomData random(seed);
  for (const std::size_t size : test_support::sizes)
    for (const auto kind : test_support::kinds)
      for (const std::size_t gap : {0U, 3U, 20U}) check(random.values(size, kind, gap));
}

std::vector<double> map(std::vector<double> values, const std::function<double(double)>& f) {
  for (double& x : values) x = f(x);
  return values;
}

std::vector<hw::Period> periods_of(const std::vector<hw::Record>& records) {
  std::vector<hw::Period> periods;
  for (const hw::Record& record : records) periods.push_back(record.period);
  return periods;
}

TEST(Records, StandAtTheSameTimesAfterARisingLinearMap) {
  for_many_series(1, [](const std::vector<double>& x) {
    // 4x + 16 is exact for the coarse kind; for the others x -> 4x is, and ranks cannot change.
    const std::vector<double> y = map(x, [](double v) { return 4.0 * v; });
    for (const auto ties : {hw::Ties::strict, hw::Ties::weak})
      for (const auto side : {hw::Side::high, hw::Side::low})
        EXPECT_EQ(periods_of(hw::records::all(hw::SeriesView(start, x), side, {.ties = ties})),
                  periods_of(hw::records::all(hw::SeriesView(start, y), side, {.ties = ties})));
  });
  RandomData random(2);
  for (const std::size_t size : test_support::sizes) {
    const std::vector<double> x = random.values(size, test_support::Kind::coarse, 5);
    const std::vector<double> y = map(x, [](double v) { return 3.0 * v + 17.0; });
    EXPECT_EQ(periods_of(hw::records::highs(hw::SeriesView(start, x), {.ties = hw::Ties::weak})),
              periods_of(hw::records::highs(hw::SeriesView(start, y), {.ties = hw::Ties::weak})));
  }
}

TEST(Records, OfTheMirroredSeriesAreTheOtherSide) {
  for_many_series(3, [](const std::vector<double>& x) {
    const std::vector<double> y = map(x, [](double v) { return -v; });
    const hw::SeriesView series(start, x), mirrored(start, y);
    for (const auto ties : {hw::Ties::strict, hw::Ties::weak}) {
      const auto highs = hw::records::highs(series, {.ties = ties});
      const auto lows = hw::records::lows(mirrored, {.ties = ties});
      ASSERT_EQ(highs.size(), lows.size());
      for (std::size_t k = 0; k < highs.size(); ++k) {
        EXPECT_EQ(highs[k].period, lows[k].period);
        EXPECT_EQ(highs[k].index, lows[k].index);
        EXPECT_EQ(highs[k].previous_period, lows[k].previous_period);
        EXPECT_TRUE(same_bits(highs[k].value, -lows[k].value));
        if (k > 0) {
          EXPECT_EQ(highs[k].margin(), -lows[k].margin());  // of a tie 0 and -0
        }
      }
    }
    const hw::TimeSeries high = hw::records::running_high(series), low = hw::records::running_low(mirrored);
    for (std::size_t t = 0; t < high.size(); ++t) EXPECT_TRUE(same_bits(high.values()[t], -low.values()[t]));
    for (std::size_t t = 0; t < x.size(); ++t)
      if (!hw::is_missing(x[t])) {
        EXPECT_EQ(hw::records::highest_since(series, series.period(t)),
                  hw::records::lowest_since(mirrored, series.period(t)));
      }
  });
}

TEST(Growth, DoesNotChangeBitsWhenTheUnitChangesByAPowerOfTwo) {
  for_many_series(4, [](const std::vector<double>& x) {
    for (const double unit : {0.25, 1024.0}) {
      const std::vector<double> y = map(x, [unit](double v) { return unit * v; });
      const hw::SeriesView a(start, x), b(start, y);
      for (const auto base : {hw::BasePolicy::positive, hw::BasePolicy::absolute, hw::BasePolicy::signed_base})
        EXPECT_TRUE(same_bits(hw::growth::over(a, 3, {.base = base}), hw::growth::over(b, 3, {.base = base})));
      EXPECT_TRUE(same_bits(hw::growth::log_change(a), hw::growth::log_change(b)));
    }
  });
}

TEST(Growth, UnderSignedBaseIsThatOfTheMirroredSeries) {
  for_many_series(5, [](const std::vector<double>& x) {
    const std::vector<double> y = map(x, [](double v) { return -v; });
    const hw::growth::Options options{.base = hw::BasePolicy::signed_base};
    const hw::TimeSeries a = hw::growth::over(hw::SeriesView(start, x), 1, options);
    const hw::TimeSeries b = hw::growth::over(hw::SeriesView(start, y), 1, options);
    EXPECT_TRUE(same_bits(a, b));
  });
}

TEST(TrailingMean, ScalesWithTheUnitAndMirrors) {
  for_many_series(6, [](const std::vector<double>& x) {
    const std::vector<double> y = map(x, [](double v) { return -8.0 * v; });
    const hw::TimeSeries a = hw::aggregate::trailing_sum(hw::SeriesView(start, x), 7);
    const hw::TimeSeries b = hw::aggregate::trailing_sum(hw::SeriesView(start, y), 7);
    for (std::size_t t = 0; t < a.size(); ++t)
      EXPECT_TRUE(hw::is_missing(a.values()[t]) ? hw::is_missing(b.values()[t])
                                                : -8.0 * a.values()[t] == b.values()[t]);
  });
}

TEST(Slicing, CommutesWithGrowthBehindTheLag) {
  RandomData random(7);
  for (int trial = 0; trial < 200; ++trial) {
    const std::vector<double> x = random.values(2 + random.below(200), test_support::Kind::positive, 11);
    const hw::SeriesView series(start, x);
    std::size_t from = random.below(x.size()), to = random.below(x.size());
    if (to < from) std::swap(from, to);
    const auto lag = static_cast<std::int64_t>(1 + random.below(13));
    const hw::SeriesView part = series.slice(series.period(from), series.period(to));
    const hw::TimeSeries whole_growth = hw::growth::over(series, lag), part_growth = hw::growth::over(part, lag);
    for (std::size_t i = 0; i < part.size(); ++i) {
      if (i < static_cast<std::size_t>(lag)) {
        EXPECT_TRUE(hw::is_missing(part_growth.values()[i]));
      } else {
        EXPECT_TRUE(same_bits(part_growth.values()[i], whole_growth.values()[from + i]));
      }
    }
  }
}

TEST(Slicing, CommutesWithTrailingSumsOnceTheWindowIsFull) {
  RandomData random(8);
  for (int trial = 0; trial < 100; ++trial) {
    const std::vector<double> x = random.values(2 + random.below(3000), test_support::Kind::wide, 50);
    const hw::SeriesView series(start, x);
    const std::size_t from = random.below(x.size());
    const std::size_t n = 1 + random.below(40);
    const hw::SeriesView part = series.slice(series.period(from), series.last());
    const auto length = static_cast<std::int64_t>(n);
    const hw::TimeSeries whole = hw::aggregate::trailing_sum(series, length),
                         cut = hw::aggregate::trailing_sum(part, length);
    for (std::size_t i = n - 1; i < part.size(); ++i)
      EXPECT_TRUE(same_bits(cut.values()[i], whole.values()[from + i])) << "window of " << n << " at " << i;
  }
}

TEST(StandardDeviation, IsZeroOfAConstantAndScalesByPowersOfTwo) {
  RandomData random(9);
  for (int trial = 0; trial < 2000; ++trial) {
    const double level = (random.uniform() - 0.5) * 1e6;
    const std::vector<double> constant(2 + random.below(300), level);
    const hw::SeriesView series(start, constant);
    EXPECT_EQ(hw::aggregate::mean(series), level) << constant.size() << " times " << level;
    const double sd = hw::aggregate::standard_deviation(series);
    EXPECT_LE(sd, 1e-15 * std::abs(level)) << constant.size() << " times " << level;  // NaN fails too
  }
  for_many_series(10, [](const std::vector<double>& x) {
    const std::vector<double> y = map(x, [](double v) { return 16.0 * v; });
    EXPECT_TRUE(same_bits(16.0 * hw::aggregate::standard_deviation(hw::SeriesView(start, x)),
                          hw::aggregate::standard_deviation(hw::SeriesView(start, y))));
  });
}

}  // namespace symmetry_test
