// expect: (no matching function|convert|conversion)
#include <highwater/monitor/scan.hpp>

int main() {
  const highwater::TimeSeries series(highwater::month(2024, 1), {1.0, 2.0});
  return highwater::monitor::scan(series, {.progress = [](double) { return true; }}).sets_record();
}
