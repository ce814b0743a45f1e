#include <highwater/highwater.hpp>
#include <iostream>

namespace hw = highwater;

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const hw::TimeSeries exports = hw::io::read_csv(argv[1], {.value = "value_usd_mn"});
  const hw::Period december = hw::month(2024, 12);
  const hw::FiscalYear fiscal{.first_month = 7};  // July to June

  const hw::Record record = hw::records::highs(exports).back();
  const hw::TimeSeries yoy = hw::growth::year_over_year(exports);
  const hw::Streak streak = hw::records::current_streak(yoy);
  const hw::TimeSeries to_date = hw::aggregate::year_to_date(exports, fiscal);
  const hw::Projection outlook = hw::projection::project(exports, hw::projection::Exponential{}, {.periods = 6});
  const hw::TargetOutlook fy25 = hw::projection::target(exports, outlook, fiscal, 4000.0);

  std::cout << record.period << ": " << record.value << " is a record; the last was " << record.previous_value << " in "
            << *record.previous_period << '\n'
            << "growth on the year: " << 100 * yoy[december] << " %, for " << streak.length << " months\n"
            << "half year: " << to_date[december] << " against " << to_date[december - 12] << '\n'
            << fiscal.name(fy25.fiscal_year) << ": " << fy25.total.lower << " to " << fy25.total.upper << "; needs "
            << fy25.required_per_period << " a month for 4000\n";
}
