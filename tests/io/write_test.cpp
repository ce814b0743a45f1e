#include "highwater/io/write.hpp"

#include <gtest/gtest.h>

#if defined(__linux__)
#include <sys/resource.h>

#include <csignal>
#endif

#include <bit>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "highwater/io/csv.hpp"
#include "support/message_of.hpp"

namespace hw = highwater;
using hw::Panel;
using hw::TimeSeries;
using test_support::message_of;

namespace write_test {

constexpr double missing = hw::missing_value;

// Finite doubles of all sizes, and missing values.
std::vector<double> random_doubles(std::mt19937_64& random, std::size_t count) {
  std::vector<double> values;
  while (values.size() < count) {
    const auto value = std::bit_cast<double>(random());
    if (std::isinf(value)) continue;
    values.push_back(std::isnan(value) || random() % 8 == 0 ? missing : value);
  }
  return values;
}

void expect_same_bits(std::span<const double> a, std::span<const double> b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::isnan(a[i])) {
      EXPECT_TRUE(std::isnan(b[i])) << i;
      continue;
    }
    EXPECT_EQ(std::bit_cast<std::uint64_t>(a[i]), std::bit_cast<std::uint64_t>(b[i])) << i;
  }
}

/// A folder of its own, gone with the test.
class Folder {
 public:
  explicit Folder(const std::string& name) : path_(std::filesystem::temp_directory_path() / name) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directory(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string file(const std::string& name) const { return (path_ / name).string(); }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(path_), {}));
  }

 private:
  std::filesystem::path path_;
};

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(WriteCsv, ASeriesIsARowAPeriod) {
  const TimeSeries series(hw::month(2024, 11), {0.1, missing, -1e300});
  EXPECT_EQ(hw::io::to_csv(series), "period,value\n2024-11,0.1\n2024-12,\n2025-01,-1e+300\n");
  std::ostringstream out;
  hw::io::write_csv(out, hw::SeriesView(series), {.period = "month", .value = "US$; mn", .delimiter = ';'});
  EXPECT_EQ(out.str(), "month;\"US$; mn\"\n2024-11;0.1\n2024-12;\n2025-01;-1e+300\n");
}

TEST(WriteCsv, WhatIsWrittenIsReadBackBitForBit) {
  std::mt19937_64 random(15);
  for (const hw::Period first : {hw::year(1900), hw::half(1900, 2), hw::quarter(1900, 3), hw::month(1900, 12),
                                 hw::week(1900, 52), hw::day(1900, 2, 27)}) {
    std::vector<double> values = random_doubles(random, 300);
    values[0] = -0.0;
    values[1] = std::numeric_limits<double>::denorm_min();
    values[2] = std::numeric_limits<double>::max();
    const TimeSeries series(first, values);
    const TimeSeries back = hw::io::parse_csv(hw::io::to_csv(series), {.frequency = first.frequency()});
    EXPECT_EQ(back.first(), first);
    expect_same_bits(series.values(), back.values());

    const Panel panel({"plain", "with, comma", "with \"quotes\"", " blanks ", "two\nlines", "2024"}, first,
                      random_doubles(random, 6 * 100));
    const Panel read = hw::io::parse_panel(hw::io::to_csv(panel), {.frequency = first.frequency()});
    EXPECT_EQ(read.first(), first);
    EXPECT_EQ(std::vector(read.names().begin(), read.names().end()),
              std::vector(panel.names().begin(), panel.names().end()));
    expect_same_bits(panel.values(), read.values());
  }
}

TEST(WriteCsv, FiscalYearsAreReadBackByTheirNames) {
  const hw::FiscalYear july{.first_month = 7};
  const TimeSeries totals(hw::year(2023), {2600, 3223}, july);
  EXPECT_EQ(hw::io::parse_csv(hw::io::to_csv(totals), {.fiscal_year = july}), totals);
}

