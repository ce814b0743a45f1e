#include "projection/combination.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/robust.hpp"
#include "core/seasonal.hpp"
#include "core/smoothing_grid.hpp"

namespace HIGHWATER_NAMESPACE::projection {
namespace {

using core::PoolForecast;
using core::SmoothingCandidate;

constexpr double alphas[] = {0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 0.99};
constexpr double trend_shares[] = {0.01, 0.05, 0.15, 0.4};
constexpr double dampings[] = {0.8, 0.9, 0.95, 0.98, 1.0};
constexpr double drifts[] = {0.25, 0.5, 0.75};

constexpr std::size_t simple_count = std::size(alphas);

constexpr auto smoothing_candidates = [] {
  std::array<SmoothingCandidate, simple_count*(1 + std::size(trend_shares) * std::size(dampings))> all{};
  std::size_t i = 0;
  for (const double alpha : alphas) all[i++] = {alpha, 0.0, 0.0, 0.0, 3.0};
  for (const double damping : dampings)
    for (const double share : trend_shares)
      for (const double alpha : alphas) all[i++] = {alpha, alpha * share, damping, 0.0, damping < 1.0 ? 6.0 : 5.0};
  return all;
}();

// All have as many parameters, so that their number does not matter.
constexpr auto theta_candidates = [] {
  std::array<SmoothingCandidate, std::size(drifts) * std::size(alphas)> all{};
  std::size_t i = 0;
  for (const double drift : drifts)
    for (const double alpha : alphas) all[i++] = {alpha, 0.0, 0.0, drift, 0.0};
  return all;
}();

constexpr std::size_t least_observations = 5;

/// How many seasons there are, and which is that of the first period, from 0.
struct Seasons {
  std::size_t count;
  std::size_t first;
};

Seasons seasons_of(Period first) {
  // 1970-01-01, a Thursday, is day 0.
  if (first.frequency() == Frequency::daily) return {7, static_cast<std::size_t>(((first.ordinal() + 3) % 7 + 7) % 7)};
  if (!has_regular_year(first.frequency())) return {1, 0};
  return {static_cast<std::size_t>(periods_per_year(first.frequency())), static_cast<std::size_t>(first.number() - 1)};
}

std::size_t count_observed(std::span<const double> y) { return y.size() - core::count_missing(y.data(), y.size()); }

class Combiner {
 public:
  Combiner(SeriesView series, std::size_t periods)
      : smoothing_(smoothing_candidates), theta_(theta_candidates), periods_(periods) {
    prepare(series);
    adjust();
    combine();
    hold_back();
    reseasonalise();
  }

  Combination take() { return std::move(result_); }

 private:
  AutomaticExplanation& why() { return result_.why; }

  void prepare(SeriesView series) {
    const std::size_t n = series.size();
    const std::size_t observed = count_observed(series.values());
    if (observed < least_observations)
      throw Error("an automatic projection needs at least " + std::to_string(least_observations) +
                  " observations and the series has " + std::to_string(observed));
    const std::size_t first = core::find_first_observed(series.values().data(), n);
    const std::size_t last = core::find_last_observed(series.values().data(), n);
    seasons_ = seasons_of(series.period(first));
    result_.first = first;
    result_.latest = series.period(last);
    y_.assign(series.values().begin() + static_cast<std::ptrdiff_t>(first),
              series.values().begin() + static_cast<std::ptrdiff_t>(last) + 1);
    const double least = *std::min_element(y_.begin(), y_.end());  // the first is observed
    result_.observations = observed;
    result_.positive = least > 0.0;
    result_.floor = least >= 0.0 ? 0.0 : -core::infinity;
    result_.size = core::mean_size(y_);
  }

  /// Factor, or index to add, of the season that lies t periods after the first observation.
  double of_season(std::size_t t) const {
    const std::vector<double>& indices = result_.why.indices;
    if (indices.empty()) return result_.positive ? 1.0 : 0.0;
    return indices[(seasons_.first + t) % seasons_.count];
  }

