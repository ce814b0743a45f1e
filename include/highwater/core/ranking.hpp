#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "highwater/core/columns.hpp"
#include "highwater/core/kernels.hpp"

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
  std::stable_sort(order.begin(), order.end(), [x](std::size_t a, std::size_t b) { return x[a] < x[b]; });
  return order;
}

/// out[t] = 1 + how many of in[0 .. t] are better than in[t]; missing where that is. O(log n) a period.
inline void ranks_so_far(Columns in, MutableColumns out, Side side) {
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
/// is. One pass, no memory but the output: nearly always s is one of the few values before, and a register looks for
/// those without a branch; else the answers that were given before lead from each value to the next that is better.
template <Side side, class Lane = NativeLane>
void distance_to_last_reaching(Columns in, MutableColumns out) {
  constexpr std::size_t near = 8, width = LaneTraits<Lane>::width;
  using Order = Peak<Lane, side>;
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
      while (s >= 0 && Peak<double, side>::oriented(x[s]) < value) s -= static_cast<std::ptrdiff_t>(y[s]);
      y[t] = static_cast<double>(static_cast<std::ptrdiff_t>(t) - s);
    };
    const auto search_all = [&](std::size_t first, std::size_t last) {
      for (std::size_t t = first; t < last; ++t) search(t, static_cast<std::ptrdiff_t>(t) - 1);
    };
    std::size_t t = near < in.rows ? near : in.rows;
    search_all(0, t);
    for (; t + width <= in.rows; t += width) {
      const Lane value = Order::oriented(load<Lane>(x + t));
      Lane distance(0.0);
      for (std::size_t back = near; back > 0; --back)
        distance =
            select(Order::oriented(load<Lane>(x + t - back)) >= value, Lane(static_cast<double>(back)), distance);
      store(y + t, distance);
      if (!any<Lane>(distance == Lane(0.0))) continue;
      for (std::size_t i = t; i < t + width; ++i)
        if (y[i] == 0.0) search(i, static_cast<std::ptrdiff_t>(i - near));
    }
    search_all(t, in.rows);
  }
}

}  // namespace HIGHWATER_NAMESPACE::core
