#pragma once

#include <cstddef>

#include "highwater/core/columns.hpp"
#include "highwater/core/policies.hpp"
#include "highwater/core/sweep.hpp"

// The sweeps over blocks of time, such as fiscal years.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

/// Sums of each block so far: out[t] = in[start of the block] + ... + in[t]. Missing from a missing value to the end of
/// its block, and in a block whose start is cut off.
inline void cumulative_sum(const Columns& in, const MutableColumns& out, const Blocks& blocks) {
  for (std::size_t j = 0; j < in.columns; ++j) {
    const double* const x = in.column(j);
    double* const y = out.column(j);
    for (std::size_t k = 0; k < blocks.size(); ++k) {
      double sum = k < blocks.whole_begin ? not_a_number : 0.0;
      for (std::size_t t = blocks.bounds[k]; t < blocks.bounds[k + 1]; ++t) y[t] = finite_or_missing(sum += x[t]);
    }
  }
}

/// from[0], from[step], from[2 step], ...
template <class Lane>
HIGHWATER_INLINE Lane load_every(const double* from, std::size_t step) noexcept {
  constexpr std::size_t w = LaneTraits<Lane>::width;
  if constexpr (w == 1) {
    return *from;
  } else {
    Lane value;
    const double* const middle = from + w / 2 * step;
    if constexpr (w == 2) value.lanes = typename Lane::Register{from[0], middle[0]};
    if constexpr (w == 4) value.lanes = typename Lane::Register{from[0], from[step], middle[0], middle[step]};
    if constexpr (w == 8)
      value.lanes = typename Lane::Register{from[0],   from[step],   from[2 * step],   from[3 * step],
                                            middle[0], middle[step], middle[2 * step], middle[3 * step]};
    return value;
  }
}

/// The length of all blocks that are whole; 0 if they differ.
inline std::size_t common_length(const Blocks& blocks) noexcept {
  std::size_t length = 0;
  for (std::size_t k = blocks.whole_begin; k < blocks.whole_end; ++k) {
    const std::size_t own = blocks.bounds[k + 1] - blocks.bounds[k];
    if (length != 0 && own != length) return 0;
    length = own;
  }
  return length;
}

/// out[k] = value of the state after block k, each block from the same start, pushed from its first value to its last.
/// Missing if the block is cut off or a value in it is missing; under Completeness::partial missing values are left out.
/// Where blocks are alike, a pack holds the same period of neighbouring ones.
template <class Lane = NativeLane, class Kernel>
void summarise_blocks(const Columns& in, const MutableColumns& out, const Blocks& blocks, Completeness completeness,
                      const Kernel& start) {
  const std::size_t length = completeness == Completeness::complete ? common_length(blocks) : 0;
  for (std::size_t j = 0; j < in.columns; ++j) {
    const double* const x = in.column(j);
    double* const y = out.column(j);
    const auto one_by_one = [&](std::size_t k, std::size_t last) {
      for (; k < last; ++k) {
        Kernel kernel = start;
        const bool cut_off = k < blocks.whole_begin || k >= blocks.whole_end;
        if (completeness == Completeness::partial || !cut_off)
          for (std::size_t t = blocks.bounds[k]; t < blocks.bounds[k + 1]; ++t)
            if (completeness == Completeness::complete || x[t] == x[t]) kernel.push(x[t]);
        y[k] = kernel.value();
      }
    };
    if (length == 0) {
      one_by_one(0, blocks.size());
      continue;
    }
    one_by_one(0, blocks.whole_begin);
    along<Lane>(blocks.whole_begin, blocks.whole_end, [&]<class L>(std::size_t k) {
      auto kernel = broadcast<L>(start);
      const double* const from = x + blocks.bounds[k];
      for (std::size_t t = 0; t < length; ++t) kernel.push(load_every<L>(from + t, length));
      store(y + k, kernel.value());
    });
    one_by_one(blocks.whole_end, blocks.size());
  }
}

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
