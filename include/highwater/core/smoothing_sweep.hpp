#pragma once

#include <cstddef>

#include "highwater/core/smoothing.hpp"
#include "highwater/core/sweep.hpp"

// The loops over time of exponential smoothing. A pack holds neighbouring candidates, and every candidate sees the periods
// in order, so all register widths give the same bits.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

/// errors[t * count + i] = error of candidate i in period t; 0 where the value is missing, and the state moves on as
/// expected.
template <SeasonRole role, class Lane>
void smoothing_errors_of(const double* x, std::size_t n, std::size_t year, const SmoothingCandidates& in,
                         double* errors) {
  constexpr std::size_t w = LaneTraits<Lane>::width, registers = 8 / w;
  for (std::size_t i = 0; i < in.count; i += 8) {
    DampedTrend<Lane> state[registers];
    Lane gamma[registers];
    for (std::size_t r = 0; r < registers; ++r) {
      const std::size_t at = i + r * w;
      state[r] = {load<Lane>(in.alpha + at), load<Lane>(in.beta + at), load<Lane>(in.phi + at),
                  load<Lane>(in.level + at), load<Lane>(in.trend + at)};
      gamma[r] = load<Lane>(in.gamma + at);
    }
    std::size_t season = 0;
    for (std::size_t t = 0; t < n; ++t) {
      const bool observed = x[t] == x[t];
      for (std::size_t r = 0; r < registers; ++r) {
        double* const seasons = role == SeasonRole::none ? nullptr : in.seasons + season * in.count + i + r * w;
        Lane error(0.0);
        if (observed) {
          Lane index = role == SeasonRole::none ? Lane(0.0) : load<Lane>(seasons);
          error = push_seasonal<role>(state[r], index, gamma[r], Lane(x[t]));
          if constexpr (role != SeasonRole::none) store(seasons, index);
        } else {
          state[r].skip();
        }
        store(errors + t * in.count + i + r * w, error);
      }
      if (++season == year) season = 0;
    }
  }
}

/// Sums of squares and products over time of columns that stand side by side in rows of `stride`, a multiple of 8. The
/// first is the error of a fit, and each other one that of a fit in which one parameter is off by a step; it is replaced
/// by the derivative, (column - first) * inverse_steps[i]. Writes the lower triangle of `count` x `count` sums, and what
/// else fills registers, in rows of `stride`.
template <class Lane>
void products_of_slopes(double* columns, std::size_t rows, std::size_t stride, std::size_t count,
                        const double* inverse_steps, double* sums) {
  constexpr std::size_t w = LaneTraits<Lane>::width, tile = 4;
  for (std::size_t t = 0; t < rows; ++t) {
    double* const row = columns + t * stride;
    const double first = row[0];
    for (std::size_t j = 0; j < stride; j += w)
      store(row + j, (load<Lane>(row + j) - Lane(first)) * load<Lane>(inverse_steps + j));
    row[0] = first;
  }
  for (std::size_t i = 0; i < count; i += tile)
    for (std::size_t j = 0; j < i + tile; j += w) {
      Lane sum[tile];
      for (Lane& one : sum) one = Lane(0.0);
      for (std::size_t t = 0; t < rows; ++t) {
        const double* const row = columns + t * stride;
        const Lane slopes = load<Lane>(row + j);
        for (std::size_t k = 0; k < tile; ++k) sum[k] = sum[k] + Lane(row[i + k]) * slopes;
      }
      for (std::size_t k = 0; k < tile; ++k) store(sums + (i + k) * stride + j, sum[k]);
    }
}

/// For each candidate: level and trend before the first period that make the sum
/// of squared errors least, and that sum (to about 1e-10 of the sum of squares of x).
template <class Lane>
void best_initial_states(const double* x, std::size_t n, const SmoothingStarts& in) {
  for (std::size_t i = 0; i < in.count; i += LaneTraits<Lane>::width) {
    const DampedTrend<Lane> start{load<Lane>(in.alpha + i), load<Lane>(in.beta + i), load<Lane>(in.phi + i)};
    InitialState<Lane> initial(start);
    for (std::size_t t = 0; t < n; ++t) {
      if (x[t] == x[t])
        initial.push(Lane(x[t]));
      else
        initial.skip();
    }
    const DampedTrend<Lane> solved = initial.solve(start);
    store(in.level + i, solved.level);
    store(in.trend + i, solved.trend);
    store(in.squares + i, initial.squares(solved));
  }
}

