#include "highwater/io/write.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <ostream>
#include <variant>

#include "highwater/calendar/period_text.hpp"
#include "io/csv_table.hpp"
#include "io/replace_file.hpp"

namespace HIGHWATER_NAMESPACE::io {
namespace {

void require_delimiter(char delimiter) {
  for (const char c : {',', ';', '\t', '|', ':', ' '})
    if (delimiter == c) return;
  throw Error("WriteOptions: the delimiter cannot be " + quoted({&delimiter, 1}));
}

/// Rows of text, cell by cell.
class Rows {
 public:
  explicit Rows(const WriteOptions& options) : delimiter_(options.delimiter) { require_delimiter(delimiter_); }

  void text(std::string_view text) {
    separate();
    const bool blank_at_end =
        !text.empty() && (text.front() == ' ' || text.back() == ' ' || text.front() == '\t' || text.back() == '\t');
    if (!blank_at_end && text.find_first_of("\"\r\n") == std::string_view::npos &&
        text.find(delimiter_) == std::string_view::npos) {
      out_ += text;
      return;
    }
    out_ += '"';
    for (const char c : text) {
      if (c == '"') out_ += '"';
      out_ += c;
    }
    out_ += '"';
  }
  void number(double value) {
    separate();
    if (is_missing(value)) return;
    std::array<char, 32> digits;
    const auto [end, code] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    static_cast<void>(code);  // the longest shortest double has 24 characters
    out_.append(digits.data(), end);
  }
  void period(Period period) {
    separate();
    out_ += to_string(period);
  }
  void nothing() { separate(); }
  void end() {
    out_ += '\n';
    first_ = true;
  }

  std::string take() { return std::move(out_); }

 private:
  void separate() {
    if (!first_) out_ += delimiter_;
    first_ = false;
  }

  char delimiter_;
  std::string out_;
  bool first_ = true;
};

/// One cell of a table.
struct Cell {
  Rows& out;
  const std::string& column;
  std::size_t row;

  void operator()(const Table::Texts& texts) const { out.text(texts[row]); }
  void operator()(const Table::Numbers& numbers) const {
    if (std::isinf(numbers[row]))
      throw Error("the column \"" + column + "\" is infinite in row " + std::to_string(row + 1) +
                  ", which no table can hold");
    out.number(numbers[row]);
  }
  void operator()(const Table::Periods& periods) const {
    if (periods[row])
      out.period(*periods[row]);
    else
      out.nothing();
  }
};

}  // namespace

std::string to_csv(SeriesView series, const WriteOptions& options) {
  Rows out(options);
  if (series.size() == 0) throw Error("an empty series cannot be written: nothing could be read back");
  if (options.header == HeaderRow::written) {
    out.text(options.period);
    out.text(options.value);
    out.end();
  }
  for (std::size_t i = 0; i < series.size(); ++i) {
    out.period(series.period(i));
    out.number(series.values()[i]);
    out.end();
  }
  return out.take();
}

std::string to_csv(PanelView panel, const WriteOptions& options) {
  Rows out(options);
  if (panel.periods() == 0 || panel.series_count() == 0)
    throw Error("an empty panel cannot be written: nothing could be read back");
  if (panel.names().empty()) throw Error("a panel without names cannot be written");
  for (const std::string& name : panel.names())
    if (name.empty()) throw Error("a series without a name cannot be written");
  if (options.header == HeaderRow::written) {
    out.text(options.period);
    for (const std::string& name : panel.names()) out.text(name);
    out.end();
  }
  for (std::size_t i = 0; i < panel.periods(); ++i) {
    out.period(panel.first() + static_cast<std::int64_t>(i));
    for (std::size_t j = 0; j < panel.series_count(); ++j) out.number(panel.columns().column(j)[i]);
    out.end();
  }
  return out.take();
}

std::string to_csv(const Table& table, const WriteOptions& options) {
  Rows out(options);
  if (table.columns().empty()) throw Error("a table without columns cannot be written");
  if (options.header == HeaderRow::written) {
    for (const Table::Column& column : table.columns()) out.text(column.name);
    out.end();
  }
  for (std::size_t row = 0; row < table.rows(); ++row) {
    for (const Table::Column& column : table.columns()) std::visit(Cell{out, column.name, row}, column.cells);
    out.end();
  }
  return out.take();
}

void write_csv(std::ostream& out, SeriesView series, const WriteOptions& options) { out << to_csv(series, options); }
void write_csv(std::ostream& out, PanelView panel, const WriteOptions& options) { out << to_csv(panel, options); }
void write_csv(std::ostream& out, const Table& table, const WriteOptions& options) { out << to_csv(table, options); }

void write_csv(const std::string& path, SeriesView series, const WriteOptions& options) {
  replace_file(path, to_csv(series, options));
}
void write_csv(const std::string& path, PanelView panel, const WriteOptions& options) {
  replace_file(path, to_csv(panel, options));
}
void write_csv(const std::string& path, const Table& table, const WriteOptions& options) {
  replace_file(path, to_csv(table, options));
}

}  // namespace HIGHWATER_NAMESPACE::io
