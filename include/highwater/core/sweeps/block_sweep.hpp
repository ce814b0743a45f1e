#pragma once

#include <cstddef>

#include "highwater/core/kernels/kernel.hpp"
#include "highwater/core/lanes/transpose.hpp"
#include "highwater/core/sweeps/sweep.hpp"
#include "highwater/core/vocabulary/columns.hpp"
#include "highwater/core/vocabulary/policies.hpp"

// The sweeps over blocks of time, such as fiscal years.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

/// Calls visit(t, columns) for all periods t of as many neighbouring blocks of one length as a lane holds; columns[i] has
/// period t + i of each. Four periods at a time while there are as many, then one.
template <class Lane, class Visit>
HIGHWATER_INLINE void along_blocks(const double* from, std::size_t length, Visit visit) {
  std::size_t t = 0;
  for (; t + 4 <= length; t += 4) {
    Lane columns[4];
    load_columns<Lane>(from + t, length, columns);
    visit(t, columns);
  }
  for (; t < length; ++t) {
    Lane column[1] = {load_column<Lane>(from + t, length)};
    visit(t, column);
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

/// Sums of each block so far: out[t] = in[start of the block] + ... + in[t]. Missing from a missing value to the end of
/// its block, and in a block whose start is cut off. Where blocks are alike, a pack holds the same period of neighbouring
/// ones.
template <class Lane = NativeLane>
void cumulative_sum(const Columns& in, const MutableColumns& out, const Blocks& blocks) {
  const std::size_t length = common_length(blocks);
  for (std::size_t j = 0; j < in.columns; ++j) {
    const double* const x = in.column(j);
    double* const y = out.column(j);
    const auto one_by_one = [&](std::size_t k, std::size_t last) {
      for (; k < last; ++k) {
        double sum = k < blocks.whole_begin ? not_a_number : 0.0;
        for (std::size_t t = blocks.bounds[k]; t < blocks.bounds[k + 1]; ++t) y[t] = finite_or_missing(sum += x[t]);
      }
    };
    if (length == 0) {
      one_by_one(0, blocks.size());
      continue;
    }
    one_by_one(0, blocks.whole_begin);
    along<Lane>(blocks.whole_begin, blocks.whole_end, [&]<class L>(std::size_t k) {
      const std::size_t at = blocks.bounds[k];
      L sum(0.0);
      along_blocks<L>(x + at, length, [&](std::size_t t, auto& columns) {
        for (L& column : columns) column = finite_or_missing(sum = sum + column);
        if constexpr (sizeof columns > sizeof(L))
          store_columns(y + at + t, length, columns);
        else
          store_column(y + at + t, length, columns[0]);
      });
    });
    one_by_one(blocks.whole_end, blocks.size());
  }
}

/// out[k] = in[first period of block k], or of its last one; missing if that is cut off.
inline void first_of_blocks(const Columns& in, const MutableColumns& out, const Blocks& blocks) noexcept {
  for (std::size_t j = 0; j < in.columns; ++j)
    for (std::size_t k = 0; k < blocks.size(); ++k)
      out.column(j)[k] = k < blocks.whole_begin ? not_a_number : finite_or_missing(in.column(j)[blocks.bounds[k]]);
}
inline void last_of_blocks(const Columns& in, const MutableColumns& out, const Blocks& blocks) noexcept {
  for (std::size_t j = 0; j < in.columns; ++j)
    for (std::size_t k = 0; k < blocks.size(); ++k)
      out.column(j)[k] =
          k >= blocks.whole_end ? not_a_number : finite_or_missing(in.column(j)[blocks.bounds[k + 1] - 1]);
}

/// out[k] = value of the state after block k, each block from the same start, pushed from its first value to its last.
/// If needed is 0: missing if the block is cut off or a value in it is missing. Otherwise missing values are left out, and
/// it is missing with fewer than `needed` others. Where blocks are alike, a pack holds the same period of neighbouring
/// ones.
template <class Lane = NativeLane, class Kernel>
void summarise_blocks(const Columns& in, const MutableColumns& out, const Blocks& blocks, std::size_t needed,
                      const Kernel& start) {
  const std::size_t length = needed == 0 ? common_length(blocks) : 0;
  const bool far = in.rows * in.columns * sizeof(double) >= streamed_bytes;
  for (std::size_t j = 0; j < in.columns; ++j) {
    const double* const x = in.column(j);
    double* const y = out.column(j);
    const auto one_by_one = [&](std::size_t k, std::size_t last) {
      for (; k < last; ++k) {
        Kernel kernel = start;
        std::size_t observed = 0;
        const bool whole = k >= blocks.whole_begin && k < blocks.whole_end;
        for (std::size_t t = blocks.bounds[k]; t < blocks.bounds[k + 1]; ++t) {
          if (x[t] == x[t]) ++observed;
          if (needed == 0 || x[t] == x[t]) kernel.push(x[t]);
        }
        y[k] = (needed == 0 ? whole : observed >= needed) ? kernel.value() : not_a_number;
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
      if (far) prefetch_after(from, LaneTraits<L>::width * length);
      along_blocks<L>(from, length, [&](std::size_t, const auto& columns) {
        for (const L& column : columns) kernel.push(column);
      });
      store(y + k, kernel.value());
    });
    one_by_one(blocks.whole_end, blocks.size());
  }
}

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
