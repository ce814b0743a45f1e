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

using Bytes = std::vector<std::byte>;

/// What each rank has, in the order of the ranks, on rank 0. Errors: throws Error if it is more than MPI can count.
std::vector<Bytes> gather(std::span<const std::byte> mine, int rank, int ranks) {
  if (mine.size() > 0x7fffffff / static_cast<std::size_t>(ranks))
    throw hw::Error(std::to_string(mine.size()) + " bytes are too many to be sent at once");
  const int size = static_cast<int>(mine.size());
  std::vector<int> sizes(static_cast<std::size_t>(ranks)), begins(sizes.size());
  MPI_Gather(&size, 1, MPI_INT, sizes.data(), 1, MPI_INT, 0, MPI_COMM_WORLD);
  std::size_t total = 0;
  for (std::size_t i = 0; i < sizes.size(); total += static_cast<std::size_t>(sizes[i++]))
    begins[i] = static_cast<int>(total);
  Bytes all(total);
  MPI_Gatherv(mine.data(), size, MPI_BYTE, all.data(), sizes.data(), begins.data(), MPI_BYTE, 0, MPI_COMM_WORLD);
  std::vector<Bytes> parts;
  for (std::size_t i = 0; rank == 0 && i < sizes.size(); ++i) {
    const auto begin = all.begin() + begins[i];
    parts.emplace_back(begin, begin + sizes[i]);
  }
  return parts;
}

void say(int rank, int ranks, const std::exception& fault) {
  std::fflush(stdout);
  std::fprintf(stderr, "rank %d of %d: %s\n", rank, ranks, fault.what());
  std::fflush(stderr);
}

/// Does the work of this rank. If that of any rank fails, it says so and all ranks get false: none waits for one that is gone.
template <class Work>
bool all_do(const Work& work, int rank, int ranks) {
  int done = 1, all = 0;
  try {
    work();
  } catch (const std::exception& fault) {
    done = 0;
    say(rank, ranks, fault);
  }
  MPI_Allreduce(&done, &all, 1, MPI_INT, MPI_MIN, MPI_COMM_WORLD);
  return all == 1;
}

/// Of a panel: a line for each series of the files.
Bytes lines_of(std::span<char*> files) {
  std::string lines;
  for (const char* const file : files) {
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
  const std::span<const std::byte> bytes = std::as_bytes(std::span(lines));
  return {bytes.begin(), bytes.end()};
}

void print_lines(const std::vector<Bytes>& parts) {
  std::puts(
      "series,latest,value,growth_on_period,growth_on_year,trailing_mean,year_to_date,record_period,record_value,"
      "streak_on_year");
  for (const Bytes& part : parts) std::fwrite(part.data(), 1, part.size(), stdout);
}

/// Of one series: the tracker that has followed the files, which follow each other in time; nothing of no file.
void take(std::optional<hw::monitor::Tracker>& before, const hw::monitor::Tracker& later) {
  before ? before->merge(later) : void(before.emplace(later));
}
Bytes tracker_of(std::span<char*> files) {
  std::optional<hw::monitor::Tracker> mine;
  for (const char* const file : files) take(mine, hw::monitor::Tracker(hw::io::read_csv(file)));
  return mine ? mine->to_bytes() : Bytes{};
}

/// Merges the trackers in the order of the time.
void print_merged(const std::vector<Bytes>& parts) {
  std::optional<hw::monitor::Tracker> whole;
  for (const Bytes& part : parts)
    if (!part.empty()) take(whole, hw::monitor::Tracker::from_bytes(part));
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
  bool done = false;
  try {
    const std::string_view what = argc > 1 ? argv[1] : "";
    Bytes mine;
    const auto read = [&] {
      if (argc < 3 || (what != "panel" && what != "series"))
        throw hw::Error("usage: highwater_mpi panel|series FILE.csv ...");
      const std::span<char*> files = share({argv + 2, static_cast<std::size_t>(argc - 2)}, rank, ranks);
      mine = what == "panel" ? lines_of(files) : tracker_of(files);
    };
    if (all_do(read, rank, ranks)) {
      const std::vector<Bytes> parts = gather(mine, rank, ranks);
      const auto print = [&] {
        if (rank == 0) what == "panel" ? print_lines(parts) : print_merged(parts);
      };
      done = all_do(print, rank, ranks);
    }
  } catch (const std::exception& fault) {
    say(rank, ranks, fault);
    MPI_Abort(MPI_COMM_WORLD, 1);  // the others wait for what this rank does not send
  }
  MPI_Finalize();
  return done ? 0 : 1;
}
