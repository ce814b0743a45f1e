#include "highwater/series/seasonal.hpp"

#include <algorithm>

#include "core/benchmarking.hpp"
#include "core/seasonal.hpp"

namespace HIGHWATER_NAMESPACE::detail {

void check_seasonal_request(SeriesView series, SeasonalForm form) {
  periods_per_year(series.frequency());
  if (form != SeasonalForm::multiplicative) return;
  const std::size_t bad = core::find_first_not_positive(series.values().data(), series.size());
  if (bad != core::not_found)
    throw Error("seasonal factors need positive values, and that of " + to_string(series.period(bad)) + " is not");
}

void check_adjustable(SeriesView series, SeasonalForm form, std::string_view subject) {
  check_seasonal_request(series, form);
  const core::SeasonalDemand demand =
      core::usual_demand(static_cast<std::size_t>(periods_per_year(series.frequency())));
  if (series.empty() || demand.seasons == 1) return;
  const std::size_t observed = series.size() - core::count_missing(series.values().data(), series.size());
  const double fewest = core::fewest_of_a_season(series.values(), demand.seasons);
  if (demand.met_by(observed, fewest)) return;
  throw Error(std::string(subject) + " is too short to tell a season: it has " + std::to_string(observed) +
              " values, of one season only " + std::to_string(static_cast<int>(fewest)) + ", and it takes " +
              std::to_string(demand.observations) + ", of each season " +
              std::to_string(static_cast<int>(demand.of_each)));
}

void adjust_seasonally(const core::Columns& in, const core::MutableColumns& out, std::size_t seasons, std::size_t first,
                       SeasonalForm form, YearTotals years) {
  if (seasons == 1) return core::shift(in, out, 0);
  core::SeasonalEstimator estimate(seasons, in.rows);
  core::YearBenchmark benchmark;
  std::vector<double> index(seasons), repeated(in.rows);
  for (std::size_t j = 0; j < in.columns; ++j) {
    const core::Columns column{in.column(j), in.rows, 1, in.rows}, seasonal{repeated.data(), in.rows, 1, in.rows};
    const core::MutableColumns adjusted{out.column(j), in.rows, 1, in.rows};
    const auto fit = estimate(column.data, in.rows, first, form, index.data());
    for (std::size_t t = 0; fit && t < in.rows; ++t) repeated[t] = index[(first + t) % seasons];
    if (!fit)
      core::fill_missing(adjusted.data, in.rows);
    else if (fit->form == SeasonalForm::multiplicative)
      core::divide(column, seasonal, adjusted);
    else
      core::subtract(column, seasonal, adjusted);
    if (fit && years == YearTotals::kept)
      benchmark({column.data, in.rows}, {adjusted.data, in.rows}, seasons, (seasons - first) % seasons,
                fit->form == SeasonalForm::multiplicative ? core::SeasonRole::factor : core::SeasonRole::added);
  }
}

}  // namespace HIGHWATER_NAMESPACE::detail

namespace HIGHWATER_NAMESPACE {

std::optional<SeasonalIndices> seasonal_indices(SeriesView series, SeasonalOptions options) {
  detail::check_seasonal_request(series, options.form);
  const auto seasons = static_cast<std::size_t>(periods_per_year(series.frequency()));
  SeasonalIndices indices{series.frequency(), options.form, std::vector<double>(seasons), 0.0};
  core::SeasonalEstimator estimate(seasons, series.size());
  const auto fit =
      estimate(series.values().data(), series.size(), static_cast<std::size_t>(series.first().number()) - 1,
               options.form, indices.of_season.data());
  if (!fit) return std::nullopt;
  indices.form = fit->form;
  indices.shrinkage = fit->shrinkage;
  return indices;
}

}  // namespace HIGHWATER_NAMESPACE
