#pragma once

#include <cmath>
#include <vector>

#include "highwater/core/operations.hpp"
#include "highwater/series/transform.hpp"

namespace HIGHWATER_NAMESPACE::aggregate {

/// Arithmetic mean of the observed values, by the corrected two-pass algorithm.
///
/// Shape    T -> one value; panel T x N -> N.
/// Missing  missing values are left out; NaN if there is no other.
inline double mean(SeriesView series) { return core::trend_moments(series.values().data(), series.size()).mean_y; }

/// Sample standard deviation (n - 1) of the observed values, by the same algorithm.
///
/// Missing  missing values are left out; NaN if there are fewer than two others.
inline double standard_deviation(SeriesView series) {
  const core::Moments moments = core::trend_moments(series.values().data(), series.size());
  return moments.count > 1.0 ? core::finite_or_missing(std::sqrt(moments.syy / (moments.count - 1.0))) : missing_value;
}

inline std::vector<double> mean(const PanelView& panel) {
  return detail::for_each_series(panel, [](SeriesView series) { return mean(series); });
}
inline std::vector<double> standard_deviation(const PanelView& panel) {
  return detail::for_each_series(panel, [](SeriesView series) { return standard_deviation(series); });
}

}  // namespace HIGHWATER_NAMESPACE::aggregate
