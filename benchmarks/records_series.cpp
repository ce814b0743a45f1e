// How long each of ten million values was unmatched (highest_since of every period at once), beside the running maximum
// in a plain loop and ours, on noise, on a random walk, and on what never rises. Compare ratios of one run. Needs 250 MB.
#include <benchmark/benchmark.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "highwater/records/ranks.hpp"
#include "highwater/records/records.hpp"

namespace hw = highwater;

namespace {

constexpr std::size_t count = 10'000'000;
enum Kind { noise, walk, falling };

struct Data {
  std::vector<double> in, out;
  hw::SeriesView series() const { return {hw::Period(hw::Frequency::daily, 0), in}; }
};

Data& data_of(Kind kind) {
  static Data data;
  static int made = -1;
  if (made != kind) {
    std::mt19937_64 generator(7);
    std::normal_distribution<double> step;
    data.in.resize(count);
    data.out.assign(count, 0.0);
    double level = 0.0;
    for (std::size_t t = 0; t < count; ++t) {
      const double x = step(generator);
      level += x;
      data.in[t] = kind == noise ? x : kind == walk ? level : -static_cast<double>(t);
    }
    made = kind;
  }
  return data;
}

template <class Work>
void run(benchmark::State& state, Work work) {
  Data& data = data_of(static_cast<Kind>(state.range(0)));
  work(data);
  for (auto step : state) {
    static_cast<void>(step);
    work(data);
    benchmark::DoNotOptimize(data.out.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(count));
}

void plain_running_maximum(benchmark::State& state) {
  run(state, [](Data& data) {
    double high = -INFINITY;
    for (std::size_t t = 0; t < count; ++t) {
      high = data.in[t] > high ? data.in[t] : high;
      data.out[t] = high;
    }
  });
}
void running_high(benchmark::State& state) {
  run(state, [](Data& data) { hw::records::running_high(data.series(), {}, hw::into(data.out)); });
}
void highest_for(benchmark::State& state) {
  run(state, [](Data& data) { hw::records::highest_for(data.series(), {}, hw::into(data.out)); });
}
void ranks(benchmark::State& state) {
  run(state, [](Data& data) { hw::records::ranks(data.series(), {}, hw::into(data.out)); });
}

BENCHMARK(plain_running_maximum)->Arg(noise)->Arg(walk)->Arg(falling)->Unit(benchmark::kMillisecond);
BENCHMARK(running_high)->Arg(noise)->Arg(walk)->Arg(falling)->Unit(benchmark::kMillisecond);
BENCHMARK(highest_for)->Arg(noise)->Arg(walk)->Arg(falling)->Unit(benchmark::kMillisecond);
BENCHMARK(ranks)->Arg(noise)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace

BENCHMARK_MAIN();
