#include "highwater/bulletin/check.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "claim_text.hpp"
#include "facts.hpp"
#include "highwater/calendar/period_text.hpp"
#include "highwater/calendar/year_before.hpp"
#include "highwater/projection/target.hpp"
#include "wording.hpp"

namespace HIGHWATER_NAMESPACE::bulletin {
namespace {

using highwater::to_string;

/// 3 for what the data confirm most, 0 for what they refute.
int standing_of(Verdict verdict) {
  constexpr int ranks[] = {3, 2, 0, 1};
  return ranks[static_cast<std::size_t>(verdict)];
}
/// Of two things that must both be true.
Verdict both(Verdict a, Verdict b) { return standing_of(a) < standing_of(b) ? a : b; }

Verdict judge(Interval found, Interval claimed) {
  if (within(found, claimed)) return Verdict::certain;
  return overlap(found, claimed) ? Verdict::possible : Verdict::impossible;
}

std::string in_period(const Fact& fact, Period period) { return fact.text + " in " + to_string(period); }

void append(std::vector<Evidence>& to, const Fact& fact) {
  to.insert(to.end(), fact.evidence.begin(), fact.evidence.end());
}

/// A figure of a period, mirrored for records of lows so that the higher one is always the better.
struct Standing {
  Period period;
  Fact fact;
  Interval range;
  double value;
};

/// Periods as far as they are known.
struct Field {
  std::vector<Standing> known;
  std::vector<Period> missing;

  /// The best as printed, the earliest of equals; nullptr if nothing is known.
  const Standing* best() const {
    const auto found = std::max_element(known.begin(), known.end(),
                                        [](const Standing& a, const Standing& b) { return a.value < b.value; });
    return found == known.end() ? nullptr : &*found;
  }
};

std::string gaps_text(const std::vector<Period>& missing) {
  if (missing.size() == 1) return to_string(missing.front()) + " is not known";
  return std::to_string(missing.size()) + " values, from " + to_string(missing.front()) + " on, are not known";
}

/// What a sentence may mean, with what comes out; the formula says what is missing if nothing does.
struct Candidate {
  std::string name;
  std::optional<Fact> result;
  std::string missing = {};
  Verdict at_best = Verdict::certain;
};

std::optional<Fact> change_of(const Fact& x, const Fact& base, Measure measure) {
  Fact change = x - base;  // for the evidence
  if (measure == Measure::difference) {
    change.text = x.text + " - " + base.text;
    return change;
  }
  const std::optional<Interval> quotient = ratio(x.range, base.range);
  if (!quotient) return std::nullopt;
  const Interval one{1.0, 1.0};
  const bool growth = measure == Measure::growth;
  change.value = x.value / base.value - (growth ? 1.0 : 0.0);
  change.range = growth ? *quotient - one : *quotient;
  change.text = x.text + " / " + base.text + (growth ? " - 1" : "");
  return change;
}

std::optional<Fact> mean_of(std::optional<Fact> sum, Period from, Period to) {
  if (!sum) return std::nullopt;
  const auto count = static_cast<double>(to - from + 1);
  sum->value /= count;
  sum->range = (1.0 / count) * sum->range;
  sum->text = "mean of " + to_string(from) + " to " + to_string(to);
  return sum;
}

std::string provenance(const std::vector<Evidence>& evidence) {
  std::string text;
  for (const Evidence& e : evidence) {
    if (e.origin != Origin::later && e.origin != Origin::implied) continue;
    text += text.empty() ? "; " : ", ";
    text += e.first == e.last ? to_string(e.last) : "the total to " + to_string(e.last);
    text += e.origin == Origin::later ? " published later" : " implied by totals";
  }
  return text;
}

/// Checks one claim, one function a kind.
class Checker {
 public:
  Checker(const Facts& facts, const Claim& claim) : facts_(facts), claim_(claim) {}

  Finding operator()(const Level& c) const {
    return figure(c.value, c.resolution, Unit::data, {{"", facts_.at(c.period), unknown(c.period)}});
  }

