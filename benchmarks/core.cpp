// The operations of the core on series of 240, 1e5 and 1e7 values and on panels of 240 periods, in cache (1000 series) and
// out of cache (100000), into memory of the caller's, beside a plain loop, the same as Eigen expressions, and the memory
// floors of the same run. Counters:
//   ns       nanoseconds per value
//   x_read, x_copy, x_nt   time over that of reading the data, copying them, and copying them past the cache
// What ends in /series is the same call on a SeriesView instead of a panel of one column.
// HIGHWATER_LEVEL sets the instruction set of ours. Compare ratios of one run. Needs 400 MB (without 1e7 and 100000: 4 MB);
// --benchmark_filter=/240x100000/ours picks one column of the table.
//   core --write=FOLDER SERIES   writes a panel of 240 periods and what becomes of its first series, for peers/run
#include <benchmark/benchmark.h>

#include <Eigen/Core>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <map>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "core/level.hpp"
#include "highwater/aggregate/fiscal.hpp"
#include "highwater/aggregate/trailing.hpp"
#include "highwater/growth/growth.hpp"
#include "highwater/records/growth_streaks.hpp"
#include "highwater/records/records.hpp"

namespace hw = highwater;

namespace {

struct Shape {
  std::size_t periods, series;
  std::size_t count() const { return periods * series; }
  std::string name() const { return std::to_string(periods) + "x" + std::to_string(series); }
};

// Data and memory for results, made once for each shape. The results are offset by some cache lines from the data: equal
// offsets within a page halve the speed.
struct Data {
  explicit Data(Shape s)
      : shape(s),
        input(s.count()),
        output(s.count() + 64),
        second(s.count() + 128),
        results(s.series),
        lines(s.series) {
    std::mt19937_64 generator(1);
    std::normal_distribution<double> noise;
    for (std::size_t j = 0; j < s.series; ++j) {
      double level = 5.0;
      for (std::size_t t = 0; t < s.periods; ++t)
        in(j)[t] = std::exp(level += 0.02 * std::sin(static_cast<double>(t) / 50.0) + 0.05 * noise(generator));
    }
  }
  double* in(std::size_t j) { return input.data() + j * shape.periods; }
  double* out(std::size_t j) { return output.data() + 64 + j * shape.periods; }
  static constexpr hw::Period first = hw::month(2000, 1);
  hw::SeriesView series() const { return {first, input}; }
  hw::PanelView panel() const { return {first, input, shape.periods, shape.series}; }
  hw::Output result() { return hw::into(std::span(output).subspan(64), shape.periods, shape.series); }
  hw::Output series_result() { return hw::into(std::span(output).subspan(64)); }
  hw::Output second_result() { return hw::into(std::span(second).subspan(128), shape.periods, shape.series); }

  Shape shape;
  std::vector<double> input, output, second;
  std::vector<double> results;  // one number a series
  std::vector<hw::core::LineFit> lines;
};

Data& data_of(Shape shape) {
  static std::unique_ptr<Data> data;  // one at a time: the large ones would not fit together
  if (!data || data->shape.name() != shape.name()) data = std::make_unique<Data>(shape);
  return *data;
}

// ---- floors
// -----------------------------------------------------------------------------------------------

#if defined(__x86_64__)
__attribute__((target("avx2"))) void read_all(Data& data) {
  const double* const x = data.input.data();
  __m256d sums[8] = {};
  for (std::size_t i = 0; i + 32 <= data.input.size(); i += 32)
    for (std::size_t k = 0; k < 8; ++k) sums[k] = _mm256_add_pd(sums[k], _mm256_loadu_pd(x + i + 4 * k));
  benchmark::DoNotOptimize(sums);
}
__attribute__((target("avx2"))) void copy_past_cache(Data& data) {
  const double* const x = data.input.data();
  double* y = data.out(0);
  std::size_t i = 0;
  for (; reinterpret_cast<std::uintptr_t>(y + i) % 32 != 0; ++i) y[i] = x[i];
  for (; i + 4 <= data.input.size(); i += 4) _mm256_stream_pd(y + i, _mm256_loadu_pd(x + i));
  for (; i < data.input.size(); ++i) y[i] = x[i];
  _mm_sfence();
}
#else
void read_all(Data& data) {
  double sums[16] = {};
  for (std::size_t i = 0; i + 16 <= data.input.size(); i += 16)
    for (std::size_t k = 0; k < 16; ++k) sums[k] += data.input[i + k];
  benchmark::DoNotOptimize(sums);
}
void copy_past_cache(Data& data) { std::memcpy(data.out(0), data.in(0), data.input.size() * sizeof(double)); }
#endif
void copy_all(Data& data) { std::memcpy(data.out(0), data.in(0), data.input.size() * sizeof(double)); }

using Work = void (*)(Data&);

// Nanoseconds per value of work: the median of 9 timings, each of enough calls for a millisecond.
double measure(Data& data, Work work) {
  const std::size_t calls = 1 + 2'000'000 / (data.shape.count() + 100);
  std::vector<double> times;
  for (int i = 0; i < 9; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    for (std::size_t call = 0; call < calls; ++call) {
      work(data);
      benchmark::ClobberMemory();
    }
    times.push_back(std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - begin).count());
  }
  std::nth_element(times.begin(), times.begin() + 4, times.end());
  return times[4] / static_cast<double>(calls * data.shape.count());
}

