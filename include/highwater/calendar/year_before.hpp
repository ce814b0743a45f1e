#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "highwater/calendar/period.hpp"

namespace HIGHWATER_NAMESPACE {

/// The period with the same label a year earlier: the same month, the ISO week of the same number, the same date. None
/// for a week 53 (no two years in a row have one), for 29 February, and before year 0. Of a business day the last one on or
/// before that date, so that each has one.
constexpr std::optional<Period> year_before(Period period) {
  const int last_year = period.year() - 1;
  if (last_year < 0) return std::nullopt;
  if (has_regular_year(period.frequency())) return period - periods_per_year(period.frequency());
  if (period.frequency() == Frequency::weekly) {
    const int number = period.number();
    return number > iso_weeks(last_year) ? std::nullopt : std::optional(week(last_year, number));
  }
  const civil::Date date = period.date();
  const bool leap_day = date.month == 2 && date.day == 29;
  if (period.frequency() == Frequency::daily)
    return leap_day ? std::nullopt : std::optional(day(last_year, date.month, date.day));
  const std::int64_t number =
      civil::business_day_until(civil::days_from_date({last_year, date.month, leap_day ? 28 : date.day}));
  // The year 0 starts with a weekend.
  return number < business_day(0, 1, 3).ordinal() ? std::nullopt
                                                  : std::optional(Period(Frequency::business_daily, number));
}

namespace detail {

/// Positions begin to end (excluded) whose period a year before lies `lag` positions earlier; 0: there is none.
struct YearLag {
  std::size_t begin;
  std::size_t end;
  std::size_t lag;
};

/// Cuts `count` consecutive periods into the longest runs whose periods all lie the same distance from their year_before().
inline std::vector<YearLag> year_lags(Period first, std::size_t count) {
  // For how many periods from p on, p included, the distance is sure to be that of p.
  const auto run_length = [](Period p) -> std::int64_t {
    if (p.year() == 9999) return 366;
    if (p.frequency() == Frequency::business_daily) return 1;  // a Monday may lie nearer than the days before and after
    if (has_regular_year(p.frequency())) return periods_per_year(p.frequency()) + 1 - p.number();
    if (p.year() == 0) return (p.frequency() == Frequency::weekly ? week(1, 1) : day(1, 1, 1)) - p;
    if (p.frequency() == Frequency::weekly)
      return (p.number() < 53 && iso_weeks(p.year()) == 53 ? week(p.year(), 53) : week(p.year() + 1, 1)) - p;
    const civil::Date date = p.date();
    const int february = date.month < 3 ? date.year : date.year + 1;
    const bool leap_day_ahead = civil::is_leap(february) && !(date.month == 2 && date.day == 29);
    return (leap_day_ahead ? day(february, 2, 29) : day(february, 3, 1)) - p;
  };
  std::vector<YearLag> runs;
  for (std::size_t begin = 0; begin < count;) {
    const Period p = first + static_cast<std::int64_t>(begin);
    const std::optional<Period> base = year_before(p);
    const std::size_t end = std::min(count, begin + static_cast<std::size_t>(run_length(p)));
    const std::size_t lag = base ? static_cast<std::size_t>(p - *base) : 0;
    if (!runs.empty() && runs.back().lag == lag)
      runs.back().end = end;
    else
      runs.push_back({begin, end, lag});
    begin = end;
  }
  return runs;
}

}  // namespace detail

}  // namespace HIGHWATER_NAMESPACE
