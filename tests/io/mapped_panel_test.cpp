#include "highwater/io/mapped_panel.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <utility>
#include <vector>

#if defined(__linux__)
#include <unistd.h>
#endif

#include "highwater/io/write.hpp"
#include "highwater/monitor/scan_batches.hpp"
#include "highwater/monitor/table.hpp"
#include "highwater/series/panel_batches.hpp"
#include "support/bits.hpp"
#include "support/message_of.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
using hw::io::MappedOptions;
using hw::io::MappedPanel;
using test_support::same_bits;

namespace {

/// A file that is gone with the test.
class File {
 public:
  explicit File(const std::string& name) : path_((std::filesystem::temp_directory_path() / name).string()) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  const std::string& path() const { return path_; }
  void write(std::span<const double> values, const std::string& before = "", const std::string& after = "") const {
    std::ofstream out(path_, std::ios::binary);
    out << before;
    out.write(reinterpret_cast<const char*>(values.data()), static_cast<std::streamsize>(values.size_bytes()));
    out << after;
  }

 private:
  std::string path_;
};

std::string message_of_mapping(const std::string& path, std::size_t periods, MappedOptions options = {}) {
  return test_support::message_of(
      [&] { return MappedPanel(path, hw::month(2020, 1), periods, std::move(options)).series_count(); });
}

}  // namespace

TEST(MappedPanel, IsTheColumnsOfTheFile) {
  const File file("highwater_mapped_test.bin");
  const std::vector<double> values{1, 2, hw::missing_value, 4, -0.0, 6};
  file.write(values);
  const MappedPanel mapped(file.path(), hw::month(2020, 1), 3,
                           {.names = {"a", "b"}, .fiscal_year = {.first_month = 7}});
  EXPECT_EQ(mapped.series_count(), 2U);
  EXPECT_EQ(mapped.periods(), 3U);
  const hw::PanelView view = mapped;
  EXPECT_EQ(view.first(), hw::month(2020, 1));
  EXPECT_EQ(view.fiscal_year(), hw::FiscalYear{.first_month = 7});
  EXPECT_TRUE(same_bits(view.series("a").values(), std::vector<double>{1, 2, hw::missing_value}));
  EXPECT_TRUE(same_bits(view.series("b").values(), std::vector<double>{4, -0.0, 6}));
}

TEST(MappedPanel, SkipsWhatStandsBeforeTheNumbers) {
  const File file("highwater_mapped_skip_test.bin");
  file.write(std::vector<double>{1, 2, 3, 4}, std::string(128, 'x'));
  const MappedPanel mapped(file.path(), hw::month(2020, 1), 2, {.skip = 128});
  EXPECT_TRUE(same_bits(mapped.view().series(1).values(), std::vector<double>{3, 4}));
}

TEST(MappedPanel, MovesWithItsViews) {
  const File file("highwater_mapped_move_test.bin"), other("highwater_mapped_move_other_test.bin");
  file.write(std::vector<double>{1, 2, 3, 4});
  other.write(std::vector<double>{5, 6});
  MappedPanel first(file.path(), hw::month(2020, 1), 2);
  const hw::PanelView view = first.view();
  MappedPanel second(std::move(first));
  EXPECT_EQ(first.series_count(), 0U);  // NOLINT(bugprone-use-after-move): it has none any more
  EXPECT_TRUE(same_bits(view.series(1).values(), std::vector<double>{3, 4}));
  second = MappedPanel(other.path(), hw::month(2021, 1), 1);
  EXPECT_EQ(second.view().first(), hw::month(2021, 1));
  EXPECT_TRUE(same_bits(second.view().series(1).values(), std::vector<double>{6}));
}

TEST(MappedPanel, IsScannedInPiecesAsItIsAsAWhole) {
  const File file("highwater_mapped_scan_test.bin");
  test_support::RandomData random(7);
  constexpr std::size_t periods = 40, series = 25;
  std::vector<double> values;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < series; ++i) {
    const auto column = random.values(periods, test_support::Kind::positive, 9);
    values.insert(values.end(), column.begin(), column.end());
    names.push_back("s" + std::to_string(i));
  }
  file.write(values);
  const hw::Panel owned(names, hw::month(2020, 1), values);
  const MappedPanel mapped(file.path(), hw::month(2020, 1), periods, {.names = names});
  const auto text = [&](const std::vector<hw::monitor::SeriesSummary>& summaries) {
    return hw::io::to_csv(hw::monitor::table(summaries, names));
  };
  EXPECT_EQ(text(hw::monitor::scan_batches(hw::io::MappedBatches(mapped, 4))), text(hw::monitor::scan(owned)));
  EXPECT_EQ(text(hw::monitor::scan(mapped)), text(hw::monitor::scan(owned)));
}

