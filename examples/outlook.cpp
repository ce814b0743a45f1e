// What will the fiscal year come to? Asked now, and as it would have been asked month by month in earlier years.
#include <cstdio>
#include <highwater/highwater.hpp>
#include <iostream>

namespace hw = highwater;
using hw::projection::Automatic;

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const hw::TimeSeries exports = hw::io::read_csv(argv[1], {.value = "value_usd_mn"});
  const hw::FiscalYear fiscal{.first_month = 7};

  const hw::Projection outlook = hw::projection::project(exports, Automatic{}, {.periods = 6});
  const hw::TargetOutlook fy25 = hw::projection::target(exports, outlook, fiscal, 4000.0);
  std::printf("FY25: %.0f, 95 %% interval %.0f to %.0f; 4000 with probability %.2f\n", fy25.total.median,
              fy25.total.lower, fy25.total.upper, fy25.probability);
  std::cout << hw::projection::explain(exports, Automatic{}, 6).in_words() << "\n\n";

  // Growth a month that would reach 4000, and a year of backtests.
  const hw::projection::GoalPath goal = hw::projection::seek_goal(exports, fiscal, 4000.0);
  std::printf("4000 takes growth of %.2f %% a month\n", 100.0 * goal.growth);
  const hw::projection::Backtest past = hw::projection::backtest(exports, Automatic{}, {.origins = 12, .horizon = 6});
  std::printf("six months ahead from 12 origins: sMAPE %.1f %%, %.0f %% inside the 95 %% intervals\n\n",
              past.overall.smape, 100.0 * past.overall.coverage);

  std::printf("known to   year   total      95 %% interval    came to\n");
  const hw::TimeSeries totals = hw::aggregate::fiscal_totals(exports, fiscal);
  for (hw::Period latest = hw::month(2022, 6); latest < hw::month(2024, 6); ++latest) {
    const hw::SeriesView known = hw::SeriesView(exports).slice(exports.first(), latest);
    const hw::Projection asked = hw::projection::project(known, Automatic{}, {.periods = 12});
    const hw::TargetOutlook found = hw::projection::target(known, asked, fiscal, 0.0);
    std::printf("%s   FY%d  %6.0f   %6.0f to %6.0f     %6.0f\n", to_string(latest).c_str(), found.fiscal_year % 100,
                found.total.median, found.total.lower, found.total.upper, totals[hw::year(found.fiscal_year)]);
  }
}
