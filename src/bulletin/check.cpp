#include "highwater/bulletin/check.hpp"

#include <cmath>
#include <string>

#include "highwater/calendar/period_text.hpp"
#include "highwater/core/operations.hpp"
#include "highwater/records/records.hpp"
#include "wording.hpp"

namespace HIGHWATER_NAMESPACE::bulletin {

std::string_view to_string(Verdict verdict) noexcept {
  constexpr std::string_view names[] = {"certain", "possible", "impossible", "unknown"};
  return names[static_cast<std::size_t>(verdict)];
}

Finding check(SeriesView series, const PreviousRecord& claim) {
  using highwater::to_string;
  if (!(claim.resolution >= 0.0))
    throw Error("the resolution of a claimed figure cannot be " + plain(claim.resolution));
  const double value = series.at(claim.period), held = series.at(claim.holder);
  if (!(claim.holder < claim.period))
    throw Error("the previous record of " + to_string(claim.period) + " cannot have been set in " +
                to_string(claim.holder));

  const SeriesView before = series.slice(series.first(), claim.period - 1);
  const std::vector<Record> highs = records::highs(before);
  Finding finding{Verdict::unknown, "", {}};
  const auto figure = [](Period period, double number) {
    return Figure{to_string(period), number, Quantity::observed};
  };
  if (highs.empty()) {
    finding.reason = "nothing was observed before " + to_string(claim.period);
    return finding;
  }
  const Record& record = highs.back();
  const std::string claimed = plain(claim.value) + " in " + to_string(claim.holder);
  const std::string found = plain(record.value) + " in " + to_string(record.period);
  finding.figures = {figure(claim.period, value), figure(record.period, record.value)};
  if (claim.holder != record.period) finding.figures.push_back(figure(claim.holder, held));

  const bool figure_agrees = std::abs(record.value - claim.value) <= claim.resolution / 2.0;
  if (record.value > claim.value && !figure_agrees) {
    finding.verdict = Verdict::impossible;
    finding.reason = "the record before " + to_string(claim.period) + " was " + found + ", not " + claimed;
  } else if (value <= record.value) {
    finding.verdict = Verdict::impossible;
    finding.reason = to_string(claim.period) + ", at " + plain(value) + ", did not beat " + found;
  } else if (!is_missing(held) && (held < record.value || !figure_agrees)) {
    finding.verdict = Verdict::impossible;
    finding.reason = held < record.value
                         ? "the record before " + to_string(claim.period) + " was " + found + ", not that of " +
                               to_string(claim.holder) + ", " + plain(held)
                         : to_string(claim.holder) + " was " + plain(held) + ", not " + plain(claim.value);
  } else if (is_missing(held)) {
    finding.reason = "nothing was observed in " + to_string(claim.holder);
  } else if (is_missing(value)) {
    finding.reason = "nothing was observed in " + to_string(claim.period);
  } else if (core::count_missing(before.values().data(), before.size()) > 0) {
    finding.verdict = Verdict::possible;
    finding.reason = "the highest observed value before " + to_string(claim.period) + " was " + found +
                     ", but some values are missing";
  } else {
    finding.verdict = Verdict::certain;
    finding.reason = "the record before " + to_string(claim.period) + " was " + claimed;
  }
  return finding;
}

std::string to_text(const Finding& finding) { return std::string(to_string(finding.verdict)) + ": " + finding.reason; }

}  // namespace HIGHWATER_NAMESPACE::bulletin
