#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "claims/checking.hpp"
#include "claims/claim_text.hpp"
#include "claims/wording.hpp"
#include "highwater/calendar/period_text.hpp"
#include "highwater/calendar/year_before.hpp"

namespace HIGHWATER_NAMESPACE::claims {
using namespace wording;
namespace {

using highwater::to_string;

std::string in_period(const Fact& fact, Period period) { return fact.text + " in " + to_string(period); }

/// A figure of a period, mirrored for records of lows so that the higher one is always the better.
struct Standing {
  Period period;
  const Fact* fact;
  Interval range;
  double value;
};

/// Periods as far as they are known.
struct Field {
  std::vector<Standing> known;
  std::vector<Period> missing;

  /// The best as printed, the earliest of equals; nullptr if nothing is known.
  const Standing* best() const {
    return highest([](const Standing& standing) { return standing.value; });
  }
  /// The one that is best beyond rounding: what it does not refute, none does.
  const Standing* surest() const {
    return highest([](const Standing& standing) { return standing.range.low; });
  }

 private:
  template <class Key>
  const Standing* highest(Key key) const {
    const auto found = std::max_element(known.begin(), known.end(),
                                        [key](const Standing& a, const Standing& b) { return key(a) < key(b); });
    return found == known.end() ? nullptr : &*found;
  }
};

std::string gaps_text(const std::vector<Period>& missing) {
  if (missing.size() == 1) return to_string(missing.front()) + " is not known";
  return std::to_string(missing.size()) + " values, from " + to_string(missing.front()) + " on, are not known";
}

Standing oriented(Period period, const Fact& fact, Side side) {
  return side == Side::high ? Standing{period, &fact, fact.range, fact.value}
                            : Standing{period, &fact, -fact.range, -fact.value};
}

Field periods(const Facts& facts, Period from, Period to, Side side) {
  Field field;
  for (Period p = from; p <= to; ++p)
    if (const std::optional<Fact>& fact = facts.at(p))
      field.known.push_back(oriented(p, *fact, side));
    else
      field.missing.push_back(p);
  return field;
}

/// Whether a value is greater than all of a field.
Verdict beats(const Standing& own, const Field& field) {
  Verdict verdict = field.missing.empty() ? Verdict::certain : Verdict::possible;
  for (const Standing& other : field.known) {
    if (!maybe_greater(own.range, other.range)) return Verdict::impossible;
    if (!surely_greater(own.range, other.range)) verdict = Verdict::possible;
  }
  return verdict;
}

Reading streak(const Facts& facts, const GrowthStreak& c, Basis basis, Ties ties) {
  // Growth of a period in this reading: certain, possible, impossible, or unknown; and as printed.
  struct Step {
    Verdict grew = Verdict::unknown;
    bool as_printed = false;
    std::vector<Evidence> evidence;
  };
  const auto step = [&](Period p) {
    Step found;
    const std::optional<Period> base = basis == Basis::period ? std::optional(p - 1) : year_before(p);
    const std::optional<Fact> none, &x = facts.at(p), &y = base ? facts.at(*base) : none;
    if (!x || !y) return found;
    const bool rising = c.direction == Direction::rising;
    const Fact &high = rising ? *x : *y, &low = rising ? *y : *x;
    if (ties == Ties::strict) {
      found.grew = surely_greater(high.range, low.range)   ? Verdict::certain
                   : !maybe_greater(high.range, low.range) ? Verdict::impossible
                                                           : Verdict::possible;
      found.as_printed = high.value > low.value;
    } else {
      found.grew = !maybe_greater(low.range, high.range)   ? Verdict::certain
                   : surely_greater(low.range, high.range) ? Verdict::impossible
                                                           : Verdict::possible;
      found.as_printed = high.value >= low.value;
    }
    append(found.evidence, *x);
    append(found.evidence, *y);
    return found;
  };
  const std::string noun = ties == Ties::strict ? "" : ", no change counted as growth";
  Reading reading{basis_text(basis, c.period.frequency()) + noun,
                  "periods of growth in a row up to " + to_string(c.period),
                  Verdict::certain,
                  0.0,
                  {},
                  false,
                  {}};
  std::int64_t printed = 0, sure = 0, at_most = 0;
  bool printed_goes_on = true, sure_goes_on = true;
  for (Period p = c.period; p >= facts.first(); --p) {
    const Step s = step(p);
    if (s.grew == Verdict::impossible || s.grew == Verdict::unknown) {
      if (s.grew == Verdict::unknown && at_most < c.length) reading.verdict = Verdict::unknown;
      if (s.grew == Verdict::unknown && at_most == c.length) reading.verdict = Verdict::possible;
      if (at_most <= c.length) reading.evidence.insert(reading.evidence.end(), s.evidence.begin(), s.evidence.end());
      break;
    }
    if (at_most <= c.length) reading.evidence.insert(reading.evidence.end(), s.evidence.begin(), s.evidence.end());
    printed_goes_on = printed_goes_on && s.as_printed;
    sure_goes_on = sure_goes_on && s.grew == Verdict::certain;
    if (at_most == c.length && s.grew == Verdict::certain) reading.verdict = Verdict::impossible;
    ++at_most;
    printed += printed_goes_on ? 1 : 0;
    sure += sure_goes_on ? 1 : 0;
  }
  if (at_most < c.length && reading.verdict != Verdict::unknown) reading.verdict = Verdict::impossible;
  if (reading.verdict == Verdict::certain && (at_most != c.length || sure != c.length))
    reading.verdict = Verdict::possible;
  reading.value = static_cast<double>(printed);
  reading.range = {static_cast<double>(sure), static_cast<double>(at_most)};
  reading.agrees_as_printed = printed == c.length;
  return reading;
}

}  // namespace

Finding check_kind(const Facts& facts, const NewRecord& c) {
  const std::optional<Fact>& x = facts.at(c.period);
  const Field field = periods(facts, facts.first(), c.period - 1, c.side);
  const Standing* const best = field.best();
  if (!x) return verdict_on(c, Verdict::unknown, unknown(c.period));
  if (!best) return verdict_on(c, Verdict::unknown, "nothing was observed before " + to_string(c.period));
  const Standing own = oriented(c.period, *x, c.side);
  Reading reading{"",
                  to_string(c.period) + " against all before",
                  beats(own, field),
                  x->value,
                  x->range,
                  own.value > best->value,
                  x->evidence};
  append(reading.evidence, *(reading.verdict == Verdict::impossible ? field.surest() : best)->fact);
  std::string reason = x->text;
  if (reading.verdict == Verdict::impossible)
    reason += " did not beat " + in_period(*field.surest()->fact, field.surest()->period);
  else
    reason += " beat the " + side_text(c.side) + " before, " + in_period(*best->fact, best->period);
  if (reading.verdict == Verdict::possible)
    reason += field.missing.empty() ? ", but not for all that rounding allows" : "; " + gaps_text(field.missing);
  if (!is_missing(c.value)) {
    const Interval claimed = claimed_interval(c.value, c.resolution);
    const Verdict level = judge(x->range, claimed);
    if (level == Verdict::impossible)
      reason = to_string(c.period) + " was " + x->text + ", not " + claimed_text(c.value, c.resolution, Unit::data);
    reading.verdict = both(reading.verdict, level);
    reading.agrees_as_printed = reading.agrees_as_printed && contains(claimed, x->value);
  }
  return single(c, std::move(reading), reason);
}

Finding check_kind(const Facts& facts, const PreviousRecord& c) {
  facts.at(c.holder);  // throws if it has another frequency
  require_inside(facts, c.holder);
  if (!(c.holder < c.period))
    throw Error("the previous record of " + to_string(c.period) + " cannot have been set in " + to_string(c.holder));
  const Interval claimed =
      c.side == Side::high ? claimed_interval(c.value, c.resolution) : -claimed_interval(c.value, c.resolution);
  const std::optional<Fact>& x = facts.at(c.period);
  const Field field = periods(facts, facts.first(), c.period - 1, c.side);
  const Standing* const best = field.best();
  if (!best) return verdict_on(c, Verdict::unknown, "nothing was observed before " + to_string(c.period));
  const auto holder =
      std::find_if(field.known.begin(), field.known.end(), [&c](const Standing& s) { return s.period == c.holder; });
  const bool held = holder != field.known.end();
  const std::string before = "the record before " + to_string(c.period) + " was ";
  const std::string says = claimed_text(c.value, c.resolution, Unit::data) + " in " + to_string(c.holder);

  const Standing& rival = *field.surest();
  Reading reading{"",
                  "the " + side_text(c.side) + " of " + to_string(facts.first()) + " to " + to_string(c.period - 1),
                  Verdict::impossible,
                  rival.fact->value,
                  rival.fact->range,
                  false,
                  {}};
  if (x) reading.evidence = x->evidence;
  append(reading.evidence, *rival.fact);
  if (held && holder->period != rival.period) append(reading.evidence, *holder->fact);

  if (surely_greater(rival.range, claimed))
    return single(c, std::move(reading), before + in_period(*rival.fact, rival.period) + ", not " + says);
  if (x && !maybe_greater(oriented(c.period, *x, c.side).range, rival.range))
    return single(c, std::move(reading),
                  to_string(c.period) + ", at " + x->text + ", did not beat " + in_period(*rival.fact, rival.period));
  if (held && surely_greater(rival.range, holder->range))
    return single(c, std::move(reading),
                  before + in_period(*rival.fact, rival.period) + ", not that of " + to_string(c.holder) + ", " +
                      holder->fact->text);
  if (held && !overlap(holder->range, claimed))
    return single(c, std::move(reading),
                  to_string(c.holder) + " was " + holder->fact->text + ", not " +
                      claimed_text(c.value, c.resolution, Unit::data));
  if (!held || !x) {
    reading.verdict = Verdict::unknown;
    return single(c, std::move(reading), "nothing was observed in " + to_string(held ? c.period : c.holder));
  }
  const Standing own = oriented(c.period, *x, c.side);
  reading.agrees_as_printed =
      own.value > best->value && holder->value == best->value && contains(claimed, holder->value);
  reading.verdict = judge(holder->range, claimed);
  for (const Standing& other : field.known)
    if (other.period != c.holder && maybe_greater(other.range, holder->range)) reading.verdict = Verdict::possible;
  if (!field.missing.empty() || !surely_greater(own.range, holder->range)) reading.verdict = Verdict::possible;
  if (!field.missing.empty())
    return single(c, std::move(reading),
                  "the " + side_text(c.side) + " observed value before " + to_string(c.period) + " was " +
                      in_period(*best->fact, best->period) + ", but some values are missing");
  return single(c, std::move(reading), before + says);
}

Finding check_kind(const Facts& facts, const UnmatchedSince& c) {
  if (!(c.since < c.period))
    throw Error(to_string(c.period) + " cannot be the " + side_text(c.side) + " since " + to_string(c.since));
  const std::optional<Fact>& x = facts.at(c.period);
  const std::optional<Fact>& then = facts.at(c.since);
  if (!x || !then) return verdict_on(c, Verdict::unknown, unknown(x ? c.since : c.period));
  const Standing own = oriented(c.period, *x, c.side), earlier = oriented(c.since, *then, c.side);
  const Field between = periods(facts, c.since + 1, c.period - 1, c.side);
  Reading reading{"",
                  to_string(c.period) + " against " + to_string(c.since) + " and all between",
                  Verdict::certain,
                  x->value,
                  x->range,
                  own.value <= earlier.value,
                  x->evidence};
  append(reading.evidence, *then);
  std::string reason = x->text + " against " + in_period(*then, c.since);
  if (surely_greater(own.range, earlier.range)) {
    reading.verdict = Verdict::impossible;
    reason = in_period(*then, c.since) + " does not reach " + x->text;
  } else if (maybe_greater(own.range, earlier.range)) {
    reading.verdict = Verdict::possible;
  }
  const Standing* const rival = between.best();
  const bool best_between = !rival || own.value > rival->value;
  reading.agrees_as_printed = reading.agrees_as_printed && best_between;
  if (rival) {
    append(reading.evidence, *rival->fact);
    const Verdict unmatched = beats(own, between);
    if (unmatched == Verdict::impossible)
      reason = in_period(*rival->fact, rival->period) + " was at least as " + (c.side == Side::high ? "high" : "low");
    else if (reading.verdict != Verdict::impossible)
      reason += ", and nothing between was at least as " + std::string(c.side == Side::high ? "high" : "low");
    reading.verdict = both(reading.verdict, unmatched);
  } else if (!between.missing.empty()) {
    reading.verdict = both(reading.verdict, Verdict::possible);
  }
  if (!between.missing.empty() && reading.verdict != Verdict::impossible) reason += "; " + gaps_text(between.missing);
  return single(c, std::move(reading), reason);
}

Finding check_kind(const Facts& facts, const RankInYear& c) {
  if (c.rank < 1) throw Error("a claim cannot be about rank " + std::to_string(c.rank));
  const std::optional<Fact>& x = facts.at(c.period);
  if (!x) return verdict_on(c, Verdict::unknown, unknown(c.period));
  const Standing own = oriented(c.period, *x, c.side);
  const Field field = periods(facts, facts.year_start(c.period), c.period - 1, c.side);
  std::int64_t best = 1, worst = 1 + static_cast<std::int64_t>(field.missing.size()), printed = 1;
  Reading reading{
      "", "rank from " + to_string(facts.year_start(c.period)) + " on", Verdict::possible, 0.0, {}, false, x->evidence};
  std::string above;
  for (const Standing& other : field.known) {
    best += surely_greater(other.range, own.range) ? 1 : 0;
    worst += maybe_greater(other.range, own.range) ? 1 : 0;
    if (!(other.value > own.value)) continue;
    ++printed;
    append(reading.evidence, *other.fact);
    above += (above.empty() ? ", after " : ", ") + in_period(*other.fact, other.period);
  }
  if (best == c.rank && worst == c.rank) reading.verdict = Verdict::certain;
  if (c.rank < best || c.rank > worst) reading.verdict = Verdict::impossible;
  reading.value = static_cast<double>(printed);
  reading.range = {static_cast<double>(best), static_cast<double>(worst)};
  reading.agrees_as_printed = printed == c.rank;
  std::string reason = x->text + " was the " + (printed == 1 ? "" : ordinal(printed) + " ") + side_text(c.side) +
                       " of the fiscal year" + above;
  if (!field.missing.empty()) reason += "; " + gaps_text(field.missing);
  return single(c, std::move(reading), reason);
}

Finding check_kind(const Facts& facts, const GrowthStreak& c) {
  const std::int64_t length = claimed_length(c.length, "a streak");
  Finding finding{c, Verdict::unknown, "", {}};
  if (c.first && *c.first != c.period - (length - 1)) {
    finding.verdict = Verdict::impossible;
    finding.reason = counted(length, c.period.frequency()) + " up to " + to_string(c.period) + " begin in " +
                     to_string(c.period - (length - 1)) + ", not in " + to_string(*c.first);
    return finding;
  }
  for (const Basis basis : {Basis::year, Basis::period})
    for (const Ties ties : {Ties::strict, Ties::weak})
      if ((!c.basis || *c.basis == basis) && (!c.ties || *c.ties == ties)) {
        Reading reading = streak(facts, c, basis, ties);
        // Where nothing is equal, the two are one.
        const bool same = !finding.readings.empty() && ties == Ties::weak && !c.ties &&
                          finding.readings.back().value == reading.value;
        if (!same) finding.readings.push_back(std::move(reading));
      }
  settle(finding);
  const Reading& best = finding.readings.front();
  for (const Reading& reading : finding.readings) {
    finding.reason += (finding.reason.empty() ? "" : "; ") + reading.name + " " +
                      counted(static_cast<std::int64_t>(reading.value), c.period.frequency());
    if (&reading != &best) finding.reason += ": " + std::string(to_string(reading.verdict));
  }
  if (best.verdict == Verdict::possible && best.agrees_as_printed)
    finding.reason += "; as printed, though rounding allows another length";
  finding.reason += provenance(best.evidence);
  return finding;
}

}  // namespace HIGHWATER_NAMESPACE::claims
