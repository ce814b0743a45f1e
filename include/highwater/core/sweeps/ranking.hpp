#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "highwater/core/kernels/peak.hpp"
#include "highwater/core/sweeps/sweep.hpp"
#include "highwater/core/vocabulary/columns.hpp"

// The sweeps that compare each value with all before it.
namespace HIGHWATER_NAMESPACE::core {

/// How many of some ranks are in a set, and which is the k-th: a binary indexed tree.
class RankSet {
 public:
  explicit RankSet(std::size_t ranks) : tree_(ranks + 1, 0) {
    while (top_ * 2 <= ranks) top_ *= 2;
  }
  void add(std::size_t rank, int count) noexcept {
    size_ += static_cast<std::size_t>(count);
    for (std::size_t i = rank + 1; i < tree_.size(); i += i & (~i + 1)) tree_[i] += count;
  }
  std::size_t size() const noexcept { return size_; }
  /// How many in the set are smaller.
  std::size_t below(std::size_t rank) const noexcept {
    std::int64_t count = 0;
    for (std::size_t i = rank; i > 0; i &= i - 1) count += tree_[i];
    return static_cast<std::size_t>(count);
  }
  /// The k-th smallest rank in the set, from 0; k < size().
  std::size_t at(std::size_t k) const noexcept {
    std::size_t position = 0;
    auto left = static_cast<std::int64_t>(k);
    for (std::size_t step = top_; step > 0; step /= 2)
      if (position + step < tree_.size() && tree_[position + step] <= left) {
        position += step;
        left -= tree_[position];
      }
    return position;
  }

 private:
  std::vector<std::int64_t> tree_;
  std::size_t top_ = 1;
  std::size_t size_ = 0;
};

/// The positions of the observed ones of n values, from the smallest; equal ones in their order.
inline std::vector<std::size_t> ascending(const double* x, std::size_t n) {
  std::vector<std::size_t> order;
  for (std::size_t t = 0; t < n; ++t)
    if (x[t] == x[t]) order.push_back(t);
  std::sort(order.begin(), order.end(),
            [x](std::size_t a, std::size_t b) { return x[a] < x[b] || (x[a] == x[b] && a < b); });
  return order;
}

/// out[t] = 1 + how many of in[0 .. t] are better than in[t]; missing where that is. O(log n) a period.
inline void ranks_so_far(const Columns& in, const MutableColumns& out, Side side) {
  std::vector<std::size_t> rank(in.rows);
  for (std::size_t j = 0; j < in.columns; ++j) {
    const double* const x = in.column(j);
    double* const y = out.column(j);
    const std::vector<std::size_t> order = ascending(x, in.rows);
    for (std::size_t r = 0; r < order.size(); ++r)
      rank[order[r]] = r > 0 && x[order[r]] == x[order[r - 1]] ? rank[order[r - 1]] : r;
    RankSet seen(order.size());
    for (std::size_t t = 0; t < in.rows; ++t) {
      y[t] = x[t];
      if (x[t] != x[t]) continue;
      seen.add(rank[t], 1);
      const std::size_t better = side == Side::high ? seen.size() - seen.below(rank[t] + 1) : seen.below(rank[t]);
      y[t] = static_cast<double>(better + 1);
    }
  }
}

/// out[t] = t - s for the last s < t with in[s] at least as good as in[t], t + 1 if there is none; missing where in[t]
/// is. One pass, no memory but the output: most often s is one of the few values before, and a register looks for those;
/// else the answers that were given before lead from each value to the next that is better. Whether they do is a coin's
/// throw, so neither step branches on it.
template <Side side, class Lane = NativeLane>
void distance_to_last_reaching(const Columns& in, const MutableColumns& out) {
  constexpr std::size_t near = 8, block = 64;
  std::size_t pending[block];
  for (std::size_t j = 0; j < in.columns; ++j) {
    const double* const x = in.column(j);
    double* const y = out.column(j);
    // All values between `s` and t are worse than x[t], or missing; so are those between a value and its answer.
    const auto search = [&](std::size_t t, std::ptrdiff_t s) {
      const double value = Peak<double, side>::oriented(x[t]);
      if (value != value) {
        y[t] = not_a_number;
        return;
      }
      while (s >= 0 && x[s] != x[s]) --s;
      bool further = s >= 0;
      while (further) {
        for (int step = 0; step < 3; ++step) {
          const std::ptrdiff_t at = s < 0 ? 0 : s;
          further = (s >= 0) & (Peak<double, side>::oriented(x[at]) < value);
          s -= static_cast<std::ptrdiff_t>(further ? y[at] : 0.0);
        }
      }
      y[t] = static_cast<double>(static_cast<std::ptrdiff_t>(t) - s);
    };
    std::size_t t = 0;
    for (; t < in.rows && t < near; ++t) search(t, static_cast<std::ptrdiff_t>(t) - 1);
    while (t < in.rows) {
      const std::size_t end = in.rows - t < block ? in.rows : t + block;
      along<Lane>(t, end, [&]<class L>(std::size_t i) {
        const L value = Peak<L, side>::oriented(load<L>(x + i));
        L distance(0.0);
        for (std::size_t back = near; back > 0; --back)
          distance =
              select(Peak<L, side>::oriented(load<L>(x + i - back)) >= value, L(static_cast<double>(back)), distance);
        store(y + i, distance);
      });
      std::size_t count = 0;
      for (; t < end; ++t) {
        pending[count] = t;
        count += y[t] == 0.0 ? 1 : 0;
      }
      for (std::size_t k = 0; k < count; ++k) search(pending[k], static_cast<std::ptrdiff_t>(pending[k] - near));
    }
  }
}

/// out[t] = median of the observed values in the window of t; missing if they are fewer than `needed`. O(log n) a
/// period: the values that some windows share are ranked once, and the windows are sets of ranks.
inline void windowed_median(const Columns& in, const MutableColumns& out, WindowShape shape, std::size_t needed) {
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
