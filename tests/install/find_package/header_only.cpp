#include <highwater/highwater.hpp>

namespace hw = highwater;

int main() {
  const hw::TimeSeries exports(hw::month(2024, 10), {330.0, 310.0, 348.0});
  const hw::TimeSeries growth = hw::growth::period_over_period(exports);
  return growth[hw::month(2024, 12)] > 0.12 ? 0 : 1;
}
