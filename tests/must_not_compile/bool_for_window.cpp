// expect: (no matching function|convert|conversion)
#include <highwater/aggregate/trailing.hpp>

int main() {
  const highwater::TimeSeries series(highwater::month(2024, 1), {1.0, 2.0});
  return highwater::aggregate::trailing_mean(series, 2, true).empty();
}
