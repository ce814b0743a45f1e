// Without MPI: writes the files of the test, or what the functions of the library say of the whole of a series.
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <highwater/highwater.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "../../text.hpp"

namespace hw = highwater;

namespace {

std::string text(double value) { return highwater_integrations::text(value, "NA"); }

/// Days with no whole numbers in them, of the first half a value in 50 missing; the same on every machine.
hw::TimeSeries days() {
  hw::TimeSeries series(hw::day(1990, 1, 1), {});
  std::uint64_t state = 20240711;
  double level = 100.0;
  for (int i = 0; i < 12000; ++i) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    const auto draw = static_cast<double>(state >> 33);
    level *= 1.0 + (draw / 4294967296.0 - 0.2485) * 0.04;
    series.append(i < 6000 && (state >> 40) % 50 == 0 ? hw::missing_value : level);
  }
  return series;
}

/// Seven files of one series, in time.
void write_files(const std::string& folder) {
  const hw::TimeSeries series = days();
  const std::size_t cuts[] = {0, 400, 3000, 3001, 7000, 9999, 11000, 12000};
  for (std::size_t part = 0; part + 1 < std::size(cuts); ++part) {
    std::ofstream file(folder + "/series" + std::to_string(part) + ".csv");
    file << "period,value\n";
    for (std::size_t i = cuts[part]; i < cuts[part + 1]; ++i)
      file << series.period(i) << ',' << text(series.values()[i]) << '\n';
  }
}

/// In the form of `highwater_mpi series`, but by the functions of the whole series.
void print_whole() {
  const hw::TimeSeries series = days();
  const hw::TimeSeries growth = hw::growth::year_over_year(series);
  const hw::Record high = hw::records::highs(series).back(), low = hw::records::lows(series).back();
  const auto line = [](const char* what, const std::string& is) { std::printf("%s %s\n", what, is.c_str()); };
  line("first", to_string(series.first()));
  line("periods", std::to_string(series.size()));
  line("latest", text(series.values().back()));
  line("growth on the period", text(hw::growth::period_over_period(series)[series.last()]));
  line("growth on the year", text(growth.values().back()));
  line("trailing mean", text(hw::aggregate::trailing_mean(series, 12)[series.last()]));
  line("year to date", text(hw::aggregate::year_to_date(series, {})[series.last()]));
  line("high", text(high.value) + " in " + to_string(high.period) + ", of " + std::to_string(high.index));
  line("low", text(low.value) + " in " + to_string(low.period) + ", of " + std::to_string(low.index));
  line("growth on the year since", to_string(hw::records::current_streak(growth).first));
  line("decline on the year since",
       to_string(hw::records::current_streak(growth, hw::records::StreakOptions{hw::Direction::falling}).first));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::string_view(argv[1]) == "write")
    write_files(argv[2]);
  else
    print_whole();
}
