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
#include "core/smoothing_grid.hpp"
#include "projection/assemble.hpp"
#include "projection/automatic_season.hpp"

namespace HIGHWATER_NAMESPACE::projection {
namespace {

using core::PoolForecast;
using core::SmoothingCandidate;

constexpr double alphas[] = {0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 0.99};
constexpr double trend_shares[] = {0.01, 0.05, 0.15, 0.4};
constexpr double dampings[] = {0.8, 0.9, 0.95, 0.98, 1.0};

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
template <std::size_t count>
consteval auto theta_candidates(const double (&drifts)[count]) {
  std::array<SmoothingCandidate, count * std::size(alphas)> all{};
  std::size_t i = 0;
  for (const double drift : drifts)
    for (const double alpha : alphas) all[i++] = {alpha, 0.0, 0.0, drift, 0.0};
  return all;
}

// The shares of the slope that Theta models go on by. Where a period is a year, or none is known, changes from one to the
// next tell how far the slope is to be believed, and it is drawn to zero for that; then all of it may go on. Between the
// seasons of a year they are mostly noise and tell little: the slope is taken as it is, and at most three quarters of it.
constexpr auto believed_drifts = theta_candidates({0.5, 0.75, 1.0});
constexpr auto cautious_drifts = theta_candidates({0.25, 0.5, 0.75});

bool has_seasons_of_a_year(Frequency frequency) {
  return has_regular_year(frequency) && frequency != Frequency::annual;
}

constexpr std::size_t least_observations = 5;
constexpr std::size_t every_pair =
    48;  // of periods, for a slope: more of them took a fifth of the time and told no more

std::size_t count_observed(std::span<const double> y) { return y.size() - core::count_missing(y.data(), y.size()); }

class Combiner {
 public:
  Combiner(SeriesView series, std::size_t periods, Members members)
      : smoothing_(smoothing_candidates),
        theta_(has_seasons_of_a_year(series.frequency()) ? cautious_drifts : believed_drifts),
        periods_(periods),
        members_(members),
        slope_is_drawn_(!has_seasons_of_a_year(series.frequency())) {
    adjust(prepare(series));
    combine();
    hold_back();
    reseasonalise();
  }

  Combination take() { return std::move(result_); }

 private:
  AutomaticExplanation& why() { return result_.why; }

  /// Gives the first observed period.
  Period prepare(SeriesView series) {
    const std::size_t n = series.size();
    const std::size_t observed = count_observed(series.values());
    if (observed < least_observations)
      throw Error("an automatic projection needs at least " + std::to_string(least_observations) +
                  " observations, and " + detail::in_words(series) + " has " + std::to_string(observed));
    const std::size_t first = core::find_first_observed(series.values().data(), n);
    const std::size_t last = core::find_last_observed(series.values().data(), n);
    result_.first = first;
    result_.latest = series.period(last);
    y_.assign(series.values().begin() + static_cast<std::ptrdiff_t>(first),
              series.values().begin() + static_cast<std::ptrdiff_t>(last) + 1);
    const double least = *std::min_element(y_.begin(), y_.end());  // the first is observed
    result_.observations = observed;
    result_.positive = least > 0.0;
    result_.floor = least >= 0.0 ? 0.0 : -core::infinity;
    result_.size = core::mean_size(y_);
    return series.period(first);
  }

  void adjust(Period first) {
    AutomaticExplanation& why = this->why();
    why.form = result_.positive ? SeasonalForm::multiplicative : SeasonalForm::additive;
    season_ = find_season(y_, first, periods_, why.form);
    why.season = season_.use;
    why.shrinkage = season_.shrinkage;
    why.indices = season_.indices;
    why.week_shrinkage = season_.week_shrinkage;
    why.week_indices = season_.week_indices;
    adjusted_ = y_;
    for (std::size_t t = 0; t < y_.size(); ++t)
      adjusted_[t] = result_.positive ? y_[t] / season_.of_period[t] : y_[t] - season_.of_period[t];
    result_.seasons = std::max<std::size_t>(season_.indices.size(), 1);
    // What is new within a quarter of so fine a year is mostly chance, which means of periods leave out.
    const bool fine = first.frequency() == Frequency::monthly ||
                      (first.frequency() == Frequency::weekly && season_.use == SeasonUse::used);
    most_averaged_ = fine ? 3 : 1;
  }

  /// The scale of the Theta pool.
  double to_scale(double value) const { return result_.positive ? std::log(value) : value; }
  double from_scale(double value) const { return result_.positive ? std::exp(value) : value; }

