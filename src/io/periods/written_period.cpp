#include "io/periods/written_period.hpp"

#include <algorithm>
#include <array>

#include "highwater/calendar/period_text.hpp"
#include "highwater/error.hpp"
#include "io/words.hpp"

namespace HIGHWATER_NAMESPACE::io {
namespace {

using Kind = WrittenPeriod::Kind;

constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 128;
}
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_word(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (lower(a[i]) != lower(b[i])) return false;
  return true;
}

constexpr std::array<std::string_view, 12> english = {"january",   "february", "march",    "april",
                                                      "may",       "june",     "july",     "august",
                                                      "september", "october",  "november", "december"};

// 1 to 12; 0 if the word is not the name of a month.
int month_named(std::string_view word, const PeriodRules& rules) {
  for (std::size_t i = 0; i < rules.month_names.size(); ++i)
    if (same_word(word, rules.month_names[i])) return static_cast<int>(i % 12) + 1;
  for (std::size_t i = 0; i < english.size(); ++i)
    if (same_word(word, english[i]) || same_word(word, english[i].substr(0, 3)) || (i == 8 && same_word(word, "sept")))
      return static_cast<int>(i) + 1;
  return 0;
}

constexpr int with_century(int two_digits) { return two_digits < 69 ? 2000 + two_digits : 1900 + two_digits; }

WrittenPeriod day_of(int y, int m, int d) {
  if (m < 1 || m > 12 || d < 1 || d > civil::days_in_month(y, m)) return {};
  return day(y, m, d);
}

WrittenPeriod day_of_year(int y, int n) {
  if (n < 1 || n > (civil::is_leap(y) ? 366 : 365)) return {};
  return day(y, 1, 1) + (n - 1);
}

// The n-th part of a year by its SDMX letter; H is a half as S is.
WrittenPeriod part_of(int y, char letter, int n) {
  const auto within = [n](int last) { return n >= 1 && n <= last; };
  switch (lower(letter)) {
    case 'a':
      return within(1) ? WrittenPeriod(year(y)) : WrittenPeriod();
    case 's':
    case 'h':
      return within(2) ? WrittenPeriod(half(y, n)) : WrittenPeriod();
    case 't':  // of SDMX it has three; where it means quarters, four
      return within(4) ? WrittenPeriod(Kind::third, y * 4 + n - 1) : WrittenPeriod();
    case 'q':
      return within(4) ? WrittenPeriod(quarter(y, n)) : WrittenPeriod();
    case 'm':
      return within(12) ? WrittenPeriod(month(y, n)) : WrittenPeriod();
    case 'w':
      return within(iso_weeks(y)) ? WrittenPeriod(week(y, n)) : WrittenPeriod();
    case 'd':
      return day_of_year(y, n);
    default:
      return {};
  }
}

WrittenPeriod two_days_of_month(int first, int second, int y) {
  const bool day_first = !day_of(y, second, first).is_nothing(), month_first = !day_of(y, first, second).is_nothing();
  const int number = y * 1024 + first * 32 + second;
  if (day_first && month_first)
    return first == second ? day_of(y, first, second) : WrittenPeriod(Kind::date_either, number);
  if (day_first) return {Kind::date_day_first, number};
  if (month_first) return {Kind::date_month_first, number};
  return {};
}

bool ends_span(int start, int end, std::size_t digits) {
  return digits == 4 ? end == start + 1 : digits == 2 && end == (start + 1) % 100;
}

// The text as numbers and words, with what stands between them.
struct Parts {
  struct Part {
    std::string_view text;
    bool is_number = false;
    int number = 0;
    std::string_view before = {};  // what separates it from the part before
  };
  std::array<Part, 6> parts;
  std::size_t count = 0;
  bool fits = true;

