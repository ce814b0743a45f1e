// What will the fiscal year come to? Asked now, and in each month of two years that are over, knowing what was known then.
//   outlook FILE VINTAGES
#include <highwater/highwater.hpp>
#include <iomanip>
#include <iostream>
#include <string>
#include <vector>

#include "bar.hpp"

namespace hw = highwater;
using namespace hw::projection;

namespace {

constexpr hw::FiscalYear fiscal{.first_month = 7};
constexpr double goal = 4000.0;

// The total of a fiscal year, asked on the day on which each month was first published, beside what it came to. A
// month that the reports of that day leave out (*) is taken from later ones.
void look_back(const hw::Vintages& reports, int year) {
  const hw::TimeSeries today = reports.latest();
  const double came = hw::aggregate::fiscal_totals(today, fiscal)[hw::year(year)];
  std::cout << "FY" << year % 100 << ", which came to " << std::setprecision(0) << came << '\n';
  for (hw::Period month = hw::month(year - 1, 7); month < hw::month(year, 6); ++month) {
    if (reports.reports(month).empty()) continue;
    const hw::Period day = reports.reports(month).front().published;
    const hw::TimeSeries then = reports.as_of(day);
    std::vector<double> values;
    std::string later;
    for (hw::Period period = today.first(); period <= month; ++period) {
      const bool known = !hw::is_missing(then[period]);
      values.push_back(known ? then[period] : today[period]);
      if (!known && !hw::is_missing(today[period])) later += '*';
    }
    const hw::TimeSeries series(today.first(), values);
    const hw::Projection outlook = project(series, Automatic{}, {.periods = 12});
    const hw::TotalOutlook total = target(series, outlook, fiscal, goal).total;
    std::cout << "  " << day << "  to " << month << "  " << total.median << "  [" << total.lower << ", " << total.upper
              << "]  " << std::showpos << std::setprecision(1) << 100.0 * (total.median / came - 1.0) << " %"
              << std::noshowpos << std::setprecision(0)
              << (total.lower <= came && came <= total.upper ? "" : "  missed") << (later.empty() ? "" : "  " + later)
              << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 3) {
    std::cerr << "usage: outlook FILE VINTAGES\n";
    return 2;
  }
  const hw::TimeSeries exports = hw::io::read_csv(argv[1], {.value = "value_usd_mn"});
  const hw::Projection outlook = project(exports, Automatic{}, {.periods = 6});
  const hw::TargetOutlook year = target(exports, outlook, fiscal, goal);
  std::cout << std::fixed << std::setprecision(0) << "FY25: " << year.total.median << ", 95 % interval "
            << year.total.lower << " to " << year.total.upper << "; " << goal << " with probability "
            << std::setprecision(2) << year.probability << '\n'
            << explain(exports, Automatic{}, 6).in_words() << "\n\n";

  const Bar bar;
  const Backtest past = backtest(exports, Automatic{}, {.origins = 12, .horizon = 6, .progress = bar});
  std::cout << std::setprecision(0) << goal << " takes growth of " << std::setprecision(2)
            << 100.0 * seek_goal(exports, fiscal, goal).growth << " % a month\n"
            << "six months ahead from 12 origins: sMAPE " << std::setprecision(1) << past.overall.smape << " %, "
            << std::setprecision(0) << 100.0 * past.overall.coverage << " % inside the 95 % intervals\n";

  const hw::Vintages reports = hw::io::read_vintages(
      argv[2], {.value = "value_usd_mn",
                .resolution = "resolution",
                .leave_out = {{"note", {"ERROR", "GARBLED", "CONFLICT", "MISLABELLED"}}, {"definition", {"other"}}}});
  std::cout
      << "\nThe total of two years as it could be told then, by the automatic combination (* a month known from later "
         "reports)\n";
  look_back(reports, 2023);
  look_back(reports, 2024);
} catch (const hw::Error& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
