#pragma once

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "highwater/calendar/period.hpp"
#include "highwater/series/time_series.hpp"

/// Reader of competition data in ragged CSV: X_values.csv with id,set,v1,v2,... (set: train or test) and X_info.csv beside
/// it, of which the columns id, period (YEARLY, QUARTERLY, MONTHLY, WEEKLY, DAILY, OTHER) and freq are used.
namespace competition {

struct Series {
  std::string id, group;
  std::size_t lag;  // of the naive forecast that errors are scaled by
  std::vector<double> train, test;
};

inline std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> found;
  std::istringstream in(line);
  for (std::string cell; std::getline(in, cell, ',');) {
    if (!cell.empty() && cell.back() == '\r') cell.pop_back();
    if (cell.size() > 1 && cell.front() == '"') cell = cell.substr(1, cell.size() - 2);
    found.push_back(cell);
  }
  return found;
}

inline std::ifstream open(const std::filesystem::path& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot open " + path.string());
  return in;
}

inline std::vector<double> numbers(const std::vector<std::string>& row, std::size_t from) {
  std::vector<double> found;
  for (std::size_t i = from; i < row.size() && !row[i].empty(); ++i) found.push_back(std::stod(row[i]));
  return found;
}

inline void read_values(const std::filesystem::path& path, std::map<std::string, Series>& by_id,
                        std::vector<Series>& all) {
  std::ifstream values = open(path);
  std::vector<std::string> order;
  std::string line;
  std::getline(values, line);
  while (std::getline(values, line)) {
    const std::vector<std::string> row = cells(line);
    if (row.size() < 3) continue;
    Series& series = by_id.at(row[0]);
    (row[1] == "train" ? series.train : series.test) = numbers(row, 2);
    if (row[1] == "train") order.push_back(row[0]);
  }
  for (const std::string& id : order) all.push_back(by_id.at(id));
}

/// The series of every pair of files X_info.csv and X_values.csv in a directory, by name of the file.
inline std::vector<Series> read(const std::filesystem::path& folder) {
  const std::string ending = "_info.csv";
  std::vector<std::filesystem::path> infos;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().filename().string().ends_with(ending)) infos.push_back(entry.path());
  std::sort(infos.begin(), infos.end());
  if (infos.empty()) throw std::runtime_error("no file in " + folder.string() + " ends with " + ending);
  std::vector<Series> all;
  for (const std::filesystem::path& path : infos) {
    std::ifstream info = open(path);
    std::string line;
    std::getline(info, line);
    std::map<std::string, std::size_t> column;
    for (const std::string& name : cells(line)) column.emplace(name, column.size());
    std::map<std::string, Series> by_id;
    while (std::getline(info, line)) {
      const std::vector<std::string> row = cells(line);
      const std::string id = row.at(column.at("id"));
      std::string group = row.at(column.at("period"));
      for (char& letter : group) letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
      by_id[id] = {id, group, std::stoul(row.at(column.at("freq"))), {}, {}};
    }
    const std::string name = path.filename().string();
    read_values(path.parent_path() / (name.substr(0, name.size() - ending.size()) + "_values.csv"), by_id, all);
  }
  return all;
}

/// The first period, for the series say little or nothing of theirs. The group OTHER has no frequency; it is taken for
/// one without a year, weekly.
inline highwater::Period first_period(const Series& series) {
  if (series.group == "DAILY") return highwater::day(2000, 1, 3);
  if (series.group == "WEEKLY" || series.group == "OTHER") return highwater::week(2000, 1);
  if (series.lag == 12) return highwater::month(2000, 1);
  if (series.lag == 4) return highwater::quarter(2000, 1);
  if (series.lag == 2) return highwater::half(2000, 1);
  return highwater::year(1000);
}

inline highwater::TimeSeries as_series(const Series& series, std::vector<double> values) {
  return {first_period(series), std::move(values)};
}

/// How far ahead the competitions look.
inline std::size_t usual_horizon(const std::string& group) {
  if (group == "YEARLY") return 6;
  if (group == "MONTHLY") return 18;
  if (group == "WEEKLY") return 13;
  if (group == "DAILY") return 14;
  return 8;
}

/// What is known at an origin and what came.
struct Case {
  const Series* series;
  std::vector<double> known, actual;
  double scale;  // mean absolute error of the naive forecast within all that came before
};

struct CaseOptions {
  bool training = false;  // origins within the training parts: up to four, a horizon apart; otherwise the test parts
  bool changes = false;   // from period to period, in place of the values
  std::size_t last = 0;   // so many values before an origin are known; 0: all
};

inline double naive_error(std::span<const double> y, std::size_t lag) {
  double sum = 0.0;
  for (std::size_t t = lag; t < y.size(); ++t) sum += std::abs(y[t] - y[t - lag]);
  return sum / static_cast<double>(y.size() - lag);
}

inline std::vector<Case> cases_of(const std::vector<Series>& all, const CaseOptions& options) {
  std::vector<Case> cases;
  for (const Series& series : all) {
    std::vector<double> y = series.train;
    if (!options.training) y.insert(y.end(), series.test.begin(), series.test.end());
    if (options.changes) {
      for (std::size_t t = y.size(); t-- > 1;) y[t] -= y[t - 1];
      y.erase(y.begin());
    }
    const std::size_t horizon = options.training ? usual_horizon(series.group) : series.test.size();
    const std::size_t least = std::max<std::size_t>(8, 2 * series.lag + 2);
    for (std::size_t k = 1; k <= (options.training ? 4u : 1u); ++k) {
      if (horizon == 0 || y.size() < k * horizon + least) break;
      const std::size_t origin = y.size() - k * horizon;
      const std::size_t first = options.last > 0 && origin > options.last ? origin - options.last : 0;
      const std::span<const double> before = std::span<const double>(y).first(origin);
      const std::span<const double> known = before.subspan(first), actual{y.data() + origin, horizon};
      const double scale = naive_error(before, series.lag);
      if (scale > 0.0) cases.push_back({&series, {known.begin(), known.end()}, {actual.begin(), actual.end()}, scale});
    }
  }
  return cases;
}

}  // namespace competition
