#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <limits>
#include <span>
#include <string>

#include "highwater/calendar/fiscal_year.hpp"
#include "highwater/calendar/period.hpp"
#include "highwater/calendar/period_text.hpp"
#include "highwater/core/vocabulary/element_iterator.hpp"
#include "highwater/error.hpp"

namespace HIGHWATER_NAMESPACE {

/// The missing value.
inline constexpr double missing_value = std::numeric_limits<double>::quiet_NaN();

/// Whether a value is missing: a NaN of any kind.
inline bool is_missing(double value) noexcept { return std::isnan(value); }

/// A period and its value, NaN if missing: what a series is a range of.
struct Observation {
  Period period;
  double value;

  /// Same period, same value; missing equals missing.
  friend bool operator==(const Observation& a, const Observation& b) noexcept {
    return a.period == b.period && (a.value == b.value || (is_missing(a.value) && is_missing(b.value)));
  }
};

namespace detail {
/// Reading access by period, shared by SeriesView and TimeSeries (which supply first(), values() and fiscal_year()).
///
/// Missing  series[p] is NaN where nothing was observed, inside the range and outside it.
/// Errors   a period of another frequency throws Error everywhere; at(p) also throws outside the range; last() throws
///          if the series is empty.
template <class Series>
class SeriesAccess {
 public:
  std::size_t size() const noexcept { return numbers().size(); }
  bool empty() const noexcept { return size() == 0; }
  Frequency frequency() const noexcept { return self().first().frequency(); }

  /// The last period; throws Error if the series is empty.
  Period last() const {
    if (empty()) throw Error("an empty " + std::string(to_string(frequency())) + " series has no last period");
    return period(size() - 1);
  }
  /// Period of the i-th value, from 0. Not checked against size().
  Period period(std::size_t i) const { return self().first() + static_cast<std::int64_t>(i); }

  bool contains(Period period) const {
    const std::int64_t offset = offset_of(period);
    return offset >= 0 && static_cast<std::uint64_t>(offset) < size();
  }
  /// Position of the period, from 0; throws Error outside the range.
  std::size_t index_of(Period period) const {
    if (contains(period)) return static_cast<std::size_t>(offset_of(period));
    throw Error(to_string(period) +
                (empty() ? " was asked of an empty series"
                         : " lies outside the series, " + to_string(self().first()) + " to " + to_string(last())));
  }

  /// The value of the period; NaN where nothing was observed, also outside the range.
  double operator[](Period period) const {
    return contains(period) ? numbers()[static_cast<std::size_t>(offset_of(period))] : missing_value;
  }
  /// The same; throws Error outside the range.
  double at(Period period) const { return numbers()[index_of(period)]; }

  /// A series is a random-access range of Observations, given by value. The iterators live as long as the values.
  auto begin() const { return core::ElementIterator(elements(), 0); }
  auto end() const { return core::ElementIterator(elements(), size()); }

 protected:
  SeriesAccess() = default;

 private:
  /// The observations by their positions.
  struct Elements {
    Period first{Frequency::annual, 0};
    const double* values = nullptr;

    Observation operator()(std::ptrdiff_t i) const { return {first + i, values[i]}; }
  };

  const Series& self() const noexcept { return static_cast<const Series&>(*this); }
  std::span<const double> numbers() const noexcept { return self().values(); }
  Elements elements() const noexcept { return {self().first(), numbers().data()}; }
  std::int64_t offset_of(Period period) const {
    if (period.frequency() != frequency())
      throw Error(to_string(period) + " is " + std::string(to_string(period.frequency())) + " and the series is " +
                  std::string(to_string(frequency())));
    return period - self().first();
  }
};
}  // namespace detail

/// A series that borrows its values, as string_view borrows a string: consecutive periods from `first`, NaN is missing.
///
/// A series of fiscal years, halves or quarters also carries the fiscal year in which its periods count.
/// Values must be finite or NaN; TimeSeries and io check that, a view of an application's own memory trusts it.
class SeriesView : public detail::SeriesAccess<SeriesView> {
 public:
  SeriesView(Period first, std::span<const double> values HIGHWATER_LIFETIMEBOUND, FiscalYear fiscal_year = {})
      : first_(first), values_(values), fiscal_year_(fiscal_year) {}

  Period first() const noexcept { return first_; }
  std::span<const double> values() const noexcept { return values_; }
  FiscalYear fiscal_year() const noexcept { return fiscal_year_; }

  /// The part from one period to another, both included; throws Error if either lies outside or they are reversed.
  SeriesView slice(Period from, Period to) const {
    const std::size_t begin = index_of(from), end = index_of(to) + 1;
    if (begin >= end) throw Error("a slice cannot run from " + to_string(from) + " back to " + to_string(to));
    return {from, values_.subspan(begin, end - begin), fiscal_year_};
  }
  /// What there is of the periods from one to another, both included; empty if that is nothing.
  SeriesView within(Period from, Period to) const {
    if (empty() || to < first() || last() < from || to < from) return {from, {}, fiscal_year_};
    return slice(std::max(from, first()), std::min(to, last()));
  }

 private:
  Period first_;
  std::span<const double> values_;
  FiscalYear fiscal_year_;
};

}  // namespace HIGHWATER_NAMESPACE

namespace HIGHWATER_NAMESPACE::detail {

/// A series as errors name it: "the monthly series from 2024-10 to 2024-12".
inline std::string in_words(SeriesView series) {
  const std::string frequency(to_string(series.frequency()));
  if (series.empty()) return "the empty " + frequency + " series";
  return "the " + frequency + " series from " + to_string(series.first()) + " to " + to_string(series.last());
}

}  // namespace HIGHWATER_NAMESPACE::detail

namespace HIGHWATER_NAMESPACE {

/// Writes a series in one line, "2024-10 to 2024-12: 330, NaN, 348", all of its values, in the number format of the
/// stream. An empty one is "empty from 2024-10".
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, SeriesView series) {
  if (series.empty()) return out << "empty from " << series.first();
  out << series.first() << " to " << series.last();
  const char* before = ": ";
  for (const double value : series.values()) {
    out << before;
    if (is_missing(value))
      out << "NaN";
    else
      out << value;
    before = ", ";
  }
  return out;
}

}  // namespace HIGHWATER_NAMESPACE

// A view is copied in O(1), and its iterators outlive it.
template <>
inline constexpr bool std::ranges::enable_view<highwater::SeriesView> = true;
template <>
inline constexpr bool std::ranges::enable_borrowed_range<highwater::SeriesView> = true;
