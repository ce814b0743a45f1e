// How well projections forecast the series of forecasting competitions.
//
//   accuracy [OPTION...] FOLDER...     folders that hold X_values.csv and X_info.csv, as competition.hpp reads them
//
//   --training   rolling origins within the training parts: up to four, a horizon apart, the latest of which leaves a
//                horizon. What is tuned is tuned on these; test parts are for the tables.
//   --last N     only the latest N values before an origin are known
//   --changes    the series are the changes from period to period: values of both signs
//   --brief      no rows by horizon
//
// Prints for each folder, frequency and number of periods ahead the mean over series of sMAPE and MASE (scaled by the
// seasonal naive error of what is known), and for intervals of 80 and 95 % their coverage and mean scaled interval score
// (MSIS, of the 95 % ones). Beside the combination: the Theta method and the naive forecast that repeats the last year,
// and other forecasts of the same series where X_forecasts.csv lies beside the values, which prove the metrics against
// published tables.
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <span>
#include <string_view>

#include "competition.hpp"
#include "highwater/projection/automatic.hpp"
#include "highwater/projection/models.hpp"

namespace hw = highwater;

namespace {

using competition::Case;

struct Settings {
  competition::CaseOptions cases;
  bool brief = false;
  std::vector<std::filesystem::path> folders;
};

struct Scores {
  double count = 0.0, smape = 0.0, mase = 0.0, intervals = 0.0, inside80 = 0.0, inside95 = 0.0, msis = 0.0;

  Scores& operator+=(const Scores& other) {
    count += other.count;
    smape += other.smape;
    mase += other.mase;
    intervals += other.intervals;
    inside80 += other.inside80;
    inside95 += other.inside95;
    msis += other.msis;
    return *this;
  }
};

Scores score_point(double y, double point, double scale) {
  const double error = std::abs(y - point), size = std::abs(y) + std::abs(point);
  return {.count = 1.0, .smape = size > 0.0 ? 200.0 * error / size : 0.0, .mase = error / scale};
}

void score_interval(double y, const hw::projection::Outcome& law, double scale, Scores& scores) {
  const double low = law.quantile(0.025), high = law.quantile(0.975);
  const double outside = y < low ? low - y : y > high ? y - high : 0.0;
  scores.intervals = 1.0;
  scores.inside80 = law.quantile(0.1) <= y && y <= law.quantile(0.9) ? 1.0 : 0.0;
  scores.inside95 = low <= y && y <= high ? 1.0 : 0.0;
  scores.msis = (high - low + 2.0 / 0.05 * outside) / scale;
}

/// By group, by periods ahead. A mean over series of a mean over their periods is that over all periods, for all series
/// of a group look equally far ahead.
using Table = std::map<std::string, std::vector<Scores>>;

void print_row(const std::string& method, const std::string& group, const std::string& ahead, const Scores& s) {
  std::printf("%-14s %-10s %5s %6.0f %9.3f %8.4f", method.c_str(), group.c_str(), ahead.c_str(), s.count,
              s.smape / s.count, s.mase / s.count);
  if (s.intervals > 0.0)
    std::printf("   %6.1f %6.1f %8.3f", 100.0 * s.inside80 / s.intervals, 100.0 * s.inside95 / s.intervals,
                s.msis / s.intervals);
  std::printf("\n");
}

/// The row of all is the mean over series, as in published tables.
void print(const std::string& method, const Table& table, const Settings& settings) {
  Scores all;
  for (const auto& [group, by_ahead] : table) {
    Scores sum;
    for (const Scores& scores : by_ahead) sum += scores;
    const double each = 1.0 / static_cast<double>(by_ahead.size());
    const Scores mean{sum.count * each,    sum.smape * each,    sum.mase * each, sum.intervals * each,
                      sum.inside80 * each, sum.inside95 * each, sum.msis * each};
    print_row(method, group, "all", mean);
    all += mean;
    for (std::size_t h = 0; h < by_ahead.size() && !settings.brief && sum.intervals > 0.0; ++h)
      print_row(method, group, std::to_string(h + 1), by_ahead[h]);
  }
  if (table.size() > 1) print_row(method, "all", "all", all);
}

template <class Forecast>
void add_points(Table& table, const Case& at, Forecast forecast) {
  std::vector<Scores>& by_ahead = table[at.series->group];
  by_ahead.resize(std::max(by_ahead.size(), at.actual.size()));
  for (std::size_t h = 0; h < at.actual.size(); ++h) by_ahead[h] += score_point(at.actual[h], forecast(h), at.scale);
}

void score_competitors(const std::filesystem::path& folder, const std::vector<Case>& cases, const Settings& settings) {
  std::map<std::string, const Case*> by_id;
  for (const Case& at : cases) by_id[at.series->id] = &at;
  std::map<std::string, Table> tables;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (!entry.path().filename().string().ends_with("_forecasts.csv")) continue;
    std::ifstream in = competition::open(entry.path());
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
      const std::vector<std::string> row = competition::cells(line);
      const auto found = by_id.find(row.at(1));
      if (found == by_id.end()) continue;
      const std::vector<double> point = competition::numbers(row, 2);
      add_points(tables[row[0]], *found->second, [&](std::size_t h) { return point.at(h); });
    }
  }
  for (const auto& [method, table] : tables) print(method, table, settings);
}

