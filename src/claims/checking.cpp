#include "claims/checking.hpp"

#include <algorithm>
#include <cmath>

#include "claims/wording.hpp"
#include "highwater/calendar/period_text.hpp"

namespace HIGHWATER_NAMESPACE::claims {
using namespace wording;

using highwater::to_string;

int standing_of(Verdict verdict) noexcept {
  constexpr int ranks[] = {3, 2, 0, 1};
  return ranks[static_cast<std::size_t>(verdict)];
}

Verdict both(Verdict a, Verdict b) noexcept { return standing_of(a) < standing_of(b) ? a : b; }

Verdict judge(Interval found, Interval claimed) noexcept {
  if (within(found, claimed)) return Verdict::certain;
  return overlap(found, claimed) ? Verdict::possible : Verdict::impossible;
}

Interval claimed_interval(double value, double resolution) {
  if (!(resolution >= 0.0) || std::isinf(resolution))
    throw Error("the resolution of a claimed figure cannot be " + plain(resolution));
  if (!std::isfinite(value)) throw Error("a claimed figure cannot be " + plain(value));
  return rounded(value, resolution);
}

std::int64_t claimed_length(std::int64_t length, std::string_view of) {
  if (length < 1)
    throw Error("a claim cannot be about " + std::string(of) + " of " + std::to_string(length) + " periods");
  return length;
}

Verdict verdict_on_side(const Fact& fact, BalanceSide side) noexcept {
  const bool deficit = side == BalanceSide::deficit;
  if (deficit ? fact.range.high < 0.0 : fact.range.low > 0.0) return Verdict::certain;
  return (deficit ? fact.range.low < 0.0 : fact.range.high > 0.0) ? Verdict::possible : Verdict::impossible;
}

std::string unknown(Period period) { return to_string(period) + " is not known"; }

std::string provenance(const std::vector<Evidence>& evidence) {
  std::string text;
  for (const auto& [origin, words] :
       {std::pair(Origin::later, " published later"), {Origin::implied, " implied by totals"}}) {
    std::string list;
    for (const Evidence& e : evidence)
      if (e.origin == origin)
        list += (list.empty() ? ", with " : " and ") + std::string(e.first == e.last ? "" : "the total to ") +
                to_string(e.last);
    if (!list.empty()) text += list + words;
  }
  return text;
}

void append(std::vector<Evidence>& to, const Fact& fact) {
  to.insert(to.end(), fact.evidence.begin(), fact.evidence.end());
}

Finding verdict_on(const Claim& claim, Verdict verdict, std::string reason) {
  return {claim, verdict, std::move(reason), {}};
}

Finding single(const Claim& claim, Reading reading, std::string reason) {
  reason += provenance(reading.evidence);
  const Verdict verdict = reading.verdict;
  return {claim, verdict, std::move(reason), {std::move(reading)}};
}

void settle(Finding& finding) {
  std::stable_sort(finding.readings.begin(), finding.readings.end(), [](const Reading& a, const Reading& b) {
    const int x = standing_of(a.verdict), y = standing_of(b.verdict);
    return x != y ? x > y : a.agrees_as_printed && !b.agrees_as_printed;
  });
  finding.verdict = finding.readings.front().verdict;
}

void require_inside(const Facts& facts, Period period) {
  if (period < facts.first() || facts.last() < period)
    throw Error(to_string(period) + " lies outside the data, " + to_string(facts.first()) + " to " +
                to_string(facts.last()));
}

}  // namespace HIGHWATER_NAMESPACE::claims
