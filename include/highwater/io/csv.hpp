#pragma once

#include "highwater/version.hpp"

#if !defined(HIGHWATER_COMPILED)
#error "highwater/io/csv.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "highwater/calendar/fiscal_year.hpp"
#include "highwater/error.hpp"
#include "highwater/series/time_series.hpp"

namespace HIGHWATER_NAMESPACE::io {

/// A column of a file: by the name in its header, or by position from 0.
///
/// Converts from both, as in `{.period = 0, .value = "value_usd_mn"}`.
/// Errors   throws Error if the position is negative.
class Column {
 public:
  Column(int position) : position_(position) {
    if (position < 0) throw Error("a column cannot be at position " + std::to_string(position) + " (from 0)");
  }
  Column(std::string name) : name_(std::move(name)) {}
  Column(std::string_view name) : name_(name) {}
  Column(const char* name) : name_(name) {}
  Column(std::nullptr_t) = delete;

  bool has_name() const noexcept { return position_ < 0; }
  /// The name; empty if the column is given by position.
  const std::string& name() const noexcept { return name_; }
  /// The position from 0; -1 if the column is given by name.
  int position() const noexcept { return position_; }

 private:
  int position_ = -1;
  std::string name_;
};

/// Whether the first row holds the names of the columns.
enum class Header { present, none };

/// How to read a CSV file: where the series is, and how its cells are written.
///
/// A file with a decimal comma is usually `{.delimiter = ';', .decimal = ','}`.
/// thousands   '\0' if numbers have no separators. May be the delimiter where such numbers are quoted ("1,234") and the
///             file has a header: a number without quotes then gives its row too many fields, which is an Error.
/// comment     lines that begin with this character are skipped; '\0' if there are none.
/// missing     what stands for a missing value in the value column, compared letter by letter.
/// fiscal_year the fiscal year in which the years, halves or quarters of a file count.
struct CsvOptions {
  Column period = 0;
  Column value = 1;
  Header header = Header::present;
  char delimiter = ',';
  char decimal = '.';
  char thousands = '\0';
  char comment = '\0';
  std::vector<std::string> missing = {"", "NA", "N/A", "NaN", "nan", "null"};
  FiscalYear fiscal_year = {};
};

/// Reads a series from a CSV file: a row a period, in any order. The forms of the periods give the frequency.
///
/// A file is UTF-8 (a byte order mark is skipped) with lines that end in LF, CRLF or CR; blank lines are skipped.
/// Fields are quoted as in RFC 4180: delimiters and line ends may stand inside quotes, and "" is a quote. Blanks around
/// a field are dropped, blanks inside quotes are not. Periods are written as parse_period() reads them. Numbers are
/// decimal, with an optional sign and exponent, whatever the locale, and are rounded to the nearest double.
///
/// Shape    rows -> one value for each period from the earliest to the latest.
/// Missing  a missing marker, and a period between the first and the last without a row.
/// Errors   throws Error that names file, line, column and text (lines and columns counted from 1; a row that spans
///          lines has the number of its first) if a cell is not a period or a number, a number is infinite, overflows
///          or is so small that it would become zero, a period occurs twice or has another frequency, a row has more or
///          fewer fields than the header, quotes are not in pairs, or a header is promised and the first row is data;
///          if the file cannot be read, is UTF-16, holds a NUL byte or has no rows; if a column does not exist or its
///          name occurs twice; and if options contradict each other.
/// Source   RFC 4180, Common Format and MIME Type for Comma-Separated Values (CSV) Files (2005), for the quoting.
TimeSeries read_csv(const std::string& path, const CsvOptions& options = {});

/// The same from a stream, read to its end; errors speak of the file by the given name.
TimeSeries read_csv(std::istream& stream, const CsvOptions& options = {}, std::string_view name = "<stream>");

/// The same from text in memory.
TimeSeries parse_csv(std::string_view text, const CsvOptions& options = {}, std::string_view name = "<text>");

}  // namespace HIGHWATER_NAMESPACE::io
