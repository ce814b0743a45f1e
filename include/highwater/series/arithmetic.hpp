#pragma once

#include <concepts>
#include <vector>

#include "highwater/series/alignment.hpp"

// a + b, a - b, a * b, a / b of series and panels, by label: each value meets that of its own period. A result covers all
// periods of both; it is missing where either value is, where a divisor is zero, and where a number would be infinite.
namespace HIGHWATER_NAMESPACE {

/// Value by value, by label, with operation(core::Columns, core::Columns, core::MutableColumns) of core/operations.hpp.
///
/// Shape    series with series -> TimeSeries; a panel with a panel of the same names, or with a series that meets each
///          of its columns -> Panel.
/// Errors   throws Error if frequencies, fiscal years or the names of two panels differ.
template <SeriesOrPanel A, SeriesOrPanel B, class Operation>
auto combine(const A& a, const B& b, Operation operation) {
  static_assert(PanelData<A> || SeriesData<B>, "with a panel and a series the panel comes first");
  const PeriodRange range = join(a, b, Join::all);
  const ResultFor<A> left = reindex(a, range);
  const ResultFor<B> right = reindex(b, range);
  if constexpr (PanelData<B>) {
    if (names_of(left) != names_of(right)) throw Error("two panels of different series cannot be combined");
  }
  return transform(left,
                   [&](core::Columns in, core::MutableColumns out) { operation(in, columns_of(view_of(right)), out); });
}

/// Value by value with one number. Errors: throws Error if the number is infinite.
template <SeriesOrPanel Data, class Operation>
ResultFor<Data> combine(const Data& data, double number, Operation operation) {
  if (number == core::infinity || number == -core::infinity) throw Error("series are not combined with infinity");
  return transform(data, [&](core::Columns in, core::MutableColumns out) {
    const std::vector<double> repeated(in.rows, number);
    operation(in, core::Columns{repeated.data(), in.rows, 1, in.rows}, out);
  });
}

template <SeriesOrPanel A, SeriesOrPanel B>
auto operator+(const A& a, const B& b) {
  return combine(a, b, core::add);
}
template <SeriesOrPanel A, SeriesOrPanel B>
auto operator-(const A& a, const B& b) {
  return combine(a, b, core::subtract);
}
template <SeriesOrPanel A, SeriesOrPanel B>
auto operator*(const A& a, const B& b) {
  return combine(a, b, core::multiply);
}
template <SeriesOrPanel A, SeriesOrPanel B>
auto operator/(const A& a, const B& b) {
  return combine(a, b, core::divide);
}

template <SeriesOrPanel Data>
ResultFor<Data> operator+(const Data& data, double number) {
  return combine(data, number, core::add);
}
template <SeriesOrPanel Data>
ResultFor<Data> operator-(const Data& data, double number) {
  return combine(data, number, core::subtract);
}
template <SeriesOrPanel Data>
ResultFor<Data> operator*(const Data& data, double number) {
  return combine(data, number, core::multiply);
}
template <SeriesOrPanel Data>
ResultFor<Data> operator*(double number, const Data& data) {
  return combine(data, number, core::multiply);
}
template <SeriesOrPanel Data>
ResultFor<Data> operator/(const Data& data, double number) {
  return combine(data, number, core::divide);
}

}  // namespace HIGHWATER_NAMESPACE
