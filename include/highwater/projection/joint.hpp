#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "highwater/core/kernels/kernel.hpp"
#include "highwater/core/vocabulary/policies.hpp"

namespace HIGHWATER_NAMESPACE::projection {

/// The scale on which a model is linear and its errors are alike.
enum class Scale : std::uint8_t { level, log };

/// How far from its location a period lies if its standardised error is z: up * z^up_power above it, and
/// down * |z|^down_power below.
struct Marginal {
  double up, up_power;
  double down, down_power;
};

/// Distribution of one number: location + spread * z on a scale, where z is standard normal over
/// sqrt(chi-squared / degrees of freedom), that is, Student t.
struct Law {
  Scale scale = Scale::level;
  double degrees_of_freedom = core::infinity;  // infinity: normal
  double location = 0.0;
  double spread = 0.0;
  bool shaped = false;  // whether `marginal` takes the place of spread * z
  Marginal marginal{};
  double floor = -core::infinity;  // no value lies below

  /// The value, in the units of the data, whose standardised error is z. Rises with z.
  double value(double z) const noexcept {
    const double distance = !shaped    ? spread * z
                            : z >= 0.0 ? marginal.up * std::pow(z, marginal.up_power)
                                       : -marginal.down * std::pow(-z, marginal.down_power);
    const double found = scale == Scale::log ? std::exp(location + distance) : location + distance;
    return found < floor ? floor : found;
  }
  /// The z from which on values reach `level`: the inverse of value. Infinite where every value does, or none.
  double standardised(double level) const noexcept {
    if (level <= floor || (scale == Scale::log && level <= 0.0)) return -core::infinity;
    const double distance = (scale == Scale::log ? std::log(level) : level) - location;
    const double size = !shaped ? spread : distance >= 0.0 ? marginal.up : marginal.down;
    if (!(size > 0.0)) return distance > 0.0 ? core::infinity : -core::infinity;
    if (!shaped) return distance / size;
    return distance >= 0.0 ? std::pow(distance / size, 1.0 / marginal.up_power)
                           : -std::pow(-distance / size, 1.0 / marginal.down_power);
  }
};

/// Joint distribution of the projected periods on the scale of the model: location + loadings * z, where z are
/// independent standard normal variables over a common sqrt(chi-squared / degrees of freedom), that is, a multivariate
/// Student t, or normal if the degrees of freedom are infinite.
///
/// Where `marginals` are given, one a period, they shape it further: the periods still depend on each other through
/// loadings * z, standardised period by period (a Gaussian copula), and the marginal of each says how far it lies from
/// its location.
struct JointDistribution {
  Scale scale;
  double degrees_of_freedom;
  std::vector<double> location;          // H
  std::vector<double> loadings;          // H x K by rows
  std::vector<Marginal> marginals = {};  // H, or none
  double floor = -core::infinity;        // no value lies below: 0 for data that cannot be negative

  std::size_t periods() const noexcept { return location.size(); }
  std::size_t sources() const noexcept { return location.empty() ? 0 : loadings.size() / location.size(); }
  /// The law of period h by itself, from 0.
  Law law(std::size_t h) const noexcept {
    double variance = 0.0;
    for (std::size_t k = 0; k < sources(); ++k) variance += loadings[h * sources() + k] * loadings[h * sources() + k];
    return {scale,
            degrees_of_freedom,
            location[h],
            std::sqrt(variance),
            !marginals.empty(),
            marginals.empty() ? Marginal{} : marginals[h],
            floor};
  }
};

}  // namespace HIGHWATER_NAMESPACE::projection
