#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "bulletin/topics/topics.hpp"
#include "highwater/calendar/period_text.hpp"
#include "highwater/growth/growth.hpp"

namespace HIGHWATER_NAMESPACE::bulletin {
using namespace claims;
using namespace wording;
namespace {

/// "The deficit widened by 1.4"; from one sign to another "The balance rose by 3".
std::string balance_moved(const Subject& subject, double before, const Move& move) {
  if (move.value == 0.0) return "Unchanged";
  const double now = subject.value;
  if ((before < 0.0) != (now < 0.0) || before == 0.0 || now == 0.0)
    return std::string("The balance ") + (move.value > 0.0 ? "rose by " : "fell by ") + move.print.text;
  const bool deficit = now < 0.0, wider = deficit == (move.value < 0.0);
  return std::string(deficit ? "The deficit " : "The surplus ") + (wider ? "widened by " : "narrowed by ") +
         move.print.text;
}

/// "The deficit widened by 1.4", as a claim; none from one side of zero to the other.
std::optional<BalanceChange> balance_claim(const Subject& subject, double before, const Move& move, Basis basis) {
  if (subject.measure() != Measure::balance || move.value == 0.0 || before * subject.value <= 0.0) return std::nullopt;
  const bool deficit = subject.value < 0.0, wider = deficit == (move.value < 0.0);
  return BalanceChange{subject.now,
                       std::abs(move.print.value),
                       move.print.resolution,
                       deficit ? BalanceSide::deficit : BalanceSide::surplus,
                       wider ? Direction::rising : Direction::falling,
                       basis};
}

/// The changes of all periods, to see how rare the latest one is. Differences of weeks and days on the year are not ranked.
std::optional<TimeSeries> changes(const Subject& subject, Basis basis) {
  if (changes_in_per_cent(subject.measure()))
    return basis == Basis::period ? growth::period_over_period(subject.series) : growth::year_over_year(subject.series);
  if (basis == Basis::period) return growth::difference(subject.series);
  if (!has_regular_year(subject.series.frequency())) return std::nullopt;
  return growth::difference(subject.series, subject.in_a_year);
}

}  // namespace

std::optional<Statement> change_statement(const Subject& subject, Basis basis) {
  const bool on_year = basis == Basis::year;
  const std::optional<Period> base = on_year ? subject.year_before_now() : subject.now - 1;
  if (!base || *base < subject.series.first()) return std::nullopt;
  const std::optional<Move> move = subject.move(*base, subject.now);
  if (!move) return std::nullopt;

  const std::string words = subject.measure() == Measure::balance ? balance_moved(subject, subject.series[*base], *move)
                                                                  : upper_first(subject.moved(*move));
  const std::string sentence = words + (on_year ? " on the year" : " on the " + subject.step_noun) + ", from " +
                               subject.named(subject.level(*base)) + " " + subject.when_in_words(*base) + ".";
  const auto all = changes(subject, basis);
  std::vector<Claim> claims;
  if (const auto claim = balance_claim(subject, subject.series[*base], *move, basis))
    claims.emplace_back(*claim);
  else
    claims.emplace_back(
        Change{subject.now, move->print.value, move->print.resolution, basis, subject.kind_of_change()});
  claims.emplace_back(subject.level_claim(*base));
  return Statement{on_year ? Topic::year_growth : Topic::period_growth,
                   sentence,
                   subject.formula_of_change(to_string(*base), to_string(subject.now)),
                   {{subject.kind_of_change() == ChangeKind::growth ? "growth" : "change", move->value,
                     subject.quantity_of_change()},
                    subject.observed(subject.now),
                    subject.observed(*base)},
                   std::move(claims),
                   all ? chance_of_change(*all, subject.now) : missing_value};
}

}  // namespace HIGHWATER_NAMESPACE::bulletin
