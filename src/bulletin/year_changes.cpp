#include "bulletin/year_changes.hpp"

#include <cmath>

#include "claims/wording.hpp"
#include "highwater/growth/growth.hpp"

namespace HIGHWATER_NAMESPACE::bulletin {

TimeSeries year_changes(SeriesView series, Measure measure) {
  return changes_in_per_cent(measure) ? growth::year_over_year(series) : growth::difference_on_year(series);
}

std::string year_change_text(double change, Measure measure, int decimals) {
  if (changes_in_per_cent(measure)) return wording::signed_percent(change);
  const std::string size = wording::grouped(std::abs(change), decimals);
  return (change < 0.0 ? "\u2212" : change > 0.0 ? "+" : "") + size;
}

}  // namespace HIGHWATER_NAMESPACE::bulletin