struct Floors {
  double read, copy, nt;
};
const Floors& floors_of(Shape shape) {
  static std::map<std::string, Floors> measured;
  const auto [at, is_new] = measured.try_emplace(shape.name(), Floors{});
  if (is_new) {
    Data& data = data_of(shape);
    copy_all(data);
    at->second = {measure(data, read_all), measure(data, copy_all), measure(data, copy_past_cache)};
  }
  return at->second;
}

// ---- the plain loops and Eigen expressions
// -----------------------------------------------------------------------------------------------

using Matrix = Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic>;
Eigen::Index index(std::size_t i) { return static_cast<Eigen::Index>(i); }
Eigen::Map<const Matrix> eigen_in(Data& d) { return {d.in(0), index(d.shape.periods), index(d.shape.series)}; }
Eigen::Map<Matrix> eigen_out(Data& d) { return {d.out(0), index(d.shape.periods), index(d.shape.series)}; }

void plain_growth(Data& d) {
  for (std::size_t j = 0; j < d.shape.series; ++j)
    for (std::size_t t = 0; t < d.shape.periods; ++t) {
      const double base = t < 12 ? NAN : d.in(j)[t - 12];
      d.out(j)[t] = base > 0.0 ? d.in(j)[t] / base - 1.0 : NAN;
    }
}
void eigen_growth(Data& d) {
  const auto x = eigen_in(d);
  auto y = eigen_out(d);
  const Eigen::Index n = x.rows() - 12;
  y.topRows(12).setConstant(NAN);
  y.bottomRows(n) = (x.topRows(n) > 0.0).select(x.bottomRows(n) / x.topRows(n) - 1.0, NAN);
}
void plain_running_high(Data& d) {
  for (std::size_t j = 0; j < d.shape.series; ++j) {
    double high = -INFINITY;
    for (std::size_t t = 0; t < d.shape.periods; ++t) d.out(j)[t] = high = d.in(j)[t] > high ? d.in(j)[t] : high;
  }
}
void plain_indicators(Data& d) {
  for (std::size_t j = 0; j < d.shape.series; ++j) {
    double high = -INFINITY;
    for (std::size_t t = 0; t < d.shape.periods; ++t) {
      d.out(j)[t] = d.in(j)[t] > high ? 1.0 : 0.0;
      high = d.in(j)[t] > high ? d.in(j)[t] : high;
    }
  }
}
void plain_high_and_indicators(Data& d) {
  for (std::size_t j = 0; j < d.shape.series; ++j) {
    double high = -INFINITY;
    for (std::size_t t = 0; t < d.shape.periods; ++t) {
      const double x = d.in(j)[t];
      d.out(j)[t] = x > high ? x : high;
      d.second.data()[128 + j * d.shape.periods + t] = x > high ? 1.0 : 0.0;
      high = d.out(j)[t];
    }
  }
}
void plain_mean(Data& d) {
  for (std::size_t j = 0; j < d.shape.series; ++j)
    for (std::size_t t = 0; t < d.shape.periods; ++t) {
      double sum = t < 11 ? NAN : 0.0;
      for (std::size_t k = t < 11 ? t : t - 11; k <= t; ++k) sum += d.in(j)[k];
      d.out(j)[t] = sum / 12.0;
    }
}
void eigen_mean(Data& d) {
  const auto x = eigen_in(d);
  auto y = eigen_out(d);
  const Eigen::Index n = x.rows() - 11;
  y.topRows(11).setConstant(NAN);
  auto sums = y.bottomRows(n);
  sums = x.topRows(n);
  for (Eigen::Index k = 1; k < 12; ++k) sums += x.middleRows(k, n);
  sums /= 12.0;
}
void plain_totals(Data& d) {
  for (std::size_t j = 0; j < d.shape.series; ++j)
    for (std::size_t k = 0; k < d.shape.periods / 12; ++k) {
      double sum = 0.0;
      for (std::size_t t = 12 * k; t < 12 * k + 12; ++t) sum += d.in(j)[t];
      d.out(j)[k] = sum;
    }
}
void plain_streak(Data& d) {
  for (std::size_t j = 0; j < d.shape.series; ++j) {
    double length = 0.0;
    for (std::size_t t = 12; t < d.shape.periods; ++t) length = d.in(j)[t] > d.in(j)[t - 12] ? length + 1.0 : 0.0;
    d.results[j] = length;
  }
}
double trend_of(const double* x, std::size_t n) {
  const auto count = static_cast<double>(n);
  double mean = 0.0, product = 0.0;
  for (std::size_t t = 0; t < n; ++t) mean += x[t];
  mean /= count;
  for (std::size_t t = 0; t < n; ++t) product += (static_cast<double>(t) - (count - 1.0) / 2.0) * (x[t] - mean);
  return product * 12.0 / (count * (count * count - 1.0));
}
void plain_trend(Data& d) {
  for (std::size_t j = 0; j < d.shape.series; ++j) d.results[j] = trend_of(d.in(j), d.shape.periods);
}
void eigen_trend(Data& d) {
  const auto x = eigen_in(d);
  const Eigen::ArrayXd t = Eigen::ArrayXd::LinSpaced(x.rows(), 0.0, static_cast<double>(x.rows() - 1)) -
                           static_cast<double>(x.rows() - 1) / 2.0;
  const double squares = t.square().sum();
  for (Eigen::Index j = 0; j < x.cols(); ++j)
    d.results[static_cast<std::size_t>(j)] = (t * (x.col(j) - x.col(j).mean())).sum() / squares;
}
void plain_log_trend(Data& d) {
  std::vector<double> logs(d.shape.periods);
  for (std::size_t j = 0; j < d.shape.series; ++j) {
    for (std::size_t t = 0; t < d.shape.periods; ++t) logs[t] = std::log(d.in(j)[t]);
    d.results[j] = trend_of(logs.data(), logs.size());
  }
}
void eigen_log_trend(Data& d) {
  const auto x = eigen_in(d);
  Eigen::ArrayXd logs(x.rows());
  const Eigen::ArrayXd t = Eigen::ArrayXd::LinSpaced(x.rows(), 0.0, static_cast<double>(x.rows() - 1)) -
                           static_cast<double>(x.rows() - 1) / 2.0;
  const double squares = t.square().sum();
  for (Eigen::Index j = 0; j < x.cols(); ++j) {
    logs = x.col(j).log();
    d.results[static_cast<std::size_t>(j)] = (t * (logs - logs.mean())).sum() / squares;
  }
}

