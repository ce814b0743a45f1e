#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "highwater/core/drawdown.hpp"
#include "highwater/records/records.hpp"

namespace HIGHWATER_NAMESPACE {

/// A fall from a high, until a value reaches it again.
struct Drawdown {
  Observation high;                // the last period in which the record was held
  Observation trough;              // the lowest value after it, the earliest of equals
  std::optional<Period> recovery;  // the first period that reaches the high again; empty while it goes on

  /// How far it fell: trough - high, never positive for a fall (never negative for a rise from a low).
  double depth() const noexcept { return trough.value - high.value; }
  /// The same as a fraction of the high. NaN unless that is positive.
  double relative_depth() const noexcept { return high.value > 0.0 ? depth() / high.value : missing_value; }
};

}  // namespace HIGHWATER_NAMESPACE

namespace HIGHWATER_NAMESPACE::records {

/// From which record, and in what, a distance is measured.
struct DrawdownOptions {
  Side side = Side::high;         // how far below the high; Side::low: how far above the low
  Depth depth = Depth::relative;  // of the values per period; episodes have both
  Parallel parallel = {};
};

/// How far each value lies below the record that stands: y[t] = x[t] / max of x[.. t] - 1.
///
/// Shape    T -> T; panel T x N -> T x N.
/// Units    fraction, -0.25 is a quarter below; 0 in the period of a record. Depth::absolute: units of the data.
/// Missing  NaN where the value is; Depth::relative: also where the record is not positive.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> drawdown(const Data& data, DrawdownOptions options = {}, const To& to = {}) {
  return detail::transform(data, options.parallel, to, [&](const auto& in, const auto& out) {
    core::drawdown(in, out, options.side, options.depth);
  });
}

/// Every fall from a high, in order. Under Side::low every rise from a low.
///
/// Shape    T -> the episodes, of which only the last can be without recovery. A panel: those of each series.
/// Missing  missing values are passed over.
inline std::vector<Drawdown> drawdowns(SeriesView series, Side side = Side::high) {
  const double* const x = series.values().data();
  const auto observation = [&](std::size_t t) { return Observation{series.period(t), x[t]}; };
  std::vector<Drawdown> found;
  std::size_t high = core::not_found;
  const auto close = [&](std::size_t end) {
    if (high == core::not_found) return;
    std::size_t trough = core::not_found;
    core::visit_records(x + high + 1, end - high - 1, side == Side::high ? Side::low : Side::high, Ties::strict,
                        [&](std::size_t t) { trough = high + 1 + t; });
    if (trough == core::not_found) return;
    found.push_back({observation(high), observation(trough),
                     end < series.size() ? std::optional(series.period(end)) : std::nullopt});
  };
  core::visit_records(x, series.size(), side, Ties::weak, [&](std::size_t t) {
    close(t);
    high = t;
  });
  close(series.size());
  return found;
}
inline std::vector<std::vector<Drawdown>> drawdowns(const PanelView& panel, Side side = Side::high) {
  return detail::for_each_series(panel, [&](SeriesView series) { return drawdowns(series, side); });
}

/// The maximum drawdown: the episode that went furthest as a fraction of its high, the earliest of equals; empty if there is
/// none. Depth::absolute: furthest in the units of the data.
///
/// Missing  episodes from a high that is not positive have no fraction and take no part; empty if all are such.
inline std::optional<Drawdown> maximum_drawdown(SeriesView series, Side side = Side::high,
                                                Depth depth = Depth::relative) {
  std::optional<Drawdown> furthest;
  const auto size = [depth](const Drawdown& d) {
    return std::abs(depth == Depth::relative ? d.relative_depth() : d.depth());
  };
  for (const Drawdown& one : drawdowns(series, side))
    if (!is_missing(size(one)) && (!furthest || size(one) > size(*furthest))) furthest = one;
  return furthest;
}

}  // namespace HIGHWATER_NAMESPACE::records
