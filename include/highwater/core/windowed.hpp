#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <vector>

#include "highwater/core/ranking.hpp"
#include "highwater/core/sweep.hpp"

// The sweeps over trailing windows. Each window is computed on its own, never updated from its neighbour, so a huge value
// harms only the windows that hold it.
namespace HIGHWATER_NAMESPACE::core {

/// Where the window of a period lies: the n periods that end `skip` before it. What lies before the series is missing.
struct WindowShape {
  std::size_t n;
  std::size_t skip;
};

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

/// out[t] = finish(state of the window of t). A pack holds consecutive periods.
///
/// The states of 2, 4, 8, ... values come by merging neighbours; those that make up n are joined, the longest at the
/// latest end. O(log n) merges a period.
template <class Kernel, class Lane = NativeLane, class Finish>
void windowed(Columns in, MutableColumns out, WindowShape shape, Finish finish) {
  constexpr std::size_t fields = sizeof(Kernel) / sizeof(double);
  // A window longer than the series holds what a window of its length holds, and one value more that is missing.
  const std::size_t n = std::min(shape.n, in.rows + 1), skip = std::min(shape.skip, in.rows);
  const std::size_t chunk = std::max<std::size_t>(n, 1024 / fields), capacity = std::min(chunk, in.rows) + n;
  std::vector<double> values(capacity), power(fields * capacity), window(fields * capacity);
  for (std::size_t j = 0; j < in.columns; ++j) {
    const double* const x = in.column(j);
    double* const y = out.column(j);
    for (std::size_t begin = 0; begin < in.rows; begin += chunk) {
      const std::size_t count = std::min(chunk, in.rows - begin), length = count + n - 1;
      const std::size_t before = skip + n - 1;  // values[i] is x[begin - before + i]
      const std::size_t absent = std::min(length, before > begin ? before - begin : 0);
      fill_missing(values.data(), absent);
      std::memcpy(values.data() + absent, x + (begin + absent - before), (length - absent) * sizeof(double));
      along<Lane>(0, length, [&]<class L>(std::size_t i) {
        using State = typename Kernel::template On<L>;
        store_fields<State, L>(power.data() + i, capacity, State::of(load<L>(values.data() + i)));
      });
      std::size_t joined = 0;
      for (std::size_t size = 1;; size *= 2) {
        if (n & size) {
          along_backwards<Lane>(joined + size - 1, length, [&]<class L>(std::size_t i) {
            using State = typename Kernel::template On<L>;
            State latest = load_fields<State, L>(power.data() + i, capacity);
            if (joined > 0) latest = load_fields<State, L>(window.data() + i - size, capacity).merge(latest);
            store_fields<State, L>(window.data() + i, capacity, latest);
          });
          joined += size;
        }
        if (joined == n) break;
        along_backwards<Lane>(2 * size - 1, length, [&]<class L>(std::size_t i) {
          using State = typename Kernel::template On<L>;
          const State later = load_fields<State, L>(power.data() + i, capacity);
          store_fields<State, L>(power.data() + i, capacity,
                                 load_fields<State, L>(power.data() + i - size, capacity).merge(later));
        });
      }
      along<Lane>(0, count, [&]<class L>(std::size_t i) {
        using State = typename Kernel::template On<L>;
        store(y + begin + i, finish(load_fields<State, L>(window.data() + n - 1 + i, capacity)));
      });
    }
  }
}

/// out[t] = median of the observed values in the window of t; missing if they are fewer than `needed`. O(log n) a
/// period: the values that some windows share are ranked once, and the windows are sets of ranks.
inline void windowed_median(Columns in, MutableColumns out, WindowShape shape, std::size_t needed) {
  const std::size_t n = std::min(shape.n, in.rows + 1), skip = std::min(shape.skip, in.rows);
  const std::size_t chunk = std::max<std::size_t>(n, 256);
  std::vector<std::size_t> order, rank;
  for (std::size_t j = 0; j < in.columns; ++j) {
    const double* const x = in.column(j);
    double* const y = out.column(j);
    for (std::size_t begin = 0; begin < in.rows; begin += chunk) {
      const std::size_t end = std::min(in.rows, begin + chunk), before = skip + n - 1;
      const std::size_t low = begin > before ? begin - before : 0, high = end > skip ? end - skip : 0;
      order.clear();
      for (std::size_t i = low; i < high; ++i)
        if (x[i] == x[i]) order.push_back(i);
      std::sort(order.begin(), order.end(), [x](std::size_t a, std::size_t b) { return x[a] < x[b]; });
      rank.assign(high > low ? high - low : 0, 0);
      for (std::size_t r = 0; r < order.size(); ++r) rank[order[r] - low] = r;

      RankSet window(order.size());
      std::size_t entered = low, left = low;  // the window holds x[left .. entered)
      for (std::size_t t = begin; t < end; ++t) {
        for (; entered + skip <= t; ++entered)
          if (x[entered] == x[entered]) window.add(rank[entered - low], 1);
        for (; left + before < t; ++left)
          if (x[left] == x[left]) window.add(rank[left - low], -1);
        const std::size_t size = window.size();
        if (size == 0 || size < needed) {
          y[t] = not_a_number;
          continue;
        }
        const double upper = x[order[window.at(size / 2)]];
        const double lower = size % 2 == 1 ? upper : x[order[window.at(size / 2 - 1)]];
        const double sum = lower + upper;
        y[t] = sum - sum == 0.0 ? sum / 2.0 : lower / 2.0 + upper / 2.0;
      }
    }
  }
}

}  // namespace HIGHWATER_NAMESPACE::core
