#include "io/number_text.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <system_error>

#include "core/decimal.hpp"
#include "io/words.hpp"

namespace HIGHWATER_NAMESPACE::io {
namespace {

// Whether 1 to 3 digits come first and groups of exactly 3 follow.
bool has_whole_groups(std::string_view digits, char separator) {
  const std::size_t first = digits.find(separator);
  if (first == std::string_view::npos) return true;
  if (first < 1 || first > 3 || digits.size() % 4 != first) return false;
  for (std::size_t i = 0; i < digits.size(); ++i)
    if ((digits[i] == separator) != (i % 4 == first)) return false;
  return digits.front() != '0';  // in 0,123 the comma is more likely a decimal mark
}

// The number with '.' and without '+' and separators; empty if the beginning is not one.
std::string plainly_spelled(std::string_view text, NumberFormat format) {
  std::string out;
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
    if (text.front() == '-') out += '-';
    text.remove_prefix(1);
  }
  const auto is_separator = [format](char c) { return format.thousands != '\0' && c == format.thousands; };
  std::size_t size = 0;
  while (size < text.size() && (is_digit(text[size]) || is_separator(text[size]))) ++size;
  const std::string_view whole = text.substr(0, size);
  text.remove_prefix(size);
  if (format.thousands != '\0' && !has_whole_groups(whole, format.thousands)) return {};
  for (const char c : whole)
    if (is_digit(c)) out += c;
  if (!text.empty() && text.front() == format.decimal) {
    out += '.';
    text.remove_prefix(1);
  } else if (!text.empty() && text.front() != 'e' && text.front() != 'E') {
    return {};
  }
  return out += text;
}

// Eight digits at once: neighbours are joined to pairs, fours and eight within one word.
std::optional<std::uint64_t> eight_digits(const char* text) {
  std::uint64_t word = eight_bytes(text);
  if (((word & each_byte(0xF0)) | ((word + each_byte(6)) & each_byte(0xF0)) >> 4) != each_byte(0x33))
    return std::nullopt;
  word &= each_byte(0x0F);
  word = (word * 10 + (word >> 8)) & 0x00FF00FF00FF00FFU;
  word = (word * 100 + (word >> 16)) & 0x0000FFFF0000FFFFU;
  return (word * 10'000 + (word >> 32)) & 0xFFFFFFFFU;
}

// The text with an ASCII minus, blank or apostrophe in place of the typographic ones.
std::string in_ascii(std::string_view text, char thousands) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("\xE2\x88\x92")) {
      out += '-';
      i += 2;
    } else if (thousands == ' ' && rest.starts_with("\xC2\xA0")) {
      out += ' ';
      i += 1;
    } else if (thousands == ' ' && (rest.starts_with("\xE2\x80\xAF") || rest.starts_with("\xE2\x80\x89"))) {
      out += ' ';
      i += 2;
    } else if (thousands == '\'' && rest.starts_with("\xE2\x80\x99")) {
      out += '\'';
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace

// Of digits that make at most 2^53 both they and the power of ten are doubles, and one division rounds once.
PlainNumber plain_number(const char* begin, const char* end, char decimal) {
  constexpr std::array<double, 20> powers = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,
                                             1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19};
  const char* at = begin;
  const bool negative = at < end && *at == '-';
  if (negative) ++at;
  const char* const first = at;
  std::uint64_t digits = 0;  // of more than 19 nothing that is looked at
  const auto read_digits = [&] {
    for (unsigned digit = 0; at < end && (digit = static_cast<unsigned char>(*at) - unsigned{'0'}) < 10; ++at)
      digits = digits * 10 + digit;
  };
  read_digits();
  std::size_t count = static_cast<std::size_t>(at - first), fraction = 0;
  if (at < end && *at == decimal) {
    const char* const mark = at++;
    if (end - at >= 8)
      if (const auto eight = eight_digits(at)) {
        digits = digits * 100'000'000 + *eight;
        at += 8;
      }
    read_digits();
    fraction = static_cast<std::size_t>(at - mark) - 1;
    count += fraction;
  }
  if (count == 0) return {.end = begin};
  if (count > 19) return {.end = at};
  double value = static_cast<double>(digits) / powers[fraction];
  if (digits > std::uint64_t{1} << 53 && !core::nearest_double(digits, fraction, value)) return {.end = at};
  return {negative ? -value : value, at, true};
}

NumberReading read_number(std::string_view text, NumberFormat format) {
  const char* const end = text.data() + text.size();
  if (const PlainNumber plain = plain_number(text.data(), end, format.decimal); plain.is_exact && plain.end == end)
    return {plain.value, NumberProblem::none};
  if (double value = 0.0; format.decimal == '.' && !text.empty() && (is_digit(text.front()) || text.front() == '-') &&
                          core::read_decimal(text, value) == std::errc())
    return {value, NumberProblem::none};
  const std::string ascii = in_ascii(text, format.thousands);
  text = ascii;
  bool negative = false;
  double divisor = 1;
  if (format.marks.percent != Percent::error && text.ends_with('%')) {
    if (format.marks.percent == Percent::fraction) divisor = 100;
    text.remove_suffix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
  }
  if (format.marks.parentheses == Parentheses::negative && text.size() > 2 && text.front() == '(' &&
      text.back() == ')' && (is_digit(text[1]) || text[1] == format.decimal)) {
    negative = true;
    text = text.substr(1, text.size() - 2);
  }
  const std::string spelled = plainly_spelled(text, format);
  double value = 0.0;
  const std::errc problem = core::read_decimal(spelled, value);
  if (problem == std::errc::invalid_argument) return {0.0, NumberProblem::not_a_number};
  if (problem != std::errc()) return {0.0, NumberProblem::out_of_range};
  value /= divisor;
  return {negative ? -value : value, NumberProblem::none};
}

std::string_view flag_beside(std::string_view& text) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto is_mark = [&](std::string_view flag) {
    if (flag.size() > 2 && flag.front() == '(' && flag.back() == ')') flag = flag.substr(1, flag.size() - 2);
    if (flag.empty() || flag.size() > 4) return false;
    for (const char c : flag)
      if (!is_letter(c) && c != '*') return false;
    return true;
  };
  const auto could_be_unit = [](std::string_view flag) {
    for (const std::string_view unit : {"e", "E", "k", "K", "m", "M", "b", "B", "bn", "mn", "tn", "bp", "pp"})
      if (flag == unit) return true;
    return false;
  };
  const std::size_t blank = text.find_last_of(' ');
  if (blank != std::string_view::npos && is_mark(text.substr(blank + 1))) {
    const std::string_view flag = text.substr(blank + 1);
    if (flag == "bn" || flag == "mn" || flag == "tn" || flag == "bp" || flag == "pp") return {};
    text = text.substr(0, text.find_last_not_of(' ', blank) + 1);
    return flag;
  }
  const std::size_t first_digit = text.find_first_of("0123456789"), last_digit = text.find_last_of("0123456789");
  if (first_digit == std::string_view::npos) return {};
  std::string_view behind = text.substr(last_digit + 1);
  if (is_mark(behind) && !could_be_unit(behind)) {
    text.remove_suffix(behind.size());
    return behind;
  }
  std::size_t begin = first_digit;
  while (begin > 0 && (text[begin - 1] == '-' || text[begin - 1] == '+' || text[begin - 1] == '.')) --begin;
  const std::string_view before = text.substr(0, begin);
  if (is_mark(before)) {
    text.remove_prefix(begin);
    return before;
  }
  return {};
}

}  // namespace HIGHWATER_NAMESPACE::io
