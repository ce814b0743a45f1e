#include "highwater/projection/smoothing.hpp"

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "projection/assemble.hpp"

namespace HIGHWATER_NAMESPACE::projection {

using core::SeasonRole;

// The state stays at the latest observation; the forecast moves on from there.
double SmoothingFit::forecast() const {
  core::DampedTrend<double> ahead = state_;
  for (std::int64_t i = 0; i < waiting_; ++i) ahead.skip();
  const double season = seasons_[(season_ + static_cast<std::size_t>(waiting_)) % seasons_.size()];
  return role_ == SeasonRole::factor ? ahead.forecast() * season : ahead.forecast() + season;
}

void SmoothingFit::push(std::span<const double> values) {
  const std::size_t before = fitted_.size();
  fitted_.resize(before + values.size());
  residuals_.resize(before + values.size(), missing_value);
  for (std::size_t t = 0; t < values.size();) {
    if (is_missing(values[t])) {
      fitted_[before + t] = forecast();
      ++waiting_;
      ++t;
      continue;
    }
    if (std::isinf(values[t]) || (role_ == SeasonRole::factor && values[t] <= 0.0)) {
      fitted_.resize(before + t);
      residuals_.resize(before + t);
      const std::string period = to_string(latest_ + waiting_ + 1);
      if (std::isinf(values[t])) throw Error("the value of " + period + " is infinite");
      throw Error("seasonal factors need positive values, and that of " + period + " is not");
    }
    for (; waiting_ > 0; --waiting_, latest_ = latest_ + 1) {
      state_.skip();
      season_ = (season_ + 1) % seasons_.size();
    }
    const auto take = [&]<SeasonRole role>() {
      return core::push_values<role>(state_, seasons_, season_, parameters_.gamma, values.subspan(t),
                                     fitted_.data() + before + t, residuals_.data() + before + t, squares_);
    };
    const std::size_t taken = role_ == SeasonRole::none    ? take.operator()<SeasonRole::none>()
                              : role_ == SeasonRole::added ? take.operator()<SeasonRole::added>()
                                                           : take.operator()<SeasonRole::factor>();
    season_ = (season_ + taken) % seasons_.size();
    observations_ += static_cast<std::int64_t>(taken);
    latest_ = latest_ + static_cast<std::int64_t>(taken);
    t += taken;
  }
}

double SmoothingFit::sigma() const noexcept {
  const auto freedom = static_cast<double>(observations_ - estimated_);
  return freedom > 0.0 ? std::sqrt(squares_.scaled / freedom) : missing_value;
}

// An error of one period moves the level of those after it by alpha and beta times the damped steps since, and their
// season by gamma.
JointDistribution SmoothingFit::distribution(std::int64_t periods) const {
  const auto count = static_cast<std::size_t>(periods);
  const std::size_t year = parameters_.season.size();
  const double spread = sigma();
  JointDistribution joint{Scale::level, core::infinity, {}, std::vector<double>(count * count, 0.0)};
  std::vector<double> expected, season;
  for (std::vector<double>* const each : {&expected, &season, &joint.location}) each->reserve(count);
  core::DampedTrend<double> ahead = state_;
  for (std::size_t h = 0; h < count; ++h) {
    const double index = seasons_[(season_ + h) % seasons_.size()];
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
  found.reserve(6 + p.season.size());
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
  detail::require_valid(options);
  return assemble({words_for(fitted), fitted.first(), fitted.latest(), fitted.fiscal_year(), fitted.fitted(),
                   fitted.residuals(), parameters_of(fitted), fitted.sigma(), fitted.distribution(options.periods)},
                  options);
}

Projection project(SeriesView series, const SimpleSmoothing& model, Options options) {
  detail::require_valid(options);
  return project(fit(series, model), options);
}
Projection project(SeriesView series, const Holt& model, Options options) {
  detail::require_valid(options);
  return project(fit(series, model), options);
}
Projection project(SeriesView series, const HoltWinters& model, Options options) {
  detail::require_valid(options);
  return project(fit(series, model), options);
}

}  // namespace HIGHWATER_NAMESPACE::projection
