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

Tail tail_of(const ErrorTail& tail) {
  constexpr double tenth = 1.2815515655446004, fortieth = 1.9599639845400545;
  const double power = std::log(tail.fortieth / tail.tenth) / std::log(fortieth / tenth);
  return {tail.tenth / std::pow(tenth, power), power};
}

double growth_of_errors(const Combination& found, std::size_t ahead) {
  const auto periods = static_cast<double>(ahead);
  const Frequency frequency = found.latest.frequency();
  if (!found.positive || !has_regular_year(frequency) || frequency == Frequency::monthly)
    return std::pow(periods, error_growth);
  return long_period_scale * std::pow(periods, long_period_growth);
}

/// Data of both signs have no size that errors grow with: the unit is the standard error as it is where that is usual, and
/// both tails are alike.
std::vector<Marginal> marginals_of(const Combination& found) {
  const ErrorTail middle{(errors_below.tenth + errors_above.tenth) / 2.0,
                         (errors_below.fortieth + errors_above.fortieth) / 2.0};
  const Tail up = tail_of(found.positive ? errors_above : middle),
             down = tail_of(found.positive ? errors_below : middle);
  const double widening = 1.0 + error_widening / static_cast<double>(found.observations);
  std::vector<Marginal> marginals;
  for (std::size_t h = 0; h < found.why.point.size(); ++h) {
    // Data that never moved are known to one part in ten thousand.
    const double spread = std::max(found.why.spread[h], 1e-4 * found.size);
    const double size = found.positive ? std::abs(found.why.point[h]) : spread / usual_relative_error;
    const double unit =
        widening * growth_of_errors(found, h + 1) * std::pow(size, 1.0 - error_power) * std::pow(spread, error_power);
    marginals.push_back({up.factor * unit, up.power, down.factor * unit, down.power});
  }
  return marginals;
}

JointDistribution joint_distribution(const Combination& found) {
  const std::size_t periods = found.why.point.size(), seasons = std::min(found.seasons, periods);
  const std::size_t sources = 2 + seasons + periods;
  JointDistribution joint{Scale::level,        core::infinity,
                          found.why.point,     std::vector<double>(periods * sources, 0.0),
                          marginals_of(found), found.floor};
  for (std::size_t h = 0; h < periods; ++h) {
    // Which model is right, and the slope, are the same for all periods, an index for all of its season; then comes what
    // is new in each period and goes on in those after it.
    double* const loadings = joint.loadings.data() + h * sources;
    double squares = 1.0;
    for (std::size_t k = 0; k < h; ++k) squares += found.impulse[k] * found.impulse[k];
    const double own = found.own[h] > 0.0 ? std::sqrt(found.own[h] / squares) : 1.0;
    loadings[0] = std::sqrt(found.between[h]);
    loadings[1] = std::sqrt(found.drift[h]);
    loadings[2 + h % seasons] = std::sqrt(found.season[h]);
    double* const new_in = loadings + 2 + seasons;
    for (std::size_t k = 0; k <= h; ++k) new_in[k] = own * (k == h ? 1.0 : found.impulse[h - k - 1]);
  }
  return joint;
}

std::string percent(double share) { return std::to_string(std::lround(100.0 * share)) + " %"; }

}  // namespace

AutomaticExplanation explain(SeriesView series, const Automatic&, std::int64_t periods) {
  detail::require_valid({.periods = periods});
  return combine(series, static_cast<std::size_t>(periods), Members::listed).why;
}

Projection project(SeriesView series, const Automatic&, Options options) {
  detail::require_valid(options);
  const Combination found = combine(series, static_cast<std::size_t>(options.periods), Members::left_out);
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
                   .distribution = joint_distribution(found)},
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
    case SeasonUse::used: {
      const std::string factors =
          form == SeasonalForm::multiplicative ? "Seasonal factors" : "Additive seasonal indices";
      const auto left_out = [](double share) {
        return ", of which " + percent(share) + " was taken for chance and left out.";
      };
      if (!indices.empty()) text += factors + left_out(shrinkage);
      if (!week_indices.empty())
        text += (text.empty() ? "" : " ") + factors + " of the weeks of the year" + left_out(week_shrinkage);
    }
  }
  text += " One half is exponential smoothing: " + percent(simple) + " of it without a trend, " + percent(damped) +
          " with a damped trend, " + percent(trend) + " with a full one. The other half is Theta models.";
  text += held_back == 0 ? " No forecast is held back."
                         : " " + std::to_string(held_back) + " of " + std::to_string(point.size()) +
                               " forecasts are held back, because growth was not steady enough to go on so far.";
  return text;
}

}  // namespace HIGHWATER_NAMESPACE::projection
