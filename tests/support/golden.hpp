#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

// Tables of values that other tools computed (tests/golden/*.csv), and what "equal" means when compared with them.
// Deliberately not highwater::io: a golden test must not depend on what it might be testing.
namespace golden {

/// A cell as a number; NaN if it is empty or says NA or nan.
inline double to_number(const std::string& cell) {
  if (cell.empty() || cell == "NA" || cell == "nan") return std::numeric_limits<double>::quiet_NaN();
  char* end = nullptr;
  const double value = std::strtod(cell.c_str(), &end);
  if (*end != '\0') throw std::runtime_error("not a number: " + cell);
  return value;
}

class Row {
 public:
  Row(const std::map<std::string, std::size_t>& columns, std::vector<std::string> cells)
      : columns_(&columns), cells_(std::move(cells)) {}
  const std::string& text(const std::string& column) const { return cells_.at(columns_->at(column)); }
  double number(const std::string& column) const { return to_number(text(column)); }

 private:
  const std::map<std::string, std::size_t>* columns_;
  std::vector<std::string> cells_;
};

/// Cells of one line; quotes may enclose a comma, and "" inside them is one quote.
inline std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
      cells.back() += line[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else if (c != '\r') {
      cells.back() += c;
    }
  }
  return cells;
}

/// A file of tests/golden; lines that start with # say where it comes from.
class Table {
 public:
  explicit Table(const std::string& name) {
    std::ifstream file(std::string(HIGHWATER_TEST_DATA) + "/" + name);
    if (!file) throw std::runtime_error("cannot open " + name);
    std::string line;
    while (std::getline(file, line)) {
      if (line.empty() || line[0] == '#') continue;
      std::vector<std::string> cells = split(line);
      if (columns_.empty()) {
        for (std::size_t i = 0; i < cells.size(); ++i) columns_[cells[i]] = i;
      } else if (cells.size() == columns_.size()) {
        rows_.emplace_back(columns_, std::move(cells));
      } else {
        throw std::runtime_error(name + ": " + line);
      }
    }
  }
  Table(const Table&) = delete;  // rows point to its columns
  Table& operator=(const Table&) = delete;

  const std::vector<Row>& rows() const { return rows_; }

  /// The rows with this value in this column, in order.
  std::vector<Row> where(const std::string& column, const std::string& value) const {
    std::vector<Row> found;
    for (const Row& row : rows_)
      if (row.text(column) == value) found.push_back(row);
    return found;
  }

  /// The values of a column, each once, in order of appearance.
  std::vector<std::string> distinct(const std::string& column) const {
    std::vector<std::string> found;
    std::map<std::string, bool> seen;
    for (const Row& row : rows_)
      if (!std::exchange(seen[row.text(column)], true)) found.push_back(row.text(column));
    return found;
  }

 private:
  std::map<std::string, std::size_t> columns_;
  std::vector<Row> rows_;
};

/// Both missing, or within a relative (and, near zero, an absolute) tolerance.
inline bool agree(double actual, double expected, double relative, double absolute = 0.0) {
  if (std::isnan(actual) || std::isnan(expected)) return std::isnan(actual) && std::isnan(expected);
  return std::abs(actual - expected) <= relative * std::abs(expected) + absolute;
}

/// Log relative error: the number of significant digits on which two values agree, at most 15 (NIST StRD's measure).
inline double digits(double actual, double certified) {
  if (std::isnan(actual)) return 0.0;
  const double error = std::abs(actual - certified) / (certified == 0.0 ? 1.0 : std::abs(certified));
  return error == 0.0 ? 15.0 : std::min(15.0, -std::log10(error));
}

}  // namespace golden
