#include "highwater/io/vintages.hpp"

#include "io/report_rows.hpp"
#include "io/source_text.hpp"

namespace HIGHWATER_NAMESPACE::io {

Vintages parse_vintages(std::string_view text, const VintageOptions& options, std::string_view name) {
  ReportRows rows(text, name, options);
  resolve(rows.labels, rows.choice());
  rows.table.require_periods_in(options.fiscal_year, rows.labels.front().period.frequency());
  return rows.vintages(options.fiscal_year);
}

Vintages read_vintages(const std::string& path, const VintageOptions& options) {
  return parse_vintages(read_file(path, options.limits), options, path);
}

Vintages read_vintages(std::istream& stream, const VintageOptions& options, std::string_view name) {
  return parse_vintages(read_stream(stream, name, options.limits), options, name);
}

}  // namespace HIGHWATER_NAMESPACE::io
