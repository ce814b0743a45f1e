#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "highwater/calendar/fiscal_year.hpp"

namespace HIGHWATER_NAMESPACE::detail {

/// How consecutive periods fall into longer ones: months into fiscal years, days into weeks.
struct PeriodBlocks {
  Period first;                     // the longer period that holds the first one, numbered in `fiscal_year`
  FiscalYear fiscal_year;           // in which the longer periods are numbered
  std::vector<std::size_t> bounds;  // positions at which longer periods start, then the number of periods
  std::size_t whole_begin;          // 0 if the first block is whole, 1 if its start is missing
  std::size_t whole_end;            // one past the last block whose end is not missing
};

/// Cuts `count` periods from `first` into periods of the frequency `to`.
///
/// Years, halves and quarters are those of `fiscal_year`; months and weeks are the calendar's. `own` is the fiscal year
/// in which the periods themselves are numbered, if they are years, halves or quarters.
/// Errors   throws Error if `to` is a higher frequency, if one of its periods would start inside one of these, if `to` is
///          business-daily and the periods are days, or if the periods are numbered in another fiscal year than the one
///          asked for.
inline PeriodBlocks period_blocks(Period first, std::size_t count, FiscalYear own, Frequency to,
                                  FiscalYear fiscal_year) {
  const Frequency from = first.frequency();
  const bool has_parts = to <= Frequency::quarterly, numbered = from <= Frequency::quarterly && !(own == FiscalYear{});
  if (numbered && !(own == fiscal_year))
    throw Error("a series that counts in fiscal years from month " + std::to_string(own.first_month) +
                " cannot be added up to those from month " + std::to_string(fiscal_year.first_month));
  if (from == Frequency::daily && to == Frequency::business_daily)
    throw Error("days do not add up to business days, of which Saturdays and Sundays are no part");
  const FiscalYear cut = numbered || !has_parts ? FiscalYear{} : fiscal_year;
  const Period outer = has_parts ? cut.part(first, to) : containing(first, to);
  const auto start = [&](Period block) { return has_parts ? cut.first(block, from) : first_in(block, from); };
  const auto end = [&](Period block) { return has_parts ? cut.last(block, from) : last_in(block, from); };

  PeriodBlocks blocks{outer, has_parts ? fiscal_year : FiscalYear{}, {}, start(outer) == first ? 0U : 1U, 0};
  if (count == 0) return blocks;
  const Period last = first + (static_cast<std::int64_t>(count) - 1);
  const std::int64_t rows = last - first + 1;
  const bool regular = has_regular_year(from);
  const std::int64_t length = regular ? periods_per_year(from) / periods_per_year(to) : 0;
  if (regular) blocks.bounds.reserve(count / static_cast<std::size_t>(length) + 3);
  blocks.bounds.push_back(0);
  Period block = outer;
  std::int64_t next = end(block) - first + 1;
  for (; next < rows; next = regular ? next + length : end(++block) - first + 1)
    blocks.bounds.push_back(static_cast<std::size_t>(next));
  blocks.bounds.push_back(count);
  blocks.whole_end = blocks.bounds.size() - (next == rows ? 1 : 2);
  return blocks;
}

}  // namespace HIGHWATER_NAMESPACE::detail
