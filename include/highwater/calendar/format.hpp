#pragma once

#include <version>

// std::format("{:>10}", period) writes what to_string gives, under the format specifications of a string. Empty where the
// standard library has no std::format. The umbrella leaves this header out: <format> takes longer to compile than the
// calendar.
#if defined(__cpp_lib_format)

#include <format>
#include <string_view>

#include "highwater/calendar/period_text.hpp"

template <>
struct std::formatter<highwater::Period> : std::formatter<std::string_view> {
  template <class Context>
  auto format(highwater::Period period, Context& context) const {
    return std::formatter<std::string_view>::format(to_string(period), context);
  }
};

template <>
struct std::formatter<highwater::Frequency> : std::formatter<std::string_view> {
  template <class Context>
  auto format(highwater::Frequency frequency, Context& context) const {
    return std::formatter<std::string_view>::format(to_string(frequency), context);
  }
};

#endif
