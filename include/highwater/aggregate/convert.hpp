#pragma once

#include "highwater/core/operations.hpp"
#include "highwater/series/blocks.hpp"

namespace HIGHWATER_NAMESPACE::aggregate {

struct ConvertOptions {
  Completeness completeness = Completeness::complete;
  Parallel parallel = {};
};

/// Converts to a lower frequency: each longer period gets the sum, mean, first, last, highest or lowest of its values.
///
/// The years, halves and quarters of the result count in the fiscal year: under July to June quarter(2025, 2) is October to
/// December 2024. A week belongs to the month, quarter and year of its Thursday.
///
/// Shape    T -> one value for each longer period that the data touch; panel likewise.
/// Units    those of the data (of a sum: per longer period).
/// Missing  NaN if any value of the longer period is missing or outside the data; under Completeness::partial missing
///          values are left out, and the result is NaN only if there is no other.
/// Errors   throws Error if `frequency` is a higher one, if one of its periods would start inside a period of the data
///          (weeks into months do not: see above), if days are to be business days, or if the data count in another fiscal
///          year.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> convert(const Data& data, Frequency frequency, Summary summary, FiscalYear fiscal_year = {},
                            ConvertOptions options = {}, const To& to = {}) {
  const detail::PeriodBlocks cut = detail::blocks_of(data, frequency, fiscal_year);
  const core::Blocks blocks = detail::positions_of(cut);
  return detail::transform(
      data, {cut.first, blocks.size(), cut.fiscal_year}, options.parallel, to,
      [&](const auto& in, const auto& out) { core::block_summaries(in, out, blocks, summary, options.completeness); });
}

}  // namespace HIGHWATER_NAMESPACE::aggregate
