#pragma once

#include <concepts>
#include <vector>

#include "highwater/series/alignment.hpp"

// a + b, a - b, a * b, a / b of series, panels and numbers, and -a. Two series meet by period: each value meets that of
// its own period, and the result covers all periods of both. It is missing where either value is, where a divisor is
// zero, and where a number would be infinite. A number must be finite, or Error is thrown.
namespace HIGHWATER_NAMESPACE::detail {

/// The columns of `data` over other periods: its own where those are its periods, otherwise a copy in `storage`.
template <SeriesOrPanel Data>
core::Columns columns_over(const Data& data, PeriodRange range, std::vector<double>& storage) {
  const auto view = view_of(data);
  const core::Columns own = columns_of(view);
  if (range.first == view.first() && range.size() == own.rows) return own;
  storage.resize(range.size() * own.columns);
  core::shift(own, {storage.data(), range.size(), own.columns, range.size()}, range.first - view.first());
  return {storage.data(), range.size(), own.columns, range.size()};
}

/// core::add and the like.
using PairOperation = void (*)(const core::Columns&, const core::Columns&, const core::MutableColumns&);

template <SeriesOrPanel A, SeriesOrPanel B, Destination To>
ResultFor<A, To> combine(const A& a, const B& b, const To& to, PairOperation operation) {
  static_assert(PanelData<A> || SeriesData<B>, "with a panel and a series the panel comes first");
  if constexpr (PanelData<B>) {
    if (names_of(a) != names_of(b)) throw Error("two panels of different series cannot be combined");
  }
  const PeriodRange range = join(a, b, Join::all);
  return transform(a, {range.first, range.size(), view_of(a).fiscal_year()}, Parallel(), to,
                   [&](const auto&, const auto& out) {
                     std::vector<double> left, right;
                     const core::Columns second = columns_over(b, range, right);
                     require_apart(second, out);
                     operation(columns_over(a, range, left), second, out);
                   });
}
template <SeriesOrPanel Data, Destination To>
ResultFor<Data, To> combine(const Data& data, double number, const To& to, PairOperation operation) {
  if (number == core::infinity || number == -core::infinity) throw Error("series are not combined with infinity");
  return transform(data, Parallel(), to, [&](const auto& in, const auto& out) {
    const std::vector<double> repeated(in.rows, number);
    operation(in, core::Columns{repeated.data(), in.rows, 1, in.rows}, out);
  });
}
/// The number comes first: 1.0 / series.
template <SeriesOrPanel Data>
ResultFor<Data> combine_after(double number, const Data& data, PairOperation operation) {
  if (number == core::infinity || number == -core::infinity) throw Error("series are not combined with infinity");
  return transform(data, Parallel(), Returned{}, [&](const auto& in, const auto& out) {
    const std::vector<double> repeated(in.rows, number);
    operation(core::Columns{repeated.data(), in.rows, in.columns, 0}, in, out);  // every column is the same memory
  });
}

}  // namespace HIGHWATER_NAMESPACE::detail

namespace HIGHWATER_NAMESPACE {

/// a + b, value by value and by label, of which `b` is a series, a panel or a number. The operators below are these.
///
/// Shape    series with series -> TimeSeries; a panel with a panel of the same names, or with a series that meets each
///          of its columns -> Panel. One value for each period of either.
/// Errors   throws Error if frequencies, fiscal years or the names of two panels differ; if a number is infinite.
template <SeriesOrPanel A, class B, Destination To = detail::Returned>
ResultFor<A, To> add(const A& a, const B& b, const To& to = {}) {
  return detail::combine(a, b, to, core::add);
}
/// a - b; otherwise as add.
template <SeriesOrPanel A, class B, Destination To = detail::Returned>
ResultFor<A, To> subtract(const A& a, const B& b, const To& to = {}) {
  return detail::combine(a, b, to, core::subtract);
}
/// a * b; otherwise as add.
template <SeriesOrPanel A, class B, Destination To = detail::Returned>
ResultFor<A, To> multiply(const A& a, const B& b, const To& to = {}) {
  return detail::combine(a, b, to, core::multiply);
}
/// a / b; otherwise as add.
///
/// Missing  NaN also where b is zero.
template <SeriesOrPanel A, class B, Destination To = detail::Returned>
ResultFor<A, To> divide(const A& a, const B& b, const To& to = {}) {
  return detail::combine(a, b, to, core::divide);
}

template <SeriesOrPanel A, SeriesOrPanel B>
auto operator+(const A& a, const B& b) {
  return add(a, b);
}
template <SeriesOrPanel A, SeriesOrPanel B>
auto operator-(const A& a, const B& b) {
  return subtract(a, b);
}
template <SeriesOrPanel A, SeriesOrPanel B>
auto operator*(const A& a, const B& b) {
  return multiply(a, b);
}
template <SeriesOrPanel A, SeriesOrPanel B>
auto operator/(const A& a, const B& b) {
  return divide(a, b);
}

template <SeriesOrPanel Data>
ResultFor<Data> operator+(const Data& data, double number) {
  return add(data, number);
}
template <SeriesOrPanel Data>
ResultFor<Data> operator-(const Data& data, double number) {
  return subtract(data, number);
}
template <SeriesOrPanel Data>
ResultFor<Data> operator*(const Data& data, double number) {
  return multiply(data, number);
}
template <SeriesOrPanel Data>
ResultFor<Data> operator/(const Data& data, double number) {
  return divide(data, number);
}

template <SeriesOrPanel Data>
ResultFor<Data> operator+(double number, const Data& data) {
  return add(data, number);
}
template <SeriesOrPanel Data>
ResultFor<Data> operator-(double number, const Data& data) {
  return detail::combine_after(number, data, core::subtract);
}
template <SeriesOrPanel Data>
ResultFor<Data> operator*(double number, const Data& data) {
  return multiply(data, number);
}
template <SeriesOrPanel Data>
ResultFor<Data> operator/(double number, const Data& data) {
  return detail::combine_after(number, data, core::divide);
}
template <SeriesOrPanel Data>
ResultFor<Data> operator-(const Data& data) {
  return multiply(data, -1.0);
}

}  // namespace HIGHWATER_NAMESPACE
