#include "highwater/claims/check.hpp"

#include <optional>
#include <string>
#include <utility>

#include "claims/checking.hpp"
#include "claims/claim_text.hpp"
#include "claims/wording.hpp"
#include "highwater/calendar/period_text.hpp"
#include "highwater/projection/automatic.hpp"
#include "highwater/projection/target.hpp"

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

Finding check_kind(const Facts& facts, const TargetReachable& c) {
  const Period start = facts.year_start(c.period);
  if (c.period != facts.options().fiscal_year.last(facts.options().fiscal_year.of(c.period), c.period.frequency()))
    throw Error("a target is for a fiscal year, and none ends with " + to_string(c.period));
  if (const std::optional<Fact> total = facts.year_to_date(c.period)) {
    const Interval beyond{c.value};
    Reading reading{"",
                    total->text,
                    judge(total->range, beyond),
                    total->value,
                    total->range,
                    total->value >= c.value,
                    total->evidence};
    return single(c, std::move(reading), "the year came to " + computed_text(total->value, 0.0, Unit::data));
  }
  const TimeSeries series = facts.known_series();
  Period latest = series.first();
  for (const auto [period, value] : series)
    if (!is_missing(value)) latest = period;
  const std::optional<Fact> so_far = latest >= start && latest < c.period ? facts.year_to_date(latest) : std::nullopt;
  if (!so_far) return verdict_on(c, Verdict::unknown, "the total of the fiscal year so far is not known");
  TargetOutlook outlook{};
  try {
    const SeriesView seen = series.slice(series.first(), latest);
    const projection::Options ahead{.periods = c.period - latest};
    outlook = projection::target(seen, projection::project(seen, projection::Automatic{}, ahead),
                                 facts.options().fiscal_year, c.value);
  } catch (const Error& error) {
    return verdict_on(c, Verdict::unknown, std::string("no projection: ") + error.what());
  }
  if (is_missing(outlook.probability))
    return verdict_on(c, Verdict::unknown, "the total of the fiscal year so far is not known");
  Reading reading{"",
                  "probability under the automatic projection",
                  Verdict::possible,
                  outlook.probability,
                  {0.0, 1.0},
                  false,
                  so_far->evidence};
  return single(c, std::move(reading),
                "probability " + percent(outlook.probability) + " under the automatic projection; " +
                    plain(so_far->value) + " to " + to_string(latest) + ", " +
                    computed_text(outlook.required_per_period, 1.0, Unit::data) + " a " +
                    period_noun(c.period.frequency()) + " still needed");
}

namespace {

Finding check(const Facts& facts, const Claim& claim) {
  const bool anywhere = std::holds_alternative<TargetReachable>(claim) || std::holds_alternative<OutOfScope>(claim);
  if (!anywhere) require_inside(facts, period_of(claim));
  return std::visit([&facts](const auto& c) { return check_kind(facts, c); }, claim);
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

std::string to_text(const Evidence& evidence) {
  std::string text = evidence.first == evidence.last ? "" : to_string(evidence.first) + " to ";
  text += to_string(evidence.last) + " = " + plain(evidence.value) + " (" + std::string(to_string(evidence.origin));
  if (evidence.published) text += ", published " + to_string(*evidence.published);
  if (evidence.resolution > 0.0) text += ", to " + plain(evidence.resolution);
  return text + ")";
}

std::string to_text(const Finding& finding) { return std::string(to_string(finding.verdict)) + ": " + finding.reason; }

}  // namespace HIGHWATER_NAMESPACE::claims
