// From a CSV file of monthly exports to the sentences of a release, and to a page with charts.
//   press_release FILE [--markdown | --json | PAGE.html]
#include <filesystem>
#include <fstream>
#include <highwater/highwater.hpp>
#include <iostream>
#include <string_view>

namespace hw = highwater;

namespace {

void write(const std::filesystem::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  if (!(file << text << std::flush)) throw hw::Error("cannot write " + path.string());
}

}  // namespace

int main(int argc, char** argv) try {
  const std::string_view form = argc > 2 ? argv[2] : "";
  if (argc < 2 || argc > 3 || (form.starts_with("--") && form != "--markdown" && form != "--json")) {
    std::cerr << "usage: press_release FILE [--markdown | --json | PAGE.html]\n";
    return 2;
  }
  const hw::TimeSeries exports = hw::io::read_csv(argv[1], {.value = "value_usd_mn"});
  const hw::bulletin::Bulletin release = hw::bulletin::compose(
      exports, {.title = "IT exports of Pakistan", .unit = "US$ million", .fiscal_year = {.first_month = 7}},
      {.target = 4000.0});
  if (form.starts_with("--")) {
    std::cout << (form == "--json" ? hw::bulletin::to_json(release) : hw::bulletin::to_markdown(release));
    return 0;
  }
  std::cout << hw::bulletin::to_text(release);

  // The press said that December beat a record of 330, set in October.
  const hw::claims::PreviousRecord claim{.period = hw::month(2024, 12), .holder = hw::month(2024, 10), .value = 330.0};
  if (exports.contains(claim.period))
    std::cout << "\n\"Beats the record of 330 set in October\" is "
              << hw::claims::to_text(hw::claims::check(exports, claim)) << ".\n";

  if (!form.empty()) {
    const std::filesystem::path page(form), chart = std::filesystem::path(page).replace_extension("svg");
    write(page, hw::bulletin::to_html(release));
    write(chart, hw::bulletin::to_svg(release.charts.front()));
    std::cout << "\nThe page with all charts: " << page.string() << "\nThe first chart alone:    " << chart.string()
              << '\n';
  }
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
