#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "highwater/core/kernels/kernel.hpp"

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
/// Up to `every_pair` periods all pairs count. In a longer series those do whose distance is one of half as many, spread
/// evenly up to n - 1, so that the work grows as n and not as its square.
inline double median_slope(std::span<const double> y, std::vector<double>& slopes, std::size_t every_pair = 128) {
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

/// Changes from one observation to the next: their median, their spread, which is the standard deviation of normal
/// changes (1.4826 times the median distance from the median), and their number. All zero if there is none.
struct TypicalChange {
  double center = 0.0, spread = 0.0, count = 0.0;

  /// How steadily a series changes, |mean| / standard deviation for normal changes; infinite if most changes are the
  /// same, 0 if their median is.
  double steadiness() const noexcept { return center == 0.0 ? 0.0 : std::abs(center) / spread; }
};

inline TypicalChange typical_change(std::span<const double> y, std::vector<double>& changes) {
  changes.clear();
  for (std::size_t t = 1; t < y.size(); ++t)
    if (y[t] - y[t - 1] == y[t] - y[t - 1]) changes.push_back(y[t] - y[t - 1]);
  if (changes.empty()) return {};
  const double center = median(changes), count = static_cast<double>(changes.size());
  for (double& change : changes) change = std::abs(change - center);
  return {center, 1.4826 * median(changes), count};
}

/// The mean of the middle half of the changes from one observation to the next, each divided by the periods between them; 0 if
/// there is none.
inline double middle_change(std::span<const double> y, std::vector<double>& changes) {
  changes.clear();
  std::size_t before = y.size();
  for (std::size_t t = 0; t < y.size(); ++t) {
    if (y[t] != y[t]) continue;
    if (before < t) changes.push_back((y[t] - y[before]) / static_cast<double>(t - before));
    before = t;
  }
  if (changes.empty()) return 0.0;
  std::sort(changes.begin(), changes.end());
  const std::size_t left_out = changes.size() / 4, end = changes.size() - left_out;
  double sum = 0.0;
  for (std::size_t i = left_out; i < end; ++i) sum += changes[i];
  return sum / static_cast<double>(end - left_out);
}

/// Mean of the absolute values; missing if none is observed.
inline double mean_size(std::span<const double> y) {
  double sum = 0.0, count = 0.0;
  for (const double value : y) {
    if (value != value) continue;
    sum += std::abs(value);
    count += 1.0;
  }
  return sum / count;
}

}  // namespace HIGHWATER_NAMESPACE::core
