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
  const std::string sentence = words + (on_year ? " on the year" : " on the " + subject.noun) + ", from " +
                               subject.named(subject.level(*base)) + " " + subject.when_in_words(*base) + ".";
  const auto all = changes(subject, basis);
  return Statement{on_year ? Topic::year_growth : Topic::period_growth,
                   sentence,
                   subject.formula_of_change(to_string(*base), to_string(subject.now)),
                   {{subject.kind_of_change() == ChangeKind::growth ? "growth" : "change", move->value,
                     subject.quantity_of_change()},
                    subject.observed(subject.now),
                    subject.observed(*base)},
                   {Change{subject.now, move->print.value, move->print.resolution, basis, subject.kind_of_change()},
                    subject.level_claim(*base)},
                   all ? chance_of_change(*all, subject.now) : missing_value};
}

}  // namespace HIGHWATER_NAMESPACE::bulletin
