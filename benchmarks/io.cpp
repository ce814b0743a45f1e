// Reading a table, as a ratio to reading its bytes once in the same run.
//   io [--long] [FOLDER [PEER]]
// 100 MB of 3.4 million rows of a day and a value; with --long a table of 10 000 series of 1 GB, into a panel, on one thread
// and on all, with the most memory that was used. The files are made in FOLDER (/tmp) and removed. A command PEER is run
// with the name of the file: peers/read.py reads it with other libraries.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <highwater/highwater.hpp>
#include <iostream>
#include <random>
#include <string>
#include <vector>

namespace hw = highwater;

namespace {

// Each value has up to 15 digits, so that a row takes 29 bytes as it does in files of measurements.
std::string number(std::mt19937_64& random, int decimals) {
  std::string text = std::to_string(random() % 100'000) + ".";
  for (int i = 0; i < decimals; ++i) text += static_cast<char>('0' + random() % 10);
  return text;
}

void write_days(const std::string& path) {
  std::ofstream out(path, std::ios::binary);
  std::mt19937_64 random(1);
  out << "date,value\n";
  const hw::Period first = hw::day(100, 1, 1);
  for (int i = 0; i < 3'400'000; ++i) out << first + i << ',' << number(random, 11) << '\n';
}

void write_long(const std::string& path) {
  std::ofstream out(path, std::ios::binary);
  std::mt19937_64 random(2);
  out << "series,date,value\n";
  const hw::Period first = hw::day(2015, 1, 1);
  for (int series = 0; series < 10'000; ++series)
    for (int i = 0; i < 3'000; ++i)
      out << "S" << series + 10'000 << ',' << first + i << ',' << number(random, 10) << '\n';
}

template <class Function>
double best_seconds(int repetitions, const Function& function) {
  double best = 1e9;
  for (int i = 0; i < repetitions; ++i) {
    const auto start = std::chrono::steady_clock::now();
    function();
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  return best;
}

// The sum of all bytes, read in pieces of a megabyte: what no reader can be faster than.
std::uint64_t read_bytes(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  std::vector<unsigned char> buffer(1 << 20);
  std::uint64_t sum = 0;
  for (std::size_t got = 1; got > 0;) {
    got = std::fread(buffer.data(), 1, buffer.size(), file);
    for (std::size_t i = 0; i < got; ++i) sum += buffer[i];
  }
  std::fclose(file);
  return sum;
}

// Each row of the report comes from a process of its own, so that its most memory is its own.
template <class Read>
void report(const char* what, const std::string& path, int repetitions, const Read& read) {
  for (const bool threads : {false, true}) {
    std::cout.flush();
    const pid_t child = fork();
    if (child > 0) {
      waitpid(child, nullptr, 0);
      continue;
    }
    std::uint64_t sum = 0;
    std::size_t values = 0;
    const double bytes = best_seconds(repetitions, [&] { sum += read_bytes(path); });
    const double table =
        best_seconds(repetitions, [&] { values = read(path, threads ? hw::Parallel::threads : hw::Parallel()); });
    rusage used;
    getrusage(RUSAGE_SELF, &used);
    const auto mebibytes = [](auto n) { return static_cast<double>(n) / (1 << 20); };
    std::cout << what << (threads ? ", all threads: " : ", one thread: ") << values << " values in " << table << " s, "
              << table / bytes << " x reading the bytes once (" << bytes << " s; check " << sum % 1000
              << ")\n  most memory " << mebibytes(used.ru_maxrss * 1024) << " MiB; file "
              << mebibytes(std::filesystem::file_size(path)) << ", result " << mebibytes(values * sizeof(double))
              << std::endl;
    _exit(0);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const bool big = argc > 1 && std::string(argv[1]) == "--long";
  const std::string folder = argc > (big ? 2 : 1) ? argv[big ? 2 : 1] : "/tmp";
  const std::string path = folder + "/highwater_bench_io.csv";
  if (big) {
    write_long(path);
    report("long table", path, 2, [](const std::string& file, hw::Parallel parallel) {
      const hw::Panel panel = hw::io::read_panel(file, {.period = "date",
                                                        .value = "value",
                                                        .keys = {"series"},
                                                        .frequency = hw::Frequency::daily,
                                                        .parallel = parallel});
      return panel.values().size();
    });
  } else {
    write_days(path);
    report("days and values", path, 3, [](const std::string& file, hw::Parallel parallel) {
      return hw::io::read_csv(file, {.frequency = hw::Frequency::daily, .parallel = parallel}).size();
    });
  }
  const int peer = argc > (big ? 3 : 2) ? std::system((std::string(argv[big ? 3 : 2]) + ' ' + path).c_str()) : 0;
  std::remove(path.c_str());
  return peer == 0 ? 0 : 1;
}
