#include "highwater/claims/table.hpp"

#include <string>
#include <utility>
#include <variant>

#include "highwater/core/operations.hpp"

namespace HIGHWATER_NAMESPACE::claims {
namespace {

/// The figure that a claim states; missing if it states none.
Printed figure_of(const Claim& claim) {
  return std::visit(
      [](const auto& kind) -> Printed {
        if constexpr (requires { kind.resolution; })
          return {kind.value, kind.resolution};
        else if constexpr (requires { kind.value; })
          return {kind.value};
        else if constexpr (requires { kind.length; })
          return {static_cast<double>(kind.length)};
        else if constexpr (requires { kind.rank; })
          return {static_cast<double>(kind.rank)};
        else if constexpr (requires { kind.days; })
          return {static_cast<double>(kind.days)};
        else
          return {missing_value, missing_value};
      },
      claim);
}

/// The claim in words, without the period that has a column of its own.
std::string words_of(const Claim& claim) {
  std::string text = to_text(claim);
  if (const std::size_t colon = text.find(": "); colon != std::string::npos) text.erase(0, colon + 2);
  return text;
}

}  // namespace

Table table(std::span<const Finding> findings) {
  Table::Periods periods;
  Table::Texts kinds, claims, verdicts, reasons, readings, formulas;
  Table::Numbers claimed, resolutions, values, lows, highs;
  for (const Finding& finding : findings) {
    const Printed figure = figure_of(finding.claim);
    periods.emplace_back(period_of(finding.claim));
    kinds.emplace_back(kind_of(finding.claim));
    claims.push_back(words_of(finding.claim));
    claimed.push_back(core::finite_or_missing(figure.value));
    resolutions.push_back(is_missing(figure.value) ? missing_value : figure.resolution);
    verdicts.emplace_back(to_string(finding.verdict));
    reasons.push_back(finding.reason);
    const Reading* const best = finding.readings.empty() ? nullptr : &finding.readings.front();
    readings.push_back(best == nullptr ? "" : best->name);
    formulas.push_back(best == nullptr ? "" : best->formula);
    values.push_back(best == nullptr ? missing_value : core::finite_or_missing(best->value));
    lows.push_back(best == nullptr ? missing_value : core::finite_or_missing(best->range.low));
    highs.push_back(best == nullptr ? missing_value : core::finite_or_missing(best->range.high));
  }
  Table found;
  found.add({"period", std::move(periods)});
  found.add({"kind", std::move(kinds)});
  found.add({"claim", std::move(claims)});
  found.add({"claimed", std::move(claimed)});
  found.add({"resolution", std::move(resolutions)});
  found.add({"verdict", std::move(verdicts)});
  found.add({"reason", std::move(reasons)});
  found.add({"reading", std::move(readings)});
  found.add({"formula", std::move(formulas)});
  found.add({"value", std::move(values)});
  found.add({"low", std::move(lows)});
  found.add({"high", std::move(highs)});
  return found;
}

}  // namespace HIGHWATER_NAMESPACE::claims