  struct Slope {
    double value, variance;
  };
  /// The median slope, drawn to zero by the share that chance has in it, and its variance. Where values are positive and a
  /// period is a year, or none is known, half of it is the mean of the middle half of the changes, which tells better how
  /// levels that wander go on. In a random walk with drift a slope is the mean change, whose variance in units of its square
  /// is 1 / (count steadiness^2).
  Slope believable_slope(std::span<const double> x) {
    double slope = core::median_slope(x, slopes_, every_pair);
    if (slope_is_drawn_ && result_.positive) slope = (slope + core::middle_change(x, slopes_)) / 2.0;
    const core::TypicalChange change = core::typical_change(x, slopes_);
    const double strength = change.count * change.steadiness() * change.steadiness();
    if (!(strength < core::infinity)) return {slope, 0.0};
    return {slope_is_drawn_ ? slope * strength / (1.0 + strength) : slope, slope * slope / (1.0 + strength)};
  }

  void combine() {
    std::vector<PoolForecast> first, second;  // of the two pools
    int counted = 0;
    std::vector<double> smoothing(periods_), theta(periods_), logs;
    for (int averaged = 1; averaged <= most_averaged_; ++averaged) {
      const auto length = static_cast<std::size_t>(averaged);
      const std::vector<double> blocks = averaged == 1 ? adjusted_ : core::block_means(adjusted_, length);
      if (count_observed(blocks) < least_observations) break;
      ++counted;
      logs.resize(blocks.size());
      for (std::size_t t = 0; t < blocks.size(); ++t) logs[t] = to_scale(blocks[t]);
      const Slope slope = believable_slope(logs);
      smoothing_.fit(blocks, 0.0);
      theta_.fit(logs, slope.value);
      const std::size_t steps = (2 * periods_ + length - 1) / (2 * length) + 2;
      first.resize(steps);
      second.resize(steps);
      smoothing_.forecast(first);
      theta_.forecast(second);
      if (averaged == 1) {
        describe(slope, first, second);
        fit_data(logs);
      }
      if (members_ == Members::listed) remember_members(averaged);
      for (std::size_t h = 1; h <= periods_; ++h) {
        // The middle of block k lies (length + 1) / 2 periods into it; between two middles runs a line.
        // The last period lies between blocks steps - 2 and steps - 1.
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
    for (AutomaticMember& member : why().members) member.weight /= 2.0 * counted;
    std::stable_sort(why().members.begin(), why().members.end(),
                     [](const AutomaticMember& a, const AutomaticMember& b) { return a.weight > b.weight; });
  }

  /// Variances, responses and the weights of kinds of models: those of the data themselves, not of means of periods.
  void describe(Slope slope, std::span<const PoolForecast> first, std::span<const PoolForecast> second) {
    AutomaticExplanation& why = this->why();
    why.slope = slope.value;
    slope_variance_ = slope.variance;
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
      result_.fitted[t] = result_.positive ? mean * season_.of_period[t] : mean + season_.of_period[t];
    }
  }

  /// How large the errors lately are, in units of the usual: their mean with half of the weight gone after 26 periods, and
  /// with ten errors of the usual size beside it. Errors are relative where values are positive.
  double recent_size_of_errors() const {
    const double kept = std::exp2(-1.0 / 26.0);
    double usual = 0.0, count = 0.0, recent = 0.0, weights = 0.0, weight = 1.0;
    for (std::size_t t = y_.size(); t-- > 0; weight *= kept) {
      const double error = std::abs(y_[t] - result_.fitted[t]) / (result_.positive ? y_[t] : 1.0);
      if (error != error) continue;
      usual += error;
      count += 1.0;
      recent += weight * error;
      weights += weight;
    }
    usual /= count;
    return usual > 0.0 && usual < core::infinity ? (recent + 10.0 * usual) / (weights + 10.0) / usual : 1.0;
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
    why.steadiness = core::typical_change(scaled, slopes_).steadiness();
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
    const double recent = recent_size_of_errors();
    for (std::size_t h = 0; h < periods_; ++h) {
      const double index = season_.of_period[y_.size() + h];
      result_.own[h] *= recent * recent;
      if (result_.positive) {
        why.point[h] *= index;
        result_.own[h] *= index * index;
        result_.between[h] *= index * index;
      } else {
        why.point[h] += index;
      }
      why.point[h] = core::finite_or_missing(std::max(why.point[h], result_.floor));
      const double unit = result_.positive ? why.point[h] * why.point[h] : 1.0, ahead = static_cast<double>(h + 1);
      result_.season.push_back(unit * season_.variance);
      result_.drift.push_back(unit * slope_variance_ * ahead * ahead);
      why.spread.push_back(std::sqrt(result_.own[h] + result_.between[h] + result_.season[h] + result_.drift[h]));
    }
  }

  core::SmoothingPool smoothing_, theta_;
  std::size_t periods_;
  Members members_;
  bool slope_is_drawn_;
  AutomaticSeason season_;
  int most_averaged_ = 1;
  double slope_variance_ = 0.0;
  std::vector<double> y_, adjusted_, slopes_;
  Combination result_;
};

}  // namespace

Combination combine(SeriesView series, std::size_t periods, Members members) {
  require_model_range(series);
  return Combiner(series, periods, members).take();
}

}  // namespace HIGHWATER_NAMESPACE::projection
