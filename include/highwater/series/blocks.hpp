#pragma once

#include "highwater/calendar/blocks.hpp"
#include "highwater/series/transform.hpp"

namespace HIGHWATER_NAMESPACE::detail {

/// How the periods of a series or panel fall into longer ones. Errors: those of period_blocks.
template <SeriesOrPanel Data>
PeriodBlocks blocks_of(const Data& data, Frequency to, FiscalYear fiscal_year) {
  const auto view = view_of(data);
  return period_blocks(view.first(), columns_of(view).rows, view.fiscal_year(), to, fiscal_year);
}

/// The positions of blocks, as the core takes them. They are borrowed.
inline core::Blocks positions_of(const PeriodBlocks& blocks HIGHWATER_LIFETIMEBOUND) noexcept {
  return {blocks.bounds, blocks.whole_begin, blocks.whole_end};
}

}  // namespace HIGHWATER_NAMESPACE::detail
