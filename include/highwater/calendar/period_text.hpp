#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "highwater/calendar/period.hpp"

namespace HIGHWATER_NAMESPACE {

/// The period as official statistics write it (SDMX time periods): 2024, 2024-S2, 2024-Q4, 2024-12, 2024-W05,
/// 2024-12-31.
inline std::string to_string(Period period) {
  const auto digits = [](int value, int width) {
    std::string text(static_cast<std::size_t>(width), '0');
    for (std::size_t i = text.size(); i-- > 0; value /= 10) text[i] = static_cast<char>('0' + value % 10);
    return text;
  };
  std::string year = digits(period.year(), 4);
  switch (period.frequency()) {
    case Frequency::annual:
      return year;
    case Frequency::semiannual:
      return year + "-S" + digits(period.number(), 1);
    case Frequency::quarterly:
      return year + "-Q" + digits(period.number(), 1);
    case Frequency::monthly:
      return year + "-" + digits(period.number(), 2);
    case Frequency::weekly:
      return year + "-W" + digits(period.number(), 2);
    case Frequency::business_daily:
    case Frequency::daily:
      break;
  }
  const civil::Date date = period.date();
  return year + "-" + digits(date.month, 2) + "-" + digits(date.day, 2);
}

template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, Period period) {
  return out << to_string(period);
}
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, Frequency frequency) {
  return out << to_string(frequency);
}

/// Reads what to_string writes, and also 2024-H2 and 2024Q4. The frequency follows from the form: a date is a day, and
/// containing(day, Frequency::business_daily) its business day.
///
/// Missing  empty if the text is anything else, or names a period that does not exist (2024-13, 2023-W53).
constexpr std::optional<Period> try_parse_period(std::string_view text) {
  // Number in text[from, from + width); -1 if a character is not a digit or the text ends first.
  const auto number = [text](std::size_t from, std::size_t width) {
    if (from + width > text.size()) return -1;
    int value = 0;
    for (const char c : text.substr(from, width)) {
      if (c < '0' || c > '9') return -1;
      value = value * 10 + (c - '0');
    }
    return value;
  };
  const auto within = [](int value, int last) { return value >= 1 && value <= last; };
  const int y = number(0, 4);
  if (y < 0) return std::nullopt;
  if (text.size() == 4) return year(y);
  if (text.size() == 6 && text[4] == 'Q' && within(number(5, 1), 4)) return quarter(y, number(5, 1));
  if (text[4] != '-') return std::nullopt;
  if (text.size() == 7) {
    const int n = number(6, 1);
    if (text[5] == 'Q' && within(n, 4)) return quarter(y, n);
    if ((text[5] == 'S' || text[5] == 'H') && within(n, 2)) return half(y, n);
    if (within(number(5, 2), 12)) return month(y, number(5, 2));
  }
  if (text.size() == 8 && text[5] == 'W' && within(number(6, 2), iso_weeks(y))) return week(y, number(6, 2));
  if (text.size() == 10 && text[7] == '-') {
    const int m = number(5, 2);
    if (within(m, 12) && within(number(8, 2), civil::days_in_month(y, m))) return day(y, m, number(8, 2));
  }
  return std::nullopt;
}

/// The same, for text that must be a period.
///
/// Errors   throws Error that quotes the text.
constexpr Period parse_period(std::string_view text) {
  if (const auto period = try_parse_period(text)) return *period;
  throw Error("\"" + std::string(text) +
              "\" is not a period (2024, 2024-S2, 2024-Q4, 2024-12, 2024-W05 or 2024-12-31)");
}

}  // namespace HIGHWATER_NAMESPACE
