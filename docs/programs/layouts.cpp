// Tables as publishers lay them out. The files are those that the tests read.
//   layouts FOLDER
#include <highwater/highwater.hpp>
#include <iostream>
#include <string>

namespace hw = highwater;
namespace io = hw::io;

namespace {

void show(hw::SeriesView series) {
  for (const hw::Observation o : series) std::cout << o.period << ' ' << o.value << "  ";
  std::cout << '\n';
}

void show(const hw::Panel& panel) {
  for (std::size_t i = 0; i < panel.series_count(); ++i) {
    std::cout << panel.names()[i] << ": ";
    show(panel.series(i));
  }
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 2) return 2;
  const std::string folder = std::string(argv[1]) + '/';

  std::cout << "== rows\n";
  //! [rows]
  show(io::parse_csv("month,exports,imports\n2024-11,310,402\n2024-12,348,395\n", {.value = "exports"}));
  show(io::parse_panel("month,exports,imports\n2024-11,310,402\n2024-12,348,395\n"));
  //! [rows]

  std::cout << "== keys\n";
  //! [keys]
  const std::string table = "time,geo,value\n2024-Q3,AT,1.2\n2024-Q3,FR,0.4\n2024-Q4,AT,1.1\n2024-Q4,FR,0.6\n";
  show(io::parse_panel(table, {.value = "value", .keys = {"geo"}}));
  show(io::parse_csv(table, {.value = "value", .only = {{"geo", "AT"}}}));
  //! [keys]

  std::cout << "== across\n";
  //! [across]
  show(io::parse_panel("country,2022,2023\nAlbania,18.9,23.4\nPakistan,374.7,338.4\n",
                       {.layout = io::Layout::periods_across}));
  show(io::parse_csv("year,Q1,Q2,Q3,Q4\n2023,1,2,3,4\n2024,5,6,7,8\n", {.layout = io::Layout::parts_across}));
  //! [across]

  std::cout << "== part\n";
  //! [part]
  show(io::parse_csv("year,period,value\n2024,M11,315.5\n2024,M12,315.6\n",
                     {.period = "year", .value = "value", .period_part = "period"}));
  //! [part]

  std::cout << "== notes\n";
  //! [notes]
  show(io::parse_csv("Exports\nUS$ million\nmonth;value\n11.2024;310,5\n12.2024;1.348,0 p\nSource: the office\n",
                     {.period = "month",
                      .value = "value",
                      .delimiter = ';',
                      .decimal = ',',
                      .thousands = '.',
                      .period_format = "%m.%Y",
                      .notes = io::Notes::around,
                      .flags = io::Flags::beside_numbers}));
  //! [notes]

  std::cout << "== days\n";
  //! [days]
  show(io::parse_csv("date,value\n2024-07-01,1\n2024-08-01,2\n2024-09-01,3\n"));  // months, dated by their first day
  show(io::parse_csv("date,value\n2024-07-01,1\n2024-08-01,2\n", {.frequency = hw::Frequency::monthly}));
  //! [days]

  std::cout << "== publishers\n";
  //! [publishers]
  const hw::Panel prices = io::read_panel(folder + "worldbank_wide.csv", io::layouts::world_bank());
  io::CsvOptions one = io::layouts::eurostat_tsv();
  one.only = {{"geo", "AT"}};
  const hw::TimeSeries austria = io::read_csv(folder + "eurostat.tsv", one);
  const hw::TimeSeries cpi = io::read_csv(folder + "ons.csv", io::layouts::ons(hw::Frequency::monthly));
  //! [publishers]
  show(prices);
  show(austria);
  show(cpi);

  std::cout << "== errors\n";
  //! [errors]
  for (const char* text : {"day,value\n01/02/2024,1\n01/03/2024,2\n", "month,value\n2024-11,310\n2024-O2,348\n",
                           "month,value\n2024-11,310\n2024-12,3x8\n"}) {
    try {
      io::parse_csv(text, {}, "exports.csv");
    } catch (const hw::Error& error) {
      std::cout << error.what() << '\n';
    }
  }
  //! [errors]

  std::cout << "== write\n";
  //! [write]
  const std::string written = io::to_csv(austria);
  std::cout << written << (io::parse_csv(written) == austria ? "the same again\n" : "something else\n");
  //! [write]
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
