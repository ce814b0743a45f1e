// What may be said depends on the kind of number: of a rate in percentage points, of a balance in its units, and no total of
// a rate. Quarterly data of the United States: the unemployment rate, and what households keep of their income.
//   rate_and_balance FILE
#include <highwater/highwater.hpp>
#include <iostream>

namespace hw = highwater;

int main(int argc, char** argv) try {
  if (argc != 2) {
    std::cerr << "usage: rate_and_balance FILE\n";
    return 2;
  }
  const hw::TimeSeries unemployment = hw::io::read_csv(argv[1], {.value = "unemployment"});
  std::cout << hw::bulletin::to_text(hw::bulletin::compose(
                   unemployment, {.title = "Unemployment rate", .unit = "%", .measure = hw::Measure::rate},
                   {.tone = hw::bulletin::Tone::brief}))
            << '\n';

  const hw::TimeSeries kept =
      hw::io::read_csv(argv[1], {.value = "disposable_income"}) - hw::io::read_csv(argv[1], {.value = "consumption"});
  std::cout << hw::bulletin::to_text(hw::bulletin::compose(kept,
                                                           {.title = "Disposable income less consumption",
                                                            .unit = "US$",
                                                            .magnitude = hw::Magnitude::billion,
                                                            .measure = hw::Measure::balance,
                                                            .resolution = 0.1},
                                                           {.tone = hw::bulletin::Tone::brief}));
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
