#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "highwater/calendar/nesting.hpp"

namespace HIGHWATER_NAMESPACE {

/// What labels that are days stand for: FRED dates its months 2024-01-01, central banks theirs 2024-01-31.
///
/// The coarsest of annual, semiannual, quarterly and monthly of which every label starts a period, or every label ends one,
/// and no two lie in one; weekly, if all are whole weeks apart and two of them one week; business-daily, if none is a
/// Saturday or Sunday and they reach over a weekend; daily otherwise.
///
/// Shape    days, in any order; equal ones count once.
/// Errors   throws Error if a label is not a day, if there is none, and where one or two could be days or longer periods:
///          name the frequency then.
inline Frequency frequency_of_days(std::span<const Period> days) {
  std::vector<Period> labels(days.begin(), days.end());
  if (labels.empty()) throw Error("no days were given to find a frequency from");
  for (const Period label : labels)
    if (label.frequency() != Frequency::daily)
      throw Error(std::string("the labels are ") + std::string(to_string(label.frequency())) + " and not days");
  std::sort(labels.begin(), labels.end());
  labels.erase(std::unique(labels.begin(), labels.end()), labels.end());

  const auto could_be = [&labels](Frequency frequency) {
    bool starts = true, ends = true;
    std::optional<Period> before;
    for (const Period label : labels) {
      const Period longer = containing(label, frequency);
      starts = starts && longer.first_day() == label;
      ends = ends && longer.last_day() == label;
      if (before == longer || !(starts || ends)) return false;
      before = longer;
    }
    return true;
  };
  std::optional<Frequency> found;
  for (const Frequency frequency : {Frequency::annual, Frequency::semiannual, Frequency::quarterly, Frequency::monthly})
    if (!found && could_be(frequency)) found = frequency;
  if (!found && labels.size() > 1) {
    bool whole_weeks = true, next = false;
    for (std::size_t i = 1; i < labels.size(); ++i) {
      whole_weeks = whole_weeks && (labels[i] - labels[i - 1]) % 7 == 0;
      next = next || labels[i] - labels[i - 1] == 7;
    }
    if (whole_weeks && next) found = Frequency::weekly;
  }
  const auto on_weekend = [](Period label) { return civil::weekday_of_day(label.ordinal()) > 4; };
  const auto week_of = [](Period label) { return detail::floor_divide(label.ordinal() + 3, 7); };
  if (!found && week_of(labels.front()) != week_of(labels.back()) &&
      std::none_of(labels.begin(), labels.end(), on_weekend))
    found = Frequency::business_daily;
  if (!found) return Frequency::daily;
  if (labels.size() < 3) {
    const bool business = found == Frequency::business_daily;
    throw Error("one or two labels that are days could stand for " +
                std::string(business ? "business days" : "longer periods") + ": say .frequency = Frequency::" +
                std::string(business ? "business_daily" : to_string(*found)) + " or Frequency::daily");
  }
  return *found;
}

}  // namespace HIGHWATER_NAMESPACE
