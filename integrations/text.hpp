#pragma once

// How the rooms write numbers where text is what they compare or hand over.
#include <charconv>
#include <highwater/highwater.hpp>
#include <string>
#include <string_view>

namespace highwater_integrations {

/// In the fewest digits that give the number back: two texts are the same bytes if the numbers are the same bits.
inline std::string text(double value, std::string_view missing) {
  if (highwater::is_missing(value)) return std::string(missing);
  char digits[32];
  return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
}

}  // namespace highwater_integrations
