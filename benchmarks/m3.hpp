#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "highwater/series/time_series.hpp"

/// Reader of competition data in ragged CSV: m3_values.csv with id,set,v1,v2,... (set: train or test) and m3_info.csv
/// beside it, of which the columns id, period (YEARLY, QUARTERLY, MONTHLY, OTHER) and freq are used.
namespace m3 {

struct Series {
  std::string id, group;
  std::size_t lag;  // periods per year
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

/// `path` is m3_values.csv or the directory that holds it.
inline std::vector<Series> read(std::filesystem::path path) {
  if (std::filesystem::is_directory(path)) path /= "m3_values.csv";
  std::ifstream info = open(path.parent_path() / "m3_info.csv"), values = open(path);
  std::string line;
  std::getline(info, line);
  std::map<std::string, std::size_t> column;
  for (const std::string& name : cells(line)) column.emplace(name, column.size());
  std::map<std::string, Series> by_id;
  while (std::getline(info, line)) {
    const std::vector<std::string> row = cells(line);
    const std::string id = row.at(column.at("id"));
    by_id[id] = {id, row.at(column.at("period")), std::stoul(row.at(column.at("freq"))), {}, {}};
  }
  std::vector<std::string> order;
  std::getline(values, line);
  while (std::getline(values, line)) {
    const std::vector<std::string> row = cells(line);
    if (row.size() < 3) continue;
    Series& series = by_id.at(row[0]);
    (row[1] == "train" ? series.train : series.test) = numbers(row, 2);
    if (row[1] == "train") order.push_back(row[0]);
  }
  std::vector<Series> all;
  for (const std::string& id : order) all.push_back(by_id.at(id));
  return all;
}

/// What the library calls the frequency. The group OTHER has none; it is taken for one without a year, weekly.
inline highwater::Frequency frequency_of(const Series& series) {
  if (series.group == "OTHER") return highwater::Frequency::weekly;
  if (series.lag == 12) return highwater::Frequency::monthly;
  if (series.lag == 4) return highwater::Frequency::quarterly;
  if (series.lag == 2) return highwater::Frequency::semiannual;
  return highwater::Frequency::annual;
}

inline highwater::TimeSeries as_series(const Series& series, std::vector<double> values) {
  return {highwater::Period(frequency_of(series), static_cast<std::int64_t>(2000 * series.lag)), std::move(values)};
}

/// The main of a program with one argument, which read() understands.
inline int run_on_path(int argc, char** argv, const char* program, int (*run)(const char* path)) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: %s PATH (a directory with m3_values.csv and m3_info.csv)\n", program);
    return EXIT_FAILURE;
  }
  try {
    return run(argv[1]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return EXIT_FAILURE;
  }
}

}  // namespace m3
