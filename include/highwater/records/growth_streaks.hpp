#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "highwater/core/operations.hpp"
#include "highwater/core/vocabulary/parallel.hpp"
#include "highwater/records/streaks.hpp"
#include "highwater/series/panel.hpp"

namespace HIGHWATER_NAMESPACE::records {

/// Which growth makes a streak.
struct GrowthStreakOptions {
  BasePolicy base = BasePolicy::positive;
  Direction direction = Direction::rising;
  Parallel parallel = {};
};

/// The streak of growth over `lag` periods that goes on in the last period: current_streak of growth::over(data, lag),
/// measured backwards from the end and no further than the streak goes. lag 12 of monthly data: growth on the year.
///
/// Shape    T values -> one streak; panel -> one for each series.
/// Missing  as for current_streak: growth that is missing (a value, or a base under the base policy) ends a streak.
/// Errors   throws Error if lag < 1.
inline std::vector<Streak> current_growth_streak(const PanelView& panel, std::int64_t lag,
                                                 GrowthStreakOptions options = {}) {
  if (lag < 1) throw Error("a lag of " + std::to_string(lag) + " periods was asked for; it must be at least 1");
  const core::Columns in = panel.columns();
  const auto n = static_cast<std::size_t>(lag);
  std::vector<std::size_t> broken(in.columns);
  options.parallel.share(in.columns, [&](std::size_t begin, std::size_t count) {
    core::find_growth_breaks(in.some(begin, count), n, options.base, options.direction, broken.data() + begin);
  });

  std::vector<Streak> streaks;
  streaks.reserve(in.columns);
  for (std::size_t j = 0; j < in.columns; ++j) {
    const std::size_t at = broken[j], begin = at == core::not_found ? 0 : at + 1;
    double growth = missing_value;  // where the streak is broken
    if (at != core::not_found && at >= n)
      growth = core::growth_of(in.column(j)[at], in.column(j)[at - n], options.base);
    streaks.push_back({static_cast<std::int64_t>(in.rows - begin), panel.first() + static_cast<std::int64_t>(begin),
                       is_missing(growth)});
  }
  return streaks;
}
inline Streak current_growth_streak(SeriesView series, std::int64_t lag, GrowthStreakOptions options = {}) {
  return current_growth_streak(PanelView(series.first(), series.values(), series.size(), 1), lag, options)[0];
}

}  // namespace HIGHWATER_NAMESPACE::records
