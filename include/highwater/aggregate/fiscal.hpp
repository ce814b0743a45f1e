#pragma once

#include "highwater/aggregate/convert.hpp"

namespace HIGHWATER_NAMESPACE::aggregate {

/// Sum from the start of the fiscal year to each period. The last value of a year equals its fiscal total, bit for bit.
///
/// Shape    T -> T; panel T x N -> T x N.
/// Units    those of the data.
/// Missing  NaN from a missing value to the end of its fiscal year, and in a first year whose start is not in the data.
/// Errors   throws Error if the fiscal year would cut through the periods, or annual data count in another one.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> year_to_date(const Data& data, FiscalYear fiscal_year = {}, ParallelOptions options = {},
                                 const To& to = {}) {
  const detail::PeriodBlocks years = detail::blocks_of(data, Frequency::annual, fiscal_year);
  return detail::transform(data, options.parallel, to, [&](const auto& in, const auto& out) {
    core::year_to_date(in, out, detail::positions_of(years));
  });
}

/// Total of each fiscal year, as an annual series that carries the fiscal year: totals[year(2024)] is FY24.
///
/// Shape    T -> one value a fiscal year that the data touch; panel likewise.
/// Units    those of the data, per fiscal year.
/// Missing  NaN if any period of the year is missing or outside the data; under Completeness::partial the sum of what
///          is there, NaN only if nothing is; given min_count, if fewer values are.
/// Errors   throws Error if the fiscal year would cut through the periods, or annual data count in another one.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> fiscal_totals(const Data& data, FiscalYear fiscal_year = {}, ConvertOptions options = {},
                                  const To& to = {}) {
  return convert(data, Frequency::annual, Summary::sum, fiscal_year, options, to);
}

}  // namespace HIGHWATER_NAMESPACE::aggregate
