#pragma once

#include <cstddef>
#include <cstdint>

#include "highwater/core/operations.hpp"
#include "highwater/series/series_view.hpp"

namespace HIGHWATER_NAMESPACE {

/// Consecutive periods with a positive value (or, under Direction::falling, a negative one). Of a growth series that is
/// a streak of growth; on what basis (month-on-month, year-on-year) follows from the series.
struct Streak {
  std::int64_t length;
  Period first;             // of a streak of length 0: the period after the last
  bool bounded_by_missing;  // before it stands no observation, so the true streak may be longer

  /// Last period of the streak; the one before `first` if the length is 0.
  Period last() const { return first + (length - 1); }
};

}  // namespace HIGHWATER_NAMESPACE

namespace HIGHWATER_NAMESPACE::records {

struct StreakOptions {
  Direction direction = Direction::rising;
};

/// The streak of `length` periods that ends right before position `end`.
inline Streak streak_before(SeriesView series, std::size_t end, std::size_t length) {
  const std::size_t begin = end - length;
  return {static_cast<std::int64_t>(length), series.period(begin),
          begin == 0 || is_missing(series.values()[begin - 1])};
}

/// The streak that goes on in the last period of the series.
///
/// Missing  ends a streak, as zero and values of the other sign do; so does the start of the series. bounded_by_missing
///          says if nothing was observed before it, so that the true streak may be longer.
inline Streak current_streak(SeriesView series, StreakOptions options = {}) {
  const std::size_t broken = core::find_last_break(series.values().data(), series.size(), options.direction);
  return streak_before(series, series.size(), broken == core::not_found ? series.size() : series.size() - 1 - broken);
}

/// The longest streak of the series, the earliest of equals; length 0 if there is none.
///
/// Missing  as for current_streak.
inline Streak longest_streak(SeriesView series, StreakOptions options = {}) {
  const core::Run<double> runs = core::runs(series.values().data(), series.size(), options.direction);
  const auto length = static_cast<std::size_t>(runs.longest);
  return streak_before(series, length == 0 ? series.size() : static_cast<std::size_t>(runs.longest_end), length);
}

}  // namespace HIGHWATER_NAMESPACE::records
