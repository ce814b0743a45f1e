#pragma once

#include <cstddef>

#include "highwater/core/vocabulary/columns.hpp"

namespace HIGHWATER_NAMESPACE::core {

/// The record that stands at the end of a column, by position.
struct StandingRecord {
  std::size_t count = 0;             // records so far, this one included
  std::size_t position = not_found;  // not_found: nothing was observed
  std::size_t previous = not_found;  // of the record that it beat
};

}  // namespace HIGHWATER_NAMESPACE::core