  void adjust() {
    AutomaticExplanation& why = this->why();
    why.season = SeasonUse::none_in_a_year;
    why.form = result_.positive ? SeasonalForm::multiplicative : SeasonalForm::additive;
    why.shrinkage = 1.0;
    adjusted_ = y_;
    if (seasons_.count < 2) return;
    why.season = SeasonUse::too_short;
    core::SeasonalEstimator estimate(seasons_.count, y_.size());
    std::vector<double> index(seasons_.count);
    const auto fit = estimate(y_.data(), y_.size(), seasons_.first, why.form, index.data());
    if (!fit) return;
    why.shrinkage = fit->shrinkage;
    why.season = fit->shrinkage < 1.0 ? SeasonUse::used : SeasonUse::chance;
    if (why.season == SeasonUse::chance) return;
    why.indices = std::move(index);
    for (std::size_t t = 0; t < y_.size(); ++t) {
      const double season = of_season(t);
      adjusted_[t] = result_.positive ? y_[t] / season : y_[t] - season;
    }
  }

  /// The scale of the Theta pool.
  double to_scale(double value) const { return result_.positive ? std::log(value) : value; }
  double from_scale(double value) const { return result_.positive ? std::exp(value) : value; }

  void combine() {
    std::vector<PoolForecast> first, second;  // of the two pools
    const int most_averaged = seasons_.count >= 12 ? 3 : 1;
    int counted = 0;
    std::vector<double> smoothing(periods_), theta(periods_), logs;
    for (int averaged = 1; averaged <= most_averaged; ++averaged) {
      const auto length = static_cast<std::size_t>(averaged);
      const std::vector<double> blocks = averaged == 1 ? adjusted_ : core::block_means(adjusted_, length);
      if (count_observed(blocks) < least_observations) break;
      ++counted;
      logs.resize(blocks.size());
      for (std::size_t t = 0; t < blocks.size(); ++t) logs[t] = to_scale(blocks[t]);
      const double slope = core::median_slope(logs, slopes_);
      smoothing_.fit(blocks, 0.0);
      theta_.fit(logs, slope);
      const std::size_t steps = periods_ / length + 2;
      first.resize(steps);
      second.resize(steps);
      smoothing_.forecast(first);
      theta_.forecast(second);
      if (averaged == 1) {
        describe(slope, first, second);
        fit_data(logs);
      }
      remember_members(averaged);
      for (std::size_t h = 1; h <= periods_; ++h) {
        // The middle of block k lies (length + 1) / 2 periods into it; between two middles runs a line.
        const double at =
            (2.0 * static_cast<double>(h) + static_cast<double>(length) - 1.0) / (2.0 * static_cast<double>(length));
        const auto before = static_cast<std::size_t>(at);
        const double part = at - static_cast<double>(before);
        const auto between = [&](const std::vector<PoolForecast>& pool) {
          return pool[before].mean + part * (pool[before + 1].mean - pool[before].mean);
        };
        smoothing[h - 1] += between(first);
        theta[h - 1] += between(second);
      }
    }
    for (std::size_t h = 0; h < periods_; ++h) {
      const double one = smoothing[h] / counted, two = from_scale(theta[h] / counted);
      why().point.push_back((one + two) / 2.0);
      result_.between[h] += (one - two) * (one - two) / 4.0;
    }
    for (std::size_t h = 0; h < periods_; ++h) why().spread.push_back(std::sqrt(result_.own[h] + result_.between[h]));
    for (AutomaticMember& member : why().members) member.weight /= 2.0 * counted;
    std::stable_sort(why().members.begin(), why().members.end(),
                     [](const AutomaticMember& a, const AutomaticMember& b) { return a.weight > b.weight; });
  }

