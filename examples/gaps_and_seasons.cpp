// Missing values stay missing until someone asks; seasons are taken out before growth on the period is read.
//   gaps_and_seasons FILE
#include <highwater/highwater.hpp>
#include <iostream>
#include <vector>

namespace hw = highwater;

int main(int argc, char** argv) try {
  if (argc < 2) {
    std::cerr << "usage: gaps_and_seasons FILE\n";
    return 2;
  }
  const hw::TimeSeries whole = hw::io::read_csv(argv[1]);
  std::vector<double> numbers(whole.values().begin(), whole.values().end());
  for (const hw::Period lost : {hw::month(1955, 3), hw::month(1955, 4)})
    numbers[whole.index_of(lost)] = hw::missing_value;
  const hw::TimeSeries passengers(whole.first(), numbers);

  const hw::Period may = hw::month(1955, 5);
  std::cout << "mean of three months: " << hw::aggregate::trailing_mean(passengers, 3)[may] << ", of what there is "
            << hw::aggregate::trailing_mean(passengers, 3, {.min_count = 1})[may] << '\n';

  const auto filled = hw::missing::interpolate(passengers, {.longest = 3});
  for (const hw::missing::Gap& gap : filled.filled)
    std::cout << gap.first << " to " << gap.last << " filled: " << filled.data[gap.first] << ", "
              << filled.data[gap.last] << '\n';

  const auto seasons = hw::seasonal_indices(passengers);
  const hw::TimeSeries adjusted = hw::seasonally_adjusted(passengers);
  for (const hw::Period p : {hw::month(1960, 7), hw::month(1960, 11)})
    std::cout << p << ": " << 100.0 * hw::growth::period_over_period(passengers)[p] << " % on the month, "
              << 100.0 * hw::growth::period_over_period(adjusted)[p] << " % without the season (factor "
              << seasons.value()[p] << ")\n";
} catch (const hw::Error& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
