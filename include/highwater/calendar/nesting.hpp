#pragma once

#include <cstdint>
#include <string>

#include "highwater/calendar/period.hpp"

// Which periods lie in which: the quarter of a month, the first day of a year. A week belongs to the month, quarter and
// year of its Thursday, as it does to the ISO year.
namespace HIGHWATER_NAMESPACE {

/// The month, quarter, half-year or year (or, of a day, the week or business day) that a period belongs to.
///
/// Errors   throws Error if periods of `frequency` are not made up of whole periods such as this one, and for the business
///          day of a Saturday or Sunday, which belong to none.
constexpr Period containing(Period period, Frequency frequency) {
  if (period.frequency() == frequency) return period;
  if (period.frequency() < frequency)
    throw Error("a " + std::string(to_string(period.frequency())) + " period is not part of a " +
                std::string(to_string(frequency)) + " one");
  if (frequency == Frequency::business_daily) {
    const civil::Date date = period.date();
    return business_day(date.year, date.month, date.day);
  }
  if (frequency == Frequency::weekly) return {frequency, detail::floor_divide(period.first_day().ordinal() + 3, 7)};
  if (period.frequency() == Frequency::weekly) period = period.first_day() + 3;
  if (has_regular_year(period.frequency()))
    return {frequency, period.ordinal() * periods_per_year(frequency) / periods_per_year(period.frequency())};
  const civil::Date date = period.date();
  return {frequency, (std::int64_t{date.year} * 12 + date.month - 1) * periods_per_year(frequency) / 12};
}

/// The first period of a frequency that belongs to `outer`: its first day, business day, week, month ...
///
/// Errors   throws Error if `outer` is not made up of whole periods of `frequency`.
constexpr Period first_in(Period outer, Frequency frequency) {
  if (outer.frequency() == frequency) return outer;
  if (outer.frequency() > frequency)
    throw Error("a " + std::string(to_string(outer.frequency())) + " period does not consist of " +
                std::string(to_string(frequency)) + " ones");
  if (has_regular_year(frequency))
    return {frequency, outer.ordinal() * (periods_per_year(frequency) / periods_per_year(outer.frequency()))};
  const Period first = outer.first_day();
  if (frequency == Frequency::daily) return first;
  if (frequency == Frequency::business_daily) return {frequency, civil::business_day_from(first.ordinal())};
  return {frequency, detail::floor_divide(first.ordinal() + 6, 7)};  // by Thursday
}

/// The last period of a frequency that belongs to `outer`. Errors: as first_in.
constexpr Period last_in(Period outer, Frequency frequency) {
  if (outer.frequency() == frequency) return outer;
  const Period first = first_in(outer, frequency);  // throws if there is none
  if (has_regular_year(frequency))
    return first + (periods_per_year(frequency) / periods_per_year(outer.frequency()) - 1);
  const Period last = outer.last_day();
  if (frequency == Frequency::daily) return last;
  if (frequency == Frequency::business_daily) return {frequency, civil::business_day_until(last.ordinal())};
  return {frequency, detail::floor_divide(last.ordinal(), 7)};  // by Thursday
}

}  // namespace HIGHWATER_NAMESPACE
