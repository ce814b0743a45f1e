#pragma once

#include <cmath>

#include "highwater/core/operations.hpp"
#include "highwater/series/series_view.hpp"

namespace HIGHWATER_NAMESPACE::aggregate {

/// Arithmetic mean of the observed values, by the corrected two-pass algorithm.
///
/// Missing  missing values are left out; NaN if there is no other.
inline double mean(SeriesView series) { return core::trend_moments(series.values().data(), series.size()).mean_y; }

/// Sample standard deviation (n - 1) of the observed values, by the same algorithm.
///
/// Missing  missing values are left out; NaN if there are fewer than two others.
inline double standard_deviation(SeriesView series) {
  const core::Moments moments = core::trend_moments(series.values().data(), series.size());
  return moments.count > 1.0 ? core::finite_or_missing(std::sqrt(moments.syy / (moments.count - 1.0))) : missing_value;
}

}  // namespace HIGHWATER_NAMESPACE::aggregate
