// How well projections forecast the series of the M3 competition.
//
//   accuracy_m3 PATH     a directory that holds m3_values.csv and m3_info.csv, or that m3_values.csv
//
// Prints, for each frequency and overall, the mean over series of sMAPE and MASE (scaled by the seasonal naive error
// within the training part), and for intervals of 80 and 95 % their coverage and mean scaled interval score (MSIS, of the
// 95 % ones). Beside the combination: the Theta method, the naive forecast that repeats the last year, and the competition's own forecasts
// where m3_forecasts.csv lies beside the values, which prove the metrics against published tables.
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <span>

#include "highwater/projection/automatic.hpp"
#include "highwater/projection/models.hpp"
#include "m3.hpp"

namespace hw = highwater;

namespace {

struct Scores {
  double series = 0.0, smape = 0.0, mase = 0.0;
  double periods = 0.0, inside80 = 0.0, inside95 = 0.0, msis = 0.0;

  Scores& operator+=(const Scores& other) {
    series += other.series;
    smape += other.smape;
    mase += other.mase;
    periods += other.periods;
    inside80 += other.inside80;
    inside95 += other.inside95;
    msis += other.msis;
    return *this;
  }
};

double naive_error(const m3::Series& series) {
  double sum = 0.0;
  for (std::size_t t = series.lag; t < series.train.size(); ++t)
    sum += std::abs(series.train[t] - series.train[t - series.lag]);
  return sum / static_cast<double>(series.train.size() - series.lag);
}

Scores score_points(const m3::Series& series, std::span<const double> point) {
  Scores scores{.series = 1.0};
  const double scale = naive_error(series), count = static_cast<double>(series.test.size());
  for (std::size_t h = 0; h < series.test.size(); ++h) {
    const double y = series.test[h], error = std::abs(y - point[h]);
    scores.smape += 200.0 * error / (std::abs(y) + std::abs(point[h])) / count;
    scores.mase += error / scale / count;
  }
  return scores;
}

void score_intervals(const m3::Series& series, const hw::Projection& wide, const hw::Projection& narrow,
                     Scores& scores) {
  const double scale = naive_error(series), count = static_cast<double>(series.test.size());
  for (std::size_t h = 0; h < series.test.size(); ++h) {
    const double y = series.test[h], low = wide.lower.values()[h], high = wide.upper.values()[h];
    scores.periods += 1.0;
    scores.inside80 += narrow.lower.values()[h] <= y && y <= narrow.upper.values()[h] ? 1.0 : 0.0;
    scores.inside95 += low <= y && y <= high ? 1.0 : 0.0;
    const double outside = y < low ? low - y : y > high ? y - high : 0.0;
    scores.msis += (high - low + 2.0 / 0.05 * outside) / scale / count;
  }
}

using Table = std::map<std::string, Scores>;  // by frequency

void print(const std::string& method, Table table) {
  Scores all;
  for (const auto& [group, scores] : table) all += scores;
  table["all"] = all;
  for (const auto& [group, s] : table) {
    std::printf("%-14s %-10s %5.0f %9.4f %8.4f", method.c_str(), group.c_str(), s.series, s.smape / s.series,
                s.mase / s.series);
    if (s.periods > 0.0)
      std::printf("   %6.4f %6.4f %8.3f", s.inside80 / s.periods, s.inside95 / s.periods, s.msis / s.series);
    std::printf("\n");
  }
}

void score_competitors(const std::filesystem::path& path, const std::vector<m3::Series>& all) {
  if (!std::filesystem::exists(path)) return;
  std::map<std::string, const m3::Series*> by_id;
  for (const m3::Series& series : all) by_id[series.id] = &series;
  std::map<std::string, Table> tables;
  std::ifstream in = m3::open(path);
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    const std::vector<std::string> row = m3::cells(line);
    const auto found = by_id.find(row.at(1));
    if (found != by_id.end()) tables[row[0]][found->second->group] += score_points(*found->second, m3::numbers(row, 2));
  }
  for (const auto& [method, table] : tables) print(method, table);
}

int run(const char* path) {
  const std::vector<m3::Series> all = m3::read(path);
  Table automatic, theta, naive;
  double seconds = 0.0;
  for (const m3::Series& series : all) {
    const hw::TimeSeries train = m3::as_series(series, series.train);
    const auto periods = static_cast<std::int64_t>(series.test.size());
    const auto start = std::chrono::steady_clock::now();
    const hw::Projection wide = hw::projection::project(train, hw::projection::Automatic{}, {.periods = periods});
    seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const hw::Projection narrow =
        hw::projection::project(train, hw::projection::Automatic{}, {.periods = periods, .coverage = 0.8});
    Scores scores = score_points(series, wide.point.values());
    score_intervals(series, wide, narrow, scores);
    automatic[series.group] += scores;

    const hw::Projection other = hw::projection::project(train, hw::projection::Theta{}, {.periods = periods});
    theta[series.group] += score_points(series, other.point.values());

    std::vector<double> last_year;
    for (std::size_t h = 0; h < series.test.size(); ++h)
      last_year.push_back(series.train[series.train.size() - series.lag + h % series.lag]);
    naive[series.group] += score_points(series, last_year);
  }
  std::printf("%-14s %-10s %5s %9s %8s   %6s %6s %8s\n", "method", "frequency", "n", "sMAPE", "MASE", "80 %", "95 %",
              "MSIS");
  print("Automatic", automatic);
  print("Theta", theta);
  print("seasonal naive", naive);
  const std::filesystem::path given(path);
  score_competitors((std::filesystem::is_directory(given) ? given : given.parent_path()) / "m3_forecasts.csv", all);
  std::printf("Automatic with 95 %% intervals: %.3f s for %zu series on one core, %.3f ms a series\n", seconds,
              all.size(), 1e3 * seconds / static_cast<double>(all.size()));
  return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) { return m3::run_on_path(argc, argv, "accuracy_m3", run); }
