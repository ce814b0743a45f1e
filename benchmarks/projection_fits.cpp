// Fits of one series after another, each with its projection of 12 periods: series per second on one core. The series are
// seeded: a level and a trend that wander, seasons of a year, noise.
//   projection_fits --series=FILE   writes them, one a line, for the R script of the same work (peers/projection.R)
#include <benchmark/benchmark.h>

#include <cmath>
#include <cstddef>
#include <fstream>
#include <limits>
#include <random>
#include <string_view>
#include <vector>

#include "highwater/projection/automatic.hpp"
#include "highwater/projection/models.hpp"
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

BENCHMARK_CAPTURE(project_all, linear, Linear{});
BENCHMARK_CAPTURE(project_all, exponential, Exponential{});
BENCHMARK_CAPTURE(project_all, drift, Drift{});
BENCHMARK_CAPTURE(project_all, simple_smoothing, SimpleSmoothing{});
BENCHMARK_CAPTURE(project_all, holt, Holt{});
BENCHMARK_CAPTURE(project_all, holt_damped, Holt{.trend = Trend::damped});
BENCHMARK_CAPTURE(project_all, holt_winters_added, HoltWinters{.season = hw::SeasonalForm::additive});
BENCHMARK_CAPTURE(project_all, holt_winters_factors, HoltWinters{.season = hw::SeasonalForm::multiplicative});
BENCHMARK_CAPTURE(project_all, theta, Theta{});
BENCHMARK_CAPTURE(project_all, theil_sen, TheilSen{});
BENCHMARK_CAPTURE(project_all, automatic, Automatic{});

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
}
