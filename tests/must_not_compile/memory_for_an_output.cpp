// expect: (Destination|constraint)
#include <highwater/growth/growth.hpp>
#include <vector>

int main() {
  const highwater::TimeSeries series(highwater::month(2024, 1), {1.0, 2.0});
  std::vector<double> memory(2);
  highwater::growth::period_over_period(series, {}, memory);
}
