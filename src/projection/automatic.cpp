#include "highwater/projection/automatic.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "projection/assemble.hpp"
#include "projection/combination.hpp"
#include "projection/interval_table.hpp"

namespace HIGHWATER_NAMESPACE::projection {
namespace {

/// A tail through two quantiles of the errors: distance = factor * z^power, z the standard normal quantile.
struct Tail {
  double factor, power;
};

Tail tail_of(const ErrorTail& tail, double h) {
  constexpr double tenth = 1.2815515655446004, fortieth = 1.9599639845400545;
  const double near = tail.tenth.at(h);
  const double power = std::log(tail.fortieth.at(h) / near) / std::log(fortieth / tenth);
  return {near / std::pow(tenth, power), power};
}

JointDistribution joint_distribution(const Combination& found, Frequency frequency) {
  const std::size_t periods = found.why.point.size(), sources = periods + 1;
  JointDistribution joint{Scale::level, core::infinity, found.why.point, std::vector<double>(periods * sources, 0.0),
                          {},           found.floor};
  const ErrorTails tails = error_tails(frequency);
  const double widening = 1.0 + error_widening / static_cast<double>(found.observations);
  for (std::size_t h = 0; h < periods; ++h) {
    // Data that never moved are known to one part in ten thousand.
    const double spread = std::max(found.why.spread[h], 1e-4 * found.size);
    const double size = std::abs(found.why.point[h]);
    const double unit = widening * (found.positive ? std::pow(size, 0.2) * std::pow(spread, 0.8)
                                                   : spread * std::pow(usual_relative_error, -0.2));
    const double ahead = std::min(static_cast<double>(h + 1), furthest_calibrated);
    const Tail up = tail_of(tails.above, ahead), down = tail_of(tails.below, ahead);
    joint.marginals.push_back({up.factor * unit, up.power, down.factor * unit, down.power});

    // Source 0 is which model is right, the same for all periods; then comes what is new in each period and goes on in
    // those after it.
    double* const loadings = joint.loadings.data() + h * sources;
    double squares = 1.0;
    for (std::size_t k = 0; k < h; ++k) squares += found.impulse[k] * found.impulse[k];
    const double own = found.own[h] > 0.0 ? std::sqrt(found.own[h] / squares) : 1.0;
    loadings[0] = std::sqrt(found.between[h]);
    for (std::size_t k = 0; k <= h; ++k) loadings[1 + k] = own * (k == h ? 1.0 : found.impulse[h - k - 1]);
  }
  return joint;
}

std::string percent(double share) { return std::to_string(std::lround(100.0 * share)) + " %"; }

}  // namespace

AutomaticExplanation explain(SeriesView series, const Automatic&, std::int64_t periods) {
  detail::require_valid({.periods = periods});
  return combine(series, static_cast<std::size_t>(periods)).why;
}

Projection project(SeriesView series, const Automatic&, Options options) {
  detail::require_valid(options);
  const Combination found = combine(series, static_cast<std::size_t>(options.periods));
  std::vector<double> fitted(series.size(), missing_value), residuals(series.size(), missing_value);
  double squares = 0.0;
  for (std::size_t t = 0; t < found.fitted.size(); ++t) {
    const std::size_t at = found.first + t;
    fitted[at] = found.fitted[t];
    const double residual = residuals[at] = series.values()[at] - fitted[at];
    if (!is_missing(residual)) squares += residual * residual;
  }
  return assemble({.model = "automatic combination",
                   .first = series.first(),
                   .latest = found.latest,
                   .fiscal_year = series.fiscal_year(),
                   .fitted = std::move(fitted),
                   .residuals = std::move(residuals),
                   .parameters = {{"level", found.why.level, missing_value}, {"slope", found.why.slope, missing_value}},
                   .sigma = std::sqrt(squares / static_cast<double>(found.observations)),
                   .distribution = joint_distribution(found, series.frequency())},
                  options);
}

std::string AutomaticExplanation::in_words() const {
  std::string text;
  switch (season) {
    case SeasonUse::none_in_a_year:
      text = "No season is looked for at this frequency.";
      break;
    case SeasonUse::too_short:
      text = "No season: too few observations to tell.";
      break;
    case SeasonUse::chance:
      text = "No season: what looks like one cannot be told from chance.";
      break;
    case SeasonUse::used:
      text = std::string(form == SeasonalForm::multiplicative ? "Seasonal factors" : "Additive seasonal indices") +
             ", of which " + percent(shrinkage) + " was taken for chance and left out.";
  }
  text += " One half is exponential smoothing: " + percent(simple) + " of it without a trend, " + percent(damped) +
          " with a damped trend, " + percent(trend) + " with a full one. The other half is Theta models.";
  text += held_back == 0 ? " No forecast is held back."
                         : " " + std::to_string(held_back) + " of " + std::to_string(point.size()) +
                               " forecasts are held back, because growth was not steady enough to go on so far.";
  return text;
}

}  // namespace HIGHWATER_NAMESPACE::projection
