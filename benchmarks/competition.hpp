#pragma once

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
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

}  // namespace competition
