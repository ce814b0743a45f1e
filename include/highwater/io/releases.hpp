#pragma once

#include "highwater/version.hpp"

#if !defined(HIGHWATER_COMPILED)
#error "highwater/io/releases.hpp needs the compiled library: link highwater::highwater"
#endif

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "highwater/io/csv.hpp"
#include "highwater/io/vintages.hpp"
#include "highwater/series/printed_figure.hpp"

namespace HIGHWATER_NAMESPACE::io {

/// Where the columns of a file of printed figures are, and how its cells are written (see CsvOptions).
///
/// delimiter, decimal  as in CsvOptions.
/// fiscal_year  in which years, halves and quarters count; needed where they are written as FY25, 2024/25 or Q2 FY25.
/// progress     by bytes of the text, once it is in memory.
struct ReleaseOptions {
  Column published = "published";
  Column period = "reference_period";
  Column type = "claim_type";
  Column value = "value";
  Column resolution = "resolution";
  Column compare_period = "compare_period";
  Column compare_value = "compare_value";
  Column source = "source";
  Column note = "note";
  std::optional<Frequency> frequency = std::nullopt;  // of which labels that are days are periods; else they are days
  char delimiter = ',';
  char decimal = '.';
  PeriodFormat period_format = {};
  Limits limits = {};  // of bytes
  FiscalYear fiscal_year = {};
  Encoding encoding = Encoding::utf8;
  Progress progress = {};
};

/// Reads the figures of releases: a row a figure, in any order, under a header.
///
/// The file is written as for read_csv(), and its days of publication as 2024-12-31.
/// Cost     time and memory grow with the size of the text.
/// Missing  a period and a value to compare with may be empty. A resolution may be: the value is exact.
/// Errors   throws Error that names file, line, column and text if a cell is not a period, a date or a number, a value is
///          missing, a period has another frequency or is a Saturday or Sunday among business days, or a resolution is
///          negative; if there is no row; and where read_csv() does for rows, quotes, headers, columns, files and options.
///          Throws Stopped if its Progress says so.
std::vector<PrintedFigure> read_releases(const std::string& path, const ReleaseOptions& options = {});

/// The same from text in memory; errors speak of it by the given name.
std::vector<PrintedFigure> parse_releases(std::string_view text, const ReleaseOptions& options = {},
                                          std::string_view name = "<text>");

/// Published totals of fiscal years to date, by the last period of each, and the fiscal year that they show.
struct YearToDateReports {
  Vintages totals;
  FiscalYear fiscal_year;
};

/// Where the columns of a file of totals are, and how its cells are written (see CsvOptions).
///
/// delimiter, decimal  as in CsvOptions.
/// frequency    of the totals, where their first and last periods are labelled by days (2024-07-01, 2024-12-31).
/// fiscal_year  in which quarters and halves count that are written as Q2 FY25; of other totals what it has to agree with.
/// progress     by bytes of the text, once it is in memory.
struct YearToDateOptions {
  Column first = "period_from";
  Column last = "period_to";
  Column published = "published";
  Column value = "value";
  std::optional<Column> resolution = "resolution";
  std::vector<LeaveOut> leave_out = {};
  char delimiter = ',';
  char decimal = '.';
  std::optional<Frequency> frequency = std::nullopt;
  PeriodFormat period_format = {};
  Limits limits = {};  // of bytes
  FiscalYear fiscal_year = {};
  Encoding encoding = Encoding::utf8;
  Progress progress = {};
};

/// Reads a file of totals of fiscal years to date: a row a report, as `2024-07,2024-12,2025-01-17,1864,1`. The fiscal year begins
/// where the totals begin, and is named by the year in which it ends.
///
/// Errors   as read_vintages(); also if a total ends before it begins or spans more than a year, or if two begin in
///          different places of the year, or elsewhere than the fiscal year that was said, or if labels are days and no
///          frequency is said.
YearToDateReports read_year_to_date(const std::string& path, const YearToDateOptions& options = {});

/// The same from text in memory; errors speak of it by the given name.
YearToDateReports parse_year_to_date(std::string_view text, const YearToDateOptions& options = {},
                                     std::string_view name = "<text>");

}  // namespace HIGHWATER_NAMESPACE::io
