#include <highwater.hpp>

namespace hw = highwater;

double latest_growth(const hw::TimeSeries& series);

int main() {
  const hw::TimeSeries exports(hw::month(2024, 10), {330.0, 310.0, 348.0});
  const bool record = hw::records::highs(exports).back().period == hw::month(2024, 12);
  return record && latest_growth(exports) > 0.12 ? 0 : 1;
}
