#pragma once

#include <string_view>

#include "highwater/io/csv.hpp"
#include "highwater/version.hpp"

namespace HIGHWATER_NAMESPACE::io {

/// What may stand beside the digits (see CsvOptions).
struct NumberMarks {
  Flags flags = Flags::none;
  Parentheses parentheses = Parentheses::error;
  Percent percent = Percent::error;
};

struct NumberFormat {
  char decimal = '.';
  char thousands = '\0';  // '\0': none
  NumberMarks marks = {};
};

enum class NumberProblem { none, not_a_number, out_of_range };

struct NumberReading {
  double value = 0;
  NumberProblem problem = NumberProblem::none;
};

/// Reads the whole text as a decimal number, rounded to the nearest double: [+-]digits[.digits][e[+-]digits], where the
/// digits before or those after the decimal mark may be left out. Independent of the locale.
///
/// U+2212 is a minus sign. A blank as separator is also U+00A0, U+202F or U+2009, and an apostrophe U+2019.
/// Separators must stand where they do in 1,234,567. Words (inf, nan), hexadecimal numbers and blanks are not numbers.
/// Out of range is what would become infinite, or zero though it is not.
NumberReading read_number(std::string_view text, NumberFormat format);

/// A number of digits and a decimal mark at the beginning of a text, as nearly all numbers in files are.
struct PlainNumber {
  double value = 0;
  const char* end;        // behind it; the beginning if there is none
  bool is_exact = false;  // if not, read_number() is to read it
};
PlainNumber plain_number(const char* begin, const char* end, char decimal);

/// Takes a flag off the text of a number: the letters, stars or parentheses before or behind it. Empty if there is none.
/// Letters that could be a unit (k, m, bn, %) or an exponent are no flags where no blank stands between.
std::string_view flag_beside(std::string_view& text);

}  // namespace HIGHWATER_NAMESPACE::io