void run(const std::filesystem::path& folder, const Settings& settings) {
  const std::vector<competition::Series> all = competition::read(folder);
  const std::vector<Case> cases = competition::cases_of(all, settings.cases);
  Table automatic, theta, naive;
  std::map<std::string, std::pair<double, double>> seconds;  // and projections
  for (const Case& at : cases) {
    const hw::TimeSeries known = competition::as_series(*at.series, at.known);
    const auto periods = static_cast<std::int64_t>(at.actual.size());
    const auto start = std::chrono::steady_clock::now();
    const hw::Projection found = hw::projection::project(known, hw::projection::Automatic{}, {.periods = periods});
    auto& [time, count] = seconds[at.series->group];
    time += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    count += 1.0;
    std::vector<Scores>& by_ahead = automatic[at.series->group];
    by_ahead.resize(std::max(by_ahead.size(), at.actual.size()));
    for (std::size_t h = 0; h < at.actual.size(); ++h) {
      const hw::Period period = found.point.first() + static_cast<std::int64_t>(h);
      Scores scores = score_point(at.actual[h], found.point[period], at.scale);
      score_interval(at.actual[h], found.in(period), at.scale, scores);
      by_ahead[h] += scores;
    }
    const std::size_t n = at.known.size(), lag = std::min(at.series->lag, n);
    add_points(naive, at, [&](std::size_t h) { return at.known[n - lag + h % lag]; });
    if (settings.brief) continue;
    const hw::Projection other = hw::projection::project(known, hw::projection::Theta{}, {.periods = periods});
    add_points(theta, at, [&](std::size_t h) { return other.point.values()[h]; });
  }
  std::printf("\n%s%s\n%-14s %-10s %5s %6s %9s %8s   %6s %6s %8s\n", folder.string().c_str(),
              settings.cases.training ? ", rolling origins in training parts" : "", "method", "frequency", "ahead", "n",
              "sMAPE", "MASE", "80 %", "95 %", "MSIS");
  print("Automatic", automatic, settings);
  if (!settings.brief) print("Theta", theta, settings);
  print("seasonal naive", naive, settings);
  if (!settings.cases.training && !settings.cases.changes && settings.cases.last == 0)
    score_competitors(folder, cases, settings);
  for (const auto& [group, time] : seconds)
    std::printf("Automatic, %s: %.3f s for 1000 series, one core\n", group.c_str(), 1e3 * time.first / time.second);
}

int usage() {
  std::fprintf(stderr, "usage: accuracy [--training] [--last N] [--changes] [--brief] FOLDER...\n");
  return EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
  Settings settings;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--training") {
      settings.cases.training = true;
    } else if (word == "--changes") {
      settings.cases.changes = true;
    } else if (word == "--brief") {
      settings.brief = true;
    } else if (word == "--last" && i + 1 < argc) {
      settings.cases.last = static_cast<std::size_t>(std::strtoul(argv[++i], nullptr, 10));
    } else if (word.starts_with("--")) {
      return usage();
    } else {
      settings.folders.emplace_back(argv[i]);
    }
  }
  if (settings.folders.empty()) return usage();
  try {
    for (const std::filesystem::path& folder : settings.folders) run(folder, settings);
    return EXIT_SUCCESS;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return EXIT_FAILURE;
  }
}
