#pragma once

#include <cstdint>
#include <string>

#include "highwater/calendar/fiscal_year.hpp"
#include "highwater/core/vocabulary/policies.hpp"

namespace HIGHWATER_NAMESPACE {

/// What kind of number an indicator is, and so what may be said of it: SDMX and national accounts draw the same lines.
enum class Measure : std::uint8_t {
  flow,     ///< counted over a period, as exports: periods add up, changes are in per cent
  stock,    ///< counted at its end, as reserves: a longer period has the value at its end, changes are in per cent
  index,    ///< against a base, as consumer prices: a longer period has the mean, changes are in per cent
  rate,     ///< already in per cent, as unemployment: a longer period has the mean, changes are in percentage points
  balance,  ///< a flow that may be negative, as the trade balance: periods add up, changes are in units
};

/// What a longer period gets from the periods in it: Summary::sum, mean or last. No other summary means anything.
constexpr Summary summary_of(Measure measure) noexcept {
  if (measure == Measure::stock) return Summary::last;
  return measure == Measure::flow || measure == Measure::balance ? Summary::sum : Summary::mean;
}

/// Whether changes are said in per cent: of flows, stocks and indices. Those of rates and balances are differences.
constexpr bool changes_in_per_cent(Measure measure) noexcept {
  return measure != Measure::rate && measure != Measure::balance;
}

/// In what the data are counted. Figures in sentences are then printed with it: 348 in millions of US$ as US$348 million.
enum class Magnitude : std::uint8_t { none, one, thousand, million, billion };

/// What a series is: what its numbers count, in what unit, over which years, and how they are rounded.
struct Indicator {
  std::string title = "Series";  // what sentences and charts call it
  std::string unit = {};         // as in "US$ million"; empty to leave it out
  Magnitude magnitude = Magnitude::none;
  Measure measure = Measure::flow;
  FiscalYear fiscal_year = {};
  double resolution = 0.0;  // unit to which the values are rounded; 0: exact
};

}  // namespace HIGHWATER_NAMESPACE
