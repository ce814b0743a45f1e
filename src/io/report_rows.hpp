#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "highwater/core/vocabulary/progress.hpp"
#include "highwater/io/vintages.hpp"
#include "highwater/series/vintages.hpp"
#include "io/csv_table.hpp"
#include "io/periods/period_column.hpp"

namespace HIGHWATER_NAMESPACE::io {

/// A file of reports read to its end, without the rows to leave out. Which periods its labels are, is left to the reader:
/// he knows which columns speak of one another.
struct ReportRows {
  /// `begin` is a second column of periods, if there is one: where each total begins. Text, name and options are borrowed.
  ReportRows(std::string_view text, std::string_view name, const VintageOptions& options,
             std::string_view options_name = "VintageOptions", const std::optional<Column>& begin = std::nullopt);

  /// What the options say of labels; errors name the column that is the `series` of a label.
  PeriodChoice choice() const;
  /// The reports, with the periods that resolved labels are; the last that is told of.
  Vintages vintages(FiscalYear fiscal_year) const;

  const VintageOptions& options;
  CsvTable table;
  detail::Work work;                // by bytes
  std::vector<Observation> labels;  // one a row
  std::vector<Observation> begins;  // one a row, or none
  std::vector<Report> reports;      // in the order of the file; their periods say nothing
  std::vector<std::size_t> rows;    // of which each report is
};

/// The unit to which a value is rounded; 0 if its cell is missing.
double resolution_in(const CsvTable& table, std::size_t column);

}  // namespace HIGHWATER_NAMESPACE::io
