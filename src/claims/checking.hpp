#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "claims/facts.hpp"
#include "highwater/claims/check.hpp"

// What the checks of all kinds of claims share.
namespace HIGHWATER_NAMESPACE::claims {

/// 3 for what the data confirm most, 0 for what they refute.
int standing_of(Verdict verdict) noexcept;
/// Of two things that must both be true.
Verdict both(Verdict a, Verdict b) noexcept;
/// Of a figure that was found to lie in one interval and claimed to lie in another.
Verdict judge(Interval found, Interval claimed) noexcept;

/// What a claimed figure stands for. Errors: throws Error if it is not finite or its resolution is negative.
Interval claimed_interval(double value, double resolution);

/// The periods that a claim is about, of "a mean" or "a streak". Errors: throws Error unless there is one at least.
std::int64_t claimed_length(std::int64_t length, std::string_view of);

/// Whether a figure lies on a side of zero.
Verdict verdict_on_side(const Fact& fact, BalanceSide side) noexcept;

/// "2024-11 is not known".
std::string unknown(Period period);

/// ", with 2021-08 and 2021-10 published later".
std::string provenance(const std::vector<Evidence>& evidence);

void append(std::vector<Evidence>& to, const Fact& fact);

/// A finding that no figures went into.
Finding verdict_on(const Claim& claim, Verdict verdict, std::string reason);
/// The finding of the only reading there is.
Finding single(const Claim& claim, Reading reading, std::string reason);
/// Puts the best reading first and takes its verdict.
void settle(Finding& finding);

/// Errors: throws Error if the period lies outside the data.
void require_inside(const Facts& facts, Period period);

/// Checks a claim against what is known; claims that mean nothing of the measure are `unknown`.
Finding check_claim(const Facts& facts, const Claim& claim);

// One check a kind of claim: figures in check_figures.cpp, comparisons in check_order.cpp, the rest in check.cpp.
Finding check_kind(const Facts& facts, const Level& c);
Finding check_kind(const Facts& facts, const NewRecord& c);
Finding check_kind(const Facts& facts, const PreviousRecord& c);
Finding check_kind(const Facts& facts, const Change& c);
Finding check_kind(const Facts& facts, const BalanceChange& c);
Finding check_kind(const Facts& facts, const YearToDate& c);
Finding check_kind(const Facts& facts, const YearToDateChange& c);
Finding check_kind(const Facts& facts, const TrailingMean& c);
Finding check_kind(const Facts& facts, const YearToDateMean& c);
Finding check_kind(const Facts& facts, const GrowthStreak& c);
Finding check_kind(const Facts& facts, const UnmatchedSince& c);
Finding check_kind(const Facts& facts, const RankInYear& c);
Finding check_kind(const Facts& facts, const PerWorkingDay& c);
Finding check_kind(const Facts& facts, const WorkingDayCount& c);
Finding check_kind(const Facts& facts, const Share& c);
Finding check_kind(const Facts& facts, const TargetReachable& c);
Finding check_kind(const Facts& facts, const OutOfScope& c);

}  // namespace HIGHWATER_NAMESPACE::claims
