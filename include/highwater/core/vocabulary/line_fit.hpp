#pragma once

#include <cmath>
#include <cstddef>

#include "highwater/core/vocabulary/columns.hpp"

namespace HIGHWATER_NAMESPACE::core {

/// A least-squares line y = intercept + slope * x through `count` observed pairs.
struct LineFit {
  double count = 0.0;
  double mean_x = not_a_number;
  double mean_y = not_a_number;
  double sxx = not_a_number;  // sum of squares of x about its mean
  double syy = not_a_number;  // sum of squares of y about its mean
  double slope = not_a_number;
  double intercept = not_a_number;
  double residual_squares = not_a_number;

  double at(double x) const noexcept { return mean_y + slope * (x - mean_x); }
  double degrees_of_freedom() const noexcept { return count - 2.0; }
  /// Residual standard deviation, n - 2 degrees of freedom.
  double sigma() const noexcept {
    return count > 2.0 ? std::sqrt(residual_squares / degrees_of_freedom()) : not_a_number;
  }
  double slope_error() const noexcept { return sigma() / std::sqrt(sxx); }
  double intercept_error() const noexcept { return sigma() * std::sqrt(1.0 / count + mean_x * mean_x / sxx); }
};

/// Means of the observed pairs and sums of squares and products about them.
struct Moments {
  double count = 0.0;
  double mean_x = not_a_number;
  double mean_y = not_a_number;
  double sxx = not_a_number;
  double sxy = not_a_number;
  double syy = not_a_number;
};

}  // namespace HIGHWATER_NAMESPACE::core
