// The fused scan of 20000 series of 240 months (38 MB: out of cache) beside the functions that it stands for, called one
// after the other for every series, and beside reading the memory once; and the cost of a push into a Tracker. Figures are
// medians; "reads" is the time as a multiple of reading, measured in the same run. Compare ratios only.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <random>
#include <vector>

#include "highwater/aggregate/fiscal.hpp"
#include "highwater/aggregate/trailing.hpp"
#include "highwater/growth/growth.hpp"
#include "highwater/monitor/scan.hpp"
#include "highwater/monitor/tracker.hpp"

namespace hw = highwater;
namespace monitor = highwater::monitor;
using monitor::Parts;

namespace {

constexpr std::size_t periods = 240, series_count = 20'000;
const hw::FiscalYear july{.first_month = 7};
volatile double sink;

template <class Work>
double nanoseconds(int runs, Work work) {
  std::vector<double> times;
  for (int i = 0; i < runs; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    times.push_back(std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - begin).count());
  }
  std::nth_element(times.begin(), times.begin() + runs / 2, times.end());
  return times[static_cast<std::size_t>(runs / 2)];
}

}  // namespace

int main() {
  std::vector<double> memory(series_count * periods);
  std::mt19937_64 generator(1);
  std::normal_distribution<double> noise;
  for (std::size_t j = 0; j < series_count; ++j) {
    double level = 5.0;
    for (std::size_t t = 0; t < periods; ++t)
      memory[j * periods + t] = std::exp(level += 0.005 + 0.05 * noise(generator));
  }
  const hw::PanelView panel(hw::month(2005, 1), memory, periods, series_count);
  std::vector<monitor::SeriesSummary> summaries(series_count);
  std::vector<double> result(periods);

  const double read = nanoseconds(9, [&] {
    double sums[16] = {};
    for (std::size_t i = 0; i + 16 <= memory.size(); i += 16)
      for (std::size_t k = 0; k < 16; ++k) sums[k] += memory[i + k];
    for (const double sum : sums) sink = sum;
  });
  const auto line = [&](const char* name, double time) {
    std::printf("%-34s %7.2f ns a value %7.2f reads\n", name, time / static_cast<double>(memory.size()), time / read);
    return time;
  };
  line("read", read);

  // Each part of the scan by itself, then all of them in one.
  const auto scan_parts = [&](const hw::Parallel& parallel) {
    const auto scan = [&](const char* name, Parts parts) {
      return line(name, nanoseconds(9, [&] {
                    monitor::scan_into(panel, summaries,
                                       {.parts = parts, .indicator = {.fiscal_year = july}, .parallel = parallel});
                  }));
    };
    double parts = 0.0;
    parts += scan("scan: growth", Parts::growth);
    parts += scan("scan: streaks", Parts::streaks);
    parts += scan("scan: records", Parts::records);
    parts += scan("scan: trailing means", Parts::trailing);
    parts += scan("scan: fiscal totals", Parts::fiscal);
    parts += scan("scan: trends", Parts::trends);
    const double all = scan("scan: all", Parts::all);
    std::printf("scan: all / its parts one by one %.2f\n", all / parts);
    return all;
  };
  const double fused = scan_parts(hw::Parallel());
  std::printf("a thread for each core:\n");
  scan_parts(hw::Parallel::threads);
  std::vector<hw::core::LineFit> lines(series_count);
  for (const hw::Parallel& parallel : {hw::Parallel(), hw::Parallel::threads})
    line("logarithmic trends, 1 thread and all", nanoseconds(5, [&] {
           parallel.share(series_count, [&](std::size_t begin, std::size_t count) {
             hw::core::fit_log_trends(panel.columns().some(begin, count), lines.data() + begin);
           });
         }));

  const auto each = [&](const char* name, auto function) {
    return line(name, nanoseconds(5, [&] {
                  for (std::size_t j = 0; j < series_count; ++j) function(panel.series(j));
                }));
  };
  double sum = 0.0;
  sum += each("growth on the month, streak", [&](hw::SeriesView x) {
    hw::growth::period_over_period(x, {}, hw::into(result));
    sink = static_cast<double>(hw::records::current_streak({x.first(), result}).length);
  });
  sum += each("growth on the year, streak", [&](hw::SeriesView x) {
    hw::growth::year_over_year(x, {}, hw::into(result));
    sink = static_cast<double>(hw::records::current_streak({x.first(), result}).length);
  });
  sum += each("records", [](hw::SeriesView x) { sink = hw::records::highs(x).back().value; });
  sum += each("trailing mean", [&](hw::SeriesView x) {
    hw::aggregate::trailing_mean(x, 12, {}, hw::into(result));
    sink = result.back();
  });
  sum += each("trailing mean before", [&](hw::SeriesView x) {
    hw::aggregate::trailing_mean(x, 12, {.window = hw::Window::before}, hw::into(result));
    sink = result.back();
  });
  sum += each("year to date", [&](hw::SeriesView x) {
    hw::aggregate::year_to_date(x, july, {}, hw::into(result));
    sink = result.back();
  });
  sum += each("fiscal totals", [](hw::SeriesView x) { sink = hw::aggregate::fiscal_totals(x, july)[hw::year(2024)]; });
  sum += each("linear trend",
              [](hw::SeriesView x) { sink = hw::projection::fit(x, hw::projection::Linear{}).line.slope; });
  sum += each("exponential trend",
              [](hw::SeriesView x) { sink = hw::projection::fit(x, hw::projection::Exponential{}).line.slope; });
  line("the nine together", sum);
  std::printf("scan: all / the nine %.2f\n", fused / sum);

  each("tracker: push of each value",
       [](hw::SeriesView x) { sink = monitor::Tracker(x, {.fiscal_year = july}).latest(); });
}
