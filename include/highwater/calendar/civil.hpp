#pragma once

#include <cstdint>

#include "highwater/version.hpp"

namespace HIGHWATER_NAMESPACE::detail {

/// Quotient rounded towards minus infinity, for a positive divisor.
constexpr std::int64_t floor_divide(std::int64_t value, std::int64_t divisor) noexcept {
  return value / divisor - (value % divisor < 0 ? 1 : 0);
}

/// Remainder in [0, divisor), for a positive divisor.
constexpr std::int64_t floor_modulo(std::int64_t value, std::int64_t divisor) noexcept {
  return value - divisor * floor_divide(value, divisor);
}

}  // namespace HIGHWATER_NAMESPACE::detail

// Days of the proleptic Gregorian calendar as plain integers. <chrono> has the same functions, but including it costs
// each user's translation unit more compile time than the rest of this library together; the tests compare the two day
// by day.
namespace HIGHWATER_NAMESPACE::civil {

/// A date of the Gregorian calendar, also before 1582.
struct Date {
  int year;
  int month;  // 1..12
  int day;    // 1..31
};

/// Whether the year has a 29 February.
constexpr bool is_leap(int year) noexcept { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

/// 28 to 31: the days of that month of the year.
constexpr int days_in_month(int year, int month) noexcept {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/// Days from 1970-01-01 to the date. Years are counted from March, so that the leap day is the last of its year, in cycles of 400
/// years or 146097 days (the usual method; see H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
constexpr std::int64_t days_from_date(Date date) noexcept {
  const std::int64_t year = date.month <= 2 ? date.year - 1 : date.year;
  const std::int64_t cycle = detail::floor_divide(year, 400);
  const std::int64_t year_of_cycle = year - cycle * 400;
  const std::int64_t month_from_march = date.month <= 2 ? date.month + 9 : date.month - 3;
  const std::int64_t day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
  const std::int64_t day_of_cycle = year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;
  return cycle * 146097 + day_of_cycle - 719468;
}

/// The date so many days after 1970-01-01: the inverse of days_from_date.
constexpr Date date_from_days(std::int64_t days) noexcept {
  const std::int64_t shifted = days + 719468;
  const std::int64_t cycle = detail::floor_divide(shifted, 146097);
  const std::int64_t day_of_cycle = shifted - cycle * 146097;
  const std::int64_t year_of_cycle =
      (day_of_cycle - day_of_cycle / 1460 + day_of_cycle / 36524 - day_of_cycle / 146096) / 365;
  const std::int64_t day_of_year = day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
  const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
  const auto day = static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
  const auto month = static_cast<int>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
  return {static_cast<int>(year_of_cycle + cycle * 400 + (month <= 2 ? 1 : 0)), month, day};
}

/// Monday is 0. 1970-01-01, day 0, was a Thursday.
constexpr std::int64_t weekday_of_day(std::int64_t day) noexcept { return detail::floor_modulo(day + 3, 7); }

/// The day of a business day by its number. Business days count from 1970-01-01, as days do.
constexpr std::int64_t day_of_business_day(std::int64_t number) noexcept {
  const std::int64_t from_monday = number + 3, week = detail::floor_divide(from_monday, 5);
  return week * 7 + (from_monday - week * 5) - 3;
}
/// The number of the first business day on or after a day.
constexpr std::int64_t business_day_from(std::int64_t day) noexcept {
  const std::int64_t weekday = weekday_of_day(day);
  return detail::floor_divide(day + 3, 7) * 5 + (weekday < 5 ? weekday : 5) - 3;
}
/// The number of the last business day on or before a day.
constexpr std::int64_t business_day_until(std::int64_t day) noexcept {
  const std::int64_t weekday = weekday_of_day(day);
  return detail::floor_divide(day + 3, 7) * 5 + (weekday < 5 ? weekday : 4) - 3;
}

}  // namespace HIGHWATER_NAMESPACE::civil