  Finding operator()(const YearToDate& c) const {
    const std::optional<Fact> total = facts_.year_to_date(c.period);
    std::vector<Candidate> alternatives;
    // A published total may be the claim itself, so the sum is a second opinion.
    if (total && total->evidence.size() == 1 && total->evidence.front().first != total->evidence.front().last)
      if (const std::optional<Fact> sum = facts_.sum(facts_.year_start(c.period), c.period))
        alternatives.push_back({"sum of its periods", sum});
    return figure(c.value, c.resolution, Unit::data, {{"", total, unknown_total(c.period)}}, alternatives);
  }

  Finding operator()(const Change& c) const {
    const std::optional<Fact> x = facts_.at(c.period);
    std::vector<Candidate> readings, alternatives;
    for (const Basis basis : {Basis::period, Basis::year}) {
      if (c.basis && *c.basis != basis) continue;
      const std::string name = c.basis ? "" : basis_text(basis, c.period.frequency());
      const std::optional<Period> base = basis == Basis::period ? std::optional(c.period - 1) : year_before(c.period);
      if (!base) {
        readings.push_back({name, std::nullopt, to_string(c.period) + " has no period a year before"});
        continue;
      }
      compare(c, name, *base, *base, x, facts_.at(*base), facts_.first_print(*base), unknown(c.period), unknown(*base),
              readings, alternatives);
    }
    return figure(c.value, c.resolution, unit_of(c.measure), readings, alternatives);
  }

  Finding operator()(const YearToDateChange& c) const {
    std::vector<Candidate> readings, alternatives;
    const std::optional<Period> base = year_before(c.period);
    if (!base) throw Error(to_string(c.period) + " has no period a year before");
    compare(c, "", facts_.year_start(*base), *base, facts_.year_to_date(c.period), facts_.year_to_date(*base),
            std::nullopt, unknown_total(c.period), unknown_total(*base), readings, alternatives);
    return figure(c.value, c.resolution, unit_of(c.measure), readings, alternatives);
  }

  Finding operator()(const TrailingMean& c) const {
    if (c.length < 1) throw invalid("a mean of " + std::to_string(c.length) + " periods");
    return mean(c, [&c](Period last) { return last - (c.length - 1); });
  }

  Finding operator()(const YearToDateMean& c) const {
    const Period start = facts_.year_start(c.period);
    return mean(c, [start](Period) { return start; });
  }

  Finding operator()(const PerWorkingDay& c) const {
    const std::optional<Fact> x = facts_.at(c.period);
    const auto per_day = [&](std::int64_t days) {
      std::optional<Fact> result = x;
      result->value /= static_cast<double>(days);
      result->range = (1.0 / static_cast<double>(days)) * x->range;
      result->text = x->text + " / " + std::to_string(days) + " working days";
      return result;
    };
    if (!x) return figure(c.value, c.resolution, Unit::data, {{"", x, unknown(c.period)}});
    if (facts_.options().working_days) {
      const std::int64_t days = facts_.options().working_days->count(c.period);
      if (days == 0) return figure(c.value, c.resolution, Unit::data, {{"", std::nullopt, "nobody works in it"}});
      return figure(c.value, c.resolution, Unit::data, {{"", per_day(days)}});
    }
    // Without a calendar any whole number of days is one reading; those that do not fit say nothing.
    std::vector<Candidate> readings;
    const std::int64_t days_at_most = c.period.last_day() - c.period.first_day() + 1;
    for (std::int64_t days = 1; days <= days_at_most; ++days)
      if (std::optional<Fact> result = per_day(days); overlap(result->range, rounded(c.value, c.resolution)))
        readings.push_back({"if it had " + std::to_string(days) + " working days", result, "", Verdict::possible});
    if (readings.empty()) {
      Finding finding = figure(c.value, c.resolution, Unit::data, {{"", per_day(days_at_most)}});
      finding.reason = "no number of working days gives it";
      return finding;
    }
    return figure(c.value, c.resolution, Unit::data, readings);
  }

  Finding operator()(const Share& c) const {
    const std::optional<Fact> x = facts_.at(c.period);
    std::optional<Fact> share;
    if (x && c.whole) share = change_of(*x, printed_fact(c.period, c.period, *c.whole), Measure::ratio);
    return figure(c.value, c.resolution, Unit::fraction,
                  {{"", share, c.whole ? unknown(c.period) : std::string("the whole is not known")}});
  }

