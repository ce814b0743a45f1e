#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "highwater/core/operations.hpp"
#include "highwater/series/blocks.hpp"

namespace HIGHWATER_NAMESPACE::aggregate {

/// When a longer period has a value.
struct ConvertOptions {
  Completeness completeness = Completeness::complete;
  std::int64_t min_count = 0;  // values that a longer period must hold, whichever they are; 0: what `completeness` says
  Parallel parallel = {};
};

}  // namespace HIGHWATER_NAMESPACE::aggregate

namespace HIGHWATER_NAMESPACE::detail {

/// The values that a block needs, as the core takes it. Errors: throws Error if min_count is negative, or greater than the
/// longest of the whole blocks.
inline std::size_t values_needed(const aggregate::ConvertOptions& options, const core::Blocks& blocks) {
  if (options.min_count < 0)
    throw Error("a longer period cannot need " + std::to_string(options.min_count) + " values");
  if (options.min_count == 0) return options.completeness == Completeness::partial ? 1 : 0;
  const auto needed = static_cast<std::size_t>(options.min_count);
  std::size_t longest = 0;
  for (std::size_t k = blocks.whole_begin; k < blocks.whole_end; ++k)
    longest = std::max(longest, blocks.bounds[k + 1] - blocks.bounds[k]);
  if (longest > 0 && needed > longest)
    throw Error("a longer period cannot need " + std::to_string(needed) + " values: it has " + std::to_string(longest) +
                " at most");
  return needed;
}

}  // namespace HIGHWATER_NAMESPACE::detail

namespace HIGHWATER_NAMESPACE::aggregate {

/// Converts to a lower frequency: each longer period gets the sum, mean, first, last, highest or lowest of its values.
///
/// The years, halves and quarters of the result count in the fiscal year: under July to June quarter(2025, 2) is October to
/// December 2024. A week belongs to the month, quarter and year of its Thursday.
///
/// Shape    T -> one value for each longer period that the data touch; panel likewise.
/// Units    those of the data (of a sum: per longer period).
/// Missing  NaN if a value that it takes is missing or outside the data: of Summary::first that of the first period in the
///          longer one, of Summary::last that of its last, otherwise any. Under Completeness::partial missing values are
///          left out, and the result is NaN only if there is no other; given min_count, if there are fewer others.
/// Errors   throws Error if `frequency` is a higher one, if one of its periods would start inside a period of the data
///          (weeks into months do not: see above), if days are to be business days, if the data count in another fiscal
///          year, or if min_count is negative or more than the periods of a longer one.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> convert(const Data& data, Frequency frequency, Summary summary, FiscalYear fiscal_year = {},
                            ConvertOptions options = {}, const To& to = {}) {
  const detail::PeriodBlocks cut = detail::blocks_of(data, frequency, fiscal_year);
  const core::Blocks blocks = detail::positions_of(cut);
  const std::size_t needed = detail::values_needed(options, blocks);
  return detail::transform(
      data, {cut.first, blocks.size(), cut.fiscal_year}, options.parallel, to,
      [&](const auto& in, const auto& out) { core::block_summaries(in, out, blocks, summary, needed); });
}

}  // namespace HIGHWATER_NAMESPACE::aggregate
