#pragma once

#include <chrono>
#include <string>

#include "highwater/calendar/period_text.hpp"

// Months and dates of std::chrono to and from periods. The umbrella leaves this header out: <chrono> takes longer to
// compile than the calendar.
namespace HIGHWATER_NAMESPACE {

/// The period of a month or date: month(2024y / December), day(2024y / December / 31), day(2024y / December / last),
/// business_day(2024y / December / Monday[last]).
///
/// Errors   throws Error if the date does not exist or lies outside the years 0 to 9999; business_day() also for a Saturday
///          or Sunday.
constexpr Period month(const std::chrono::year_month& date) {
  return month(int{date.year()}, static_cast<int>(unsigned{date.month()}));
}
constexpr Period day(const std::chrono::year_month_day& date) {
  return day(int{date.year()}, static_cast<int>(unsigned{date.month()}), static_cast<int>(unsigned{date.day()}));
}
constexpr Period day(const std::chrono::year_month_day_last& date) { return day(std::chrono::year_month_day(date)); }
constexpr Period day(std::chrono::sys_days date) { return {Frequency::daily, date.time_since_epoch().count()}; }
constexpr Period business_day(const std::chrono::year_month_day& date) {
  return business_day(int{date.year()}, static_cast<int>(unsigned{date.month()}),
                      static_cast<int>(unsigned{date.day()}));
}
constexpr Period business_day(std::chrono::sys_days date) {
  const civil::Date of_day = day(date).date();
  return business_day(of_day.year, of_day.month, of_day.day);
}

/// The month that a monthly period is.
///
/// Errors   throws Error if it is not monthly.
constexpr std::chrono::year_month to_year_month(Period month) {
  if (month.frequency() != Frequency::monthly)
    throw Error(to_string(month) + " is " + std::string(to_string(month.frequency())) + ", not a month");
  return {std::chrono::year{month.year()}, std::chrono::month{static_cast<unsigned>(month.number())}};
}

/// The date that a day or business day is. Other periods have a first_day() and a last_day().
///
/// Errors   throws Error if it is neither.
constexpr std::chrono::sys_days to_sys_days(Period day) {
  if (day.frequency() < Frequency::business_daily)
    throw Error(to_string(day) + " is " + std::string(to_string(day.frequency())) + ", not a day");
  return std::chrono::sys_days{std::chrono::days{day.first_day().ordinal()}};
}
constexpr std::chrono::year_month_day to_year_month_day(Period day) { return to_sys_days(day); }

}  // namespace HIGHWATER_NAMESPACE