  /// Variances, responses and the weights of kinds of models: those of the data themselves, not of means of periods.
  void describe(double slope, std::span<const PoolForecast> first, std::span<const PoolForecast> second) {
    AutomaticExplanation& why = this->why();
    why.slope = slope;
    why.simple = why.damped = why.trend = 0.0;
    for (std::size_t i = 0; i < smoothing_.size(); ++i) {
      const double weight = smoothing_.weight_of(i);
      (i < simple_count ? why.simple : smoothing_.candidate(i).phi < 1.0 ? why.damped : why.trend) += weight;
    }
    std::size_t best = 0;
    for (std::size_t i = 1; i < simple_count; ++i)
      if (smoothing_.error_of(i) < smoothing_.error_of(best)) best = i;
    why.level = smoothing_.level_of(best);
    if (result_.positive && !(why.level > 0.0)) why.level = adjusted_.back();
    for (std::size_t h = 1; h <= periods_; ++h) {
      const double unit = result_.positive ? std::exp(second[h].mean) : 1.0;
      result_.own.push_back((first[h].own + unit * unit * second[h].own) / 2.0);
      result_.between.push_back((first[h].between + unit * unit * second[h].between) / 2.0);
      result_.impulse.push_back((first[h].impulse + second[h].impulse) / 2.0);
    }
  }

  void remember_members(int averaged) {
    const auto remember = [&](const core::SmoothingPool& pool, AutomaticPool kind) {
      for (std::size_t i = 0; i < pool.size(); ++i) {
        const SmoothingCandidate& c = pool.candidate(i);
        if (pool.weight_of(i) > 1e-6)
          why().members.push_back({kind, averaged, c.alpha, c.beta, c.phi, c.drift, pool.weight_of(i)});
      }
    };
    remember(smoothing_, AutomaticPool::smoothing);
    remember(theta_, AutomaticPool::theta);
  }

  /// What the two pools expected of each period one period ahead.
  void fit_data(std::span<const double> logs) {
    std::vector<double> theta(y_.size());
    result_.fitted.resize(y_.size());
    smoothing_.fitted(adjusted_, result_.fitted.data());
    theta_.fitted(logs, theta.data());
    for (std::size_t t = 0; t < y_.size(); ++t) {
      const double mean = (result_.fitted[t] + from_scale(theta[t])) / 2.0;
      result_.fitted[t] = result_.positive ? mean * of_season(t) : mean + of_season(t);
    }
  }

  /// Steady growth may go on; anything else may not leave the level by much more than half of it (or, where values are
  /// not all positive, half of the range of the data).
  void hold_back() {
    AutomaticExplanation& why = this->why();
    std::vector<double> scaled(adjusted_.size());
    for (std::size_t t = 0; t < adjusted_.size(); ++t) scaled[t] = to_scale(adjusted_[t]);
    double low = core::infinity, high = -core::infinity;
    for (const double value : adjusted_) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
    const double unit = result_.positive ? 1.0 : high - low;
    why.steadiness = core::steadiness(scaled, slopes_);
    why.cap = unit * 0.5 * (1.0 + why.steadiness * why.steadiness);
    why.held_back = 0;
    for (double& point : why.point) {
      const double free = point;
      if (result_.positive)
        point = why.level * std::exp(bounded(point > 0.0 ? std::log(point / why.level) : -core::infinity, why.cap));
      else
        point = why.level + bounded(point - why.level, why.cap);
      if (std::abs(point - free) > 0.01 * std::abs(free)) ++why.held_back;
    }
  }
  static double bounded(double distance, double cap) {
    return cap < core::infinity && cap > 0.0 ? cap * std::tanh(distance / cap) : distance;
  }

  void reseasonalise() {
    AutomaticExplanation& why = this->why();
    for (std::size_t h = 0; h < periods_; ++h) {
      const double index = of_season(y_.size() + h);
      if (result_.positive) {
        why.point[h] *= index;
        why.spread[h] *= index;
        result_.own[h] *= index * index;
        result_.between[h] *= index * index;
      } else {
        why.point[h] += index;
      }
      why.point[h] = core::finite_or_missing(std::max(why.point[h], result_.floor));
    }
  }

  core::SmoothingPool smoothing_, theta_;
  std::size_t periods_;
  Seasons seasons_{1, 0};
  std::vector<double> y_, adjusted_, slopes_;
  Combination result_;
};

}  // namespace

Combination combine(SeriesView series, std::size_t periods) { return Combiner(series, periods).take(); }

}  // namespace HIGHWATER_NAMESPACE::projection
