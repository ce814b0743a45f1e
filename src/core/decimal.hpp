#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <system_error>

#include "highwater/version.hpp"

namespace HIGHWATER_NAMESPACE::core {

/// Reads a text, all of it, as the nearest double, whatever the locale: "-12.5", "1e6"; no "+", no blanks, no "nan".
///
/// Errors   invalid_argument if it is no number, result_out_of_range if a double cannot hold it: too large, or so small
///          that it would be zero. Then `value` is as it was.
std::errc read_decimal(std::string_view text, double& value) noexcept;

/// The double nearest to digits / 10^places, at most 19 places; false, and nothing is written, for the few numbers that take more
/// than 128 bits to tell.
bool nearest_double(std::uint64_t digits, std::size_t places, double& value) noexcept;

}  // namespace HIGHWATER_NAMESPACE::core
