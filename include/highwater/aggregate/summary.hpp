#pragma once

#include <cmath>
#include <vector>

#include "highwater/core/operations.hpp"
#include "highwater/series/transform.hpp"

namespace HIGHWATER_NAMESPACE::detail {

struct MeanAndDeviation {
  double mean, deviation;
};

/// Squares that underflow or overflow, or a sum that does, are taken again in units of 2^-600 or 2^600.
inline MeanAndDeviation mean_and_deviation(SeriesView series) {
  const auto in_units_of = [](double unit, const core::Moments& m) -> MeanAndDeviation {
    return {core::finite_or_missing(m.mean_y * unit),
            m.count > 1.0 ? core::finite_or_missing(std::sqrt(m.syy / (m.count - 1.0)) * unit) : missing_value};
  };
  const core::Moments plain = core::trend_moments(series.values().data(), series.size());
  constexpr double least = core::least_squared * core::least_squared, most = core::most_squared * core::most_squared;
  if (!(plain.count > 0.0) || (plain.syy >= least && plain.syy <= most)) return in_units_of(1.0, plain);
  if (core::squares_fit(series.values().data(), series.size())) return in_units_of(1.0, plain);
  const double unit = plain.syy < least ? 0x1p-600 : 0x1p600;
  std::vector<double> scaled(series.values().begin(), series.values().end());
  for (double& value : scaled) value /= unit;
  const MeanAndDeviation again = in_units_of(unit, core::trend_moments(scaled.data(), scaled.size()));
  return is_missing(again.mean) ? in_units_of(1.0, plain) : again;
}

}  // namespace HIGHWATER_NAMESPACE::detail

namespace HIGHWATER_NAMESPACE::aggregate {

/// Arithmetic mean of the observed values, by the corrected two-pass algorithm.
///
/// Shape    T -> one value; panel T x N -> N.
/// Missing  missing values are left out; NaN if there is no other.
inline double mean(SeriesView series) { return detail::mean_and_deviation(series).mean; }

/// Sample standard deviation (n - 1) of the observed values, by the same algorithm.
///
/// Missing  missing values are left out; NaN if there are fewer than two others.
inline double standard_deviation(SeriesView series) { return detail::mean_and_deviation(series).deviation; }

inline std::vector<double> mean(const PanelView& panel) {
  return detail::for_each_series(panel, [](SeriesView series) { return mean(series); });
}
inline std::vector<double> standard_deviation(const PanelView& panel) {
  return detail::for_each_series(panel, [](SeriesView series) { return standard_deviation(series); });
}

}  // namespace HIGHWATER_NAMESPACE::aggregate
