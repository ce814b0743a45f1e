#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "highwater/calendar/fiscal_year.hpp"
#include "highwater/error.hpp"
#include "highwater/io/csv.hpp"
#include "io/number_text.hpp"
#include "io/periods/written_period.hpp"

namespace HIGHWATER_NAMESPACE::io {

/// The text in quotes, as errors print it: one line, control characters as escapes, long text cut.
std::string quoted(std::string_view text);

/// How the cells of a file are written: what the options of every reader say alike. CsvOptions explains the members.
struct CsvFormat {
  std::string_view options = {};  // the name of those options, for errors
  Header header = Header::present;
  char delimiter = ',';
  char decimal = '.';
  char thousands = '\0';
  char comment = '\0';
  std::span<const std::string> missing = {};
  NumberMarks marks = {};
  PeriodRules periods = {};
  Encoding encoding = Encoding::utf8;
  Limits limits = {};
  char split = '\0';                                   // the first field holds several
  std::optional<std::vector<std::string>> names = {};  // the header is the first row with all of these
};

constexpr std::size_t no_column = static_cast<std::size_t>(-1);

/// The cells of a row that are asked for together, by their columns; `key` may be no_column.
struct PlainColumns {
  std::size_t period, value, key;
};
struct PlainRow {
  WrittenPeriod period;
  double value = 0;
  std::string_view key;
};

/// CSV text row by row, with cells that are read as text, number, period or date and errors that say where.
///
/// Text, name and missing markers are borrowed. Positions count from 0 here and from 1 in messages.
class CsvTable {
 public:
  /// Reads the header, or the first row, which tells the number of fields.
  CsvTable(std::string_view text, std::string_view name, const CsvFormat& format);
  /// The rows of a table from one of its row_starts() to another, with lines that count from 1 after the first part.
  CsvTable(const CsvTable& whole, std::size_t begin, std::size_t end);

  bool has_header() const noexcept { return format_.header == Header::present; }
  std::size_t position(const Column& column) const;
  /// Throws Error if the header names a column of periods by a period: its first row of data was taken for a header.
  void require_header_above(std::size_t period_column) const;

  /// Moves to the next row, which is valid until the next call; false after the last.
  bool next_row();
  /// The same, whatever the number of its fields.
  bool next_row_of_any_length();
  /// The same if that row is as nearly all are: no quotes, no blanks around cells, a period, a number. Its cells are read in
  /// one pass, to what the functions below make of them. Otherwise false, and nothing has moved.
  bool next_plain_row(const PlainColumns& columns, PlainRow& row);
  bool row_fits() const noexcept { return cells_.size() == fields_; }
  std::size_t row_size() const noexcept { return cells_.size(); }
  void require_fit() const;

  std::size_t columns() const noexcept { return fields_; }
  /// The name of a column; empty without a header.
  std::string_view name(std::size_t column) const;

  /// No more rows will be read: names of columns and errors are all that is asked for from here on.
  void forget_text() noexcept {
    text_ = {};
    converted_ = {};
    cells_.clear();
    next_ = 0;
  }

  std::size_t line() const noexcept { return line_; }
  std::size_t lines_read() const noexcept { return next_line_ - 1; }
  std::size_t bytes_read() const noexcept { return next_; }
  std::size_t bytes_left() const noexcept { return text_.size() - next_; }
  /// Where the rows of data begin, rows at least so many bytes apart, 8 at most, and where they end.
  std::vector<std::size_t> row_starts(std::size_t apart) const;
  std::string_view text(std::size_t column) const { return cells_[column]; }
  bool is_missing(std::size_t column) const;
  double number(std::size_t column) const;  // NaN if missing
  double number(std::size_t column, std::string_view& flag) const;
  bool is_number(std::size_t column) const;
  WrittenPeriod written(std::size_t column) const { return read_written_period(cells_[column], format_.periods); }
  Error not_a_period(std::size_t column) const;
  Period date(std::size_t column) const;  // a daily period

  /// Throws Error if periods of this frequency cannot count in this fiscal year, or there is no such year.
  void require_periods_in(FiscalYear fiscal_year, Frequency frequency) const;

  std::size_t first_line() const noexcept { return first_line_; }
  Error error(const std::string& what) const;  // in the file
  Error error(std::size_t line, const std::string& what) const;
  Error error(std::size_t line, std::size_t column, const std::string& what) const;

 private:
  bool read_row();
  bool at_field_end() const noexcept;
  bool is_blank(char c) const noexcept { return (c == ' ' || c == '\t') && c != format_.delimiter; }
  void skip_blanks();
  void skip_line();
  void skip_line_end();
  const char* field_end(
      const char* at) const noexcept;  // of a field without quotes: the delimiter, a quote, or the line's
  std::string_view read_field();
  bool plain_day(const char* at, WrittenPeriod& day);
  std::string_view read_quoted_field();

  void split_first_field();
  void prepare();

  std::string converted_;  // from another encoding
  std::string_view text_;
  std::string_view name_;
  CsvFormat format_;
  std::array<bool, 256> ends_{};       // the characters that end a field without quotes, and the quote
  bool markers_like_numbers_ = false;  // a missing value may be written with a digit first
  bool rows_may_be_plain_ = false;
  std::vector<std::string> header_;  // the names of the columns

  std::size_t rows_at_ = 0;      // where the rows of data begin
  std::size_t rows_line_ = 1;    // and in which line
  std::size_t row_at_ = 0;       // where the current row starts
  std::size_t next_ = 0;         // position in the text
  std::size_t next_line_ = 1;    // and its line
  bool row_is_waiting_ = false;  // the first row was read before anyone asked for it

  std::uint64_t month_text_ = 0;  // of the latest plain day (2024-12-), with the first of its days and their number
  WrittenPeriod month_start_;
  unsigned month_days_ = 0;

  std::size_t fields_ = 0;      // in every row
  std::size_t first_line_ = 0;  // where the header or the first row starts
  std::size_t line_ = 0;        // where the current row starts
  std::vector<std::string_view> cells_;
  std::deque<std::string> unescaped_;  // quoted cells of the current row that contained quotes
};

}  // namespace HIGHWATER_NAMESPACE::io
