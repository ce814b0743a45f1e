#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "highwater/growth/growth.hpp"
#include "highwater/series/blocks.hpp"

/// Where growth comes from: parts of a total, this period or the base, this year or the last.
namespace HIGHWATER_NAMESPACE::growth {

/// How much of the growth of a total comes from a part: (part[t] - part[t - lag]) / total[t - lag]. The contributions
/// of all parts sum to the growth of the total.
///
/// Shape    T -> T (the first `lag` are missing); a panel of parts T x N -> T x N. The total is taken by its labels.
/// Units    fraction of the total: 0.01 is one percentage point.
/// Missing  NaN if a value that is needed is missing, or the base under the base policy (as for over()).
/// Errors   throws Error if lag < 1, if the total has another frequency, or if its periods do not cover the parts'.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> contribution(const Data& parts, SeriesView total, std::int64_t lag = 1, Options options = {},
                                 const To& to = {}) {
  const std::size_t n = detail::checked_lag(lag);
  const detail::Periods periods = detail::periods_of(parts);
  if (periods.count > 0)
    total = total.slice(periods.first, periods.first + (static_cast<std::int64_t>(periods.count) - 1));
  return detail::transform(parts, options.parallel, to, [&](const auto& in, const auto& out) {
    core::contribution(in, detail::columns_of(total), out, n, options.base);
  });
}

/// What a year hands on to the next: the growth of next year's mean if the level stayed at the last value of this year,
/// x[last period of the year] / mean of the year - 1.
///
/// Shape    T -> one value a fiscal year that the data touch, an annual series; panel likewise.
/// Units    fraction.
/// Missing  NaN if any period of the year is missing or outside the data, or if the mean is not positive.
/// Errors   throws Error if the fiscal year would cut through the periods, or the data count in another one.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> carry_over(const Data& data, FiscalYear fiscal_year = {}, ParallelOptions options = {},
                               const To& to = {}) {
  const detail::PeriodBlocks years = detail::blocks_of(data, Frequency::annual, fiscal_year);
  const core::Blocks blocks = detail::positions_of(years);
  return detail::transform(
      data, {years.first, blocks.size(), fiscal_year}, options.parallel, to, [&](const auto& in, const auto& out) {
        std::vector<double> last(out.rows * in.columns), mean(last.size());
        core::block_summaries(in, {last.data(), out.rows, in.columns, out.rows}, blocks, Summary::last, 0);
        core::block_summaries(in, {mean.data(), out.rows, in.columns, out.rows}, blocks, Summary::mean, 0);
        core::growth_between({last.data(), out.rows, in.columns, out.rows},
                             {mean.data(), out.rows, in.columns, out.rows}, out, BasePolicy::positive);
      });
}

/// What this period's change adds to growth on the year: ln x[t] - ln x[t-1]. In logs momentum and base_effect add up
/// to the change of growth on the year from one period to the next.
///
/// Shape    T -> T (the first is missing); panel T x N -> T x N.
/// Units    change of the logarithm.
/// Missing  NaN if either value is missing or not positive.
/// Errors   none.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> momentum(const Data& data, ParallelOptions options = {}, const To& to = {}) {
  return log_change(data, 1, options, to);
}

/// What the change that dropped out of the base adds to growth on the year: -(ln x[t-n] - ln x[t-n-1]), n = periods per
/// year. A rise a year ago lowers growth on the year now. See momentum.
///
/// Shape    T -> T (the first n + 1 are missing); panel T x N -> T x N.
/// Units    change of the logarithm.
/// Missing  NaN if either value of a year ago is missing or not positive.
/// Errors   throws Error for weekly and daily data.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> base_effect(const Data& data, ParallelOptions options = {}, const To& to = {}) {
  const auto lag = static_cast<std::size_t>(periods_per_year(detail::view_of(data).first().frequency()));
  return detail::transform(data, options.parallel, to, [&](const auto& in, const auto& out) {
    std::vector<double> memory(in.rows * in.columns);
    core::log_change(in, {memory.data(), in.rows, in.columns, in.rows}, 1);
    core::minus_lagged({memory.data(), in.rows, in.columns, in.rows}, out, lag);
  });
}

}  // namespace HIGHWATER_NAMESPACE::growth
