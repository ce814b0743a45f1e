#pragma once

#include <cstdint>
#include <string>

#include "highwater/calendar/period.hpp"

namespace HIGHWATER_NAMESPACE {

/// A fiscal year is named by the calendar year in which it ends (FY25 = July 2024 to June 2025) or starts.
enum class FiscalLabel : std::uint8_t { end_year, start_year };

/// How the name of a fiscal year is written: FY25, or 2024/25.
enum class FiscalStyle : std::uint8_t { fy, slash };

/// A twelve-month accounting year by its first month. With January, the default, it is the calendar year.
///
/// A week belongs to the fiscal year of its Thursday, as it does to the ISO year.
/// Errors   the functions throw Error if first_month is not 1 to 12, or if the year would start inside a quarter or
///          half-year of the periods asked about.
struct FiscalYear {
  int first_month = 1;
  FiscalLabel label = FiscalLabel::end_year;

  /// Equal if they cut time alike and name the years alike; the label of a calendar year makes no difference.
  friend constexpr bool operator==(FiscalYear a, FiscalYear b) noexcept {
    return a.first_month == b.first_month && (a.label == b.label || a.first_month == 1);
  }

  /// The year by which the fiscal year of this period is named: 2025 for December 2024 under July to June.
  constexpr int of(Period period) const {
    require_whole_periods(period.frequency());
    const civil::Date date = period.frequency() == Frequency::weekly ? (period.first_day() + 3).date() : period.date();
    return date.year - (date.month < first_month ? 1 : 0) + label_offset();
  }

  /// First period of the fiscal year with this name.
  constexpr Period first(int name, Frequency frequency) const {
    require_whole_periods(frequency);
    const int start = name - label_offset();
    if (has_regular_year(frequency)) {
      const int count = periods_per_year(frequency);
      return {frequency, std::int64_t{start} * count + (first_month - 1) * count / 12};
    }
    const Period first_date = day(start, first_month, 1);
    if (frequency == Frequency::daily) return first_date;
    return {Frequency::weekly, civil::floor_divide(first_date.ordinal() + 6, 7)};  // the first Thursday on or after it
  }
  constexpr Period last(int name, Frequency frequency) const { return first(name + 1, frequency) - 1; }

  /// The name in print: FY25, 2024/25; 2025 if the fiscal year is the calendar year.
  std::string name(int year, FiscalStyle style = FiscalStyle::fy) const {
    const auto two_digits = [](int value) {
      return std::string{static_cast<char>('0' + value / 10 % 10), static_cast<char>('0' + value % 10)};
    };
    if (first_month == 1) return std::to_string(year);
    if (style == FiscalStyle::fy) return "FY" + two_digits(year);
    const int start = year - label_offset();
    return std::to_string(start) + "/" + two_digits(start + 1);
  }

 private:
  constexpr int label_offset() const noexcept { return label == FiscalLabel::end_year && first_month > 1 ? 1 : 0; }

  constexpr void require_whole_periods(Frequency frequency) const {
    if (first_month < 1 || first_month > 12)
      throw Error("a fiscal year cannot start in month " + std::to_string(first_month) + " (1 to 12)");
    if (has_regular_year(frequency) && (first_month - 1) * periods_per_year(frequency) % 12 != 0)
      throw Error("a fiscal year from month " + std::to_string(first_month) + " cuts through " +
                  std::string(to_string(frequency)) + " periods");
  }
};

}  // namespace HIGHWATER_NAMESPACE
