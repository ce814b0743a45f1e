#include "highwater/claims/check.hpp"

#include <optional>
#include <string>
#include <utility>

#include "claims/checking.hpp"
#include "claims/claim_text.hpp"
#include "claims/wording.hpp"
#include "highwater/calendar/period_text.hpp"

namespace HIGHWATER_NAMESPACE::claims {
using namespace wording;

using highwater::to_string;

Finding check_kind(const Facts& facts, const WorkingDayCount& c) {
  if (!facts.options().working_days) return verdict_on(c, Verdict::unknown, "no calendar of working days was given");
  const std::int64_t days = facts.options().working_days->count(c.period);
  return verdict_on(c, days == c.days ? Verdict::certain : Verdict::impossible,
                    to_string(c.period) + " has " + std::to_string(days) + " working days");
}

Finding check_kind(const Facts&, const OutOfScope& c) {
  return verdict_on(c, Verdict::unknown, "the data say nothing of it (" + c.what + ")");
}

namespace {

/// "total", "mean", "value at its end": what a target is of.
const char* of_year(Summary summary) {
  return summary == Summary::sum ? "total" : summary == Summary::mean ? "mean" : "value at the end";
}

}  // namespace

Finding check_kind(const Facts& facts, const TargetReachable& c) {
  const Period start = facts.year_start(c.period);
  const Summary summary = summary_of(facts.options().indicator.measure);
  if (c.period != facts.options().indicator.fiscal_year.last(facts.options().indicator.fiscal_year.of(c.period),
                                                             c.period.frequency()))
    throw Error("a target is for a fiscal year, and none ends with " + to_string(c.period));
  const double periods = summary == Summary::mean ? static_cast<double>(c.period - start + 1) : 1.0;
  if (std::optional<Fact> year = summary == Summary::last ? facts.at(c.period) : facts.year_to_date(c.period)) {
    year->value /= periods;
    year->range = (1.0 / periods) * year->range;
    Reading reading{"",
                    year->text,
                    judge(year->range, Interval{c.value}),
                    year->value,
                    year->range,
                    year->value >= c.value,
                    year->evidence};
    return single(c, std::move(reading), "the year came to " + computed_text(year->value, 0.0, Unit::data));
  }
  const YearOutlook& outlook = facts.outlook(c.period);
  if (!outlook.result) return verdict_on(c, Verdict::unknown, outlook.reason);
  const double probability = outlook.result->probability_of_reaching(c.value * periods);
  Reading reading{"",
                  "probability under the automatic projection",
                  Verdict::possible,
                  probability,
                  {0.0, 1.0},
                  false,
                  outlook.so_far.evidence};
  std::string reason = "probability " + percent(probability) + " under the automatic projection";
  if (summary == Summary::sum)
    reason += "; " + plain(outlook.so_far.value) + " to " + to_string(outlook.latest) + ", " +
              computed_text((c.value - outlook.so_far.value) / static_cast<double>(c.period - outlook.latest), 1.0,
                            Unit::data) +
              " a " + period_noun(c.period.frequency()) + " still needed";
  else
    reason += " for the " + std::string(of_year(summary)) + " of the year";
  return single(c, std::move(reading), std::move(reason));
}

namespace {

/// Why a claim means nothing of the measure; empty if it does.
std::string meaningless(Measure measure, const Claim& claim) {
  const std::string name = measure_text(measure);
  const bool sums = summary_of(measure) == Summary::sum;
  const auto in_per_cent = [&](ChangeKind kind) {
    return measure == Measure::rate && kind != ChangeKind::difference
               ? "a rate changes by percentage points, not by per cent of itself"
               : std::string();
  };
  if (const auto* const change = std::get_if<Change>(&claim)) return in_per_cent(change->measure);
  if (const auto* const change = std::get_if<YearToDateChange>(&claim))
    return measure == Measure::stock ? name + " has no total of the year to date" : in_per_cent(change->measure);
  if (std::holds_alternative<YearToDate>(claim) && !sums) return name + " has no total of the year to date";
  if (std::holds_alternative<TrailingMean>(claim) || std::holds_alternative<YearToDateMean>(claim))
    return measure == Measure::stock ? "a mean of a stock means nothing" : "";
  if (std::holds_alternative<PerWorkingDay>(claim) && !sums) return name + " is not per working day";
  if (std::holds_alternative<Share>(claim) && (measure == Measure::index || measure == Measure::rate))
    return name + " has no share of a whole";
  return "";
}

/// Of a claim that says on which side of zero a balance lies, that too.
void judge_side(const Facts& facts, Finding& finding, BalanceSide side) {
  const std::optional<Fact>& x = facts.at(period_of(finding.claim));
  if (!x || finding.verdict == Verdict::unknown) return;
  const Verdict found = verdict_on_side(*x, side);
  finding.verdict = both(finding.verdict, found);
  for (Reading& reading : finding.readings) reading.verdict = both(reading.verdict, found);
  if (found != Verdict::certain) finding.reason += "; " + x->text + " is no " + balance_text(side);
}

}  // namespace

Finding check_claim(const Facts& facts, const Claim& claim) {
  const bool anywhere = std::holds_alternative<TargetReachable>(claim) || std::holds_alternative<OutOfScope>(claim);
  if (!anywhere) require_inside(facts, period_of(claim));
  if (std::string why = meaningless(facts.options().indicator.measure, claim); !why.empty())
    return verdict_on(claim, Verdict::unknown, std::move(why));
  return std::visit(
      [&facts](const auto& c) {
        Finding finding = check_kind(facts, c);
        if constexpr (requires { c.side, c.balance; })
          if (c.balance) judge_side(facts, finding, *c.balance);
        return finding;
      },
      claim);
}

std::string_view to_string(Verdict verdict) noexcept {
  constexpr std::string_view names[] = {"certain", "possible", "impossible", "unknown"};
  return names[static_cast<std::size_t>(verdict)];
}

std::string_view to_string(Origin origin) noexcept {
  constexpr std::string_view names[] = {"given", "printed", "known", "first print", "later", "implied"};
  return names[static_cast<std::size_t>(origin)];
}

Finding check(SeriesView series, const Claim& claim, const CheckOptions& options) {
  return check_claim(Facts(series, options), claim);
}

Finding check(const Vintages& vintages, const Claim& claim, Period as_of, const CheckOptions& options) {
  return check_claim(Facts(vintages, as_of, options), claim);
}

std::string to_text(const Evidence& evidence) {
  std::string text = evidence.first == evidence.last ? "" : to_string(evidence.first) + " to ";
  text += to_string(evidence.last) + " = " + plain(evidence.value) + " (" + std::string(to_string(evidence.origin));
  if (evidence.published) text += ", published " + to_string(*evidence.published);
  if (evidence.resolution > 0.0) text += ", to " + plain(evidence.resolution);
  return text + ")";
}

std::string to_text(const Finding& finding) { return std::string(to_string(finding.verdict)) + ": " + finding.reason; }

}  // namespace HIGHWATER_NAMESPACE::claims
