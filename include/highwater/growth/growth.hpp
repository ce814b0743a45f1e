#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "highwater/calendar/year_before.hpp"
#include "highwater/core/operations.hpp"
#include "highwater/series/transform.hpp"

namespace HIGHWATER_NAMESPACE::detail {

/// A lag as the core takes it. Errors: throws Error if it is not positive.
inline std::size_t checked_lag(std::int64_t lag) {
  if (lag < 1) throw Error("a lag of " + std::to_string(lag) + " periods was asked for; it must be at least 1");
  return static_cast<std::size_t>(lag);
}

/// change(values, bases, out) of the rows from `begin` to `end` (excluded), each against the base that `runs` give it.
template <class Change>
void change_over_runs(core::Columns in, core::MutableColumns out, std::span<const YearLag> runs, std::size_t begin,
                      std::size_t end, Change change) {
  for (const YearLag& run : runs) {
    const std::size_t first = std::max(begin, run.begin), last = std::min(end, run.end);
    if (first >= last) continue;
    const std::size_t none = run.lag == 0 ? last : std::clamp(run.lag, first, last);  // up to here: no base
    core::fill_missing(out.part(first - begin, none - first));
    if (const std::size_t count = last - none; count > 0)
      change(in.part(none, count), in.part(none - run.lag, count), out.part(none - begin, count));
  }
}

}  // namespace HIGHWATER_NAMESPACE::detail

/// Growth of a series, or of every series of a panel. All growth is a fraction: 0.034 is 3.4 %. Lags are by calendar
/// label: a month that was not observed is a missing value, never a skipped row.
namespace HIGHWATER_NAMESPACE::growth {

/// From which bases growth is measured.
struct Options {
  BasePolicy base = BasePolicy::positive;
  Parallel parallel = {};
};

/// Growth over a number of periods: y[t] = x[t] / x[t - lag] - 1.
///
/// Shape    T -> T (the first `lag` are missing); panel T x N -> T x N.
/// Units    fraction: 0.034 is 3.4 %.
/// Missing  NaN if either value is missing, if the base is zero, or if it is negative (BasePolicy::positive).
/// Errors   throws Error if lag < 1.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> over(const Data& data, std::int64_t lag, Options options = {}, const To& to = {}) {
  return detail::transform(
      data, options.parallel, to,
      [&, n = detail::checked_lag(lag)](const auto& in, const auto& out) { core::growth(in, out, n, options.base); });
}

/// Growth over the period before: over(data, 1).
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> period_over_period(const Data& data, Options options = {}, const To& to = {}) {
  return over(data, 1, options, to);
}

/// Growth over the same period a year earlier: y[t] = x[t] / x[year_before(t)] - 1. For annual to monthly data that is
/// over(data, n), n = periods per year; ISO weeks are compared with the week of that number, days with that date,
/// business days with the last one on or before it.
///
/// Shape    T -> T (those of the first year are missing); panel T x N -> T x N.
/// Units    fraction: 0.034 is 3.4 %.
/// Missing  as for over(); week 53 and 29 February have no base.
/// Errors   none.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> year_over_year(const Data& data, Options options = {}, const To& to = {}) {
  const Period first = detail::view_of(data).first();
  if (has_regular_year(first.frequency())) return over(data, periods_per_year(first.frequency()), options, to);
  return detail::transform(data, options.parallel, to, [&](const auto& in, const auto& out) {
    detail::change_over_runs(in, out, detail::year_lags(first, in.rows), 0, in.rows,
                             [&](const auto& values, const auto& bases, const auto& grown) {
                               core::growth_between(values, bases, grown, options.base);
                             });
  });
}

/// Absolute change over a number of periods: y[t] = x[t] - x[t - lag].
///
/// Shape    T -> T (the first `lag` are missing); panel T x N -> T x N.
/// Units    those of the data.
/// Missing  NaN if either value is missing.
/// Errors   throws Error if lag < 1.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> difference(const Data& data, std::int64_t lag = 1, ParallelOptions options = {},
                               const To& to = {}) {
  return detail::transform(data, options.parallel, to, [n = detail::checked_lag(lag)](const auto& in, const auto& out) {
    core::difference(in, out, n);
  });
}

/// Absolute change on the same period a year earlier: y[t] = x[t] - x[year_before(t)], for what has no growth in per cent.
///
/// Shape    T -> T (those of the first year are missing); panel T x N -> T x N.
/// Units    those of the data.
/// Missing  NaN if either value is missing; week 53 and 29 February have no base.
/// Errors   none.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> difference_on_year(const Data& data, ParallelOptions options = {}, const To& to = {}) {
  const Period first = detail::view_of(data).first();
  if (has_regular_year(first.frequency())) return difference(data, periods_per_year(first.frequency()), options, to);
  return detail::transform(data, options.parallel, to, [&](const auto& in, const auto& out) {
    detail::change_over_runs(
        in, out, detail::year_lags(first, in.rows), 0, in.rows,
        [](const auto& values, const auto& bases, const auto& changes) { core::subtract(values, bases, changes); });
  });
}

/// Change of the logarithm over a number of periods: y[t] = ln x[t] - ln x[t - lag].
///
/// Shape    T -> T (the first `lag` are missing); panel T x N -> T x N.
/// Units    natural logarithm: 0.034 is about 3.4 %; changes add up over time.
/// Missing  NaN unless both values are there and positive; NaN too if their ratio is beyond the range of a double.
/// Errors   throws Error if lag < 1.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> log_change(const Data& data, std::int64_t lag = 1, ParallelOptions options = {},
                               const To& to = {}) {
  return detail::transform(data, options.parallel, to, [n = detail::checked_lag(lag)](const auto& in, const auto& out) {
    core::log_change(in, out, n);
  });
}

/// Growth over a number of periods as a rate per year: (x[t] / x[t - lag])^(n / lag) - 1, n = periods per year.
///
/// Shape    T -> T (the first `lag` are missing); panel T x N -> T x N.
/// Units    fraction per year.
/// Missing  NaN if either value is missing or negative, or the base is zero.
/// Errors   throws Error if lag < 1; for weekly and daily data.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> annualised(const Data& data, std::int64_t lag = 1, ParallelOptions options = {},
                               const To& to = {}) {
  const std::size_t n = detail::checked_lag(lag);
  const double exponent = periods_per_year(detail::view_of(data).first().frequency()) / static_cast<double>(lag);
  return detail::transform(data, options.parallel, to,
                           [=](const auto& in, const auto& out) { core::raised_growth(in, out, n, exponent); });
}

/// Growth per year that leads from one period's value to another's (CAGR): (x[to] / x[from])^(1 / years) - 1.
///
/// Units    fraction per year.
/// Missing  NaN if either value is missing or not positive.
/// Errors   throws Error if `to` is not after `from`, or either lies outside the series; and for weekly and daily data.
inline double compound_rate(SeriesView series, Period from, Period to) {
  const double start = series.at(from), end = series.at(to);
  if (!(from < to)) throw Error("a compound rate from " + to_string(from) + " to " + to_string(to) + " spans no time");
  if (!(start > 0.0) || !(end > 0.0)) return missing_value;
  const double years = static_cast<double>(to - from) / periods_per_year(series.frequency());
  return core::finite_or_missing(std::pow(end / start, 1.0 / years) - 1.0);
}

/// The same of every series of a panel.
inline std::vector<double> compound_rate(const PanelView& panel, Period from, Period to) {
  return detail::for_each_series(panel, [&](SeriesView series) { return compound_rate(series, from, to); });
}

}  // namespace HIGHWATER_NAMESPACE::growth
