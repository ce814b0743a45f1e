#include <highwater/highwater.hpp>

namespace hw = highwater;

int main() {
  const hw::TimeSeries exports = hw::io::parse_csv("period,value\n2024-10,330\n2024-11,310\n2024-12,348\n");
  return exports[hw::month(2024, 12)] == 348.0 ? 0 : 1;
}
