// Many series at once, and memory that the application already has.
//   panels FILE
#include <array>
#include <highwater/highwater.hpp>
#include <iostream>
#include <span>
#include <vector>

namespace hw = highwater;

int main(int argc, char** argv) try {
  if (argc != 2) return 2;

  std::cout << "== read\n";
  //! [read]
  const hw::Panel panel = hw::io::read_panel(argv[1], hw::io::layouts::world_bank());
  std::cout << panel.series_count() << " series, " << panel.first() << " and " << panel.periods() - 1
            << " periods on\n";
  //! [read]

  std::cout << "== each\n";
  //! [each]
  const hw::Panel growth = hw::growth::year_over_year(panel);  // a panel in, a panel out
  const auto records = hw::records::highs(panel);              // records[i] are those of series i
  for (std::size_t i = 0; i < panel.series_count(); ++i)
    std::cout << panel.names()[i] << ": " << 100.0 * growth.series(i)[hw::year(2008)] << " % in 2008; "
              << records[i].back() << '\n';
  //! [each]

  std::cout << "== scan\n";
  //! [scan]
  const auto summaries = hw::monitor::scan(panel, {.window = 5, .parallel = hw::Parallel::threads});
  for (std::size_t i = 0; i < summaries.size(); ++i)
    if (summaries[i].sets_record())
      std::cout << panel.names()[i] << " at " << summaries[i].value << " in " << *summaries[i].latest()
                << ", mean of five years " << summaries[i].trailing_mean << '\n';
  //! [scan]

  std::cout << "== discover\n";
  //! [discover]
  const hw::PanelView known = panel.slice(panel.first(), hw::year(2008));  // statements are about the last period
  const auto news = hw::monitor::discover(known, {.null = hw::Null::random_walk, .false_discovery_rate = 0.2});
  std::cout << news.found.size() << " of " << news.tested << " statements are no chance\n";
  for (const auto& one : news.found)
    std::cout << one.name << ": p = " << one.probability << ", q = " << one.q_value << '\n';
  //! [discover]

  std::cout << "== borrowed\n";
  //! [borrowed]
  const std::vector<double> own = {3, 4, hw::missing_value, 6, 8};  // of an application, here the months from 2024-08
  const hw::SeriesView view(hw::month(2024, 8), own);               // nothing is copied

  std::array<double, 5> memory;
  hw::growth::over(view, 1, {}, hw::into(memory));  // nothing is allocated
  for (const double value : memory) std::cout << value << ' ';
  //! [borrowed]
  std::cout << '\n';

  std::cout << "== strided\n";
  //! [strided]
  // Two series of three months in columns that start four values apart.
  const std::vector<double> block = {1, 2, 4, -1, 10, 30, 20, -1};
  const std::vector<std::string> names = {"a", "b"};
  const hw::PanelView borrowed(hw::month(2024, 10), block, 3, 2, 4, names);
  std::vector<double> highest(6);
  hw::records::running_high(borrowed, {}, hw::into(highest, 3, 2));
  for (const double value : highest) std::cout << value << ' ';
  //! [strided]
  std::cout << '\n';

  std::cout << "== arrow\n";
  //! [arrow]
  ArrowSchema schema;
  ArrowArray array;
  hw::io::lend_arrow(panel, &schema, &array);  // whoever takes the two releases them
  const hw::Panel back = hw::io::import_arrow_panel(&schema, &array, {.frequency = hw::Frequency::annual});
  std::cout << back.series_count() << " series came back\n";
  //! [arrow]
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
