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

/// What a sentence may mean, with what comes out; the formula says what is missing if nothing does.
struct Candidate {
  std::string name;
  std::optional<Fact> result;
  std::string missing = {};
  Verdict at_best = Verdict::certain;
};

/// Of two negative figures, as deficits are, the change is that of their sizes.
std::optional<Fact> change_of(Fact x, Fact base, ChangeKind measure) {
  if (measure != ChangeKind::difference && x.range.high < 0.0 && base.range.high < 0.0)
    for (Fact* const fact : {&x, &base}) {
      fact->value = -fact->value;
      fact->range = -fact->range;
    }
  Fact change = x - base;  // for the evidence
  if (measure == ChangeKind::difference) {
    change.text = x.text + " - " + base.text;
    return change;
  }
  const std::optional<Interval> quotient = ratio(x.range, base.range);
  if (!quotient) return std::nullopt;
  const Interval one{1.0, 1.0};
  const bool growth = measure == ChangeKind::growth;
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

std::string unknown_total(const Facts& facts, Period period) {
  return "the total of " + to_string(facts.year_start(period)) + " to " + to_string(period) + " is not known";
}

/// The finding on a claimed figure, given what each reading makes of it.
Finding figure_finding(const Claim& claim, double value, double resolution, Unit unit,
                       const std::vector<Candidate>& candidates, const std::vector<Candidate>& alternatives = {}) {
  const Interval claimed = claimed_interval(value, resolution);
  const auto read = [](const Candidate& candidate, Interval target) {
    if (!candidate.result)
      return Reading{candidate.name, candidate.missing, Verdict::unknown, missing_value, {}, false, {}};
    const Fact& fact = *candidate.result;
    Verdict verdict = judge(fact.range, target);
    if (verdict == Verdict::certain) verdict = candidate.at_best;
    return Reading{candidate.name, fact.text, verdict, fact.value, fact.range, contains(target, fact.value),
                   fact.evidence};
  };
  Finding finding{claim, Verdict::unknown, "", {}};
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
    text += reading.formula;
    if (is_missing(reading.value)) return text;
    if (reading.formula != plain(reading.value)) text += " = " + computed_text(reading.value, resolution, unit);
    const std::string range = range_text(reading.range, resolution, unit);
    return text + (range.empty() ? "" : " " + range) + provenance(reading.evidence);
  };
  finding.reason = describe(finding.readings.front());
  const auto add = [&](const Reading& reading) {
    finding.reason += "; " + describe(reading) + ": " + std::string(to_string(reading.verdict));
  };
  std::for_each(finding.readings.begin() + 1, finding.readings.end(), add);
  std::for_each(finding.alternatives.begin(), finding.alternatives.end(), add);
  return finding;
}

/// A figure and what it is compared with, as far as they are known.
struct Comparison {
  std::string name;
  std::optional<Fact> x;
  std::string x_is_missing;
  Period base_first;
  Period base_last;
  std::optional<Fact> base;
  std::optional<Fact> first_print;  // of the base
  std::string base_is_missing;
  Verdict at_best = Verdict::certain;
};

/// Readings of a total of which several were printed on one day.
std::string name_of_total(const YearTotals& totals, std::size_t i) {
  return totals.readings.size() < 2 ? "" : i == 0 ? "by one total of the day" : "by another total of the day";
}
Verdict best_of_total(const YearTotals& totals, std::size_t i) {
  return i == 0 && totals.settled ? Verdict::certain : Verdict::possible;
}

/// The finding on a change: with the base that the sentence prints, or else with those known and first printed.
template <class Kind>
Finding change_finding(const Kind& c, const std::vector<Comparison>& comparisons) {
  std::vector<Candidate> readings, alternatives;
  for (const Comparison& sides : comparisons) {
    const auto candidate = [&](const std::string& name, const std::optional<Fact>& base, Verdict at_best) {
      if (!sides.x || !base) return Candidate{name, std::nullopt, sides.x ? sides.base_is_missing : sides.x_is_missing};
      return Candidate{name, change_of(*sides.x, *base, c.measure), "the base is not positive",
                       both(at_best, sides.at_best)};
    };
    if (c.base) {
      claimed_interval(c.base->value, c.base->resolution);  // throws if it cannot be
      const Fact printed = printed_fact(sides.base_first, sides.base_last, *c.base);
      readings.push_back(candidate(sides.name, printed, Verdict::certain));
      if (sides.base && sides.base->value != printed.value)
        alternatives.push_back(candidate("with the base as known", sides.base, Verdict::certain));
    } else {
      readings.push_back(candidate(sides.name, sides.base, Verdict::certain));
      if (sides.first_print)
        readings.push_back(candidate(sides.name + (sides.name.empty() ? "" : ", ") + "with the first print of the base",
                                     sides.first_print, Verdict::possible));
    }
  }
  return figure_finding(c, c.value, c.resolution, unit_of(c.measure), readings, alternatives);
}

