#include "highwater/core/vocabulary/parallel.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "highwater/aggregate/fiscal.hpp"
#include "highwater/aggregate/trailing.hpp"
#include "highwater/growth/growth.hpp"
#include "highwater/records/growth_streaks.hpp"
#include "highwater/records/ranks.hpp"
#include "highwater/records/records.hpp"
#include "support/bits.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
using hw::Parallel;
using test_support::same_bits;

namespace parallel_test {

/// An executor that runs the parts backwards on the caller's thread and counts them.
struct Backwards {
  std::size_t* seen;
  void operator()(std::size_t parts, const Parallel::Part& part) const {
    for (std::size_t i = parts; i-- > 0; ++*seen) part(i);
  }
};

hw::Panel panel_of(std::size_t series, std::size_t periods) {
  test_support::RandomData random(9);
  std::vector<double> values;
  for (std::size_t j = 0; j < series; ++j)
    for (const double x : random.values(periods, test_support::Kind::positive, 7)) values.push_back(x);
  return {std::vector<std::string>(series, "x"), hw::month(2000, 1), values};
}

void expect_same(const hw::Panel& a, const hw::Panel& b) { EXPECT_TRUE(same_bits(a.values(), b.values())); }

TEST(Parallel, SharesAllItemsOutOnce) {
  for (const std::size_t items : {0U, 1U, 2U, 15U, 16U, 17U, 1000U}) {
    std::vector<int> done(items, 0);
    std::size_t parts = 0;
    const Backwards executor{&parts};
    Parallel(executor).share(items, [&](std::size_t begin, std::size_t count) {
      for (std::size_t i = begin; i < begin + count; ++i) ++done[i];
    });
    EXPECT_EQ(done, std::vector<int>(items, 1));
    EXPECT_LE(parts, 16U);
  }
}

TEST(Parallel, GivesTheBitsOfOneThread) {
  const hw::Panel panel = panel_of(37, 100);
  std::size_t parts = 0;
  const Backwards executor{&parts};
  for (const Parallel& parallel : {Parallel(executor), Parallel::threads}) {
    expect_same(hw::growth::year_over_year(panel, {.parallel = parallel}), hw::growth::year_over_year(panel));
    expect_same(hw::records::running_high(panel, {.parallel = parallel}), hw::records::running_high(panel));
    expect_same(hw::aggregate::trailing_median(panel, 5, {.parallel = parallel}),
                hw::aggregate::trailing_median(panel, 5));
    expect_same(hw::aggregate::fiscal_totals(panel, {}, {.parallel = parallel}), hw::aggregate::fiscal_totals(panel));
    expect_same(hw::aggregate::year_to_date(panel, {}, {.parallel = parallel}), hw::aggregate::year_to_date(panel));
    expect_same(hw::records::ranks(panel, {.parallel = parallel}), hw::records::ranks(panel));
    expect_same(hw::records::highest_for(panel, {.parallel = parallel}), hw::records::highest_for(panel));
    expect_same(hw::records::lowest_for(panel, {.parallel = parallel}), hw::records::lowest_for(panel));
  }
  EXPECT_EQ(parts, 8 * 16U);
}

TEST(Parallel, FindsTheGrowthStreaksOfOneThread) {
  const hw::Panel panel = panel_of(37, 100);
  std::size_t parts = 0;
  const Backwards executor{&parts};
  const std::vector<hw::Streak> expected = hw::records::current_growth_streak(panel, 12);
  const std::vector<hw::Streak> found = hw::records::current_growth_streak(panel, 12, {.parallel = executor});
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t j = 0; j < found.size(); ++j) {
    EXPECT_EQ(found[j].length, expected[j].length);
    EXPECT_EQ(found[j].first, expected[j].first);
    EXPECT_EQ(found[j].bounded_by_missing, expected[j].bounded_by_missing);
  }
  EXPECT_EQ(parts, 16U);
}

TEST(Parallel, DoesNotDivideASeries) {
  const hw::TimeSeries series(hw::month(2000, 1), {1, 2, 3, 4});
  std::size_t parts = 0;
  const Backwards executor{&parts};
  EXPECT_EQ(hw::growth::period_over_period(series, {.parallel = executor})[hw::month(2000, 2)], 1.0);
  EXPECT_EQ(parts, 0U);
}

TEST(Parallel, HandsOnWhatAPartThrows) {
  const auto fail = [](std::size_t begin, std::size_t) {
    if (begin > 0) throw std::runtime_error("a part failed");
  };
  EXPECT_THROW(Parallel::threads.share(100, fail), std::runtime_error);
}

TEST(Parallel, HandsOnOneOfTheErrorsOfManyParts) {
  for (int round = 0; round < 20; ++round)
    EXPECT_THROW(Parallel::threads.share(100, [](std::size_t, std::size_t) { throw std::runtime_error("all fail"); }),
                 std::runtime_error);
}

TEST(Parallel, MayBeUsedByItsOwnParts) {
  const hw::Panel panel = panel_of(20, 50), expected = hw::growth::year_over_year(panel);
  std::vector<int> same(16, 0);
  Parallel::threads.share(same.size(), [&](std::size_t begin, std::size_t count) {
    for (std::size_t i = begin; i < begin + count; ++i) {
      const hw::Panel found = hw::growth::year_over_year(panel, {.parallel = Parallel::threads});
      same[i] = same_bits(found.values(), expected.values()) ? 1 : 0;
    }
  });
  EXPECT_EQ(same, std::vector<int>(same.size(), 1));
}

TEST(Parallel, ServesThreadsOfTheCallerAtOnce) {
  const hw::Panel panel = panel_of(20, 50), expected = hw::aggregate::trailing_mean(panel, 5);
  std::vector<int> same(4, 0);
  std::vector<std::thread> callers;
  for (int& mine : same)
    callers.emplace_back([&panel, &expected, &mine] {
      for (int round = 0; round < 10; ++round) {
        const hw::Panel found = hw::aggregate::trailing_mean(panel, 5, {.parallel = Parallel::threads});
        mine += same_bits(found.values(), expected.values()) ? 1 : 0;
      }
    });
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(same, std::vector<int>(same.size(), 10));
}

}  // namespace parallel_test
