#pragma once

#include <cstddef>

#include "highwater/core/kernels/smoothing.hpp"
#include "highwater/core/sweeps/sweep.hpp"

// The loops over time of exponential smoothing. A pack holds neighbouring candidates, and every candidate sees the periods
// in order, so all register widths give the same bits.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

/// What sum_slopes sums of eight candidates, from i on, in n periods of which the first has the season `season`: a row of
/// in.count for each period. Errors are 0 where the value is missing, and the state moves on as expected.
template <SeasonRole role, class Lane>
void slopes_of_eight(const double* x, std::size_t n, std::size_t year, std::size_t season,
                     const SmoothingCandidates& in, std::size_t i, double* row) {
  constexpr std::size_t w = LaneTraits<Lane>::width, registers = 8 / w;
  DampedTrend<Lane> state[registers];
  Lane gamma[registers], inverse_step[registers];
  for (std::size_t r = 0; r < registers; ++r) {
    const std::size_t at = i + r * w;
    state[r] = {load<Lane>(in.alpha + at), load<Lane>(in.beta + at), load<Lane>(in.phi + at), load<Lane>(in.level + at),
                load<Lane>(in.trend + at)};
    gamma[r] = load<Lane>(in.gamma + at);
    inverse_step[r] = load<Lane>(in.inverse_step + at);
  }
  for (std::size_t t = 0; t < n; ++t, row += in.count) {
    const bool observed = x[t] == x[t];
    Lane errors[registers];
    for (std::size_t r = 0; r < registers; ++r) {
      double* const seasons = role == SeasonRole::none ? nullptr : in.seasons + season * in.count + i + r * w;
      errors[r] = Lane(0.0);
      if (observed) {
        Lane index = role == SeasonRole::none ? Lane(0.0) : load<Lane>(seasons);
        errors[r] = push_seasonal<role>(state[r], index, gamma[r], Lane(x[t]));
        if constexpr (role != SeasonRole::none) store(seasons, index);
      } else {
        state[r].skip();
      }
    }
    const Lane fit(i == 0 ? extract(errors[0], 0) : row[0]);
    for (std::size_t r = 0; r < registers; ++r)
      store(row + i + r * w, select(inverse_step[r] == Lane(0.0), errors[r], (errors[r] - fit) * inverse_step[r]));
    if (++season == year) season = 0;
  }
  for (std::size_t r = 0; r < registers; ++r) {
    store(in.level + i + r * w, state[r].level);
    store(in.trend + i + r * w, state[r].trend);
  }
}

/// sums[k * stride] += row[k] * columns, for some neighbouring k and one register of columns, over all rows.
template <std::size_t tile, class Lane>
void add_products(const double* rows, std::size_t n, std::size_t stride, std::size_t k, std::size_t column,
                  double* sums) {
  Lane sum[tile];
  for (std::size_t i = 0; i < tile; ++i) sum[i] = load<Lane>(sums + (k + i) * stride + column);
  for (std::size_t t = 0; t < n; ++t) {
    const double* const row = rows + t * stride;
    const Lane columns = load<Lane>(row + column);
    for (std::size_t i = 0; i < tile; ++i) sum[i] = sum[i] + Lane(row[k + i]) * columns;
  }
  for (std::size_t i = 0; i < tile; ++i) store(sums + (k + i) * stride + column, sum[i]);
}

/// Sums over time of the products of `live` columns: the errors of a fit, candidate 0, and their derivatives, (error of
/// candidate i - error of the fit) * inverse_step[i], where candidate i has one parameter off by a step. Writes the lower
/// triangle, sums[i * count + j] with j <= i, and what else fills registers. A few periods at a time, so that the
/// products of some are made while each error of the next ones waits for the last.
template <SeasonRole role, class Lane>
void sum_slopes_of(const double* x, std::size_t n, std::size_t year, const SmoothingCandidates& in, std::size_t live,
                   double* rows, double* sums) {
  constexpr std::size_t w = LaneTraits<Lane>::width;
  for (std::size_t i = 0; i < in.count * in.count; ++i) sums[i] = 0.0;
  for (std::size_t begin = 0; begin < n; begin += slope_rows) {
    const std::size_t some = smaller(n - begin, slope_rows);
    for (std::size_t i = 0; i < in.count; i += 8)
      slopes_of_eight<role, Lane>(x + begin, some, year, begin % year, in, i, rows);
    for (std::size_t k = 0; k < live;) {
      const std::size_t tile = live - k > 2 ? 4 : live - k;
      for (std::size_t j = 0; j < k + tile; j += w) {
        if (tile == 4) add_products<4, Lane>(rows, some, in.count, k, j, sums);
        if (tile == 2) add_products<2, Lane>(rows, some, in.count, k, j, sums);
        if (tile == 1) add_products<1, Lane>(rows, some, in.count, k, j, sums);
      }
      k += tile;
    }
  }
}

template <std::size_t registers, class Lane>
void best_initial_states_from(const double* x, std::size_t n, const SmoothingStarts& in, std::size_t i) {
  constexpr std::size_t w = LaneTraits<Lane>::width;
  DampedTrend<Lane> start[registers];
  InitialState<Lane> initial[registers];
  for (std::size_t r = 0; r < registers; ++r) {
    const std::size_t at = i + r * w;
    start[r] = {load<Lane>(in.alpha + at), load<Lane>(in.beta + at), load<Lane>(in.phi + at)};
    initial[r] = InitialState<Lane>(start[r]);
  }
  for (std::size_t t = 0; t < n; ++t) {
    const bool observed = x[t] == x[t];
    for (std::size_t r = 0; r < registers; ++r) observed ? initial[r].push(Lane(x[t])) : initial[r].skip();
  }
  for (std::size_t r = 0; r < registers; ++r) {
    const DampedTrend<Lane> solved = initial[r].solve(start[r]);
    store(in.level + i + r * w, solved.level);
    store(in.trend + i + r * w, solved.trend);
    store(in.squares + i + r * w, initial[r].squares(solved));
  }
}

/// For each candidate: level and trend before the first period that make the sum of squared errors least, and that sum (to
/// about 1e-10 of the sum of squares of x). Two registers go together, each while the other waits for its last step.
template <class Lane>
void best_initial_states_of(const double* x, std::size_t n, const SmoothingStarts& in) {
  constexpr std::size_t w = LaneTraits<Lane>::width;
  std::size_t i = 0;
  for (; i + 2 * w <= in.count; i += 2 * w) best_initial_states_from<2, Lane>(x, n, in, i);
  for (; i < in.count; i += w) best_initial_states_from<1, Lane>(x, n, in, i);
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
void smooth_of(const double* x, std::size_t n, double origin, const SmoothingGrid& grid) {
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
/// that smooth_of() found. Candidate i always enters partial sum i % 8, and the eight are added pairwise in order.
template <class Lane>
void weigh_forecasts_of(const double* x, std::size_t n, double origin, const SmoothingGrid& grid, const double* weight,
                        double* partial, double* out) {
  if (n == 0) return;  // partial may be null
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
