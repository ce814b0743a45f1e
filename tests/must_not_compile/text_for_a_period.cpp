// expect: (no matching function|convert|no viable)
#include <highwater/records/records.hpp>

int main() {
  const highwater::TimeSeries series(highwater::month(2024, 1), {1.0, 2.0});
  return highwater::records::highest_since(series, "2024-02").has_value();
}
