#pragma once

#include <cstddef>
#include <limits>
#include <span>

#include "highwater/version.hpp"

// The inline namespace of all that is made of lanes. The sources of one instruction set (src/core/level.cpp) have it for
// themselves, unnamed: what they compile cannot be taken for the same function of another instruction set.
#if defined(HIGHWATER_LEVEL)
#define HIGHWATER_LANES
#else
#define HIGHWATER_LANES lanes
#endif

namespace HIGHWATER_NAMESPACE::core {

inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr std::size_t not_found = static_cast<std::size_t>(-1);

/// Borrowed numbers, rows = time, one contiguous column a series; column j starts at data + j * stride. Without rows there
/// need be no data: a null pointer may not be added to.
struct Columns {
  const double* data;
  std::size_t rows;
  std::size_t columns = 1;
  std::size_t stride = 0;

  const double* column(std::size_t j) const noexcept { return rows == 0 ? data : data + j * stride; }
  /// `count` rows from row `begin`.
  Columns part(std::size_t begin, std::size_t count) const noexcept { return {data + begin, count, columns, stride}; }
  /// `count` columns from column `begin`.
  Columns some(std::size_t begin, std::size_t count) const noexcept { return {column(begin), rows, count, stride}; }
};

/// The same, to write into.
struct MutableColumns {
  double* data;
  std::size_t rows;
  std::size_t columns = 1;
  std::size_t stride = 0;

  double* column(std::size_t j) const noexcept { return rows == 0 ? data : data + j * stride; }
  MutableColumns part(std::size_t begin, std::size_t count) const noexcept {
    return {data + begin, count, columns, stride};
  }
  MutableColumns some(std::size_t begin, std::size_t count) const noexcept {
    return {column(begin), rows, count, stride};
  }
};

/// Time cut into consecutive blocks, such as fiscal years: block k is rows bounds[k] to bounds[k + 1] (excluded).
/// Blocks before `whole_begin` and from `whole_end` on are cut off by the start or the end of the data.
struct Blocks {
  std::span<const std::size_t> bounds;
  std::size_t whole_begin;
  std::size_t whole_end;

  std::size_t size() const noexcept { return bounds.empty() ? 0 : bounds.size() - 1; }
};

/// Where the window of a period lies: the n periods that end `skip` before it. What lies before the series is missing.
struct WindowShape {
  std::size_t n;
  std::size_t skip;
};

}  // namespace HIGHWATER_NAMESPACE::core
