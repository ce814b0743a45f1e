#include "core/decimal.hpp"

#include <fast_float/fast_float.h>

#include <cmath>

namespace HIGHWATER_NAMESPACE::core {
namespace {

/// Whether there is a digit other than 0 before the exponent.
bool is_not_zero(std::string_view text) noexcept {
  return text.substr(0, text.find_first_of("eE")).find_first_of("123456789") != std::string_view::npos;
}

}  // namespace

// std::from_chars() for doubles, which some standard libraries lack.
std::errc read_decimal(std::string_view text, double& value) noexcept {
  if (text.find_first_of("nN") != std::string_view::npos) return std::errc::invalid_argument;  // nan, infinity
  double read = 0.0;
  const auto [end, code] = fast_float::from_chars(text.data(), text.data() + text.size(), read);
  if (end != text.data() + text.size() || code == std::errc::invalid_argument) return std::errc::invalid_argument;
  if (code != std::errc() || std::isinf(read) || (read == 0.0 && is_not_zero(text)))
    return std::errc::result_out_of_range;
  value = read;
  return {};
}

bool nearest_double(std::uint64_t digits, std::size_t places, double& value) noexcept {
  const auto nearest =
      fast_float::compute_float<fast_float::binary_format<double>>(-static_cast<std::int64_t>(places), digits);
  if (nearest.power2 < 0) return false;
  fast_float::to_float(false, nearest, value);
  return true;
}

}  // namespace HIGHWATER_NAMESPACE::core