  explicit Parts(std::string_view text) {
    if (text.ends_with(']') && text.find(" [") != std::string_view::npos) text.remove_suffix(1);
    std::size_t at = 0;
    while (at < text.size()) {
      const std::size_t separator = at;
      while (at < text.size() && !is_digit(text[at]) && !is_letter(text[at])) ++at;
      const std::string_view before = text.substr(separator, at - separator);
      const std::size_t begin = at;
      if (at == text.size() || count == parts.size() || (count == 0 && !before.empty())) {
        fits = false;
        return;
      }
      const bool number = is_digit(text[at]);
      while (at < text.size() && (number ? is_digit(text[at]) : is_letter(text[at]))) ++at;
      Part& part = parts[count++];
      part = {text.substr(begin, at - begin), number, 0, before};
      if (!number) continue;
      if (part.text.size() > 8) fits = false;
      if (fits)
        for (const char c : part.text) part.number = part.number * 10 + (c - '0');
    }
  }
  const Part& operator[](std::size_t i) const { return parts[i]; }
  bool number(std::size_t i, std::size_t digits) const {
    return i < count && parts[i].is_number && parts[i].text.size() == digits;
  }
  bool small(std::size_t i) const { return number(i, 1) || number(i, 2); }
  bool word(std::size_t i) const { return i < count && !parts[i].is_number; }
  bool letter(std::size_t i) const { return word(i) && parts[i].text.size() == 1; }
  bool joined(std::size_t i) const { return parts[i].before.empty(); }
  bool loose(std::size_t i) const {  // one of the usual separators, or none
    const std::string_view s = parts[i].before;
    return s.empty() || s == "-" || s == " " || s == "/" || s == ":" || s == "." || s == "'" || s == " '" || s == ", ";
  }
  bool same_separator(std::size_t i, std::size_t j) const {
    const std::string_view s = parts[i].before;
    return s == parts[j].before && (s == "-" || s == "/" || s == ".");
  }
};

// A year in the parts from `i` to the end: 2024, 24, FY25, FY2025, 2024/25 or FY2024-25.
struct YearPart {
  enum class Form { none, calendar, label, span } form = Form::none;
  int year = 0;
};

YearPart year_at(const Parts& p, std::size_t i) {
  const bool fiscal = p.word(i) && same_word(p[i].text, "fy");
  if (fiscal) {
    ++i;
    if (i >= p.count || (!p.joined(i) && p[i].before != " ")) return {};
  }
  if (i + 1 == p.count && (p.number(i, 4) || p.number(i, 2)))
    return {fiscal ? YearPart::Form::label : YearPart::Form::calendar,
            p.number(i, 2) ? with_century(p[i].number) : p[i].number};
  if (i + 2 == p.count && p.number(i, 4) && p[i + 1].is_number && (p[i + 1].before == "/" || p[i + 1].before == "-") &&
      ends_span(p[i].number, p[i + 1].number, p[i + 1].text.size()))
    return {YearPart::Form::span, p[i].number};
  return {};
}

WrittenPeriod half_or_quarter(char letter, int n, YearPart y) {
  const bool quarters = lower(letter) == 'q', halves = lower(letter) == 'h' || lower(letter) == 's';
  if (y.form == YearPart::Form::none) return {};
  if (y.form == YearPart::Form::calendar) return part_of(y.year, letter, n);
  if ((!quarters && !halves) || n < 1 || n > (quarters ? 4 : 2)) return {};
  const bool label = y.form == YearPart::Form::label;
  return quarters ? WrittenPeriod(label ? Kind::fiscal_quarter : Kind::years_quarter, y.year * 4 + n - 1)
                  : WrittenPeriod(label ? Kind::fiscal_half : Kind::years_half, y.year * 2 + n - 1);
}

WrittenPeriod of_numbers(const Parts& p) {
  const auto n = [&p](std::size_t i) { return p[i].number; };
  if (p.count == 1) {
    if (p.number(0, 4)) return year(n(0));
    if (p.number(0, 6)) return part_of(n(0) / 100, 'm', n(0) % 100);
    if (p.number(0, 8)) return day_of(n(0) / 10000, n(0) / 100 % 100, n(0) % 100);
    return {};
  }
  if (p.count == 2) {
    const std::string_view s = p[1].before;
    if (p.number(0, 4) && (s == "-" || s == "/")) {
      const bool span = ends_span(n(0), n(1), p[1].text.size());
      const bool is_month = p.number(1, 2) && n(1) >= 1 && n(1) <= 12;
      if (span && is_month) return {s == "-" ? Kind::month_or_years : Kind::month_or_years_slash, n(0) * 16 + n(1)};
      if (span) return {Kind::years, n(0)};
      if (is_month) return month(n(0), n(1));
    }
    if (p.number(0, 4) && p.number(1, 2) && (s == ":" || s == ".")) return part_of(n(0), 'm', n(1));
    if (p.small(0) && p.number(1, 4) && (s == "/" || s == "-" || s == ".")) return part_of(n(1), 'm', n(0));
    return {};
  }
  if (p.count == 3 && p.same_separator(1, 2)) {
    if (p.number(0, 4) && p.small(1) && p.small(2)) return day_of(n(0), n(1), n(2));
    if (p.small(0) && p.small(1) && p.number(2, 4)) return two_days_of_month(n(0), n(1), n(2));
  }
  return {};
}

WrittenPeriod of_parts(const Parts& p, const PeriodRules& rules) {
  if (!p.fits || p.count == 0) return {};
  bool only_numbers = true;
  for (std::size_t i = 0; i < p.count; ++i) only_numbers = only_numbers && p[i].is_number;
  if (only_numbers) return of_numbers(p);
  if (const YearPart y = year_at(p, 0); y.form == YearPart::Form::label)
    return {Kind::fiscal_year, y.year};
  else if (y.form == YearPart::Form::span)
    return {Kind::years, y.year};

  if (p.count == 3 && p.number(0, 4) && p.letter(1) && p[2].is_number && p.joined(2) && p.loose(1))
    return part_of(p[0].number, p[1].text[0], p[2].number);  // 2024-Q1, 2024M12
  if (p.letter(0) && p.small(1) && p.joined(1) && p.count > 2 && p.loose(2))
    return half_or_quarter(p[0].text[0], p[1].number, year_at(p, 2));  // Q1 2024, H1 FY25
  if (p.number(0, 1) && p.letter(1) && p.joined(1) && p.count > 2 && p.loose(2) && lower(p[1].text[0]) != 'd')
    return half_or_quarter(p[1].text[0], p[0].number, year_at(p, 2));  // 1Q 2024
  if (p.count == 3 && p.number(0, 4) && p[1].before == " [" && same_word(p[1].text, "yr") && p.number(2, 4) &&
      p[0].number == p[2].number)
    return year(p[0].number);  // 2024 [YR2024]

  const int first = p.word(0) ? month_named(p[0].text, rules) : 0;
  const int second = p.word(1) ? month_named(p[1].text, rules) : 0;
  if (p.count == 2 && first > 0 && p.loose(1)) {  // Dec-24, December 2024
    if (p.number(1, 4)) return month(p[1].number, first);
    if (p.number(1, 2)) return month(with_century(p[1].number), first);
  }
  if (p.count == 2 && second > 0 && p.loose(1) && p.number(0, 4)) return month(p[0].number, second);  // 2024 DEC
  if (p.count == 3 && p.loose(1) && p.loose(2)) {
    if (second > 0 && p.small(0) && p.number(2, 4)) return day_of(p[2].number, second, p[0].number);  // 31-Oct-2024
    if (second > 0 && p.small(0) && p.number(2, 2)) return day_of(with_century(p[2].number), second, p[0].number);
    if (second > 0 && p.number(0, 4) && p.small(2)) return day_of(p[0].number, second, p[2].number);
    if (first > 0 && p.small(1) && p.number(2, 4)) return day_of(p[2].number, first, p[1].number);  // December 31, 2024
  }
  return {};
}

// What is left of a time without hours, minutes and seconds, or of a zone; empty if there is a time of day in it.
std::optional<std::string_view> without_time(std::string_view text) {
  if (text.size() > 4 && (text.back() == 'Z' || text.back() == 'z')) text.remove_suffix(1);
  if (text.size() >= 10) {
    const std::string_view zone = text.substr(text.size() - 6);
    if ((zone[0] == '+' || zone[0] == '-') && is_digit(zone[1]) && is_digit(zone[2]) && zone[3] == ':' &&
        is_digit(zone[4]) && is_digit(zone[5]))
      text.remove_suffix(6);
  }
  if (text.size() > 13 && (text[10] == 'T' || text[10] == ' ') && is_digit(text[11]) && text[13] == ':') {
    for (const char c : text.substr(11))
      if (c != '0' && c != ':' && c != '.') return std::nullopt;
    return text.substr(0, 10);
  }
  return text;
}

// SDMX time ranges that are one period: 2024-01-01/P1M.
WrittenPeriod of_range(std::string_view start, std::string_view duration) {
  const auto first = try_parse_period(start);
  if (!first || first->frequency() != Frequency::daily) return {};
  constexpr std::array<std::pair<std::string_view, Frequency>, 8> durations = {{{"P1Y", Frequency::annual},
                                                                                {"P12M", Frequency::annual},
                                                                                {"P6M", Frequency::semiannual},
                                                                                {"P3M", Frequency::quarterly},
                                                                                {"P1M", Frequency::monthly},
                                                                                {"P7D", Frequency::weekly},
                                                                                {"P1W", Frequency::weekly},
                                                                                {"P1D", Frequency::daily}}};
  for (const auto& [text, frequency] : durations) {
    if (text != duration) continue;
    if (frequency == Frequency::daily) return *first;
    const civil::Date date = first->date();
    const Period period =
        frequency == Frequency::weekly
            ? Period(frequency, detail::floor_divide(first->ordinal() + 3, 7))
            : Period(frequency, (std::int64_t{date.year} * 12 + date.month - 1) * periods_per_year(frequency) / 12);
    return period.first_day() == *first ? WrittenPeriod(period) : WrittenPeriod();
  }
  return {};
}

WrittenPeriod by_format(std::string_view text, const std::string& format, const PeriodRules& rules) {
  int y = -1, iso_year = -1, m = -1, d = -1, q = -1, w = -1, yday = -1;  // negative: the format does not have it
  std::size_t at = 0;
  const auto number = [&](std::size_t digits, int& value) {
    value = 0;
    std::size_t read = 0;
    for (; read < digits && at < text.size() && is_digit(text[at]); ++at, ++read) value = value * 10 + (text[at] - '0');
    return read > 0 && (digits != 4 || read == 4);
  };
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] == ' ') {
      while (at < text.size() && text[at] == ' ') ++at;
      continue;
    }
    if (format[i] != '%' || format[i + 1] == '%') {
      if (at == text.size() || text[at] != format[i]) return {};
      ++at;
      i += format[i] == '%' ? 1 : 0;
      continue;
    }
    bool read = true;
    switch (format[++i]) {
      case 'Y':
        read = number(4, y);
        break;
      case 'G':
        read = number(4, iso_year);
        break;
      case 'y':
        read = number(2, y);
        y = with_century(y);
        break;
      case 'm':
        read = number(2, m);
        break;
      case 'd':
      case 'e':
        read = number(2, d);
        break;
      case 'j':
        read = number(3, yday);
        break;
      case 'V':
        read = number(2, w);
        break;
      case 'q':
        read = number(1, q);
        break;
      default: {  // the name of a month, which no letter follows
        std::size_t end = at;
        while (end < text.size() && is_letter(text[end])) ++end;
        if (end < text.size() && text[end] == '.' && i + 1 < format.size() && format[i + 1] != '.') ++end;
        m = month_named(text.substr(at, end - at), rules);
        if (m == 0 && end > at && text[end - 1] == '.') m = month_named(text.substr(at, end - at - 1), rules);
        read = m > 0;
        at = end;
      }
    }
    if (!read) return {};
  }
  if (at != text.size()) return {};
  if (w >= 0) return part_of(iso_year >= 0 ? iso_year : y, 'w', w);
  if (yday >= 0) return day_of_year(y, yday);
  if (d >= 0) return day_of(y, m, d);
  if (q >= 0) return part_of(y, 'q', q);
  if (m >= 0) return part_of(y, 'm', m);
  return year(y);
}

}  // namespace

