#include "highwater/io/write.hpp"

#include <array>
#include <charconv>
#include <ostream>

#include "highwater/calendar/period_text.hpp"
#include "io/csv_table.hpp"

namespace HIGHWATER_NAMESPACE::io {
namespace {

void require_delimiter(char delimiter) {
  for (const char c : {',', ';', '\t', '|', ':', ' '})
    if (delimiter == c) return;
  throw Error("WriteOptions: the delimiter cannot be " + quoted({&delimiter, 1}));
}

void append_text(std::string& out, std::string_view text, char delimiter) {
  const bool blank_at_end =
      !text.empty() && (text.front() == ' ' || text.back() == ' ' || text.front() == '\t' || text.back() == '\t');
  if (!blank_at_end && text.find_first_of("\"\r\n") == std::string_view::npos &&
      text.find(delimiter) == std::string_view::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_number(std::string& out, double value) {
  if (is_missing(value)) return;
  std::array<char, 32> digits;
  const auto [end, code] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  static_cast<void>(code);  // the longest shortest double has 24 characters
  out.append(digits.data(), end);
}

}  // namespace

std::string to_csv(SeriesView series, const WriteOptions& options) {
  require_delimiter(options.delimiter);
  if (series.size() == 0) throw Error("an empty series cannot be written: nothing could be read back");
  std::string out;
  append_text(out, options.period, options.delimiter);
  out += options.delimiter;
  append_text(out, options.value, options.delimiter);
  out += '\n';
  for (std::size_t i = 0; i < series.size(); ++i) {
    out += to_string(series.period(i));
    out += options.delimiter;
    append_number(out, series.values()[i]);
    out += '\n';
  }
  return out;
}

std::string to_csv(PanelView panel, const WriteOptions& options) {
  require_delimiter(options.delimiter);
  if (panel.periods() == 0 || panel.series_count() == 0)
    throw Error("an empty panel cannot be written: nothing could be read back");
  if (panel.names().empty()) throw Error("a panel without names cannot be written");
  std::string out;
  append_text(out, options.period, options.delimiter);
  for (const std::string& name : panel.names()) {
    if (name.empty()) throw Error("a series without a name cannot be written");
    out += options.delimiter;
    append_text(out, name, options.delimiter);
  }
  out += '\n';
  for (std::size_t i = 0; i < panel.periods(); ++i) {
    out += to_string(panel.first() + static_cast<std::int64_t>(i));
    for (std::size_t j = 0; j < panel.series_count(); ++j) {
      out += options.delimiter;
      append_number(out, panel.series(j).values()[i]);
    }
    out += '\n';
  }
  return out;
}

void write_csv(std::ostream& out, SeriesView series, const WriteOptions& options) { out << to_csv(series, options); }
void write_csv(std::ostream& out, PanelView panel, const WriteOptions& options) { out << to_csv(panel, options); }

}  // namespace HIGHWATER_NAMESPACE::io
