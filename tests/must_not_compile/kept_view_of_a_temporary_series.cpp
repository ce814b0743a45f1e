// expect: -Wdangling
// clang-only
#include <highwater/series/time_series.hpp>

int main() {
  const highwater::SeriesView view = highwater::TimeSeries(highwater::month(2024, 1), {1.0, 2.0});
  return view.empty();
}
