#pragma once

#include <concepts>
#include <vector>

#include "highwater/series/alignment.hpp"

// a + b, a - b, a * b, a / b of series, panels and numbers, and -a. Two series meet by period: each value meets that of
// its own period, and the result covers all periods of both. It is missing where either value is, where a divisor is
// zero, and where a number would be infinite. A number must be finite, or Error is thrown.
namespace HIGHWATER_NAMESPACE {

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

template <SeriesOrPanel A, SeriesOrPanel B>
auto combined_over(PeriodRange range, const A& a, const B& b, PairOperation operation) {
  static_assert(PanelData<A> || SeriesData<B>, "with a panel and a series the panel comes first");
  if constexpr (PanelData<B>) {
    if (names_of(a) != names_of(b)) throw Error("two panels of different series cannot be combined");
  }
  return [=, &a, &b](core::Columns, core::MutableColumns out) {
    std::vector<double> left, right;
    operation(columns_over(a, range, left), columns_over(b, range, right), out);
  };
}
inline auto combined_with(double number, PairOperation operation) {
  if (number == core::infinity || number == -core::infinity) throw Error("series are not combined with infinity");
  return [=](core::Columns in, core::MutableColumns out) {
    const std::vector<double> repeated(in.rows, number);
    operation(in, core::Columns{repeated.data(), in.rows, 1, in.rows}, out);
  };
}
/// The number comes first: 1.0 / series.
inline auto combined_after(double number, PairOperation operation) {
  if (number == core::infinity || number == -core::infinity) throw Error("series are not combined with infinity");
  return [=](core::Columns in, core::MutableColumns out) {
    const std::vector<double> repeated(in.rows, number);
    operation(core::Columns{repeated.data(), in.rows, in.columns, 0}, in, out);  // every column is the same memory
  };
}

/// Value by value, by label, with an operation of core/operations.hpp.
///
/// Shape    series with series -> TimeSeries; a panel with a panel of the same names, or with a series that meets each
///          of its columns -> Panel.
/// Errors   throws Error if frequencies, fiscal years or the names of two panels differ.
template <SeriesOrPanel A, SeriesOrPanel B>
ResultFor<A> combine(const A& a, const B& b, PairOperation operation) {
  const PeriodRange range = join(a, b, Join::all);
  return transform(a, range.first, range.size(), view_of(a).fiscal_year(), combined_over(range, a, b, operation));
}
/// The same, written into memory of the caller's, which must have a row for each period of either and not overlap them.
/// Gives the first of those periods.
template <SeriesOrPanel A, SeriesOrPanel B>
Period combine_into(const A& a, const B& b, const Output& out, PairOperation operation) {
  const PeriodRange range = join(a, b, Join::all);
  transform_into(a, out, Parallel(), range.size(), combined_over(range, a, b, operation));
  return range.first;
}

/// Value by value with one number. Errors: throws Error if the number is infinite.
template <SeriesOrPanel Data>
ResultFor<Data> combine(const Data& data, double number, PairOperation operation) {
  return transform(data, combined_with(number, operation));
}
template <SeriesOrPanel Data>
Period combine_into(const Data& data, double number, const Output& out, PairOperation operation) {
  transform_into(data, out, combined_with(number, operation));
  return view_of(data).first();
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
ResultFor<Data> operator/(const Data& data, double number) {
  return combine(data, number, core::divide);
}

template <SeriesOrPanel Data>
ResultFor<Data> operator+(double number, const Data& data) {
  return data + number;
}
template <SeriesOrPanel Data>
ResultFor<Data> operator-(double number, const Data& data) {
  return transform(data, combined_after(number, core::subtract));
}
template <SeriesOrPanel Data>
ResultFor<Data> operator*(double number, const Data& data) {
  return data * number;
}
template <SeriesOrPanel Data>
ResultFor<Data> operator/(double number, const Data& data) {
  return transform(data, combined_after(number, core::divide));
}
template <SeriesOrPanel Data>
ResultFor<Data> operator-(const Data& data) {
  return data * -1.0;
}

// The same with series, panels or a number `b`, written into memory of the caller's: see combine_into.
template <SeriesOrPanel A, class B>
Period add_into(const A& a, const B& b, const Output& out) {
  return combine_into(a, b, out, core::add);
}
template <SeriesOrPanel A, class B>
Period subtract_into(const A& a, const B& b, const Output& out) {
  return combine_into(a, b, out, core::subtract);
}
template <SeriesOrPanel A, class B>
Period multiply_into(const A& a, const B& b, const Output& out) {
  return combine_into(a, b, out, core::multiply);
}
template <SeriesOrPanel A, class B>
Period divide_into(const A& a, const B& b, const Output& out) {
  return combine_into(a, b, out, core::divide);
}

}  // namespace HIGHWATER_NAMESPACE
