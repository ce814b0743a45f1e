#pragma once

#include "highwater/version.hpp"

#if !defined(HIGHWATER_COMPILED)
#error "highwater/claims/diff.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "highwater/claims/check.hpp"

namespace HIGHWATER_NAMESPACE::claims {

/// What became of a claim between two vintages.
enum class Outcome : std::uint8_t {
  confirmed,     ///< as certain, or as possible, as before
  strengthened,  ///< more certain than before, or no longer impossible
  weakened,      ///< less certain than before, but not refuted
  retracted,     ///< it was not impossible, and now it is
  unchanged,     ///< impossible or unknown, as before
};

std::string_view to_string(Outcome outcome) noexcept;

/// A figure that a finding rests on, before and after; NaN where it was not part of the evidence.
struct RevisedEvidence {
  Period first;
  Period last;
  double before;
  double after;
};

/// A claim judged twice.
struct FindingChange {
  std::size_t index;  // of the claim
  Outcome outcome;
  Verdict before;
  Verdict after;
  std::vector<RevisedEvidence> revisions;  // of the figures behind it, those that differ
};

/// What changed between two checks of the same claims, as of two days, in the order of the claims.
///
/// Errors   throws Error if the findings are not on the same claims.
std::vector<FindingChange> diff(std::span<const Finding> before, std::span<const Finding> after);

/// The change in one line: "retracted: certain, now impossible; 2024-11 was 324, now 310".
std::string to_text(const FindingChange& change);

}  // namespace HIGHWATER_NAMESPACE::claims