PeriodFormat::PeriodFormat(std::string format) : format_(std::move(format)) {
  const auto fail = [this](const std::string& what) {
    return Error("the format of periods \"" + format_ + "\" " + what + " (as in \"%d/%m/%Y\")");
  };
  bool year = false, month = false, day = false;
  for (std::size_t i = 0; i < format_.size(); ++i) {
    if (format_[i] != '%') continue;
    const char field = ++i < format_.size() ? format_[i] : '\0';
    constexpr std::string_view fields = "YymdejbBhGVq%";
    if (field == '\0' || fields.find(field) == std::string_view::npos)
      throw fail("has a field that is not %Y, %y, %m, %b, %B, %h, %d, %e, %j, %G, %V, %q or %%");
    year = year || field == 'Y' || field == 'y' || field == 'G';
    month = month || field == 'm' || field == 'b' || field == 'B' || field == 'h';
    day = day || field == 'd' || field == 'e';
  }
  if (!year) throw fail("has no year");
  if (day && !month) throw fail("has a day and no month");
}

void PeriodFormat::require_reader() const {
  if (!reader_) throw Error("a function that reads periods is empty");
}

WrittenPeriod read_written_period(std::string_view text, const PeriodRules& rules) {
  const PeriodFormat* format = rules.format;
  if (format != nullptr && format->reader()) {
    const std::optional<Period> period = format->reader()(text);
    return period ? WrittenPeriod(*period) : WrittenPeriod();
  }
  if (format != nullptr && !format->format().empty()) return by_format(text, format->format(), rules);
  if (format != nullptr && format->form() == PeriodForm::excel_serial) {
    int days = 0;
    for (const char c : text) {
      if (!is_digit(c) || days > 300'000) return {};
      days = days * 10 + (c - '0');
    }
    // From March 1900 on; before that a spreadsheet counts a 29 February that did not exist.
    return days < 61 || days > 2'958'465 ? WrittenPeriod() : WrittenPeriod(day(1899, 12, 30) + days);
  }
  if (text.size() == 10) {  // what nearly all files hold
    const auto digit = [text](std::size_t i) {
      return static_cast<unsigned>(static_cast<unsigned char>(text[i])) - '0';
    };
    unsigned most = 0;
    for (const std::size_t i : {0U, 1U, 2U, 3U, 5U, 6U, 8U, 9U}) most = std::max(most, digit(i));
    if (most < 10 && text[4] == '-' && text[7] == '-')
      return day_of(static_cast<int>(digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3)),
                    static_cast<int>(digit(5) * 10 + digit(6)), static_cast<int>(digit(8) * 10 + digit(9)));
  }
  if (text.size() == 4)
    if (const auto period = try_parse_period(text)) return *period;
  if (text.size() < 4 || text.size() > 40) return {};
  if (const std::size_t slash = text.find("/P"); slash != std::string_view::npos)
    return of_range(without_time(text.substr(0, slash)).value_or(""), text.substr(slash + 1));
  const auto label = without_time(text);
  return label ? of_parts(Parts(*label), rules) : WrittenPeriod();
}

