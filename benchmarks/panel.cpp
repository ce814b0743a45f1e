// Every operation on a panel of 240 periods, in cache (1000 series) and out of cache (20000), into memory of the
// caller's, beside a plain loop for the same and the memory floors of the same run. The counters say
//   ns     nanoseconds per value of the panel
//   floor  the time as a multiple of the floor named in the label: reading the panel, or copying it
// Absolute figures move between machines; compare ratios of one run. Needs 100 MB.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "highwater/aggregate/fiscal.hpp"
#include "highwater/aggregate/trailing.hpp"
#include "highwater/growth/growth.hpp"
#include "highwater/projection/trend.hpp"
#include "highwater/records/records.hpp"
#include "highwater/records/streaks.hpp"

namespace hw = highwater;

namespace {

constexpr std::size_t periods = 240;

// A panel and memory for a result, made once for each size. Columns do not start at multiples of a page, and the result
// is offset by a few cache lines from the input: equal offsets within a page halve the speed.
struct Data {
  explicit Data(std::size_t series)
      : count(series), input(series * stride), output(series * stride + 64), results(series) {
    std::mt19937_64 generator(1);
    std::normal_distribution<double> noise;
    for (std::size_t j = 0; j < series; ++j) {
      double level = 5.0;
      for (std::size_t t = 0; t < periods; ++t)
        input[j * stride + t] = std::exp(level += 0.005 + 0.05 * noise(generator));
    }
  }
  hw::PanelView panel() const { return {hw::month(2000, 1), input, periods, count, stride}; }
  hw::Output result() { return {std::span<double>(output).subspan(64), periods, count, stride}; }
  const double* column(std::size_t j) const { return input.data() + j * stride; }
  double* result_column(std::size_t j) { return output.data() + 64 + j * stride; }

  static constexpr std::size_t stride = periods;
  std::size_t count;
  std::vector<double> input, output;
  std::vector<double> results;  // one number a series
};

Data& data_of(std::size_t series) {
  static std::map<std::size_t, Data> made;
  return made.try_emplace(series, series).first->second;
}

// Nanoseconds per value of what `work` does to a panel: the median of 15 runs.
template <class Work>
double floor_of(Data& data, Work work) {
  std::vector<double> times;
  for (int i = 0; i < 15; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    work(data);
    benchmark::ClobberMemory();
    times.push_back(std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - begin).count());
  }
  std::nth_element(times.begin(), times.begin() + 7, times.end());
  return times[7] / static_cast<double>(data.count * periods);
}

void read_all(Data& data) {
  double sums[16] = {};
  for (std::size_t i = 0; i + 16 <= data.input.size(); i += 16)
    for (std::size_t k = 0; k < 16; ++k) sums[k] += data.input[i + k];
  benchmark::DoNotOptimize(sums);
}

void copy_all(Data& data) { std::memcpy(data.result_column(0), data.input.data(), data.input.size() * sizeof(double)); }

enum class Floor { read, copy };

double floor_ns(Floor floor, std::size_t series) {
  static std::map<std::pair<Floor, std::size_t>, double> measured;
  const auto [at, is_new] = measured.try_emplace({floor, series}, 0.0);
  if (is_new)
    at->second = floor == Floor::read ? floor_of(data_of(series), read_all) : floor_of(data_of(series), copy_all);
  return at->second;
}

// Registers a benchmark of `work(Data&)` in both sizes.
template <class Work>
void add(const std::string& name, Floor floor, Work work) {
  for (const std::size_t series : {std::size_t{1000}, std::size_t{20000}})
    benchmark::RegisterBenchmark((name + "/" + std::to_string(series)).c_str(), [=](benchmark::State& state) {
      Data& data = data_of(series);
      const double lowest = floor_ns(floor, series);
      const auto begin = std::chrono::steady_clock::now();
      for (auto _ : state) {
        work(data);
        benchmark::ClobberMemory();
      }
      const std::chrono::duration<double, std::nano> elapsed = std::chrono::steady_clock::now() - begin;
      const double ns =
          elapsed.count() / static_cast<double>(state.iterations()) / static_cast<double>(series * periods);
      state.counters["ns"] = ns;
      state.counters["floor"] = ns / lowest;
      state.SetLabel(floor == Floor::read ? "read" : "copy");
    });
}

