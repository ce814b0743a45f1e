#include "highwater/projection/smoothing.hpp"

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "assemble.hpp"

namespace HIGHWATER_NAMESPACE::projection {

using core::SeasonRole;

void SmoothingFit::advance() {
  state_.skip();
  if (!seasons_.empty()) season_ = (season_ + 1) % seasons_.size();
}

void SmoothingFit::push(double value) {
  if (std::isinf(value)) throw Error("the value of " + to_string(latest_ + waiting_ + 1) + " is infinite");
  if (role_ == SeasonRole::factor && value <= 0.0)
    throw Error("seasonal factors need positive values, and that of " + to_string(latest_ + waiting_ + 1) + " is not");
  ++waiting_;
  if (is_missing(value)) {
    residuals_.push_back(missing_value);
    // The state stays at the latest observation; the forecast moves on from there.
    core::DampedTrend<double> ahead = state_;
    for (std::int64_t i = 1; i < waiting_; ++i) ahead.skip();
    const double season =
        seasons_.empty() ? 0.0 : seasons_[(season_ + static_cast<std::size_t>(waiting_ - 1)) % seasons_.size()];
    fitted_.push_back(role_ == SeasonRole::factor ? ahead.forecast() * season : ahead.forecast() + season);
    return;
  }
  for (; waiting_ > 1; --waiting_, latest_ = latest_ + 1) advance();
  const auto step = [&]<SeasonRole role>() {
    double none = 0.0;
    double& season = seasons_.empty() ? none : seasons_[season_];
    const double expected = core::seasonal_forecast<role>(state_, season);
    const double error = core::push_seasonal<role>(state_, season, parameters_.gamma, value);
    const double scaled = role == SeasonRole::factor ? error / expected : error;
    fitted_.push_back(expected);
    residuals_.push_back(error);
    squares_ += error * error;
    scaled_squares_ += scaled * scaled;
  };
  if (role_ == SeasonRole::none) step.operator()<SeasonRole::none>();
  if (role_ == SeasonRole::added) step.operator()<SeasonRole::added>();
  if (role_ == SeasonRole::factor) step.operator()<SeasonRole::factor>();
  if (!seasons_.empty()) season_ = (season_ + 1) % seasons_.size();
  ++observations_;
  waiting_ = 0;
  latest_ = latest_ + 1;
}

double SmoothingFit::sigma() const noexcept {
  const auto freedom = static_cast<double>(observations_ - estimated_);
  return freedom > 0.0 ? std::sqrt(scaled_squares_ / freedom) : missing_value;
}

// An error of one period moves the level of those after it by alpha and beta times the damped steps since, and their
// season by gamma.
JointDistribution SmoothingFit::distribution(std::int64_t periods) const {
  const auto count = static_cast<std::size_t>(periods);
  const std::size_t year = seasons_.size();
  const double spread = sigma();
  JointDistribution joint{Scale::level, core::infinity, {}, std::vector<double>(count * count, 0.0)};
  std::vector<double> expected, season;
  core::DampedTrend<double> ahead = state_;
  for (std::size_t h = 0; h < count; ++h) {
    const double index = year == 0 ? 0.0 : seasons_[(season_ + h) % year];
    expected.push_back(ahead.forecast());
    season.push_back(index);
    joint.location.push_back(role_ == SeasonRole::factor ? expected[h] * index : expected[h] + index);
    ahead.skip();
  }
  for (std::size_t k = 0; k < count; ++k) {
    double reach = 0.0, damping = 1.0;
    for (std::size_t h = k; h < count; ++h) {
      const bool same_season = year > 0 && (h - k) % year == 0;
      double response = h == k ? 1.0 : state_.alpha + state_.beta * reach + (same_season ? parameters_.gamma : 0.0);
      if (role_ == SeasonRole::factor) {
        const double level = h == k ? 0.0 : (state_.alpha + state_.beta * reach) * expected[k] * season[h];
        const double own = h == k ? 1.0 : (same_season ? parameters_.gamma : 0.0);
        response = level + own * joint.location[h];
      }
      joint.loadings[h * count + k] = spread * response;
      damping *= state_.phi;
      reach += damping;
    }
  }
  return joint;
}

namespace {

std::string words_for(const SmoothingFit& fitted) {
  const std::string trend = fitted.trend() == Trend::damped ? "damped trend" : "trend";
  if (fitted.season() == SeasonRole::none)
    return fitted.trend() == Trend::none ? "simple exponential smoothing" : "exponential smoothing with a " + trend;
  const std::string seasons = fitted.season() == SeasonRole::added ? "added seasons" : "seasonal factors";
  return "exponential smoothing with " + (fitted.trend() == Trend::none ? "" : "a " + trend + " and ") + seasons;
}

std::vector<Parameter> parameters_of(const SmoothingFit& fitted) {
  const SmoothingParameters& p = fitted.parameters();
  std::vector<Parameter> found;
  const auto add = [&](std::string name, double value) { found.push_back({std::move(name), value, missing_value}); };
  add("alpha", p.alpha);
  if (fitted.trend() != Trend::none) add("beta", p.beta);
  if (fitted.season() != SeasonRole::none) add("gamma", p.gamma);
  if (fitted.trend() == Trend::damped) add("phi", p.phi);
  add("level", p.level);
  if (fitted.trend() != Trend::none) add("trend", p.trend);
  for (std::size_t i = 0; i < p.season.size(); ++i) add("season " + std::to_string(i + 1), p.season[i]);
  return found;
}

}  // namespace

Projection project(const SmoothingFit& fitted, Options options) {
  require_valid(options);
  return assemble({words_for(fitted), fitted.first(), fitted.latest(), fitted.fiscal_year(), fitted.fitted(),
                   fitted.residuals(), parameters_of(fitted), fitted.sigma(), fitted.distribution(options.periods)},
                  options);
}

Projection project(SeriesView series, const SimpleSmoothing& model, Options options) {
  require_valid(options);
  return project(fit(series, model), options);
}
Projection project(SeriesView series, const Holt& model, Options options) {
  require_valid(options);
  return project(fit(series, model), options);
}
Projection project(SeriesView series, const HoltWinters& model, Options options) {
  require_valid(options);
  return project(fit(series, model), options);
}

}  // namespace HIGHWATER_NAMESPACE::projection
