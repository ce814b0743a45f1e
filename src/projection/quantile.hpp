#pragma once

#include "highwater/version.hpp"

namespace HIGHWATER_NAMESPACE::projection {

/// Quantile of Student t, or of the standard normal if the degrees of freedom are infinite. Errors: throws Error if the
/// probability does not lie between 0 and 1.
double standard_quantile(double probability, double degrees_of_freedom);

}  // namespace HIGHWATER_NAMESPACE::projection
