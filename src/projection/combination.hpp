#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "highwater/projection/automatic.hpp"

namespace HIGHWATER_NAMESPACE::projection {

/// The automatic combination before its intervals.
struct Combination {
  std::size_t first = 0;                         // position of the first observation
  std::vector<double> fitted;                    // from there to the latest observation, as forecast one period ahead
  Period latest = Period(Frequency::annual, 0);  // observation
  bool positive = false;                         // all of the data
  double floor = 0.0;                            // no forecast lies below it
  double size = 0.0;                             // mean absolute value of the data
  std::size_t observations = 0;
  std::vector<double> own, between;   // variance of each period: of the models, and between them
  std::vector<double> season, drift;  // and of what all models share: the index of the season, and the slope
  std::size_t seasons = 1;            // after how many periods the same index comes again
  std::vector<double> impulse;        // what a surprise of 1 adds to the forecast h periods later, h = 1, 2, ...
  AutomaticExplanation why;
};

/// Whether the explanation is to list the models that carry weight: what only it needs takes a fifth of the time.
enum class Members : std::uint8_t { left_out, listed };

/// Errors   throws Error with fewer than five observations.
Combination combine(SeriesView series, std::size_t periods, Members members);

}  // namespace HIGHWATER_NAMESPACE::projection
