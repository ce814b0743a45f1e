// expect: (no match|no viable|convert)
#include <highwater/series/time_series.hpp>

int main() {
  const highwater::TimeSeries series(highwater::year(2024), {1.0, 2.0});
  return series[2024] > 1.0;
}
