// What may be said depends on what the numbers count.
//   measures FOLDER
#include <highwater/highwater.hpp>
#include <iostream>
#include <string>

namespace hw = highwater;

namespace {

void say(hw::SeriesView series, const hw::Indicator& what, std::size_t sentences = 3) {
  hw::bulletin::Bulletin release = hw::bulletin::compose(series, what, {.tone = hw::bulletin::Tone::brief});
  release.statements.resize(std::min(release.statements.size(), sentences));
  std::cout << hw::bulletin::to_text(release);
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 2) return 2;
  const std::string folder = std::string(argv[1]) + '/';
  const std::string households = folder + "us_households.csv";

  std::cout << "== flow\n";
  //! [flow]
  const hw::TimeSeries exports = hw::io::read_csv(folder + "pakistan_it_exports.csv", {.value = "value_usd_mn"});
  say(exports, {.title = "IT exports",
                .unit = "US$ million",
                .measure = hw::Measure::flow,
                .fiscal_year = {.first_month = 7},
                .resolution = 1.0});
  //! [flow]

  std::cout << "== stock\n";
  //! [stock]
  const hw::TimeSeries reserves(hw::quarter(2022, 1),
                                {12.1, 11.4, 9.9, 8.2, 7.6, 8.3, 9.1, 9.6, 10.4, 11.0, 11.2, 11.9});
  say(reserves, {.title = "Reserves", .unit = "US$ billion", .measure = hw::Measure::stock, .resolution = 0.1});
  //! [stock]

  std::cout << "== index\n";
  //! [index]
  const hw::TimeSeries prices(hw::quarter(2022, 1),
                              {100.0, 102.4, 105.1, 106.0, 107.2, 109.9, 111.0, 111.4, 112.9, 113.1, 113.8, 114.0});
  say(prices, {.title = "Consumer prices", .measure = hw::Measure::index, .resolution = 0.1});
  //! [index]

  std::cout << "== rate\n";
  //! [rate]
  const hw::TimeSeries unemployment = hw::io::read_csv(households, {.value = "unemployment"});
  say(unemployment, {.title = "Unemployment", .unit = "%", .measure = hw::Measure::rate, .resolution = 0.1});
  //! [rate]

  std::cout << "== balance\n";
  //! [balance]
  const hw::TimeSeries kept = hw::io::read_csv(households, {.value = "disposable_income"}) -
                              hw::io::read_csv(households, {.value = "consumption"});
  say(kept, {.title = "Income less consumption",
             .unit = "US$",
             .magnitude = hw::Magnitude::billion,
             .measure = hw::Measure::balance,
             .resolution = 0.1});
  //! [balance]
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
