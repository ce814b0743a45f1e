#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <optional>
#include <span>
#include <vector>

#include "core/seasonal_sweep.hpp"
#include "highwater/core/kernels/kernel.hpp"
#include "highwater/core/operations.hpp"

namespace HIGHWATER_NAMESPACE::core {

/// A weighted mean, value by value.
struct WeightedMean {
  double sum = 0.0, weight = 0.0, squared_weight = 0.0;

  void push(double value, double w) noexcept {
    sum += w * value;
    weight += w;
    squared_weight += w * w;
  }
  double value() const noexcept { return sum / weight; }
  double variance() const noexcept { return squared_weight / (weight * weight); }  // of values with variance 1
};

struct SeasonalFit {
  SeasonalForm form;
  double shrinkage;
  double variance;  // of an index: what chance leaves of it after it was drawn to zero
};

/// How much must be observed for a season to be looked for: in all, and of each season.
struct SeasonalDemand {
  std::size_t seasons;
  std::size_t observations;
  double of_each;

  /// And something to tell chance by.
  bool met_by(std::size_t observed, double fewest) const noexcept {
    return fewest >= of_each && observed >= observations && observed > seasons;
  }
};

/// How many values the season with the fewest has.
inline double fewest_of_a_season(std::span<const double> y, std::size_t seasons) {
  std::vector<double> count(seasons, 0.0);
  for (std::size_t t = 0; t < y.size(); ++t)
    if (y[t] == y[t]) count[t % seasons] += 1.0;
  return *std::min_element(count.begin(), count.end());
}

/// Two years, and half a year more if a year has more than four periods; two observations of every season.
constexpr SeasonalDemand usual_demand(std::size_t seasons) {
  return {seasons, 2 * seasons + (seasons > 4 ? seasons / 2 : 0), 2.0};
}

/// Seasonal indices of one series after another, in memory allocated once. series/seasonal.hpp says what they are.
class SeasonalEstimator {
 public:
  SeasonalEstimator(std::size_t seasons, std::size_t most_periods)
      : SeasonalEstimator(seasons, most_periods, usual_demand(seasons)) {}
  SeasonalEstimator(std::size_t seasons, std::size_t most_periods, SeasonalDemand demand)
      : demand_(demand), seasons_(seasons), level_(most_periods), whole_(most_periods), rest_(most_periods) {
    for (std::size_t k = 0; 2 * k <= seasons; ++k) year_.push_back(2 * k == seasons ? 0.5 : 1.0);
    for (std::size_t k = 3 * seasons / 4 + 1; k > 0; --k) triangle_.push_back(static_cast<double>(k));
  }

  /// Indices of n values, the first of which is of season `first` (from 0): index[j] is that of season j. Nothing is
  /// written if the series has none. Factors need positive values; the caller checks that.
  std::optional<SeasonalFit> operator()(const double* y, std::size_t n, std::size_t first, SeasonalForm form,
                                        double* index) {
    const std::size_t begin = find_first_observed(y, n);
    if (seasons_.size() < 2 || begin == not_found) return std::nullopt;
    y += begin;
    n = find_last_observed(y, n - begin) + 1;
    if (!enough(y, n)) return std::nullopt;
    if (form == SeasonalForm::automatic)
      form = find_first_not_positive(y, n) == not_found ? SeasonalForm::multiplicative : SeasonalForm::additive;
    take_levels(y, n, form);
    find_provisional_indices(n);
    const double shrinkage = find_indices(n);
    write(index, first + begin, shrinkage, form);
    return SeasonalFit{form, shrinkage, (1.0 - shrinkage) * chance_ * unit_ * unit_};
  }

 private:
  struct Season {
    double count = 0.0;  // observations
    double index = 0.0;
    WeightedMean weighted, other;  // of distances from the trend
  };

  /// As much as is demanded, and something to tell chance by.
  bool enough(const double* y, std::size_t n) {
    for (Season& season : seasons_) season.count = 0.0;
    std::size_t observed = 0;
    visit_seasons(n, seasons_.size(), [&](std::size_t t, std::size_t j, double) {
      if (y[t] != y[t]) return;
      ++observed;
      seasons_[j].count += 1.0;
    });
    double fewest = infinity;
    for (const Season& season : seasons_) fewest = std::min(fewest, season.count);
    return demand_.met_by(observed, fewest);
  }

  /// level_: logarithms or values, measured from the first, so that a constant series is exactly zero. whole_: the
  /// same, each gap bridged by the values of its season in the years around it.
  void take_levels(const double* y, std::size_t n, SeasonalForm form) {
    if (form == SeasonalForm::multiplicative)
      logarithm({y, n, 1, n}, {level_.data(), n, 1, n});
    else
      std::memcpy(level_.data(), y, n * sizeof(double));
    const double from = level_[0];
    double furthest = 0.0;
    for (std::size_t t = 0; t < n; ++t) {
      level_[t] -= from;
      if (std::abs(level_[t]) > furthest) furthest = std::abs(level_[t]);
    }
    // Squares are to be summed: another unit where they would underflow or overflow.
    unit_ = 1.0;
    if (furthest > most_squared || (furthest > 0.0 && furthest < least_squared))
      unit_ = furthest > most_squared ? 0x1p600 : 0x1p-600;
    for (std::size_t t = 0; t < n; ++t) whole_[t] = level_[t] /= unit_;
    for (std::size_t j = 0; j < seasons_.size(); ++j) bridge({whole_.data(), n}, j, seasons_.size());
  }

