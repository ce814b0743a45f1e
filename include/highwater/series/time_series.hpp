#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "highwater/core/operations.hpp"
#include "highwater/series/series_view.hpp"

namespace HIGHWATER_NAMESPACE {

/// A series that owns its values: consecutive periods from `first`, one number each, NaN where missing.
///
/// Converts to SeriesView, which every function takes. A function may be given a temporary series; a view of one that
/// is kept dangles, as a string_view would (clang warns).
/// Errors   an infinite value throws Error with its period.
class TimeSeries : public detail::SeriesAccess<TimeSeries> {
 public:
  TimeSeries(Period first, std::vector<double> values, FiscalYear fiscal_year = {})
      : first_(first), values_(std::move(values)), fiscal_year_(fiscal_year) {
    if (const std::size_t at = core::find_first_infinite(values_.data(), values_.size()); at != core::not_found)
      throw Error("the value of " + to_string(period(at)) + " is infinite");
  }
  explicit TimeSeries(SeriesView view)
      : TimeSeries(view.first(), std::vector<double>(view.values().begin(), view.values().end()), view.fiscal_year()) {}

  Period first() const noexcept { return first_; }
  std::span<const double> values() const& noexcept HIGHWATER_LIFETIMEBOUND { return values_; }
  std::span<const double> values() const&& = delete;  // would dangle
  /// The fiscal year in which a series of years, halves or quarters counts; the calendar year for any other.
  FiscalYear fiscal_year() const noexcept { return fiscal_year_; }

  /// Adds the value of the period after the last. Errors: throws Error if it is infinite.
  void append(double value) {
    if (value == core::infinity || value == -core::infinity)
      throw Error("the value of " + to_string(period(size())) + " is infinite");
    values_.push_back(value);
  }
  /// The same for a period that comes later; those in between are missing.
  ///
  /// Errors   throws Error if the period is not after the last, or has another frequency.
  void append(Period at, double value) {
    const std::int64_t skipped = at - period(size());
    if (skipped < 0) throw Error(to_string(at) + " cannot be appended: the series goes to " + to_string(last()));
    if (value == core::infinity || value == -core::infinity)
      throw Error("the value of " + to_string(at) + " is infinite");
    values_.resize(values_.size() + static_cast<std::size_t>(skipped), missing_value);
    values_.push_back(value);
  }

  /// The part from one period to another, both included; throws Error if either lies outside or they are reversed.
  SeriesView slice(Period from, Period to) const& HIGHWATER_LIFETIMEBOUND { return SeriesView(*this).slice(from, to); }
  SeriesView slice(Period, Period) const&& = delete;  // would dangle
  /// What there is of the periods from one to another, both included; empty if that is nothing.
  SeriesView within(Period from, Period to) const& HIGHWATER_LIFETIMEBOUND {
    return SeriesView(*this).within(from, to);
  }
  SeriesView within(Period, Period) const&& = delete;  // would dangle

  operator SeriesView() const noexcept HIGHWATER_LIFETIMEBOUND { return {first_, values_, fiscal_year_}; }

  /// Same periods, same values; missing equals missing.
  friend bool operator==(const TimeSeries& a, const TimeSeries& b) noexcept {
    if (a.first_ != b.first_ || a.size() != b.size() || !(a.fiscal_year_ == b.fiscal_year_)) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
      if (!(a.values_[i] == b.values_[i] || (is_missing(a.values_[i]) && is_missing(b.values_[i])))) return false;
    return true;
  }

 private:
  Period first_;
  std::vector<double> values_;
  FiscalYear fiscal_year_;
};

}  // namespace HIGHWATER_NAMESPACE
