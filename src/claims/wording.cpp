#include "claims/wording.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "core/decimal.hpp"
#include "highwater/calendar/period_text.hpp"

namespace HIGHWATER_NAMESPACE::wording {
namespace {

constexpr std::array month_names = {"January", "February", "March",     "April",   "May",      "June",
                                    "July",    "August",   "September", "October", "November", "December"};

const char* month_name(Period month) { return month_names[static_cast<std::size_t>(month.number() - 1)]; }

// The period without its year: "December", "the fourth quarter", "week 50", "30 September". A year has none.
std::string name_in_year(Period period) {
  constexpr std::array parts = {"the first ", "the second ", "the third ", "the fourth "};
  switch (period.frequency()) {
    case Frequency::semiannual:
      return parts[static_cast<std::size_t>(period.number() - 1)] + std::string("half");
    case Frequency::quarterly:
      return parts[static_cast<std::size_t>(period.number() - 1)] + std::string("quarter");
    case Frequency::monthly:
      return month_name(period);
    case Frequency::weekly:
      return "week " + std::to_string(period.number());
    case Frequency::business_daily:
    case Frequency::daily: {
      const civil::Date date = period.date();
      return std::to_string(date.day) + " " + month_names[static_cast<std::size_t>(date.month - 1)];
    }
    case Frequency::annual:  // unreachable: a year is its number alone
      break;
  }
  return "";
}

// "of" where the name of the year does not simply follow.
const char* before_year(Frequency frequency) {
  return frequency == Frequency::monthly || frequency >= Frequency::business_daily ? " " : " of ";
}

// The last word of a unit must not say what the magnitude says: "m" and "k" do only behind another word.
void require_no_magnitude(const std::string& unit, Magnitude magnitude) {
  if (magnitude == Magnitude::none) return;
  constexpr std::array words = {"thousand", "million", "billion", "trillion", "thousands", "millions", "billions",
                                "mn",       "mio",     "bn",      "mrd",      "tn",        "trn",      "tsd"};
  const std::size_t blank = unit.find_last_of(' ');
  std::string last = blank == std::string::npos ? unit : unit.substr(blank + 1);
  std::ranges::transform(last, last.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (last.ends_with('.')) last.pop_back();
  const bool letter = blank != std::string::npos && (last == "m" || last == "k");
  if (letter || std::ranges::any_of(words, [&](const char* word) { return last == word; }))
    throw Error("the unit \"" + unit + "\" has a magnitude of its own: leave it out there, or leave out .magnitude");
}

// The number that to_chars wrote.
double number_in(const std::string& digits) {
  double value = 0.0;
  core::read_decimal(digits, value);
  return value;
}

}  // namespace

std::string plain(double value) {
  std::array<char, 32> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value + 0.0).ptr;
  return {text.data(), end};
}

std::string fixed(double value, int decimals) {
  std::array<char, 400> text;  // 309 digits before the point at most
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, decimals).ptr;
  std::string result(text.data(), end);
  const bool zero = result.find_first_not_of("-0.") == std::string::npos;
  return zero && result.front() == '-' ? result.substr(1) : result;
}

std::string fixed_per_cent(double fraction, int decimals) {
  const double per_cent = 100.0 * fraction;
  return std::isinf(per_cent) && !std::isinf(fraction) ? fixed(fraction, 0) + "00" : fixed(per_cent, decimals);
}

std::string grouped(double value, int decimals) {
  std::string text = fixed(value, decimals);
  const std::size_t begin = text.front() == '-' ? 1 : 0;
  for (std::size_t at = std::min(text.find('.'), text.size()); at > begin + 3;) text.insert(at -= 3, ",");
  return text;
}

Print percent_print(double fraction, double width) {
  const double size = std::abs(fraction) * 100.0;
  if (std::isinf(size) && !std::isinf(fraction)) return {fixed_per_cent(std::abs(fraction), 0) + " %", fraction, width};
  int decimals = 1;
  for (double step = 0.05; size > 0.0 && size < step && decimals < 12; step /= 10.0) ++decimals;
  while (decimals > 0 && std::pow(10.0, -decimals) < width * 50.0) --decimals;
  const std::string digits = fixed(size, decimals);
  return {digits + " %", std::copysign(number_in(digits) / 100.0, fraction), std::pow(10.0, -decimals) / 100.0};
}

std::string percent(double fraction) { return percent_print(fraction, 0.0).text; }

