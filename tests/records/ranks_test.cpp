#include "highwater/records/ranks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "support/bits.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
namespace records = highwater::records;
using hw::Side;
using hw::TimeSeries;
using test_support::same_bits;

namespace ranks_test {

constexpr double gap = test_support::missing;
const hw::Period start = hw::month(2024, 1);
const TimeSeries series(start, {5.0, 3.0, gap, 4.0, 3.0, 5.0, 6.0});

TEST(HighestFor, CountsThePeriodsThatAValueIsUnmatched) {
  EXPECT_TRUE(same_bits(records::highest_for(series), TimeSeries(start, {1, 1, gap, 3, 1, 5, 7})));
  EXPECT_TRUE(same_bits(records::lowest_for(series), TimeSeries(start, {1, 2, gap, 2, 3, 1, 1})));
}

TEST(HighestFor, IsHighestSinceOfEveryPeriodAtOnce) {
  test_support::RandomData random(71);
  for (const std::size_t size : test_support::sizes)
    for (const auto kind : test_support::kinds) {
      const TimeSeries x(start, random.values(size, kind, 5));
      const TimeSeries high = records::highest_for(x), low = records::lowest_for(x);
      for (std::size_t t = 0; t < size; ++t) {
        if (hw::is_missing(x.values()[t])) {
          EXPECT_TRUE(hw::is_missing(high.values()[t]) && hw::is_missing(low.values()[t]));
          continue;
        }
        const auto expect = [&](double periods, std::optional<hw::Period> since) {
          const auto expected = since ? x.period(t) - *since : static_cast<std::int64_t>(t) + 1;
          EXPECT_EQ(periods, static_cast<double>(expected));
        };
        expect(high.values()[t], records::highest_since(x, x.period(t)));
        expect(low.values()[t], records::lowest_since(x, x.period(t)));
      }
    }
}

TEST(Ranks, OfEachValueAreAmongThoseUpToIt) {
  EXPECT_TRUE(same_bits(records::ranks(series), TimeSeries(start, {1, 2, gap, 2, 3, 1, 1})));
  EXPECT_TRUE(same_bits(records::ranks(series, {.side = Side::low}), TimeSeries(start, {1, 1, gap, 2, 1, 4, 6})));
}

TEST(Ranks, AgreeWithCounting) {
  test_support::RandomData random(72);
  for (const std::size_t size : test_support::sizes)
    for (const auto kind : test_support::kinds)
      for (const Side side : {Side::high, Side::low}) {
        const TimeSeries x(start, random.values(size, kind, 7));
        const TimeSeries ranks = records::ranks(x, {.side = side});
        const auto better = [&](double a, double b) { return side == Side::high ? a > b : a < b; };
        for (std::size_t t = 0; t < size; ++t) {
          const double value = x.values()[t];
          if (hw::is_missing(value)) {
            EXPECT_TRUE(hw::is_missing(ranks.values()[t]));
            continue;
          }
          std::int64_t before = 0, among_all = 0;
          for (std::size_t s = 0; s < size; ++s) {
            among_all += better(x.values()[s], value) ? 1 : 0;
            before += s < t && better(x.values()[s], value) ? 1 : 0;
          }
          ASSERT_EQ(ranks.values()[t], static_cast<double>(before + 1));
          ASSERT_EQ(records::rank(x, x.period(t), {.side = side}), among_all + 1);
          ASSERT_EQ(records::rank(x.slice(start, x.period(t)), x.period(t), {.side = side}), before + 1);
        }
      }
}

TEST(Rank, OfEqualValuesIsTheBetterOne) {
  EXPECT_EQ(records::rank(series, start), 2);
  EXPECT_EQ(records::rank(series, start + 5), 2);
  EXPECT_EQ(records::rank(series, start + 6), 1);
  EXPECT_EQ(records::rank(series, start + 1, {.side = Side::low}), 1);
}

TEST(Rank, OfWhatWasNotObservedIsAnError) {
  EXPECT_THROW(records::rank(series, start + 2), hw::Error);
  EXPECT_THROW(records::rank(series, start + 7), hw::Error);
  EXPECT_THROW(records::rank(series, hw::year(2024)), hw::Error);
}

TEST(Best, AreTheKBestTheEarlierOfEqualOnesFirst) {
  const auto periods = [](const std::vector<hw::Observation>& best) {
    std::vector<std::int64_t> offsets;
    for (const hw::Observation o : best) offsets.push_back(o.period - start);
    return offsets;
  };
  EXPECT_EQ(periods(records::best(series, 3)), (std::vector<std::int64_t>{6, 0, 5}));
  EXPECT_EQ(periods(records::best(series, 3, {.side = Side::low})), (std::vector<std::int64_t>{1, 4, 3}));
  EXPECT_EQ(records::best(series, 100).size(), 6U);
  EXPECT_TRUE(records::best(series, 0).empty());
  EXPECT_THROW(records::best(series, -1), hw::Error);
}

}  // namespace ranks_test
