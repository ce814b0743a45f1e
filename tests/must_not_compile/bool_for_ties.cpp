// expect: (could not convert|no known conversion|cannot initialize)
#include <highwater/records/records.hpp>

int main() {
  const highwater::TimeSeries series(highwater::month(2024, 1), {1.0, 2.0});
  return static_cast<int>(highwater::records::highs(series, {.ties = true}).size());
}
