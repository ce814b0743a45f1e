#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "bulletin/nearer_record.hpp"
#include "bulletin/topics/topics.hpp"
#include "highwater/calendar/period_text.hpp"
#include "highwater/core/operations.hpp"
#include "highwater/records/ranks.hpp"
#include "highwater/records/records.hpp"

namespace HIGHWATER_NAMESPACE::bulletin {
using namespace claims;
using namespace wording;
namespace {

// ---- what is found

/// How the latest value stands to the records of its series.
struct Standing {
  Period start;   // of the series
  double count;   // of observations
  Side side;      // the nearer one
  Record record;  // that stands on this side
  bool is_new;    // it is that of the latest value, and beat another
  bool both;      // all values are one
};

Standing standing_of(const Subject& subject) {
  const std::vector<Record> highs = records::highs(subject.series), lows = records::lows(subject.series);
  const Record &high = highs.back(), &low = lows.back();
  const bool use_high = nearer_record(subject.series) == Side::high;
  const Record& record = use_high ? high : low;
  const std::size_t n = subject.series.size();
  return {highs.front().period,
          static_cast<double>(n - core::count_missing(subject.series.values().data(), n)),
          use_high ? Side::high : Side::low,
          record,
          record.period == subject.now && record.previous_period.has_value(),
          high.value == low.value};
}

/// The side of zero of the latest balance; none of another measure, or of zero.
std::optional<BalanceSide> side_of_balance(const Subject& subject) {
  if (subject.measure() != Measure::balance || subject.value == 0.0) return std::nullopt;
  return subject.value < 0.0 ? BalanceSide::deficit : BalanceSide::surplus;
}

/// Since when no value was as high, or as low: whichever reaches back further, if that is at least three periods.
std::optional<UnmatchedSince> unmatched(const Subject& subject) {
  const auto high = records::highest_since(subject.series, subject.now);
  const auto low = records::lowest_since(subject.series, subject.now);
  if (!high || !low) return std::nullopt;
  const bool use_high = *high < *low;
  const Period since = use_high ? *high : *low;
  if (subject.now - since < 3) return std::nullopt;
  return UnmatchedSince{subject.now, since, use_high ? Side::high : Side::low, side_of_balance(subject)};
}

// ---- how it is worded

/// "highest", "lowest"; of a balance "largest deficit", where the values compared are all deficits.
std::string best(const Subject& subject, Side side, bool one_sign) {
  if (subject.measure() != Measure::balance) return side == Side::high ? "highest" : "lowest";
  if (!one_sign || subject.value == 0.0) return side == Side::high ? "highest balance" : "lowest balance";
  const bool deficit = subject.value < 0.0;
  return (deficit == (side == Side::low) ? "largest " : "smallest ") + std::string(deficit ? "deficit" : "surplus");
}

/// "At 348, December 2024 is the ", "With a deficit of 73.1, December 2024 has the ".
std::string opening(const Subject& subject) {
  const std::string level = subject.named(subject.level(subject.now)), period = subject.in_words(subject.now);
  return subject.measure() == Measure::balance
             ? "With " + (level == "zero" ? "a balance of zero" : level) + ", " + period
             : "At " + level + ", " + period;
}

std::string is_or_has(const Subject& subject) {
  return subject.measure() == Measure::balance ? " has the " : " is the ";
}

/// "16 (4.8 %)": a distance from a record, in per cent too where both are positive and per cent mean something.
std::string distance_from(const Subject& subject, double difference, Period record) {
  std::string text = subject.distance(difference);
  if (!changes_in_per_cent(subject.measure()) || !(subject.value > 0.0) || !(subject.series[record] > 0.0)) return text;
  const double share = subject.value / subject.series[record] - 1.0;
  if (!std::isfinite(share)) return text;
  const double width = width_of_ratio(subject.range(subject.now), subject.range(record));
  return text + " (" + percent_print(share, width).text + ")";
}

/// ", and has the first surplus since ...": of a balance that came over zero for the first time.
std::string first_of_its_sign(const Subject& subject, const Standing& found, double margin) {
  const bool surplus = subject.value > 0.0;
  const Period holder = *found.record.previous_period;
  const double before = subject.series[holder];
  std::string text = std::string(" has the first ") + (surplus ? "surplus" : "deficit") + " since the series began " +
                     subject.when_in_words(found.start) + ". The " + (surplus ? "highest" : "lowest") +
                     " balance before it was " + (before == 0.0 ? "zero" : subject.named(subject.level(holder))) + " " +
                     subject.when_in_words(holder);
  if (!is_missing(margin)) text += ", " + subject.distance(margin) + (surplus ? " lower" : " higher");
  return text;
}

Statement new_record(const Subject& subject, const Standing& found) {
  const Print now = subject.level(subject.now), before = subject.level(*found.record.previous_period);
  const Period holder = *found.record.previous_period;
  const double margin = found.record.margin();
  std::vector<Claim> claims = {NewRecord{subject.now, now.value, now.resolution, found.side, side_of_balance(subject)},
                               PreviousRecord{subject.now, holder, before.value, before.resolution, found.side}};
  const bool high = found.side == Side::high, balance = subject.measure() == Measure::balance;
  const double previous = subject.series[holder];
  std::string sentence = opening(subject);
  if (balance && (high ? subject.value > 0.0 && previous <= 0.0 : subject.value < 0.0 && previous >= 0.0)) {
    sentence += first_of_its_sign(subject, found, margin);
  } else {
    sentence += is_or_has(subject) + best(subject, found.side, true) + " on record since the series began " +
                subject.when_in_words(found.start) + subject.caveat(claims.front()) + ".";
    sentence += high && !balance ? " It beats the previous record, "
                : balance        ? " It goes beyond the previous record, "
                                 : " It goes beyond the previous low, ";
    sentence += subject.named(before) + " " + subject.when_in_words(holder);
    if (!is_missing(margin)) sentence += ", by " + distance_from(subject, margin, holder);
  }
  return {Topic::record,
          sentence + ".",
          to_string(subject.now) + " - " + to_string(holder),
          {{"margin", margin, Quantity::total}, subject.observed(subject.now), subject.observed(holder)},
          std::move(claims),
          1.0 / found.count};
}

/// Of a balance whose record has the same sign: "US$60 billion smaller than the largest deficit on record, US$73.1 billion
/// in March 2020".
std::string beside_balance(const Subject& subject, const Standing& found) {
  const auto size = [](const std::string& text) { return text.starts_with('-') ? text.substr(1) : text; };
  const bool deficit = subject.value < 0.0, larger = deficit == (found.side == Side::low);
  const Period holder = found.record.period;
  const std::string name = std::string(larger ? "largest " : "smallest ") + (deficit ? "deficit" : "surplus") +
                           " on record, " + size(subject.level(holder).text) + " " + subject.when_in_words(holder);
  if (subject.value == found.record.value) return "level with the " + name;
  return subject.distance(subject.value - found.record.value) + (larger ? " smaller" : " larger") + " than the " + name;
}

Statement below_record(const Subject& subject, const Standing& found) {
  const Period holder = found.record.period;
  const Print record = subject.level(holder);
  const bool balance = subject.measure() == Measure::balance, high = found.side == Side::high;
  const std::string name = balance ? std::string(high ? "highest" : "lowest") + " balance on record, "
                           : high  ? "record of "
                                   : "record low of ";
  const std::string held = name + subject.named(record) + " " + subject.when_in_words(holder);
  std::vector<Claim> claims = {subject.level_claim(subject.now), subject.level_claim(holder)};
  std::string sentence = opening(subject) + " is ";
  double chance = 1.0;
  const double difference = subject.value - found.record.value;
  const bool of_one_sign = balance && subject.value * found.record.value > 0.0;
  if (of_one_sign) sentence += beside_balance(subject, found);
  if (subject.value == found.record.value) {
    if (!of_one_sign) sentence += "level with the " + held;
    chance = std::min(1.0, 2.0 / found.count);
  } else {
    if (!of_one_sign)
      sentence += distance_from(subject, difference, holder) + (high ? " below the " : " above the ") + held;
    if (const auto since = unmatched(subject)) {
      claims.emplace_back(*since);
      const bool one_sign = (subject.series[since->since] < 0.0) == (subject.value < 0.0);
      sentence += (balance ? ", and has the " : ", and the ") + best(subject, since->side, one_sign) + " since " +
                  (since->since == holder ? "then" : subject.in_words(since->since)) + subject.caveat(*since);
      chance = 1.0 / static_cast<double>(subject.now - since->since);
    }
  }
  return {Topic::record,
          sentence + ".",
          to_string(subject.now) + " - " + to_string(holder),
          {{"distance", core::finite_or_missing(difference), Quantity::total},
           subject.observed(subject.now),
           subject.observed(holder)},
          std::move(claims),
          chance};
}

}  // namespace

Statement record_statement(const Subject& subject) {
  const Standing found = standing_of(subject);
  if (found.count == 1.0)
    return {Topic::record,
            opening(subject) + " is the first observation of the series.",
            "value",
            {subject.observed(subject.now)},
            {subject.level_claim(subject.now)},
            missing_value};
  if (found.both)
    return {
        Topic::record,
        opening(subject) + " is where it has been since the series began " + subject.when_in_words(found.start) + ".",
        "value",
        {subject.observed(subject.now), subject.observed(found.start)},
        {subject.level_claim(subject.now), subject.level_claim(found.start)},
        missing_value};
  return found.is_new ? new_record(subject, found) : below_record(subject, found);
}

}  // namespace HIGHWATER_NAMESPACE::bulletin
