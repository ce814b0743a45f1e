#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "highwater/core/sweeps/sweep.hpp"
#include "highwater/series/transform.hpp"

namespace HIGHWATER_NAMESPACE {

/// One period of each year as an annual series: all Decembers for 12, all second quarters for 2. What is asked of it is
/// asked of that season: records::highs(of_each_year(exports, 12)) are the best Decembers.
///
/// Shape    T -> one value for each year from the first to the last that has this period in the data; panel likewise.
///          The years of fiscal quarters and halves are fiscal years.
/// Missing  NaN where the value is, and for week 53 in years without one.
/// Errors   throws Error if years have no such number (1 to 2, 4, 12 or 53), and for daily and business-daily data.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> of_each_year(const Data& data, int number, const To& to = {}) {
  const auto view = detail::view_of(data);
  const Frequency frequency = view.first().frequency();
  if (frequency >= Frequency::business_daily) throw Error("a day of each year is not selected by a number");
  const int most = frequency == Frequency::weekly ? 53 : periods_per_year(frequency);
  if (number < 1 || number > most)
    throw Error(std::string(to_string(frequency)) + " periods are numbered from 1 to " + std::to_string(most) +
                " in a year, not " + std::to_string(number));

  std::vector<std::size_t> positions;
  int first_year = view.first().year(), next_year = first_year;
  const std::size_t rows = detail::columns_of(view).rows;
  for (std::size_t t = 0; t < rows; ++t) {
    const Period period = view.first() + static_cast<std::int64_t>(t);
    if (period.number() != number) continue;
    if (positions.empty()) first_year = next_year = period.year();
    for (; next_year < period.year(); ++next_year) positions.push_back(core::not_found);
    positions.push_back(t);
    ++next_year;
  }
  return detail::transform(data, {year(first_year), positions.size(), view.fiscal_year()}, Parallel(), to,
                           [&](const auto& in, const auto& out) { core::gather(in, out, positions); });
}

}  // namespace HIGHWATER_NAMESPACE
