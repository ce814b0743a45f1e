#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "highwater/core/kernels.hpp"

namespace HIGHWATER_NAMESPACE::core {

/// Median of the values, which are reordered; of an even number the mean of the two in the middle. Missing if there is
/// none.
inline double median(std::span<double> values) {
  if (values.empty()) return not_a_number;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*std::max_element(values.begin(), middle) + *middle) / 2.0;
}

/// Median of the slopes between pairs of observations (Theil and Sen); 0 with fewer than two.
///
/// A series of n periods has n (n - 1) / 2 pairs. Up to `every_pair` periods all of them count; beyond that, those whose
/// distance is one of every_pair / 2 spread evenly from 1 to n - 1, so that the work grows as n and not as its square.
inline double median_slope(std::span<const double> y, std::vector<double>& slopes) {
  constexpr std::size_t every_pair = 128;
  const std::size_t n = y.size(), distances = n > every_pair ? every_pair / 2 : n - 1;
  slopes.clear();
  for (std::size_t d = 1; n > 1 && d <= distances; ++d) {
    const std::size_t lag = distances == n - 1 ? d : d * (n - 1) / distances;
    for (std::size_t t = lag; t < n; ++t) {
      const double slope = (y[t] - y[t - lag]) / static_cast<double>(lag);
      if (slope == slope) slopes.push_back(slope);
    }
  }
  return slopes.empty() ? 0.0 : median(slopes);
}

}  // namespace HIGHWATER_NAMESPACE::core
