#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <vector>

#include "highwater/core/sweeps/runs.hpp"
#include "highwater/series/transform.hpp"

namespace HIGHWATER_NAMESPACE {

/// Consecutive periods with a positive value (or, under Direction::falling, a negative one; or, under a predicate of the
/// caller's, one that meets it). Of a growth series that is a streak of growth; on what basis (month-on-month,
/// year-on-year) follows from the series.
struct Streak {
  std::int64_t length;
  Period first;             // of a streak of length 0: the period after the last
  bool bounded_by_missing;  // before it stands no observation, so the true streak may be longer

  /// Last period of the streak; the one before `first` if the length is 0.
  Period last() const { return first + (length - 1); }
};

/// Writes "2023-10 to 2024-12 (15)", "2023-10 to 2024-12 (15 or more)" if bounded by missing, "none" of length 0.
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const Streak& streak) {
  if (streak.length == 0) return out << "none";
  return out << streak.first << " to " << streak.last() << " (" << streak.length
             << (streak.bounded_by_missing ? " or more)" : ")");
}

}  // namespace HIGHWATER_NAMESPACE

namespace HIGHWATER_NAMESPACE::detail {

/// The streak of `length` periods that ends right before position `end`.
inline Streak streak_before(SeriesView series, std::size_t end, std::size_t length) {
  const std::size_t begin = end - length;
  return {static_cast<std::int64_t>(length), series.period(begin),
          begin == 0 || is_missing(series.values()[begin - 1])};
}

}  // namespace HIGHWATER_NAMESPACE::detail

/// Streaks of a series, or those of each series of a panel. They are of positive values, of negative ones, or of those
/// that meet a predicate, a callable double -> bool that is asked of observed values alone:
/// current_streak(unemployment, [](double rate) { return rate < 0.05; }).
///
/// Shape    T -> one streak, or all of them; panel T x N -> N of either.
/// Missing  ends a streak; so does the start of the series. bounded_by_missing says if nothing was observed before it, so
///          that the true streak may be longer.
namespace HIGHWATER_NAMESPACE::records {

/// Of which sign the values of a streak are.
struct StreakOptions {
  Direction direction = Direction::rising;
};

/// What streaks are of: a direction, or a predicate of the caller's.
template <class Condition>
concept StreakCondition = std::same_as<Condition, StreakOptions> || std::predicate<const Condition&, double>;

/// The streak that goes on in the last period of the series; length 0 if that period ends one.
template <StreakCondition Condition = StreakOptions>
Streak current_streak(SeriesView series, const Condition& condition = {}) {
  const double* const x = series.values().data();
  std::size_t broken;
  if constexpr (std::same_as<Condition, StreakOptions>)
    broken = core::find_last_break(x, series.size(), condition.direction);
  else
    broken = core::find_last_break_of(x, series.size(), condition);
  return detail::streak_before(series, series.size(),
                               broken == core::not_found ? series.size() : series.size() - 1 - broken);
}

/// The longest streak of the series, the earliest of equals; length 0 if there is none.
template <StreakCondition Condition = StreakOptions>
Streak longest_streak(SeriesView series, const Condition& condition = {}) {
  const double* const x = series.values().data();
  core::Run<double> runs;
  if constexpr (std::same_as<Condition, StreakOptions>)
    runs = core::runs(x, series.size(), condition.direction);
  else
    runs = core::runs_of(x, series.size(), condition);
  const auto length = static_cast<std::size_t>(runs.longest);
  return detail::streak_before(series, length == 0 ? series.size() : static_cast<std::size_t>(runs.longest_end),
                               length);
}

/// Every streak of the series, oldest first.
template <StreakCondition Condition = StreakOptions>
std::vector<Streak> streaks(SeriesView series, const Condition& condition = {}) {
  const double* const x = series.values().data();
  std::vector<Streak> found;
  const auto add = [&](std::size_t begin, std::size_t end) {
    found.push_back(detail::streak_before(series, end, end - begin));
  };
  if constexpr (std::same_as<Condition, StreakOptions>)
    core::visit_runs(x, series.size(), condition.direction, add);
  else
    core::visit_runs_of(x, series.size(), condition, add);
  return found;
}

template <StreakCondition Condition = StreakOptions>
std::vector<Streak> current_streak(const PanelView& panel, const Condition& condition = {}) {
  return detail::for_each_series(panel, [&](SeriesView series) { return current_streak(series, condition); });
}
template <StreakCondition Condition = StreakOptions>
std::vector<Streak> longest_streak(const PanelView& panel, const Condition& condition = {}) {
  return detail::for_each_series(panel, [&](SeriesView series) { return longest_streak(series, condition); });
}
template <StreakCondition Condition = StreakOptions>
std::vector<std::vector<Streak>> streaks(const PanelView& panel, const Condition& condition = {}) {
  return detail::for_each_series(panel, [&](SeriesView series) { return streaks(series, condition); });
}

}  // namespace HIGHWATER_NAMESPACE::records
