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

/// What becomes of a total whose year is not fully observed.
enum class Completeness : std::uint8_t {
  complete,  ///< missing, unless every period of the year is there
  partial,   ///< the sum of what is there; missing only if nothing is
};

/// Streaks of positive values (growth) or of negative ones (decline).
enum class Direction : std::uint8_t { rising, falling };

/// Upper records (highs) or lower records (lows).
enum class Side : std::uint8_t { high, low };

}  // namespace HIGHWATER_NAMESPACE
