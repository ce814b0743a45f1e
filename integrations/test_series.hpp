#pragma once

// Series for the tests of the rooms, which make the same in SQL.
#include <highwater/highwater.hpp>

namespace highwater_integrations {

constexpr int test_months = 240;

/// A value in 17 is missing; every other one is a number of eighths, which SQL finds exactly.
inline double test_value(int series, int month) {
  return (series * 31 + month) % 17 == 0 ? highwater::missing_value
                                         : ((series * 7919 + month * 104729) % 1000 + 1 + month) / 8.0;
}
inline highwater::TimeSeries test_series(int number) {
  highwater::TimeSeries series(highwater::month(2000, 1), {});
  for (int month = 0; month < test_months; ++month) series.append(test_value(number, month));
  return series;
}

}  // namespace highwater_integrations
