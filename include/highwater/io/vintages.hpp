#pragma once

#include "highwater/version.hpp"

#if !defined(HIGHWATER_COMPILED)
#error "highwater/io/vintages.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "highwater/io/csv.hpp"
#include "highwater/series/vintages.hpp"

namespace HIGHWATER_NAMESPACE::io {

/// Rows to leave out: those whose cell in `column` holds one of the words, as in {"note", {"ERROR", "CONFLICT"}}. Letters
/// and digits around it would make it another word; upper and lower case differ.
struct LeaveOut {
  Column column;
  std::vector<std::string> words;
};

/// Where the reports of a file are.
///
/// rows     a row a report.
/// columns  a row a period and a column a vintage, whose header ends in the day of its publication (GDPC1_20240425, or
///          2024-04-25 alone). A vintage reports what it adds and what it changes; a missing marker reports nothing.
enum class VintageLayout : std::uint8_t { rows, columns };

/// How to read a file of vintages: where the reports are, which rows to leave out, and how its cells are written (see
/// CsvOptions).
///
/// resolution  the unit to which each value is rounded; without it, and where its cell is missing, values are exact.
/// leave_out   such rows are not looked at any further: they may hold anything.
/// missing     what stands for a withdrawn observation in the value column.
/// layout      with VintageLayout::columns `published` is not looked at, and a name in `value` is the one before the days,
///             where a file has several series.
/// delimiter, decimal, thousands, comment  as in CsvOptions.
/// frequency, period_format  as in CsvOptions: what the labels of periods stand for, and how they are written.
/// progress    by bytes of the text, once it is in memory.
struct VintageOptions {
  Column period = 0;
  Column published = 1;
  Column value = 2;
  std::optional<Column> resolution = std::nullopt;
  std::vector<LeaveOut> leave_out = {};
  Header header = Header::present;
  char delimiter = ',';
  char decimal = '.';
  char thousands = '\0';
  char comment = '\0';
  std::vector<std::string> missing = {"", "NA", "N/A", "NaN", "nan", "null"};
  FiscalYear fiscal_year = {};
  std::optional<Frequency> frequency = std::nullopt;
  PeriodFormat period_format = {};
  VintageLayout layout = VintageLayout::rows;
  Limits limits = {};  // of bytes
  Encoding encoding = Encoding::utf8;
  Progress progress = {};
};

/// Reads what was published when: a row a report, as `2024-11,2025-01-17,310,1`. Of reports on one period and of one day
/// the lower row counts; otherwise rows may come in any order.
///
/// The file is written as for read_csv(), and its days of publication as 2024-12-31.
/// Cost     grows with the size of the text, and memory with 100 bytes a row; rows are sorted if they are not in order.
/// Missing  a missing marker in the value column is a withdrawal; in a column a vintage it says nothing.
/// Errors   throws Error that names file, line, column and text if a cell is not a period, a date or a number, a period
///          has another frequency, or a resolution is negative; if no report is left, a column is no
///          vintage, or two are of one day; and where read_csv() does for rows,
///          quotes, headers, columns, files, fiscal years and options. Throws Stopped if its Progress says so.
Vintages read_vintages(const std::string& path, const VintageOptions& options = {});

/// The same from a stream, read to its end; errors speak of the file by the given name.
Vintages read_vintages(std::istream& stream, const VintageOptions& options = {}, std::string_view name = "<stream>");

/// The same from text in memory; errors speak of it by the given name.
Vintages parse_vintages(std::string_view text, const VintageOptions& options = {}, std::string_view name = "<text>");

}  // namespace HIGHWATER_NAMESPACE::io
