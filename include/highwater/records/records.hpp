#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "highwater/core/operations.hpp"
#include "highwater/series/transform.hpp"

namespace HIGHWATER_NAMESPACE {

/// A value that was higher (or lower) than every earlier one.
struct Record {
  Period period;
  double value;
  std::optional<Period> previous_period;  // holder of the record until then; empty for the first observation
  double previous_value;                  // NaN for the first observation
  std::int64_t index;                     // 1 for the first observation, the trivial record

  /// By how much the previous record was beaten: value - previous value; negative for a lower record. NaN if trivial.
  double margin() const noexcept { return value - previous_value; }
  /// The margin as a fraction of the previous record. NaN if trivial, or if that was zero.
  double relative_margin() const noexcept { return previous_value == 0.0 ? missing_value : margin() / previous_value; }
  /// Periods since the previous record; empty if trivial.
  std::optional<std::int64_t> waiting_time() const {
    return previous_period ? std::optional(period - *previous_period) : std::nullopt;
  }
};

}  // namespace HIGHWATER_NAMESPACE

/// Record values of a series: which ever stood, which stands, and how long a value was unmatched.
namespace HIGHWATER_NAMESPACE::records {

struct Options {
  Ties ties = Ties::strict;
};

/// All records of one side, oldest first.
inline std::vector<Record> all(SeriesView series, Side side, Options options = {}) {
  std::vector<Record> found;
  core::visit_records(series.values().data(), series.size(), side, options.ties, [&](std::size_t t) {
    const Record* const last = found.empty() ? nullptr : &found.back();
    found.push_back({series.period(t), series.values()[t], last ? std::optional(last->period) : std::nullopt,
                     last ? last->value : missing_value, static_cast<std::int64_t>(found.size()) + 1});
  });
  return found;
}

/// Every upper record ever set, oldest first: x[t] > max of all earlier values (>= under Ties::weak).
///
/// Shape    T -> at most T records; the first observation is the trivial record, index 1.
/// Missing  a missing value is never a record and does not end one.
inline std::vector<Record> highs(SeriesView series, Options options = {}) { return all(series, Side::high, options); }

/// Every lower record ever set, oldest first: the records of -x.
inline std::vector<Record> lows(SeriesView series, Options options = {}) { return all(series, Side::low, options); }

/// The upper record that stands in each period: y[t] = max of x[.. t].
///
/// Shape    T -> T; panel T x N -> T x N.
/// Missing  carried over gaps; NaN only before the first observation.
template <SeriesOrPanel Data>
ResultFor<Data> running_high(const Data& data) {
  return transform(data,
                   [](core::Columns in, core::MutableColumns out) { core::running_extreme(in, out, Side::high); });
}
template <SeriesOrPanel Data>
void running_high_into(const Data& data, const Output& out) {
  transform_into(data, out, [](core::Columns in, core::MutableColumns columns) {
    core::running_extreme(in, columns, Side::high);
  });
}

/// The lower record that stands in each period: y[t] = min of x[.. t]; otherwise as running_high.
template <SeriesOrPanel Data>
ResultFor<Data> running_low(const Data& data) {
  return transform(data, [](core::Columns in, core::MutableColumns out) { core::running_extreme(in, out, Side::low); });
}
template <SeriesOrPanel Data>
void running_low_into(const Data& data, const Output& out) {
  transform_into(data, out,
                 [](core::Columns in, core::MutableColumns columns) { core::running_extreme(in, columns, Side::low); });
}

/// The latest earlier period that reached the value of `period` from the side asked about.
inline std::optional<Period> last_reaching(SeriesView series, Period period, Side side) {
  const std::size_t at = series.index_of(period);
  const double value = series.values()[at];
  if (is_missing(value))
    throw Error("nothing was observed in " + to_string(period) + ", so it is not the " +
                (side == Side::high ? "highest" : "lowest") + " since any period");
  const std::size_t found = core::find_last_reaching(series.values().data(), at, value, side);
  return found == core::not_found ? std::nullopt : std::optional(series.period(found));
}

/// The latest earlier period with a value at least as high: `period` is the highest since then.
///
/// Missing  empty if there is none: the highest ever. Missing values in between are passed over.
/// Errors   throws Error if `period` lies outside the series or is missing.
inline std::optional<Period> highest_since(SeriesView series, Period period) {
  return last_reaching(series, period, Side::high);
}

/// The latest earlier period with a value at most as high: `period` is the lowest since then.
inline std::optional<Period> lowest_since(SeriesView series, Period period) {
  return last_reaching(series, period, Side::low);
}

}  // namespace HIGHWATER_NAMESPACE::records
