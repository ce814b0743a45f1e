#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include "highwater/core/sweeps/sweep.hpp"

// The sweeps over trailing windows. Each window is computed on its own, never updated from its neighbour, so a huge value
// harms only the windows that hold it.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

/// A state of lanes read from, or written to, one array a field.
template <class State, class Lane>
HIGHWATER_INLINE State load_fields(const double* from, std::size_t stride) noexcept {
  Lane fields[sizeof(State) / sizeof(Lane)];
  for (Lane& field : fields) {
    field = load<Lane>(from);
    from += stride;
  }
  State state;
  std::memcpy(&state, fields, sizeof state);
  return state;
}
template <class State, class Lane>
HIGHWATER_INLINE void store_fields(double* to, std::size_t stride, const State& state) noexcept {
  Lane fields[sizeof(State) / sizeof(Lane)];
  std::memcpy(fields, &state, sizeof state);
  for (const Lane& field : fields) {
    store(to, field);
    to += stride;
  }
}

/// The last states of a sweep along time, in packs; before(state) gives those that lie `by` periods before a new pack.
template <std::size_t by, class Lane, class State>
class Past {
 public:
  explicit Past(const State& none) noexcept {
    for (State& state : states_) state = none;
  }
  /// Takes the newest pack; gives the states `by` periods before each of its own.
  HIGHWATER_INLINE State before(const State& newest) noexcept {
    State found;
    if constexpr (by < width)
      found = delayed_state<by, Lane>(states_[0], newest);
    else
      found = states_[by / width - 1];
    for (std::size_t k = depth - 1; k > 0; --k) states_[k] = states_[k - 1];
    states_[0] = newest;
    return found;
  }

 private:
  static constexpr std::size_t width = LaneTraits<Lane>::width, depth = by < width ? 1 : by / width;
  State states_[depth];
};

/// Lanes of x from position i, which may lie outside 0 .. n: missing there.
template <class Lane>
HIGHWATER_INLINE Lane load_within(const double* x, std::ptrdiff_t i, std::ptrdiff_t n) noexcept {
  constexpr auto w = static_cast<std::ptrdiff_t>(LaneTraits<Lane>::width);
  const Lane none(not_a_number);
  if (i >= 0 && i + w <= n) return load<Lane>(x + i);
  if (i <= -w || i >= n) return none;
  double lanes[2 * LaneTraits<Lane>::width];
  if (n < w) {
    for (std::ptrdiff_t k = 0; k < w; ++k) lanes[k] = i + k >= 0 && i + k < n ? x[i + k] : not_a_number;
    return load<Lane>(lanes);
  }
  if constexpr (w > 1)
    if (i == -1) return delayed<1>(none, load<Lane>(x));
  store(lanes, i < 0 ? none : load<Lane>(x + n - w));
  store(lanes + w, i < 0 ? load<Lane>(x) : none);
  return load<Lane>(lanes + (i < 0 ? i + w : i + w - n));
}
/// The same to write: what lies outside is dropped.
template <Store how, class Lane>
HIGHWATER_INLINE void put_within(double* y, std::ptrdiff_t i, std::ptrdiff_t n, Lane value) noexcept {
  constexpr auto w = static_cast<std::ptrdiff_t>(LaneTraits<Lane>::width);
  if (i >= 0 && i + w <= n) return put<how>(y + i, value);
  double lanes[LaneTraits<Lane>::width];
  store(lanes, value);
  for (std::ptrdiff_t k = i < 0 ? -i : 0; k < w && i + k < n; ++k) put<how>(y + i + k, lanes[k]);
}

/// The windows of fewer than 16 values that end in the periods of a pack, for one pack after the other. The states of 2, 4
/// and 8 values come by merging neighbours and stay in registers; those that make up n are joined, the longest at the
/// latest end. Before the first pack all is missing, and the state of missing values does not depend on their number.
template <class State, class Lane, class Length>
class WindowsInRegisters {
 public:
  explicit WindowsInRegisters(Length n) noexcept : WindowsInRegisters(n, State::of(Lane(not_a_number))) {}

  /// The next pack of values, and the values one period before each.
  HIGHWATER_INLINE State push(Lane value, Lane before) noexcept {
    State state = State::of(value), window = state;
    if (n_ > 1) {
      state = State::of(before).merge(state);  // of 2 values
      if (n_ & 2U) window = n_ & 1U ? odd_.before(window).merge(state) : state;
    }
    if (n_ > 3) {
      state = pair_.before(state).merge(state);  // of 4
      if (n_ & 4U) window = n_ & 3U ? rest_.before(window).merge(state) : state;
    }
    if (n_ > 7) {
      state = quad_.before(state).merge(state);  // of 8
      window = n_ & 7U ? low_.before(window).merge(state) : state;
    }
    return window;
  }

 private:
  WindowsInRegisters(Length n, const State& none) noexcept
      : n_(n), pair_(none), odd_(none), quad_(none), rest_(none), low_(none) {}

  Length n_;
  Past<2, Lane, State> pair_, odd_;
  Past<4, Lane, State> quad_, rest_;
  Past<8, Lane, State> low_;
};

