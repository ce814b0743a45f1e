#include "highwater/core/sweeps/sweep.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "highwater/core/kernels/block_summary.hpp"
#include "highwater/core/kernels/growth.hpp"
#include "highwater/core/kernels/least_squares.hpp"
#include "highwater/core/kernels/peak.hpp"
#include "highwater/core/operations.hpp"
#include "highwater/core/sweeps/block_sweep.hpp"
#include "highwater/core/sweeps/scan.hpp"
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

namespace sweep_test {

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

TYPED_TEST(Sweeps, GiveRunningExtremesTheBitsOfOneValueAtATime) {
  const auto value = [](const auto&, const auto& after, auto) { return after.value(); };
  const auto expect = [&](auto kernel) {
    this->expect_same([&](auto in, auto out) { core::scan<TypeParam>(in, out, kernel, value); },
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

TYPED_TEST(Sweeps, GiveBlocksTheBitsOfOneValueAtATime) {
  const auto expect = [&](auto start) {
    for (const std::size_t length : {1U, 3U, 4U, 7U, 12U})
      for (const std::size_t cut : {0U, 3U}) {
        const auto bounds_of = [&](std::size_t n) {
          std::vector<std::size_t> bounds{0};
          for (std::size_t end = cut == 0 ? length : cut; end < n; end += length) bounds.push_back(end);
          if (n > 0) bounds.push_back(n);
          return bounds;
        };
        this->expect_same(
            [&](auto in, auto out) {
              const std::vector<std::size_t> bounds = bounds_of(in.rows);
              const std::size_t begin = cut == 0 || in.rows == 0 ? 0 : 1, size = bounds.size() - 1;
              core::summarise_blocks<TypeParam>(in, out, {bounds, begin, size < begin + 1 ? begin : size - 1}, 0,
                                                start);
            },
            [&](auto in, auto out) {
              const std::vector<std::size_t> bounds = bounds_of(in.rows);
              const std::size_t begin = cut == 0 || in.rows == 0 ? 0 : 1;
              for (std::size_t k = 0; k + 1 < bounds.size(); ++k) {
                auto state = start;
                if (k >= begin && k + 2 < bounds.size())
                  for (std::size_t t = bounds[k]; t < bounds[k + 1]; ++t) state.push(in.data[t]);
                out.data[k] = state.value();
              }
            });
      }
  };
  using highwater::Summary;
  expect(core::BlockSummary<double, Summary::sum>{});
  expect(core::BlockSummary<double, Summary::mean>{});
  expect(core::BlockSummary<double, Summary::first>{});
  expect(core::BlockSummary<double, Summary::last>{});
  expect(core::BlockSummary<double, Summary::high>{});
  expect(core::BlockSummary<double, Summary::low>{});
}

TYPED_TEST(Sweeps, GiveSumsOfBlocksSoFarTheBitsOfOneValueAtATime) {
  for (const std::size_t length : {1U, 3U, 4U, 7U, 12U})
    this->expect_same(
        [&](auto in, auto out) {
          std::vector<std::size_t> bounds;
          for (std::size_t begin = 0; begin < in.rows; begin += length) bounds.push_back(begin);
          bounds.push_back(in.rows);
          core::cumulative_sum<TypeParam>(in, out, {bounds, 0, in.rows / length});
        },
        [&](auto in, auto out) {
          double sum = 0.0;
          for (std::size_t t = 0; t < in.rows; ++t) {
            sum = t % length == 0 ? 0.0 + in.data[t] : sum + in.data[t];
            out.data[t] = core::finite_or_missing(sum);
          }
        });
}

TYPED_TEST(Sweeps, FoldInAnOrderThatNoRegisterWidthChanges) {
  this->for_many_series([](const std::vector<double>& x) {
    const auto feed = [&]<class L>(core::PairSums<L>& state, std::size_t t) {
      state.push(core::count_from<L>(static_cast<double>(t)), core::load<L>(x.data() + t));
    };
    const auto sums = core::fold<TypeParam>(x.size(), core::PairSums<double>{}, feed);
    // The definition: period t enters partial sum t % 8; of the eight, each is added to the one half of them later.
    core::PairSums<double> parts[8];
    for (std::size_t t = 0; t < x.size(); ++t) parts[t % 8].push(static_cast<double>(t), x[t]);
    const auto later = [&](std::size_t i) { return parts[i].merge(parts[i + 4]); };
    const auto expected = later(0).merge(later(2)).merge(later(1).merge(later(3)));
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

TEST(Records, AreVisitedOnceInOrder) {
  RandomData random(78);
  for (const std::size_t size : test_support::sizes)
    for (const auto kind : test_support::kinds) {
      const std::vector<double> x = random.values(size, kind, 4);
      std::vector<std::size_t> visited, expected;
      core::visit_records(x.data(), size, Side::low, Ties::weak, [&](std::size_t t) { visited.push_back(t); });
      core::Peak<double, Side::low, Ties::weak> peak;
      for (std::size_t t = 0; t < size; ++t)
        if (peak.push(x[t])) expected.push_back(t);
      EXPECT_EQ(visited, expected);
    }
}

// ---- blocks
// ----------------------------------------------------------------------------------------------------------

TEST(BlockSums, AreMissingInBlocksThatAreCutOff) {
  const std::vector<double> x{1, 2, 3, 4, 5, 6, 7};
  const std::vector<std::size_t> bounds{0, 2, 5, 7};
  const core::Blocks blocks{bounds, 1, 2};
  using Sum = core::BlockSummary<double, highwater::Summary::sum>;
  std::vector<double> sums(3), so_far(7);
  core::summarise_blocks({x.data(), 7}, {sums.data(), 3}, blocks, 0, Sum{});
  EXPECT_TRUE(same_bits(std::span<const double>(sums), std::vector<double>{missing, 12, missing}));
  core::summarise_blocks({x.data(), 7}, {sums.data(), 3}, blocks, 1, Sum{});
  EXPECT_EQ(sums, (std::vector<double>{3, 12, 13}));
  core::summarise_blocks({x.data(), 7}, {sums.data(), 3}, blocks, 3, Sum{});
  EXPECT_TRUE(same_bits(std::span<const double>(sums), std::vector<double>{missing, 12, missing}));
  core::cumulative_sum({x.data(), 7}, {so_far.data(), 7}, blocks);
  EXPECT_TRUE(same_bits(std::span<const double>(so_far), std::vector<double>{missing, missing, 3, 7, 12, 6, 13}));
}

}  // namespace sweep_test
