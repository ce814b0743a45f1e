// From a CSV file of monthly exports to the sentences of a release.
//   press_release FILE [--markdown]
#include <highwater/highwater.hpp>
#include <iostream>
#include <string_view>

namespace hw = highwater;

int main(int argc, char** argv) try {
  if (argc < 2) {
    std::cerr << "usage: press_release FILE [--markdown]\n";
    return 2;
  }
  const hw::TimeSeries exports = hw::io::read_csv(argv[1], {.value = "value_usd_mn"});
  const hw::bulletin::Bulletin release = hw::bulletin::compose(
      exports,
      {.title = "IT exports of Pakistan", .unit = "US$ million", .fiscal_year = {.first_month = 7}, .target = 4000.0});
  const bool markdown = argc > 2 && std::string_view(argv[2]) == "--markdown";
  std::cout << (markdown ? hw::bulletin::to_markdown(release) : hw::bulletin::to_text(release));

  // The press said that December beat a record of 330, set in October.
  const hw::bulletin::PreviousRecord claim{
      .period = hw::month(2024, 12), .holder = hw::month(2024, 10), .value = 330.0};
  if (!markdown && exports.contains(claim.period))
    std::cout << "\n\"Beats the record of 330 set in October\" is "
              << hw::bulletin::to_text(hw::bulletin::check(exports, claim)) << ".\n";
} catch (const hw::Error& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
