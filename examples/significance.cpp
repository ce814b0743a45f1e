// How surprising a record is, under each thing that one may suppose; what to watch for next; what stands out in a panel.
//   significance FILE
#include <highwater/highwater.hpp>
#include <iostream>
#include <utility>

namespace hw = highwater;

int main(int argc, char** argv) try {
  if (argc < 2) {
    std::cerr << "usage: significance FILE\n";
    return 2;
  }
  const hw::TimeSeries exports = hw::io::read_csv(argv[1], {.value = "value_usd_mn"});

  using Assumption = std::pair<const char*, hw::Null>;
  for (const auto& [name, null] : {Assumption{"independent values", hw::Null::iid},
                                   {"a random walk", hw::Null::random_walk},
                                   {"a trend", hw::Null::trend}}) {
    const auto found = hw::records::significance(exports, {.null = null});
    std::cout << found.records << " records in " << found.observations << " months; of " << name << " one expects "
              << found.expected << ", so many with probability " << found.at_least << "; the next month sets one with "
              << found.next << '\n';
  }
  const auto test = hw::records::foster_stuart_d_test(exports);
  std::cout << "upper less lower records: " << test.statistic << ", p = " << test.p_value << '\n';

  // Records of one month of the year, and within a fiscal year, are those of a part of the series.
  const hw::FiscalYear fiscal{.first_month = 7};
  const auto decembers = hw::records::highs(hw::of_each_year(exports, 12));
  const auto this_year = hw::records::highs(exports.within(fiscal.first(2025, hw::Frequency::monthly), exports.last()));
  std::cout << "the best December is that of " << decembers.back().period << ", record " << this_year.size()
            << " of the fiscal year came in " << this_year.back().period << '\n';
  if (const auto fall = hw::records::maximum_drawdown(exports))
    std::cout << "the deepest fall: " << fall->depth() << " from " << fall->high.period << " to " << fall->trough.period
              << '\n';

  const auto watch = hw::monitor::watch_list(exports, {.indicator = {.fiscal_year = fiscal}, .target = 4000.0});
  std::cout << "the record stands unless revised by " << watch.break_even->revision << "; the next is above "
            << watch.record->value << "\nthe streak on the year, " << watch.streak_on_year->streak.length
            << ", goes on above " << watch.streak_on_year->threshold.value << "; 4000 needs "
            << watch.target->required_per_period << " a month, or " << watch.target->required_next << " in "
            << watch.record->period << '\n';

  // Three products, of which one is news.
  const hw::Panel panel({"steady", "news", "falling"}, hw::month(2024, 1), {5, 6, 4, 5, 7, 5, 6, 4, 6, 5,  //
                                                                            3, 2, 4, 3, 4, 5, 6, 7, 8, 9,  //
                                                                            9, 8, 9, 7, 8, 6, 7, 5, 6, 5});
  for (const auto& news : hw::monitor::discover(panel, {.false_discovery_rate = 0.05}).found)
    std::cout << news.name << ": " << news.number << " rises in a row, p = " << news.probability
              << ", q = " << news.q_value << '\n';
} catch (const hw::Error& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
