#include "highwater/io/arrow_panels.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "highwater/io/write.hpp"
#include "highwater/monitor/scan_batches.hpp"
#include "highwater/monitor/table.hpp"
#include "support/bits.hpp"
#include "support/long_stream.hpp"
#include "support/message_of.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
using hw::io::ArrowPanelOptions;
using hw::io::ArrowPanels;
using test_support::LongStream;
using test_support::message_of;
using test_support::same_bits;

namespace arrow_panels_test {

using Row = LongStream::Row;

const hw::io::ArrowColumns by_series{.keys = {"series"}, .values = {"value"}};

/// Months by their first days; the same months of every series.
std::vector<Row> rows_of(const hw::Panel& panel) {
  std::vector<Row> rows;
  for (std::size_t i = 0; i < panel.series_count(); ++i)
    for (const auto [period, value] : panel.series(i))
      rows.push_back({panel.names()[i],
                      hw::day(static_cast<int>(period.date().year), static_cast<int>(period.date().month), 1), value});
  return rows;
}

hw::Panel random_panel(std::size_t periods, std::size_t count) {
  test_support::RandomData random(periods + count);
  std::vector<std::string> names;
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i) {
    names.push_back("series " + std::to_string(i));
    const auto column = random.values(periods, test_support::Kind::positive, 6);
    values.insert(values.end(), column.begin(), column.end());
  }
  return {std::move(names), hw::month(2001, 5), std::move(values)};
}

std::string text_of(const hw::Panel& panel) { return hw::io::to_csv(panel); }

TEST(ArrowPanels, CutAStreamIntoPanelsWhereverItsBatchesEnd) {
  const hw::Panel whole = random_panel(11, 10);
  for (const std::size_t rows_each : {1U, 4U, 11U, 25U, 110U, 1000U})
    for (const std::size_t series : {1U, 3U, 10U, 20U}) {
      LongStream stream(rows_of(whole), rows_each);
      {
        ArrowPanels panels(stream.stream(), by_series, {.series = series});
        std::size_t seen = 0;
        while (const auto panel = panels()) {
          EXPECT_EQ(panel->series_count(), std::min(series, 10 - seen));
          for (std::size_t i = 0; i < panel->series_count(); ++i, ++seen) {
            EXPECT_EQ(panel->names()[i], whole.names()[seen]);
            EXPECT_EQ(panel->series(i).first(), whole.first());
            EXPECT_TRUE(same_bits(panel->series(i).values(), whole.series(seen).values()));
          }
        }
        EXPECT_EQ(seen, 10U);
        EXPECT_FALSE(panels());
      }
      EXPECT_EQ(stream.alive, 0) << rows_each;
    }
}

TEST(ArrowPanels, AreScannedAsTheWholePanelIs) {
  const hw::Panel whole = random_panel(30, 40);
  const std::string expected = hw::io::to_csv(hw::monitor::table(hw::monitor::scan(whole), whole.names()));
  for (const std::size_t series : {1U, 7U, 40U}) {
    LongStream stream(rows_of(whole), 100);
    EXPECT_EQ(
        hw::io::to_csv(hw::monitor::table(
            hw::monitor::scan_batches(ArrowPanels(stream.stream(), by_series, {.series = series})), whole.names())),
        expected);
    EXPECT_EQ(stream.alive, 0);
  }
}

TEST(ArrowPanels, HaveThePeriodsThatAreAskedForOrTheirOwn) {
  const std::vector<Row> rows{
      {"a", hw::day(2024, 1, 1), 1}, {"a", hw::day(2024, 2, 1), 2}, {"b", hw::day(2024, 2, 1), 3}};
  LongStream own(rows, 2), asked(rows, 2);
  hw::io::ArrowColumns months = by_series;
  months.frequency = hw::Frequency::monthly;
  ArrowPanels of_their_own(own.stream(), months, {.series = 1});
  EXPECT_EQ(text_of(*of_their_own()), "period,a\n2024-01,1\n2024-02,2\n");
  EXPECT_EQ(text_of(*of_their_own()), "period,b\n2024-02,3\n");
  ArrowPanels of_one_year(asked.stream(), by_series,
                          {.series = 1, .first = hw::month(2023, 12), .last = hw::month(2024, 2)});
  EXPECT_EQ(text_of(*of_one_year()), "period,a\n2023-12,\n2024-01,1\n2024-02,2\n");
  EXPECT_EQ(text_of(*of_one_year()), "period,b\n2023-12,\n2024-01,\n2024-02,3\n");
}

