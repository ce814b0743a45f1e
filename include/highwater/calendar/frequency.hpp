#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "highwater/error.hpp"

namespace HIGHWATER_NAMESPACE {

/// How often a series is observed. Weekly is ISO 8601 (weeks start on Monday); business-daily is Monday to Friday, so that
/// a holiday is a missing value and the period after a Friday is a Monday.
enum class Frequency : std::uint8_t { annual, semiannual, quarterly, monthly, weekly, business_daily, daily };

constexpr std::string_view to_string(Frequency frequency) noexcept {
  switch (frequency) {  // no table: g++ 12 then warns falsely of places beyond it
    case Frequency::annual:
      return "annual";
    case Frequency::semiannual:
      return "semiannual";
    case Frequency::quarterly:
      return "quarterly";
    case Frequency::monthly:
      return "monthly";
    case Frequency::weekly:
      return "weekly";
    case Frequency::business_daily:
      return "business-daily";
    case Frequency::daily:
      return "daily";
  }
  return "";  // unreachable: each frequency is a case
}

/// Whether every year has the same number of periods: true for annual to monthly, false for weeks and days.
constexpr bool has_regular_year(Frequency frequency) noexcept { return frequency <= Frequency::monthly; }

/// Periods in a year: 1, 2, 4 or 12.
///
/// Errors   throws Error for weeks and days, of which years have no fixed number.
constexpr int periods_per_year(Frequency frequency) {
  constexpr int counts[] = {1, 2, 4, 12};
  if (!has_regular_year(frequency))
    throw Error("a year has no fixed number of " + std::string(to_string(frequency)) +
                " periods: convert the data to months or longer periods first");
  return counts[static_cast<std::size_t>(frequency)];
}

}  // namespace HIGHWATER_NAMESPACE
