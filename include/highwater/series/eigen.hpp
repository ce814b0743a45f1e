#pragma once

#include <Eigen/Core>
#include <cstddef>

#include "highwater/series/panel.hpp"
#include "highwater/series/series_view.hpp"
#include "highwater/series/time_series.hpp"

// The one header that includes Eigen, which costs more compile time than all others together; the umbrella leaves it
// out. The maps borrow the memory of the series or panel and must not outlive it.
namespace HIGHWATER_NAMESPACE {

/// The values of a series.
using SeriesMap = Eigen::Map<const Eigen::ArrayXd>;
/// The values of a panel, one column a series.
using PanelMap = Eigen::Map<const Eigen::ArrayXXd, Eigen::Unaligned, Eigen::OuterStride<>>;

/// The values of a series as an Eigen array, not copied.
///
/// Shape    T.
/// Missing  NaN.
inline SeriesMap eigen_map(SeriesView series) {
  return {series.values().data(), static_cast<Eigen::Index>(series.size())};
}
inline SeriesMap eigen_map(const TimeSeries& series HIGHWATER_LIFETIMEBOUND) { return eigen_map(SeriesView(series)); }
SeriesMap eigen_map(const TimeSeries&&) = delete;  // would dangle

/// The values of a panel as an Eigen array, not copied.
///
/// Shape    T x N, one column a series.
/// Missing  NaN.
inline PanelMap eigen_map(const PanelView& panel) {
  const core::Columns columns = panel.columns();
  return {columns.data, static_cast<Eigen::Index>(columns.rows), static_cast<Eigen::Index>(columns.columns),
          Eigen::OuterStride<>(static_cast<Eigen::Index>(columns.stride))};
}
inline PanelMap eigen_map(const Panel& panel HIGHWATER_LIFETIMEBOUND) { return eigen_map(panel.view()); }
PanelMap eigen_map(const Panel&&) = delete;  // would dangle

}  // namespace HIGHWATER_NAMESPACE
