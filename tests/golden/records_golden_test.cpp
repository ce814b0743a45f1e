#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "highwater/records/records.hpp"
#include "support/golden.hpp"

// Record times, values and counts against R's RecordTest 2.2.0 on twelve series and both directions of time.

namespace hw = highwater;

namespace {

/// A series by position: t = 1 is the first value.
std::map<std::string, std::vector<double>> inputs() {
  std::map<std::string, std::vector<double>> read;
  const golden::Table table("records_inputs.csv");
  for (const golden::Row& row : table.rows()) read[row.text("series")].push_back(row.number("value"));
  return read;
}

std::vector<hw::Record> records_of(const std::vector<double>& values, const golden::Row& asked) {
  const auto order = asked.text("direction") == "backward" ? hw::records::Order::backward : hw::records::Order::forward;
  const hw::Side side = asked.text("side") == "upper" ? hw::Side::high : hw::Side::low;
  const hw::Ties ties = asked.text("ties") == "strict" ? hw::Ties::strict : hw::Ties::weak;
  return hw::records::all(hw::SeriesView(hw::day(1900, 1, 1), values), side, {.ties = ties, .order = order});
}

/// RecordTest counts missing values that lead a series as records. Events of that kind, by series and question.
bool is_leading_missing(const golden::Row& event) { return std::isnan(event.number("value")); }

using Key = std::tuple<std::string, std::string, std::string, std::string>;
Key key_of(const golden::Row& row) {
  return {row.text("series"), row.text("direction"), row.text("side"), row.text("ties")};
}

TEST(RecordsGolden, TimesAndValuesAgreeWithRecordTest) {
  const auto series = inputs();
  const golden::Table table("records_r.csv");
  std::map<Key, std::vector<golden::Row>> events;
  int compared = 0, leading_missing = 0;
  for (const golden::Row& row : table.rows()) {
    if (is_leading_missing(row))
      ++leading_missing;
    else
      events[key_of(row)].push_back(row);
  }
  EXPECT_EQ(series.size(), 12U);
  EXPECT_EQ(events.size(), 12U * 8U);
  for (const auto& [key, expected] : events) {
    const std::vector<double>& values = series.at(std::get<0>(key));
    const std::vector<hw::Record> found = records_of(values, expected[0]);
    const bool backward = expected[0].text("direction") == "backward";
    ASSERT_EQ(found.size(), expected.size()) << testing::PrintToString(key);
    for (std::size_t k = 0; k < found.size(); ++k, ++compared) {
      const std::int64_t from_start = found[k].period - hw::day(1900, 1, 1);
      const std::int64_t t = backward ? static_cast<std::int64_t>(values.size()) - from_start : from_start + 1;
      EXPECT_EQ(t, static_cast<int>(expected[k].number("t"))) << testing::PrintToString(key);
      EXPECT_EQ(found[k].value, expected[k].number("value")) << testing::PrintToString(key);
    }
  }
  EXPECT_EQ(compared, 1222);
  EXPECT_EQ(leading_missing, 6);
}

TEST(RecordsGolden, CountsAgreeWithRecordTest) {
  const auto series = inputs();
  const golden::Table table("record_counts_r.csv"), events("records_r.csv");
  std::map<Key, int> leading_missing;
  for (const golden::Row& row : events.rows()) leading_missing[key_of(row)] += is_leading_missing(row) ? 1 : 0;
  int compared = 0;
  for (const golden::Row& row : table.rows()) {
    const auto found = static_cast<int>(records_of(series.at(row.text("series")), row).size());
    EXPECT_EQ(found + leading_missing.at(key_of(row)), static_cast<int>(row.number("N")));
    ++compared;
  }
  EXPECT_EQ(compared, 96);
}

}  // namespace
