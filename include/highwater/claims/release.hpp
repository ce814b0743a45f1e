#pragma once

#include "highwater/version.hpp"

#if !defined(HIGHWATER_COMPILED)
#error "highwater/claims/release.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "highwater/claims/check.hpp"
#include "highwater/series/printed_figure.hpp"

namespace HIGHWATER_NAMESPACE::claims {

/// Claims that cannot all be true, whatever the data are; without any one of them the others can.
struct Contradiction {
  std::vector<std::size_t> claims;  // positions, ascending
  std::string reading = {};         // of the last of them, if it has others: "on the month"
};

/// What claims leave of a period that none of them states.
struct Implied {
  Period period;
  Interval range;
};

/// What follows from claims alone.
struct Consequences {
  std::vector<Contradiction> contradictions;  // under every reading
  std::vector<Contradiction> excluded;        // readings of an open sentence that the others rule out
  std::vector<Implied> implied;
};

/// Draws the consequences of claims, whatever the data are: each claim is an inequality between periods, and what one
/// leaves of a period narrows the others down, until nothing moves. "12 % on the month" and "348" put the month before
/// between 308.9 and 312.6, so that it did not grow from 330. Periods are taken to be positive unless a claim is about a
/// negative figure; then growth says nothing of them.
///
/// A contradiction is always one; but claims that only all together allow nothing, through more than bounds of single
/// periods, may pass. Averages per working day, ranks and targets take no part.
/// Its cost grows with the claims, the periods they are about and the contradictions among them. CheckOptions::most_steps
/// bounds it.
/// Errors   throws Error if a claimed figure is not finite, a resolution is negative, a length is not positive, or periods
///          differ in frequency; if more steps were needed.
Consequences consequences(std::span<const Claim> claims, const CheckOptions& options = {});

/// A release as a whole.
struct ReleaseFindings {
  std::vector<Finding> findings;  // one a claim
  Consequences consequences;
};

/// Checks all claims of a release together, against the data and against each other.
ReleaseFindings check_release(SeriesView series, std::span<const Claim> claims, const CheckOptions& options = {});
ReleaseFindings check_release(const Vintages& vintages, std::span<const Claim> claims, Period as_of,
                              const CheckOptions& options = {});

/// The claims that a printed figure makes. Most make one; a figure with another to compare it with, from which nothing is
/// computed, makes two.
///
/// Types    level, deficit, surplus, mom_pct, mom_abs, mom_points and the same with yoy_ (qoq_ and pop_ are read as mom_),
///          mom_deficit_widened, yoy_surplus_narrowed and so on, record_deficit, record_surplus, largest_deficit_since,
///          smallest_deficit_since, the same with surplus, ytd_yoy_points, target_fy_mean, target_fy_end, ratio_pct_of_year_ago,
///          ratio_pct_of_period_ago, ytd_level, ytd_yoy_pct, ytd_yoy_abs, trailing_12m_mean (any number; m, q, s, y, w or
///          d), fytd_mean, record_high, record_low, previous_record, streak, streak_yoy, streak_mom, highest_since,
///          lowest_since, highest_in_fy, second_highest_in_fy and so on to tenth, the same with lowest, per_day,
///          working_days, share_pct, target_fy_total. Types that begin with net_ or revision_ are out of scope, and so is
///          any other: it is `unknown`, the reason names it, and the figures around it are judged.
/// Units    figures in per cent become fractions.
/// Errors   throws Error that names the place if the period to compare with is missing where the claim needs one, or is
///          not the one that the type means; and if a count is not a whole number.
std::vector<Claim> claims_of(const PrintedFigure& row);

/// The same, where the data tell how the base was rounded: a base that a report on its period prints with a coarser
/// resolution than its own digits show has that of the report ("1.3 billion" is 1300 with resolution 100).
std::vector<Claim> claims_of(const PrintedFigure& row, const Vintages& vintages, const CheckOptions& options = {});

/// Checks the claims of a printed figure as of the day on which it was published.
///
/// Errors   as claims_of() and check(), with the place of the figure.
std::vector<Finding> check_figure(const Vintages& vintages, const PrintedFigure& figure,
                                  const CheckOptions& options = {});

}  // namespace HIGHWATER_NAMESPACE::claims
