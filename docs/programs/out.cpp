// Results as tables, and more series than fit into memory.
//   out CSV WORLD_BANK_CSV FOLDER
#include <fstream>
#include <highwater/highwater.hpp>
#include <iostream>
#include <string>

namespace hw = highwater;
namespace io = hw::io;

int main(int argc, char** argv) try {
  if (argc != 4) return 2;
  const hw::TimeSeries exports = io::read_csv(argv[1], {.value = "value_usd_mn"});
  const hw::Panel panel = io::read_panel(argv[2], io::layouts::world_bank());
  const std::string folder = std::string(argv[3]) + '/';

  std::cout << "== results\n";
  //! [results]
  const hw::Projection ahead = hw::projection::project(exports, hw::projection::Automatic{}, {.periods = 3});
  io::write_csv(folder + "ahead.csv", hw::projection::table(ahead, {.coverages = {0.5, 0.8}}));

  const hw::claims::Finding finding =
      hw::claims::check(exports, hw::claims::GrowthStreak{.period = hw::month(2024, 12), .length = 15});
  io::write_csv(folder + "checked.csv", hw::claims::table({&finding, 1}));

  io::write_csv(folder + "scan.csv", hw::monitor::table(hw::monitor::scan(panel), panel.names()));
  const hw::Panel growth =
      io::read_panel(folder + "scan.csv", {.period = "period", .value = "growth_on_year", .keys = {"series"}});
  //! [results]
  for (const char* file : {"ahead.csv", "checked.csv", "scan.csv"}) {
    std::string header;
    std::getline(std::ifstream(folder + file) >> std::ws, header);
    std::cout << file << ": " << header << '\n';
  }
  std::cout << growth.series_count() << " series of growth\n";

  {
    std::ofstream doubles(folder + "doubles.bin", std::ios::binary);
    const auto values = panel.values();
    doubles.write(reinterpret_cast<const char*>(values.data()),
                  static_cast<std::streamsize>(values.size() * sizeof(double)));
  }
  std::cout << "== batches\n";
  //! [batches]
  const io::MappedPanel mapped(folder + "doubles.bin", panel.first(),
                               panel.periods());  // its size says how many series
  std::size_t records = 0;
  hw::monitor::scan_batches(io::MappedBatches(mapped, 2), [&](auto summaries, const hw::PanelView&) {
    for (const hw::monitor::SeriesSummary& summary : summaries) records += summary.record() ? 1 : 0;
  });
  std::cout << records << " of " << mapped.series_count() << " series have a record\n";
  //! [batches]
} catch (const hw::Error& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