template <class Kind, class From>
Finding mean(const Facts& facts, const Kind& c, From from) {
  std::vector<Candidate> readings;
  for (const Window window : {Window::including, Window::before}) {
    if (c.window && *c.window != window) continue;
    const Period last = window == Window::including ? c.period : c.period - 1;
    const Period first = from(last);
    const std::string name = !c.window ? window == Window::including ? "including the period" : "before it" : "";
    if (last < first) continue;  // nothing is before the first period of a fiscal year
    readings.push_back({name, mean_of(facts.sum(first, last), first, last),
                        "not all of " + to_string(first) + " to " + to_string(last) + " is known"});
  }
  if (readings.empty()) return verdict_on(c, Verdict::unknown, "the fiscal year has no period before");
  return figure_finding(c, c.value, c.resolution, Unit::data, readings);
}

}  // namespace

Finding check_kind(const Facts& facts, const Level& c) {
  return figure_finding(c, c.value, c.resolution, Unit::data, {{"", facts.at(c.period), unknown(c.period)}});
}

Finding check_kind(const Facts& facts, const YearToDate& c) {
  const YearTotals totals = facts.year_totals(c.period);
  const std::optional<Fact> total = totals.readings.empty() ? std::nullopt : std::optional(totals.readings.front());
  std::vector<Candidate> alternatives;
  // A published total may be the claim itself, so the sum is a second opinion.
  if (total && total->evidence.size() == 1 && total->evidence.front().first != total->evidence.front().last) {
    const std::optional<Fact> sum = facts.sum(facts.year_start(c.period), c.period);
    const auto circular = [](const Evidence& e) { return e.origin == Origin::implied; };
    if (sum && std::none_of(sum->evidence.begin(), sum->evidence.end(), circular))
      alternatives.push_back({"sum of its periods", sum});
  }
  std::vector<Candidate> readings;
  for (std::size_t i = 0; i < totals.readings.size(); ++i)
    readings.push_back({name_of_total(totals, i), totals.readings[i], "", best_of_total(totals, i)});
  if (readings.empty()) readings.push_back({"", std::nullopt, unknown_total(facts, c.period)});
  return figure_finding(c, c.value, c.resolution, Unit::data, readings, alternatives);
}

Finding check_kind(const Facts& facts, const Change& c) {
  std::vector<Comparison> comparisons;
  for (const Basis basis : {Basis::period, Basis::year}) {
    if (c.basis && *c.basis != basis) continue;
    const std::optional<Period> base = basis == Basis::period ? std::optional(c.period - 1) : year_before(c.period);
    if (!base) continue;
    comparisons.push_back({c.basis ? "" : basis_text(basis, c.period.frequency()), facts.at(c.period),
                           unknown(c.period), *base, *base, facts.at(*base), facts.first_print(*base), unknown(*base)});
  }
  if (comparisons.empty()) return verdict_on(c, Verdict::unknown, to_string(c.period) + " has no period a year before");
  return change_finding(c, comparisons);
}

Finding check_kind(const Facts& facts, const BalanceChange& c) {
  if (!(c.value >= 0.0)) throw Error("a balance cannot widen or narrow by " + plain(c.value));
  const bool deficit = c.balance == BalanceSide::deficit, wider = c.direction == Direction::rising;
  std::vector<Candidate> readings;
  std::string other_side;
  for (const Basis basis : {Basis::period, Basis::year}) {
    if (c.basis && *c.basis != basis) continue;
    const std::optional<Period> before = basis == Basis::period ? std::optional(c.period - 1) : year_before(c.period);
    if (!before) continue;
    const std::string name = c.basis ? "" : basis_text(basis, c.period.frequency());
    const std::optional<Fact>& x = facts.at(c.period);
    const std::optional<Fact>& base = facts.at(*before);
    if (!x || !base) {
      readings.push_back({name, std::nullopt, unknown(x ? *before : c.period)});
      continue;
    }
    const Verdict sides = both(verdict_on_side(*x, c.balance), verdict_on_side(*base, c.balance));
    if (sides == Verdict::impossible) {
      const bool now = verdict_on_side(*x, c.balance) == Verdict::impossible;
      other_side = to_string(now ? c.period : *before) + ", at " + (now ? *x : *base).text + ", was no " +
                   balance_text(c.balance);
      continue;
    }
    Fact change = *x - *base;
    change.text = x->text + " - " + base->text;
    if (deficit == wider) {
      change.value = -change.value;
      change.range = -change.range;
      change.text = base->text + " - " + x->text;
    }
    readings.push_back({name, change, "", sides});
  }
  if (readings.empty() && !other_side.empty()) return verdict_on(c, Verdict::impossible, other_side);
  if (readings.empty()) return verdict_on(c, Verdict::unknown, to_string(c.period) + " has no period a year before");
  return figure_finding(c, c.value, c.resolution, Unit::data, readings);
}

