#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include "highwater/calendar/civil.hpp"
#include "highwater/calendar/frequency.hpp"
#include "highwater/error.hpp"

namespace HIGHWATER_NAMESPACE {

/// One year, half-year, quarter, month, ISO week, business day or day: a frequency and a running number. A date is a
/// daily period.
///
/// Make one with year(), half(), quarter(), month(), week(), business_day() or day(), or read it with parse_period().
/// Years 0 to 9999.
/// Errors   adding beyond these years throws Error; so do the order and the difference of periods of two frequencies.
///          Equality of two frequencies is simply false.
class Period {
 public:
  /// The period of that frequency with that ordinal. Years, half-years, quarters and months count from year 0; weeks and days of either kind from those of 1970-01-01.
  constexpr Period(Frequency frequency, std::int64_t ordinal) : frequency_(frequency) {
    if (ordinal < first_ordinal(frequency) || ordinal > last_ordinal(frequency))
      throw Error("a " + std::string(to_string(frequency)) + " period lies outside the years 0 to 9999");
    ordinal_ = static_cast<std::int32_t>(ordinal);
  }

  constexpr Frequency frequency() const noexcept { return frequency_; }
  constexpr std::int64_t ordinal() const noexcept { return ordinal_; }

  /// The year that the period is written with: the calendar year, for weeks the ISO year.
  constexpr int year() const noexcept {
    if (frequency_ >= Frequency::business_daily) return civil::date_from_days(first_day_number(ordinal_)).year;
    if (frequency_ == Frequency::weekly) return civil::date_from_days(thursday(ordinal_)).year;
    return ordinal_ / periods_per_year(frequency_);
  }

  /// Position in that year, from 1: half 1..2, quarter 1..4, month 1..12, ISO week 1..53, business day
  /// of the year 1..262, day of the year 1..366.
  constexpr int number() const noexcept {
    if (frequency_ == Frequency::daily) return static_cast<int>(ordinal_ - civil::days_from_date({year(), 1, 1})) + 1;
    if (frequency_ == Frequency::business_daily)
      return static_cast<int>(ordinal_ - civil::business_day_from(civil::days_from_date({year(), 1, 1}))) + 1;
    if (frequency_ == Frequency::weekly)
      return static_cast<int>((thursday(ordinal_) - civil::days_from_date({year(), 1, 1})) / 7) + 1;
    return ordinal_ % periods_per_year(frequency_) + 1;
  }

  /// First and last day, as daily periods.
  constexpr Period first_day() const { return {Frequency::daily, first_day_number(ordinal_)}; }
  constexpr Period last_day() const {
    if (frequency_ >= Frequency::business_daily) return first_day();
    return {Frequency::daily, first_day_number(std::int64_t{ordinal_} + 1) - 1};
  }

  /// Year, month and day of the first day.
  constexpr civil::Date date() const noexcept { return civil::date_from_days(first_day_number(ordinal_)); }

  constexpr Period& operator+=(std::int64_t count) { return *this = Period(frequency_, ordinal_ + bounded(count)); }
  constexpr Period& operator-=(std::int64_t count) { return *this = Period(frequency_, ordinal_ - bounded(count)); }
  constexpr Period& operator++() { return *this += 1; }
  constexpr Period& operator--() { return *this -= 1; }
  friend constexpr Period operator+(Period period, std::int64_t count) { return period += count; }
  friend constexpr Period operator-(Period period, std::int64_t count) { return period -= count; }

  /// Periods from b to a; positive if a is later.
  friend constexpr std::int64_t operator-(Period a, Period b) {
    require_same_frequency(a, b);
    return std::int64_t{a.ordinal_} - b.ordinal_;
  }

  friend constexpr bool operator==(Period, Period) noexcept = default;
  friend constexpr std::strong_ordering operator<=>(Period a, Period b) {
    require_same_frequency(a, b);
    return a.ordinal_ <=> b.ordinal_;
  }

 private:
  /// Clamped to a distance that leaves the calendar from any period in it, so that no sum overflows.
  static constexpr std::int64_t bounded(std::int64_t count) noexcept {
    constexpr std::int64_t beyond = 10'000'000;
    return count > beyond ? beyond : count < -beyond ? -beyond : count;
  }
  static constexpr std::int64_t months_of(Frequency frequency) noexcept { return 12 / periods_per_year(frequency); }
  static constexpr std::int64_t thursday(std::int64_t week) noexcept { return week * 7; }  // 1970-01-01 was one