WrittenPeriod read_written_period(std::string_view year_text, std::string_view part, const PeriodRules& rules,
                                  std::optional<Frequency> numbers) {
  const Parts y(year_text), p(part);
  if (!y.fits || y.count != 1 || !y.number(0, 4) || !p.fits) return {};
  const int in = y[0].number;
  if (p.count == 1 && p.small(0)) {
    if (numbers && *numbers == Frequency::monthly) return part_of(in, 'm', p[0].number);
    if (numbers && *numbers == Frequency::quarterly) return part_of(in, 'q', p[0].number);
    if (numbers && *numbers == Frequency::semiannual) return part_of(in, 's', p[0].number);
    return {};
  }
  if (p.count == 1 && p.word(0)) {
    if (const int m = month_named(p[0].text, rules); m > 0) return month(in, m);
    for (const std::string_view word : {"annual", "year", "total", "average", "avg"})
      if (same_word(p[0].text, word)) return year(in);
    return {};
  }
  if (p.count == 2 && p.word(0) && p.small(1) && p.joined(1)) {
    const int n = p[1].number;
    if (same_word(p[0].text, "half")) return part_of(in, 's', n);
    if (same_word(p[0].text, "qtr")) return part_of(in, 'q', n);
    if (!p.letter(0)) return {};
    const char letter = lower(p[0].text[0]);
    // The year as the part after the last: M13, Q05 and S03 of the Bureau of Labor Statistics.
    if ((letter == 'm' && n == 13) || (letter == 'q' && n == 5) || (letter == 's' && n == 3)) return year(in);
    return part_of(in, letter, n);
  }
  return {};
}

std::string_view why_no_period(std::string_view text) {
  if (text.find("/P") != std::string_view::npos)
    return " is a span that is no period of a frequency (a day and P1Y, P6M, P3M, P1M, P7D or P1D, of which it is the "
           "first)";
  if (!without_time(text))
    return " has a time of day, and no period is shorter than a day: say which it belongs to by a function, "
           ".period_format";
  return " is not a period (2024, 2024-S2, 2024-Q4, 2024-12, 2024-W05 or 2024-12-31)";
}

}  // namespace HIGHWATER_NAMESPACE::io
