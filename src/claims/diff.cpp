#include "highwater/claims/diff.hpp"

#include <algorithm>

#include "claims/wording.hpp"
#include "highwater/calendar/period_text.hpp"

namespace HIGHWATER_NAMESPACE::claims {
using namespace wording;
namespace {

using highwater::to_string;

Outcome outcome_of(Verdict before, Verdict after) {
  const auto strength = [](Verdict verdict) {
    return verdict == Verdict::certain ? 3 : verdict == Verdict::possible ? 2 : verdict == Verdict::unknown ? 1 : 0;
  };
  if (before == after) return strength(after) >= 2 ? Outcome::confirmed : Outcome::unchanged;
  if (after == Verdict::impossible) return Outcome::retracted;
  return strength(after) > strength(before) ? Outcome::strengthened : Outcome::weakened;
}

/// The figures behind a finding, each once.
std::vector<Evidence> evidence_of(const Finding& finding) {
  std::vector<Evidence> all;
  for (const Reading& reading : finding.readings)
    for (const Evidence& e : reading.evidence)
      if (e.origin != Origin::printed && e.origin != Origin::first_print &&
          std::none_of(all.begin(), all.end(),
                       [&e](const Evidence& seen) { return seen.first == e.first && seen.last == e.last; }))
        all.push_back(e);
  return all;
}

std::vector<RevisedEvidence> revisions_between(const std::vector<Evidence>& before,
                                               const std::vector<Evidence>& after) {
  const auto same_periods = [](const Evidence& e) {
    return [&e](const Evidence& other) { return other.first == e.first && other.last == e.last; };
  };
  std::vector<RevisedEvidence> revisions;
  for (const Evidence& now : after) {
    const auto then = std::find_if(before.begin(), before.end(), same_periods(now));
    if (then == before.end())
      revisions.push_back({now.first, now.last, missing_value, now.value});
    else if (then->value != now.value)
      revisions.push_back({now.first, now.last, then->value, now.value});
  }
  for (const Evidence& then : before)
    if (std::none_of(after.begin(), after.end(), same_periods(then)))
      revisions.push_back({then.first, then.last, then.value, missing_value});
  return revisions;
}

void require_same_claim(std::size_t i, const std::string& before, const std::string& after) {
  if (before != after) throw Error("finding " + std::to_string(i) + " was on " + before + " and now is on " + after);
}

}  // namespace

std::string_view to_string(Outcome outcome) noexcept {
  constexpr std::string_view names[] = {"confirmed", "strengthened", "weakened", "retracted", "unchanged"};
  return names[static_cast<std::size_t>(outcome)];
}

std::vector<FindingChange> diff(std::span<const Finding> before, std::span<const Finding> after) {
  if (before.size() != after.size())
    throw Error(std::to_string(before.size()) + " findings cannot be compared with " + std::to_string(after.size()));
  std::vector<FindingChange> changes;
  for (std::size_t i = 0; i < before.size(); ++i) {
    require_same_claim(i, to_text(before[i].claim), to_text(after[i].claim));
    changes.push_back({i, outcome_of(before[i].verdict, after[i].verdict), before[i].verdict, after[i].verdict,
                       revisions_between(evidence_of(before[i]), evidence_of(after[i]))});
  }
  return changes;
}

std::string to_text(const FindingChange& change) {
  std::string text = std::string(to_string(change.outcome)) + ": " + std::string(to_string(change.before));
  if (change.after != change.before) text += ", now " + std::string(to_string(change.after));
  for (const RevisedEvidence& revision : change.revisions) {
    text +=
        "; " + (revision.first == revision.last ? "" : to_string(revision.first) + " to ") + to_string(revision.last);
    if (is_missing(revision.before))
      text += " is " + plain(revision.after);
    else if (is_missing(revision.after))
      text += " no longer counts";
    else
      text += " was " + plain(revision.before) + ", now " + plain(revision.after);
  }
  return text;
}

}  // namespace HIGHWATER_NAMESPACE::claims
