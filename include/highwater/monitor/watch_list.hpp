#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "highwater/aggregate/fiscal.hpp"
#include "highwater/calendar/fiscal_year.hpp"
#include "highwater/calendar/year_before.hpp"
#include "highwater/growth/growth.hpp"
#include "highwater/records/records.hpp"
#include "highwater/records/streaks.hpp"
#include "highwater/series/indicator.hpp"

/// What is newsworthy in one series or in thousands, and what to watch for next.
namespace HIGHWATER_NAMESPACE::monitor {

/// What a coming value must reach to set a record or to extend a streak.
struct Threshold {
  Period period;  // of the coming value
  double value;   // the one to reach
  Side side;      // high: it must be as high; low: as low
  Ties ties;      // strict: it must be beaten; weak: a tie is enough
  double change;  // from the latest observation to `value`

  bool met_by(double x) const { return core::is_record(x, value, side, ties); }
};

/// An observation after the latest record, and by how much it would have to be revised to take the record away.
struct Rival {
  Observation observation;
  double revision;
};

/// What a revision would have to be for the latest record to be none.
struct BreakEven {
  Record record;
  double revision;  // of the record itself, to the previous one; NaN if it is the trivial record
  Ties ties;        // strict: exactly that much is enough, of a rival it takes more; weak: the other way round
  std::vector<Rival> rivals;
};

/// A streak of growth (or of decline), and what the next value must be for it to go on; to begin, if its length is 0.
struct StreakWatch {
  Basis basis;
  Streak streak;
  Threshold threshold;
};

/// What is needed for the total of a fiscal year to reach a target.
struct TargetWatch {
  int fiscal_year;  // its name: 2025 for FY25
  double target;
  double observed;  // total of the year so far; NaN if one of its periods is missing
  std::int64_t remaining_periods;
  double required;             // target - observed
  double required_per_period;  // if the remaining periods are to be alike
  double required_growth;      // of all remaining periods over those a year earlier; NaN if these are not known
  double required_next;        // of the next period, if all are to grow alike from a year earlier
};

/// Which records are watched.
struct RecordWatchOptions {
  Side side = Side::high;
  Ties ties = Ties::strict;
};

/// Which streaks are watched.
struct StreakWatchOptions {
  Basis basis = Basis::period;
  Direction direction = Direction::rising;
  Measure measure = Measure::flow;  // streaks of rates and balances are of differences
};

}  // namespace HIGHWATER_NAMESPACE::monitor

namespace HIGHWATER_NAMESPACE::detail {

inline std::optional<Observation> latest_observation(SeriesView series) {
  const std::size_t at = core::find_last_observed(series.values().data(), series.size());
  return at == core::not_found ? std::nullopt : std::optional(Observation{series.period(at), series.values()[at]});
}

}  // namespace HIGHWATER_NAMESPACE::detail

