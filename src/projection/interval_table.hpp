#pragma once

namespace HIGHWATER_NAMESPACE::projection {

/// What is exceeded by 10 % and by 2.5 % of the errors on one side.
struct ErrorTail {
  double tenth, fortieth;
};

// How large the errors of the automatic combination are, in units of |f| (s / |f|)^power (1 + widening / n) h^growth,
// where f is the point, s its standard error as the models claim it, n the number of observations and h that of periods
// ahead. What tells frequencies apart is in s, but for the growth. Printed by benchmarks/calibrate_intervals from
// rolling origins within the training parts of three competitions; that file says how.
inline constexpr double error_power = 0.8, error_widening = 10.0, error_growth = 0.05;
// Years, halves and quarters are not seen as means of 2 and of 3 of them as well, and from the first period ahead to the
// last their errors grow more: where values are positive, scale h^growth of their own takes the place of h^growth.
inline constexpr double long_period_scale = 0.87, long_period_growth = 0.15;
inline constexpr double usual_relative_error = 0.086;  // median of s / |f|
inline constexpr ErrorTail errors_below = {0.583, 1.061}, errors_above = {0.693, 1.265};

}  // namespace HIGHWATER_NAMESPACE::projection
