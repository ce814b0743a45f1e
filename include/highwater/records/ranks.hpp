#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "highwater/core/sweeps/ranking.hpp"
#include "highwater/records/records.hpp"

/// Where values stand among others: for how long unmatched, at which rank, which are the best.
namespace HIGHWATER_NAMESPACE::records {

/// For how many periods, itself the last, each value is the highest: 1 if the one before is at least as high. Where
/// nothing at least as high came before, the periods from the start of the series: highest_since() of all periods at
/// once, in one pass.
///
/// Shape    T -> T; panel T x N -> T x N.
/// Units    periods.
/// Missing  NaN where the value is missing; missing values in between are passed over.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> highest_for(const Data& data, ParallelOptions options = {}, const To& to = {}) {
  return detail::transform(data, options.parallel, to, core::distance_to_last_reaching<Side::high>);
}

/// For how many periods each value is the lowest; otherwise as highest_for.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> lowest_for(const Data& data, ParallelOptions options = {}, const To& to = {}) {
  return detail::transform(data, options.parallel, to, core::distance_to_last_reaching<Side::low>);
}

/// Which value has rank 1.
struct RankOptions {
  Side side = Side::high;  // rank 1 is the highest; Side::low: the lowest
  Parallel parallel = {};
};

/// The rank of each value among all up to it: 1 is the highest, and equal values share the better rank.
///
/// Shape    T -> T; panel T x N -> T x N.
/// Units    1, 2, 3, ...
/// Missing  NaN where the value is missing; missing values have no rank.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> ranks(const Data& data, RankOptions options = {}, const To& to = {}) {
  return detail::transform(data, options.parallel, to,
                           [&](const auto& in, const auto& out) { core::ranks_so_far(in, out, options.side); });
}

/// The rank of one period among all values of the series, earlier and later; equal values share the better rank. The
/// rank among those up to it is that of series.slice(first, period).
///
/// Errors   throws Error if `period` lies outside the series or is missing.
inline std::int64_t rank(SeriesView series, Period period, RankOptions options = {}) {
  const double value = series.at(period);
  if (is_missing(value)) throw Error("nothing was observed in " + to_string(period) + ", so it has no rank");
  return 1 + static_cast<std::int64_t>(core::count_better(series.values().data(), series.size(), value, options.side));
}

/// The same of every series of a panel.
///
/// Missing  empty where a series has no observation in `period`.
/// Errors   throws Error if `period` lies outside the panel.
inline std::vector<std::optional<std::int64_t>> rank(const PanelView& panel, Period period, RankOptions options = {}) {
  return detail::for_each_series(panel, options.parallel, [&](SeriesView series) {
    return is_missing(series.at(period)) ? std::nullopt : std::optional(rank(series, period, options));
  });
}

/// The k best observations, the best first and of equal ones the earlier; all of them if there are fewer.
///
/// Errors   throws Error if k is negative.
inline std::vector<Observation> best(SeriesView series, std::int64_t k, RankOptions options = {}) {
  if (k < 0) throw Error("the " + std::to_string(k) + " best observations were asked for");
  std::vector<Observation> found;
  for (const Observation o : series)
    if (!is_missing(o.value)) found.push_back(o);
  const auto count = std::min(static_cast<std::size_t>(k), found.size());
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count), found.end(),
                    [&](const Observation& a, const Observation& b) {
                      const bool better = options.side == Side::high ? a.value > b.value : a.value < b.value;
                      return a.value == b.value ? a.period < b.period : better;
                    });
  found.erase(found.begin() + static_cast<std::ptrdiff_t>(count), found.end());
  return found;
}

/// The same of every series of a panel.
inline std::vector<std::vector<Observation>> best(const PanelView& panel, std::int64_t k, RankOptions options = {}) {
  return detail::for_each_series(panel, options.parallel, [&](SeriesView series) { return best(series, k, options); });
}

}  // namespace HIGHWATER_NAMESPACE::records
