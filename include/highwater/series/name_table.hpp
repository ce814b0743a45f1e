#pragma once

#include <bit>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "highwater/version.hpp"

// Where each of many names is, found in O(1): a hash table of positions beside names that are kept elsewhere.
namespace HIGHWATER_NAMESPACE::detail {

/// The slot of a table that holds the position of this name, or the free one where it would be.
inline std::size_t name_slot(std::span<const std::size_t> table, std::span<const std::string> names,
                             std::string_view name) {
  const std::size_t last = table.size() - 1;
  std::size_t slot = std::hash<std::string_view>{}(name)&last;
  while (table[slot] < names.size() && names[table[slot]] != name) slot = (slot + 1) & last;
  return slot;
}

/// The table of these names; of equal ones it knows the first. Its size is a power of two, and at least half of it free.
inline std::vector<std::size_t> name_table(std::span<const std::string> names) {
  std::vector<std::size_t> table(std::bit_ceil(2 * names.size() + 1), names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::size_t& slot = table[name_slot(table, names, names[i])];
    if (slot == names.size()) slot = i;
  }
  return table;
}

/// Position of a name; empty if it is none of them. Without a table (an empty one) the names are searched.
inline std::optional<std::size_t> find_name(std::span<const std::size_t> table, std::span<const std::string> names,
                                            std::string_view name) {
  std::size_t found = 0;
  if (!table.empty())
    found = table[name_slot(table, names, name)];
  else
    while (found < names.size() && names[found] != name) ++found;
  return found < names.size() ? std::optional(found) : std::nullopt;
}

}  // namespace HIGHWATER_NAMESPACE::detail
