#pragma once

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

#include "highwater/core/kernels/kernel.hpp"
#include "highwater/core/lanes/pack.hpp"
#include "highwater/core/lanes/shuffle.hpp"
#include "highwater/core/lanes/states.hpp"
#include "highwater/core/sweeps/fold.hpp"
#include "highwater/core/vocabulary/columns.hpp"

// The loops over time, all of them. Each sweep runs a kernel down the columns of a panel (a series is a panel of one
// column) and chooses what a register holds. In which order numbers are combined is fixed by the sweep and the kernel
// and never depends on the register width, so every instruction set gives the same bits.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

HIGHWATER_INLINE std::size_t smaller(std::size_t a, std::size_t b) noexcept { return a < b ? a : b; }

/// Runs body<Lane>(t) for whole registers of consecutive periods, then narrower lanes for the rest.
template <class Lane, class Body>
HIGHWATER_INLINE void along(std::size_t first, std::size_t last, Body body) {
  constexpr std::size_t w = LaneTraits<Lane>::width;
  std::size_t t = first;
  for (; t + w <= last; t += w) body.template operator()<Lane>(t);
  if constexpr (w > 1) along<Half<Lane>>(t, last, body);
}

/// How a result is written: through the cache, or past it if it is too large to be read from there soon. A store past
/// the cache saves reading the memory that it overwrites.
enum class Store : std::uint8_t { cached, streamed };
inline constexpr std::size_t streamed_bytes = std::size_t{8} << 20U;

/// How many doubles `to` lies beyond a place to which a whole lane can be streamed.
template <class Lane>
HIGHWATER_INLINE std::size_t lanes_past_alignment(const double* to) noexcept {
  return reinterpret_cast<std::uintptr_t>(to) / sizeof(double) % LaneTraits<Lane>::width;
}
template <Store how, class Lane>
HIGHWATER_INLINE void put(double* to, Lane value) noexcept {
  if constexpr (how == Store::cached)
    store(to, value);
  else
    stream(to, value);
}

/// y[t] = value<L>(t) for first <= t < last.
template <Store how, class Lane, class Value>
HIGHWATER_INLINE void write_along(double* y, std::size_t first, std::size_t last, Value value) {
  if constexpr (how == Store::streamed)
    for (; first < last && lanes_past_alignment<Lane>(y + first) != 0; ++first)
      put<how>(y + first, value.template operator()<double>(first));
  along<Lane>(first, last, [&]<class L>(std::size_t t) { put<how>(y + t, value.template operator()<L>(t)); });
}

