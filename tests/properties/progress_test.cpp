#include "highwater/core/vocabulary/progress.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstddef>
#include <functional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "highwater/io/csv.hpp"
#include "highwater/io/releases.hpp"
#include "highwater/io/vintages.hpp"
#include "highwater/io/write.hpp"
#include "highwater/monitor/discovery.hpp"
#include "highwater/monitor/scan.hpp"
#include "highwater/monitor/scan_batches.hpp"
#include "highwater/projection/backtest.hpp"
#include "highwater/projection/panel.hpp"
#include "highwater/projection/smoothing.hpp"
#include "highwater/series/panel_batches.hpp"

namespace hw = highwater;
using hw::Progress;

namespace progress_test {

/// Four threads, whatever the machine has.
const auto four_threads = [](std::size_t parts, const hw::Parallel::Part& part) {
  std::atomic<std::size_t> next{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (std::size_t k = next++; k < parts; k = next++) part(k);
    });
  for (std::thread& thread : threads) thread.join();
};

hw::Panel panel_of(std::size_t series, std::size_t periods) {
  std::vector<std::string> names;
  std::vector<double> values;
  for (std::size_t i = 0; i < series; ++i) {
    names.push_back("s" + std::to_string(i));
    for (std::size_t t = 0; t < periods; ++t)
      values.push_back(100.0 + static_cast<double>(t) + static_cast<double>((i * 31 + t * 17) % 23));
  }
  return {std::move(names), hw::month(2015, 1), std::move(values)};
}

struct Case {
  std::string name;
  std::function<void(Progress)> call;
};

/// Rows of text, long enough to be told of several times.
std::string many(const std::string& header, const std::string& row) {
  std::string text = header;
  for (int i = 0; i < 3000; ++i) text += row;
  return text;
}

std::vector<Case> all_cases() {
  static const hw::Panel wide = panel_of(2000, 40), narrow = panel_of(24, 60);
  static const std::string text = hw::io::to_csv(wide);
  const hw::projection::SimpleSmoothing model;
  return {
      {"scan", [](Progress p) { hw::monitor::scan(wide, {.progress = p}); }},
      {"scan, threads",
       [](Progress p) { hw::monitor::scan(wide, {.parallel = hw::Parallel::threads, .progress = p}); }},
      {"scan, pool", [](Progress p) { hw::monitor::scan(wide, {.parallel = four_threads, .progress = p}); }},
      {"scan of batches",
       [](Progress p) {
         hw::monitor::scan_batches(hw::PanelBatches(wide, 300), {.parallel = four_threads, .progress = p});
       }},
      {"discover", [](Progress p) { hw::monitor::discover(narrow, {.progress = p}); }},
      {"project", [=](Progress p) { hw::projection::project(narrow, model, {.progress = p}); }},
      {"project, threads",
       [=](Progress p) { hw::projection::project(narrow, model, {.parallel = hw::Parallel::threads, .progress = p}); }},
      {"project, pool",
       [=](Progress p) { hw::projection::project(narrow, model, {.parallel = four_threads, .progress = p}); }},
      {"backtest of a series",
       [=](Progress p) {
         hw::projection::backtest(narrow.series(0), model, {.origins = 8, .horizon = 3, .progress = p});
       }},
      {"backtest of a panel",
       [=](Progress p) { hw::projection::backtest(narrow, model, {.origins = 8, .horizon = 3, .progress = p}); }},
      {"parse_panel", [](Progress p) { hw::io::parse_panel(text, {.progress = p}); }},
      {"read_panel of a stream",
       [](Progress p) {
         std::istringstream stream(text);
         hw::io::read_panel(stream, {.progress = p});
       }},
      {"parse_csv of one of many columns", [](Progress p) { hw::io::parse_csv(text, {.value = "s7", .progress = p}); }},
      {"parse_vintages",
       [](Progress p) {
         hw::io::parse_vintages(many("period,published,value\n", "2024-11,2025-01-17,310\n"), {.progress = p});
       }},
      {"parse_releases",
       [](Progress p) {
         hw::io::parse_releases(
             many("published,reference_period,claim_type,value,resolution,compare_period,compare_value,"
                  "source,note\n",
                  "2025-01-17,2024-12,level,348,1,,,,\n"),
             {.progress = p});
       }},
      {"parse_year_to_date",
       [](Progress p) {
         hw::io::parse_year_to_date(
             many("period_from,period_to,published,value,resolution\n", "2024-07,2024-12,2025-01-17,1864,1\n"),
             {.progress = p});
       }},
      {"parse_csv that looks for numbers",
       [](Progress p) {
         std::string rows = "period,value,note\n";
         for (int i = 1000; i < 9999; ++i) rows += std::to_string(i) + ",1,words\n";
         hw::io::parse_csv(rows, {.progress = p});
       }},
  };
}

