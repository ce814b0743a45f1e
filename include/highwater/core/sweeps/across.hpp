#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "highwater/core/sweeps/sweep.hpp"
#include "highwater/core/vocabulary/standing_record.hpp"

// The sweeps in which a pack holds the same period of neighbouring columns: for what is asked of a whole column, or of a
// few periods at its end, where columns are many and short.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

/// Of four columns at most: what turning more of them costs is not won back.
#if defined(__GNUC__)
using NeighbourLane = Pack<(native_width < 4 ? native_width : 4)>;
#else
using NeighbourLane = double;
#endif

/// As many neighbouring columns as a lane has, from column j on. Where there are fewer, the last one stands for those that
/// are not there: one value at a time would take longer.
template <class Lane>
class Neighbours {
 public:
  static constexpr std::size_t width = LaneTraits<Lane>::width;

  HIGHWATER_INLINE Neighbours(const Columns& in, std::size_t j) noexcept
      : count_(smaller(width, in.columns - j)),
        next_(std::bit_cast<std::uintptr_t>(in.column(j)) + width * in.stride * sizeof(double)),
        close_(in.columns > 1 && in.stride - in.rows <= 2 * cache_line) {
    for (std::size_t c = 0; c < width; ++c) columns_[c] = in.column(j + smaller(c, count_ - 1));
  }
  std::size_t count() const noexcept { return count_; }

  /// Calls visit(values of period t) for begin <= t < end. Meanwhile the columns after these are asked for, in the order of
  /// memory: a CPU foresees that, but not reads from several places at once.
  template <class Visit>
  HIGHWATER_INLINE void visit(std::size_t begin, std::size_t end, Visit visit) const {
    std::size_t t = begin;
    for (; t + width <= end; t += width) {
      if (close_)
        for (std::size_t i = 0; i < width * width; i += cache_line)
          prefetch(std::bit_cast<const double*>(next_ + (t * width + i) * sizeof(double)));
      Lane packs[width];
      for (std::size_t c = 0; c < width; ++c) packs[c] = load<Lane>(columns_[c] + t);
      transpose(packs);
      for (std::size_t i = 0; i < width; ++i) visit(packs[i]);
    }
    for (; t < end; ++t) {
      double values[width];
      for (std::size_t c = 0; c < width; ++c) values[c] = columns_[c][t];
      visit(load<Lane>(values));
    }
  }

  /// A result for each column.
  HIGHWATER_INLINE void give(Lane results, double* to) const noexcept {
    double lanes[width];
    store(lanes, results);
    for (std::size_t c = 0; c < count_; ++c) to[c] = lanes[c];
  }

 private:
  static constexpr std::size_t cache_line = 8;
  const double* columns_[width];
  std::size_t count_;
  std::uintptr_t next_;  // an address, which may lie behind the data
  bool close_;           // next to each other in memory
};

/// Runs body(neighbours, j) for all columns, so many at a time.
template <class Lane, class Body>
HIGHWATER_INLINE void across(const Columns& in, Body body) {
  for (std::size_t j = 0; j < in.columns; j += LaneTraits<Lane>::width) body(Neighbours<Lane>(in, j), j);
}

/// results[j] = value of the state after column j, whose values are pushed from the first to the last.
template <class Lane = NeighbourLane, class Kernel>
void fold_across(const Columns& in, const Kernel& start, double* results) {
  across<Lane>(in, [&](const Neighbours<Lane>& columns, std::size_t j) {
    auto kernel = broadcast<Lane>(start);
    columns.visit(0, in.rows, [&](Lane values) { kernel.push(values); });
    columns.give(kernel.value(), results + j);
  });
}

/// results[j] = finish(state of the window of the last n values of column j), n > 0: that which windowed() finishes for
/// the last period, bit for bit. O(n).
///
/// It is put together in the same order: blocks of 2^k values by merging neighbours, the longest block at the end.
template <class Kernel, class Lane = NeighbourLane, class Finish>
void window_across(const Columns& in, std::size_t n, double* results, Finish finish) {
  using State = typename Kernel::template On<Lane>;
  across<Lane>(in, [&](const Neighbours<Lane>& columns, std::size_t j) {
    State window{}, partial[64];  // partial: of 2^k values each, k falling
    for (std::size_t size = 1, done = 0; done < n; size *= 2) {
      if ((n & size) == 0) continue;
      std::size_t open = 0, pushed = 0;
      columns.visit(in.rows - n + done, in.rows - n + done + size, [&](Lane values) {
        State state = State::of(values);
        for (std::size_t pairs = ++pushed; pairs % 2 == 0; pairs /= 2) state = partial[--open].merge(state);
        partial[open++] = state;
      });
      window = done > 0 ? window.merge(partial[0]) : partial[0];
      done += size;
    }
    columns.give(finish(window), results + j);
  });
}

/// The bits moved up by one, with a lowest one that says where the mask is set.
template <class Lane>
HIGHWATER_INLINE Bits<Lane> with_bit(Bits<Lane> bits, Mask<Lane> mask) noexcept {
  if constexpr (LaneTraits<Lane>::width == 1)
    return bits + bits + (mask ? 1 : 0);
  else
    return bits + bits - reinterpret_cast<Bits<Lane>>(mask);
}

/// Takes in the records of some more periods, of which `last` is the last and has the lowest bit.
HIGHWATER_INLINE void add_records(StandingRecord& found, std::uint64_t bits, std::size_t last) noexcept {
  if (bits == 0) return;
  const std::uint64_t earlier = bits & (bits - 1);
  found.count += static_cast<std::size_t>(std::popcount(bits));
  found.previous = earlier == 0 ? found.position : last - static_cast<std::size_t>(std::countr_zero(earlier));
  found.position = last - static_cast<std::size_t>(std::countr_zero(bits));
}

/// found[j]: how many values of column j are records, which the kernel says as they are pushed, and the last two of them.
template <class Lane = NeighbourLane, class Kernel>
void records_across(const Columns& in, const Kernel& start, StandingRecord* found) {
  constexpr std::size_t word = 64;  // periods, a bit each
  across<Lane>(in, [&](const Neighbours<Lane>& columns, std::size_t j) {
    auto kernel = broadcast<Lane>(start);
    for (std::size_t c = 0; c < columns.count(); ++c) found[j + c] = {};
    for (std::size_t begin = 0; begin < in.rows; begin += word) {
      const std::size_t end = smaller(begin + word, in.rows);
      Bits<Lane> records{};  // the last period in the lowest bit
      columns.visit(begin, end, [&](Lane values) { records = with_bit<Lane>(records, kernel.push(values)); });
      std::uint64_t bits[Neighbours<Lane>::width];
      std::memcpy(bits, &records, sizeof bits);
      for (std::size_t c = 0; c < columns.count(); ++c) add_records(found[j + c], bits[c], end - 1);
    }
  });
}

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
