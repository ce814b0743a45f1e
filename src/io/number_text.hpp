#pragma once

#include <string_view>

#include "highwater/version.hpp"

namespace HIGHWATER_NAMESPACE::io {

struct NumberFormat {
  char decimal = '.';
  char thousands = '\0';  // '\0': none
};

enum class NumberProblem { none, not_a_number, out_of_range };

struct NumberReading {
  double value = 0;
  NumberProblem problem = NumberProblem::none;
};

/// Reads the whole text as a decimal number, rounded to the nearest double: [+-]digits[.digits][e[+-]digits], where the
/// digits before or those after the decimal mark may be left out. Independent of the locale.
///
/// Separators must stand where they do in 1,234,567. Words (inf, nan), hexadecimal numbers and blanks are not numbers.
/// Out of range is what would become infinite, or zero though it is not.
NumberReading read_number(std::string_view text, NumberFormat format);

}  // namespace HIGHWATER_NAMESPACE::io
