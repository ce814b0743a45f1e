#include <highwater.hpp>

double latest_growth(const highwater::TimeSeries& series) {
  const highwater::TimeSeries growth = highwater::growth::period_over_period(series);
  return growth.values().back();
}