/// windowed() for windows of fewer than 16 values, in one pass. Where n is a constant, no question about it is left in the
/// loop: packs at the ends of a column take `partly`, the others are whole.
template <class Kernel, class Lane = NativeLane, class Length, class Finish>
void windowed_in_registers(const Columns& in, const MutableColumns& out, Length n, std::size_t skipped,
                           const Finish& finish) {
  constexpr auto w = static_cast<std::ptrdiff_t>(LaneTraits<Lane>::width);
  const auto rows = static_cast<std::ptrdiff_t>(in.rows), skip = static_cast<std::ptrdiff_t>(smaller(skipped, in.rows));
  write(out, [=, &in, &out]<Store how>() {
    for (std::size_t j = 0; j < in.columns; ++j) {
      const double* const x = in.column(j);
      double* const y = out.column(j);
      WindowsInRegisters<typename Kernel::template On<Lane>, Lane, Length> windows(n);
      std::ptrdiff_t t = how == Store::cached ? 0 : -static_cast<std::ptrdiff_t>(lanes_past_alignment<Lane>(y));
      const auto partly = [&](std::ptrdiff_t last) HIGHWATER_INLINE_LAMBDA {
        for (; t < last; t += w)
          put_within<how>(
              y, t, rows,
              finish(windows.push(load_within<Lane>(x, t - skip, rows), load_within<Lane>(x, t - skip - 1, rows))));
      };
      partly(skip < rows ? skip + 1 : rows);
      const auto whole = [&](std::ptrdiff_t at) HIGHWATER_INLINE_LAMBDA {
        put<how>(y + at, finish(windows.push(load<Lane>(x + at - skip), load<Lane>(x + at - skip - 1))));
      };
      for (; t + 2 * w <= rows; t += 2 * w) whole(t), whole(t + w);
      if (t + w <= rows) {
        whole(t);
        t += w;
      }
      partly(rows);
    }
  });
}

/// Memory for intermediate results, not initialised.
class Scratch {
 public:
  explicit Scratch(std::size_t count) : data_(new double[count]) {}
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() { delete[] data_; }
  double* data() noexcept { return data_; }

 private:
  double* data_;
};

/// out[t] = finish(state of the window of t). A pack holds consecutive periods.
///
/// The states of 2, 4, 8, ... values come by merging neighbours; those that make up n are joined, the longest at the
/// latest end. O(log n) merges a period.
template <class Kernel, class Lane = NativeLane, class Finish>
void windowed(const Columns& in, const MutableColumns& out, WindowShape shape, Finish finish) {
  if constexpr (sizeof(Kernel) == sizeof(double)) {  // of larger states that would be much code
    if (shape.n == 12)
      return windowed_in_registers<Kernel, Lane>(in, out, std::integral_constant<std::size_t, 12>{}, shape.skip,
                                                 finish);
  }
  if (shape.n < 16) return windowed_in_registers<Kernel, Lane>(in, out, shape.n, shape.skip, finish);
  constexpr std::size_t fields = sizeof(Kernel) / sizeof(double);
  // A window longer than the series holds what a window of its length holds, and one value more that is missing.
  const std::size_t n = smaller(shape.n, in.rows + 1), skip = smaller(shape.skip, in.rows);
  const std::size_t chunk = n > 1024 / fields ? n : 1024 / fields, capacity = smaller(chunk, in.rows) + n;
  Scratch scratch((1 + 2 * fields) * capacity);
  double *const values = scratch.data(), *const power = values + capacity, *const window = power + fields * capacity;
  for (std::size_t j = 0; j < in.columns; ++j) {
    const double* const x = in.column(j);
    double* const y = out.column(j);
    for (std::size_t begin = 0; begin < in.rows; begin += chunk) {
      const std::size_t count = smaller(chunk, in.rows - begin), length = count + n - 1;
      const std::size_t before = skip + n - 1;  // values[i] is x[begin - before + i]
      const std::size_t absent = smaller(length, before > begin ? before - begin : 0);
      fill_missing(values, absent);
      std::memcpy(values + absent, x + (begin + absent - before), (length - absent) * sizeof(double));
      along<Lane>(0, length, [&]<class L>(std::size_t i) {
        using State = typename Kernel::template On<L>;
        store_fields<State, L>(power + i, capacity, State::of(load<L>(values + i)));
      });
      std::size_t joined = 0;
      for (std::size_t size = 1;; size *= 2) {
        if (n & size) {
          along_backwards<Lane>(joined + size - 1, length, [&]<class L>(std::size_t i) {
            using State = typename Kernel::template On<L>;
            State latest = load_fields<State, L>(power + i, capacity);
            if (joined > 0) latest = load_fields<State, L>(window + i - size, capacity).merge(latest);
            store_fields<State, L>(window + i, capacity, latest);
          });
          joined += size;
        }
        if (joined == n) break;
        along_backwards<Lane>(2 * size - 1, length, [&]<class L>(std::size_t i) {
          using State = typename Kernel::template On<L>;
          const State later = load_fields<State, L>(power + i, capacity);
          store_fields<State, L>(power + i, capacity, load_fields<State, L>(power + i - size, capacity).merge(later));
        });
      }
      along<Lane>(0, count, [&]<class L>(std::size_t i) {
        using State = typename Kernel::template On<L>;
        store(y + begin + i, finish(load_fields<State, L>(window + n - 1 + i, capacity)));
      });
    }
  }
}

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
