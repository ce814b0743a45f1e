// What the year may come to, and what it takes.
//   targets FILE
#include <highwater/highwater.hpp>
#include <iostream>

namespace hw = highwater;
using namespace hw::projection;

int main(int argc, char** argv) try {
  if (argc != 2) return 2;
  const hw::TimeSeries exports = hw::io::read_csv(argv[1], {.value = "value_usd_mn"});

  std::cout << "== project\n";
  //! [project]
  const hw::Projection outlook = project(exports, Automatic{}, {.periods = 6, .coverage = 0.8});
  for (const hw::Observation o : outlook.point)
    std::cout << o.period << ": " << o.value << ", " << outlook.lower[o.period] << " to " << outlook.upper[o.period]
              << '\n';
  //! [project]

  std::cout << "== target\n";
  //! [target]
  const hw::FiscalYear fiscal{.first_month = 7};
  const hw::TargetOutlook year = target(exports, outlook, fiscal, 4000.0);
  std::cout << "FY" << year.fiscal_year << ": " << year.observed << " so far, " << year.required_per_period
            << " a month to go\n"
            << year.total.lower << " to " << year.total.upper << ", 4000 with probability " << year.probability << '\n';
  //! [target]

  std::cout << "== goal\n";
  //! [goal]
  const GoalPath path = seek_goal(exports, fiscal, 4000.0);
  std::cout << 100.0 * path.growth << " % a month, to " << path.path[hw::month(2025, 6)] << " in June\n";
  //! [goal]

  std::cout << "== questions\n";
  //! [questions]
  const Outcome total = outlook.total(hw::month(2025, 1), hw::month(2025, 6));
  const Interval half = total.interval(0.5);
  std::cout << "the half year: " << half.lower << " to " << half.upper << " as likely as not; 2000 or more with "
            << total.probability_of_reaching(2000.0) << '\n';
  if (const auto month = outlook.first_reaching(360.0).quantile(0.5)) std::cout << "360 by " << *month << '\n';
  //! [questions]

  std::cout << "== watch\n";
  //! [watch]
  const hw::monitor::WatchList next =
      hw::monitor::watch_list(exports, {.indicator = {.fiscal_year = fiscal}, .target = 4000.0});
  std::cout << "a record in " << next.record->period << " above " << next.record->value << "; the streak goes on above "
            << next.streak_on_year->threshold.value << "\nthe record of December stands unless revised by "
            << next.break_even->revision << '\n';
  //! [watch]

  std::cout << "== backtest\n";
  //! [backtest]
  const Backtest past = backtest(exports, Automatic{}, {.origins = 12, .horizon = 6});
  std::cout << past.overall.count << " forecasts, " << 100.0 * past.overall.coverage
            << " % of the months inside the 95 % intervals; mase " << past.overall.mase << '\n';
  //! [backtest]

  std::cout << "== scenarios\n";
  //! [scenarios]
  std::cout << "flat: " << scenario::flat(exports, 6)[hw::month(2025, 6)]
            << ", as in the last twelve months: " << scenario::hold_growth(exports, 6, {.over = 12})[hw::month(2025, 6)]
            << ", growth on the year held: " << scenario::hold_yoy(exports, 6)[hw::month(2025, 6)] << '\n';
  //! [scenarios]
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
