#pragma once

#include <cstdint>
#include <string>

#include "highwater/calendar/nesting.hpp"

namespace HIGHWATER_NAMESPACE {

/// A fiscal year is named by the calendar year in which it ends (FY25 = July 2024 to June 2025) or starts.
enum class FiscalLabel : std::uint8_t { end_year, start_year };

/// How the name of a fiscal year is written: FY25, or 2024/25.
enum class FiscalStyle : std::uint8_t { fy, slash };

/// A twelve-month accounting year by its first month. With January, the default, it is the calendar year.
///
/// A fiscal year, half or quarter is an annual, semiannual or quarterly Period whose numbers count in the fiscal year:
/// under July to June, quarter(2025, 2) is October to December 2024, Q2 FY25. A week belongs to the fiscal year of its
/// Thursday, as it does to the ISO year.
/// Errors   the functions throw Error if first_month is not 1 to 12, or if a fiscal year, half or quarter would start
///          inside one of the periods asked about.
struct FiscalYear {
  int first_month = 1;
  FiscalLabel label = FiscalLabel::end_year;

  /// Equal if they cut time alike and name the years alike; the label of a calendar year makes no difference.
  friend constexpr bool operator==(FiscalYear a, FiscalYear b) noexcept {
    return a.first_month == b.first_month && (a.label == b.label || a.first_month == 1);
  }

  /// The year by which the fiscal year of this period is named: 2025 for December 2024 under July to June.
  constexpr int of(Period period) const { return part(period, Frequency::annual).year(); }

  /// The fiscal year, half or quarter that a calendar period belongs to, numbered in the fiscal year: quarter(2025, 2)
  /// for December 2024 under July to June.
  constexpr Period part(Period period, Frequency frequency) const {
    require_whole_periods(period.frequency(), frequency);
    const Period month = period.frequency() < Frequency::monthly ? first_in(period, Frequency::monthly)
                                                                 : containing(period, Frequency::monthly);
    return containing(month + months_ahead(), frequency);
  }

  /// First and last calendar period of a fiscal year, half or quarter: month(2024, 10) and month(2024, 12) for
  /// quarter(2025, 2) under July to June.
  constexpr Period first(Period part, Frequency frequency) const {
    require_whole_periods(frequency, part.frequency());
    const Period month = first_in(part, Frequency::monthly) - months_ahead();
    return frequency < Frequency::monthly ? containing(month, frequency) : first_in(month, frequency);
  }
  constexpr Period last(Period part, Frequency frequency) const {
    require_whole_periods(frequency, part.frequency());
    const Period month = last_in(part, Frequency::monthly) - months_ahead();
    return frequency < Frequency::monthly ? containing(month, frequency) : last_in(month, frequency);
  }

  /// The same of the fiscal year with this name.
  constexpr Period first(int name, Frequency frequency) const { return first(year_of(name), frequency); }
  constexpr Period last(int name, Frequency frequency) const { return last(year_of(name), frequency); }

  /// The name in print: FY25, 2024/25, H1 FY25, Q2 2024/25; 2025, H1 2025 if the fiscal year is the calendar year.
  std::string name(Period part, FiscalStyle style = FiscalStyle::fy) const {
    require_whole_periods(Frequency::monthly, part.frequency());
    std::string year = name(part.year(), style);
    if (part.frequency() == Frequency::annual) return year;
    return (part.frequency() == Frequency::semiannual ? "H" : "Q") + std::to_string(part.number()) + " " + year;
  }
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
  /// How far ahead of the calendar months those of the fiscal year are numbered: July 2024 is the first of FY25.
  constexpr int months_ahead() const noexcept { return 12 * label_offset() - (first_month - 1); }
  static constexpr Period year_of(int name) { return {Frequency::annual, name}; }

  constexpr void require_whole_periods(Frequency frequency, Frequency parts) const {
    if (first_month < 1 || first_month > 12)
      throw Error("a fiscal year cannot start in month " + std::to_string(first_month) + " (1 to 12)");
    if (parts > Frequency::quarterly)
      throw Error("a fiscal year has halves and quarters, not " + std::string(to_string(parts)) + " parts");
    if (frequency < parts)
      throw Error("a " + std::string(to_string(frequency)) + " period is not part of a " +
                  std::string(to_string(parts)) + " one");
    if (has_regular_year(frequency) && (first_month - 1) * periods_per_year(frequency) % 12 != 0)
      throw Error("a fiscal year from month " + std::to_string(first_month) + " cuts through " +
                  std::string(to_string(frequency)) + " periods");
  }
};

}  // namespace HIGHWATER_NAMESPACE
