#include "highwater/core/sweep.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "highwater/core/line_fit.hpp"
#include "support/bits.hpp"
#include "support/random_data.hpp"

// Every sweep on every lane: one value at a time, the narrowest register, and the one that this machine was compiled
// for.

namespace core = highwater::core;
using highwater::BasePolicy;
using highwater::Side;
using highwater::Ties;
using test_support::missing;
using test_support::RandomData;
using test_support::same_bits;

namespace {

template <class Lane>
class Sweeps : public testing::Test {
 protected:
  /// check(values) for series of all sizes and kinds, with and without gaps.
  template <class Check>
  void for_many_series(Check check) {
    RandomData random(77);
    for (const std::size_t size : test_support::sizes)
      for (const auto kind : test_support::kinds)
        for (const std::size_t gap : {0U, 4U}) check(random.values(size, kind, gap));
  }
  /// sweep(in, out) gives the same bits as reference(in, out).
  template <class Sweep, class Reference>
  void expect_same(Sweep sweep, Reference reference) {
    for_many_series([&](const std::vector<double>& x) {
      std::vector<double> a(x.size(), -7.0), b(x.size(), -7.0);
      sweep(core::Columns{x.data(), x.size()}, core::MutableColumns{a.data(), a.size()});
      reference(core::Columns{x.data(), x.size()}, core::MutableColumns{b.data(), b.size()});
      EXPECT_TRUE(same_bits(std::span<const double>(a), std::span<const double>(b))) << x.size() << " values";
    });
  }
};

#if defined(__GNUC__)
using Lanes = testing::Types<core::Pack<2>, core::NativeLane>;
#else
using Lanes = testing::Types<core::NativeLane>;
#endif
TYPED_TEST_SUITE(Sweeps, Lanes, );

TYPED_TEST(Sweeps, GiveGrowthTheBitsOfOneValueAtATime) {
  for (const std::size_t lag : {1U, 2U, 5U, 12U, 64U}) {
    const auto expect = [&](auto kernel) {
      this->expect_same([&](auto in, auto out) { core::lagged<TypeParam>(in, out, lag, kernel); },
                        [&](auto in, auto out) { core::lagged<double>(in, out, lag, kernel); });
    };
    expect(core::Ratio<BasePolicy::positive>{});
    expect(core::Ratio<BasePolicy::absolute>{});
    expect(core::Ratio<BasePolicy::signed_base>{});
    expect(core::Difference{});
    expect(core::LogRatio{});
  }
}

TYPED_TEST(Sweeps, GiveWindowedSumsTheBitsOfOneValueAtATime) {
  for (const std::size_t n : {1U, 2U, 3U, 6U, 12U, 33U, 500U, 1000U, 1001U})
    for (const std::size_t skip : {0U, 1U})
      this->expect_same([&](auto in, auto out) { core::windowed_sum<TypeParam>(in, out, n, skip, 7.0); },
                        [&](auto in, auto out) { core::windowed_sum<double>(in, out, n, skip, 7.0); });
}

TYPED_TEST(Sweeps, GiveRunningExtremesTheBitsOfOneValueAtATime) {
  const auto expect = [&](auto kernel) {
    this->expect_same([&](auto in, auto out) { core::scan<TypeParam>(in, out, kernel); },
                      [&](auto in, auto out) {
                        auto state = kernel;
                        for (std::size_t t = 0; t < in.rows; ++t) {
                          state.push(in.data[t]);
                          out.data[t] = state.value();
                        }
                      });
  };
  expect(core::Peak<double, Side::high>{});
  expect(core::Peak<double, Side::low>{});
  expect(core::Peak<double, Side::high, Ties::weak>{});
}

TYPED_TEST(Sweeps, VisitEveryRecordOnceInOrder) {
  this->for_many_series([](const std::vector<double>& x) {
    std::vector<std::size_t> visited, expected;
    core::visit_changes<TypeParam>(x.data(), x.size(), core::Peak<double>{},
                                   [&](std::size_t t) { visited.push_back(t); });
    core::Peak<double> peak;
    for (std::size_t t = 0; t < x.size(); ++t)
      if (peak.push(x[t])) expected.push_back(t);
    EXPECT_EQ(visited, expected);
  });
}

TYPED_TEST(Sweeps, FoldInAnOrderThatNoRegisterWidthChanges) {
  this->for_many_series([](const std::vector<double>& x) {
    const auto feed = [&]<class L>(core::PairSums<L>& state, std::size_t t) {
      state.push(core::count_from<L>(static_cast<double>(t)), core::load<L>(x.data() + t));
    };
    const auto sums = core::fold<TypeParam>(x.size(), core::PairSums<double>{}, feed);
    // The definition: period t enters partial sum t % 8; the eight are added pairwise.
    core::PairSums<double> parts[8];
    for (std::size_t t = 0; t < x.size(); ++t) parts[t % 8].push(static_cast<double>(t), x[t]);
    const auto expected = parts[0]
                              .merge(parts[1])
                              .merge(parts[2].merge(parts[3]))
                              .merge(parts[4].merge(parts[5]).merge(parts[6].merge(parts[7])));
    EXPECT_TRUE(same_bits(sums.count, expected.count));
    EXPECT_TRUE(same_bits(sums.x, expected.x));
    EXPECT_TRUE(same_bits(sums.y, expected.y));
  });
}

TYPED_TEST(Sweeps, FindTheFirstAndTheLastValueThatHolds) {
  this->for_many_series([](const std::vector<double>& x) {
    for (const double level : {-1e300, 0.0, 3.0, 99.0, 1e300}) {
      std::size_t first = core::not_found, last = core::not_found;
      for (std::size_t t = 0; t < x.size(); ++t)
        if (x[t] >= level) {
          if (first == core::not_found) first = t;
          last = t;
        }
      const auto holds = [level]<class L>(L value) { return value >= L(level); };
      EXPECT_EQ(core::find_first<TypeParam>(x.data(), x.size(), holds), first);
      EXPECT_EQ(core::find_last<TypeParam>(x.data(), x.size(), holds), last);
    }
  });
}

// ---- windowed sums
// ---------------------------------------------------------------------------------------------------

std::vector<double> trailing(const std::vector<double>& x, std::size_t n, std::size_t skip = 0) {
  std::vector<double> y(x.size());
  core::windowed_sum({x.data(), x.size()}, {y.data(), y.size()}, n, skip, 1.0);
  return y;
}

TEST(WindowedSum, ForgetsAHugeValueThatHasLeftTheWindow) {
  for (const std::size_t n : {2U, 3U, 5U, 12U, 13U}) {
    std::vector<double> x(3000, 0.1);
    x[0] = x[500] = 1e16;
    x[1100] = -1e300;
    const std::vector<double> clean = trailing(std::vector<double>(3000, 0.1), n), y = trailing(x, n);
    for (std::size_t t = n - 1; t < x.size(); ++t) {
      const bool hit = t < n || (t >= 500 && t < 500 + n) || (t >= 1100 && t < 1100 + n);
      if (!hit) {
        EXPECT_TRUE(same_bits(y[t], clean[t])) << "window of " << n << " at " << t;
      }
    }
  }
}

TEST(WindowedSum, OfWholeNumbersIsExact) {
  std::vector<double> x(2600);
  for (std::size_t t = 0; t < x.size(); ++t) x[t] = static_cast<double>((t * t) % 1009) - 500.0;
  for (const std::size_t n : {1U, 2U, 7U, 31U, 1023U, 1024U, 1025U, 2047U, 2600U})
    for (const std::size_t skip : {0U, 1U}) {
      const std::vector<double> y = trailing(x, n, skip);
      for (std::size_t t = 0; t < x.size(); ++t) {
        if (t + 1 < n + skip) {
          EXPECT_TRUE(std::isnan(y[t]));
        } else {
          double sum = 0.0;
          for (std::size_t s = t + 1 - n - skip; s < t + 1 - skip; ++s) sum += x[s];
          ASSERT_EQ(y[t], sum) << "window of " << n << " at " << t;
        }
      }
    }
}

TEST(WindowedSum, LongerThanTheSeriesIsMissingAndNeedsNoMemory) {
  for (const std::size_t n : {4U, 1000000000U}) {
    for (const double value : trailing({1, 2, 3}, n)) EXPECT_TRUE(std::isnan(value));
  }
  for (const double value : trailing({1, 2, 3}, 0x7fffffffffffffffU, 1)) EXPECT_TRUE(std::isnan(value));
  EXPECT_TRUE(trailing({}, 1, 1).empty());
  EXPECT_TRUE(std::isnan(trailing({1, 2, 3}, 3, 1)[2]));
}

TEST(WindowedSum, IsMissingWhereTheWindowHoldsAMissingValue) {
  const std::vector<double> y = trailing({1, 2, missing, 4, 5, 6}, 2);
  EXPECT_TRUE(same_bits(std::span<const double>(y), std::vector<double>{missing, 3, missing, missing, 9, 11}));
}

// ---- blocks
// ----------------------------------------------------------------------------------------------------------

TEST(BlockSums, AreMissingInBlocksThatAreCutOff) {
  const std::vector<double> x{1, 2, 3, 4, 5, 6, 7};
  const std::vector<std::size_t> bounds{0, 2, 5, 7};
  const core::Blocks blocks{bounds, 1, 2};
  std::vector<double> sums(3), so_far(7);
  core::block_sums({x.data(), 7}, {sums.data(), 3}, blocks, highwater::Completeness::complete);
  EXPECT_TRUE(same_bits(std::span<const double>(sums), std::vector<double>{missing, 12, missing}));
  core::block_sums({x.data(), 7}, {sums.data(), 3}, blocks, highwater::Completeness::partial);
  EXPECT_EQ(sums, (std::vector<double>{3, 12, 13}));
  core::cumulative_sum({x.data(), 7}, {so_far.data(), 7}, blocks);
  EXPECT_TRUE(same_bits(std::span<const double>(so_far), std::vector<double>{missing, missing, 3, 7, 12, 6, 13}));
}

}  // namespace