Finding check_kind(const Facts& facts, const YearToDateChange& c) {
  const std::optional<Period> base = year_before(c.period);
  if (!base) return verdict_on(c, Verdict::unknown, to_string(c.period) + " has no period a year before");
  const YearTotals now = facts.year_totals(c.period), before = facts.year_totals(*base);
  const auto figure = [&facts](const YearTotals& totals, std::size_t i, Period period) {
    const std::optional<Fact> total = i < totals.readings.size() ? std::optional(totals.readings[i]) : std::nullopt;
    return summary_of(facts.options().indicator.measure) == Summary::mean
               ? mean_of(total, facts.year_start(period), period)
               : total;
  };
  std::vector<Comparison> comparisons;
  const std::size_t bases = c.base ? 1 : std::max<std::size_t>(before.readings.size(), 1);
  for (std::size_t i = 0; i < std::max<std::size_t>(now.readings.size(), 1); ++i)
    for (std::size_t k = 0; k < bases; ++k) {
      std::string name = name_of_total(now, i);
      if (const std::string of_base = c.base ? "" : name_of_total(before, k); !of_base.empty())
        name += (name.empty() ? "" : ", ") + ("its base " + of_base);
      const Verdict of_base = c.base ? Verdict::certain : best_of_total(before, k);
      comparisons.push_back({std::move(name), figure(now, i, c.period), unknown_total(facts, c.period),
                             facts.year_start(*base), *base, figure(before, k, *base), std::nullopt,
                             unknown_total(facts, *base), both(best_of_total(now, i), of_base)});
    }
  return change_finding(c, comparisons);
}

Finding check_kind(const Facts& facts, const TrailingMean& c) {
  const std::int64_t length = claimed_length(c.length, "a mean");
  return mean(facts, c, [length](Period last) { return last - (length - 1); });
}

Finding check_kind(const Facts& facts, const YearToDateMean& c) {
  const Period start = facts.year_start(c.period);
  return mean(facts, c, [start](Period) { return start; });
}

Finding check_kind(const Facts& facts, const PerWorkingDay& c) {
  const std::optional<Fact>& x = facts.at(c.period);
  const auto per_day = [&](std::int64_t days) {
    std::optional<Fact> result = x;
    result->value /= static_cast<double>(days);
    result->range = (1.0 / static_cast<double>(days)) * x->range;
    result->text = x->text + " / " + std::to_string(days) + " working days";
    return result;
  };
  if (!x) return figure_finding(c, c.value, c.resolution, Unit::data, {{"", x, unknown(c.period)}});
  if (facts.options().working_days) {
    const std::int64_t days = facts.options().working_days->count(c.period);
    if (days == 0)
      return figure_finding(c, c.value, c.resolution, Unit::data, {{"", std::nullopt, "nobody works in it"}});
    return figure_finding(c, c.value, c.resolution, Unit::data, {{"", per_day(days)}});
  }
  // Without a calendar any whole number of days is one reading; those that do not fit say nothing.
  std::vector<Candidate> readings;
  const std::int64_t days_at_most = c.period.last_day() - c.period.first_day() + 1;
  for (std::int64_t days = 1; days <= days_at_most; ++days)
    if (std::optional<Fact> result = per_day(days); overlap(result->range, rounded(c.value, c.resolution)))
      readings.push_back({"if it had " + std::to_string(days) + " working days", result, "", Verdict::possible});
  if (readings.empty()) {
    Finding finding = figure_finding(c, c.value, c.resolution, Unit::data, {{"", per_day(days_at_most)}});
    finding.reason = "no number of working days gives it";
    return finding;
  }
  return figure_finding(c, c.value, c.resolution, Unit::data, readings);
}

Finding check_kind(const Facts& facts, const Share& c) {
  const std::optional<Fact>& x = facts.at(c.period);
  std::optional<Fact> share;
  if (x && c.whole) share = change_of(*x, printed_fact(c.period, c.period, *c.whole), ChangeKind::ratio);
  return figure_finding(c, c.value, c.resolution, Unit::fraction,
                        {{"", share, c.whole ? unknown(c.period) : std::string("the whole is not known")}});
}

}  // namespace HIGHWATER_NAMESPACE::claims
