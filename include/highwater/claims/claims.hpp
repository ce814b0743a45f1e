#pragma once

#include "highwater/version.hpp"

#if !defined(HIGHWATER_COMPILED)
#error "highwater/claims/claims.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "highwater/calendar/period.hpp"
#include "highwater/core/vocabulary/policies.hpp"
#include "highwater/series/series_view.hpp"

/// What a sentence of a release claims: one small type a kind of sentence, which says exactly what is meant.
///
/// A claimed figure is itself rounded: `value` with `resolution` stands for value - resolution/2 to value + resolution/2,
/// both included; 0 is exact. Levels, totals and means are in the units of the data; growth and shares are fractions, with
/// their resolution: "12 %" is 0.12 with resolution 0.01. What a sentence leaves open is an empty optional, and every
/// reading of it is tried.
namespace HIGHWATER_NAMESPACE::claims {

/// How a change is put: 38 more, 12 % more, 112 % of the base.
enum class ChangeKind : std::uint8_t { difference, growth, ratio };

/// The side of zero on which a balance lies.
enum class BalanceSide : std::uint8_t { deficit, surplus };

/// A base or a whole that the sentence itself prints.
struct Printed {
  double value;
  double resolution = 0.0;
};

/// "348 million in December."
struct Level {
  Period period;
  double value;
  double resolution = 0.0;
};

/// "The highest ever"; with a value, "the highest ever, 348". "The largest deficit ever" is the lowest balance, and a deficit.
struct NewRecord {
  Period period;
  double value = missing_value;
  double resolution = 0.0;
  Side side = Side::high;
  std::optional<BalanceSide> balance = {};
};

/// `period` beat a record of `value` that had been set in `holder`.
struct PreviousRecord {
  Period period;
  Period holder;
  double value;
  double resolution = 0.0;
  Side side = Side::high;
};

/// "Up 12 % on the month", "26 more than in October", "rose 0.2 percentage points" (a difference in the units of a rate).
struct Change {
  Period period;
  double value;
  double resolution = 0.0;
  std::optional<Basis> basis = {};
  ChangeKind measure = ChangeKind::growth;
  std::optional<Printed> base = {};
};

/// "The deficit widened by 1.4 on the month": in both periods the balance lay on that side, and its size rose (falling:
/// it narrowed) by `value`.
struct BalanceChange {
  Period period;
  double value;
  double resolution = 0.0;
  BalanceSide balance = BalanceSide::deficit;
  Direction direction = Direction::rising;
  std::optional<Basis> basis = {};
};

/// "1.86 billion in the first half": the fiscal year up to and including `period`.
struct YearToDate {
  Period period;
  double value;
  double resolution = 0.0;
};

/// "Up 28 % in the first half": the fiscal year to date against the same periods a year earlier; of a rate or an index
/// their means.
struct YearToDateChange {
  Period period;
  double value;
  double resolution = 0.0;
  ChangeKind measure = ChangeKind::growth;
  std::optional<Printed> base = {};
};

/// "Above the 12-month average of 299": the mean of `length` periods that end with `period` or right before it.
struct TrailingMean {
  Period period;
  std::int64_t length;
  double value;
  double resolution = 0.0;
  std::optional<Window> window = {};
};

/// "Against an average of 218 this fiscal year": the mean of the fiscal year to `period`, or to the one before it.
struct YearToDateMean {
  Period period;
  double value;
  double resolution = 0.0;
  std::optional<Window> window = {};
};

/// "The 15th month of growth in a row", "since October 2023".
struct GrowthStreak {
  Period period;  // the last of the streak
  std::int64_t length;
  std::optional<Period> first = {};
  std::optional<Basis> basis = {};
  std::optional<Ties> ties = {};  // strict: a change of zero ends it
  Direction direction = Direction::rising;
};

/// "The lowest since May 2022": in `since` it was at least as low, and in no period between. "The largest deficit since" is
/// that too, and a deficit; "the smallest deficit since" is the highest since.
struct UnmatchedSince {
  Period period;
  Period since;
  Side side = Side::high;
  std::optional<BalanceSide> balance = {};
};

/// "The second highest of the fiscal year", which goes up to `period`.
struct RankInYear {
  Period period;
  std::int64_t rank;
  Side side = Side::high;
};

/// "11.2 million a working day."
struct PerWorkingDay {
  Period period;
  double value;
  double resolution = 0.0;
};

/// "The month had 19 working days."
struct WorkingDayCount {
  Period period;
  std::int64_t days;
};

/// "A quarter of all services": the share of `whole`.
struct Share {
  Period period;
  double value;
  double resolution = 0.0;
  std::optional<Printed> whole = {};
};

/// "Could surpass 4 billion": the total of the fiscal year that ends with `period`; of a rate or an index the mean of that
/// year, of a stock its value at the end.
struct TargetReachable {
  Period period;
  double value;
};

/// A sentence on something else than the series, as on net exports, or of a type that cannot be read; `what` names it.
struct OutOfScope {
  Period period;
  std::string what;
};

/// One of the kinds above: what functions on claims take.
using Claim = std::variant<Level, NewRecord, PreviousRecord, Change, BalanceChange, YearToDate, YearToDateChange,
                           TrailingMean, YearToDateMean, GrowthStreak, UnmatchedSince, RankInYear, PerWorkingDay,
                           WorkingDayCount, Share, TargetReachable, OutOfScope>;

/// The period that a claim is about.
inline Period period_of(const Claim& claim) {
  return std::visit([](const auto& kind) { return kind.period; }, claim);
}

/// The kind of a claim as data files name it: "level", "new_record", "trailing_mean".
inline std::string_view kind_of(const Claim& claim) noexcept {
  constexpr std::string_view names[] = {"level",
                                        "new_record",
                                        "previous_record",
                                        "change",
                                        "balance_change",
                                        "year_to_date",
                                        "year_to_date_change",
                                        "trailing_mean",
                                        "year_to_date_mean",
                                        "growth_streak",
                                        "unmatched_since",
                                        "rank_in_year",
                                        "per_working_day",
                                        "working_day_count",
                                        "share",
                                        "target_reachable",
                                        "out_of_scope"};
  static_assert(std::size(names) == std::variant_size_v<Claim>);
  return names[claim.index()];
}

/// The claim as a phrase: "2024-12 at 12 % on the month".
std::string to_text(const Claim& claim);

}  // namespace HIGHWATER_NAMESPACE::claims