TEST(WriteCsv, WhatCouldNotBeReadBackIsAnError) {
  EXPECT_EQ(message_of([] { return hw::io::to_csv(TimeSeries(hw::year(2024), {})); }),
            "an empty series cannot be written: nothing could be read back");
  EXPECT_EQ(message_of([] { return hw::io::to_csv(Panel({""}, hw::year(2024), {1})); }),
            "a series without a name cannot be written");
  EXPECT_EQ(message_of([] { return hw::io::to_csv(TimeSeries(hw::year(2024), {1}), {.delimiter = '4'}); }),
            "WriteOptions: the delimiter cannot be \"4\"");
  EXPECT_EQ(message_of([] { return hw::io::to_csv(Panel({"a"}, hw::year(2024), {})); }),
            "an empty panel cannot be written: nothing could be read back");
  EXPECT_EQ(message_of([] { return hw::io::to_csv(hw::PanelView(hw::year(2024), {}, 1, 0)); }),
            "an empty panel cannot be written: nothing could be read back");
  const std::vector<double> value{1.0};
  EXPECT_EQ(message_of([&] { return hw::io::to_csv(hw::PanelView(hw::year(2024), value, 1, 1)); }),
            "a panel without names cannot be written");
}

TEST(WriteCsv, AStreamGetsWhatTheTextIs) {
  const Panel panel({" a", "b\t"}, hw::month(2024, 11), {0.1, missing, 1e300, 4});
  hw::Table table;
  table.add({"\tx ", hw::Table::Numbers{1.0}});
  std::ostringstream series_out, panel_out, table_out;
  hw::io::write_csv(series_out, TimeSeries(panel.first(), {0.1, missing}));
  hw::io::write_csv(panel_out, panel, {.header = hw::io::HeaderRow::left_out});
  hw::io::write_csv(table_out, table);
  EXPECT_EQ(series_out.str(), "period,value\n2024-11,0.1\n2024-12,\n");
  EXPECT_EQ(panel_out.str(), "2024-11,0.1,1e+300\n2024-12,,4\n");
  EXPECT_EQ(table_out.str(), "\"\tx \"\n1\n");
  EXPECT_EQ(hw::io::to_csv(panel).substr(0, 17), "period,\" a\",\"b\t\"\n");
}

TEST(WriteCsv, ATableIsItsColumnsWithEmptyCellsForWhatIsMissing) {
  hw::Table table;
  table.add({"series", hw::Table::Texts{"plain", "comma, \"quotes\"\nand lines", " blanks"}});
  table.add({"period", hw::Table::Periods{hw::month(2024, 12), std::nullopt, hw::year(2024)}});
  table.add({"value, new", hw::Table::Numbers{0.1, missing, -0.0}});
  EXPECT_EQ(hw::io::to_csv(table),
            "series,period,\"value, new\"\nplain,2024-12,0.1\n\"comma, \"\"quotes\"\"\nand lines\",,\n"
            "\" blanks\",2024,-0\n");
  EXPECT_EQ(hw::io::to_csv(table, {.delimiter = ';', .header = hw::io::HeaderRow::left_out}).substr(0, 19),
            "plain;2024-12;0.1\n\"");
}

TEST(WriteCsv, PartsWithoutAHeaderGoOnWithTheFirst) {
  const TimeSeries series(hw::month(2024, 11), {0.1, 0.2, 0.3});
  const std::string whole = hw::io::to_csv(series);
  const std::string parts =
      hw::io::to_csv(series.slice(hw::month(2024, 11), hw::month(2024, 12))) +
      hw::io::to_csv(series.slice(hw::month(2025, 1), hw::month(2025, 1)), {.header = hw::io::HeaderRow::left_out});
  EXPECT_EQ(whole, parts);
}

TEST(WriteCsv, ATableThatCouldNotBeReadBackIsAnError) {
  EXPECT_EQ(message_of([] { return hw::io::to_csv(hw::Table()); }), "a table without columns cannot be written");
  hw::Table table;
  table.add({"value", hw::Table::Numbers{1.0, std::numeric_limits<double>::infinity()}});
  EXPECT_EQ(message_of([&] { return hw::io::to_csv(table); }),
            "the column \"value\" is infinite in row 2, which no table can hold");
}

