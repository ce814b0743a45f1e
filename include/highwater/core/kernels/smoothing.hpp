#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "highwater/core/lanes/pack.hpp"
#include "highwater/core/sweeps/least_squares.hpp"
#include "highwater/core/vocabulary/season_role.hpp"

// Exponential smoothing. A pack holds neighbouring candidates: the same series under other parameters. Every candidate
// sees the periods in order, so all register widths give the same bits.
namespace HIGHWATER_NAMESPACE::core {

inline namespace HIGHWATER_LANES {

/// Exponential smoothing with a damped trend, in error-correction form: trend parameter beta (alpha times that of Holt),
/// damping phi. beta = phi = 0 is simple smoothing. Does not merge: each step needs the level that the last one left.
template <class Lane>
struct DampedTrend {
  template <class Other>
  using On = DampedTrend<Other>;

  Lane alpha, beta, phi;
  Lane level = Lane(0.0);
  Lane trend = Lane(0.0);

  HIGHWATER_INLINE Lane forecast() const noexcept { return level + phi * trend; }
  /// What is missing is as expected.
  HIGHWATER_INLINE void skip() noexcept {
    level = forecast();
    trend = phi * trend;
  }
  /// Gives the error of the forecast. What the next step waits for is short: level and damped trend leave the value one
  /// after the other.
  HIGHWATER_INLINE Lane push(Lane value) noexcept {
    const Lane damped = phi * trend, error = (value - level) - damped;
    level = (level + damped) + alpha * error;
    trend = damped + beta * error;
    return error;
  }
  /// The same of a value of zero, but gives the forecast.
  HIGHWATER_INLINE Lane decay() noexcept {
    const Lane damped = phi * trend, expected = level + damped;
    level = expected - alpha * expected;
    trend = damped - beta * expected;
    return expected;
  }
};

/// The forecast of a smoothed level and trend with a season.
template <SeasonRole role, class Lane>
HIGHWATER_INLINE Lane seasonal_forecast(const DampedTrend<Lane>& state, Lane season) noexcept {
  if constexpr (role == SeasonRole::none) return state.forecast();
  if constexpr (role == SeasonRole::added) return state.forecast() + season;
  if constexpr (role == SeasonRole::factor) return state.forecast() * season;
}

/// Holt and Winters: the level and trend smooth the value without its season, and gamma smooths the season, which is
/// then that of the next year. Gives the error of the forecast.
template <SeasonRole role, class Lane>
HIGHWATER_INLINE Lane push_seasonal(DampedTrend<Lane>& state, Lane& season, Lane gamma, Lane value) noexcept {
  if constexpr (role == SeasonRole::none) return state.push(value);
  if constexpr (role == SeasonRole::added) {
    const Lane error = state.push(value - season);
    season = season + gamma * error;
    return error;
  }
  if constexpr (role == SeasonRole::factor) {
    const Lane expected = state.forecast(), error = value - expected * season;
    state.push(value / season);
    season = season + gamma * (value / expected - season);
    return error;
  }
}

/// Sums of the squares of errors, and of errors as fractions of the forecasts if seasons are factors.
struct SquaredErrors {
  double plain = 0.0, scaled = 0.0;
};

/// Smooths values one after another, up to one that is none: missing or infinite, or not positive if seasons are factors.
/// `seasons` is a year of them, or one without; that of the first value is seasons[season]. Gives how many it took.
template <SeasonRole role>
std::size_t push_values(DampedTrend<double>& state, std::span<double> seasons, std::size_t season, double gamma,
                        std::span<const double> values, double* forecasts, double* errors, SquaredErrors& sums) {
  DampedTrend<double> at = state;
  SquaredErrors sum = sums;
  std::size_t t = 0;
  for (; t < values.size(); ++t) {
    const double value = values[t];
    if (value - value != 0.0 || (role == SeasonRole::factor && value <= 0.0)) break;
    forecasts[t] = seasonal_forecast<role>(at, seasons[season]);
    errors[t] = push_seasonal<role>(at, seasons[season], gamma, value);
    const double scaled = role == SeasonRole::factor ? errors[t] / forecasts[t] : errors[t];
    sum.plain += errors[t] * errors[t];
    sum.scaled += scaled * scaled;
    if (++season == seasons.size()) season = 0;
  }
  state = at;
  sums = sum;
  return t;
}

/// The sum of squared errors as a quadratic function of the initial level and trend. Errors are linear in the two, so
/// it takes the errors of the data smoothed from zero, and what a unit level and a unit trend forecast where nothing at
/// all is observed.
template <class Lane>
struct InitialState {
  DampedTrend<Lane> data, from_level, from_trend;
  Lane ll = Lane(0.0), lt = Lane(0.0), tt = Lane(0.0), le = Lane(0.0), te = Lane(0.0), ee = Lane(0.0);

  InitialState() = default;
  HIGHWATER_INLINE explicit InitialState(DampedTrend<Lane> start) noexcept
      : data(start), from_level(start), from_trend(start) {
    from_level.level = Lane(1.0);
    from_trend.trend = Lane(1.0);
  }
  HIGHWATER_INLINE void skip() noexcept {
    data.skip();
    from_level.skip();
    from_trend.skip();
  }
  HIGHWATER_INLINE void push(Lane value) noexcept {
    const Lane e = data.push(value), l = from_level.decay(), t = from_trend.decay();
    ll = ll + l * l;
    lt = lt + l * t;
    tt = tt + t * t;
    le = le + l * e;
    te = te + t * e;
    ee = ee + e * e;
  }
  /// `start` with the level and trend of least squares. Without a trend, or where the data cannot tell one: no trend.
  HIGHWATER_INLINE DampedTrend<Lane> solve(DampedTrend<Lane> start) const noexcept {
    const Lane determinant = ll * tt - lt * lt;
    const auto known = determinant > Lane(1e-12) * ll * tt;
    start.trend = select(known, (ll * te - lt * le) / select(known, determinant, Lane(1.0)), Lane(0.0));
    start.level = (le - lt * start.trend) / ll;
    return start;
  }
  /// Sum of squared errors from there.
  HIGHWATER_INLINE Lane squares(const DampedTrend<Lane>& solved) const noexcept {
    return ee - le * solved.level - te * solved.trend;
  }
};

}  // namespace HIGHWATER_LANES

/// Mean of each season of x about trend(t), t = 0 .. n - 1 (distance from it, or ratio to it), drawn to a year that sums
/// to nothing, or has mean 1. A season without a value and a trend has none.
template <class Trend>
std::vector<double> seasonal_means(std::span<const double> x, std::size_t year, SeasonRole role, Trend trend) {
  const double neutral = role == SeasonRole::factor ? 1.0 : 0.0;
  std::vector<double> sum(year, 0.0), count(year, 0.0);
  for (std::size_t t = 0; t < x.size(); ++t) {
    const double distance = role == SeasonRole::factor ? x[t] / trend(t) : x[t] - trend(t);
    if (distance != distance) continue;
    sum[t % year] += distance;
    count[t % year] += 1.0;
  }
  double mean = 0.0;
  for (std::size_t k = 0; k < year; ++k) {
    sum[k] = count[k] > 0.0 ? sum[k] / count[k] : neutral;
    mean += sum[k] / static_cast<double>(year);
  }
  for (double& index : sum) index = role == SeasonRole::factor ? index / mean : index - mean;
  return sum;
}

/// out[k - 1] = correlation of x with itself k periods earlier, about one mean, k = 1 .. lags; pairs with a missing value
/// are left out.
inline std::vector<double> autocorrelations(std::span<const double> x, std::size_t lags) {
  const Moments m = moments(x.data(), x.size(), []<class L>(std::size_t) { return L(0.0); });
  std::vector<double> found;
  for (std::size_t k = 1; k <= lags; ++k) {
    double sum = 0.0;
    for (std::size_t t = k; t < x.size(); ++t) {
      const double product = (x[t] - m.mean_y) * (x[t - k] - m.mean_y);
      if (product == product) sum += product;
    }
    found.push_back(sum / m.syy);
  }
  return found;
}

}  // namespace HIGHWATER_NAMESPACE::core
