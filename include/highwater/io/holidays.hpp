#pragma once

#include "highwater/version.hpp"

#if !defined(HIGHWATER_COMPILED)
#error "highwater/io/holidays.hpp needs the compiled library: link highwater::highwater"
#endif

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "highwater/calendar/period.hpp"
#include "highwater/io/csv.hpp"

namespace HIGHWATER_NAMESPACE::io {

/// How to read a file of holidays: where the dates are, and how its cells are written (see CsvOptions).
///
/// A file of nothing but dates is `{.header = Header::none}`.
///
/// delimiter  the character between two fields.
/// comment    lines that begin with this character are skipped; '\0' if there are none.
struct HolidayOptions {
  Column date = 0;
  Header header = Header::present;
  char delimiter = ',';
  char comment = '\0';
  Limits limits = {};  // of bytes
  Encoding encoding = Encoding::utf8;
};

/// Reads the holidays of a calendar of working days from a CSV file: a row a holiday, in any order, as
/// `2024-11-09,Iqbal Day`. Other columns than that of the date may hold anything.
///
/// The file is written as for read_csv(), and its dates as 2024-12-31.
/// Cost     grows with the size of the text, and memory with 16 bytes a row; rows are sorted.
/// Shape    rows -> days in ascending order. Two holidays that fall on one day, under two names or one, are one day.
/// Missing  nothing can be: a row without a date is an Error. A header and no other row are no holidays.
/// Errors   throws Error that names file, line, column and text if a cell is not a date; and where read_csv() does for
///          rows, quotes, headers, columns, files and options.
std::vector<Period> read_holidays(const std::string& path, const HolidayOptions& options = {});

/// The same from a stream, read to its end; errors speak of the file by the given name.
std::vector<Period> read_holidays(std::istream& stream, const HolidayOptions& options = {},
                                  std::string_view name = "<stream>");

/// The same from text in memory; errors speak of it by the given name.
std::vector<Period> parse_holidays(std::string_view text, const HolidayOptions& options = {},
                                   std::string_view name = "<text>");

}  // namespace HIGHWATER_NAMESPACE::io
