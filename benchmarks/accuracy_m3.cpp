#include <chrono>
#include <cmath>
#include <cstdio>

#include "highwater/projection/automatic.hpp"
#include "m3.hpp"
namespace hw = highwater;
int main(int, char** argv) {
  const auto all = m3::read(argv[1]);
  std::map<std::string, std::pair<double, int>> smape;
  double seconds = 0;
  for (const auto& s : all) {
    const auto series = m3::as_series(s, s.train);
    const auto start = std::chrono::steady_clock::now();
    const auto found = hw::projection::explain(series, hw::projection::Automatic{}, (int)s.test.size());
    seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    double e = 0;
    for (std::size_t h = 0; h < s.test.size(); ++h)
      e += 200 * std::abs(s.test[h] - found.point[h]) / (std::abs(s.test[h]) + std::abs(found.point[h]));
    e /= (double)s.test.size();
    smape[s.group].first += e;
    smape[s.group].second++;
    smape["ALL"].first += e;
    smape["ALL"].second++;
  }
  for (auto& [g, v] : smape) std::printf("%s %d %.4f\n", g.c_str(), v.second, v.first / v.second);
  std::printf("%.3f s\n", seconds);
}