void plain_year_over_year(Data& data) {
  for (std::size_t j = 0; j < data.count; ++j)
    for (std::size_t t = 0; t < periods; ++t) {
      const double base = t < 12 ? NAN : data.column(j)[t - 12];
      data.result_column(j)[t] = base > 0.0 ? data.column(j)[t] / base - 1.0 : NAN;
    }
}

void plain_running_high(Data& data) {
  for (std::size_t j = 0; j < data.count; ++j) {
    double high = NAN;
    for (std::size_t t = 0; t < periods; ++t) {
      if (!(data.column(j)[t] <= high) && !std::isnan(data.column(j)[t])) high = data.column(j)[t];
      data.result_column(j)[t] = high;
    }
  }
}

void plain_trailing_mean(Data& data) {
  for (std::size_t j = 0; j < data.count; ++j)
    for (std::size_t t = 0; t < periods; ++t) {
      double sum = t < 11 ? NAN : 0.0;
      for (std::size_t k = t < 11 ? t : t - 11; k <= t; ++k) sum += data.column(j)[k];
      data.result_column(j)[t] = sum / 12.0;
    }
}

void plain_fiscal_totals(Data& data) {
  for (std::size_t j = 0; j < data.count; ++j)
    for (std::size_t k = 0; k < periods / 12; ++k) {
      double sum = 0.0;
      for (std::size_t t = 12 * k; t < 12 * k + 12; ++t) sum += data.column(j)[t];
      data.result_column(j)[k] = sum;
    }
}

void plain_trend(Data& data) {
  for (std::size_t j = 0; j < data.count; ++j) {
    double mean = 0.0, product = 0.0;
    for (std::size_t t = 0; t < periods; ++t) mean += data.column(j)[t];
    mean /= periods;
    for (std::size_t t = 0; t < periods; ++t)
      product += (static_cast<double>(t) - (periods - 1) / 2.0) * (data.column(j)[t] - mean);
    data.results[j] = product * 12.0 / (periods * (periods * periods - 1.0));
  }
}

template <class Function>
void for_each_series(Data& data, Function function) {
  const hw::PanelView panel = data.panel();
  for (std::size_t j = 0; j < data.count; ++j) data.results[j] = function(panel.series(j));
}

}  // namespace

int main(int argc, char** argv) {
  add("year_over_year", Floor::copy, [](Data& data) { hw::growth::year_over_year_into(data.panel(), data.result()); });
  add("year_over_year/plain", Floor::copy, plain_year_over_year);
  add("running_high", Floor::copy, [](Data& data) { hw::records::running_high_into(data.panel(), data.result()); });
  add("running_high/plain", Floor::copy, plain_running_high);
  add("trailing_mean_12", Floor::copy,
      [](Data& data) { hw::aggregate::trailing_mean_into(data.panel(), 12, data.result()); });
  add("trailing_mean_12/plain", Floor::copy, plain_trailing_mean);
  add("year_to_date", Floor::copy, [](Data& data) { hw::aggregate::year_to_date_into(data.panel(), data.result()); });
  add("fiscal_totals", Floor::read,
      [](Data& data) { benchmark::DoNotOptimize(hw::aggregate::fiscal_totals(data.panel())); });
  add("fiscal_totals/plain", Floor::read, plain_fiscal_totals);
  add("current_streak", Floor::read, [](Data& data) {
    for_each_series(data, [](hw::SeriesView s) { return static_cast<double>(hw::records::current_streak(s).length); });
  });
  add("linear_trend", Floor::read, [](Data& data) {
    for_each_series(data, [](hw::SeriesView s) { return hw::projection::fit(s, hw::projection::Linear{}).line.slope; });
  });
  add("linear_trend/plain", Floor::read, plain_trend);
  add("exponential_trend", Floor::read, [](Data& data) {
    for_each_series(data,
                    [](hw::SeriesView s) { return hw::projection::fit(s, hw::projection::Exponential{}).line.slope; });
  });
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
}
