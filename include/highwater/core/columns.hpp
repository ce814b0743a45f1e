#pragma once

#include <cstddef>
#include <span>

#include "highwater/version.hpp"

namespace HIGHWATER_NAMESPACE::core {

/// Borrowed numbers, rows = time, one contiguous column a series; column j starts at data + j * stride.
struct Columns {
  const double* data;
  std::size_t rows;
  std::size_t columns = 1;
  std::size_t stride = 0;

  const double* column(std::size_t j) const noexcept { return data + j * stride; }
  /// `count` rows from row `begin`.
  Columns part(std::size_t begin, std::size_t count) const noexcept { return {data + begin, count, columns, stride}; }
};

/// The same, to write into.
struct MutableColumns {
  double* data;
  std::size_t rows;
  std::size_t columns = 1;
  std::size_t stride = 0;

  double* column(std::size_t j) const noexcept { return data + j * stride; }
  MutableColumns part(std::size_t begin, std::size_t count) const noexcept {
    return {data + begin, count, columns, stride};
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

}  // namespace HIGHWATER_NAMESPACE::core
