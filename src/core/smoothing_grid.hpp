#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "core/robust.hpp"
#include "core/seasonal_sweep.hpp"
#include "core/smoothing_candidates.hpp"
#include "core/smoothing_operations.hpp"
#include "highwater/core/operations.hpp"

// Exponential smoothing of one series under many smoothing parameters at once.
namespace HIGHWATER_NAMESPACE::core {

/// Means of `length` neighbouring periods, the last of which ends with the data; what does not fill one at the start is
/// left out. A gap is bridged; a block that is nothing but gap stays missing.
inline std::vector<double> block_means(std::span<const double> y, std::size_t length) {
  std::vector<double> whole(y.begin(), y.end()), means;
  bridge(whole, 0, 1);
  for (std::size_t t = y.size() % length; t < y.size(); t += length) {
    double sum = 0.0;
    bool observed = false;
    for (std::size_t k = 0; k < length; ++k) {
      sum += whole[t + k];
      observed = observed || y[t + k] == y[t + k];
    }
    if (observed || !means.empty()) means.push_back(observed ? sum / static_cast<double>(length) : not_a_number);
  }
  return means;
}

/// The weighted mean of what candidates forecast, measured from `pivot`, and the parts of its variance.
template <class Lane>
struct ForecastMoments {
  template <class Other>
  using On = ForecastMoments<Other>;

  Lane mean = Lane(0.0), square = Lane(0.0), own = Lane(0.0), impulse = Lane(0.0);

  HIGHWATER_INLINE void push(Lane weight, Lane distance, Lane variance, Lane response) noexcept {
    mean = mean + weight * distance;
    square = square + weight * distance * distance;
    own = own + weight * variance;
    impulse = impulse + weight * response;
  }
  HIGHWATER_INLINE ForecastMoments merge(const ForecastMoments& later) const noexcept {
    return {mean + later.mean, square + later.square, own + later.own, impulse + later.impulse};
  }
};

/// What a pool of candidates forecasts of one period.
struct PoolForecast {
  double mean;
  double own;      // mean variance of the candidates, each about its own forecast
  double between;  // variance of their forecasts
  double impulse;  // what a surprise of 1 in the latest period adds to the forecast
};

/// One candidate: smoothing parameters, the share of the slope of the data that is taken out before it smooths (0, or
/// the drift of a Theta model), and its parameters in number.
struct SmoothingCandidate {
  double alpha, beta, phi, drift, parameters;
};

/// A pool of smoothing models of one series after another, weighted by how well they forecast it.
class SmoothingPool {
 public:
  explicit SmoothingPool(std::span<const SmoothingCandidate> candidates)
      : candidates_(candidates), memory_(fields * candidates.size()) {
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      field(alpha)[i] = candidates[i].alpha;
      field(beta)[i] = candidates[i].beta;
      field(phi)[i] = candidates[i].phi;
    }
  }

  /// Fits every candidate to a series that starts with an observation. Weights are those of Akaike's criterion,
  /// corrected for few observations, with the mean absolute error in place of the likelihood.
  void fit(std::span<const double> x, double slope) {
    periods_ = static_cast<double>(x.size());
    origin_ = x[0];
    for (std::size_t i = 0; i < candidates_.size(); ++i) field(slopes)[i] = slope * candidates_[i].drift;
    smooth(x.data(), x.size(), origin_, grid());
    const auto observed = static_cast<double>(x.size() - count_missing(x.data(), x.size()));
    // Errors that are nothing but rounding do not tell candidates apart.
    const double size = mean_size(x), floor = size > 0.0 ? 1e-12 * size : 1.0;
    double* const criterion = field(weight);
    best_ = 0;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const double k = candidates_[i].parameters, freedom = observed - k - 1.0, mae = field(error)[i];
      criterion[i] = freedom > 0.0
                         ? 2.0 * (observed * std::log(mae > floor ? mae : floor) + k + k * (k + 1.0) / freedom)
                         : infinity;
      if (criterion[i] < criterion[best_]) best_ = i;
    }
    double sum = 0.0;
    const double least = criterion[best_];
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const double distance = criterion[i] - least;
      sum += criterion[i] = distance < 100.0 ? std::exp(-distance / 2.0) : 0.0;
    }
    for (std::size_t i = 0; i < candidates_.size(); ++i) criterion[i] /= sum;
  }

  /// out[h]: h periods after the latest, from h = 0, the level that the pool sees in the latest. The variance of a
  /// candidate follows from its mean absolute error as that of a normal law.
  template <class Lane = NativeLane>
  void forecast(std::span<PoolForecast> out) {
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      field(damping)[i] = 1.0;
      field(reach)[i] = field(response)[i] = 0.0;
    }
    const double* const levels = field(level);
    for (std::size_t h = 0; h < out.size(); ++h) {
      const double steps = periods_ - 1.0 + static_cast<double>(h);
      const double pivot = levels[best_] + field(trend)[best_] * field(reach)[best_] + field(slopes)[best_] * steps;
      const auto moments = fold<Lane>(
          candidates_.size(), ForecastMoments<double>{}, [&]<class L>(ForecastMoments<L>& state, std::size_t i) {
            const L reached = load<L>(field(reach) + i), squares = load<L>(field(response) + i);
            const L value =
                load<L>(levels + i) + load<L>(field(trend) + i) * reached + load<L>(field(slopes) + i) * L(steps);
            const L sigma = L(1.2533) * load<L>(field(error) + i);
            const L impulse = load<L>(field(alpha) + i) + load<L>(field(beta) + i) * reached;
            state.push(load<L>(field(weight) + i), value - L(pivot), sigma * sigma * (L(1.0) + squares), impulse);
            const L damped = load<L>(field(damping) + i) * load<L>(field(phi) + i);
            if (h > 0) store(field(response) + i, squares + impulse * impulse);
            store(field(damping) + i, damped);
            store(field(reach) + i, reached + damped);
          });
      const double between = moments.square - moments.mean * moments.mean;
      out[h] = {origin_ + pivot + moments.mean, moments.own, between > 0.0 ? between : 0.0, moments.impulse};
    }
  }

  /// out[t]: what the pool forecasts of period t of the fitted series from those before it.
  void fitted(std::span<const double> x, double* out) {
    partial_.resize(8 * x.size());
    weigh_forecasts(x.data(), x.size(), origin_, grid(), field(weight), partial_.data(), out);
  }

  std::size_t size() const noexcept { return candidates_.size(); }
  const SmoothingCandidate& candidate(std::size_t i) const noexcept { return candidates_[i]; }
  double weight_of(std::size_t i) const noexcept { return field(weight)[i]; }
  double error_of(std::size_t i) const noexcept { return field(error)[i]; }
  double level_of(std::size_t i) const noexcept { return origin_ + field(level)[i]; }

 private:
  enum Field : std::size_t {
    alpha,
    beta,
    phi,
    slopes,
    first_level,
    first_trend,
    level,
    trend,
    error,
    weight,
    damping,
    reach,
    response,
    fields
  };
  double* field(Field which) noexcept { return memory_.data() + which * candidates_.size(); }
  const double* field(Field which) const noexcept { return memory_.data() + which * candidates_.size(); }

  SmoothingGrid grid() noexcept {
    return {candidates_.size(), field(alpha),       field(beta),  field(phi),   field(slopes),
            field(first_level), field(first_trend), field(level), field(trend), field(error)};
  }

  std::span<const SmoothingCandidate> candidates_;
  std::vector<double> memory_, partial_;
  std::size_t best_ = 0;
  double periods_ = 0.0, origin_ = 0.0;
};

}  // namespace HIGHWATER_NAMESPACE::core
