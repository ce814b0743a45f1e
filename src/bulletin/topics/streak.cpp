#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "bulletin/topics/topics.hpp"
#include "highwater/calendar/period_text.hpp"
#include "highwater/growth/growth.hpp"
#include "highwater/records/streaks.hpp"

namespace HIGHWATER_NAMESPACE::bulletin {
using namespace claims;
using namespace wording;
namespace {

/// A streak of differences, which are known wherever both values are, whatever their signs.
struct Found {
  Streak streak;
  Direction direction;
};

Found found_in(const Subject& subject, std::int64_t lag) {
  const TimeSeries differences = growth::difference(subject.series, lag);
  const Streak rising = records::current_streak(differences);
  if (rising.length > 0) return {rising, Direction::rising};
  return {records::current_streak(differences, {.direction = Direction::falling}), Direction::falling};
}

/// "growth" where it can be measured in per cent, "increase" of anything else.
std::string kind_of(const Subject& subject, Direction direction, bool positive) {
  const bool rising = direction == Direction::rising;
  if (subject.measure() == Measure::flow && positive) return rising ? "growth" : "decline";
  return rising ? "increase" : "decrease";
}

}  // namespace

std::optional<Statement> streak_statement(const Subject& subject, Basis basis) {
  const bool on_year = basis == Basis::year;
  if (on_year && !has_regular_year(subject.series.frequency())) return std::nullopt;
  const std::int64_t lag = on_year ? subject.in_a_year : 1;
  const Found found = found_in(subject, lag);
  const Streak& streak = found.streak;
  if (streak.length < 2) return std::nullopt;

  const Period base = streak.first - lag;
  const SeriesView spanned = subject.series.slice(base, subject.now);
  const bool positive = core::find_first_not_positive(spanned.values().data(), spanned.size()) == core::not_found;
  const std::string on = on_year ? "on the year" : "on the " + subject.step_noun;
  const std::string kind = kind_of(subject, found.direction, positive);
  const GrowthStreak claim{subject.now, streak.length, streak.first, basis, Ties::strict, found.direction};
  std::string sentence = upper_first(ordinal(streak.length)) + " " + subject.noun + " of " + kind + " " + on +
                         " in a row, since " + subject.in_words(streak.first);
  const bool in_per_cent = changes_in_per_cent(subject.measure()) && positive;
  const auto change = [&](Period period) {
    const double from = subject.series[period - lag], to = subject.series[period];
    return in_per_cent ? Figure{to_string(period), core::growth_of(to, from, BasePolicy::positive), Quantity::fraction}
                       : Figure{to_string(period), core::finite_or_missing(to - from), Quantity::total};
  };
  std::vector<Figure> figures = {{"length", static_cast<double>(streak.length), Quantity::count}, change(streak.first)};
  if (streak.bounded_by_missing) {
    sentence += "; nothing is known of the " + subject.noun + " before, so it may be longer";
  } else {
    sentence += subject.caveat(claim);
    figures.push_back(change(streak.first - 1));
  }
  const double spans = static_cast<double>(streak.length) / static_cast<double>(on_year ? subject.in_a_year : 1);
  return Statement{on_year ? Topic::year_streak : Topic::period_streak,
                   sentence + ".",
                   "consecutive " + subject.noun + "s with " + kind + " " + on + ", " + to_string(streak.first) +
                       " to " + to_string(subject.now),
                   std::move(figures),
                   {claim},
                   std::exp2(-spans)};
}

}  // namespace HIGHWATER_NAMESPACE::bulletin
