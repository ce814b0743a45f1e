#include "highwater/io/holidays.hpp"

#include <algorithm>

#include "io/csv_table.hpp"
#include "io/source_text.hpp"

namespace HIGHWATER_NAMESPACE::io {

std::vector<Period> parse_holidays(std::string_view text, const HolidayOptions& options, std::string_view name) {
  CsvTable table(text, name,
                 {.options = "HolidayOptions",
                  .header = options.header,
                  .delimiter = options.delimiter,
                  .comment = options.comment,
                  .encoding = options.encoding,
                  .limits = options.limits});
  const std::size_t date_column = table.position(options.date);
  table.require_header_above(date_column);

  std::vector<Period> days;
  while (table.next_row()) days.push_back(table.date(date_column));
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

std::vector<Period> read_holidays(const std::string& path, const HolidayOptions& options) {
  return parse_holidays(read_file(path, options.limits), options, path);
}

std::vector<Period> read_holidays(std::istream& stream, const HolidayOptions& options, std::string_view name) {
  return parse_holidays(read_stream(stream, name, options.limits), options, name);
}

}  // namespace HIGHWATER_NAMESPACE::io
