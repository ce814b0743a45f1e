#include "highwater/core/sweeps/ranking.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <vector>

#include "support/bits.hpp"
#include "support/random_data.hpp"

namespace core = highwater::core;
using highwater::Side;

namespace ranking_test {

template <class Lane>
std::vector<double> distances(const std::vector<double>& x) {
  std::vector<double> out(x.size());
  core::distance_to_last_reaching<Side::high, Lane>({x.data(), x.size(), 1, x.size()},
                                                    {out.data(), out.size(), 1, out.size()});
  return out;
}

TEST(DistanceToLastReaching, IsTheSameForEveryLane) {
  test_support::RandomData random(91);
  for (const std::size_t size : test_support::sizes)
    for (const auto kind : test_support::kinds)
      for (const std::size_t gap : {std::size_t{0}, std::size_t{2}, std::size_t{9}}) {
        const std::vector<double> x = random.values(size, kind, gap), expected = distances<double>(x);
        EXPECT_TRUE(test_support::same_bits(distances<core::NativeLane>(x), expected));
#if defined(__GNUC__)
        EXPECT_TRUE(test_support::same_bits(distances<core::Pack<2>>(x), expected));
#endif
      }
}

TEST(DistanceToLastReaching, PassesOverLongGapsAndLongStretchesOfLowerValues) {
  std::vector<double> x(200, 1.0);
  x[3] = 5.0;
  for (std::size_t t = 20; t < 60; ++t) x[t] = highwater::core::not_a_number;
  x[150] = 3.0;
  x[199] = 4.0;
  const std::vector<double> found = distances<core::NativeLane>(x);
  EXPECT_EQ(found[60], 41.0);
  EXPECT_EQ(found[150], 147.0);
  EXPECT_EQ(found[199], 196.0);
  EXPECT_EQ(found[3], 4.0);
}

}  // namespace ranking_test