  Finding operator()(const WorkingDayCount& c) const {
    if (!facts_.options().working_days) return verdict(Verdict::unknown, "no calendar of working days was given");
    const std::int64_t days = facts_.options().working_days->count(c.period);
    return verdict(days == c.days ? Verdict::certain : Verdict::impossible,
                   to_string(c.period) + " has " + std::to_string(days) + " working days");
  }

  Finding operator()(const OutOfScope& c) const {
    return verdict(Verdict::unknown, "the data say nothing of it (" + c.what + ")");
  }

  Finding operator()(const NewRecord& c) const {
    const std::optional<Fact> x = facts_.at(c.period);
    const Field field = periods(facts_.first(), c.period - 1, c.side);
    const Standing* const best = field.best();
    if (!x) return verdict(Verdict::unknown, unknown(c.period));
    if (!best) return verdict(Verdict::unknown, "nothing was observed before " + to_string(c.period));
    const Standing own = oriented(c.period, *x, c.side);
    Reading reading{"",
                    to_string(c.period) + " against all before",
                    beats(own, field),
                    x->value,
                    x->range,
                    own.value > best->value,
                    x->evidence};
    append(reading.evidence, best->fact);
    std::string reason = x->text;
    if (reading.verdict == Verdict::impossible)
      reason += " did not beat " + in_period(best->fact, best->period);
    else
      reason += " beat the " + side_text(c.side) + " before, " + in_period(best->fact, best->period);
    if (reading.verdict == Verdict::possible)
      reason += field.missing.empty() ? ", but not for all that rounding allows" : "; " + gaps_text(field.missing);
    if (!is_missing(c.value)) {
      const Interval claimed = interval(c.value, c.resolution);
      const Verdict level = judge(x->range, claimed);
      if (level == Verdict::impossible)
        reason = to_string(c.period) + " was " + x->text + ", not " + claimed_text(c.value, c.resolution, Unit::data);
      reading.verdict = both(reading.verdict, level);
      reading.agrees_as_printed = reading.agrees_as_printed && contains(claimed, x->value);
    }
    return single(std::move(reading), reason);
  }

  Finding operator()(const PreviousRecord& c) const {
    facts_.at(c.holder);  // throws if it has another frequency
    require_inside(c.holder);
    if (!(c.holder < c.period))
      throw Error("the previous record of " + to_string(c.period) + " cannot have been set in " + to_string(c.holder));
    const Interval claimed = c.side == Side::high ? interval(c.value, c.resolution) : -interval(c.value, c.resolution);
    const std::optional<Fact> x = facts_.at(c.period);
    const Field field = periods(facts_.first(), c.period - 1, c.side);
    const Standing* const best = field.best();
    if (!best) return verdict(Verdict::unknown, "nothing was observed before " + to_string(c.period));
    const auto holder =
        std::find_if(field.known.begin(), field.known.end(), [&c](const Standing& s) { return s.period == c.holder; });
    const bool held = holder != field.known.end();
    const std::string before = "the record before " + to_string(c.period) + " was ";
    const std::string says = claimed_text(c.value, c.resolution, Unit::data) + " in " + to_string(c.holder);

    Reading reading{"",
                    "the " + side_text(c.side) + " of " + to_string(facts_.first()) + " to " + to_string(c.period - 1),
                    Verdict::impossible,
                    best->fact.value,
                    best->fact.range,
                    false,
                    {}};
    if (x) reading.evidence = x->evidence;
    append(reading.evidence, best->fact);
    if (held && holder->period != best->period) append(reading.evidence, holder->fact);

    if (surely_greater(best->range, claimed))
      return single(std::move(reading), before + in_period(best->fact, best->period) + ", not " + says);
    if (x && !maybe_greater(oriented(c.period, *x, c.side).range, best->range))
      return single(std::move(reading),
                    to_string(c.period) + ", at " + x->text + ", did not beat " + in_period(best->fact, best->period));
    if (held && surely_greater(best->range, holder->range))
      return single(std::move(reading), before + in_period(best->fact, best->period) + ", not that of " +
                                            to_string(c.holder) + ", " + holder->fact.text);
    if (held && !overlap(holder->range, claimed))
      return single(std::move(reading), to_string(c.holder) + " was " + holder->fact.text + ", not " +
                                            claimed_text(c.value, c.resolution, Unit::data));
    if (!held || !x) {
      reading.verdict = Verdict::unknown;
      return single(std::move(reading), "nothing was observed in " + to_string(held ? c.period : c.holder));
    }
    const Standing own = oriented(c.period, *x, c.side);
    reading.agrees_as_printed =
        own.value > best->value && holder->value == best->value && contains(claimed, holder->value);
    reading.verdict = judge(holder->range, claimed);
    for (const Standing& other : field.known)
      if (other.period != c.holder && maybe_greater(other.range, holder->range)) reading.verdict = Verdict::possible;
    if (!field.missing.empty() || !surely_greater(own.range, holder->range)) reading.verdict = Verdict::possible;
    if (!field.missing.empty())
      return single(std::move(reading), "the " + side_text(c.side) + " observed value before " + to_string(c.period) +
                                            " was " + in_period(best->fact, best->period) +
                                            ", but some values are missing");
    return single(std::move(reading), before + says);
  }