  static constexpr std::int64_t first_ordinal(Frequency frequency) noexcept {
    if (frequency == Frequency::daily) return civil::days_from_date({0, 1, 1});
    if (frequency == Frequency::business_daily) return civil::business_day_from(civil::days_from_date({0, 1, 1}));
    if (frequency == Frequency::weekly) return detail::floor_divide(civil::days_from_date({0, 1, 4}) + 3, 7);
    return 0;
  }
  static constexpr std::int64_t last_ordinal(Frequency frequency) noexcept {
    if (frequency == Frequency::daily) return civil::days_from_date({9999, 12, 31});
    if (frequency == Frequency::business_daily) return civil::business_day_until(civil::days_from_date({9999, 12, 31}));
    if (frequency == Frequency::weekly) return detail::floor_divide(civil::days_from_date({9999, 12, 28}) + 3, 7);
    return 10000 * periods_per_year(frequency) - 1;
  }
  constexpr std::int64_t first_day_number(std::int64_t ordinal) const noexcept {
    if (frequency_ == Frequency::daily) return ordinal;
    if (frequency_ == Frequency::business_daily) return civil::day_of_business_day(ordinal);
    if (frequency_ == Frequency::weekly) return thursday(ordinal) - 3;
    const std::int64_t months = ordinal * months_of(frequency_);
    return civil::days_from_date({static_cast<int>(months / 12), static_cast<int>(months % 12) + 1, 1});
  }
  static constexpr void require_same_frequency(Period a, Period b) {
    if (a.frequency_ != b.frequency_)
      throw Error("a " + std::string(to_string(a.frequency_)) + " period cannot be compared with a " +
                  std::string(to_string(b.frequency_)) + " one");
  }

  std::int32_t ordinal_ = 0;
  Frequency frequency_;
};

/// A calendar year, or a fiscal one by its name.
///
/// Errors   as all that follow: throws Error if the number does not exist in the year, or the year is not 0 to 9999.
constexpr Period year(int year) { return {Frequency::annual, year}; }

namespace detail {
constexpr void require_number(const char* what, int number, int count, int year) {
  if (number < 1 || number > count)
    throw Error(std::string(what) + " " + std::to_string(number) + " of " + std::to_string(year) +
                " does not exist (1 to " + std::to_string(count) + ")");
  if (year < 0 || year > 9999) throw Error("year " + std::to_string(year) + " lies outside 0 to 9999");
}
}  // namespace detail

/// A half-year by its year and its number, 1 or 2.
constexpr Period half(int year, int number) {
  detail::require_number("half-year", number, 2, year);
  return {Frequency::semiannual, std::int64_t{year} * 2 + number - 1};
}
/// A quarter by its year and its number, 1 to 4.
constexpr Period quarter(int year, int number) {
  detail::require_number("quarter", number, 4, year);
  return {Frequency::quarterly, std::int64_t{year} * 4 + number - 1};
}
/// A month by its year and its number, 1 to 12, as in month(2024, 12).
constexpr Period month(int year, int number) {
  detail::require_number("month", number, 12, year);
  return {Frequency::monthly, std::int64_t{year} * 12 + number - 1};
}

/// ISO weeks in a year: 53 if 1 January, or in a leap year 2 January, is a Thursday; otherwise 52.
constexpr int iso_weeks(int year) {
  // 28 December is always in the last week.
  return Period(Frequency::weekly, detail::floor_divide(civil::days_from_date({year, 12, 28}) + 3, 7)).number();
}
/// An ISO week by its ISO year and its number, 1 to 52 or 53.
constexpr Period week(int year, int number) {
  detail::require_number("ISO week", number, year < 0 || year > 9999 ? 53 : iso_weeks(year), year);
  return {Frequency::weekly, detail::floor_divide(civil::days_from_date({year, 1, 4}) + 3, 7) + number - 1};
}
/// A date by its year, month and number in the month.
constexpr Period day(int year, int month, int number) {
  detail::require_number("month", month, 12, year);
  detail::require_number("day", number, civil::days_in_month(year, month), year);
  return {Frequency::daily, civil::days_from_date({year, month, number})};
}
/// The same as a business day, by year, month and number in the month.
///
/// Errors   throws Error also if the date is a Saturday or Sunday.
constexpr Period business_day(int year, int month, int number) {
  const std::int64_t date = day(year, month, number).ordinal();
  if (civil::weekday_of_day(date) > 4)
    throw Error("day " + std::to_string(number) + " of month " + std::to_string(month) + " of " + std::to_string(year) +
                " is a " + (civil::weekday_of_day(date) == 5 ? "Saturday" : "Sunday") + ", not a business day");
  return {Frequency::business_daily, civil::business_day_from(date)};
}

}  // namespace HIGHWATER_NAMESPACE

template <>
struct std::hash<highwater::Period> {
  std::size_t operator()(highwater::Period period) const noexcept {
    const auto ordinal = static_cast<std::uint32_t>(period.ordinal());  // of a few million at most
    return std::hash<std::uint64_t>{}(std::uint64_t{ordinal} << 8 | static_cast<std::uint64_t>(period.frequency()));
  }
};
