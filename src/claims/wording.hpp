#pragma once

#include <cstdint>
#include <string>

#include "highwater/calendar/fiscal_year.hpp"
#include "highwater/calendar/period.hpp"
#include "highwater/series/indicator.hpp"
#include "highwater/series/series_view.hpp"

// How numbers and periods are put into English, without a locale.
namespace HIGHWATER_NAMESPACE::wording {

/// A value as it is: the shortest decimal number that reads back as the same double.
std::string plain(double value);

/// A value rounded to a number of decimals; never "-0".
std::string fixed(double value, int decimals);

/// The same with a comma between thousands: "1,864".
std::string grouped(double value, int decimals);
/// A fraction in per cent, without the mark: "12.3" of 0.123; also where no double holds the percentage.
std::string fixed_per_cent(double fraction, int decimals);

/// The text of percent_print() for a fraction that is known exactly: "12.3 %".
std::string percent(double fraction);

/// The same with its sign: "+12.3 %".
std::string signed_percent(double fraction);

/// A value for a chart: six significant digits at most, with a comma between thousands; "missing" if it is.
std::string chart_text(double value, int decimals);

/// A figure as a sentence prints it: the text, and what that text claims.
struct Print {
  std::string text;
  double value;
  double resolution;  // unit to which it is rounded
};

/// The size of a fraction in per cent: one decimal, more where that would show 0.0, fewer where the fraction is only
/// known to lie in a range of `width`. `value` has the sign.
Print percent_print(double fraction, double width);

/// A figure in the units of the data, "348" or with a magnitude "US$348 million", "US$1.86 billion": three significant
/// digits from a thousand of the magnitude on.
Print amount_print(double value, int decimals, Magnitude magnitude, const std::string& unit);

/// "US$ million" for US$ and millions.
///
/// Errors   throws Error if the unit has a magnitude of its own, as in "EUR bn" beside Magnitude::billion.
std::string unit_text(const std::string& unit, Magnitude magnitude);

/// Decimals that a value is written with; negative for trailing zeros: 348.5 has 1, 348 has 0, 4000 has -3.
int decimals_needed(double value);

/// Decimals that the values of a series are written with, at most 6. Values below a thousandth of the latest do not
/// count: where prices rose a millionfold, those of the first years say nothing of how the last are written.
int decimals_of(SeriesView series);

/// "December 2024", "the fourth quarter of 2024", "2024", "week 50 of 2024", "30 September 2024". Years, halves and
/// quarters may count in a fiscal year: "the fourth quarter of FY25".
std::string in_words(Period period, FiscalYear counted_in = {});

/// "in December 2024", "on 30 September 2024".
std::string when_in_words(Period period, FiscalYear counted_in = {});

/// For the axis of a chart: "Oct 2024", "Q4 2024", "H2 2024", "2024", "Week 50 2024", "30 Sep 2024".
std::string in_short(Period period);

/// "July to December 2024", "December 2023 to November 2024"; one period by itself.
std::string range_in_words(Period first, Period last, FiscalYear counted_in = {});

/// "month", "quarter", "half-year", "year", "week", "business day" or "day".
std::string period_noun(Frequency frequency);

/// The same after "on the", where a business day is a day: from Friday to Monday prices rose on the day.
std::string step_noun(Frequency frequency);

/// "15 months", "1 month", "3 business days".
std::string counted(std::int64_t count, Frequency frequency);

/// "15th", "21st", "12th".
std::string ordinal(std::int64_t number);

}  // namespace HIGHWATER_NAMESPACE::wording
