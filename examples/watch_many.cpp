// Many series at one glance, and one of them as its figures come in.
//   watch_many FILE
#include <highwater/highwater.hpp>
#include <iostream>

namespace hw = highwater;
namespace monitor = highwater::monitor;

int main(int argc, char** argv) try {
  if (argc < 2) {
    std::cerr << "usage: watch_many FILE\n";
    return 2;
  }
  const hw::FiscalYear fiscal{.first_month = 7};
  const hw::TimeSeries exports = hw::io::read_csv(argv[1], {.value = "value_usd_mn"});

  // The same exports, their mean over twelve months, and per working day: a panel of three, which could be 100 000.
  const hw::WorkingDays calendar;
  const hw::TimeSeries smooth = hw::aggregate::trailing_mean(exports, 12);
  const hw::TimeSeries per_day = hw::growth::per_working_day(exports, calendar);
  std::vector<double> values;
  for (const hw::SeriesView series : {hw::SeriesView(exports), hw::SeriesView(smooth), hw::SeriesView(per_day)})
    values.insert(values.end(), series.values().begin(), series.values().end());
  const hw::Panel panel({"exports", "mean of 12 months", "per working day"}, exports.first(), values);

  const auto summaries = monitor::scan(panel, {.indicator = {.fiscal_year = fiscal}});
  for (std::size_t i = 0; i < summaries.size(); ++i) {
    const monitor::SeriesSummary& now = summaries[i];
    std::cout << panel.names()[i] << ", " << *now.latest() << ": " << now.value
              << (now.sets_record() ? ", a record; " : "; ") << 100 * now.growth_on_year << " % on the year, for "
              << now.streak_on_year()->length << " months\n";
  }

  // One value at a time: nothing is computed again.
  monitor::Tracker tracker(exports.slice(exports.first(), hw::month(2024, 10)), {.fiscal_year = fiscal});
  for (const hw::Period month : {hw::month(2024, 11), hw::month(2024, 12)}) {
    tracker.push(exports[month]);
    std::cout << month << ": " << tracker.latest() << (tracker.new_high() ? ", a record" : ", no record")
              << "; to date " << tracker.year_to_date() << ", mean before " << tracker.trailing_mean(hw::Window::before)
              << '\n';
  }

  // The state is stored and read again, and goes on where it was.
  const auto bytes = tracker.to_bytes();
  monitor::Tracker later = monitor::Tracker::from_bytes(bytes);
  later.push(313.0);
  std::cout << bytes.size() << " bytes later: " << 100 * later.growth_on_period() << " % on the month, streak of "
            << later.streak_on_period().length << '\n';
} catch (const hw::Error& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
