// Fits of one series after another, each with its projection of 12 periods: microseconds a series on one core, and at the
// end how many times as fast all cores are on the series of a panel. The series are seeded: a level and a trend that
// wander, seasons of a year, noise.
//   projection_fits --series=FILE   writes them, one a line, for the R script of the same work (peers/projection.R)
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <fstream>
#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "highwater/projection/automatic.hpp"
#include "highwater/projection/models.hpp"
#include "highwater/projection/panel.hpp"
#include "highwater/projection/smoothing.hpp"

namespace hw = highwater;
using namespace hw::projection;

namespace {

const std::vector<hw::TimeSeries>& all_series() {
  static const std::vector<hw::TimeSeries> made = [] {
    std::vector<hw::TimeSeries> all;
    std::mt19937_64 generator(1);
    std::normal_distribution<double> normal;
    for (int i = 0; i < 100; ++i) {
      std::vector<double> values;
      double level = 200.0, trend = 0.5;
      const double swing = 10.0 + 0.3 * i;
      for (int t = 0; t < 240; ++t) {
        trend += 0.02 * normal(generator);
        level += trend + 2.0 * normal(generator);
        values.push_back(level * (1.0 + swing / 1000.0 * std::sin(6.283185307179586 * t / 12.0)) +
                         5.0 * normal(generator) + 100.0);
      }
      all.emplace_back(hw::month(2005, 1), values);
    }
    return all;
  }();
  return made;
}

template <class Model>
void project_all(benchmark::State& state, Model model) {
  std::size_t i = 0;
  for (auto _ : state) {
    const hw::Projection found = project(all_series()[i++ % all_series().size()], model, {.periods = 12});
    benchmark::DoNotOptimize(found.point.values().data());
  }
  state.SetItemsProcessed(state.iterations());
}

BENCHMARK_CAPTURE(project_all, linear, Linear{})->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(project_all, exponential, Exponential{})->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(project_all, drift, Drift{})->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(project_all, simple_smoothing, SimpleSmoothing{})->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(project_all, holt, Holt{})->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(project_all, holt_damped, Holt{.trend = Trend::damped})->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(project_all, holt_winters_added, HoltWinters{.season = hw::SeasonalForm::additive})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(project_all, holt_winters_factors, HoltWinters{.season = hw::SeasonalForm::multiplicative})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(project_all, theta, Theta{})->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(project_all, theil_sen, TheilSen{})->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(project_all, automatic, Automatic{})->Unit(benchmark::kMicrosecond);

/// Series per second of a panel of 1000 on one thread and on all, one after the other: the best of several rounds.
template <class Model>
void share_out(const char* name, Model model) {
  std::vector<double> values;
  for (std::size_t i = 0; i < 1000; ++i) {
    const std::span<const double> series = all_series()[i % all_series().size()].values();
    values.insert(values.end(), series.begin(), series.end());
  }
  const hw::PanelView panel(hw::month(2005, 1), values, 240, 1000);
  const auto seconds = [&](hw::Parallel parallel) {
    const auto start = std::chrono::steady_clock::now();
    const auto found = project(panel, model, {.periods = 12, .parallel = parallel});
    benchmark::DoNotOptimize(found.data());
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  double alone = seconds({}), shared = seconds(hw::Parallel::threads);
  for (int round = 0; round < 15; ++round) {
    alone = std::min(alone, seconds({}));
    shared = std::min(shared, seconds(hw::Parallel::threads));
  }
  std::printf("project_panel/%s: 1 thread %.1f us a series, %u threads %.1f us, %.2f times as fast\n", name,
              1e3 * alone, std::thread::hardware_concurrency(), 1e3 * shared, alone / shared);
}

int write_series(const char* path) {
  std::ofstream file(path);
  file.precision(std::numeric_limits<double>::max_digits10);
  for (const hw::TimeSeries& series : all_series()) {
    const char* separator = "";
    for (const double value : series.values()) {
      file << separator << value;
      separator = ",";
    }
    file << '\n';
  }
  return file ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  constexpr std::string_view series = "--series=";
  if (argc == 2 && std::string_view(argv[1]).substr(0, series.size()) == series)
    return write_series(argv[1] + series.size());
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  share_out("holt", Holt{});
}