// ---- ours
// -----------------------------------------------------------------------------------------------

void growth(Data& d) { hw::growth::over(d.panel(), 12, {}, d.result()); }
void running_high(Data& d) { hw::records::running_high(d.panel(), {}, d.result()); }
void indicators(Data& d) { hw::records::high_indicators(d.panel(), {}, d.result()); }
void high_and_indicators(Data& d) {
  hw::records::running_extreme_and_indicators(d.panel(), hw::Side::high, {}, d.result(), d.second_result());
}
void trailing_mean(Data& d) { hw::aggregate::trailing_mean(d.panel(), 12, {}, d.result()); }
void year_to_date(Data& d) { hw::aggregate::year_to_date(d.panel(), {}, {}, d.result()); }
void totals(Data& d) {
  const std::size_t years = (d.shape.periods + 11) / 12;
  hw::aggregate::fiscal_totals(d.panel(), {}, {}, hw::into(std::span(d.output).subspan(64), years, d.shape.series));
}
void streak(Data& d) { benchmark::DoNotOptimize(hw::records::current_growth_streak(d.panel(), 12)); }
void trend(Data& d) { hw::core::fit_trends(d.panel().columns(), d.lines.data()); }
void log_trend(Data& d) { hw::core::fit_log_trends(d.panel().columns(), d.lines.data()); }

// The same of a series: the call that a user makes who has one.
void growth_of_series(Data& d) { hw::growth::over(d.series(), 12, {}, d.series_result()); }
void running_high_of_series(Data& d) { hw::records::running_high(d.series(), {}, d.series_result()); }
void indicators_of_series(Data& d) { hw::records::high_indicators(d.series(), {}, d.series_result()); }
void trailing_mean_of_series(Data& d) { hw::aggregate::trailing_mean(d.series(), 12, {}, d.series_result()); }
void year_to_date_of_series(Data& d) { hw::aggregate::year_to_date(d.series(), {}, {}, d.series_result()); }
void totals_of_series(Data& d) {
  hw::aggregate::fiscal_totals(d.series(), {}, {},
                               hw::into(std::span(d.output).subspan(64, (d.shape.periods + 11) / 12)));
}

