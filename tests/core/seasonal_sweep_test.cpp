#include "core/seasonal_sweep.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <span>
#include <vector>

#include "support/bits.hpp"
#include "support/random_data.hpp"

namespace core = highwater::core;
using test_support::RandomData;

namespace seasonal_sweep_test {

TEST(CentredMean, HasTheSameBitsOnEveryLane) {
  RandomData random(78);
  const std::vector<double> weights = {4.0, 3.0, 2.0, 0.5};
  for (const std::size_t size : test_support::sizes)
    for (const auto kind : test_support::kinds) {
      const std::vector<double> x = random.values(size, kind, 9);
      std::vector<double> one(size, -7.0), native(size, -7.0);
      core::centred_mean<double>(x, one.data(), weights);
      core::centred_mean<core::NativeLane>(x, native.data(), weights);
      EXPECT_TRUE(test_support::same_bits(std::span<const double>(one), std::span<const double>(native))) << size;
#if defined(__GNUC__)
      std::vector<double> narrow(size, -7.0);
      core::centred_mean<core::Pack<2>>(x, narrow.data(), weights);
      EXPECT_TRUE(test_support::same_bits(std::span<const double>(one), std::span<const double>(narrow))) << size;
#endif
    }
}

}  // namespace seasonal_sweep_test
