// highwater_postgresql_in_memory <series>: seconds in which the library scans the series of times.sh in memory, best of three,
// and a digest of what it finds.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <highwater/highwater.hpp>
#include <span>
#include <string>
#include <vector>

namespace hw = highwater;

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  constexpr std::size_t months = 240;
  const auto count = static_cast<std::size_t>(std::atoll(argv[1]));
  std::vector<double> values(count * months);
  for (std::size_t s = 0; s < count; ++s)
    for (std::size_t m = 0; m < months; ++m)
      values[s * months + m] = static_cast<double>((s * 7919 + m * 104729) % 1000 + 1 + m) / 8.0;
  const hw::PanelView panel(hw::month(2000, 1), values, months, count);
  using enum hw::monitor::Parts;
  double best = 1e9, on_year = 0.0, high = 0.0;
  for (int i = 0; i < 3; ++i) {
    const auto start = std::chrono::steady_clock::now();
    const auto found = hw::monitor::scan(panel, {.parts = growth | records | streaks | trailing | fiscal});
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    on_year = high = 0.0;
    for (const hw::monitor::SeriesSummary& now : found) {
      on_year += now.growth_on_year;
      high += now.record()->value;
    }
  }
  std::printf("%.4f %.17g %.17g\n", best, on_year, high);
}
