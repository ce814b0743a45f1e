#include "highwater/monitor/table.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "highwater/io/csv.hpp"
#include "highwater/io/write.hpp"
#include "support/bits.hpp"
#include "support/message_of.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
namespace monitor = highwater::monitor;
using hw::Table;
using monitor::SeriesSummary;
using test_support::message_of;
using test_support::same_bits;

namespace table_test {

/// Random walks that end in different months; one without observations.
hw::Panel panel() {
  std::vector<double> values;
  const std::vector<std::string> names = {"plain", "with, comma", "with \"quotes\"", "nothing", "two\nlines"};
  for (std::size_t i = 0; i < names.size(); ++i)
    for (std::size_t t = 0; t < 50; ++t)
      values.push_back(i == 3 || t > 45 + i ? hw::missing_value
                                            : 50.0 + static_cast<double>(t) / 7.0 +
                                                  static_cast<double>((t * 13 + i * 5) % 17) / (3.0 + double(i)));
  return {names, hw::month(2020, 3), values};
}

TEST(MonitorTable, ShowsEachSummaryInARow) {
  const hw::Panel data = panel();
  const std::vector<SeriesSummary> summaries = monitor::scan(data);
  const Table table = monitor::table(summaries, data.names());
  ASSERT_EQ(table.rows(), 5U);
  for (std::size_t i = 0; i < 5; ++i) {
    const SeriesSummary& one = summaries[i];
    const auto number = [&](const char* name) { return table.get<Table::Numbers>(name)[i]; };
    const auto period = [&](const char* name) { return table.get<Table::Periods>(name)[i]; };
    EXPECT_EQ(table.get<Table::Texts>("series")[i], data.names()[i]);
    EXPECT_EQ(period("period"), one.latest());
    EXPECT_TRUE(same_bits(number("growth_on_year"), one.growth_on_year));
    EXPECT_TRUE(same_bits(number("fiscal_total"), one.fiscal_total));
    if (!one.latest()) {
      EXPECT_TRUE(hw::is_missing(number("records")) && hw::is_missing(number("linear_slope")));
      EXPECT_FALSE(period("record_period") || period("since_on_year"));
      continue;
    }
    EXPECT_EQ(period("record_period"), one.record()->period);
    EXPECT_EQ(period("previous_period"), one.record()->previous_period);
    EXPECT_EQ(number("records"), static_cast<double>(one.record()->index));
    EXPECT_EQ(number("streak_on_year"), static_cast<double>(one.streak_on_year()->length));
    EXPECT_EQ(period("since_on_year"),
              one.streak_on_year()->length > 0 ? std::optional(one.streak_on_year()->first) : std::nullopt);
    EXPECT_TRUE(same_bits(number("linear_slope"), one.linear()->line.slope));
    EXPECT_TRUE(same_bits(number("exponential_slope"), one.exponential()->line.slope));
  }
}

TEST(MonitorTable, WhatIsWrittenOfAScanIsReadBackBitForBit) {
  const hw::Panel data = panel();
  std::vector<SeriesSummary> summaries = monitor::scan(data);
  std::vector<std::string> names(data.names().begin(), data.names().end());
  summaries.erase(summaries.begin() + 3);  // a row without a period is none that a reader takes
  names.erase(names.begin() + 3);
  const Table table = monitor::table(summaries, names);
  const std::string text = hw::io::to_csv(table, {.delimiter = ';'});
  std::size_t columns = 0;
  for (const Table::Column& column : table.columns()) {
    const auto* const numbers = std::get_if<Table::Numbers>(&column.cells);
    if (numbers == nullptr) continue;
    ++columns;
    const hw::Panel back =
        hw::io::parse_panel(text, {.period = "period", .value = column.name, .delimiter = ';', .keys = {"series"}});
    for (std::size_t i = 0; i < names.size(); ++i)
      EXPECT_TRUE(same_bits(back.series(names[i])[*table.get<Table::Periods>("period")[i]], (*numbers)[i]))
          << column.name << " of " << names[i];
  }
  EXPECT_EQ(columns, 15U);
}

TEST(MonitorTable, PartsThatWereNotAskedForAreEmptyCells) {
  const hw::Panel data({"a"}, hw::year(2020), {1, 3, 2});
  EXPECT_EQ(hw::io::to_csv(monitor::table(monitor::scan(data, {.parts = monitor::Parts::records}))),
            "series,period,value,growth_on_period,growth_on_year,trailing_mean,mean_before,year_to_date,"
            "to_date_year_before,fiscal_total,records,record_period,record_value,previous_period,previous_value,"
            "streak_on_period,since_on_period,streak_on_year,since_on_year,linear_slope,exponential_slope\n"
            "0,2022,2,,,,,,,,2,2021,3,2020,1,,,,,,\n");
  const std::vector<std::string> two{"a", "b"};
  EXPECT_EQ(message_of([&] { return monitor::table(monitor::scan(data), two).rows(); }),
            "a table of 1 summaries was given 2 names");
}

TEST(MonitorTable, ARowForEachDiscoveryInTheirOrder) {
  const hw::Panel data = panel();
  const hw::PanelView observed = data.slice(data.first(), data.first() + 45);
  const monitor::Discoveries news = monitor::discover(observed, {.false_discovery_rate = 1.0});
  const Table table = monitor::table(news);
  ASSERT_EQ(table.rows(), news.found.size());
  ASSERT_GT(table.rows(), 4U);
  for (std::size_t i = 0; i < table.rows(); ++i) {
    EXPECT_EQ(table.get<Table::Texts>("series")[i], news.found[i].name);
    EXPECT_EQ(table.get<Table::Texts>("statement")[i], monitor::to_string(news.found[i].statement));
    EXPECT_EQ(table.get<Table::Texts>("side")[i], news.found[i].side == hw::Side::high ? "high" : "low");
    EXPECT_EQ(table.get<Table::Periods>("period")[i], news.period);
    EXPECT_EQ(table.get<Table::Periods>("since")[i], news.found[i].since);
    EXPECT_EQ(table.get<Table::Numbers>("number")[i], static_cast<double>(news.found[i].number));
    EXPECT_TRUE(same_bits(table.get<Table::Numbers>("probability")[i], news.found[i].probability));
    EXPECT_TRUE(same_bits(table.get<Table::Numbers>("q_value")[i], news.found[i].q_value));
  }
}

}  // namespace table_test
