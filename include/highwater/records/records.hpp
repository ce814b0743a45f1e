#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
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

  /// By how much the previous record was beaten: value - previous value; negative for a lower record. NaN if trivial, or
  /// if no double is as large.
  double margin() const noexcept { return core::finite_or_missing(value - previous_value); }
  /// The margin as a fraction of the previous record. NaN if trivial, if that was zero, or if no double is as large.
  double relative_margin() const noexcept {
    const double distance = value / 2.0 - previous_value / 2.0;  // a margin may be too large, half of it is not
    if (is_missing(margin())) return core::finite_or_missing(distance / (previous_value / 2.0));
    return core::finite_or_missing(margin() / previous_value);
  }
  /// Periods between this record and the previous one; empty if trivial.
  std::optional<std::int64_t> waiting_time() const {
    return previous_period ? std::optional(std::max(period - *previous_period, *previous_period - period))
                           : std::nullopt;
  }
};

/// Writes "2024-12: 348, previous 332 in 2024-05", or "2024-05: 332, the first" of the trivial record.
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const Record& record) {
  out << record.period << ": " << record.value;
  if (!record.previous_period) return out << ", the first";
  return out << ", previous " << record.previous_value << " in " << *record.previous_period;
}

}  // namespace HIGHWATER_NAMESPACE

namespace HIGHWATER_NAMESPACE::detail {

/// The next of the records of a series, given those before it.
inline void append_record(std::vector<Record>& records, Period period, double value) {
  const auto index = static_cast<std::int64_t>(records.size()) + 1;
  if (records.empty())
    records.push_back({period, value, std::nullopt, missing_value, index});
  else
    records.push_back({period, value, records.back().period, records.back().value, index});
}

}  // namespace HIGHWATER_NAMESPACE::detail

/// Record values of a series: which ever stood, which stands, and how long a value was unmatched.
namespace HIGHWATER_NAMESPACE::records {

/// From where a series is read.
enum class Order : std::uint8_t {
  forward,   ///< from the first period: a record beats everything before it
  backward,  ///< from the last: a record beats everything after it
};

/// What counts as a record, and from where a series is read.
struct Options {
  Ties ties = Ties::strict;
  Order order = Order::forward;
};

/// All records of one side, in the order in which the series is read.
inline std::vector<Record> all(SeriesView series, Side side, Options options = {}) {
  std::vector<Record> found;
  if (options.order == Order::forward) {
    core::visit_records(series.values().data(), series.size(), side, options.ties,
                        [&](std::size_t t) { detail::append_record(found, series.period(t), series.values()[t]); });
  } else {
    const std::vector<double> reversed(series.values().rbegin(), series.values().rend());
    core::visit_records(reversed.data(), reversed.size(), side, options.ties, [&](std::size_t t) {
      detail::append_record(found, series.period(series.size() - 1 - t), reversed[t]);
    });
  }
  return found;
}
/// The same of every series of a panel.
inline std::vector<std::vector<Record>> all(const PanelView& panel, Side side, Options options = {}) {
  return detail::for_each_series(panel, [&](SeriesView series) { return all(series, side, options); });
}

/// Every upper record ever set, oldest first: x[t] > max of all earlier values (>= under Ties::weak). Backward, latest
/// first: x[t] > max of all later values.
///
/// Shape    T -> at most T records; the first observation is the trivial record, index 1. A panel: those of each series.
/// Missing  a missing value is never a record and does not end one.
inline std::vector<Record> highs(SeriesView series, Options options = {}) { return all(series, Side::high, options); }
inline std::vector<std::vector<Record>> highs(const PanelView& panel, Options options = {}) {
  return all(panel, Side::high, options);
}

/// Every lower record ever set: the records of -x.
inline std::vector<Record> lows(SeriesView series, Options options = {}) { return all(series, Side::low, options); }
inline std::vector<std::vector<Record>> lows(const PanelView& panel, Options options = {}) {
  return all(panel, Side::low, options);
}

/// The upper record that stands in each period: y[t] = max of x[.. t].
///
/// Shape    T -> T; panel T x N -> T x N.
/// Missing  carried over gaps; NaN only before the first observation.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> running_high(const Data& data, ParallelOptions options = {}, const To& to = {}) {
  return detail::transform(data, options.parallel, to,
                           [](const auto& in, const auto& out) { core::running_extreme(in, out, Side::high); });
}