Print amount_print(double value, int decimals, Magnitude magnitude, const std::string& unit) {
  if (magnitude == Magnitude::none) {
    const std::string digits = fixed(value, decimals);
    return {digits, number_in(digits), std::pow(10.0, -decimals)};
  }
  constexpr std::array words = {"", " thousand", " million", " billion", " trillion"};
  constexpr std::array signs = {"$", "\u20ac", "\u00a3", "\u00a5", "\u20b9", "\u20a8"};
  std::size_t word = static_cast<std::size_t>(magnitude) - 1;
  double size = std::abs(value), scale = 1.0;
  for (; size >= 1000.0 && word + 1 < words.size(); ++word) size /= 1000.0, scale *= 1000.0, decimals += 3;
  if (scale > 1.0) decimals = std::min(decimals, size < 10.0 ? 2 : size < 100.0 ? 1 : 0);
  decimals = std::max(decimals, 0);
  const std::string digits = fixed(size, decimals), number = grouped(size, decimals) + words[word];
  const bool before = std::ranges::any_of(signs, [&](const char* sign) { return unit.ends_with(sign); });
  const std::string text = before ? unit + number : number + (unit.empty() ? "" : " " + unit);
  return {(value < 0.0 ? "-" : "") + text, std::copysign(number_in(digits) * scale, value),
          std::pow(10.0, -decimals) * scale};
}

std::string signed_percent(double fraction) {
  return (fraction < 0.0 ? "\u2212" : fraction > 0.0 ? "+" : "") + percent(fraction);
}

std::string chart_text(double value, int decimals) {
  if (is_missing(value)) return "missing";
  if (value < 0.0) return "\u2212" + chart_text(-value, decimals);
  const double size = std::abs(value);
  if (size >= 1e12 || (size > 0.0 && size < 1e-4)) {
    std::array<char, 32> text;
    return {text.data(),
            std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 4).ptr};
  }
  const int before_point = size < 1.0 ? 1 : static_cast<int>(std::floor(std::log10(size))) + 1;
  return grouped(value, std::clamp(6 - before_point, 0, decimals));
}

std::string unit_text(const std::string& unit, Magnitude magnitude) {
  require_no_magnitude(unit, magnitude);
  constexpr std::array words = {"", "", "thousand", "million", "billion"};
  const std::string word = words[static_cast<std::size_t>(magnitude)];
  return unit + (unit.empty() || word.empty() ? "" : " ") + word;
}

int decimals_needed(double value) {
  const std::string text = plain(value);
  if (value == 0.0 || text.find('e') != std::string::npos) return 0;
  const std::size_t point = text.find('.');
  if (point != std::string::npos) return static_cast<int>(text.size() - point - 1);
  return -static_cast<int>(text.size() - 1 - text.find_last_not_of('0'));
}

int decimals_of(SeriesView series) {
  int decimals = 0;
  double least = 0.0;
  for (const auto [period, value] : series)
    if (!is_missing(value)) least = std::abs(value) / 1000.0;
  for (const auto [period, value] : series)
    if (std::abs(value) >= least) decimals = std::max(decimals, decimals_needed(value));
  return std::min(decimals, 6);
}

std::string in_words(Period period, FiscalYear counted_in) {
  std::string year = counted_in.name(period.year());
  if (period.frequency() == Frequency::annual) return year;
  return name_in_year(period) + before_year(period.frequency()) + year;
}

std::string when_in_words(Period period, FiscalYear counted_in) {
  return (period.frequency() >= Frequency::business_daily ? "on " : "in ") + in_words(period, counted_in);
}

std::string in_short(Period period) {
  const std::string year = std::to_string(period.year()), number = std::to_string(period.number());
  switch (period.frequency()) {
    case Frequency::monthly:
      return std::string(month_names[static_cast<std::size_t>(period.number() - 1)]).substr(0, 3) + " " + year;
    case Frequency::quarterly:
      return "Q" + number + " " + year;
    case Frequency::semiannual:
      return "H" + number + " " + year;
    case Frequency::weekly:
      return "Week " + number + " " + year;
    case Frequency::business_daily:
    case Frequency::daily:
      return in_words(period).replace(in_words(period).find(' ') + 4, std::string::npos, " " + year);
    case Frequency::annual:
      break;
  }
  return to_string(period);
}

std::string range_in_words(Period first, Period last, FiscalYear counted_in) {
  if (first == last) return in_words(last, counted_in);
  const bool same_year = first.frequency() != Frequency::annual && first.year() == last.year();
  return (same_year ? name_in_year(first) : in_words(first, counted_in)) + " to " + in_words(last, counted_in);
}

std::string period_noun(Frequency frequency) {
  constexpr std::array nouns = {"year", "half-year", "quarter", "month", "week", "business day", "day"};
  return nouns[static_cast<std::size_t>(frequency)];
}

std::string step_noun(Frequency frequency) {
  return frequency == Frequency::business_daily ? "day" : period_noun(frequency);
}

std::string counted(std::int64_t count, Frequency frequency) {
  return std::to_string(count) + " " + period_noun(frequency) + (count == 1 ? "" : "s");
}

std::string ordinal(std::int64_t number) {
  const std::int64_t tens = number % 100, ones = number % 10;
  const bool teen = tens >= 11 && tens <= 13;
  const char* const suffix = teen ? "th" : ones == 1 ? "st" : ones == 2 ? "nd" : ones == 3 ? "rd" : "th";
  return std::to_string(number) + suffix;
}

}  // namespace HIGHWATER_NAMESPACE::wording