TEST(MappedPanel, ItsBatchesAreThoseOfItsView) {
  const File file("highwater_mapped_batches_test.bin");
  std::vector<double> values;
  for (int i = 0; i < 5000; ++i) values.push_back(i % 7 == 0 ? hw::missing_value : i);
  file.write(values);
  const MappedPanel mapped(file.path(), hw::month(2020, 1), 50);
  for (const std::size_t size : {1U, 9U, 33U, 100U, 200U}) {
    hw::io::MappedBatches batches(mapped, size);
    EXPECT_EQ(batches.series_count(), 100U);
    std::vector<hw::PanelView> all;
    while (const auto batch = batches()) all.push_back(*batch);
    std::size_t seen = 0;
    for (const hw::PanelView& batch : all)  // also those that were handed back
      for (const hw::SeriesView series : batch)
        EXPECT_TRUE(same_bits(series.values(), mapped.view().series(seen++).values()));
    EXPECT_EQ(seen, 100U);
  }
}

#if defined(__linux__)
namespace {
long resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  long all = 0, resident = 0;
  statm >> all >> resident;
  return resident * sysconf(_SC_PAGESIZE);
}
}  // namespace

TEST(MappedPanel, NoMoreThanABatchStaysInMemory) {
  const File file("highwater_mapped_memory_test.bin");
  constexpr std::size_t periods = 1000, series = 6000;  // 48 MB
  {
    std::ofstream out(file.path(), std::ios::binary);
    const std::vector<double> column(periods, 1.5);
    for (std::size_t i = 0; i < series; ++i)
      out.write(reinterpret_cast<const char*>(column.data()), static_cast<std::streamsize>(periods * sizeof(double)));
  }
  const MappedPanel mapped(file.path(), hw::day(2020, 1, 1), periods);
  const auto most_while_scanning = [](auto&& batches) {
    const long before = resident_bytes();
    long most = 0;
    hw::monitor::scan_batches(batches,
                              [&](auto, const hw::PanelView&) { most = std::max(most, resident_bytes() - before); },
                              {.parts = hw::monitor::Parts::records});
    return most;
  };
  constexpr long megabyte = 1 << 20;
  EXPECT_LT(most_while_scanning(hw::io::MappedBatches(mapped, 500)), 16 * megabyte);  // 4 of a batch
  EXPECT_GT(most_while_scanning(hw::PanelBatches(mapped, 500)), 32 * megabyte);       // nothing is handed back
}
#endif

TEST(MappedPanel, WhatIsNoPanelIsAnErrorThatNamesTheFile) {
  const File file("highwater_mapped_error_test.bin");
  const std::string& path = file.path();
  EXPECT_EQ(message_of_mapping(path, 2), path + ": cannot be mapped: No such file or directory");
  const std::string folder = std::filesystem::temp_directory_path().string();
  EXPECT_EQ(message_of_mapping(folder, 2), folder + ": cannot be mapped: Is a directory");
  file.write({});
  EXPECT_EQ(message_of_mapping(path, 2), path + ": has 0 bytes: no values");
  const std::vector<double> values{1, 2, 3, 4, 5};
  file.write(values, "", "abc");
  EXPECT_EQ(message_of_mapping(path, 2),
            path + ": has 43 bytes, which are no whole number of doubles: 3 are left over");
  EXPECT_EQ(
      message_of_mapping(path, 2, {.skip = 8}),
      path + ": has 43 bytes, which are no whole number of doubles after those that are skipped: 3 are left over");
  file.write(values);
  EXPECT_EQ(message_of_mapping(path, 3),
            path + ": has 5 values, which are no whole number of series of 3 periods: 2 are left over");
  EXPECT_EQ(message_of_mapping(path, 6),
            path + ": has 5 values, which are no whole number of series of 6 periods: 5 are left over");
  EXPECT_EQ(message_of_mapping(path, 5, {.names = {"a", "b"}}),
            path + ": has 1 series of 5 periods, and MappedOptions::names names 2");
  EXPECT_EQ(message_of_mapping(path, 5, {.skip = 40}), path + ": has 40 bytes, of which 40 are skipped: no values");
  EXPECT_EQ(message_of_mapping(path, 5, {.skip = 4}),
            path + ": MappedOptions::skip is 4 bytes, and numbers begin at a multiple of 8");
  EXPECT_EQ(message_of_mapping(path, 0), path + ": a mapped panel needs at least one period");
#if defined(__linux__)
  EXPECT_EQ(message_of_mapping("/dev/null", 1), "/dev/null: cannot be mapped: it is no file, but a pipe or a device");
#endif
}
