#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <iterator>
#include <vector>

#include "highwater/core/kernels/arithmetic.hpp"
#include "highwater/core/kernels/block_summary.hpp"
#include "highwater/core/kernels/growth.hpp"
#include "highwater/core/kernels/least_squares.hpp"
#include "highwater/core/kernels/peak.hpp"
#include "highwater/core/kernels/run.hpp"
#include "highwater/core/kernels/window.hpp"
#include "support/bits.hpp"
#include "support/random_data.hpp"

namespace core = highwater::core;
using highwater::BasePolicy;
using highwater::Side;
using highwater::Ties;
using test_support::missing;
using test_support::RandomData;
using test_support::same_bits;

namespace kernels_test {

constexpr double largest = 1.7976931348623157e308;

TEST(Ratio, IsMissingWithoutAPositiveBase) {
  const core::Ratio<BasePolicy::positive> ratio;
  EXPECT_EQ(ratio(3.0, 2.0), 0.5);
  EXPECT_EQ(ratio(-3.0, 2.0), -2.5);
  for (const double base : {0.0, -0.0, -2.0, missing}) EXPECT_TRUE(std::isnan(ratio(3.0, base))) << base;
  EXPECT_TRUE(std::isnan(ratio(missing, 2.0)));
}

TEST(Ratio, OverANegativeBaseFollowsThePolicy) {
  EXPECT_EQ(core::Ratio<BasePolicy::absolute>{}(-1.0, -2.0), 0.5);  // it rose
  EXPECT_EQ(core::Ratio<BasePolicy::signed_base>{}(-1.0, -2.0), -0.5);
  for (const double value : {-1.0, 0.0, 1.0}) {
    EXPECT_TRUE(std::isnan(core::Ratio<BasePolicy::absolute>{}(value, 0.0)));
    EXPECT_TRUE(std::isnan(core::Ratio<BasePolicy::signed_base>{}(value, -0.0)));
  }
}

TEST(Kernels, GiveMissingInsteadOfAnInfinity) {
  EXPECT_TRUE(std::isnan(core::Ratio<BasePolicy::positive>{}(largest, 1e-10)));
  EXPECT_TRUE(std::isnan(core::Ratio<BasePolicy::absolute>{}(largest, -largest)));
  EXPECT_TRUE(std::isnan(core::Difference{}(largest, -largest)));
}

TEST(LogRatio, IsDefinedForPositivePairsOnly) {
  const core::LogRatio log;
  EXPECT_EQ(log(1.0, 1.0), 0.0);
  EXPECT_DOUBLE_EQ(log(std::exp(1.0), 1.0), 1.0);
  for (const double bad : {0.0, -1.0, missing}) {
    EXPECT_TRUE(std::isnan(log(bad, 2.0)));
    EXPECT_TRUE(std::isnan(log(2.0, bad)));
  }
}

TEST(LogRatio, IsMissingWhereTheRatioIsNoDouble) {
  EXPECT_NEAR(core::LogRatio{}(1e300, 1e-7), 307.0 * std::log(10.0), 1e-12);
  EXPECT_TRUE(std::isnan(core::LogRatio{}(1e300, 1e-300)));
  EXPECT_TRUE(std::isnan(core::LogRatio{}(1e-300, 1e300)));
}

// ---- merge: two chunks of a series give the state of the whole
// -------------------------------------------------------

std::vector<double> random_series(RandomData& random) {
  const auto kind = test_support::kinds[random.below(std::size(test_support::kinds))];
  return random.values(1 + random.below(100), kind, random.below(2) == 0 ? 0 : 5);
}

template <class Kernel>
Kernel peak_of(const std::vector<double>& x, std::size_t from, std::size_t to) {
  Kernel kernel;
  for (std::size_t t = from; t < to; ++t) kernel.push(x[t]);
  return kernel;
}

template <class Kernel>
void expect_peaks_merge() {
  RandomData random(11);
  for (int trial = 0; trial < 1000; ++trial) {
    const std::vector<double> x = random_series(random);
    const Kernel whole = peak_of<Kernel>(x, 0, x.size());
    const std::size_t a = random.below(x.size() + 1), b = a + random.below(x.size() + 1 - a);
    const Kernel one = peak_of<Kernel>(x, 0, a), two = peak_of<Kernel>(x, a, b),
                 three = peak_of<Kernel>(x, b, x.size());
    EXPECT_TRUE(same_bits(one.merge(two).merge(three).value(), whole.value()));
    EXPECT_TRUE(same_bits(one.merge(two.merge(three)).value(), whole.value()));
  }
}

TEST(Peak, OfTwoChunksIsThatOfTheWhole) {
  expect_peaks_merge<core::Peak<double, Side::high, Ties::strict>>();
  expect_peaks_merge<core::Peak<double, Side::low, Ties::strict>>();
  expect_peaks_merge<core::Peak<double, Side::high, Ties::weak>>();
  expect_peaks_merge<core::Peak<double, Side::low, Ties::weak>>();
}

TEST(Peak, OfTwoChunksHasTheSignOfTheZeroThatTheWholeHas) {
  core::Peak<double, Side::high, Ties::weak> one, two, whole;
  one.push(0.0);
  two.push(-0.0);
  whole.push(0.0);
  whole.push(-0.0);
  EXPECT_TRUE(same_bits(one.merge(two).value(), whole.value()));
}

TEST(Peak, IsMissingBeforeTheFirstObservation) {
  core::Peak<double> peak;
  EXPECT_TRUE(std::isnan(peak.value()));
  EXPECT_FALSE(peak.push(missing));
  EXPECT_TRUE(std::isnan(peak.value()));
  EXPECT_TRUE(peak.push(-5.0));
  EXPECT_FALSE(peak.push(-5.0));
  EXPECT_FALSE(peak.push(missing));
  EXPECT_EQ(peak.value(), -5.0);
}

core::Run<double> run_of(const std::vector<double>& x, std::size_t from, std::size_t to) {
  core::Run<double> run;
  for (std::size_t t = from; t < to; ++t) run.push(x[t] > 0.0);
  return run;
}

void expect_equal(const core::Run<double>& a, const core::Run<double>& b) {
  EXPECT_EQ(a.count, b.count);
  EXPECT_EQ(a.leading, b.leading);
  EXPECT_EQ(a.current, b.current);
  EXPECT_EQ(a.longest, b.longest);
  EXPECT_EQ(a.longest_end, b.longest_end);
}

TEST(Run, OfTwoChunksIsThatOfTheWhole) {
  RandomData random(12);
  for (int trial = 0; trial < 3000; ++trial) {
    const std::vector<double> x = random_series(random);
    const core::Run<double> whole = run_of(x, 0, x.size());
    const std::size_t a = random.below(x.size() + 1), b = a + random.below(x.size() + 1 - a);
    const core::Run<double> one = run_of(x, 0, a), two = run_of(x, a, b), three = run_of(x, b, x.size());
    expect_equal(one.merge(two).merge(three), whole);
    expect_equal(one.merge(two.merge(three)), whole);
  }
}

TEST(Run, KeepsTheEarliestOfTheLongest) {
  const core::Run<double> run = run_of({1, 1, 0, 1, 1, missing, 1, 1}, 0, 8);
  EXPECT_EQ(run.longest, 2.0);
  EXPECT_EQ(run.longest_end, 2.0);
  EXPECT_EQ(run.current, 2.0);
  EXPECT_EQ(run.leading, 2.0);
}

}  // namespace kernels_test