namespace HIGHWATER_NAMESPACE::monitor {

/// By how much the latest record may be revised, and each figure after it, before it is none.
///
/// Units    those of the data; negative is down.
/// Missing  none without observations.
inline std::optional<BreakEven> break_even(SeriesView series, RecordWatchOptions options = {}) {
  const std::vector<Record> records = records::all(series, options.side, {.ties = options.ties});
  if (records.empty()) return std::nullopt;
  const Record& record = records.back();
  BreakEven found{record, record.previous_value - record.value, options.ties, {}};
  for (const Observation o : series.slice(record.period, series.last()))
    if (o.period > record.period && !is_missing(o.value)) found.rivals.push_back({o, record.value - o.value});
  return found;
}

/// What the value after the latest observation must be to set a record; none without observations.
inline std::optional<Threshold> to_set_record(SeriesView series, RecordWatchOptions options = {}) {
  const std::optional<Observation> latest = detail::latest_observation(series);
  if (!latest) return std::nullopt;
  const double standing = records::all(series, options.side).back().value;
  return Threshold{latest->period + 1, standing, options.side, options.ties, standing - latest->value};
}

/// What the value after the latest observation must be to make the current streak one period longer.
///
/// Missing  none without observations, or if the value that the next is measured against is missing, or not positive where
///          changes are in per cent.
inline std::optional<StreakWatch> to_extend_streak(SeriesView series, StreakWatchOptions options = {}) {
  const std::optional<Observation> latest = detail::latest_observation(series);
  if (!latest) return std::nullopt;
  const Period next = latest->period + 1;
  const std::optional<Period> base = options.basis == Basis::period ? latest->period : year_before(next);
  const double needed = base ? series[*base] : missing_value;
  const bool in_per_cent = changes_in_per_cent(options.measure);
  if (is_missing(needed) || (in_per_cent && !(needed > 0.0))) return std::nullopt;
  const SeriesView known = series.slice(series.first(), latest->period);
  const TimeSeries growth = options.basis == Basis::period
                                ? (in_per_cent ? growth::period_over_period(known) : growth::difference(known))
                            : in_per_cent ? growth::year_over_year(known)
                                          : growth::difference_on_year(known);
  const Side side = options.direction == Direction::rising ? Side::high : Side::low;
  return StreakWatch{options.basis,
                     records::current_streak(growth, {.direction = options.direction}),
                     {next, needed, side, Ties::strict, needed - latest->value}};
}

/// What is needed for the total of the fiscal year of the next value to reach a target. That is the fiscal year of the
/// latest observation, unless this was its last period. Of a rate or an index the target is for the mean of the year, of a
/// stock for its value at the end.
///
/// Units    those of the data; growth as a fraction. Of a mean, `observed` is the part of it that the year so far gives.
/// Missing  what depends on a missing period is NaN; required growth is only that of a total.
/// Errors   throws Error without observations, or if the fiscal year would cut through the periods.
inline TargetWatch to_reach_target(SeriesView series, double target, const Indicator& indicator = {}) {
  const std::optional<Observation> latest = detail::latest_observation(series);
  if (!latest) throw Error("to_reach_target: \"" + indicator.title + "\" has no observation to be on the way from");
  const FiscalYear fiscal_year = indicator.fiscal_year;
  const Period next = latest->period + 1;
  const int year = fiscal_year.of(next);
  const Period last = fiscal_year.last(year, series.frequency());
  const Summary summary = summary_of(indicator.measure);
  const double in_year =
      summary == Summary::mean ? static_cast<double>(last - fiscal_year.first(year, series.frequency()) + 1) : 1.0;
  const double so_far =
      fiscal_year.of(latest->period) == year ? aggregate::year_to_date(series, fiscal_year)[latest->period] : 0.0;
  const double observed = summary == Summary::last ? latest->value : so_far / in_year;
  const auto a_year_before = [&](Period period) {
    const std::optional<Period> before = year_before(period);
    return before && summary == Summary::sum ? series[*before] : missing_value;
  };
  double year_earlier = 0.0;
  for (Period period = next; period <= last; ++period) year_earlier += a_year_before(period);
  const double required = target - observed;
  const std::int64_t remaining = last - next + 1;
  const double growth = year_earlier > 0.0 ? required / year_earlier - 1.0 : missing_value;
  return {year,     target,
          observed, remaining,
          required, required * in_year / static_cast<double>(remaining),
          growth,   a_year_before(next) * (1.0 + growth)};
}

/// What watch_list() is to watch for.
struct WatchOptions {
  Side side = Side::high;  // Side::low: lower records and streaks of decline
  Ties ties = Ties::strict;
  Indicator indicator = {};                     // what the values are
  std::optional<double> target = std::nullopt;  // for the fiscal year: total, mean or end value, as the measure has it
};

/// All of the above.
struct WatchList {
  std::optional<BreakEven> break_even;
  std::optional<Threshold> record;
  std::optional<StreakWatch> streak_on_period;
  std::optional<StreakWatch> streak_on_year;
  std::optional<TargetWatch> target;
};

/// What to watch for when the next value comes, and when this one is revised.
///
/// Missing  what cannot be said is empty.
/// Errors   as to_reach_target() if there is a target.
inline WatchList watch_list(SeriesView series, const WatchOptions& options = {}) {
  const RecordWatchOptions record{.side = options.side, .ties = options.ties};
  const Direction direction = options.side == Side::high ? Direction::rising : Direction::falling;
  WatchList list{break_even(series, record), to_set_record(series, record),
                 to_extend_streak(series, {Basis::period, direction, options.indicator.measure}),
                 to_extend_streak(series, {Basis::year, direction, options.indicator.measure}), std::nullopt};
  if (options.target) list.target = to_reach_target(series, *options.target, options.indicator);
  return list;
}

}  // namespace HIGHWATER_NAMESPACE::monitor
