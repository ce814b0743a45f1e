#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "highwater/calendar/working_days.hpp"
#include "highwater/core/operations.hpp"
#include "highwater/series/transform.hpp"

namespace HIGHWATER_NAMESPACE::growth {

/// The operation of per_working_day: divides the periods of a view by their working days.
template <class View>
auto by_working_days(const View& view, const WorkingDays& calendar) {
  const FiscalYear year = view.fiscal_year();
  const bool counts_in_year = view.first().frequency() <= Frequency::quarterly;
  return [=, first = view.first(), &calendar](core::Columns in, core::MutableColumns out) {
    std::vector<double> days(in.rows);
    for (std::size_t t = 0; t < in.rows; ++t) {
      const Period period = first + static_cast<std::int64_t>(t);
      days[t] = static_cast<double>(
          counts_in_year ? calendar.count(year.first(period, Frequency::daily), year.last(period, Frequency::daily))
                         : calendar.count(period));
    }
    core::divide(in, {days.data(), in.rows, 1, in.rows}, out);
  };
}

/// Value per working day of the period, so that growth is not that of the calendar: a month that fell from one with 23
/// working days to one with 21 may yet have risen per day. Growth of the result is growth adjusted for working days.
///
/// Shape    T -> T; panel T x N -> T x N.
/// Units    those of the data, per working day.
/// Missing  NaN if the value is missing, or if the period has no working day.
/// Errors   throws Error if the data count in a fiscal year that does not exist, or beyond the year 9999.
template <SeriesOrPanel Data>
ResultFor<Data> per_working_day(const Data& data, const WorkingDays& calendar) {
  return transform(data, by_working_days(view_of(data), calendar));
}

/// The same, written into memory of the caller's, which must have the shape of the data and not overlap it.
template <SeriesOrPanel Data>
void per_working_day_into(const Data& data, const WorkingDays& calendar, const Output& out) {
  transform_into(data, out, by_working_days(view_of(data), calendar));
}

}  // namespace HIGHWATER_NAMESPACE::growth
