#include <functional>
#include <iostream>
#include <map>
#include <memory>

#include "commands.hpp"
#include "reading.hpp"

namespace program {

namespace hw = highwater;
namespace models = highwater::projection;

namespace {

using Model = std::function<hw::Projection(hw::SeriesView, models::Options)>;

template <class T>
Model of(T model) {
  return [model](hw::SeriesView series, models::Options options) { return project(series, model, options); };
}

const std::map<std::string, Model> all_models = {{"automatic", of(models::Automatic{})},
                                                 {"linear", of(models::Linear{})},
                                                 {"exponential", of(models::Exponential{})},
                                                 {"drift", of(models::Drift{})},
                                                 {"log-drift", of(models::LogDrift{})},
                                                 {"seasonal-naive", of(models::SeasonalNaive{})},
                                                 {"theta", of(models::Theta{})},
                                                 {"theil-sen", of(models::TheilSen{})},
                                                 {"simple", of(models::SimpleSmoothing{})},
                                                 {"holt", of(models::Holt{})},
                                                 {"holt-winters", of(models::HoltWinters{})}};

}  // namespace

void add_project(CLI::App& program) {
  struct Asked {
    Reading reading;
    models::Options options;
    std::vector<double> coverages;
    std::string model = "automatic", format = "text";
  };
  const auto asked = std::make_shared<Asked>();
  std::vector<std::string> names;
  names.reserve(all_models.size());
  for (const auto& [name, model] : all_models) names.push_back(name);
  CLI::App& command = *program.add_subcommand("project", "the coming periods of a series, with intervals");
  asked->reading.add_to(command, "a table with periods and one series");
  command.add_option("--periods", asked->options.periods, "how many")
      ->check(CLI::Range(1, 10'000))
      ->capture_default_str();
  command.add_option("--coverage", asked->options.coverage, "of the intervals")->capture_default_str();
  command.add_option("--also", asked->coverages, "coverage of further intervals in csv; may be given again");
  command.add_option("--model", asked->model, "of the projection")->check(CLI::IsMember(names))->capture_default_str();
  command.add_option("--format", asked->format, "text or csv")
      ->check(CLI::IsMember({"text", "csv"}))
      ->capture_default_str();
  command.callback([asked] {
    const hw::TimeSeries series = asked->reading.series();
    const hw::Projection ahead = all_models.at(asked->model)(series, asked->options);
    if (asked->format == "csv") {
      hw::io::write_csv(std::cout, models::table(ahead, {.coverages = asked->coverages}));
      return;
    }
    std::cout << ahead.model << ", from " << series.first() << " to " << ahead.point.first() - 1 << ", "
              << 100.0 * asked->options.coverage << " % intervals\n";
    for (std::size_t h = 0; h < ahead.point.size(); ++h)
      std::cout << "  " << ahead.point.period(h) << "  " << ahead.point.values()[h] << "  (" << ahead.lower.values()[h]
                << " to " << ahead.upper.values()[h] << ")\n";
  });
}

}  // namespace program
