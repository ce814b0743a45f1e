// The tutorial: from a file to a page with charts.
//   tutorial FILE PAGE.html
//! [whole]
#include <fstream>
#include <highwater/highwater.hpp>
#include <iostream>

namespace hw = highwater;
//! [whole]

int main(int argc, char** argv) try {
  if (argc != 3) return 2;

  std::cout << "== read\n";
  //! [read]
  const hw::TimeSeries exports = hw::io::read_csv(argv[1], {.value = "value_usd_mn"});

  std::cout << exports.size() << " periods, " << exports.first() << " to " << exports.last() << '\n';
  std::cout << "December 2024: " << exports[hw::month(2024, 12)] << '\n';
  //! [read]

  std::cout << "== growth\n";
  //! [growth]
  const hw::TimeSeries on_month = hw::growth::period_over_period(exports);
  const hw::TimeSeries on_year = hw::growth::year_over_year(exports);

  const hw::Period latest = exports.last();
  std::cout << "on the month " << 100.0 * on_month[latest] << " %, on the year " << 100.0 * on_year[latest] << " %\n";
  //! [growth]

  std::cout << "== records\n";
  //! [records]
  for (const hw::Record& record : hw::records::highs(exports)) std::cout << record << '\n';

  std::cout << "growth on the year: " << hw::records::current_streak(on_year) << '\n';
  //! [records]

  std::cout << "== fiscal\n";
  //! [fiscal]
  const hw::FiscalYear fiscal{.first_month = 7};  // July to June, named by the year in which it ends
  const hw::TimeSeries to_date = hw::aggregate::year_to_date(exports, fiscal);
  const hw::TimeSeries totals = hw::aggregate::fiscal_totals(exports, fiscal);

  std::cout << fiscal.name(fiscal.of(latest)) << " so far " << to_date[latest] << ", a year ago "
            << to_date[latest - 12] << "; all of FY24 " << totals[hw::year(2024)] << '\n';
  //! [fiscal]

  std::cout << "== outlook\n";
  //! [outlook]
  const hw::Projection outlook = hw::projection::project(exports, hw::projection::Automatic{}, {.periods = 6});
  const hw::TargetOutlook year = hw::projection::target(exports, outlook, fiscal, 4000.0);

  std::cout << "FY25 between " << year.total.lower << " and " << year.total.upper << "; 4000 with probability "
            << year.probability << '\n';
  //! [outlook]

  std::cout << "== bulletin\n";
  //! [bulletin]
  const hw::Indicator what{.title = "IT exports of Pakistan",
                           .unit = "US$ million",
                           .measure = hw::Measure::flow,
                           .fiscal_year = fiscal,
                           .resolution = 1.0};
  const hw::bulletin::Bulletin release = hw::bulletin::compose(exports, what, {.target = 4000.0});

  std::cout << hw::bulletin::to_text(release);
  //! [bulletin]

  //! [page]
  std::ofstream page(argv[2], std::ios::binary);
  page << hw::bulletin::to_html(release) << std::flush;
  if (!page) throw hw::Error("cannot write the page");
  //! [page]

  std::cout << "== claim\n";
  //! [claim]
  const hw::claims::PreviousRecord claim{.period = hw::month(2024, 12), .holder = hw::month(2024, 10), .value = 330.0};
  std::cout << hw::claims::check(exports, claim) << '\n';
  //! [claim]

  std::cout << "== error\n";
  //! [error]
  try {
    hw::io::read_csv(argv[1], {.value = "value_usd"});
  } catch (const hw::Error& error) {
    std::cout << error.what() << '\n';
  }
  //! [error]
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
