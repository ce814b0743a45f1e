#pragma once

#if !defined(HIGHWATER_COMPILED)
#error "highwater/bulletin/check.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "highwater/bulletin/bulletin.hpp"
#include "highwater/bulletin/claims.hpp"
#include "highwater/calendar/period.hpp"
#include "highwater/series/series_view.hpp"

namespace HIGHWATER_NAMESPACE::bulletin {

/// Whether a claim is true: of every value that the data allow, of some, of none; or whether the data do not say.
enum class Verdict : std::uint8_t { certain, possible, impossible, unknown };

std::string_view to_string(Verdict verdict) noexcept;

/// What the data say of a claim.
struct Finding {
  Verdict verdict;
  std::string reason;           // in words
  std::vector<Figure> figures;  // the evidence
};

/// Checks a claim of a previous record. A record that several periods share is held by each of them.
///
/// Missing  a missing value before `period` may have been a higher one, so the best verdict is then `possible`;
/// `unknown` if
///          the value of `period` or of `holder` is missing and nothing else refutes the claim.
/// Errors   throws Error if a period lies outside the series or has another frequency, if `holder` is not before
/// `period`,
///          or if the resolution is negative.
Finding check(SeriesView series, const PreviousRecord& claim);

/// The finding in one line: "impossible: the record before 2024-12 was 332 in 2024-05, not 330 in 2024-10".
std::string to_text(const Finding& finding);

}  // namespace HIGHWATER_NAMESPACE::bulletin
