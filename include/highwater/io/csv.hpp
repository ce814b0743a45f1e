#pragma once

#include "highwater/version.hpp"

#if !defined(HIGHWATER_COMPILED)
#error "highwater/io/csv.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "highwater/calendar/fiscal_year.hpp"
#include "highwater/core/vocabulary/parallel.hpp"
#include "highwater/core/vocabulary/progress.hpp"
#include "highwater/error.hpp"
#include "highwater/io/limits.hpp"
#include "highwater/io/period_format.hpp"
#include "highwater/series/panel.hpp"
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

/// Where the periods of a table are.
///
/// rows            a row a period: a column a series, or, with keys, many series below each other.
/// periods_across  a column a period (its header is one), a row a series. A row with nothing but its first cell is a
///                 series of missing values, or, where Notes may stand, one of them; a row of empty cells is a blank line.
/// parts_across    a row a year and a column a month, quarter or half (its header is Jan, M01, Q1, H1 ...).
enum class Layout : std::uint8_t { rows, periods_across, parts_across };

/// Whether lines that are no data stand above them (titles, units) or below them (sources, footnotes). They are passed over.
///
/// above   the header is the first row that has all columns that the options name; rows between it and the first period
///         are notes.
/// below   after the last row of data nothing may come but rows that are none: one with a number where the others have one,
///         or with a period and a field too few, is an Error.
enum class Notes : std::uint8_t { none, above, below, around };

/// Whether rows of other frequencies than the one asked for are an Error or are left out.
enum class OtherFrequencies : std::uint8_t { error, leave_out };

/// How the bytes of a file are read. latin1 is Windows-1252, as spreadsheets write it.
enum class Encoding : std::uint8_t { utf8, latin1 };

/// Marks beside a number ("127.49 p", "(r)121.0", "122.0*"): not allowed, or passed over (see CsvOptions::on_flag).
enum class Flags : std::uint8_t { none, beside_numbers };

/// What (12.3) is.
enum class Parentheses : std::uint8_t { error, negative };

/// What 12.3% is: 12.3, or 0.123 as the functions of this library count growth.
enum class Percent : std::uint8_t { error, as_written, fraction };

/// Rows to read: those whose cell in `column` is `text`, as in {"geo", "AT"}.
struct Only {
  Column column;
  std::string text;
};

/// A mark beside a value, or a cell of the column of flags.
struct Flag {
  std::string series;  // the name in a panel; empty in a series
  Period period;
  std::string text;
};

/// How to read a table: where the series are, and how its cells are written. `io::layouts` has what publishers use.
///
/// A file with a decimal comma is usually `{.delimiter = ';', .decimal = ','}`.
/// value       without it the only column that holds numbers. If there are several, read_csv() lists them in an Error
///             and read_panel() reads all.
/// delimiter   the character between two fields.
/// decimal     may be the delimiter where such numbers are quoted ("0,066") and the file has a header.
/// thousands   '\0' if numbers have no separators. May be the delimiter where such numbers are quoted ("1,234") and the
///             file has a header: a number without quotes then gives its row too many fields, which is an Error. A blank
///             also stands for the no-break and thin ones (U+00A0, U+202F, U+2009), an apostrophe for U+2019.
/// comment     lines that begin with this character are skipped; '\0' if there are none.
/// missing     what stands for a missing value in the value column, compared letter by letter.
/// fiscal_year  the fiscal year in which the years, halves or quarters of a file count; needed where they are written as
///              FY25 or 2024/25.
/// keys        the columns whose cells name the series of a panel, joined by dots.
/// only        rows to read: those that fit all of these.
/// frequency   of the series. Rows labelled by days are put into their periods; a row that does not fit is an Error.
///             Without it the forms tell, and of labels that are days frequency_of_days().
/// period_format  how periods are written, where their text alone does not say.
/// month_names    names of months in other languages than English, January first: 12, or 24 with the short ones.
/// period_part    the column with the part of the year (M01, Q1, January), where `period` holds the year alone.
/// split          the first column holds several, with this character between them (Eurostat); '\0' if it does not.
/// limits         how much is read at most.
/// flag           a column with a mark for each value; on_flag is told of each that is not empty, in the order of rows.
/// parallel       parts of the text are shared out, for the same result; not with notes, or where a function of the
///                caller's reads the periods.
/// progress       by bytes of the text, once it is in memory.
struct CsvOptions {
  Column period = 0;
  std::optional<Column> value = std::nullopt;
  Header header = Header::present;
  char delimiter = ',';
  char decimal = '.';
  char thousands = '\0';
  char comment = '\0';
  std::vector<std::string> missing = {"", "NA", "N/A", "NaN", "nan", "null"};
  FiscalYear fiscal_year = {};
  Layout layout = Layout::rows;
  std::vector<Column> keys = {};
  std::vector<Only> only = {};
  std::optional<Frequency> frequency = std::nullopt;
  OtherFrequencies other_frequencies = OtherFrequencies::error;
  PeriodFormat period_format = {};
  std::vector<std::string> month_names = {};
  std::optional<Column> period_part = std::nullopt;
  Notes notes = Notes::none;
  Encoding encoding = Encoding::utf8;
  char split = '\0';
  Flags flags = Flags::none;
  Parentheses parentheses = Parentheses::error;
  Percent percent = Percent::error;
  std::optional<Column> flag = std::nullopt;
  std::function<void(const Flag&)> on_flag = {};
  Limits limits = {};
  Parallel parallel = {};
  Progress progress = {};
};

