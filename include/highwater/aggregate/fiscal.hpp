#pragma once

#include "highwater/aggregate/convert.hpp"

namespace HIGHWATER_NAMESPACE::aggregate {

struct TotalOptions {
  Completeness completeness = Completeness::complete;
  Parallel parallel = {};
};

/// The fiscal years of a series or panel. Errors: throws Error if it is numbered in other fiscal years.
template <SeriesOrPanel Data>
PeriodBlocks fiscal_blocks_of(const Data& data, FiscalYear fiscal_year) {
  return blocks_of(data, Frequency::annual, fiscal_year);
}

/// The operation of year_to_date on data whose fiscal years are these, which are borrowed.
inline auto sums_within(const PeriodBlocks& years) {
  return [&years](core::Columns in, core::MutableColumns out) { core::year_to_date(in, out, positions_of(years)); };
}

struct YearToDateOptions {
  Parallel parallel = {};
};

/// Sum from the start of the fiscal year to each period. The last value of a year equals its fiscal total, bit for bit.
///
/// Shape    T -> T; panel T x N -> T x N.
/// Units    those of the data.
/// Missing  NaN from a missing value to the end of its fiscal year, and in a first year whose start is not in the data.
/// Errors   throws Error if the fiscal year would cut through the periods, or annual data count in another one.
template <SeriesOrPanel Data>
ResultFor<Data> year_to_date(const Data& data, FiscalYear fiscal_year = {}, YearToDateOptions options = {}) {
  const PeriodBlocks years = fiscal_blocks_of(data, fiscal_year);
  return transform(data, options.parallel, sums_within(years));
}
template <SeriesOrPanel Data>
void year_to_date_into(const Data& data, const Output& out, FiscalYear fiscal_year = {},
                       YearToDateOptions options = {}) {
  const PeriodBlocks years = fiscal_blocks_of(data, fiscal_year);
  transform_into(data, out, options.parallel, sums_within(years));
}

/// Total of each fiscal year, as an annual series that carries the fiscal year: totals[year(2024)] is FY24.
///
/// Shape    T -> one value a fiscal year that the data touch; panel likewise.
/// Units    those of the data, per fiscal year.
/// Missing  NaN if any period of the year is missing or outside the data; under Completeness::partial the sum of what
///          is there, NaN only if nothing is.
/// Errors   throws Error if the fiscal year would cut through the periods, or annual data count in another one.
template <SeriesOrPanel Data>
ResultFor<Data> fiscal_totals(const Data& data, FiscalYear fiscal_year = {}, TotalOptions options = {}) {
  return convert(data, Frequency::annual, Summary::sum,
                 {.completeness = options.completeness, .fiscal_year = fiscal_year, .parallel = options.parallel});
}
/// The same, written into memory of the caller's: one row a fiscal year. Gives the first fiscal year.
template <SeriesOrPanel Data>
Period fiscal_totals_into(const Data& data, const Output& out, FiscalYear fiscal_year = {}, TotalOptions options = {}) {
  return convert_into(data, Frequency::annual, Summary::sum, out,
                      {.completeness = options.completeness, .fiscal_year = fiscal_year, .parallel = options.parallel});
}

}  // namespace HIGHWATER_NAMESPACE::aggregate
