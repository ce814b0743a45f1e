// Months into fiscal quarters and halves, under their names, and growth without what the working days did.
//   calendars FILE
#include <highwater/highwater.hpp>
#include <iostream>

namespace hw = highwater;

int main(int argc, char** argv) try {
  if (argc < 2) {
    std::cerr << "usage: calendars FILE\n";
    return 2;
  }
  const hw::TimeSeries exports = hw::io::read_csv(argv[1], {.value = "value_usd_mn"});
  const hw::FiscalYear fiscal{.first_month = 7};  // July to June, named by the year in which it ends

  const hw::TimeSeries halves = hw::aggregate::convert(exports, hw::Frequency::semiannual, hw::Summary::sum, fiscal);
  const hw::TimeSeries half_growth = hw::growth::year_over_year(halves);
  for (const auto [half, total] : halves) {
    std::cout << fiscal.name(half) << ": " << total;
    if (!hw::is_missing(half_growth[half])) std::cout << ", " << 100.0 * half_growth[half] << " % on the year";
    std::cout << '\n';
  }

  const hw::TimeSeries peaks = hw::aggregate::convert(exports, hw::Frequency::quarterly, hw::Summary::high, fiscal);
  std::cout << "highest month of " << fiscal.name(peaks.last(), hw::FiscalStyle::slash) << ": " << peaks[peaks.last()]
            << '\n';

  // Whose holidays count is for the caller to say; here there are only weekends.
  const hw::WorkingDays calendar({.weekend = {hw::Weekday::saturday, hw::Weekday::sunday}, .holidays = {}});
  const hw::Period november = hw::month(2024, 11);
  const hw::TimeSeries daily = hw::growth::per_working_day(exports, calendar);
  std::cout << november << ": " << calendar.count(november) << " working days after " << calendar.count(november - 1)
            << "; growth " << 100.0 * hw::growth::period_over_period(exports)[november] << " %, per working day "
            << 100.0 * hw::growth::period_over_period(daily)[november] << " %\n";
} catch (const hw::Error& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
