#pragma once

#include <cstdint>

#include "highwater/version.hpp"

namespace HIGHWATER_NAMESPACE::core {

/// How a season enters: not at all, as an index that is added, or as a factor.
enum class SeasonRole : std::uint8_t { none, added, factor };

}  // namespace HIGHWATER_NAMESPACE::core
