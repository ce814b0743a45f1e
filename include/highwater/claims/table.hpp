#pragma once

#include "highwater/version.hpp"

#if !defined(HIGHWATER_COMPILED)
#error "highwater/claims/table.hpp needs the compiled library: link highwater::highwater"
#endif

#include <span>

#include "highwater/claims/check.hpp"
#include "highwater/series/table.hpp"

namespace HIGHWATER_NAMESPACE::claims {

/// Findings as a table, a row each: what was claimed, the verdict, and what the best reading gives.
///
/// Columns  period and kind (kind_of()) of the claim, claim in words, claimed and resolution as the claim has them;
///          verdict, reason; then of the best reading its name, formula, value, low and high.
/// Units    those of the claim: growth and shares are fractions.
/// Missing  claimed of a claim without a figure; what belongs to a reading where there is none; an end of a range that
///          has no bound.
Table table(std::span<const Finding> findings);

}  // namespace HIGHWATER_NAMESPACE::claims
