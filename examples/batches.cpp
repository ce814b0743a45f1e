// More series than fit into memory: a file of doubles is mapped and scanned some series at a time, with a bar on a terminal.
#include <fstream>
#include <highwater/io/mapped_panel.hpp>
#include <highwater/monitor/scan_batches.hpp>
#include <iostream>
#include <vector>

#include "bar.hpp"

namespace hw = highwater;

int main(int argc, char** argv) try {
  const char* const path = argc > 1 ? argv[1] : "batches.bin";
  constexpr std::size_t months = 240, series = 5'000;
  std::ofstream out(path, std::ios::binary);
  for (std::size_t i = 0; i < series; ++i) {
    std::vector<double> values(months);
    for (std::size_t t = 0; t < months; ++t)
      values[t] = 100.0 + 0.1 * static_cast<double>(t) + static_cast<double>((i * 31 + t * 17) % 101);
    out.write(reinterpret_cast<const char*>(values.data()), static_cast<std::streamsize>(months * sizeof(double)));
  }
  out.close();

  const Bar bar;
  const hw::io::MappedPanel mapped(path, hw::month(2005, 1), months);
  std::size_t records = 0;
  const std::size_t scanned = hw::monitor::scan_batches(hw::io::MappedBatches(mapped, 1000),
                                                        [&](auto summaries, const hw::PanelView&) {
                                                          for (const hw::monitor::SeriesSummary& one : summaries)
                                                            records += one.sets_record() ? 1 : 0;
                                                        },
                                                        {.parallel = hw::Parallel::threads, .progress = bar});
  std::cout << scanned << " series, " << records << " of which end with a record\n";
} catch (const hw::Error& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
