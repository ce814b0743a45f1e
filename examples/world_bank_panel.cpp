// A panel from a file as the World Bank lays it out, one series of it, and what is news in its latest year.
//   world_bank_panel FILE
#include <highwater/highwater.hpp>
#include <iostream>

namespace hw = highwater;

int main(int argc, char** argv) try {
  if (argc < 2) {
    std::cerr << "usage: world_bank_panel FILE\n";
    return 2;
  }
  const hw::Panel all = hw::io::read_panel(argv[1], hw::io::layouts::world_bank());
  // The file has a column for a year that nobody has reported yet.
  const hw::PanelView panel = all.slice(all.first(), hw::year(2008));
  std::cout << panel.series_count() << " series, " << panel.first() << " to 2008\n";

  const hw::Panel growth = hw::growth::year_over_year(panel);
  for (std::size_t i = 0; i < panel.series_count(); ++i)
    std::cout << panel.names()[i] << ": " << panel.series(i)[hw::year(2008)] << ", "
              << 100.0 * growth.series(i)[hw::year(2008)] << " % on the year\n";

  const hw::monitor::Discoveries news = hw::monitor::discover(growth, {.false_discovery_rate = 0.1});
  std::cout << news.found.size() << " of " << news.tested << " statements on the growth of " << news.period
            << " are unlikely to be chance\n";
  for (const hw::monitor::Discovery& found : news.found)
    std::cout << "  " << found.name << ": probability " << found.probability << '\n';

  hw::io::CsvOptions one = hw::io::layouts::world_bank();
  one.only = {{"Indicator Code", "POP"}};
  const hw::TimeSeries population = hw::io::read_csv(argv[1], one);
  std::cout << hw::io::to_csv(population.slice(hw::year(2006), hw::year(2009)), {.value = "population"});
} catch (const hw::Error& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
