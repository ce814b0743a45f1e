// "Could surpass 4 bn by June": the same question put to every model, and to one model in each month of two years that
// are over, knowing what was known then.
//   projection_models FILE VINTAGES
#include <highwater/highwater.hpp>
#include <iomanip>
#include <iostream>
#include <string>
#include <vector>

namespace hw = highwater;
using namespace hw::projection;

namespace {

constexpr hw::FiscalYear fiscal{.first_month = 7};
constexpr double goal = 4000.0, level = 400.0;

template <class Model>
void ask(const hw::TimeSeries& exports, const Model& model) {
  const hw::Projection outlook = project(exports, model, {.periods = 36, .coverage = 0.95});
  const hw::TargetOutlook year = target(exports, outlook, fiscal, goal);
  const std::optional<hw::Period> reached = outlook.first_reaching(level, {.draws = 20'000}).quantile(0.5);
  std::cout << std::left << std::setw(58) << outlook.model << std::right << std::setprecision(0) << year.total.median
            << "  [" << year.total.lower << ", " << year.total.upper << "]" << std::setw(7) << std::setprecision(1)
            << 100.0 * year.probability << " %  " << (reached ? to_string(*reached) : "later") << '\n';
}

// As of the day on which each month was first published, and what the year came to. A month that the reports of that
// day leave out (*) is taken from later ones.
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
    const hw::Projection outlook = project(series, Theta{}, {.periods = 12});
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
    std::cerr << "usage: projection_models FILE VINTAGES\n";
    return 2;
  }
  const hw::TimeSeries exports = hw::io::read_csv(argv[1], {.value = "value_usd_mn"});
  std::cout << std::fixed << "FY25 as of " << exports.last() << ": total, 95 % interval, probability of "
            << std::setprecision(0) << goal << ", month in which " << level << " is reached as likely as not\n";
  ask(exports, Linear{});
  ask(exports, Exponential{});
  ask(exports, Exponential{.seasons = Seasons::estimated});
  ask(exports, TheilSen{});
  ask(exports, Drift{});
  ask(exports, LogDrift{});
  ask(exports, SeasonalNaive{});
  ask(exports, SimpleSmoothing{});
  ask(exports, Holt{});
  ask(exports, Holt{.trend = Trend::damped});
  ask(exports, HoltWinters{.season = hw::SeasonalForm::additive});
  ask(exports, HoltWinters{.season = hw::SeasonalForm::multiplicative});
  ask(exports, Theta{});

  const hw::Vintages reports = hw::io::read_vintages(
      argv[2], {.value = "value_usd_mn",
                .resolution = "resolution",
                .leave_out = {{"note", {"ERROR", "GARBLED", "CONFLICT", "MISLABELLED"}}, {"definition", {"other"}}}});
  std::cout << "\nThe total of two years as it could be told then, by the Theta method (* a month known from later "
               "reports)\n";
  look_back(reports, 2023);
  look_back(reports, 2024);
} catch (const hw::Error& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
