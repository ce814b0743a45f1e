#include "highwater/core/latest_window.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <vector>

#include "highwater/core/operations.hpp"
#include "support/bits.hpp"
#include "support/random_data.hpp"

namespace core = highwater::core;

namespace {

TEST(LatestMean, IsTheLastOfTheTrailingMeansToTheBit) {
  test_support::RandomData random(17);
  for (std::size_t n = 1; n < 130; ++n)
    for (const auto kind : test_support::kinds)
      for (const std::size_t gap : {0U, 50U}) {
        const std::vector<double> x = random.values(n + random.below(40), kind, gap);
        std::vector<double> means(x.size());
        core::trailing_mean({x.data(), x.size(), 1, x.size()}, {means.data(), x.size(), 1, x.size()}, {n, 0}, n);
        EXPECT_TRUE(test_support::same_bits(core::latest_mean(x.data() + x.size() - n, n), means.back())) << n;
      }
}

}  // namespace
