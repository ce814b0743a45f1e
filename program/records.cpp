#include <iostream>
#include <memory>

#include "commands.hpp"
#include "reading.hpp"

namespace program {

namespace hw = highwater;

void add_records(CLI::App& program) {
  struct Asked {
    Reading reading;
    std::string side = "high", format = "text";
  };
  const auto asked = std::make_shared<Asked>();
  CLI::App& command = *program.add_subcommand("records", "every record of a series, with the one that it beat");
  asked->reading.add_to(command, "a table with periods and one series");
  command.add_option("--side", asked->side, "high or low")
      ->check(CLI::IsMember({"high", "low"}))
      ->capture_default_str();
  command.add_option("--format", asked->format, "text or csv")
      ->check(CLI::IsMember({"text", "csv"}))
      ->capture_default_str();
  command.callback([asked] {
    const hw::TimeSeries series = asked->reading.series();
    const bool csv = asked->format == "csv";
    if (csv) std::cout << "period,value,previous_period,previous_value\n";
    std::cout.precision(17);
    for (const hw::Record& record : asked->side == "high" ? hw::records::highs(series) : hw::records::lows(series)) {
      if (csv) {
        std::cout << record.period << ',' << record.value << ',';
        if (record.previous_period)
          std::cout << *record.previous_period << ',' << record.previous_value;
        else
          std::cout << ',';
        std::cout << '\n';
        continue;
      }
      std::cout << record.period << "  " << record.value;
      if (record.previous_period)
        std::cout << "  after " << record.previous_value << " in " << *record.previous_period;
      else
        std::cout << "  the first observation";
      std::cout << '\n';
    }
  });
}

}  // namespace program