template <class Lane>
HIGHWATER_INLINE DampedTrend<Lane> candidate(const SmoothingGrid& grid, std::size_t i) noexcept {
  return {load<Lane>(grid.alpha + i), load<Lane>(grid.beta + i), load<Lane>(grid.phi + i)};
}

/// For every period in order: feed(r, value) for each r < registers, where value is that of the candidates from
/// r * width on, or skip(r) if it is missing.
template <class Lane, std::size_t registers, class Skip, class Feed>
HIGHWATER_INLINE void feed_candidates(const double* x, std::size_t n, double origin, const double* slope, Skip skip,
                                      Feed feed) {
  constexpr std::size_t w = LaneTraits<Lane>::width;
  for (std::size_t t = 0; t < n; ++t) {
    if (x[t] != x[t]) {
      for (std::size_t r = 0; r < registers; ++r) skip(r);
      continue;
    }
    const Lane value(x[t] - origin), time(static_cast<double>(t));
    for (std::size_t r = 0; r < registers; ++r) feed(r, value - load<Lane>(slope + r * w) * time);
  }
}

/// Smooths a series under every candidate of the grid: exact initial level and trend, then the mean absolute error of
/// the forecasts and the state after the latest period.
template <class Lane>
void smooth(const double* x, std::size_t n, double origin, const SmoothingGrid& grid) {
  constexpr std::size_t w = LaneTraits<Lane>::width, registers = 8 / w;
  std::size_t observed = 0;
  for (std::size_t t = 0; t < n; ++t) observed += x[t] == x[t] ? 1 : 0;
  for (std::size_t i = 0; i < grid.count; i += 8) {
    DampedTrend<Lane> state[registers];
    Lane sum[registers];
    for (std::size_t r = 0; r < registers; ++r) {
      const auto start = candidate<Lane>(grid, i + r * w);
      InitialState<Lane> initial(start);
      feed_candidates<Lane, 1>(
          x, n, origin, grid.slope + i + r * w, [&](std::size_t) { initial.skip(); },
          [&](std::size_t, Lane value) { initial.push(value); });
      state[r] = initial.solve(start);
      store(grid.first_level + i + r * w, state[r].level);
      store(grid.first_trend + i + r * w, state[r].trend);
      sum[r] = Lane(0.0);
    }
    feed_candidates<Lane, registers>(
        x, n, origin, grid.slope + i, [&](std::size_t r) { state[r].skip(); },
        [&](std::size_t r, Lane value) {
          const Lane error = state[r].push(value);
          sum[r] = sum[r] + select(error > Lane(0.0), error, -error);
        });
    for (std::size_t r = 0; r < registers; ++r) {
      store(grid.level + i + r * w, state[r].level);
      store(grid.trend + i + r * w, state[r].trend);
      store(grid.error + i + r * w, sum[r] / Lane(index_as_double(observed)));
    }
  }
}

/// out[t] = weighted mean over the candidates of their forecasts of period t from those before it, from the initial state
/// that smooth() found. Candidate i always enters partial sum i % 8, and the eight are added pairwise in order.
template <class Lane>
void weigh_forecasts(const double* x, std::size_t n, double origin, const SmoothingGrid& grid, const double* weight,
                     double* partial, double* out) {
  constexpr std::size_t w = LaneTraits<Lane>::width;
  for (std::size_t t = 0; t < 8 * n; ++t) partial[t] = 0.0;
  for (std::size_t i = 0; i < grid.count; i += w) {
    const Lane share = load<Lane>(weight + i), slope = load<Lane>(grid.slope + i);
    if (!any<Lane>(share > Lane(0.0))) continue;  // adds nothing
    auto state = candidate<Lane>(grid, i);
    state.level = load<Lane>(grid.first_level + i);
    state.trend = load<Lane>(grid.first_trend + i);
    double* sums = partial + i % 8;
    for (std::size_t t = 0; t < n; ++t, sums += 8) {
      const Lane drift = slope * Lane(static_cast<double>(t));
      store(sums, load<Lane>(sums) + share * (state.forecast() + drift));
      if (x[t] == x[t])
        state.push(Lane(x[t] - origin) - drift);
      else
        state.skip();
    }
  }
  for (std::size_t t = 0; t < n; ++t) {
    double* const sums = partial + 8 * t;
    for (std::size_t step = 1; step < 8; step *= 2)
      for (std::size_t i = 0; i < 8; i += 2 * step) sums[i] += sums[i + step];
    out[t] = origin + sums[0];
  }
}

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
