#include "io/number_text.hpp"

#include <string>
#include <system_error>

#include "core/decimal.hpp"

namespace HIGHWATER_NAMESPACE::io {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

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

}  // namespace

NumberReading read_number(std::string_view text, NumberFormat format) {
  const std::string spelled = plainly_spelled(text, format);
  double value = 0.0;
  const std::errc problem = core::read_decimal(spelled, value);
  if (problem == std::errc::invalid_argument) return {0.0, NumberProblem::not_a_number};
  if (problem != std::errc()) return {0.0, NumberProblem::out_of_range};
  return {value, NumberProblem::none};
}

}  // namespace HIGHWATER_NAMESPACE::io
