#pragma once

#include "highwater/core/operations.hpp"
#include "highwater/series/blocks.hpp"

namespace HIGHWATER_NAMESPACE::aggregate {

struct ConvertOptions {
  Completeness completeness = Completeness::complete;
  FiscalYear fiscal_year = {};  // in which the years, halves and quarters of the result count
  Parallel parallel = {};
};

/// The operation of convert() on data that fall into these blocks, which are borrowed.
inline auto summaries_of(const PeriodBlocks& blocks, Summary summary, Completeness completeness) {
  return [=, &blocks](core::Columns in, core::MutableColumns out) {
    core::block_summaries(in, out, positions_of(blocks), summary, completeness);
  };
}

/// Converts to a lower frequency: each longer period gets the sum, mean, first, last, highest or lowest of its values.
///
/// Under a fiscal year the result counts in it: converted to quarters under July to June, quarter(2025, 2) is October
/// to December 2024. A week belongs to the month, quarter and year of its Thursday.
///
/// Shape    T -> one value for each longer period that the data touch; panel likewise.
/// Units    those of the data (of a sum: per longer period).
/// Missing  NaN if any value of the longer period is missing or outside the data; under Completeness::partial missing
///          values are left out, and the result is NaN only if there is no other.
/// Errors   throws Error if `to` is a higher frequency, if one of its periods would start inside a period of the data
///          (weeks into months do not: see above), or if the data count in another fiscal year.
template <SeriesOrPanel Data>
ResultFor<Data> convert(const Data& data, Frequency to, Summary summary, ConvertOptions options = {}) {
  const PeriodBlocks cut = blocks_of(data, to, options.fiscal_year);
  return transform(data, cut.first, positions_of(cut).size(), cut.fiscal_year, options.parallel,
                   summaries_of(cut, summary, options.completeness));
}

/// The same, written into memory of the caller's: one row for each longer period that the data touch, columns as in the
/// data. Gives the first of those periods.
template <SeriesOrPanel Data>
Period convert_into(const Data& data, Frequency to, Summary summary, const Output& out, ConvertOptions options = {}) {
  const PeriodBlocks cut = blocks_of(data, to, options.fiscal_year);
  transform_into(data, out, options.parallel, positions_of(cut).size(),
                 summaries_of(cut, summary, options.completeness));
  return cut.first;
}

}  // namespace HIGHWATER_NAMESPACE::aggregate
