// "Could surpass 4 bn by June": the same question put to every model.
//   projection_models FILE
#include <highwater/highwater.hpp>
#include <iomanip>
#include <iostream>
#include <string>

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

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 2) {
    std::cerr << "usage: projection_models FILE\n";
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
  ask(exports, Automatic{});
} catch (const hw::Error& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
