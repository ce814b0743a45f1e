#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "highwater/calendar/working_days.hpp"
#include "highwater/core/operations.hpp"
#include "highwater/series/transform.hpp"

namespace HIGHWATER_NAMESPACE::growth {

/// Value per working day of the period, so that growth is not that of the calendar: a month that fell from one with 23
/// working days to one with 21 may yet have risen per day. Growth of the result is growth adjusted for working days.
///
/// Shape    T -> T; panel T x N -> T x N.
/// Units    those of the data, per working day.
/// Missing  NaN if the value is missing, or if the period has no working day.
/// Errors   throws Error if the data count in a fiscal year that does not exist, or beyond the year 9999.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> per_working_day(const Data& data, const WorkingDays& calendar, ParallelOptions options = {},
                                    const To& to = {}) {
  const detail::Periods periods = detail::periods_of(data);
  const bool counts_in_year = periods.first.frequency() <= Frequency::quarterly;
  std::vector<double> days(periods.count);
  for (std::size_t t = 0; t < days.size(); ++t) {
    const Period period = periods.first + static_cast<std::int64_t>(t);
    const FiscalYear& year = periods.fiscal_year;
    days[t] = static_cast<double>(
        counts_in_year ? calendar.count(year.first(period, Frequency::daily), year.last(period, Frequency::daily))
                       : calendar.count(period));
  }
  return detail::transform(data, options.parallel, to, [&](const auto& in, const auto& out) {
    core::divide(in, {days.data(), days.size(), 1, days.size()}, out);
  });
}

}  // namespace HIGHWATER_NAMESPACE::growth
