#include "projection/assemble.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <utility>

#include "projection/quantile.hpp"

namespace HIGHWATER_NAMESPACE {

void detail::require_valid(const projection::Options& options) {
  if (options.periods < 1)
    throw Error("a projection over " + std::to_string(options.periods) +
                " periods was asked for; it must be at least 1");
  if (!(options.coverage > 0.0 && options.coverage < 1.0))
    throw Error("the coverage of an interval must lie between 0 and 1, not " + std::to_string(options.coverage));
}

}  // namespace HIGHWATER_NAMESPACE

namespace HIGHWATER_NAMESPACE::projection {
namespace {

TimeSeries finite_series(Period first, std::vector<double> values, FiscalYear fiscal_year) {
  for (double& value : values) value = core::finite_or_missing(value);
  return TimeSeries(first, std::move(values), fiscal_year);
}

std::string in_powers(double value) {
  std::array<char, 32> text;
  return {text.data(),
          std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::scientific, 2).ptr};
}

}  // namespace

void require_model_range(SeriesView series) {
  constexpr double largest = 1e150, smallest = 1e-150;
  double furthest = 0.0;
  Period where = series.first();
  for (const auto [period, value] : series)
    if (std::abs(value) > furthest) {
      furthest = std::abs(value);
      where = period;
    }
  if (furthest > largest || (furthest > 0.0 && furthest < smallest))
    throw Error("the value of " + to_string(where) + ", " + in_powers(series[where]) + ", is too " +
                (furthest > 1.0 ? "large" : "small") +
                " for a model, which can take 1e-150 to 1e150: put the series in other units");
}

Projection assemble(Findings found, const Options& options) {
  const double quantile = standard_quantile(0.5 + options.coverage / 2.0, found.distribution.degrees_of_freedom);
  std::vector<double> point, lower, upper;
  for (std::vector<double>* const each : {&point, &lower, &upper}) each->reserve(found.distribution.periods());
  for (std::size_t h = 0; h < found.distribution.periods(); ++h) {
    const Law law = found.distribution.law(h);
    point.push_back(law.value(0.0));
    lower.push_back(law.value(-quantile));
    upper.push_back(law.value(quantile));
  }
  const Period from = found.latest + 1;
  const auto projected = [&](std::vector<double> values) {
    return finite_series(from, std::move(values), found.fiscal_year);
  };
  const auto past = [&](std::vector<double> values) {
    return finite_series(found.first, std::move(values), found.fiscal_year);
  };
  return {std::move(found.model),
          options.coverage,
          projected(std::move(found.point.empty() ? point : found.point)),
          projected(std::move(lower)),
          projected(std::move(upper)),
          past(std::move(found.fitted)),
          past(std::move(found.residuals)),
          std::move(found.parameters),
          core::finite_or_missing(found.sigma),
          std::move(found.distribution)};
}

}  // namespace HIGHWATER_NAMESPACE::projection
