// expect: deleted (function|member function|constructor)
#include <highwater/series/time_series.hpp>

int main() {
  for (const double value : highwater::TimeSeries(highwater::month(2024, 1), {1.0, 2.0}).values())
    if (value > 1.0) return 1;
}
