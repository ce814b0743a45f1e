// expect: (could not convert|cannot convert|no matching function)
#include <highwater/growth/growth.hpp>

int main() {
  const highwater::TimeSeries series(highwater::month(2024, 1), {1.0, 2.0});
  return highwater::growth::period_over_period(series, {.base = 1}).empty();
}