TEST(WriteCsv, AFileHasAllOfItOrIsAsItWas) {
  const Folder folder("highwater_write_test");
  const std::string path = folder.file("out.csv");
  const TimeSeries first(hw::month(2024, 11), {0.1, 0.2}), second(hw::month(2024, 11), {0.3, 0.4, 0.5});
  hw::io::write_csv(path, first);
  EXPECT_EQ(hw::io::read_csv(path), first);
  std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  hw::io::write_csv(path, Panel({"value"}, second.first(), {0.3, 0.4, 0.5}));
  EXPECT_EQ(hw::io::read_csv(path), second);
  EXPECT_EQ(std::filesystem::status(path).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);

  // What cannot be written changes nothing, and leaves nothing.
  EXPECT_NE(message_of([&] {
              hw::io::write_csv(path, TimeSeries(hw::year(2024), {}));
              return 0;
            }),
            "");
  EXPECT_EQ(hw::io::read_csv(path), second);
  EXPECT_EQ(folder.files(), 1U);

  // Another that is being written, or was left behind, is not touched.
  std::ofstream(path + ".part") << "another";
  hw::Table table;
  table.add({"period", hw::Table::Periods{hw::year(2024)}}).add({"value", hw::Table::Numbers{1.0}});
  hw::io::write_csv(path, table);
  EXPECT_EQ(text_of(path), "period,value\n2024,1\n");
  EXPECT_EQ(text_of(path + ".part"), "another");
  EXPECT_EQ(folder.files(), 2U);
}

TEST(WriteCsv, AFileThatCannotBeWrittenIsAnErrorThatNamesIt) {
  const Folder folder("highwater_write_error_test");
  const TimeSeries series(hw::year(2024), {1.0});
  const auto message = [&](const std::string& path) {
    return message_of([&] {
      hw::io::write_csv(path, series);
      return 0;
    });
  };
  const std::string nowhere = folder.file("none/out.csv");
  EXPECT_EQ(message(nowhere), nowhere + ": cannot be written: No such file or directory");
  std::filesystem::create_directory(folder.file("a"));
  EXPECT_EQ(message(folder.file("a")), folder.file("a") + ": cannot be written: Is a directory");
  EXPECT_EQ(folder.files(), 1U);
#if defined(__linux__)
  EXPECT_EQ(message("/dev/full"), "/dev/full: cannot be written: No space left on device");
  EXPECT_EQ(message("/dev/null"), "no error");
#endif
  EXPECT_EQ(message(""), ": cannot be written: No such file or directory");
}

#if defined(__linux__)
/// While it lives, no file of this process may grow beyond some bytes.
class SmallFiles {
 public:
  explicit SmallFiles(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit small{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
  }
  SmallFiles(const SmallFiles&) = delete;
  SmallFiles& operator=(const SmallFiles&) = delete;
  ~SmallFiles() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  void (*handler_)(int);
  rlimit before_{};
};

TEST(WriteCsv, AFileThatBecomesTooLargeIsAsItWasAndLeavesNothingBeside) {
  const Folder folder("highwater_write_small_test");
  const std::string path = folder.file("out.csv");
  const TimeSeries some(hw::year(2024), {1.0}), many(hw::day(2024, 1, 1), std::vector<double>(10'000, 0.5));
  hw::io::write_csv(path, some);
  std::string message;
  {
    const SmallFiles small(4096);
    message = message_of([&] {
      hw::io::write_csv(path, many);
      return 0;
    });
  }
  EXPECT_EQ(message, path + ": cannot be written: File too large");
  EXPECT_EQ(hw::io::read_csv(path), some);
  EXPECT_EQ(folder.files(), 1U);
}
#endif

#if !defined(_WIN32)
TEST(WriteCsv, ALinkStaysOneAndWhatItPointsToIsReplaced) {
  const Folder folder("highwater_write_link_test");
  std::ofstream(folder.file("real.csv")) << "old";
  std::filesystem::create_symlink(folder.file("real.csv"), folder.file("link.csv"));
  hw::io::write_csv(folder.file("link.csv"), TimeSeries(hw::year(2024), {1.0}));
  EXPECT_TRUE(std::filesystem::is_symlink(folder.file("link.csv")));
  EXPECT_EQ(text_of(folder.file("real.csv")), "period,value\n2024,1\n");
}
#endif

}  // namespace write_test
