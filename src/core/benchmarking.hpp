#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "highwater/core/vocabulary/season_role.hpp"

namespace HIGHWATER_NAMESPACE::core {

/// Makes years sum to what they sum to in other values, by Denton's method without a fixed start (Cholette).
///
/// The corrections c[t] minimise the sum of (c[t] - c[t - 1])^2, where each complete year has sum of w[t] c[t] = what its
/// sum lacks; w is the value itself where seasons are factors, so that c is relative, and 1 where they are added. Normal
/// equations and Lagrange multipliers form a symmetric system, which is a band if the multiplier of a year comes right
/// before the last of its corrections. In that order every leading part of it is regular, so it needs no pivots.
class YearBenchmark {
 public:
  /// Corrects y, in memory of its own. A year has `length` periods, the first that starts at `begin`; one with a missing
  /// value is not complete.
  void operator()(std::span<const double> x, std::span<double> y, std::size_t length, std::size_t begin,
                  SeasonRole role) {
    const std::size_t n = y.size();
    band_ = length + 2;
    place_.resize(n);
    years_.clear();
    double size = 0.0;
    for (std::size_t t = begin; t + length <= n; t += length) {
      Year year{t, 0.0};
      double total = 0.0;
      for (std::size_t k = t; k < t + length; ++k) {
        year.lacks += x[k] - y[k];
        total += std::abs(y[k]);
      }
      if (!std::isfinite(year.lacks)) continue;
      years_.push_back(year);
      size = std::max(size, total / static_cast<double>(length));
    }
    if (years_.empty() || !(size > 0.0)) return;
    const double unit = role == SeasonRole::factor ? size : 1.0;
    const auto weight = [&](std::size_t t) { return role == SeasonRole::factor ? y[t] / unit : 1.0; };
    lower_.assign((n + years_.size()) * band_, 0.0);
    right_.assign(n + years_.size(), 0.0);
    write_system(n, length, unit, weight);
    solve();
    for (std::size_t t = 0; t < n; ++t)
      y[t] += role == SeasonRole::factor ? y[t] * right_[place_[t]] : right_[place_[t]];
  }

 private:
  struct Year {
    std::size_t begin;
    double lacks;
  };

  /// Of row i, the entry `back` columns before the diagonal.
  double& entry(std::size_t i, std::size_t back) { return lower_[i * band_ + back]; }

  template <class Weight>
  void write_system(std::size_t n, std::size_t length, double unit, Weight weight) {
    std::size_t row = 0, year = 0;
    for (std::size_t t = 0; t < n; ++t) {
      if (year < years_.size() && t + 1 == years_[year].begin + length) {
        for (std::size_t k = years_[year].begin; k < t; ++k) entry(row, row - place_[k]) = weight(k);
        entry(row + 1, 1) = weight(t);
        right_[row] = years_[year].lacks / unit;
        ++row;
        ++year;
      }
      place_[t] = row++;
      entry(place_[t], 0) = n == 1 ? 0.0 : t == 0 || t + 1 == n ? 1.0 : 2.0;
      if (t > 0) entry(place_[t], place_[t] - place_[t - 1]) = -1.0;
    }
  }

  /// L D L' in place; right_ becomes the solution.
  void solve() {
    const std::size_t rows = right_.size();
    for (std::size_t i = 0; i < rows; ++i) {
      const std::size_t first = i + 1 > band_ ? i + 1 - band_ : 0;
      for (std::size_t j = first; j < i; ++j) {
        double sum = entry(i, i - j);
        for (std::size_t k = std::max(first, j + 1 > band_ ? j + 1 - band_ : 0); k < j; ++k)
          sum -= entry(i, i - k) * entry(j, j - k);  // row i is still that of L D
        entry(i, i - j) = sum;
      }
      for (std::size_t j = first; j < i; ++j) {
        const double product = entry(i, i - j);
        entry(i, i - j) = product / entry(j, 0);
        entry(i, 0) -= product * entry(i, i - j);
        right_[i] -= entry(i, i - j) * right_[j];
      }
    }
    for (std::size_t i = 0; i < rows; ++i) right_[i] /= entry(i, 0);
    for (std::size_t i = rows; i-- > 0;)
      for (std::size_t j = i + 1 > band_ ? i + 1 - band_ : 0; j < i; ++j) right_[j] -= entry(i, i - j) * right_[i];
  }

  std::size_t band_ = 0;
  std::vector<std::size_t> place_;  // the row of each correction
  std::vector<Year> years_;
  std::vector<double> lower_, right_;
};

}  // namespace HIGHWATER_NAMESPACE::core
