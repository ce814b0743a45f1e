#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "highwater/core/sweep.hpp"

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
HIGHWATER_INLINE Lane load_within(const double* x, std::ptrdiff_t i, std::size_t n) noexcept {
  constexpr auto w = static_cast<std::ptrdiff_t>(LaneTraits<Lane>::width);
  const auto end = static_cast<std::ptrdiff_t>(n);
  if (i >= 0 && i + w <= end) return load<Lane>(x + i);
  double lanes[w];
  for (std::ptrdiff_t k = 0; k < w; ++k) lanes[k] = i + k >= 0 && i + k < end ? x[i + k] : not_a_number;
  return load<Lane>(lanes);
}
/// The same to write: what lies outside is dropped.
template <Store how, class Lane>
HIGHWATER_INLINE void put_within(double* y, std::ptrdiff_t i, std::size_t n, Lane value) noexcept {
  constexpr auto w = static_cast<std::ptrdiff_t>(LaneTraits<Lane>::width);
  const auto end = static_cast<std::ptrdiff_t>(n);
  if (i >= 0 && i + w <= end) return put<how>(y + i, value);
  double lanes[w];
  store(lanes, value);
  for (std::ptrdiff_t k = 0; k < w; ++k)
    if (i + k >= 0 && i + k < end) put<how>(y + i + k, lanes[k]);
}

/// windowed() for windows of fewer than 16 values, in one pass: the states of 2, 4 and 8 values stay in registers.
template <class Kernel, class Lane = NativeLane, class Finish>
void windowed_in_registers(const Columns& in, const MutableColumns& out, WindowShape shape, Finish finish) {
  using State = typename Kernel::template On<Lane>;
  constexpr std::size_t w = LaneTraits<Lane>::width;
  const std::size_t n = shape.n;
  const auto skip = static_cast<std::ptrdiff_t>(shape.skip < in.rows ? shape.skip : in.rows);
  const State none1 = State::of(Lane(not_a_number)), none2 = none1.merge(none1), none4 = none2.merge(none2);
  const bool one = n & 1U, two = n & 2U, four = n & 4U, eight = n & 8U;
  const State odd_none = one ? none1 : none2, low_none = four ? (n & 3U ? odd_none.merge(none4) : none4) : odd_none;
  write(out, [=, &in, &out]<Store how>() {
    for (std::size_t j = 0; j < in.columns; ++j) {
      const double* const x = in.column(j);
      double* const y = out.column(j);
      Past<1, Lane, State> single(none1);
      Past<2, Lane, State> pair(none2), odd(none1);
      Past<4, Lane, State> quad(none4), rest(odd_none);
      Past<8, Lane, State> low(low_none);
      const std::size_t off = how == Store::cached ? 0 : lanes_past_alignment<Lane>(y);
      const auto rows = static_cast<std::ptrdiff_t>(in.rows);
      for (auto t = -static_cast<std::ptrdiff_t>(off); t < rows; t += static_cast<std::ptrdiff_t>(w)) {
        State state = State::of(load_within<Lane>(x, t - skip, in.rows)), window = state;
        if (n > 1) {
          state = single.before(state).merge(state);  // of 2 values
          if (two) window = one ? odd.before(window).merge(state) : state;
        }
        if (n > 3) {
          state = pair.before(state).merge(state);  // of 4
          if (four) window = n & 3U ? rest.before(window).merge(state) : state;
        }
        if (eight) {
          state = quad.before(state).merge(state);  // of 8
          window = n & 7U ? low.before(window).merge(state) : state;
        }
        put_within<how>(y, t, in.rows, finish(window));
      }
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
  if (shape.n < 16) return windowed_in_registers<Kernel, Lane>(in, out, shape, finish);
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
