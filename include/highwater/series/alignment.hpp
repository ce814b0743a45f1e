#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "highwater/core/operations.hpp"
#include "highwater/series/transform.hpp"

namespace HIGHWATER_NAMESPACE {

/// Consecutive periods by the first and the one after the last.
struct PeriodRange {
  Period first;
  Period end;

  std::size_t size() const { return static_cast<std::size_t>(end - first); }
};

/// Which periods several series are brought to.
enum class Join : std::uint8_t {
  all,     ///< from the earliest start to the latest end
  common,  ///< those that every series has
};

/// The periods that at least one of two series or panels covers, or those that both do, which may be none.
///
/// Errors   throws Error that names both frequencies if they differ, or if the two count in different fiscal years.
template <SeriesOrPanel A, SeriesOrPanel B>
PeriodRange join(const A& a, const B& b, Join how) {
  const auto x = detail::view_of(a);
  const auto y = detail::view_of(b);
  const Frequency f = x.first().frequency(), g = y.first().frequency();
  if (f != g)
    throw Error(std::string(to_string(f)) + " and " + std::string(to_string(g)) +
                " series cannot be aligned; convert one of them first");
  if (f <= Frequency::quarterly && !(x.fiscal_year() == y.fiscal_year()))
    throw Error("series that count in fiscal years from month " + std::to_string(x.fiscal_year().first_month) +
                " and from month " + std::to_string(y.fiscal_year().first_month) + " cannot be aligned");
  const Period x_end = x.first() + static_cast<std::int64_t>(detail::columns_of(x).rows);
  const Period y_end = y.first() + static_cast<std::int64_t>(detail::columns_of(y).rows);
  if (how == Join::all) return {std::min(x.first(), y.first()), std::max(x_end, y_end)};
  const Period first = std::max(x.first(), y.first());
  return {first, std::max(first, std::min(x_end, y_end))};
}

/// The same data over other periods: cut where they end sooner, missing where they go on.
///
/// Shape    T -> range.size(); panel T x N -> range.size() x N.
/// Errors   throws Error if the range has another frequency.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> reindex(const Data& data, PeriodRange range, const To& to = {}) {
  const auto view = detail::view_of(data);
  return detail::transform(
      data, {range.first, range.size(), view.fiscal_year()}, Parallel(), to,
      [offset = range.first - view.first()](const auto& in, const auto& out) { core::shift(in, out, offset); });
}

/// Several series as one panel, over all their periods or over those they have in common.
///
/// Missing  NaN where a series has no value.
/// Errors   throws Error if there is no series, or not one name each; if frequencies or fiscal years differ.
inline Panel align(std::vector<std::string> names, std::span<const SeriesView> series, Join how = Join::all) {
  if (series.empty()) throw Error("no series were given to align");
  if (names.size() != series.size())
    throw Error(std::to_string(series.size()) + " series were given " + std::to_string(names.size()) + " names");
  PeriodRange range = join(series[0], series[0], how);
  for (const SeriesView& next : series) {
    const PeriodRange pair = join(series[0], next, Join::all);  // checks that the two can be aligned
    const Period end = next.first() + static_cast<std::int64_t>(next.size());
    if (how == Join::all) {
      range = {std::min(range.first, pair.first), std::max(range.end, pair.end)};
    } else {
      range.first = std::max(range.first, next.first());
      range.end = std::max(range.first, std::min(range.end, end));
    }
  }
  std::vector<double> values(range.size() * series.size());
  for (std::size_t j = 0; j < series.size(); ++j)
    core::shift(detail::columns_of(series[j]), {values.data() + j * range.size(), range.size(), 1, range.size()},
                range.first - series[j].first());
  return {std::move(names), range.first, std::move(values), series[0].fiscal_year()};
}

/// Each value moved `count` periods later (earlier if negative): y[t] = x[t - count]. No value is lost; the periods
/// move with the values.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> lag(const Data& data, std::int64_t count, const To& to = {}) {
  detail::Periods periods = detail::periods_of(data);
  periods.first += count;
  return detail::transform(data, periods, Parallel(), to,
                           [](const auto& in, const auto& out) { core::shift(in, out, 0); });
}

/// One series after the other. Periods between the two are missing.
///
/// Errors   throws Error if `later` does not start after the end of `earlier`; if frequencies or fiscal years differ.
inline TimeSeries concatenate(SeriesView earlier, SeriesView later) {
  const PeriodRange range = join(earlier, later, Join::all);
  if (!earlier.empty() && later.first() <= earlier.last())
    throw Error("a series that starts in " + to_string(later.first()) + " cannot be appended to one that ends in " +
                to_string(earlier.last()));
  const Period first = earlier.empty() ? later.first() : range.first;
  std::vector<double> values(static_cast<std::size_t>(range.end - first), missing_value);
  std::copy(earlier.values().begin(), earlier.values().end(), values.begin());
  std::copy(later.values().begin(), later.values().end(), values.begin() + (later.first() - first));
  return {first, std::move(values), earlier.fiscal_year()};
}

}  // namespace HIGHWATER_NAMESPACE
