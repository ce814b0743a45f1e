// Writes what each renderer makes of hostile labels and of series of every length and frequency:  rendered DIRECTORY
#include <cmath>
#include <filesystem>
#include <fstream>
#include <highwater/highwater.hpp>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

namespace hw = highwater;
using namespace hw::bulletin;
using namespace std::string_literals;

namespace {

std::filesystem::path folder;

void write(const std::string& name, const std::string& text) {
  std::ofstream file(folder / name, std::ios::binary);
  if (!(file << text << std::flush)) throw hw::Error("cannot write " + name);
}

void write_all(const std::string& name, const Bulletin& bulletin) {
  write(name + ".label", bulletin.indicator.title);
  write(name + ".json", to_json(bulletin));
  write(name + ".html", to_html(bulletin));
  write(name + ".md", to_markdown(bulletin));
  write(name + ".txt", to_text(bulletin));
  for (std::size_t i = 0; i < bulletin.charts.size(); ++i)
    write(name + "." + std::to_string(i) + ".svg", to_svg(bulletin.charts[i]));
}

std::vector<double> waves(std::size_t n, double level, double height) {
  std::vector<double> values;
  for (std::size_t i = 0; i < n; ++i) {
    const auto t = static_cast<double>(i);
    values.push_back(std::round(level + 0.3 * t + height * (std::sin(0.21 * t) + std::sin(1.7 * t))));
  }
  return values;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 2) return 2;
  folder = argv[1];
  std::filesystem::create_directories(folder);

  const hw::TimeSeries exports =
      hw::io::read_csv(std::string(HIGHWATER_EXAMPLE_DATA) + "/pakistan_it_exports.csv", {.value = "value_usd_mn"});
  const std::vector<std::string> labels = {
      "IT exports",
      "<script>alert(1)</script>",
      "</title></style></svg><img src=x onerror=alert(1)>",
      "\"double\" 'single' `back` \\slash, comma; &amp; &lt;",
      "two\nlines\r\nand\ttabs",
      "صادرات تقنية المعلومات, \u05d9\u05d9\u05e6\u05d5\u05d0",
      "turned \u202etxet\u202c and \u2066isolated\u2069",
      "nul \0 bell \a escape \x1b delete \x7f c1 \xc2\x85"s,
      "not UTF-8: \xff \xc0\xaf \xed\xa0\x80 \xf0\x9f",
      "]]> --> {{7*7}} ${x} %s # *bold* _it_ [a](b) | ~",
      std::string(300, 'W'),
      "",
  };
  for (std::size_t i = 0; i < labels.size(); ++i)
    write_all("label" + std::to_string(i),
              compose(exports,
                      {.title = labels[i],
                       .unit = labels[i],
                       .magnitude = i % 2 == 0 ? hw::Magnitude::none : hw::Magnitude::million,
                       .fiscal_year = {.first_month = 7}},
                      {.target = 4000.0}));

  std::vector<double> gappy = waves(600, 5e5, 2e5);
  for (std::size_t i = 200; i < 240; ++i)
    if (i != 210) gappy[i] = hw::missing_value;
  const std::vector<std::pair<std::string, hw::TimeSeries>> series = {
      {"monthly", {hw::month(2018, 3), waves(80, 300, 40)}},
      {"quarterly", {hw::quarter(2010, 2), waves(50, 40, 15)}},
      {"semiannual", {hw::half(2010, 1), waves(30, 40, 15)}},
      {"annual", {hw::year(1950), waves(70, 10, 20)}},
      {"long", {hw::month(1970, 1), gappy}},
      {"short", {hw::month(2024, 10), {330, 310, 348}}},
      {"single", {hw::year(2024), {7}}},
      {"negative", {hw::quarter(2018, 1), {-3, -2.5, -4, -1, 0.5, -0.2, 1, 2, -3, -2, 2.5, 1}}},
      {"constant", {hw::month(2020, 1), std::vector<double>(30, 5.0)}},
      {"zero", {hw::month(2020, 1), std::vector<double>(30, 0.0)}},
      {"tiny", {hw::year(2010), {1e-7, 2e-7, 3e-7, 2.5e-7, 1e-9, 2e-7, 3.1e-7, 2e-7, 1e-7}}},
      {"huge", {hw::year(2010), {1e300, 2e300, 3e307, 2.5e300, 1e299, 2e300, 1e300, 2e300, 3e300}}},
  };
  for (const auto& [name, data] : series)
    write_all(name, compose(data, {.title = name, .unit = "EUR", .magnitude = hw::Magnitude::thousand}));
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
