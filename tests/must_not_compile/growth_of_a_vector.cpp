// expect: (SeriesOrPanel|constraints not satisfied)
#include <highwater/growth/growth.hpp>
#include <vector>

int main() {
  const std::vector<double> values{1.0, 2.0};
  return highwater::growth::period_over_period(values).empty();
}