/// Runs body<how>() for the way in which `out` is to be written.
template <class Body>
HIGHWATER_INLINE void write(const MutableColumns& out, const Body& body) {
  if (out.rows * out.columns * sizeof(double) < streamed_bytes) return body.template operator()<Store::cached>();
  body.template operator()<Store::streamed>();
  finish_streaming();
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
inline void fill_missing(const MutableColumns& out) noexcept {
  for (std::size_t j = 0; j < out.columns; ++j) fill_missing(out.column(j), out.rows);
}

/// out[t] = kernel(in[t], in[t - lag]); the first `lag` are missing. A pack holds consecutive periods.
template <class Lane = NativeLane, class Kernel>
void lagged(const Columns& in, const MutableColumns& out, std::size_t lag, Kernel kernel) {
  const std::size_t first = lag < in.rows ? lag : in.rows;
  write(out, [&]<Store how>() {
    for (std::size_t j = 0; j < in.columns; ++j) {
      const double* const x = in.column(j);
      double* const y = out.column(j);
      write_along<how, Lane>(y, 0, first, []<class L>(std::size_t) { return L(not_a_number); });
      write_along<how, Lane>(y, first, in.rows,
                             [=]<class L>(std::size_t t) { return kernel(load<L>(x + t), load<L>(x + t - lag)); });
    }
  });
}

/// out[t] = in[t + offset]; missing where there is no such row.
inline void shift(const Columns& in, const MutableColumns& out, std::ptrdiff_t offset) {
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
inline void gather(const Columns& in, const MutableColumns& out, std::span<const std::size_t> positions) {
  for (std::size_t j = 0; j < in.columns; ++j)
    for (std::size_t k = 0; k < positions.size(); ++k)
      out.column(j)[k] = positions[k] == not_found ? not_a_number : in.column(j)[positions[k]];
}

/// out[t] = kernel(in[t]). A pack holds consecutive periods.
template <class Lane = NativeLane, class Kernel>
void pointwise(const Columns& in, const MutableColumns& out, Kernel kernel) {
  write(out, [&]<Store how>() {
    for (std::size_t j = 0; j < in.columns; ++j)
      write_along<how, Lane>(out.column(j), 0, in.rows,
                             [=, x = in.column(j)]<class L>(std::size_t t) { return kernel(load<L>(x + t)); });
  });
}

/// out[t] = kernel(a[t], b[t]). If b has one column, every column of a is joined with that one.
template <class Lane = NativeLane, class Kernel>
void pairwise(const Columns& a, const Columns& b, const MutableColumns& out, Kernel kernel) {
  write(out, [&]<Store how>() {
    for (std::size_t j = 0; j < a.columns; ++j) {
      const double *const x = a.column(j), *const z = b.column(b.columns == 1 ? 0 : j);
      write_along<how, Lane>(out.column(j), 0, a.rows,
                             [=]<class L>(std::size_t t) { return kernel(load<L>(x + t), load<L>(z + t)); });
    }
  });
}

/// out[t] = kernel(a[t], a[t - lag], b[t - lag]); the first `lag` are missing; b as in pairwise.
template <class Lane = NativeLane, class Kernel>
void lagged_against(const Columns& a, const Columns& b, const MutableColumns& out, std::size_t lag, Kernel kernel) {
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

/// The state after n periods of a kernel in which each step needs the last: feed(kernel, t) pushes period t.
template <class Kernel, class Feed>
Kernel recursion(std::size_t n, Kernel kernel, Feed feed) {
  for (std::size_t t = 0; t < n; ++t) feed(kernel, t);
  return kernel;
}

/// Whether holds(value) is true for any of `size` values from x. The sweeps below look for what is rare (a record is one
/// of about ln n values in noise), and this comparison is nearly all of their work.
inline constexpr std::size_t skip_block = 32;
template <class Lane, std::size_t size = skip_block, class Predicate>
HIGHWATER_INLINE bool any_in_block(const double* x, Predicate holds) noexcept {
  Mask<Lane> found = holds(load<Lane>(x));
  for (std::size_t i = LaneTraits<Lane>::width; i < size; i += LaneTraits<Lane>::width)
    found = found | holds(load<Lane>(x + i));
  return any<Lane>(found);
}

/// The last position before n at which holds<Lane>(t) is true; not_found if there is none. Starts at the end, where what
/// is looked for often is.
template <class Lane = NativeLane, class Predicate>
HIGHWATER_INLINE std::size_t find_last_at(std::size_t n, Predicate holds) {
  constexpr std::size_t w = LaneTraits<Lane>::width;
  const auto last_in_pack = [&] {
    const unsigned found = set_lanes<Lane>(holds.template operator()<Lane>(n - w));
    return found == 0 ? not_found : n - w + static_cast<std::size_t>(std::bit_width(found)) - 1;
  };
  for (const std::size_t near = n > skip_block ? n - skip_block : 0; n >= near + w; n -= w)
    if (const std::size_t t = last_in_pack(); t != not_found) return t;
  for (; n >= skip_block; n -= skip_block) {
    Mask<Lane> found = holds.template operator()<Lane>(n - skip_block);
    for (std::size_t i = w; i < skip_block; i += w) found = found | holds.template operator()<Lane>(n - skip_block + i);
    if (any<Lane>(found)) break;
  }
  for (; n >= w; n -= w)
    if (const std::size_t t = last_in_pack(); t != not_found) return t;
  while (n > 0)
    if (holds.template operator()<double>(--n)) return n;
  return not_found;
}

/// Position of the last of n values for which holds(value) is true. The predicate takes any Lane and gives its Mask.
template <class Lane = NativeLane, class Predicate>
std::size_t find_last(const double* x, std::size_t n, Predicate holds) {
  return find_last_at<Lane>(n, [x, holds]<class L>(std::size_t t) -> Mask<L> { return holds(load<L>(x + t)); });
}

/// Asks for `count` values 8 kB after x, in the columns that follow in a panel as a rule. For sweeps that only read: the
/// prefetcher of the CPU stops at the end of each page.
HIGHWATER_INLINE void prefetch_after(const double* x, std::size_t count) noexcept {
  const auto from = reinterpret_cast<std::uintptr_t>(x) + 8192;  // may lie outside the data: an address only
  for (std::size_t i = 0; i < count; i += 8) prefetch(std::bit_cast<const double*>(from + i * sizeof(double)));
}

/// Asks for the last `rows` rows of column j, if there is one. Columns read from their end defeat the prefetcher.
HIGHWATER_INLINE void prefetch_end(const Columns& in, std::size_t j, std::size_t rows) noexcept {
  if (j >= in.columns) return;
  const double* const end = in.column(j) + in.rows;
  for (std::size_t back = 8; back < smaller(rows, in.rows) + 8; back += 8) prefetch(end - smaller(back, in.rows));
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

/// Sizes of values whose squares, and those of the distances between them, can be added up without underflow or overflow.
inline constexpr double least_squared = 0x1p-400, most_squared = 0x1p480;
/// Whether all of n values are of such a size, zero or missing.
template <class Lane = NativeLane>
bool squares_fit(const double* x, std::size_t n) noexcept {
  return find_first<Lane>(x, n, []<class L>(L value) -> Mask<L> {
           const L size = select(value < L(0.0), L(0.0) - value, value);
           return (size > L(most_squared)) | ((size < L(least_squared)) & (size > L(0.0)));
         }) == not_found;
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

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