/// Reads a series from a CSV file, its periods in any order. Their forms give the frequency.
///
/// A file is UTF-8 (a byte order mark is skipped) with lines that end in LF, CRLF or CR; blank lines are skipped.
/// Fields are quoted as in RFC 4180: delimiters and line ends may stand inside quotes, and "" is a quote. Blanks around
/// a field are dropped, blanks inside quotes are not. Periods are written as SDMX writes them, or as people do: Q3/2020,
/// 2024 DEC, Dec-24, 31-Oct-2024, 202412, FY25, H1 2024/25 (docs/reading.md has them all). What could be read in two
/// ways (01/02/2024) is an Error that names the option that decides, unless another row does. Numbers are decimal, with
/// an optional sign and exponent, whatever the locale, and are rounded to the nearest double.
///
/// Cost     grows with the size of the text, and memory with 12 bytes a cell (16 of several series), at most 24 for each
///          different label, and 8 a period that the series spans.
/// Shape    rows -> one value for each period from the earliest to the latest.
/// Missing  a missing marker, and a period between the first and the last without a row.
/// Errors   throws Error that names file, line, column and text (lines and columns counted from 1; a row that spans
///          lines has the number of its first) if a cell is not a period or a number, a number is infinite, overflows
///          or is so small that it would become zero, a period occurs twice or has another frequency, a row has more or
///          fewer fields than the header, quotes are not in pairs, or a header is promised and the first row is data;
///          if the file cannot be read, is beyond the limits, is UTF-16, holds a NUL byte or has no rows; if a column does
///          not exist or its name occurs twice; and if options contradict each other. Throws Stopped if its Progress says
///          so.
/// Source   RFC 4180, Common Format and MIME Type for Comma-Separated Values (CSV) Files (2005), for the quoting.
TimeSeries read_csv(const std::string& path, const CsvOptions& options = {});

/// The same from a stream, read to its end; errors speak of the file by the given name.
TimeSeries read_csv(std::istream& stream, const CsvOptions& options = {}, std::string_view name = "<stream>");

/// The same from text in memory; errors speak of it by the given name.
TimeSeries parse_csv(std::string_view text, const CsvOptions& options = {}, std::string_view name = "<text>");

/// Reads many series from one file: a column each, or, if the options have keys, a row or rows each, named by their keys.
///
/// Cost     as in read_csv(), and 8 bytes a period and series: of more than 10 million at most 64 for each cell.
/// Shape    rows -> a panel over the periods from the earliest to the latest; series in the order of the file.
/// Missing  as in read_csv(), and where one series has no row and another has.
/// Errors   as read_csv(); also if two series would have one name.
Panel read_panel(const std::string& path, const CsvOptions& options = {});

/// The same from a stream, read to its end; errors speak of the file by the given name.
Panel read_panel(std::istream& stream, const CsvOptions& options = {}, std::string_view name = "<stream>");

/// The same from text in memory; errors speak of it by the given name.
Panel parse_panel(std::string_view text, const CsvOptions& options = {}, std::string_view name = "<text>");

}  // namespace HIGHWATER_NAMESPACE::io