TEST(ArrowPanels, TheFrequencyOfDaysIsThatOfTheFirstPanel) {
  // One day of "b" alone could be anything.
  LongStream stream({{"a", hw::day(2024, 1, 1), 1},
                     {"a", hw::day(2024, 2, 1), 2},
                     {"a", hw::day(2024, 3, 1), 2},
                     {"b", hw::day(2024, 2, 1), 3}},
                    10);
  ArrowPanels panels(stream.stream(), by_series, {.series = 1});
  EXPECT_EQ(panels()->first().frequency(), hw::Frequency::monthly);
  EXPECT_EQ(panels()->first(), hw::month(2024, 2));
}

TEST(ArrowPanels, WhatIsWrongIsSaidAndEverythingReleased) {
  struct Fault {
    std::vector<Row> rows;
    hw::io::ArrowColumns columns;
    ArrowPanelOptions options;
    std::string message;
    std::size_t fails_at = SIZE_MAX;
  };
  const hw::Period jan = hw::day(2024, 1, 1), feb = hw::day(2024, 2, 1), mar = hw::day(2024, 3, 1),
                   apr = hw::day(2024, 4, 1);
  const std::vector<Row> good{{"a", jan, 1}, {"a", feb, 2}, {"a", mar, 2}, {"b", jan, 3}, {"b", feb, 4}};
  const std::vector<Fault> faults = {
      {good,
       {},
       {},
       "an Arrow stream is cut into panels by the columns that name its series: say which in ArrowColumns::keys. A "
       "wide table has all of its series in every batch: import_arrow_panel() reads it whole"},
      {good, by_series, {.series = 0}, "ArrowPanelOptions::series: a panel needs at least one series"},
      {good,
       by_series,
       {.first = hw::month(2024, 2), .last = hw::month(2024, 1)},
       "ArrowPanelOptions: the last period, 2024-01, comes before the first, 2024-02"},
      {{{"a", jan, 1}, {"b", jan, 2}, {"a", feb, 3}},
       by_series,
       {},
       "the Arrow stream has \"a\" again in row 3, after rows of another series: sort it by the columns of "
       "ArrowColumns::keys"},
      {{{"a", jan, 1}, {"a", feb, 1}, {"a", mar, 2}, {"b", feb, 2}, {"c", jan, 2}, {"a", apr, 3}},
       by_series,
       {.series = 1},
       "the Arrow stream has \"a\" again in row 6, after rows of another series: sort it by the columns of "
       "ArrowColumns::keys"},
      {good,
       by_series,
       {.first = hw::month(2024, 2)},
       "the Arrow table has 2024-01 in row 1, which lies outside ArrowPanelOptions::first to last"},
      {good,
       by_series,
       {.series = 1, .last = hw::month(2024, 1)},
       "the Arrow table has 2024-03 in row 3, which lies outside ArrowPanelOptions::first to last"},
      {good,
       {.keys = {"series"}, .values = {"value"}, .frequency = hw::Frequency::monthly},
       {.first = hw::year(2024)},
       "the Arrow table is monthly, and 2024 of ArrowPanelOptions is annual"},
      {{{"a", jan, 1}, {"a", feb, 2}, {"a", mar, 2}, {"b", jan, 3}, {"b", jan, 4}},
       by_series,
       {.series = 1},
       "the Arrow table has 2024-01 of \"b\" twice, the second time in row 5"},
      {{{"a", jan, 1},
        {"a", feb, 2},
        {"a", mar, 2},
        {"b", jan, 3},
        {"b", feb, std::numeric_limits<double>::infinity()}},
       by_series,
       {.series = 1},
       "the Arrow column \"value\" has an infinite value in row 5"},
      {good,
       {.period = "month", .keys = {"series"}, .values = {"value"}},
       {},
       "there is no Arrow column \"month\"; there are: \"day\", \"series\", \"value\""},
      {good, by_series, {.series = 1}, "the Arrow stream failed with error 5: the line is down", 2},
  };
  for (const Fault& fault : faults) {
    LongStream stream(fault.rows, 1);
    stream.fails_at = fault.fails_at;
    EXPECT_EQ(message_of([&] {
                ArrowPanels panels(stream.stream(), fault.columns, fault.options);
                try {
                  while (panels()) {
                  }
                } catch (...) {
                  EXPECT_FALSE(panels());
                  throw;
                }
                return 0;
              }),
              fault.message);
    EXPECT_EQ(stream.alive, 0) << fault.message;
  }
  ArrowArrayStream released{};
  EXPECT_EQ(message_of([&] { return ArrowPanels(&released, by_series)().has_value(); }),
            "the Arrow stream has been released");
}

}  // namespace arrow_panels_test
