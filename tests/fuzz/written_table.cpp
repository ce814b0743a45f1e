#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "fuzz/input.hpp"
#include "highwater/io/csv.hpp"
#include "highwater/io/write.hpp"

// A table that is written reads back to the same periods and the same bits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace hw = highwater;
  namespace io = highwater::io;
  using fuzz::must;
  fuzz::Input in(data, size);
  const hw::Period first = in.period(in.frequency());
  hw::FiscalYear fiscal;
  if (first.frequency() <= hw::Frequency::quarterly) fiscal.first_month = 1 + 6 * static_cast<int>(in.below(2));
  io::WriteOptions writing{.delimiter = in.one_of({',', ';', '\t', '|', ':', ' '})};
  const io::CsvOptions reading{.delimiter = writing.delimiter, .fiscal_year = fiscal, .frequency = first.frequency()};
  const std::size_t columns = 1 + in.below(4);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < columns; ++i) names.push_back(in.text());
  std::vector<double> values = in.numbers(200);
  fuzz::answers([&] {
    const hw::TimeSeries series(first, values, fiscal);
    static_cast<void>(series.empty() ? first : series.last());  // beyond the calendar
    const std::string text = io::to_csv(series, writing);
    const hw::TimeSeries read = io::parse_csv(text, reading);
    must(read.first() == series.first() && fuzz::same_bits(read, series), "a series that is written reads back");
    must(read.fiscal_year() == fiscal, "in its fiscal year");
  });
  values.resize(values.size() / columns * columns);
  fuzz::answers([&] {
    const hw::Panel panel(names, first, values, fiscal);
    const hw::Panel read = io::parse_panel(io::to_csv(panel, writing), reading);
    must(std::equal(names.begin(), names.end(), read.names().begin(), read.names().end()) &&
             read.periods() == panel.periods(),
         "a panel that is written has its names");
    for (std::size_t i = 0; i < columns; ++i)
      must(fuzz::same_bits(read.series(i), panel.series(i)), "a panel that is written reads back");
  });
  fuzz::answers([&] {
    hw::Table::Periods periods;
    hw::Table::Texts notes;
    for (std::size_t i = 0; i < values.size(); ++i) {
      periods.emplace_back(first + static_cast<std::int64_t>(i));
      notes.push_back(names[i % columns]);
    }
    hw::Table table;
    table.add({"note", notes}).add({"period", periods}).add({"value", values});
    io::CsvOptions by_name = reading;
    by_name.period = "period";
    by_name.value = "value";
    const hw::TimeSeries read = io::parse_csv(io::to_csv(table, writing), by_name);
    must(read.first() == first && fuzz::same_bits(read, hw::TimeSeries(first, values, fiscal)),
         "a column of a table that is written reads back");
  });
  return 0;
}