/// The lower record that stands in each period: y[t] = min of x[.. t]; otherwise as running_high.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> running_low(const Data& data, ParallelOptions options = {}, const To& to = {}) {
  return detail::transform(data, options.parallel, to,
                           [](const auto& in, const auto& out) { core::running_extreme(in, out, Side::low); });
}

/// What counts as a record.
struct IndicatorOptions {
  Ties ties = Ties::strict;
  Parallel parallel = {};
};

/// Which periods set an upper record: 1 where x[t] > max of all earlier values, 0 where not. The first observation is
/// one. Their sum is the number of records.
///
/// Shape    T -> T; panel T x N -> T x N.
/// Missing  NaN where the value is missing.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> high_indicators(const Data& data, IndicatorOptions options = {}, const To& to = {}) {
  return detail::transform(data, options.parallel, to, [&](const auto& in, const auto& out) {
    core::record_indicators(in, out, Side::high, options.ties);
  });
}

/// Which periods set a lower record; otherwise as high_indicators.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> low_indicators(const Data& data, IndicatorOptions options = {}, const To& to = {}) {
  return detail::transform(data, options.parallel, to, [&](const auto& in, const auto& out) {
    core::record_indicators(in, out, Side::low, options.ties);
  });
}

/// running_high and high_indicators at once, for little more than the price of one (under Side::low, running_low and
/// low_indicators): the data are read once.
///
/// Shape    both outputs that of the data; they must not overlap.
template <SeriesOrPanel Data>
void running_extreme_and_indicators(const Data& data, Side side, IndicatorOptions options, const Output& extremes,
                                    const Output& indicators) {
  const core::Columns in = detail::columns_of(detail::view_of(data));
  const core::MutableColumns flags = indicators.of_shape(in.rows, in.columns);
  const core::MutableColumns standing = extremes.of_shape(in.rows, in.columns);
  options.parallel.share(in.columns, [&](std::size_t begin, std::size_t count) {
    core::running_extreme_and_indicators(in.some(begin, count), standing.some(begin, count), flags.some(begin, count),
                                         side, options.ties);
  });
}

/// What highest_since or lowest_since says of an observation.
struct Since {
  std::optional<Period> period;  // empty: ever

  friend bool operator==(Since, Since) noexcept = default;
};

}  // namespace HIGHWATER_NAMESPACE::records

namespace HIGHWATER_NAMESPACE::detail {

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

/// last_reaching() of every series of a panel.
inline std::vector<std::optional<records::Since>> last_reaching(const PanelView& panel, Period period, Side side) {
  return for_each_series(panel, [&](SeriesView series) -> std::optional<records::Since> {
    if (is_missing(series.at(period))) return std::nullopt;
    return records::Since{last_reaching(series, period, side)};
  });
}

}  // namespace HIGHWATER_NAMESPACE::detail

namespace HIGHWATER_NAMESPACE::records {

/// The latest earlier period with a value at least as high: `period` is the highest since then.
///
/// Missing  empty if there is none: the highest ever. Missing values in between are passed over.
/// Errors   throws Error if `period` lies outside the series or is missing.
inline std::optional<Period> highest_since(SeriesView series, Period period) {
  return detail::last_reaching(series, period, Side::high);
}

/// The latest earlier period with a value at most as high: `period` is the lowest since then.
inline std::optional<Period> lowest_since(SeriesView series, Period period) {
  return detail::last_reaching(series, period, Side::low);
}

/// The same of every series of a panel.
///
/// Missing  empty where a series has no observation in `period`; a Since that is empty means ever.
/// Errors   throws Error if `period` lies outside the panel.
inline std::vector<std::optional<Since>> highest_since(const PanelView& panel, Period period) {
  return detail::last_reaching(panel, period, Side::high);
}
inline std::vector<std::optional<Since>> lowest_since(const PanelView& panel, Period period) {
  return detail::last_reaching(panel, period, Side::low);
}

}  // namespace HIGHWATER_NAMESPACE::records
