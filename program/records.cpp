#include <iostream>
#include <memory>
#include <utility>
#include <vector>

#include "commands.hpp"
#include "reading.hpp"

namespace program {

namespace hw = highwater;

namespace {

hw::Table table_of(const std::vector<hw::Record>& records) {
  hw::Table::Periods periods, previous;
  hw::Table::Numbers values, beaten;
  for (const hw::Record& record : records) {
    periods.emplace_back(record.period);
    values.push_back(record.value);
    previous.push_back(record.previous_period);
    beaten.push_back(record.previous_value);
  }
  hw::Table table;
  table.add({"period", std::move(periods)});
  table.add({"value", std::move(values)});
  table.add({"previous_period", std::move(previous)});
  table.add({"previous_value", std::move(beaten)});
  return table;
}

}  // namespace

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
    const std::vector<hw::Record> records =
        asked->side == "high" ? hw::records::highs(series) : hw::records::lows(series);
    if (asked->format == "csv") {
      hw::io::write_csv(std::cout, table_of(records));
      return;
    }
    std::cout.precision(17);
    for (const hw::Record& record : records) {
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