  Finding operator()(const UnmatchedSince& c) const {
    if (!(c.since < c.period))
      throw Error(to_string(c.period) + " cannot be the " + side_text(c.side) + " since " + to_string(c.since));
    const std::optional<Fact> x = facts_.at(c.period), then = facts_.at(c.since);
    if (!x || !then) return verdict(Verdict::unknown, unknown(x ? c.since : c.period));
    const Standing own = oriented(c.period, *x, c.side), earlier = oriented(c.since, *then, c.side);
    const Field between = periods(c.since + 1, c.period - 1, c.side);
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
      append(reading.evidence, rival->fact);
      const Verdict unmatched = beats(own, between);
      if (unmatched == Verdict::impossible)
        reason = in_period(rival->fact, rival->period) + " was at least as " + (c.side == Side::high ? "high" : "low");
      else if (reading.verdict != Verdict::impossible)
        reason += ", and nothing between was at least as " + std::string(c.side == Side::high ? "high" : "low");
      reading.verdict = both(reading.verdict, unmatched);
    } else if (!between.missing.empty()) {
      reading.verdict = both(reading.verdict, Verdict::possible);
    }
    if (!between.missing.empty() && reading.verdict != Verdict::impossible) reason += "; " + gaps_text(between.missing);
    return single(std::move(reading), reason);
  }

  Finding operator()(const RankInYear& c) const {
    if (c.rank < 1) throw invalid("rank " + std::to_string(c.rank));
    const std::optional<Fact> x = facts_.at(c.period);
    if (!x) return verdict(Verdict::unknown, unknown(c.period));
    const Standing own = oriented(c.period, *x, c.side);
    const Field field = periods(facts_.year_start(c.period), c.period - 1, c.side);
    std::int64_t best = 1, worst = 1 + static_cast<std::int64_t>(field.missing.size()), printed = 1;
    Reading reading{
        "",         "rank from " + to_string(facts_.year_start(c.period)) + " on", Verdict::possible, 0.0, {}, false,
        x->evidence};
    std::string above;
    for (const Standing& other : field.known) {
      best += surely_greater(other.range, own.range) ? 1 : 0;
      worst += maybe_greater(other.range, own.range) ? 1 : 0;
      if (!(other.value > own.value)) continue;
      ++printed;
      append(reading.evidence, other.fact);
      above += (above.empty() ? ", after " : ", ") + in_period(other.fact, other.period);
    }
    if (best == c.rank && worst == c.rank) reading.verdict = Verdict::certain;
    if (c.rank < best || c.rank > worst) reading.verdict = Verdict::impossible;
    reading.value = static_cast<double>(printed);
    reading.range = {static_cast<double>(best), static_cast<double>(worst)};
    reading.agrees_as_printed = printed == c.rank;
    std::string reason = x->text + " was the " + (printed == 1 ? "" : ordinal(printed) + " ") + side_text(c.side) +
                         " of the fiscal year" + above;
    if (!field.missing.empty()) reason += "; " + gaps_text(field.missing);
    return single(std::move(reading), reason);
  }

