#pragma once

#include <algorithm>
#include <cstdint>

#include "highwater/projection/outcome.hpp"

namespace HIGHWATER_NAMESPACE::projection {

/// Draws for the total of so many periods: the usual number for a year of months, fewer for one of weeks or days, of which
/// each draw takes longer, but never fewer than a tenth.
inline SimulationOptions draws_for(std::int64_t periods) {
  SimulationOptions options;
  const auto usual = static_cast<std::int64_t>(options.draws);
  options.draws = static_cast<decltype(options.draws)>(
      std::clamp(24 * usual / std::max<std::int64_t>(periods, 1), usual / 10, usual));
  return options;
}

}  // namespace HIGHWATER_NAMESPACE::projection