struct Operation {
  const char* name;
  Work ours, series, plain, eigen;
};
constexpr Operation operations[] = {
    {"year_over_year", growth, growth_of_series, plain_growth, eigen_growth},
    {"running_high", running_high, running_high_of_series, plain_running_high, nullptr},
    {"record_indicators", indicators, indicators_of_series, plain_indicators, nullptr},
    {"high_and_indicators", high_and_indicators, nullptr, plain_high_and_indicators, nullptr},
    {"trailing_mean_12", trailing_mean, trailing_mean_of_series, plain_mean, eigen_mean},
    {"year_to_date", year_to_date, year_to_date_of_series, nullptr, nullptr},
    {"fiscal_totals", totals, totals_of_series, plain_totals, nullptr},
    {"current_streak", streak, nullptr, plain_streak, nullptr},
    {"linear_trend", trend, nullptr, plain_trend, eigen_trend},
    {"log_linear_trend", log_trend, nullptr, plain_log_trend, eigen_log_trend},
};
constexpr Shape shapes[] = {{240, 1}, {100'000, 1}, {240, 1000}, {10'000'000, 1}, {240, 100'000}};

void add(const std::string& name, Shape shape, Work work) {
  benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
    const Floors& floors = floors_of(shape);
    Data& data = data_of(shape);
    double ns = 0.0;
    for (auto _ : state) ns = measure(data, work);
    state.counters["ns"] = ns;
    state.counters["x_read"] = ns / floors.read;
    state.counters["x_copy"] = ns / floors.copy;
    state.counters["x_nt"] = ns / floors.nt;
  })->Iterations(1);
}

// ---- what the peers read: files of doubles, series after series
// -----------------------------------------------------------------------------------------------

int write_panel(const std::string& folder, std::size_t series) {
  Data& d = data_of({240, series});
  const std::size_t checked = std::min<std::size_t>(series, 1000);
  bool written = true;
  const auto save = [&](const char* name, const double* values, std::size_t count) {
    std::ofstream file(folder + "/" + name, std::ios::binary);
    file.write(reinterpret_cast<const char*>(values), static_cast<std::streamsize>(count * sizeof(double)));
    written = written && file.flush();
  };
  const auto save_result = [&](const char* name, Work work, std::size_t rows) {
    work(d);
    save(name, d.out(0), rows * checked);
  };
  const auto save_slopes = [&](const char* name, Work fit) {
    fit(d);
    for (std::size_t j = 0; j < checked; ++j) d.results[j] = d.lines[j].slope;
    save(name, d.results.data(), checked);
  };
  save("panel", d.in(0), d.shape.count());
  save_result("year_over_year", growth, 240);
  save_result("running_high", running_high, 240);
  save_result("record_indicators", indicators, 240);
  save_result("trailing_mean_12", trailing_mean, 240);
  save_result("fiscal_totals", totals, 20);
  const std::vector<hw::Streak> streaks = hw::records::current_growth_streak(d.panel(), 12);
  for (std::size_t j = 0; j < checked; ++j) d.results[j] = static_cast<double>(streaks[j].length);
  save("current_streak", d.results.data(), checked);
  save_slopes("linear_trend", trend);
  save_slopes("log_linear_trend", log_trend);
  return written ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  constexpr std::string_view write = "--write=";
  if (argc == 3 && std::string_view(argv[1]).substr(0, write.size()) == write)
    return write_panel(argv[1] + write.size(), std::stoul(argv[2]));
  for (const Shape shape : shapes) {
    add("floor_read/" + shape.name() + "/ours", shape, read_all);
    add("floor_copy/" + shape.name() + "/ours", shape, copy_all);
    add("floor_nt_copy/" + shape.name() + "/ours", shape, copy_past_cache);
    for (const Operation& operation : operations) {
      const std::string name = std::string(operation.name) + "/" + shape.name();
      if (operation.ours == totals && shape.periods > 100'000) continue;  // beyond the year 9999
      if (operation.ours == year_to_date && shape.periods > 100'000) continue;
      add(name + "/ours", shape, operation.ours);
      if (operation.series && shape.series == 1) add(name + "/series", shape, operation.series);
      if (operation.plain) add(name + "/plain", shape, operation.plain);
      if (operation.eigen) add(name + "/eigen", shape, operation.eigen);
    }
  }
  benchmark::AddCustomContext("level", std::string(hw::core::level()));
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
}
