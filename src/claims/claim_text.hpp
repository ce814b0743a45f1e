#pragma once

#include <string>

#include "highwater/claims/claims.hpp"
#include "highwater/claims/interval.hpp"
#include "highwater/series/indicator.hpp"

// How claimed and computed figures are put into words.
namespace HIGHWATER_NAMESPACE::claims {

enum class Unit : std::uint8_t { data, fraction };  // a fraction is written in per cent

/// A figure as it was claimed: "299", "12 %".
std::string claimed_text(double value, double resolution, Unit unit);

/// A computed figure, with one or two digits more than the claimed one: "298.9", "12.26 %".
std::string computed_text(double value, double resolution, Unit unit);

/// "(11.92 to 12.6 %)"; empty if it is one point.
std::string range_text(Interval range, double resolution, Unit unit);

Unit unit_of(ChangeKind measure) noexcept;

/// "on the month", "on the year".
std::string basis_text(Basis basis, Frequency frequency);

/// "highest", "lowest"; of a balance "largest deficit", "smallest surplus".
std::string side_text(Side side, std::optional<BalanceSide> balance = {});

/// "a flow", "an index".
std::string measure_text(Measure measure);

/// "deficit", "surplus".
std::string balance_text(BalanceSide balance);

}  // namespace HIGHWATER_NAMESPACE::claims
