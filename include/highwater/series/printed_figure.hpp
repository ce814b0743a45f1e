#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "highwater/calendar/period.hpp"

namespace HIGHWATER_NAMESPACE {

/// A figure as a release prints it: what it says of a period, by a name, and what it compares with.
struct PrintedFigure {
  /// The columns that it was read from, counted from 1, for errors; 0 if it was not.
  struct Columns {
    std::size_t period = 0;
    std::size_t type = 0;
    std::size_t value = 0;
    std::size_t compare_period = 0;
  };

  std::string place;  // where it was read, for errors: "claims.csv:12"
  Period published;   // a day
  Period period;
  std::string type;   // "mom_pct"; claims::claims_of() knows what each means
  double value;       // as printed: 12 for 12 %
  double resolution;  // unit to which it was rounded; 0: exact
  std::optional<Period> compare_period;
  std::optional<double> compare_value;
  double compare_resolution;  // unit of its last decimal that is not zero, at most 1; 0 without a value
  std::string source;
  std::string note;
  Columns columns = {};
};

}  // namespace HIGHWATER_NAMESPACE
