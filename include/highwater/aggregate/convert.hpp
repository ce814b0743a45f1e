#pragma once

#include "highwater/calendar/blocks.hpp"
#include "highwater/core/operations.hpp"
#include "highwater/series/transform.hpp"

namespace HIGHWATER_NAMESPACE::aggregate {

struct ConvertOptions {
  Completeness completeness = Completeness::complete;
  FiscalYear fiscal_year = {};  // in which the years, halves and quarters of the result count
  Parallel parallel = {};
};

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
  const auto view = view_of(data);
  const PeriodBlocks cut =
      period_blocks(view.first(), columns_of(view).rows, view.fiscal_year(), to, options.fiscal_year);
  const core::Blocks blocks{cut.bounds, cut.whole_begin, cut.whole_end};
  return transform(data, cut.first, blocks.size(), cut.fiscal_year, options.parallel,
                   [&](core::Columns in, core::MutableColumns out) {
                     core::block_summaries(in, out, blocks, summary, options.completeness);
                   });
}

/// The same, written into memory of the caller's: one row for each longer period that the data touch, columns as in the
/// data. Gives the first of those periods.
template <SeriesOrPanel Data>
Period convert_into(const Data& data, Frequency to, Summary summary, const Output& out, ConvertOptions options = {}) {
  const auto view = view_of(data);
  const PeriodBlocks cut =
      period_blocks(view.first(), columns_of(view).rows, view.fiscal_year(), to, options.fiscal_year);
  const core::Blocks blocks{cut.bounds, cut.whole_begin, cut.whole_end};
  transform_into(data, out, options.parallel, blocks.size(), [&](core::Columns in, core::MutableColumns columns) {
    core::block_summaries(in, columns, blocks, summary, options.completeness);
  });
  return cut.first;
}

}  // namespace HIGHWATER_NAMESPACE::aggregate
