#pragma once

#include <cstddef>
#include <vector>

#include "highwater/calendar/fiscal_year.hpp"

namespace HIGHWATER_NAMESPACE {

/// How consecutive periods fall into fiscal years.
struct FiscalBlocks {
  int first_year;                   // name of the fiscal year of the first period
  std::vector<std::size_t> bounds;  // positions at which fiscal years start, then the number of periods
  std::size_t whole_begin;          // block 0 is whole: 0; its start is missing: 1
  std::size_t whole_end;            // blocks whose end is there
};

/// Cuts `count` periods from `first` at the starts of fiscal years.
///
/// Errors   throws Error if the fiscal year would cut through the periods.
inline FiscalBlocks fiscal_blocks(FiscalYear fiscal_year, Period first, std::size_t count) {
  const int first_year = fiscal_year.of(first);
  const Period end = first + static_cast<std::int64_t>(count);
  FiscalBlocks blocks{first_year, {}, fiscal_year.first(first_year, first.frequency()) == first ? 0U : 1U, 0};
  if (count == 0) return blocks;
  blocks.bounds.push_back(0);
  int year = first_year;
  for (Period start = fiscal_year.first(++year, first.frequency()); start < end;
       start = fiscal_year.first(++year, first.frequency()))
    blocks.bounds.push_back(static_cast<std::size_t>(start - first));
  blocks.bounds.push_back(count);
  const bool last_is_whole = fiscal_year.first(year, first.frequency()) == end;
  blocks.whole_end = blocks.bounds.size() - (last_is_whole ? 1 : 2);
  return blocks;
}

}  // namespace HIGHWATER_NAMESPACE
