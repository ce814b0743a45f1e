#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <utility>

#include "commands.hpp"
#include "reading.hpp"
#include "terminal.hpp"

namespace program {

namespace hw = highwater;
using hw::monitor::Statement;

namespace {

/// The series of all files of a folder, named by them, on one calendar.
hw::Panel panel_of_folder(const std::string& folder, const Reading& reading) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.is_regular_file() && (entry.path().extension() == ".csv" || entry.path().extension() == ".tsv"))
      paths.push_back(entry.path());
  if (paths.empty()) throw hw::Error(folder + ": has no .csv or .tsv files");
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> names;
  std::vector<hw::TimeSeries> series;
  Bar bar("reading " + folder);
  for (const std::filesystem::path& path : paths) {
    bar(static_cast<double>(series.size()) / static_cast<double>(paths.size()));
    names.push_back(path.stem().string());
    series.push_back(reading.series_in(path.string()));
  }
  return hw::align(std::move(names), std::vector<hw::SeriesView>(series.begin(), series.end()));
}

/// Up to the last period in which any series was observed: files have columns and rows for what is not reported yet.
hw::PanelView observed_part(const hw::Panel& panel) {
  hw::Period last = panel.first();
  for (std::size_t i = 0; i < panel.series_count(); ++i)
    for (const auto [period, value] : panel.series(i))
      if (!hw::is_missing(value)) last = std::max(last, period);
  return panel.slice(panel.first(), last);
}

/// "2nd", "11th".
std::string ordinal(std::int64_t number) {
  const std::int64_t ones = number % 10, tens = number / 10 % 10;
  const char* const ending = tens == 1 ? "th" : ones == 1 ? "st" : ones == 2 ? "nd" : ones == 3 ? "rd" : "th";
  return std::to_string(number) + ending;
}

std::string sentence_of(const hw::monitor::Discovery& found) {
  const std::string best = found.side == hw::Side::high ? "highest" : "lowest";
  switch (found.statement) {
    case Statement::record:
      return best + " of all " + std::to_string(found.observations) + " observations";
    case Statement::highest_since:
      return best + " of the latest " + std::to_string(found.number) + " observations" +
             (found.since ? ", since " + to_string(*found.since) : "");
    case Statement::rank:
      return ordinal(found.number) + " " + best + " of " + std::to_string(found.observations) + " observations";
    case Statement::streak:
      break;
  }
  return std::to_string(found.number) + (found.side == hw::Side::high ? " rises" : " falls") + " in a row";
}

std::string rounded(double value) {
  std::ostringstream text;
  text.precision(3);
  text << value;
  return text.str();
}

}  // namespace

void add_scan(CLI::App& program) {
  struct Asked {
    Reading reading;
    std::string format = "text";
    double rate = 0.05;
    bool walk = false;
  };
  const auto asked = std::make_shared<Asked>();
  CLI::App& command =
      *program.add_subcommand("scan", "what is newsworthy in many series, the least likely to be chance first");
  asked->reading.add_to(command, "a table of series, or a folder of files with one series each");
  command.add_option("--rate", asked->rate, "of false discoveries among those reported")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  command.add_flag("--random-walk", asked->walk, "chance is a random walk, and not values in any order");
  command.add_option("--format", asked->format, "text or csv")
      ->check(CLI::IsMember({"text", "csv"}))
      ->capture_default_str();
  command.callback([asked] {
    const std::string& file = asked->reading.file();
    const hw::Panel all = file != "-" && std::filesystem::is_directory(file) ? panel_of_folder(file, asked->reading)
                                                                             : asked->reading.panel();
    const hw::PanelView panel = observed_part(all);
    hw::monitor::DiscoveryOptions options;
    options.false_discovery_rate = asked->rate;
    if (asked->walk) options.null = hw::Null::random_walk;
    const hw::monitor::Discoveries news = [&] {
      Bar bar("looking for news");
      options.progress = hw::Progress(bar);
      return hw::monitor::discover(panel, options);
    }();
    if (asked->format == "csv") {
      hw::Table table = hw::monitor::table(news);
      hw::Table::Texts sentences;
      for (const hw::monitor::Discovery& found : news.found) sentences.push_back(sentence_of(found));
      table.add({"sentence", std::move(sentences)});
      hw::io::write_csv(std::cout, table);
      return;
    }
    std::cout << panel.series_count() << " series, " << panel.first() << " to "
              << (panel.first() + (static_cast<std::int64_t>(panel.periods()) - 1)) << "; " << news.found.size()
              << " of " << news.tested << " statements on " << news.period << " are unlikely to be chance\n";
    for (const hw::monitor::Discovery& found : news.found)
      std::cout << "  " << found.name << ": " << rounded(found.value) << ", " << sentence_of(found) << " (probability "
                << rounded(found.probability) << ")\n";
  });
}

}  // namespace program
