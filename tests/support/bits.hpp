#pragma once

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <ostream>
#include <span>

#include "highwater/series/time_series.hpp"

// Equal to the last bit: 0 and -0 differ, missing equals missing whatever the NaN.
namespace test_support {

inline bool same_bits(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

/// For EXPECT_TRUE: says where two sequences differ first.
inline testing::AssertionResult same_bits(std::span<const double> a, std::span<const double> b) {
  if (a.size() != b.size()) return testing::AssertionFailure() << a.size() << " values against " << b.size();
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!same_bits(a[i], b[i]))
      return testing::AssertionFailure() << "at " << i << ": " << testing::PrintToString(a[i]) << " against "
                                         << testing::PrintToString(b[i]);
  return testing::AssertionSuccess();
}

inline testing::AssertionResult same_bits(highwater::SeriesView a, highwater::SeriesView b) {
  if (a.first() != b.first()) return testing::AssertionFailure() << "from " << a.first() << " against " << b.first();
  return same_bits(a.values(), b.values());
}

}  // namespace test_support
