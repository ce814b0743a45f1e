#include "highwater/io/csv.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <istream>
#include <memory>
#include <system_error>

#include "csv_table.hpp"
#include "highwater/calendar/period_text.hpp"

namespace HIGHWATER_NAMESPACE::io {
namespace {

constexpr std::size_t chunk = std::size_t{1} << 16;

struct Row {
  Period period;
  std::size_t line;
  double value;
};

std::vector<Row> read_rows(CsvTable& table, std::size_t period_column, std::size_t value_column) {
  std::vector<Row> rows;
  while (table.next_row()) {
    const Row row{table.period(period_column), table.line(), table.number(value_column)};
    if (!rows.empty() && row.period.frequency() != rows.front().period.frequency())
      throw table.error(row.line, period_column,
                        quoted(table.text(period_column)) + " is " + std::string(to_string(row.period.frequency())) +
                            " and line " + std::to_string(rows.front().line) + " is " +
                            std::string(to_string(rows.front().period.frequency())));
    rows.push_back(row);
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

std::string read_file(const std::string& path) {
  const auto fail = [&path](int code) {
    return Error(path + ": cannot be read: " + std::generic_category().message(code));
  };
  errno = 0;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file) throw fail(errno);
  std::string text;
  for (std::size_t size = 0, got = chunk; got == chunk; size += got) {
    text.resize(size + chunk);
    got = std::fread(text.data() + size, 1, chunk, file.get());
    if (std::ferror(file.get()) != 0) throw fail(errno);
    text.resize(size + got);
  }
  return text;
}

std::string read_stream(std::istream& stream, std::string_view name) {
  std::string text;
  // Reads through a stream of its own, which keeps the caller's exception mask out of it.
  std::istream source(stream.rdbuf());
  std::string buffer(chunk, '\0');
  while (stream && source.read(buffer.data(), static_cast<std::streamsize>(chunk)).gcount() > 0)
    text.append(buffer, 0, static_cast<std::size_t>(source.gcount()));
  if (!stream || source.bad()) throw Error(std::string(name) + ": the stream cannot be read");
  return text;
}

}  // namespace

TimeSeries parse_csv(std::string_view text, const CsvOptions& options, std::string_view name) {
  static_cast<void>(options.fiscal_year.of(month(2000, 1)));  // throws if there is no such fiscal year
  CsvTable table(text, name, options);
  const std::size_t period_column = table.position(options.period);
  const std::size_t value_column = table.position(options.value);
  if (period_column == value_column)
    throw table.error("column " + std::to_string(period_column + 1) + " cannot be both the period and the value");
  if (table.has_header() && try_parse_period(table.header()[period_column]))
    throw table.error(table.line(), period_column, "the header is a period: is this a file without one?");

  const std::vector<Row> rows = read_rows(table, period_column, value_column);
  const Frequency frequency = rows.front().period.frequency();
  if (frequency != Frequency::annual && !(options.fiscal_year == FiscalYear{}))
    throw table.error("is " + std::string(to_string(frequency)) + ": only an annual file can count fiscal years");
  return arrange(rows, table, period_column, options.fiscal_year);
}

TimeSeries read_csv(const std::string& path, const CsvOptions& options) {
  return parse_csv(read_file(path), options, path);
}

TimeSeries read_csv(std::istream& stream, const CsvOptions& options, std::string_view name) {
  return parse_csv(read_stream(stream, name), options, name);
}

}  // namespace HIGHWATER_NAMESPACE::io
