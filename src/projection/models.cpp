#include "highwater/projection/models.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "core/robust.hpp"
#include "core/seasonal_sweep.hpp"
#include "projection/assemble.hpp"

namespace HIGHWATER_NAMESPACE::projection {
namespace {

std::size_t observations_of(SeriesView series) {
  return series.size() - core::count_missing(series.values().data(), series.size());
}

void require_three(SeriesView series, const char* model) {
  if (const std::size_t observed = observations_of(series); observed < 3)
    throw Error(std::string(model) + " needs at least 3 observations, and " + detail::in_words(series) + " has " +
                std::to_string(observed));
}

Period latest_of(SeriesView series) {
  return series.period(core::find_last_observed(series.values().data(), series.size()));
}

}  // namespace

// ---- random walks ---------------------------------------------------------------------------------------------------

DriftFit::DriftFit(Scale scale, SeriesView series)
    : scale_(scale), first_(series.first()), latest_(series.first()), fiscal_year_(series.fiscal_year()) {
  require_three(series, "a random walk with drift");
  observed_.reserve(series.size());
  for (const double value : series.values()) push(value);
}

void DriftFit::push(double value) {
  const Period period = first_ + static_cast<std::int64_t>(observed_.size());
  if (std::isinf(value)) throw Error("the value of " + to_string(period) + " is infinite");
  if (scale_ == Scale::log && value <= 0.0)
    throw Error("a random walk of logarithms needs positive values, and that of " + to_string(period) + " is not");
  const double at = scale_ == Scale::log ? std::log(value) : value;
  observed_.push_back(at);
  if (is_missing(at)) return;
  if (!is_missing(level_)) {
    const double steps = static_cast<double>(period - latest_), change = (at - level_) / steps,
                 distance = change - drift_;
    changes_ += 1.0;
    steps_ += steps;
    drift_ = (at - start_) / steps_;
    squares_ += steps * distance * (change - drift_);
  } else {
    start_ = at;
  }
  level_ = at;
  latest_ = period;
}

JointDistribution DriftFit::distribution(std::int64_t periods) const {
  const auto count = static_cast<std::size_t>(periods), sources = count + 1;
  const double spread = sigma(), error = drift_error();
  JointDistribution joint{scale_, core::infinity, {}, std::vector<double>(count * sources, 0.0)};
  joint.location.reserve(count);
  for (std::size_t h = 0; h < count; ++h) {
    const auto steps = static_cast<double>(h + 1);
    joint.location.push_back(level_ + steps * drift_);
    joint.loadings[h * sources] = steps * error;
    for (std::size_t k = 0; k <= h; ++k) joint.loadings[h * sources + 1 + k] = spread;
  }
  return joint;
}

DriftFit fit(SeriesView series, const Drift&) {
  require_model_range(series);
  return DriftFit(Scale::level, series);
}
DriftFit fit(SeriesView series, const LogDrift&) {
  require_model_range(series);
  return DriftFit(Scale::log, series);
}

Projection project(const DriftFit& fitted, Options options) {
  detail::require_valid(options);
  std::vector<double> expected, residuals;
  expected.reserve(fitted.observed().size());
  residuals.reserve(fitted.observed().size());
  double level = missing_value;
  for (const double value : fitted.observed()) {
    level += fitted.drift();
    expected.push_back(fitted.scale() == Scale::log ? std::exp(level) : level);
    residuals.push_back(value - level);
    if (!is_missing(value)) level = value;
  }
  return assemble({fitted.scale() == Scale::log ? "random walk of logarithms with drift" : "random walk with drift",
                   fitted.first(),
                   fitted.latest(),
                   fitted.fiscal_year(),
                   std::move(expected),
                   std::move(residuals),
                   {{"drift", fitted.drift(), fitted.drift_error()}},
                   fitted.sigma(),
                   fitted.distribution(options.periods)},
                  options);
}

Projection project(SeriesView series, const Drift& model, Options options) {
  detail::require_valid(options);
  return project(fit(series, model), options);
}
Projection project(SeriesView series, const LogDrift& model, Options options) {
  detail::require_valid(options);
  return project(fit(series, model), options);
}

// ---- last year again ------------------------------------------------------------------------------------------------

Projection project(SeriesView series, const SeasonalNaive&, Options options) {
  detail::require_valid(options);
  require_model_range(series);
  if (observations_of(series) == 0)
    throw Error(detail::in_words(series) + " has no observation, and so no season to repeat");
  const auto year = static_cast<std::size_t>(periods_per_year(series.frequency()));
  std::vector<double> expected, residuals;
  double squares = 0.0, count = 0.0;
  for (std::size_t t = 0; t < series.size(); ++t) {
    expected.push_back(t < year ? missing_value : series.values()[t - year]);
    residuals.push_back(series.values()[t] - expected[t]);
    if (is_missing(residuals[t])) continue;
    squares += residuals[t] * residuals[t];
    count += 1.0;
  }
  if (count == 0.0)
    throw Error("last year cannot be repeated: no two values of " + detail::in_words(series) + " are a year apart");
  const double sigma = std::sqrt(squares / count);

  const Period latest = latest_of(series);
  const auto periods = static_cast<std::size_t>(options.periods);
  JointDistribution joint{Scale::level, core::infinity, {}, std::vector<double>(periods * periods, 0.0)};
  for (std::size_t h = 0; h < periods; ++h) {
    if (h >= year) {
      joint.location.push_back(joint.location[h - year]);
      std::copy_n(joint.loadings.data() + (h - year) * periods, periods, joint.loadings.data() + h * periods);
      joint.loadings[h * periods + h] = sigma;
      continue;
    }
    Period before = latest + 1 + static_cast<std::int64_t>(h) - static_cast<std::int64_t>(year);
    double years = 1.0;
    for (; before >= series.first() && is_missing(series[before]); years += 1.0)
      before = before - static_cast<std::int64_t>(year);
    if (before < series.first())
      throw Error("last year cannot be repeated: there is no value for the season of " +
                  to_string(latest + 1 + static_cast<std::int64_t>(h)));
    joint.location.push_back(series[before]);
    joint.loadings[h * periods + h] = sigma * std::sqrt(years);
  }
  return assemble({year == 1 ? "latest observation" : "last year again",
                   series.first(),
                   latest,
                   series.fiscal_year(),
                   std::move(expected),
                   std::move(residuals),
                   {},
                   sigma,
                   std::move(joint)},
                  options);
}

// ---- Theta ----------------------------------------------------------------------------------------------------------

namespace {

// Factors of a classical decomposition, of the periods from the first; none if there is no season to speak of.
std::vector<double> theta_factors(SeriesView series) {
  const std::span<const double> x = series.values();
  if (!has_regular_year(series.frequency())) return {};
  const auto year = static_cast<std::size_t>(periods_per_year(series.frequency()));
  if (year < 2 || x.size() <= 2 * year || core::find_first_not_positive(x.data(), x.size()) != core::not_found)
    return {};
  const std::vector<double> r = core::autocorrelations(x, year);
  double squares = 0.0;
  for (std::size_t k = 0; k + 1 < year; ++k) squares += r[k] * r[k];
  const double error = std::sqrt((1.0 + 2.0 * squares) / static_cast<double>(x.size()));
  constexpr double one_sided_95 = 1.6448536269514722;
  if (!(std::abs(r[year - 1]) / error > one_sided_95)) return {};
  std::vector<double> trend(x.size()), weights(year / 2 + 1, 1.0);
  if (year % 2 == 0) weights.back() = 0.5;
  core::centred_mean(x, trend.data(), weights);
  std::vector<double> factors =
      core::seasonal_means(x, year, core::SeasonRole::factor, [&](std::size_t t) { return trend[t]; });
  if (std::any_of(factors.begin(), factors.end(), [](double factor) { return factor < 1e-4; })) return {};
  return factors;
}

}  // namespace

ThetaFit fit(SeriesView series, const Theta& model) {
  require_model_range(series);
  require_three(series, "the Theta method");
  const std::size_t begin = core::find_first_observed(series.values().data(), series.size());
  const SeriesView observed = series.slice(series.period(begin), latest_of(series));
  std::vector<double> factors = theta_factors(observed);
  std::vector<double> adjusted(observed.values().begin(), observed.values().end());
  if (!factors.empty())
    for (std::size_t t = 0; t < adjusted.size(); ++t) adjusted[t] /= factors[t % factors.size()];
  const SeriesView level(observed.first(), adjusted, series.fiscal_year());
  const double drift = core::fit_trend(adjusted.data(), adjusted.size()).slope / 2.0;
  return ThetaFit(fit(level, SimpleSmoothing{.given = model.given}), observed.first(), drift, std::move(factors));
}

double ThetaFit::factor(Period period) const {
  if (factors_.empty()) return 1.0;
  return factors_[static_cast<std::size_t>(period - observed_from_) % factors_.size()];
}

void ThetaFit::push(double value) {
  const Period next = smoothing_.first() + static_cast<std::int64_t>(smoothing_.fitted().size());
  if (!factors_.empty() && value <= 0.0)
    throw Error("seasonal factors need positive values, and that of " + to_string(next) + " is not");
  smoothing_.push(value / factor(next));
}

JointDistribution ThetaFit::distribution(std::int64_t periods) const {
  JointDistribution joint = smoothing_.distribution(periods);
  const double alpha = smoothing_.parameters().alpha;
  const auto n = static_cast<double>(latest() - observed_from_ + 1);
  const double start = (1.0 - std::pow(1.0 - alpha, n)) / alpha;
  for (std::size_t h = 0; h < joint.periods(); ++h) {
    const double by = factor(latest() + 1 + static_cast<std::int64_t>(h));
    joint.location[h] = (joint.location[h] + drift_ * (static_cast<double>(h) + start)) * by;
    for (std::size_t k = 0; k < joint.sources(); ++k) joint.loadings[h * joint.sources() + k] *= by;
  }
  return joint;
}

Projection project(const ThetaFit& fitted, Options options) {
  detail::require_valid(options);
  const SmoothingFit& smoothing = fitted.smoothing();
  std::vector<double> expected = smoothing.fitted(), residuals = smoothing.residuals();
  for (std::size_t t = 0; t < expected.size(); ++t) {
    const double by = fitted.factor(smoothing.first() + static_cast<std::int64_t>(t));
    expected[t] *= by;
    residuals[t] *= by;
  }
  const SmoothingParameters& p = smoothing.parameters();
  return assemble(
      {fitted.factors().empty() ? "Theta method" : "Theta method with seasonal factors",
       smoothing.first(),
       fitted.latest(),
       smoothing.fiscal_year(),
       std::move(expected),
       std::move(residuals),
       {{"alpha", p.alpha, missing_value}, {"level", p.level, missing_value}, {"drift", fitted.drift(), missing_value}},
       smoothing.sigma(),
       fitted.distribution(options.periods)},
      options);
}

Projection project(SeriesView series, const Theta& model, Options options) {
  detail::require_valid(options);
  return project(fit(series, model), options);
}

// ---- Theil and Sen --------------------------------------------------------------------------------------------------

namespace {

// The standard deviation of normal distances from a line of which so many lie as near as these, reordered. Half of them are
// nearer than the median, but where most lie on the line that says nothing of the others: nineteen of twenty are to lie
// within 1.96 of it, and it is zero only if all of them are.
double typical_distance(std::vector<double>& distances) {
  double squares = 0.0;
  for (double& distance : distances) {
    distance = std::abs(distance);
    squares += distance * distance;
  }
  const double middle = 1.4826 * core::median(distances);
  const std::size_t far = (19 * distances.size() + 19) / 20 - 1;
  std::nth_element(distances.begin(), distances.begin() + static_cast<std::ptrdiff_t>(far), distances.end());
  const double sigma = std::max(middle, distances[far] / 1.959963984540054);
  return sigma > 0.0 ? sigma : std::sqrt(squares / static_cast<double>(distances.size()));
}

}  // namespace

Projection project(SeriesView series, const TheilSen&, Options options) {
  detail::require_valid(options);
  require_model_range(series);
  require_three(series, "a trend");
  const std::span<const double> x = series.values();
  const core::Moments m = core::trend_moments(x.data(), x.size());
  std::vector<double> work;
  const double slope = core::median_slope(x, work);
  const auto distances_from = [&](double height) {
    work.clear();
    for (std::size_t t = 0; t < x.size(); ++t)
      if (!is_missing(x[t])) work.push_back(x[t] - height - slope * static_cast<double>(t + 1));
  };
  distances_from(0.0);
  const double intercept = core::median(work);
  distances_from(intercept);
  const double freedom = m.count - 2.0;
  const double sigma = typical_distance(work) * std::sqrt(m.count / freedom);
  const double line_error = sigma * std::sqrt(1.0471975511965976);  // pi / 3: the variance beside that of least squares

  std::vector<double> fitted, residuals;
  for (std::size_t t = 0; t < x.size(); ++t) {
    fitted.push_back(intercept + slope * static_cast<double>(t + 1));
    residuals.push_back(x[t] - fitted[t]);
  }
  const Period latest = latest_of(series);
  const auto periods = static_cast<std::size_t>(options.periods), sources = periods + 2;
  JointDistribution joint{Scale::level, freedom, {}, std::vector<double>(periods * sources, 0.0)};
  for (std::size_t h = 0; h < periods; ++h) {
    const double t = static_cast<double>(latest - series.first()) + 2.0 + static_cast<double>(h);
    joint.location.push_back(intercept + slope * t);
    joint.loadings[h * sources] = line_error / std::sqrt(m.count);
    joint.loadings[h * sources + 1] = line_error * (t - m.mean_x) / std::sqrt(m.sxx);
    joint.loadings[h * sources + 2 + h] = sigma;
  }
  return assemble({"linear trend of median slope",
                   series.first(),
                   latest,
                   series.fiscal_year(),
                   std::move(fitted),
                   std::move(residuals),
                   {{"intercept", intercept, line_error * std::sqrt(1.0 / m.count + m.mean_x * m.mean_x / m.sxx)},
                    {"slope", slope, line_error / std::sqrt(m.sxx)}},
                   sigma,
                   std::move(joint)},
                  options);
}

}  // namespace HIGHWATER_NAMESPACE::projection