  /// Pass 1: what stands out from the mean over a year. A season observed only in the first and the last half-year,
  /// where that mean is missing, takes what stands out of its bridges. Before two years are full, that mean does not
  /// reach every season; a line then takes its place, as steep as the changes on the year.
  void find_provisional_indices(std::size_t n) {
    if (n < 2 * seasons_.size())
      draw_line(n);
    else
      centred_mean({whole_.data(), n}, rest_.data(), year_);
    for (Season& season : seasons_) season.weighted = season.other = {};
    visit_seasons(n, seasons_.size(), [&](std::size_t t, std::size_t j, double weight) {
      if (rest_[t] != rest_[t]) return;
      WeightedMean& mean = level_[t] == level_[t] ? seasons_[j].weighted : seasons_[j].other;
      mean.push(whole_[t] - rest_[t], weight);
    });
    for (Season& season : seasons_)
      season.index = season.weighted.weight > 0.0 ? season.weighted.value() : season.other.value();
    centre();
  }

  void draw_line(std::size_t n) {
    const double year = static_cast<double>(seasons_.size());
    double changes = 0.0, count = 0.0, offset = 0.0;
    for (std::size_t t = seasons_.size(); t < n; ++t) {
      const double change = level_[t] - level_[t - seasons_.size()];
      if (change != change) continue;
      changes += change;
      count += 1.0;
    }
    const double slope = count > 0.0 ? changes / count / year : 0.0;
    for (std::size_t t = 0; t < n; ++t) offset += (whole_[t] - slope * index_as_double(t)) / index_as_double(n);
    for (std::size_t t = 0; t < n; ++t) rest_[t] = offset + slope * index_as_double(t);
  }

  /// Pass 2: what stands out from a triangular mean of the adjusted series, each gap bridged by the periods around it.
  /// Gives the share by which the indices are to be drawn to zero.
  double find_indices(std::size_t n) {
    visit_seasons(n, seasons_.size(),
                  [&](std::size_t t, std::size_t j, double) { whole_[t] = level_[t] - seasons_[j].index; });
    bridge({whole_.data(), n}, 0, 1);
    centred_mean({whole_.data(), n}, rest_.data(), triangle_);
    complete_ends({whole_.data(), n}, rest_.data(), triangle_);

    for (Season& season : seasons_) season.weighted = season.other = {};
    visit_seasons(n, seasons_.size(), [&](std::size_t t, std::size_t j, double weight) {
      rest_[t] = level_[t] - rest_[t];
      if (rest_[t] != rest_[t]) return;
      seasons_[j].weighted.push(rest_[t], weight);
      seasons_[j].other.push(rest_[t], 1.0);
    });
    double scatter = 0.0;
    visit_seasons(n, seasons_.size(), [&](std::size_t t, std::size_t j, double) {
      const double deviation = rest_[t] - seasons_[j].other.value();
      if (deviation == deviation) scatter += deviation * deviation;
    });

    const double count = static_cast<double>(seasons_.size());
    double freedom = 0.0, variance = 0.0, strength = 0.0;
    for (Season& season : seasons_) {
      season.index = season.weighted.value();
      freedom += season.count - 1.0;
      variance += season.weighted.variance() / count;
    }
    centre();
    for (const Season& season : seasons_) strength += season.index * season.index / (count - 1.0);
    // The trend follows the data and takes a part of their scatter with it; 1.6 gives that back.
    chance_ = 1.6 * scatter / freedom * variance;
    if (strength == 0.0) return 1.0;
    const double share = (count - 3.0) / (count - 1.0) * (chance_ / strength);
    return share > 0.0 ? std::min(share, 1.0) : 0.0;
  }

  void centre() {
    double sum = 0.0;
    for (const Season& season : seasons_) sum += season.index;
    for (Season& season : seasons_) season.index -= sum / static_cast<double>(seasons_.size());
  }

  /// Drawn to zero, on the scale of the data, and numbered by the calendar instead of from the first observation.
  void write(double* out, std::size_t first, double shrinkage, SeasonalForm form) {
    const bool factors = form == SeasonalForm::multiplicative;
    double highest = -infinity, sum = 0.0;
    for (Season& season : seasons_) {
      season.index *= 1.0 - shrinkage;
      if (season.index > highest) highest = season.index;
    }
    for (Season& season : seasons_) {
      if (factors) season.index = std::exp(season.index - highest);  // at most 1
      sum += season.index;
    }
    const double mean = sum / static_cast<double>(seasons_.size());
    for (std::size_t j = 0; j < seasons_.size(); ++j) {
      const double index = seasons_[j].index;
      out[(first + j) % seasons_.size()] = finite_or_missing(factors ? index / mean : (index - mean) * unit_);
    }
  }

  SeasonalDemand demand_;
  double unit_ = 1.0;            // of levels and indices, in that of the data
  double chance_ = 0.0;          // variance of an index before it is drawn to zero
  std::vector<Season> seasons_;  // from that of the first observation
  std::vector<double> level_, whole_, rest_;
  std::vector<double> year_, triangle_;  // weights of the two trends, from the centre outwards
};

}  // namespace HIGHWATER_NAMESPACE::core
