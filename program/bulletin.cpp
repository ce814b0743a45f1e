#include <fstream>
#include <iostream>
#include <memory>

#include "commands.hpp"
#include "reading.hpp"

namespace program {

namespace hw = highwater;

void add_bulletin(CLI::App& program) {
  struct Asked {
    Reading reading;
    Describing describing;
    hw::bulletin::Options options;
    std::string format = "text", page;
    double target = 0.0;
    bool brief = false;
  };
  const auto asked = std::make_shared<Asked>();
  CLI::App& command = *program.add_subcommand("bulletin", "what a release would say of a series, with the evidence");
  asked->reading.add_to(command, "a table with periods and one series");
  asked->describing.add_options_to(command);
  const CLI::Option* const target =
      command.add_option("--target", asked->target, "for the fiscal year: its total, mean or end value");
  command.add_option("--coverage", asked->options.coverage, "of the interval of the outlook")->capture_default_str();
  command.add_flag("--brief", asked->brief, "the sentences alone");
  command.add_option("--format", asked->format, "text, markdown, json or html")
      ->check(CLI::IsMember({"text", "markdown", "json", "html"}))
      ->capture_default_str();
  command.add_option("--html", asked->page, "a file to write the page with its charts to");
  command.callback([asked, target] {
    if (target->count() > 0) asked->options.target = asked->target;
    if (asked->brief) asked->options.tone = hw::bulletin::Tone::brief;
    const hw::TimeSeries series = asked->reading.series();
    const hw::bulletin::Bulletin bulletin =
        compose(series, asked->describing.indicator(asked->reading.fiscal_year()), asked->options);
    if (!asked->page.empty()) {
      std::ofstream page(asked->page);
      page << to_html(bulletin) << std::flush;
      if (!page) throw hw::Error(asked->page + ": cannot be written");
    }
    std::cout << (asked->format == "markdown" ? to_markdown(bulletin)
                  : asked->format == "json"   ? to_json(bulletin)
                  : asked->format == "html"   ? to_html(bulletin)
                                              : to_text(bulletin));
  });
}

}  // namespace program
