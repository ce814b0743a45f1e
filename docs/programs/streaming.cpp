// A series that comes in value by value.
//   streaming FILE
#include <highwater/highwater.hpp>
#include <iostream>
#include <sstream>
#include <string>

namespace hw = highwater;
using hw::monitor::Tracker;

int main(int argc, char** argv) try {
  if (argc != 2) return 2;
  const hw::TimeSeries exports = hw::io::read_csv(argv[1], {.value = "value_usd_mn"});

  std::cout << "== push\n";
  //! [push]
  Tracker tracker(hw::month(2021, 7), {.window = 12, .fiscal_year = {.first_month = 7}});
  for (const double value : exports.values()) {
    tracker.push(value);
    if (tracker.new_high() && tracker.size() > 36) std::cout << *tracker.new_high() << '\n';
  }
  std::cout << 100.0 * tracker.growth_on_year() << " % on the year, " << tracker.streak_on_year() << "; to date "
            << tracker.year_to_date() << ", mean of twelve " << tracker.trailing_mean() << '\n';
  //! [push]

  std::cout << "== missing\n";
  //! [missing]
  Tracker late = tracker;
  late.push(hw::missing_value);  // January did not come
  late.push(352.0);
  std::cout << late.next() - 1 << ": " << late.latest() << ", growth on the month "
            << (hw::is_missing(late.growth_on_period()) ? "is not known" : "is known") << '\n';
  //! [missing]

  std::cout << "== feed\n";
  //! [feed]
  std::istringstream lines("2024-01-02 4.1\n2024-01-03 4.3\n2024-01-05 4.4\n");  // 4 January is a holiday
  Tracker yields(hw::business_day(2024, 1, 2));
  std::string text;
  for (double value = 0.0; lines >> text >> value;) {
    const hw::Period day = hw::containing(hw::parse_period(text), hw::Frequency::business_daily);
    while (yields.next() < day) yields.push(hw::missing_value);
    yields.push(value);
  }
  std::cout << yields.size() << " days, the record " << *yields.highs().standing() << '\n';
  //! [feed]

  std::cout << "== bytes\n";
  //! [bytes]
  const std::vector<std::byte> stored = tracker.to_bytes();  // the same on every machine
  Tracker restored = Tracker::from_bytes(stored);
  restored.push(313.0);
  std::cout << stored.size() << " bytes; " << 100.0 * restored.growth_on_period() << " % on the month\n";
  //! [bytes]

  std::cout << "== merge\n";
  //! [merge]
  const hw::Period cut = hw::month(2023, 6);
  Tracker first(exports.slice(exports.first(), cut)), second(exports.slice(cut + 1, exports.last()));
  first.merge(second);  // as if all values had been pushed
  std::cout << first.highs().records().size() << " records, the last " << *first.highs().standing() << '\n';
  //! [merge]

  std::cout << "== chain\n";
  //! [chain]
  hw::records::RecordChain lows(exports.first(), hw::Side::low);
  for (const double value : exports.values()) lows.push(value);
  std::cout << "lowest: " << *lows.standing() << '\n';
  //! [chain]

  std::cout << "== progress\n";
  //! [progress]
  int told = 0;
  const auto report = [&told](double done) {
    ++told;
    return done < 0.5 ? hw::Progress::Next::go_on : hw::Progress::Next::stop;
  };
  try {
    hw::projection::backtest(exports, hw::projection::Holt{}, {.origins = 20, .horizon = 6, .progress = report});
  } catch (const hw::Stopped& stopped) {
    std::cout << stopped.what() << " after it was told " << (told > 0 ? "how far it was" : "nothing") << '\n';
  }
  //! [progress]
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
