// A program that imports highwater and includes none of its headers.
#include <cmath>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

import highwater;

namespace hw = highwater;

int main() {
  std::string text = "period,value\n";
  for (int t = 0; t < 36; ++t)
    text += hw::to_string(hw::month(2022, 1) + t) + "," + std::to_string(300 + t + t * 7 % 5) + "\n";
  const hw::TimeSeries exports = hw::io::parse_csv(text);
  const hw::Record record = hw::records::highs(exports).back();
  std::ostringstream out;
  out << record << hw::claims::check(exports, hw::claims::NewRecord{.period = record.period});

  const hw::FiscalYear fiscal{.first_month = 7};
  const hw::Projection outlook = hw::projection::project(exports, hw::projection::Exponential{}, {.periods = 6});
  const hw::TargetOutlook target = hw::projection::target(exports, outlook, fiscal, 4000.0);
  const hw::TimeSeries growth = hw::growth::year_over_year(exports);
  const hw::TimeSeries doubled = exports + exports;
  const hw::bulletin::Bulletin bulletin = hw::bulletin::compose(exports);
  std::cout << out.str() << '\n' << hw::bulletin::to_text(bulletin) << '\n';

  try {
    static_cast<void>(hw::month(2024, 13));
  } catch (const hw::Error&) {
    const bool right = growth.size() == exports.size() && doubled.values().back() == 2.0 * exports.values().back();
    return right && std::isfinite(target.probability) ? 0 : 1;
  }
  return 1;
}