  Finding operator()(const GrowthStreak& c) const {
    if (c.length < 1) throw invalid("a streak of " + std::to_string(c.length) + " periods");
    Finding finding{claim_, Verdict::unknown, "", {}};
    if (c.first && *c.first != c.period - (c.length - 1)) {
      finding.verdict = Verdict::impossible;
      finding.reason = counted(c.length, c.period.frequency()) + " up to " + to_string(c.period) + " begin in " +
                       to_string(c.period - (c.length - 1)) + ", not in " + to_string(*c.first);
      return finding;
    }
    for (const Basis basis : {Basis::year, Basis::period})
      for (const Ties ties : {Ties::strict, Ties::weak})
        if ((!c.basis || *c.basis == basis) && (!c.ties || *c.ties == ties)) {
          Reading reading = streak(c, basis, ties);
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

  Finding operator()(const TargetReachable& c) const {
    const Period start = facts_.year_start(c.period);
    if (c.period != facts_.options().fiscal_year.last(facts_.options().fiscal_year.of(c.period), c.period.frequency()))
      throw Error("a target is for a fiscal year, and none ends with " + to_string(c.period));
    if (const std::optional<Fact> total = facts_.year_to_date(c.period)) {
      const Interval beyond{c.value};
      Reading reading{"",
                      total->text,
                      judge(total->range, beyond),
                      total->value,
                      total->range,
                      total->value >= c.value,
                      total->evidence};
      return single(std::move(reading), "the year came to " + computed_text(total->value, 0.0, Unit::data));
    }
    const TimeSeries series = facts_.known_series();
    Period latest = series.first();
    for (const auto [period, value] : series)
      if (!is_missing(value)) latest = period;
    const std::optional<Fact> so_far =
        latest >= start && latest < c.period ? facts_.year_to_date(latest) : std::nullopt;
    if (!so_far) return verdict(Verdict::unknown, "the total of the fiscal year so far is not known");
    TargetOutlook outlook{};
    try {
      const SeriesView seen = series.slice(series.first(), latest);
      const projection::Options ahead{.periods = c.period - latest};
      outlook = projection::target(seen, projection::project(seen, projection::Exponential{}, ahead),
                                   facts_.options().fiscal_year, c.value);
    } catch (const Error& error) {
      return verdict(Verdict::unknown, std::string("no projection: ") + error.what());
    }
    if (is_missing(outlook.probability))
      return verdict(Verdict::unknown, "the total of the fiscal year so far is not known");
    Reading reading{"",
                    "probability under an exponential trend",
                    Verdict::possible,
                    outlook.probability,
                    {0.0, 1.0},
                    outlook.probability >= 0.5,
                    so_far->evidence};
    return single(std::move(reading), "probability " + percent(outlook.probability) + " under an exponential trend; " +
                                          plain(so_far->value) + " to " + to_string(latest) + ", " +
                                          computed_text(outlook.required_per_period, 1.0, Unit::data) + " a " +
                                          period_noun(c.period.frequency()) + " still needed");
  }

  void require_inside(Period period) const {
    if (period < facts_.first() || facts_.last() < period)
      throw Error(to_string(period) + " lies outside the data, " + to_string(facts_.first()) + " to " +
                  to_string(facts_.last()));
  }

 private:
  Error invalid(const std::string& what) const { return Error("a claim cannot be about " + what); }

  Interval interval(double value, double resolution) const {
    if (!(resolution >= 0.0) || std::isinf(resolution))
      throw Error("the resolution of a claimed figure cannot be " + plain(resolution));
    if (!std::isfinite(value)) throw Error("a claimed figure cannot be " + plain(value));
    return rounded(value, resolution);
  }

  std::string unknown(Period period) const { return to_string(period) + " is not known"; }
  std::string unknown_total(Period period) const {
    return "the total of " + to_string(facts_.year_start(period)) + " to " + to_string(period) + " is not known";
  }

  Finding verdict(Verdict verdict, std::string reason) const { return {claim_, verdict, std::move(reason), {}}; }
  Finding single(Reading reading, std::string reason) const {
    reason += provenance(reading.evidence);
    const Verdict verdict = reading.verdict;
    return {claim_, verdict, std::move(reason), {std::move(reading)}};
  }

  /// Puts the best reading first and takes its verdict.
  static void settle(Finding& finding) {
    std::stable_sort(finding.readings.begin(), finding.readings.end(), [](const Reading& a, const Reading& b) {
      const int x = standing_of(a.verdict), y = standing_of(b.verdict);
      return x != y ? x > y : a.agrees_as_printed && !b.agrees_as_printed;
    });
    finding.verdict = finding.readings.front().verdict;
  }

  static Standing oriented(Period period, const Fact& fact, Side side) {
    return side == Side::high ? Standing{period, fact, fact.range, fact.value}
                              : Standing{period, fact, -fact.range, -fact.value};
  }
  Field periods(Period from, Period to, Side side) const {
    Field field;
    for (Period p = from; p <= to; ++p)
      if (std::optional<Fact> fact = facts_.at(p))
        field.known.push_back(oriented(p, *fact, side));
      else
        field.missing.push_back(p);
    return field;
  }
  /// Whether a value is greater than all of a field.
  static Verdict beats(const Standing& own, const Field& field) {
    Verdict verdict = field.missing.empty() ? Verdict::certain : Verdict::possible;
    for (const Standing& other : field.known) {
      if (!maybe_greater(own.range, other.range)) return Verdict::impossible;
      if (!surely_greater(own.range, other.range)) verdict = Verdict::possible;
    }
    return verdict;
  }

  /// Readings of a change: with the base that the sentence prints, or else with the base as known and as first printed.
  template <class Kind>
  void compare(const Kind& c, const std::string& name, Period base_first, Period base_last,
               const std::optional<Fact>& x, const std::optional<Fact>& known, const std::optional<Fact>& first_print,
               const std::string& missing, const std::string& missing_base, std::vector<Candidate>& readings,
               std::vector<Candidate>& alternatives) const {
    const auto candidate = [&](const std::string& which, const std::optional<Fact>& base, Verdict at_best) {
      if (!x || !base) return Candidate{which, std::nullopt, x ? missing_base : missing};
      return Candidate{which, change_of(*x, *base, c.measure), "the base is not positive", at_best};
    };
    if (c.base) {
      interval(c.base->value, c.base->resolution);  // throws if it cannot be
      const Fact printed = printed_fact(base_first, base_last, *c.base);
      readings.push_back(candidate(name, printed, Verdict::certain));
      if (known && known->value != printed.value)
        alternatives.push_back(candidate("with the base as known", known, Verdict::certain));
    } else {
      readings.push_back(candidate(name, known, Verdict::certain));
      if (first_print)
        readings.push_back(candidate(name + (name.empty() ? "" : ", ") + "with the first print of the base",
                                     first_print, Verdict::possible));
    }
  }

  template <class Kind, class From>
  Finding mean(const Kind& c, From from) const {
    std::vector<Candidate> readings;
    for (const Window window : {Window::including, Window::before}) {
      if (c.window && *c.window != window) continue;
      const Period last = window == Window::including ? c.period : c.period - 1;
      const Period first = from(last);
      const std::string name = !c.window ? window == Window::including ? "including the period" : "before it" : "";
      if (last < first) continue;  // nothing is before the first period of a fiscal year
      readings.push_back({name, mean_of(facts_.sum(first, last), first, last),
                          "not all of " + to_string(first) + " to " + to_string(last) + " is known"});
    }
    if (readings.empty()) return verdict(Verdict::unknown, "the fiscal year has no period before");
    return figure(c.value, c.resolution, Unit::data, readings);
  }

  Reading streak(const GrowthStreak& c, Basis basis, Ties ties) const {
    // Growth of a period in this reading: certain, possible, impossible, or unknown; and as printed.
    struct Step {
      Verdict grew = Verdict::unknown;
      bool as_printed = false;
      std::vector<Evidence> evidence;
    };
    const auto step = [&](Period p) {
      Step found;
      const std::optional<Period> base = basis == Basis::period ? std::optional(p - 1) : year_before(p);
      const std::optional<Fact> x = facts_.at(p), y = base ? facts_.at(*base) : std::nullopt;
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
    for (Period p = c.period; p >= facts_.first(); --p) {
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

  /// The finding on a claimed figure, given what each reading makes of it.
  Finding figure(double value, double resolution, Unit unit, const std::vector<Candidate>& candidates,
                 const std::vector<Candidate>& alternatives = {}) const {
    const Interval claimed = interval(value, resolution);
    const auto read = [](const Candidate& candidate, Interval target) {
      if (!candidate.result)
        return Reading{candidate.name, candidate.missing, Verdict::unknown, missing_value, {}, false, {}};
      const Fact& fact = *candidate.result;
      Verdict verdict = judge(fact.range, target);
      if (verdict == Verdict::certain) verdict = candidate.at_best;
      return Reading{candidate.name, fact.text, verdict, fact.value, fact.range, contains(target, fact.value),
                     fact.evidence};
    };
    Finding finding{claim_, Verdict::unknown, "", {}};
    for (const Candidate& candidate : candidates) finding.readings.push_back(read(candidate, claimed));
    for (const Candidate& candidate : alternatives) finding.alternatives.push_back(read(candidate, claimed));
    settle(finding);
    if (finding.verdict == Verdict::impossible && resolution > 0.0) {
      for (Candidate candidate : candidates) {
        candidate.at_best = Verdict::possible;
        candidate.name += std::string(candidate.name.empty() ? "" : ", ") + "truncated instead of rounded";
        Reading reading = read(candidate, truncated(value, resolution));
        if (standing_of(reading.verdict) > 1) finding.readings.push_back(std::move(reading));
      }
      settle(finding);
    }
    const auto describe = [&](const Reading& reading) {
      std::string text = reading.name.empty() ? "" : reading.name + ": ";
      if (is_missing(reading.value)) return text + reading.formula;
      const std::string number = computed_text(reading.value, resolution, unit);
      text += reading.formula == number ? number : reading.formula + " = " + number;
      const std::string range = range_text(reading.range, resolution, unit);
      return text + (range.empty() ? "" : " " + range);
    };
    finding.reason = describe(finding.readings.front()) + provenance(finding.readings.front().evidence);
    const auto add = [&](const Reading& reading) {
      finding.reason += "; " + describe(reading) + ": " + std::string(to_string(reading.verdict));
    };
    std::for_each(finding.readings.begin() + 1, finding.readings.end(), add);
    std::for_each(finding.alternatives.begin(), finding.alternatives.end(), add);
    return finding;
  }

  const Facts& facts_;
  const Claim& claim_;
};

Finding check(const Facts& facts, const Claim& claim) {
  const Checker checker(facts, claim);
  const bool anywhere = std::holds_alternative<TargetReachable>(claim) || std::holds_alternative<OutOfScope>(claim);
  if (!anywhere) checker.require_inside(period_of(claim));
  return std::visit(checker, claim);
}

}  // namespace

std::string_view to_string(Verdict verdict) noexcept {
  constexpr std::string_view names[] = {"certain", "possible", "impossible", "unknown"};
  return names[static_cast<std::size_t>(verdict)];
}

std::string_view to_string(Origin origin) noexcept {
  constexpr std::string_view names[] = {"given", "printed", "known", "first print", "later", "implied"};
  return names[static_cast<std::size_t>(origin)];
}

Finding check(SeriesView series, const Claim& claim, const CheckOptions& options) {
  return check(Facts(series, options), claim);
}

Finding check(const Vintages& vintages, const Claim& claim, Period as_of, const CheckOptions& options) {
  return check(Facts(vintages, as_of, options), claim);
}

std::string to_text(const Finding& finding) { return std::string(to_string(finding.verdict)) + ": " + finding.reason; }

}  // namespace HIGHWATER_NAMESPACE::bulletin
