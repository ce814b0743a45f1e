// expect: (convert|conversion|no matching function|no viable)
#include <highwater/growth/growth.hpp>
#include <span>
#include <vector>

int main() {
  const highwater::TimeSeries series(highwater::month(2024, 1), {1.0, 2.0});
  const std::vector<double> memory(2);
  highwater::growth::period_over_period(series, {}, highwater::into(std::span(memory)));
}
