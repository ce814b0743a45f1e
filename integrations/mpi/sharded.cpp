// Scans data that lie in several files, on as many ranks as there are; the output is the same for any number of them.
//
//   mpirun -n 4 highwater_mpi panel  part1.csv part2.csv ...   other series in each file: a line for each series
//   mpirun -n 4 highwater_mpi series 2001.csv 2002.csv ...     one series cut in time, in order: one summary
#include <mpi.h>

#include <cstdio>
#include <exception>
#include <highwater/highwater.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "../text.hpp"

namespace hw = highwater;

namespace {

std::string text(double value) { return highwater_integrations::text(value, "NA"); }
std::string text(const std::optional<hw::Period>& period) { return period ? to_string(*period) : "NA"; }
std::string text(const std::optional<hw::Streak>& streak) { return streak ? std::to_string(streak->length) : "NA"; }

/// The part of `count` files that is this rank's: neighbours, so that what ranks send is in order.
std::span<char*> share(std::span<char*> files, int rank, int ranks) {
  const auto begin = [&](int of) {
    return files.size() * static_cast<std::size_t>(of) / static_cast<std::size_t>(ranks);
  };
  return files.subspan(begin(rank), begin(rank + 1) - begin(rank));
}

/// What each rank has, in the order of the ranks, on rank 0. Errors: throws Error if it is more than MPI can count.
std::vector<std::vector<std::byte>> gather(std::span<const std::byte> mine, int rank, int ranks) {
  if (mine.size() > 0x7fffffff / static_cast<std::size_t>(ranks))
    throw hw::Error(std::to_string(mine.size()) + " bytes are too many to be sent at once");
  const int size = static_cast<int>(mine.size());
  std::vector<int> sizes(static_cast<std::size_t>(ranks)), begins(sizes.size());
  MPI_Gather(&size, 1, MPI_INT, sizes.data(), 1, MPI_INT, 0, MPI_COMM_WORLD);
  std::size_t total = 0;
  for (std::size_t i = 0; i < sizes.size(); total += static_cast<std::size_t>(sizes[i++]))
    begins[i] = static_cast<int>(total);
  std::vector<std::byte> all(total);
  MPI_Gatherv(mine.data(), size, MPI_BYTE, all.data(), sizes.data(), begins.data(), MPI_BYTE, 0, MPI_COMM_WORLD);
  std::vector<std::vector<std::byte>> parts;
  for (std::size_t i = 0; rank == 0 && i < sizes.size(); ++i) {
    const auto begin = all.begin() + begins[i];
    parts.emplace_back(begin, begin + sizes[i]);
  }
  return parts;
}

/// Every rank summarises the series of its own files; only lines of text travel.
void scan_panel(std::span<char*> files, int rank, int ranks) {
  std::string lines;
  for (const char* const file : share(files, rank, ranks)) {
    const hw::Panel panel = hw::io::read_panel(file);
    const std::vector<hw::monitor::SeriesSummary> found = hw::monitor::scan(panel);
    for (std::size_t i = 0; i < found.size(); ++i) {
      const hw::monitor::SeriesSummary& now = found[i];
      const std::optional<hw::Record> record = now.record();
      lines += panel.names()[i] + ',' + text(now.latest()) + ',' + text(now.value) + ',' + text(now.growth_on_period) +
               ',' + text(now.growth_on_year) + ',' + text(now.trailing_mean) + ',' + text(now.year_to_date) + ',' +
               text(record ? std::optional(record->period) : std::nullopt) + ',' +
               text(record ? record->value : hw::missing_value) + ',' + text(now.streak_on_year()) + '\n';
    }
  }
  const auto parts = gather(std::as_bytes(std::span(lines)), rank, ranks);
  if (rank != 0) return;
  std::puts(
      "series,latest,value,growth_on_period,growth_on_year,trailing_mean,year_to_date,record_period,record_value,"
      "streak_on_year");
  for (const auto& part : parts) std::fwrite(part.data(), 1, part.size(), stdout);
}

/// Every rank follows its part of the time; the trackers are merged in the order of the time.
void scan_series(std::span<char*> files, int rank, int ranks) {
  std::optional<hw::monitor::Tracker> mine;
  const auto take = [](std::optional<hw::monitor::Tracker>& before, const hw::monitor::Tracker& later) {
    before ? before->merge(later) : void(before.emplace(later));
  };
  for (const char* const file : share(files, rank, ranks)) take(mine, hw::monitor::Tracker(hw::io::read_csv(file)));
  const auto parts = gather(mine ? mine->to_bytes() : std::vector<std::byte>{}, rank, ranks);
  std::optional<hw::monitor::Tracker> whole;
  for (const auto& part : parts)
    if (!part.empty()) take(whole, hw::monitor::Tracker::from_bytes(part));
  if (!whole) return;
  const std::optional<hw::Record> high = whole->highs().standing(), low = whole->lows().standing();
  const auto print = [](std::string_view what, const std::string& is) {
    std::printf("%.*s %s\n", static_cast<int>(what.size()), what.data(), is.c_str());
  };
  print("first", to_string(whole->first()));
  print("periods", std::to_string(whole->size()));
  print("latest", text(whole->latest()));
  print("growth on the period", text(whole->growth_on_period()));
  print("growth on the year", text(whole->growth_on_year()));
  print("trailing mean", text(whole->trailing_mean()));
  print("year to date", text(whole->year_to_date()));
  if (high) print("high", text(high->value) + " in " + to_string(high->period) + ", of " + std::to_string(high->index));
  if (low) print("low", text(low->value) + " in " + to_string(low->period) + ", of " + std::to_string(low->index));
  print("growth on the year since", to_string(whole->streak_on_year().first));
  print("decline on the year since", to_string(whole->streak_on_year({hw::Direction::falling}).first));
}

}  // namespace

int main(int argc, char** argv) {
  MPI_Init(&argc, &argv);
  int rank = 0, ranks = 1;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &ranks);
  try {
    const std::string_view what = argc > 1 ? argv[1] : "";
    if (argc < 3 || (what != "panel" && what != "series"))
      throw hw::Error("usage: highwater_mpi panel|series FILE.csv ...");
    const std::span<char*> files(argv + 2, static_cast<std::size_t>(argc - 2));
    what == "panel" ? scan_panel(files, rank, ranks) : scan_series(files, rank, ranks);
  } catch (const std::exception& fault) {
    std::fflush(stdout);
    std::fprintf(stderr, "rank %d of %d: %s\n", rank, ranks, fault.what());
    std::fflush(stderr);
    MPI_Abort(MPI_COMM_WORLD, 1);
  }
  MPI_Finalize();
}
