#pragma once

#include <cmath>
#include <cstddef>
#include <cstring>
#include <span>

#include "highwater/core/columns.hpp"
#include "highwater/core/kernels.hpp"
#include "highwater/core/pack.hpp"

// The loops over time, all of them. Each sweep runs a kernel down the columns of a panel (a series is a panel of one
// column) and chooses what a register holds. In which order numbers are combined is fixed by the sweep and the kernel
// and never depends on the register width, so every instruction set gives the same bits.
namespace HIGHWATER_NAMESPACE::core {

inline constexpr std::size_t not_found = static_cast<std::size_t>(-1);

/// Runs body<Lane>(t) for whole registers of consecutive periods, then body<double>(t) for the rest.
template <class Lane, class Body>
HIGHWATER_INLINE void along(std::size_t first, std::size_t last, Body body) {
  constexpr std::size_t w = LaneTraits<Lane>::width;
  std::size_t t = first;
  if constexpr (w > 1)
    for (; t + w <= last; t += w) body.template operator()<Lane>(t);
  for (; t < last; ++t) body.template operator()<double>(t);
}

/// The same from the last period to the first. A body may write where it has read, and read anything earlier.
template <class Lane, class Body>
HIGHWATER_INLINE void along_backwards(std::size_t first, std::size_t last, Body body) {
  constexpr std::size_t w = LaneTraits<Lane>::width;
  std::size_t t = last;
  if constexpr (w > 1)
    for (; t >= first + w; t -= w) body.template operator()<Lane>(t - w);
  for (; t > first; --t) body.template operator()<double>(t - 1);
}

HIGHWATER_INLINE void fill_missing(double* out, std::size_t count) noexcept {
  for (std::size_t t = 0; t < count; ++t) out[t] = not_a_number;
}
inline void fill_missing(MutableColumns out) noexcept {
  for (std::size_t j = 0; j < out.columns; ++j) fill_missing(out.column(j), out.rows);
}

/// out[t] = kernel(in[t], in[t - lag]); the first `lag` are missing. A pack holds consecutive periods.
template <class Lane = NativeLane, class Kernel>
void lagged(Columns in, MutableColumns out, std::size_t lag, Kernel kernel) {
  const std::size_t first = lag < in.rows ? lag : in.rows;
  for (std::size_t j = 0; j < in.columns; ++j) {
    const double* const x = in.column(j);
    double* const y = out.column(j);
    fill_missing(y, first);
    along<Lane>(first, in.rows,
                [&]<class L>(std::size_t t) { store(y + t, kernel(load<L>(x + t), load<L>(x + t - lag))); });
  }
}

/// out[t] = in[t + offset]; missing where there is no such row.
inline void shift(Columns in, MutableColumns out, std::ptrdiff_t offset) {
  const auto from = offset < 0 ? static_cast<std::size_t>(-offset) : 0,
             skipped = from == 0 ? static_cast<std::size_t>(offset) : 0;
  const std::size_t first = from < out.rows ? from : out.rows, available = skipped < in.rows ? in.rows - skipped : 0;
  const std::size_t count = available < out.rows - first ? available : out.rows - first;
  for (std::size_t j = 0; j < in.columns; ++j) {
    double* const y = out.column(j);
    fill_missing(y, first);
    if (count > 0) std::memcpy(y + first, in.column(j) + skipped, count * sizeof(double));
    fill_missing(y + first + count, out.rows - first - count);
  }
}

/// out[k] = in[positions[k]]; missing where that is not_found.
inline void gather(Columns in, MutableColumns out, std::span<const std::size_t> positions) {
  for (std::size_t j = 0; j < in.columns; ++j)
    for (std::size_t k = 0; k < positions.size(); ++k)
      out.column(j)[k] = positions[k] == not_found ? not_a_number : in.column(j)[positions[k]];
}

/// out[t] = kernel(in[t]). A pack holds consecutive periods.
template <class Lane = NativeLane, class Kernel>
void pointwise(Columns in, MutableColumns out, Kernel kernel) {
  for (std::size_t j = 0; j < in.columns; ++j) {
    const double* const x = in.column(j);
    double* const y = out.column(j);
    along<Lane>(0, in.rows, [&]<class L>(std::size_t t) { store(y + t, kernel(load<L>(x + t))); });
  }
}

/// out[t] = kernel(a[t], b[t]). If b has one column, every column of a is joined with that one.
template <class Lane = NativeLane, class Kernel>
void pairwise(Columns a, Columns b, MutableColumns out, Kernel kernel) {
  for (std::size_t j = 0; j < a.columns; ++j) {
    const double *const x = a.column(j), *const z = b.column(b.columns == 1 ? 0 : j);
    double* const y = out.column(j);
    along<Lane>(0, a.rows, [&]<class L>(std::size_t t) { store(y + t, kernel(load<L>(x + t), load<L>(z + t))); });
  }
}

/// out[t] = kernel(a[t], a[t - lag], b[t - lag]); the first `lag` are missing; b as in pairwise.
template <class Lane = NativeLane, class Kernel>
void lagged_against(Columns a, Columns b, MutableColumns out, std::size_t lag, Kernel kernel) {
  const std::size_t first = lag < a.rows ? lag : a.rows;
  for (std::size_t j = 0; j < a.columns; ++j) {
    const double *const x = a.column(j), *const z = b.column(b.columns == 1 ? 0 : j);
    double* const y = out.column(j);
    fill_missing(y, first);
    along<Lane>(first, a.rows, [&]<class L>(std::size_t t) {
      store(y + t, kernel(load<L>(x + t), load<L>(x + t - lag), load<L>(z + t - lag)));
    });
  }
}

/// Sums of each block so far: out[t] = in[start of the block] + ... + in[t]. Missing from a missing value to the end of
/// its block, and in a block whose start is cut off.
inline void cumulative_sum(Columns in, MutableColumns out, const Blocks& blocks) {
  for (std::size_t j = 0; j < in.columns; ++j) {
    const double* const x = in.column(j);
    double* const y = out.column(j);
    for (std::size_t k = 0; k < blocks.size(); ++k) {
      double sum = k < blocks.whole_begin ? not_a_number : 0.0;
      for (std::size_t t = blocks.bounds[k]; t < blocks.bounds[k + 1]; ++t) y[t] = finite_or_missing(sum += x[t]);
    }
  }
}

/// out[k] = value of the state after block k, each block from the same start, pushed from its first value to its last.
/// Missing if the block is cut off or a value in it is missing; under Completeness::partial missing values are left out.
template <class Kernel>
void summarise_blocks(Columns in, MutableColumns out, const Blocks& blocks, Completeness completeness,
                      const Kernel& start) {
  for (std::size_t j = 0; j < in.columns; ++j) {
    const double* const x = in.column(j);
    double* const y = out.column(j);
    for (std::size_t k = 0; k < blocks.size(); ++k) {
      Kernel kernel = start;
      if (completeness == Completeness::complete) {
        if (k >= blocks.whole_begin && k < blocks.whole_end)
          for (std::size_t t = blocks.bounds[k]; t < blocks.bounds[k + 1]; ++t) kernel.push(x[t]);
      } else {
        for (std::size_t t = blocks.bounds[k]; t < blocks.bounds[k + 1]; ++t)
          if (x[t] == x[t]) kernel.push(x[t]);
      }
      y[k] = kernel.value();
    }
  }
}

/// A kernel on double given to every lane of the same kernel on Lane. Kernels consist of lanes only.
template <class Lane, class Kernel>
HIGHWATER_INLINE typename Kernel::template On<Lane> broadcast(const Kernel& kernel) noexcept {
  constexpr std::size_t w = LaneTraits<Lane>::width, fields = sizeof(Kernel) / sizeof(double);
  double from[fields], to[fields * w];
  std::memcpy(from, &kernel, sizeof from);
  for (std::size_t i = 0; i < fields * w; ++i) to[i] = from[i / w];
  typename Kernel::template On<Lane> wide;
  static_assert(sizeof wide == sizeof to);
  std::memcpy(&wide, to, sizeof to);
  return wide;
}

/// The kernel on double in lane i of a kernel on Lane: the inverse of broadcast.
template <class Lane, class Wide>
HIGHWATER_INLINE typename Wide::template On<double> part(const Wide& wide, std::size_t i) noexcept {
  constexpr std::size_t w = LaneTraits<Lane>::width, fields = sizeof(Wide) / sizeof(Lane);
  double from[fields * w], to[fields];
  std::memcpy(from, &wide, sizeof from);
  for (std::size_t f = 0; f < fields; ++f) to[f] = from[f * w + i];
  typename Wide::template On<double> kernel;
  std::memcpy(&kernel, to, sizeof to);
  return kernel;
}

/// The state after n periods. feed(kernel, t, Lane) pushes period t (and its neighbours in a pack).
///
/// Period t always enters partial state t % 8, whatever the register width, and the eight are merged pairwise in order.
template <class Lane = NativeLane, class Kernel, class Feed>
Kernel fold(std::size_t n, const Kernel& start, Feed feed) {
  constexpr std::size_t w = LaneTraits<Lane>::width, registers = 8 / w;
  typename Kernel::template On<Lane> wide[registers];
  for (auto& kernel : wide) kernel = broadcast<Lane>(start);
  std::size_t t = 0;
  for (; t + 8 <= n; t += 8)
    for (std::size_t r = 0; r < registers; ++r) feed.template operator()<Lane>(wide[r], t + r * w);
  Kernel parts[8];
  for (std::size_t i = 0; i < 8; ++i) parts[i] = part<Lane>(wide[i / w], i % w);
  for (; t < n; ++t) feed.template operator()<double>(parts[t % 8], t);
  for (std::size_t step = 1; step < 8; step *= 2)
    for (std::size_t i = 0; i < 8; i += 2 * step) parts[i] = parts[i].merge(parts[i + step]);
  return parts[0];
}

/// The state after n periods of a kernel in which each step needs the last: feed(kernel, t) pushes period t.
template <class Kernel, class Feed>
Kernel recursion(std::size_t n, Kernel kernel, Feed feed) {
  for (std::size_t t = 0; t < n; ++t) feed(kernel, t);
  return kernel;
}

/// Whether holds(value) is true for any of `skip_block` values from x. The sweeps below look for what is rare (a record
/// is one of about ln n values in noise), and this comparison is nearly all of their work.
inline constexpr std::size_t skip_block = 32;
template <class Lane, class Predicate>
HIGHWATER_INLINE bool any_in_block(const double* x, Predicate holds) noexcept {
  Mask<Lane> found = holds(load<Lane>(x));
  for (std::size_t i = LaneTraits<Lane>::width; i < skip_block; i += LaneTraits<Lane>::width)
    found = found | holds(load<Lane>(x + i));
  return any<Lane>(found);
}

/// Whether any of `skip_block` values from x changes the state.
template <class Lane, class Kernel>
HIGHWATER_INLINE bool changes(const Kernel& kernel, const double* x) noexcept {
  const auto wide = broadcast<Lane>(kernel);
  return any_in_block<Lane>(x, [&wide](Lane value) { return wide.changed_by(value); });
}

/// Pushes n values and calls visit(t) wherever push says that the state changed.
template <class Lane = NativeLane, class Kernel, class Visit>
void visit_changes(const double* x, std::size_t n, Kernel kernel, Visit visit) {
  for (std::size_t t = 0; t < n;) {
    if (t + skip_block <= n && !changes<Lane>(kernel, x + t)) {
      t += skip_block;
      continue;
    }
    const std::size_t last = t + skip_block < n ? t + skip_block : n;
    for (; t < last; ++t)
      if (kernel.push(x[t])) visit(t);
  }
}

/// out[t] = value of the state after in[0 .. t].
template <class Lane = NativeLane, class Kernel>
void scan(Columns in, MutableColumns out, const Kernel& start) {
  for (std::size_t j = 0; j < in.columns; ++j) {
    const double* const x = in.column(j);
    double* const y = out.column(j);
    Kernel kernel = start;
    for (std::size_t t = 0; t < in.rows;) {
      const std::size_t last = t + skip_block < in.rows ? t + skip_block : in.rows;
      if (last - t == skip_block && !changes<Lane>(kernel, x + t)) {
        const double value = kernel.value();
        along<Lane>(t, last, [&]<class L>(std::size_t i) { store(y + i, L(value)); });
        t = last;
      }
      for (; t < last; ++t) {
        kernel.push(x[t]);
        y[t] = kernel.value();
      }
    }
  }
}

/// Position of the last of n values for which holds(value) is true; not_found if there is none. Starts at the end. The
/// predicate takes any Lane and gives its Mask.
template <class Lane = NativeLane, class Predicate>
std::size_t find_last(const double* x, std::size_t n, Predicate holds) {
  while (n >= skip_block && !any_in_block<Lane>(x + n - skip_block, holds)) n -= skip_block;
  while (n > 0)
    if (holds(x[--n])) return n;
  return not_found;
}

/// Position of the first of n values for which holds(value) is true; not_found if there is none.
template <class Lane = NativeLane, class Predicate>
std::size_t find_first(const double* x, std::size_t n, Predicate holds) {
  std::size_t t = 0;
  while (t + skip_block <= n && !any_in_block<Lane>(x + t, holds)) t += skip_block;
  for (; t < n; ++t)
    if (holds(x[t])) return t;
  return not_found;
}

/// Calls visit(first, end) for every run of missing values, in order: x[first .. end) are missing and their neighbours
/// are not.
template <class Lane = NativeLane, class Visit>
void visit_missing_runs(const double* x, std::size_t n, Visit visit) {
  for (std::size_t end = 0; end < n;) {
    const std::size_t skipped = find_first<Lane>(x + end, n - end, []<class L>(L value) { return value != value; });
    if (skipped == not_found) return;
    const std::size_t first = end + skipped;
    const std::size_t length = find_first<Lane>(x + first, n - first, []<class L>(L value) { return value == value; });
    end = length == not_found ? n : first + length;
    visit(first, end);
  }
}

/// out[t] = from + (to - from) (t - first + 1) / (end - first + 1) for first <= t < end: the straight line between the
/// values before and after.
inline void fill_line(double* out, std::size_t first, std::size_t end, double from, double to) noexcept {
  const auto steps = static_cast<double>(end - first + 1);
  for (std::size_t t = first; t < end; ++t) out[t] = std::lerp(from, to, static_cast<double>(t - first + 1) / steps);
}

}  // namespace HIGHWATER_NAMESPACE::core
