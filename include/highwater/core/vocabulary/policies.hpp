#pragma once

#include <cstdint>

#include "highwater/version.hpp"

// The choices that kernels know. They are named once here and used by the options of every layer above.
namespace HIGHWATER_NAMESPACE {

/// Which bases growth may be measured from. A base of zero, or a missing one, never gives a number.
enum class BasePolicy : std::uint8_t {
  positive,     ///< only positive bases; others give NaN
  absolute,     ///< divide by |base|: the sign of the growth is the sign of the change
  signed_base,  ///< divide by the base as it is
};

/// Whether equalling the record is a record.
enum class Ties : std::uint8_t {
  strict,  ///< a record must be beaten
  weak,    ///< a tie is a record too
};

/// Which n periods a trailing window at period t holds.
enum class Window : std::uint8_t {
  including,  ///< t and the n - 1 periods before it
  before,     ///< the n periods before t
};

/// What becomes of a total (or another summary) of a longer period that is not fully observed.
enum class Completeness : std::uint8_t {
  complete,  ///< missing, unless what it takes is there: the first period, the last one, otherwise every one
  partial,   ///< that of what is there; missing only if nothing is
};

/// What a longer period gets from the periods in it.
enum class Summary : std::uint8_t { sum, mean, first, last, high, low };

/// Streaks of positive values (growth) or of negative ones (decline).
enum class Direction : std::uint8_t { rising, falling };

/// What growth is measured on.
enum class Basis : std::uint8_t {
  period,  ///< the period before
  year,    ///< the same period a year earlier
};

/// How a season enters a value.
enum class SeasonalForm : std::uint8_t {
  automatic,       ///< multiplicative if every observed value is positive, otherwise additive
  multiplicative,  ///< value = what it would be without the season * factor; the factors of a year have mean 1
  additive,        ///< value = what it would be without the season + index; the indices of a year sum to 0
};

/// Upper records (highs) or lower records (lows).
enum class Side : std::uint8_t { high, low };

}  // namespace HIGHWATER_NAMESPACE
