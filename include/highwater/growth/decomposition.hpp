#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "highwater/growth/growth.hpp"
#include "highwater/series/blocks.hpp"

/// Where growth comes from: parts of a total, this period or the base, this year or the last.
namespace HIGHWATER_NAMESPACE::growth {

/// The total over the periods of the parts. Errors: throws Error if it does not cover them.
template <SeriesOrPanel Data>
SeriesView covering(const Data& parts, SeriesView total) {
  const Period first = view_of(parts).first();
  const std::size_t rows = columns_of(view_of(parts)).rows;
  return rows == 0 ? total : total.slice(first, first + (static_cast<std::int64_t>(rows) - 1));
}
inline auto contribution_to(SeriesView total, std::size_t lag, BasePolicy base) {
  return [=](core::Columns in, core::MutableColumns out) { core::contribution(in, columns_of(total), out, lag, base); };
}

/// How much of the growth of a total comes from a part: (part[t] - part[t - lag]) / total[t - lag]. The contributions
/// of all parts sum to the growth of the total.
///
/// Shape    T -> T (the first `lag` are missing); a panel of parts T x N -> T x N. The total is taken by its labels.
/// Units    fraction of the total: 0.01 is one percentage point.
/// Missing  NaN if a value that is needed is missing, or the base under the base policy (as for over()).
/// Errors   throws Error if lag < 1, if the total has another frequency, or if its periods do not cover the parts'.
template <SeriesOrPanel Data>
ResultFor<Data> contribution(const Data& parts, SeriesView total, std::int64_t lag = 1, Options options = {}) {
  return transform(parts, options.parallel, contribution_to(covering(parts, total), checked_lag(lag), options.base));
}
template <SeriesOrPanel Data>
void contribution_into(const Data& parts, SeriesView total, std::int64_t lag, const Output& out, Options options = {}) {
  transform_into(parts, out, options.parallel, contribution_to(covering(parts, total), checked_lag(lag), options.base));
}

/// The operation of carry_over on data whose fiscal years are these.
inline auto carry_over_of(const PeriodBlocks& years) {
  return [&years](core::Columns in, core::MutableColumns out) {
    const core::Blocks blocks = positions_of(years);
    std::vector<double> last(out.rows * in.columns), mean(last.size());
    core::block_summaries(in, {last.data(), out.rows, in.columns, out.rows}, blocks, Summary::last,
                          Completeness::complete);
    core::block_summaries(in, {mean.data(), out.rows, in.columns, out.rows}, blocks, Summary::mean,
                          Completeness::complete);
    core::growth_between({last.data(), out.rows, in.columns, out.rows}, {mean.data(), out.rows, in.columns, out.rows},
                         out, BasePolicy::positive);
  };
}

/// What a year hands on to the next: the growth of next year's mean if the level stayed at the last value of this year,
/// x[last period of the year] / mean of the year - 1.
///
/// Shape    T -> one value a fiscal year that the data touch, an annual series; panel likewise.
/// Units    fraction.
/// Missing  NaN if any period of the year is missing or outside the data, or if the mean is not positive.
/// Errors   throws Error if the fiscal year would cut through the periods, or the data count in another one.
template <SeriesOrPanel Data>
ResultFor<Data> carry_over(const Data& data, FiscalYear fiscal_year = {}) {
  const PeriodBlocks years = blocks_of(data, Frequency::annual, fiscal_year);
  return transform(data, years.first, positions_of(years).size(), fiscal_year, carry_over_of(years));
}
/// The same, written into memory of the caller's, which must have one row a fiscal year and not overlap the data; gives
/// the year of the first.
template <SeriesOrPanel Data>
Period carry_over_into(const Data& data, const Output& out, FiscalYear fiscal_year = {}) {
  const PeriodBlocks years = blocks_of(data, Frequency::annual, fiscal_year);
  transform_into(data, out, Parallel(), positions_of(years).size(), carry_over_of(years));
  return years.first;
}

/// What this period's change adds to growth on the year: ln x[t] - ln x[t-1]. In logs momentum and base_effect add up
/// to the change of growth on the year from one period to the next.
///
/// Shape    T -> T (the first is missing); panel T x N -> T x N.
/// Units    change of the logarithm.
/// Missing  NaN if either value is missing or not positive.
/// Errors   none.
template <SeriesOrPanel Data>
ResultFor<Data> momentum(const Data& data) {
  return log_change(data);
}
template <SeriesOrPanel Data>
void momentum_into(const Data& data, const Output& out) {
  log_change_into(data, 1, out);
}

inline auto minus_a_year_ago(Frequency frequency) {
  return [lag = static_cast<std::size_t>(periods_per_year(frequency))](core::Columns in, core::MutableColumns out) {
    core::minus_lagged(in, out, lag);
  };
}

/// What the change that dropped out of the base adds to growth on the year: -(ln x[t-n] - ln x[t-n-1]), n = periods per
/// year. A rise a year ago lowers growth on the year now. See momentum.
///
/// Shape    T -> T (the first n + 1 are missing); panel T x N -> T x N.
/// Units    change of the logarithm.
/// Missing  NaN if either value of a year ago is missing or not positive.
/// Errors   throws Error for weekly and daily data.
template <SeriesOrPanel Data>
ResultFor<Data> base_effect(const Data& data) {
  return transform(log_change(data), minus_a_year_ago(view_of(data).first().frequency()));
}
template <SeriesOrPanel Data>
void base_effect_into(const Data& data, const Output& out) {
  transform_into(log_change(data), out, minus_a_year_ago(view_of(data).first().frequency()));
}

}  // namespace HIGHWATER_NAMESPACE::growth
