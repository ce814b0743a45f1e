#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "highwater/projection/automatic.hpp"

namespace HIGHWATER_NAMESPACE::projection {

/// The season of a series as the automatic combination sees it.
struct AutomaticSeason {
  SeasonUse use = SeasonUse::none_in_a_year;
  double shrinkage = 1.0;
  std::vector<double> indices;  // of each season; empty if none is used
  double week_shrinkage = 1.0;  // daily data: of the weeks of the year
  std::vector<double> week_indices;
  double variance = 0.0;          // of an index, as it was estimated: of its logarithm if it is a factor
  std::vector<double> of_period;  // factor, or index to add, of each period of the data and of those ahead
};

/// The season of values the first of which is observed, continued over `ahead` periods.
AutomaticSeason find_season(std::span<const double> y, Period first, std::size_t ahead, SeasonalForm form);

}  // namespace HIGHWATER_NAMESPACE::projection
