#pragma once

#include <concepts>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "highwater/core/vocabulary/columns.hpp"
#include "highwater/core/vocabulary/parallel.hpp"
#include "highwater/series/panel.hpp"
#include "highwater/series/series_view.hpp"
#include "highwater/series/time_series.hpp"

// One function for a series and for a panel: every function that gives a value for each period takes either, and gives
// back a TimeSeries or a Panel. Both run the same operation on core::Columns, so a panel's column has the bits of the
// series.
namespace HIGHWATER_NAMESPACE {

template <class Data>
concept SeriesData = std::convertible_to<const Data&, SeriesView>;
template <class Data>
concept PanelData = std::convertible_to<const Data&, PanelView>;
template <class Data>
concept SeriesOrPanel = SeriesData<Data> || PanelData<Data>;

/// TimeSeries for a series, Panel for a panel.
template <SeriesOrPanel Data>
using ResultFor = std::conditional_t<SeriesData<Data>, TimeSeries, Panel>;

/// Read-only view of either: SeriesView or PanelView.
template <SeriesOrPanel Data>
auto view_of(const Data& data HIGHWATER_LIFETIMEBOUND) {
  return std::conditional_t<SeriesData<Data>, SeriesView, PanelView>(data);
}

inline core::Columns columns_of(SeriesView series) noexcept {
  return {series.values().data(), series.size(), 1, series.size()};
}
inline core::Columns columns_of(const PanelView& panel) noexcept { return panel.columns(); }

/// The names of a panel's series; "0", "1", ... if it has none.
inline std::vector<std::string> names_of(const PanelView& panel) {
  std::vector<std::string> names(panel.names().begin(), panel.names().end());
  for (std::size_t i = names.size(); i < panel.series_count(); ++i) names.push_back(std::to_string(i));
  return names;
}

/// Memory that a function writes its result into: one column for a series, one column a series for a panel.
class Output {
 public:
  Output(std::span<double> values) : columns_{values.data(), values.size(), 1, values.size()} {}  // one series
  Output(std::vector<double>& values) : Output(std::span(values)) {}
  Output(std::span<double> values, std::size_t periods, std::size_t series_count, std::size_t stride = 0)
      : columns_{values.data(), periods, series_count, stride == 0 ? periods : stride} {
    if (columns_.stride < periods) throw Error("the columns of an output overlap: the stride is shorter than a column");
    if (series_count > 0 && values.size() < (series_count - 1) * columns_.stride + periods)
      throw Error("an output of " + std::to_string(periods) + " periods x " + std::to_string(series_count) +
                  " series needs more than " + std::to_string(values.size()) + " values");
  }
  /// The columns, if their shape is the one asked for; throws Error if not.
  const core::MutableColumns& of_shape(std::size_t periods, std::size_t series_count) const {
    if (columns_.rows != periods || columns_.columns != series_count)
      throw Error("the output has " + std::to_string(columns_.rows) + " x " + std::to_string(columns_.columns) +
                  " values and the result " + std::to_string(periods) + " x " + std::to_string(series_count));
    return columns_;
  }

 private:
  core::MutableColumns columns_;
};

/// What function(SeriesView) gives of each series of a panel, in their order.
template <class Function>
auto for_each_series(const PanelView& panel, Function function) {
  std::vector<decltype(function(panel.series(0)))> results;
  results.reserve(panel.series_count());
  for (std::size_t i = 0; i < panel.series_count(); ++i) results.push_back(function(panel.series(i)));
  return results;
}

/// Runs operation(core::Columns in, core::MutableColumns out) from `data` into `out`, which must have `periods` rows (by
/// default as many as the data) and must not overlap it. The columns may be shared out among threads.
template <SeriesOrPanel Data, class Operation>
void transform_into(const Data& data, const Output& out, const Parallel& parallel, std::size_t periods,
                    const Operation& operation) {
  const core::Columns in = columns_of(data);
  const core::MutableColumns& to = out.of_shape(periods, in.columns);
  parallel.share(in.columns, [&](std::size_t begin, std::size_t count) {
    operation(in.some(begin, count), to.some(begin, count));
  });
}
template <SeriesOrPanel Data, class Operation>
void transform_into(const Data& data, const Output& out, const Parallel& parallel, const Operation& operation) {
  transform_into(data, out, parallel, columns_of(data).rows, operation);
}
template <SeriesOrPanel Data, class Operation>
void transform_into(const Data& data, const Output& out, const Operation& operation) {
  transform_into(data, out, Parallel(), operation);
}

/// The same into a new series that starts at `first` and has `periods` values; by default those of `data`.
template <SeriesOrPanel Data, class Operation>
ResultFor<Data> transform(const Data& data, Period first, std::size_t periods, FiscalYear fiscal_year,
                          const Parallel& parallel, const Operation& operation) {
  const auto view = view_of(data);
  const std::size_t series_count = columns_of(view).columns;
  std::vector<double> values(periods * series_count);
  transform_into(data, Output(values, periods, series_count), parallel, periods, operation);
  if constexpr (SeriesData<Data>)
    return TimeSeries(first, std::move(values), fiscal_year);
  else
    return Panel(names_of(view), first, std::move(values), fiscal_year);
}
template <SeriesOrPanel Data, class Operation>
ResultFor<Data> transform(const Data& data, Period first, std::size_t periods, FiscalYear fiscal_year,
                          const Operation& operation) {
  return transform(data, first, periods, fiscal_year, Parallel(), operation);
}
template <SeriesOrPanel Data, class Operation>
ResultFor<Data> transform(const Data& data, const Parallel& parallel, const Operation& operation) {
  const auto view = view_of(data);
  return transform(data, view.first(), columns_of(view).rows, view.fiscal_year(), parallel, operation);
}
template <SeriesOrPanel Data, class Operation>
ResultFor<Data> transform(const Data& data, const Operation& operation) {
  return transform(data, Parallel(), operation);
}

}  // namespace HIGHWATER_NAMESPACE
