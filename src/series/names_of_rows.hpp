#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "highwater/error.hpp"

namespace HIGHWATER_NAMESPACE::detail {

/// What a table calls the series at a position: its name, or, where none have names, the position.
/// Errors: throws Error if there are names, but not as many as series; `what` says what there is one of for each.
inline void require_name_each(std::span<const std::string> names, std::size_t series, const std::string& what) {
  if (!names.empty() && names.size() != series)
    throw Error("a table of " + std::to_string(series) + " " + what + " was given " + std::to_string(names.size()) +
                " names");
}
inline std::string name_of_row(std::span<const std::string> names, std::size_t position) {
  return names.empty() ? std::to_string(position) : names[position];
}

}  // namespace HIGHWATER_NAMESPACE::detail
