#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "highwater/records/records.hpp"

namespace HIGHWATER_NAMESPACE::records {

/// The records of consecutive periods as a state: a new value can be pushed, and the chains of two contiguous chunks
/// merged, exactly. It keeps the records alone, about ln n of n values that come in no order.
///
/// Missing  a missing value is never a record; pushing it moves on to the next period.
/// Errors   throws Error if a value is infinite, if Order::backward is asked for (a chain is read forward), or if the
///          chains to be merged are not contiguous or are of different sides or options.
class RecordChain {
 public:
  /// Of no periods yet; the next will be `first`.
  explicit RecordChain(Period first, Side side = Side::high, Options options = {})
      : first_(first), next_(first), side_(side), options_(options) {
    if (options.order == Order::backward) throw Error("a chain of records is read forward");
  }
  explicit RecordChain(SeriesView series, Side side = Side::high, Options options = {})
      : RecordChain(series.first(), side, options) {
    records_ = all(series, side, options);
    next_ += static_cast<std::int64_t>(series.size());
  }

  /// The value of the next period; the record that it sets, or none. Amortised O(1).
  std::optional<Record> push(double value) {
    if (std::isinf(value)) throw Error("the value of " + to_string(next_) + " is infinite");
    const Period after = next_ + 1;
    const bool beats = beats_standing(value);
    if (beats) detail::append_record(records_, next_, value);  // may throw, and then nothing has changed
    next_ = after;
    return beats ? std::optional(records_.back()) : std::nullopt;
  }

  /// Passes over periods in which nothing was observed. Errors: throws Error if their number is negative.
  void skip(std::int64_t periods) {
    if (periods < 0) throw Error("a chain of records cannot go back from " + to_string(next_));
    next_ += periods;
  }

  /// Goes on with the chain of the periods right after these. Costs as much as the later chain has records.
  void merge(const RecordChain& later) {
    if (later.side_ != side_ || later.options_.ties != options_.ties)
      throw Error("chains of records of different sides or ties cannot be merged");
    if (later.first_ != next_)
      throw Error("a chain of records that ends before " + to_string(next_) + " cannot be merged with one from " +
                  to_string(later.first_));
    // What is a record of the whole is one of its chunk.
    records_.reserve(records_.size() + later.records_.size());  // may throw, and then nothing has changed
    for (const Record& record : later.records_)
      if (beats_standing(record.value)) detail::append_record(records_, record.period, record.value);
    next_ = later.next_;
  }

  /// Every record, oldest first.
  std::span<const Record> records() const& noexcept HIGHWATER_LIFETIMEBOUND { return records_; }
  std::span<const Record> records() const&& = delete;  // would dangle
  /// The record that stands; none before the first observation.
  std::optional<Record> standing() const { return records_.empty() ? std::nullopt : std::optional(records_.back()); }
  /// The first period, and that of the next value.
  Period first() const noexcept { return first_; }
  Period next() const noexcept { return next_; }

 private:
  bool beats_standing(double value) const noexcept {
    const double standing = records_.empty() ? missing_value : records_.back().value;
    return core::is_record(value, standing, side_, options_.ties);
  }

  Period first_, next_;
  Side side_;
  Options options_;
  std::vector<Record> records_;
};

}  // namespace HIGHWATER_NAMESPACE::records
