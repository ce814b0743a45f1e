#pragma once

#include <map>
#include <string>
#include <vector>

#include "highwater/series/time_series.hpp"
#include "support/golden.hpp"

namespace golden {

/// A series of projection_inputs.csv.
inline const highwater::TimeSeries& projection_series(const std::string& name) {
  static const std::map<std::string, highwater::TimeSeries> all = [] {
    const Table table("projection_inputs.csv");
    std::map<std::string, highwater::TimeSeries> read;
    for (const std::string& series : table.distinct("series")) {
      std::vector<double> values;
      const std::vector<Row> rows = table.where("series", series);
      for (const Row& row : rows) values.push_back(row.number("value"));
      const std::string frequency = rows[0].text("freq");
      const highwater::Period first = series == "pakistan_to_2024_12" ? highwater::month(2021, 7)
                                      : frequency == "12"             ? highwater::month(2000, 1)
                                      : frequency == "4"              ? highwater::quarter(2000, 1)
                                                                      : highwater::year(1900);
      read.emplace(series, highwater::TimeSeries(first, values));
    }
    return read;
  }();
  return all.at(name);
}

}  // namespace golden
