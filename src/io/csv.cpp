#include "highwater/io/csv.hpp"

#include <algorithm>

#include "highwater/calendar/period_text.hpp"
#include "io/csv_table.hpp"
#include "io/source_text.hpp"

namespace HIGHWATER_NAMESPACE::io {
namespace {

struct Row {
  Period period;
  std::size_t line;
  double value;
};

std::vector<Row> read_rows(CsvTable& table, std::size_t period_column, std::size_t value_column) {
  std::vector<Row> rows;
  while (table.next_row()) {
    const Period period = table.period(period_column);
    rows.push_back({period, table.line(), table.number(value_column)});
  }
  if (rows.empty()) throw table.error("has a header and no other row");
  return rows;
}

TimeSeries arrange(const std::vector<Row>& rows, const CsvTable& table, std::size_t period_column, FiscalYear year) {
  const auto [first, last] =
      std::minmax_element(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.period < b.period; });
  // No limit is needed on a span that a mistyped year makes long: ten thousand years have 3.7 million days.
  const auto size = static_cast<std::size_t>(last->period - first->period) + 1;
  std::vector<double> values(size, missing_value);
  std::vector<std::size_t> lines(size, 0);
  for (const Row& row : rows) {
    const auto i = static_cast<std::size_t>(row.period - first->period);
    if (lines[i] != 0)
      throw table.error(row.line, period_column,
                        to_string(row.period) + " was given in line " + std::to_string(lines[i]) + " already");
    lines[i] = row.line;
    values[i] = row.value;
  }
  return {first->period, std::move(values), year};
}

}  // namespace

TimeSeries parse_csv(std::string_view text, const CsvOptions& options, std::string_view name) {
  CsvTable table(text, name,
                 {.options = "CsvOptions",
                  .header = options.header,
                  .delimiter = options.delimiter,
                  .decimal = options.decimal,
                  .thousands = options.thousands,
                  .comment = options.comment,
                  .missing = options.missing});
  const std::size_t period_column = table.position(options.period);
  const std::size_t value_column = table.position(options.value);
  if (period_column == value_column)
    throw table.error("column " + std::to_string(period_column + 1) + " cannot be both the period and the value");
  table.require_header_above(period_column);

  const std::vector<Row> rows = read_rows(table, period_column, value_column);
  table.require_periods_in(options.fiscal_year);
  return arrange(rows, table, period_column, options.fiscal_year);
}

TimeSeries read_csv(const std::string& path, const CsvOptions& options) {
  return parse_csv(read_file(path), options, path);
}

TimeSeries read_csv(std::istream& stream, const CsvOptions& options, std::string_view name) {
  return parse_csv(read_stream(stream, name), options, name);
}

}  // namespace HIGHWATER_NAMESPACE::io
