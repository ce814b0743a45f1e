#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
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

// One function for a series and for a panel, into a result of its own or into memory of the caller's. All run the same
// operation on core::Columns, so a panel's column has the bits of the series.
namespace HIGHWATER_NAMESPACE {

/// What can be read as a series: SeriesView, TimeSeries, or a type of the caller's that converts.
template <class Data>
concept SeriesData = std::convertible_to<const Data&, SeriesView>;
/// What can be read as a panel: PanelView, Panel, or a type of the caller's that converts.
template <class Data>
concept PanelData = std::convertible_to<const Data&, PanelView>;
/// Either: what functions take that give a value per period.
template <class Data>
concept SeriesOrPanel = SeriesData<Data> || PanelData<Data>;

/// Memory of the caller's that a result is written into: see into().
class Output {
 public:
  /// The columns, if their shape is the one asked for; throws Error if not.
  const core::MutableColumns& of_shape(std::size_t periods, std::size_t series_count) const {
    if (columns_.rows != periods || columns_.columns != series_count)
      throw Error("the output has " + std::to_string(columns_.rows) + " x " + std::to_string(columns_.columns) +
                  " values and the result " + std::to_string(periods) + " x " + std::to_string(series_count));
    return columns_;
  }

 private:
  explicit Output(const core::MutableColumns& columns) noexcept : columns_(columns) {}
  friend Output into(std::span<double> values, std::size_t periods, std::size_t series_count, std::size_t stride);

  core::MutableColumns columns_;
};

/// The last argument of any function that gives a value per period, if its result is to go into memory of the caller's:
/// growth::over(exports, 12, {}, into(memory)). The function then returns the first period of what it wrote.
///
/// Shape    that of the result, of which `values` is one column, or `series_count` columns that start `stride` values
///          apart (0: `periods`).
/// Errors   throws Error if the columns overlap or there are fewer values; the function, if the result has another shape
///          or the memory is that of the data.
inline Output into(std::span<double> values, std::size_t periods, std::size_t series_count, std::size_t stride = 0) {
  if (stride == 0) stride = periods;
  if (stride < periods) throw Error("the columns of an output overlap: the stride is shorter than a column");
  if (series_count > 0 && values.size() < (series_count - 1) * stride + periods)
    throw Error("an output of " + std::to_string(periods) + " periods x " + std::to_string(series_count) +
                " series needs more than " + std::to_string(values.size()) + " values");
  return Output({values.data(), periods, series_count, stride});
}
inline Output into(std::span<double> values) { return into(values, values.size(), 1); }

namespace detail {
/// The destination of a function that was given none.
struct Returned {};
}  // namespace detail

/// What into() gives; or, left out, a result of its own.
template <class To>
concept Destination = std::same_as<To, detail::Returned> || std::same_as<To, Output>;

/// What a function returns: a TimeSeries of a series, a Panel of a panel; the first period of what it wrote elsewhere.
template <SeriesOrPanel Data, Destination To = detail::Returned>
using ResultFor =
    std::conditional_t<std::same_as<To, Output>, Period, std::conditional_t<SeriesData<Data>, TimeSeries, Panel>>;

}  // namespace HIGHWATER_NAMESPACE

namespace HIGHWATER_NAMESPACE::detail {

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

/// What function(SeriesView) gives of each series of a panel, in their order.
template <class Function>
auto for_each_series(const PanelView& panel, Function function) {
  std::vector<decltype(function(panel.series(0)))> results;
  results.reserve(panel.series_count());
  for (std::size_t i = 0; i < panel.series_count(); ++i) results.push_back(function(panel.series(i)));
  return results;
}

template <class Function>
auto for_each_series(const PanelView& panel, const Parallel& parallel, Function function) {
  std::vector<decltype(function(panel.series(0)))> results(panel.series_count());
  parallel.share(results.size(), [&](std::size_t begin, std::size_t count) {
    for (std::size_t i = begin; i < begin + count; ++i) results[i] = function(panel.series(i));
  });
  return results;
}

/// Whether memory that is read is written too. Columns of one stride may lie between each other.
inline bool overlap(const core::Columns& in, const core::MutableColumns& out) noexcept {
  if (in.rows == 0 || in.columns == 0 || out.rows == 0 || out.columns == 0) return false;
  const auto address = [](const double* x) { return std::bit_cast<std::uintptr_t>(x) / sizeof(double); };
  const std::uintptr_t read = address(in.data), written = address(out.data);
  if (address(in.column(in.columns - 1)) + in.rows <= written) return false;
  if (address(out.column(out.columns - 1)) + out.rows <= read) return false;
  if (in.stride != out.stride || in.stride == 0) return true;
  // How far behind the start of a column that is read one that is written starts.
  const std::uintptr_t behind =
      written >= read ? (written - read) % in.stride : (in.stride - (read - written) % in.stride) % in.stride;
  return behind < in.rows || in.stride - behind < out.rows;
}

/// Errors   throws Error if memory that is read is written too.
inline void require_apart(const core::Columns& in, const core::MutableColumns& out) {
  if (overlap(in, out))
    throw Error("the output overlaps the data, which would be overwritten while they are read: write elsewhere");
}

/// The periods of a result. Those of the data, if they are not said.
struct Periods {
  Period first;
  std::size_t count;
  FiscalYear fiscal_year;
};
template <SeriesOrPanel Data>
Periods periods_of(const Data& data) {
  const auto view = view_of(data);
  return {view.first(), columns_of(view).rows, view.fiscal_year()};
}

/// Runs operation(core::Columns in, core::MutableColumns out) from the data to the destination, over the periods of the
/// result. The columns may be shared out among threads.
template <SeriesOrPanel Data, Destination To, class Operation>
ResultFor<Data, To> transform(const Data& data, const Periods& periods, const Parallel& parallel, const To& to,
                              const Operation& operation) {
  const auto view = view_of(data);
  const core::Columns in = columns_of(view);
  const auto run = [&](const core::MutableColumns& out) {
    parallel.share(in.columns, [&](std::size_t begin, std::size_t count) {
      operation(in.some(begin, count), out.some(begin, count));
    });
  };
  if constexpr (std::same_as<To, Output>) {
    const core::MutableColumns& out = to.of_shape(periods.count, in.columns);
    require_apart(in, out);
    run(out);
    return periods.first;
  } else {
    std::vector<double> values(periods.count * in.columns);
    run({values.data(), periods.count, in.columns, periods.count});
    if constexpr (SeriesData<Data>)
      return TimeSeries(periods.first, std::move(values), periods.fiscal_year);
    else
      return Panel(names_of(view), periods.first, std::move(values), periods.fiscal_year);
  }
}
template <SeriesOrPanel Data, Destination To, class Operation>
ResultFor<Data, To> transform(const Data& data, const Parallel& parallel, const To& to, const Operation& operation) {
  return transform(data, periods_of(data), parallel, to, operation);
}

}  // namespace HIGHWATER_NAMESPACE::detail