TEST(Progress, TellsFractionsThatNeverFallAndEndWithOne) {
  for (const Case& one : all_cases()) {
    SCOPED_TRACE(one.name);
    std::vector<double> told;
    std::atomic<int> inside{0};
    bool alone = true;
    const auto note = [&](double done) {
      alone = alone && ++inside == 1;
      told.push_back(done);
      --inside;
    };
    one.call(note);
    EXPECT_TRUE(alone);
    ASSERT_GE(told.size(), 3u);
    EXPECT_GE(told.front(), 0.0);
    for (std::size_t i = 1; i < told.size(); ++i) EXPECT_LE(told[i - 1], told[i]);
    EXPECT_EQ(told.back(), 1.0);
  }
}

TEST(Progress, ACallThatIsToldToStopThrowsAndTellsNoMore) {
  for (const Case& one : all_cases()) {
    SCOPED_TRACE(one.name);
    int calls = 0;
    const auto stop = [&](double) { return ++calls == 2 ? Progress::Next::stop : Progress::Next::go_on; };
    EXPECT_THROW(one.call(stop), hw::Stopped);
    EXPECT_EQ(calls, 2);
  }
}

TEST(Progress, WhatItThrowsComesOutOfTheCallWhicheverThreadItWas) {
  for (const Case& one : all_cases()) {
    SCOPED_TRACE(one.name);
    int calls = 0;
    const auto fail = [&](double) {
      if (++calls == 2) throw std::out_of_range("the window was closed");
    };
    EXPECT_THROW(one.call(fail), std::out_of_range);
    EXPECT_EQ(calls, 2);
  }
}

TEST(Progress, AStopAtTheEndIsStillAStop) {
  const hw::Panel panel = panel_of(3, 24);
  const auto stop = [](double done) { return done == 1.0 ? Progress::Next::stop : Progress::Next::go_on; };
  EXPECT_THROW(hw::monitor::scan(panel, {.progress = stop}), hw::Stopped);
}

TEST(Progress, IsDoneOfAnEmptyPanelToo) {
  const hw::Panel none({}, hw::month(2015, 1), {});
  for (const bool projecting : {false, true}) {
    std::vector<double> told;
    const auto note = [&](double done) { told.push_back(done); };
    if (projecting)
      hw::projection::project(none, hw::projection::SimpleSmoothing{}, {.progress = note});
    else
      hw::projection::backtest(none, hw::projection::SimpleSmoothing{}, {.progress = note});
    EXPECT_EQ(told, std::vector<double>{1.0});
  }
}

TEST(Progress, OfAPanelIsToldAboutAThousandTimesAtMost) {
  const hw::Panel panel = panel_of(5000, 6);
  int calls = 0;
  const auto count = [&](double) { ++calls; };
  hw::projection::project(panel, hw::projection::SimpleSmoothing{}, {.progress = count});
  EXPECT_LE(calls, 1001);
  EXPECT_GE(calls, 500);
}

}  // namespace progress_test
