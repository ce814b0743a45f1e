#include "highwater/monitor/scan_batches.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "highwater/io/write.hpp"
#include "highwater/monitor/table.hpp"
#include "highwater/series/panel_batches.hpp"
#include "support/bits.hpp"
#include "support/message_of.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
namespace monitor = highwater::monitor;
using hw::PanelBatches;
using hw::PanelView;
using hw::Progress;
using monitor::scan_batches;
using monitor::SeriesSummary;
using test_support::message_of;
using test_support::same_bits;

namespace scan_batches_test {

hw::Panel random_panel(hw::Period first, std::size_t periods, std::size_t count) {
  test_support::RandomData random(periods + count);
  std::vector<std::string> names;
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i) {
    names.push_back("s" + std::to_string(i));
    const auto column = random.values(periods, test_support::kinds[i % 5], i % 3 == 0 ? 0 : 7);
    values.insert(values.end(), column.begin(), column.end());
  }
  return {std::move(names), first, std::move(values)};
}

/// Every number of the summaries, in the fewest digits that tell it from all others.
std::string all_of(std::span<const SeriesSummary> summaries) {
  std::string text = hw::io::to_csv(monitor::table(summaries));
  hw::Table::Numbers more;
  for (const SeriesSummary& one : summaries)
    for (const auto& trend : {one.linear(), one.exponential()})
      for (const double number :
           {trend ? trend->line.intercept : hw::missing_value, trend ? trend->line.residual_squares : hw::missing_value,
            trend ? trend->line.count : hw::missing_value})
        more.push_back(number);
  return text + hw::io::to_csv(hw::Table().add({"more", std::move(more)}));
}

TEST(ScanBatches, OfAnySizeGiveTheBitsOfTheWholeScan) {
  for (const hw::Period first : {hw::month(2001, 5), hw::day(2020, 2, 27), hw::quarter(1990, 2)}) {
    const hw::Panel panel = random_panel(first, 90, 131);
    for (const hw::Parallel parallel : {hw::Parallel(), hw::Parallel(hw::Parallel::threads)}) {
      const monitor::ScanOptions options{
          .window = 5, .indicator = {.fiscal_year = {.first_month = 7}}, .parallel = parallel};
      const std::string whole = all_of(monitor::scan(panel, options));
      for (const std::size_t size : {1U, 2U, 7U, 8U, 63U, 64U, 65U, 130U, 131U, 1000U})
        EXPECT_EQ(all_of(scan_batches(PanelBatches(panel, size), options)), whole) << size;
    }
  }
}

TEST(ScanBatches, HandEachBatchOnWithItsSeries) {
  const hw::Panel panel = random_panel(hw::month(2001, 5), 60, 23);
  const std::vector<SeriesSummary> whole = monitor::scan(panel);
  std::size_t seen = 0;
  std::vector<std::size_t> sizes;
  const std::size_t count =
      scan_batches(PanelBatches(panel, 10), [&](std::span<const SeriesSummary> summaries, const PanelView& batch) {
        sizes.push_back(batch.series_count());
        ASSERT_EQ(summaries.size(), batch.series_count());
        for (std::size_t i = 0; i < summaries.size(); ++i, ++seen) {
          EXPECT_EQ(batch.names()[i], panel.names()[seen]);
          EXPECT_TRUE(same_bits(summaries[i].growth_on_year, whole[seen].growth_on_year));
        }
      });
  EXPECT_EQ(count, 23U);
  EXPECT_EQ(sizes, (std::vector<std::size_t>{10, 10, 3}));
}

TEST(ScanBatches, ComeFromWhateverGivesPanels) {
  // Panels that are made for the call, over periods of their own, and none at times.
  std::vector<hw::Panel> panels;
  panels.push_back(random_panel(hw::month(2001, 5), 60, 3));
  panels.push_back(hw::Panel({}, hw::month(2001, 5), {}));
  panels.push_back(random_panel(hw::year(1950), 40, 2));
  std::string expected, by_value, by_pointer;
  for (const hw::Panel& panel : panels) expected += all_of(monitor::scan(panel));
  std::size_t next = 0;
  const auto add_to = [](std::string& text) {
    return [&text](std::span<const SeriesSummary> some, const PanelView&) { text += all_of(some); };
  };
  EXPECT_EQ(scan_batches([&] { return next < panels.size() ? std::optional(panels[next++]) : std::nullopt; },
                         add_to(by_value)),
            5U);
  EXPECT_EQ(by_value, expected);
  next = 0;
  scan_batches([&] { return next < panels.size() ? std::make_unique<hw::Panel>(panels[next++]) : nullptr; },
               add_to(by_pointer));
  EXPECT_EQ(by_pointer, expected);
  EXPECT_EQ(scan_batches([] { return std::optional<hw::Panel>(); }).size(), 0U);
}

TEST(ScanBatches, ProgressCountsTheSeriesOfAllOfThem) {
  const hw::Panel panel = random_panel(hw::month(2001, 5), 20, 1000);
  std::vector<double> told;
  const auto note = [&](double done) { told.push_back(done); };
  scan_batches(PanelBatches(panel, 100), {.progress = note});
  ASSERT_GE(told.size(), 10U);
  for (std::size_t i = 1; i < told.size(); ++i) EXPECT_GT(told[i], told[i - 1]);
  EXPECT_EQ(told.back(), 1.0);
  EXPECT_LT(told.front(), 0.11);
}

TEST(ScanBatches, WhereTheirNumberIsNotKnownZeroIsToldAfterEach) {
  const hw::Panel panel = random_panel(hw::month(2001, 5), 20, 30);
  PanelBatches batches(panel, 10);
  std::vector<double> told;
  const auto note = [&](double done) { told.push_back(done); };
  scan_batches([&] { return batches(); }, {.progress = note});
  EXPECT_EQ(told, (std::vector<double>{0.0, 0.0, 0.0, 1.0}));
}

TEST(ScanBatches, AStopEndsThemBetweenTwoOrWithinOne) {
  const hw::Panel panel = random_panel(hw::month(2001, 5), 20, 1000);
  for (const bool known : {false, true})
    for (const int at : {1, 2, 3}) {
      PanelBatches batches(panel, 200);
      int calls = 0, taken = 0;
      const auto stop = [&](double) { return ++calls == at ? Progress::Next::stop : Progress::Next::go_on; };
      const auto take = [&](std::span<const SeriesSummary>, const PanelView&) { ++taken; };
      const auto next = [&] { return batches(); };
      if (known) {
        EXPECT_THROW(scan_batches(batches, take, {.progress = stop}), hw::Stopped);
      } else {
        EXPECT_THROW(scan_batches(next, take, {.progress = stop}), hw::Stopped);
      }
      EXPECT_EQ(calls, at);
      if (!known) {
        EXPECT_EQ(taken, at - 1);
      }
      EXPECT_LT(taken, 3);
    }
}

TEST(ScanBatches, WhatCannotBeScannedIsAnErrorOfNoBatchToo) {
  EXPECT_EQ(message_of([] { return scan_batches([] { return std::optional<hw::Panel>(); }, {.window = 0}).size(); }),
            "a window of 0 periods was asked for; it must be at least 1");
  const hw::Panel panel = random_panel(hw::month(2001, 5), 20, 3);
  const auto refuse = [](std::span<const SeriesSummary>, const PanelView&) { throw hw::Error("the disk is full"); };
  EXPECT_EQ(message_of([&] { return scan_batches(PanelBatches(panel, 2), refuse); }), "the disk is full");
}

}  // namespace scan_batches_test
