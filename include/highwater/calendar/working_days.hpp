#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "highwater/calendar/period_text.hpp"

namespace HIGHWATER_NAMESPACE {

/// The days of the week by their ISO 8601 numbers.
enum class Weekday : std::uint8_t { monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday };

/// The weekday of a date.
///
/// Errors   throws Error if the period is not daily.
constexpr Weekday weekday(Period day) {
  if (day.frequency() != Frequency::daily)
    throw Error(to_string(day) + " is " + std::string(to_string(day.frequency())) + ": only a day has a weekday");
  return static_cast<Weekday>(detail::floor_modulo(day.ordinal() + 3, 7) + 1);  // 1970-01-01 was a Thursday
}

/// The days on which nobody works. Holidays may come in any order, more than once, and on a weekend.
struct WorkingDaysOptions {
  std::vector<Weekday> weekend = {Weekday::saturday, Weekday::sunday};
  std::vector<Period> holidays = {};
};

/// A calendar of working days: all but the weekend and the holidays. Which these are the caller says, as in
/// `WorkingDays({.weekend = {Weekday::friday, Weekday::saturday}, .holidays = io::read_holidays(path)})`.
///
/// Counting costs the time of a search in the sorted holidays, however long the period.
/// Errors   throws Error if a holiday is not a daily period, if a day of the weekend is none of the seven, or if the
///          weekend is all of them. An empty weekend is a week of seven working days.
class WorkingDays {
 public:
  explicit WorkingDays(const WorkingDaysOptions& options = {}) {
    std::array<std::int64_t, 8> worked{0, 1, 1, 1, 1, 1, 1, 1};  // by the number of the weekday
    for (const Weekday day : options.weekend) {
      const auto number = static_cast<std::size_t>(day);
      if (number < 1 || number > 7)
        throw Error("a weekend cannot have the weekday " + std::to_string(number) + " (1 to 7)");
      worked[number] = 0;
    }
    for (std::size_t n = 1; n <= 7; ++n) worked_since_monday_[n] = worked_since_monday_[n - 1] + worked[n];
    if (worked_since_monday_[7] == 0) throw Error("a weekend of all seven days leaves no day to work");

    for (const Period holiday : options.holidays) {
      if (holiday.frequency() != Frequency::daily)
        throw Error("the holiday " + to_string(holiday) + " is " + std::string(to_string(holiday.frequency())) +
                    ", not daily");
      if (worked[static_cast<std::size_t>(weekday(holiday))] == 1) holidays_.push_back(holiday.ordinal());
    }
    std::sort(holidays_.begin(), holidays_.end());
    holidays_.erase(std::unique(holidays_.begin(), holidays_.end()), holidays_.end());
  }

  /// Errors   throws Error if the period is not daily.
  bool is_working_day(Period day) const {
    static_cast<void>(weekday(day));  // throws if it has none
    return count(day) == 1;
  }

  /// Working days in a period of any frequency; a week has its days from Monday to Sunday.
  ///
  /// Errors   throws Error if the period ends beyond the year 9999, as its last ISO week does.
  std::int64_t count(Period period) const { return between(period.first_day(), period.last_day()); }

  /// Working days from the first day of one period to the last day of another.
  ///
  /// Errors   throws Error if `last` comes before `first` or has another frequency; and as above.
  std::int64_t count(Period first, Period last) const {
    if (last < first)
      throw Error("working days are not counted from " + to_string(first) + " back to " + to_string(last));
    return between(first.first_day(), last.last_day());
  }

 private:
  std::int64_t between(Period first_day, Period last_day) const noexcept {
    return before(last_day.ordinal() + 1) - before(first_day.ordinal());
  }
  /// Working days before this day, counted from an arbitrary one: only differences mean something.
  std::int64_t before(std::int64_t day) const noexcept {
    const std::int64_t days = day + 3;  // since Monday, 1969-12-29
    const std::int64_t weeks = detail::floor_divide(days, 7);
    return weeks * worked_since_monday_[7] + worked_since_monday_[static_cast<std::size_t>(days - weeks * 7)] -
           (std::lower_bound(holidays_.begin(), holidays_.end(), day) - holidays_.begin());
  }

  std::array<std::int64_t, 8> worked_since_monday_{};  // in the first n days of a week without holidays
  std::vector<std::int64_t> holidays_;                 // ascending, none on a weekend
};

}  // namespace HIGHWATER_NAMESPACE
