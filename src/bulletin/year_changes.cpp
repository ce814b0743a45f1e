#include "bulletin/year_changes.hpp"

#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "claims/wording.hpp"
#include "highwater/calendar/year_before.hpp"
#include "highwater/growth/growth.hpp"

namespace HIGHWATER_NAMESPACE::bulletin {

TimeSeries year_changes(SeriesView series, Measure measure) {
  if (changes_in_per_cent(measure)) return growth::year_over_year(series);
  std::vector<double> changes;
  changes.reserve(series.size());
  for (const auto [period, value] : series) {
    const std::optional<Period> base = year_before(period);
    changes.push_back(base ? core::finite_or_missing(value - series[*base]) : missing_value);
  }
  return {series.first(), std::move(changes), series.fiscal_year()};
}

std::string year_change_text(double change, Measure measure, int decimals) {
  if (changes_in_per_cent(measure)) return wording::signed_percent(change);
  const std::string size = wording::grouped(std::abs(change), decimals);
  return (change < 0.0 ? "\u2212" : change > 0.0 ? "+" : "") + size;
}

}  // namespace HIGHWATER_NAMESPACE::bulletin
