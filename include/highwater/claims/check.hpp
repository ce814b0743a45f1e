#pragma once

#include "highwater/version.hpp"

#if !defined(HIGHWATER_COMPILED)
#error "highwater/claims/check.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "highwater/calendar/fiscal_year.hpp"
#include "highwater/calendar/working_days.hpp"
#include "highwater/claims/claims.hpp"
#include "highwater/claims/interval.hpp"
#include "highwater/series/indicator.hpp"
#include "highwater/series/vintages.hpp"

namespace HIGHWATER_NAMESPACE::claims {

/// Whether a claim is true: of every value that the data allow, of some, of none; or whether the data do not say.
enum class Verdict : std::uint8_t { certain, possible, impossible, unknown };

/// The verdict as a word: "possible".
std::string_view to_string(Verdict verdict) noexcept;

template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, Verdict verdict) {
  return out << to_string(verdict);
}

/// Where a figure comes from.
enum class Origin : std::uint8_t {
  given,        ///< the series as it was handed over
  printed,      ///< the sentence itself prints it
  known,        ///< published by the day as of which the claim is judged
  first_print,  ///< its first publication, revised since
  later,        ///< published after that day only
  implied,      ///< never published, but totals and the other periods leave no other
};

/// Where a figure comes from, as a word: "first print".
std::string_view to_string(Origin origin) noexcept;

/// One figure that a claim was checked with: of a period, or the published total of several.
struct Evidence {
  Period first;
  Period last;
  double value;
  double resolution;  // of an implied figure: the width of what is left
  Origin origin;
  std::optional<Period> published = {};  // the day
};

/// One way to read a sentence, and what the data say of it.
struct Reading {
  std::string name;     // what sets it apart: "on the year", "before it"; empty if there is nothing to choose
  std::string formula;  // with the figures: "348 / 310 - 1"
  Verdict verdict;
  double value;            // what the formula gives for the figures as they are printed; NaN if it gives nothing
  Interval range;          // what it gives for all that their rounding allows
  bool agrees_as_printed;  // the figures as they are printed bear the sentence out
  std::vector<Evidence> evidence;
};

/// What the data say of a claim.
struct Finding {
  Claim claim;
  Verdict verdict;                         // that of the best reading
  std::string reason;                      // in words
  std::vector<Reading> readings;           // those that the sentence allows, the best first
  std::vector<Reading> alternatives = {};  // with figures that the sentence excludes, as another base than it prints
};

/// What to do where a figure was not yet published on the day as of which a claim is judged.
enum class Later : std::uint8_t {
  ignored,  ///< it is missing
  used,     ///< a figure published later stands in for it, and the evidence says so
};

/// What a check may use besides the series.
struct CheckOptions {
  Indicator indicator = {};  // its measure says which claims mean something; vintages have roundings of their own
  std::optional<Vintages> year_to_date = {};  // published totals of the fiscal year up to and including each period
  Later later = Later::ignored;
  std::optional<WorkingDays> working_days = {};
  std::int64_t most_steps = 100'000'000;  // of consequences(): additions of intervals, a second or two
};

/// Checks a claim against a series.
///
/// Rounding is taken at its word: each value is an interval, and the verdict is `certain` if all values in them bear the
/// claim out. A sentence that leaves something open is read in every way; a claimed figure that no rounding explains is
/// tried as truncated, and is `possible` at best. The total of a fiscal year to date is that of its periods and the
/// published one, as far as both agree; where they do not, the one published on the day itself, or else the sum. Of totals
/// published on one day that contradict each other each is a reading, `possible` at best unless it agrees with the sum.
/// What means nothing of the measure is `unknown`, and the reason says so: a rate in per cent of itself, the total of an
/// index, a mean of a stock, a percentage across zero. Of a rate and an index the year to date is the mean.
/// Missing  a missing value that the claim speaks of makes it `unknown`, one that might have been a higher record makes it
///          `possible` at best. A value that was never published is what totals leave for it, if there are any.
/// Errors   throws Error if the period of the claim (not of a target) lies outside the data or has another frequency; if
///          a resolution is negative; if the parts of a claim contradict each other (the holder of a previous record is
///          not before the period, a length or rank is not positive); if the fiscal year would cut through the periods.
Finding check(SeriesView series, const Claim& claim, const CheckOptions& options = {});

/// The same as of a day, against what was published by then.
Finding check(const Vintages& vintages, const Claim& claim, Period as_of, const CheckOptions& options = {});

/// The figure in one line: "2024-11 = 310 (known, published 2025-01-17, to 1)".
std::string to_text(const Evidence& evidence);

/// The finding in one line: "impossible: the record before 2024-12 was 332 in 2024-05, not 330 in 2024-10".
std::string to_text(const Finding& finding);

template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, const Finding& finding) {
  return out << to_text(finding);
}

}  // namespace HIGHWATER_NAMESPACE::claims
