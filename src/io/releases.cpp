#include "highwater/io/releases.hpp"

#include <algorithm>
#include <array>

#include "highwater/calendar/nesting.hpp"
#include "highwater/calendar/period_text.hpp"
#include "io/csv_table.hpp"
#include "io/report_rows.hpp"
#include "io/source_text.hpp"
#include "io/told_bytes.hpp"

namespace HIGHWATER_NAMESPACE::io {
namespace {

const std::array<std::string, 1> empty_cell{""};

// 163.020 was rounded to 0.01, as far as one can see; 310 and 1300 to 1.
double unit_of(std::string_view number, char decimal) {
  const std::size_t point = number.find(decimal);
  double unit = 1.0;
  if (point == std::string_view::npos) return unit;
  for (std::size_t i = point + 1, end = number.find_last_not_of('0') + 1; i < end; ++i) unit /= 10.0;
  return unit;
}

/// Makes periods of the labels at both ends of each total. Either may be days of the frequency that is asked for, as
/// 2024-07-01 to 2024-12-31 are months.
void resolve_both_ends(ReportRows& rows) {
  std::vector<Observation> both = rows.labels;
  both.insert(both.end(), rows.begins.begin(), rows.begins.end());
  understand(both, rows.choice());
  const auto middle = both.begin() + static_cast<std::ptrdiff_t>(rows.labels.size());
  rows.labels.assign(both.begin(), middle);
  rows.begins.assign(middle, both.end());
  if (rows.options.frequency) {
    resolve(rows.labels, rows.choice());
    resolve(rows.begins, rows.choice());
  } else if (const Observation& front = rows.labels.front(); front.period.frequency() == Frequency::daily) {
    throw rows.choice().error(front, to_string(front.period.period()) +
                                         " is a day: say of which periods the totals are, as in .frequency = "
                                         "Frequency::monthly");
  } else {
    resolve(both, rows.choice());
  }
  if (const Frequency frequency = rows.labels.front().period.frequency(); !has_regular_year(frequency))
    throw rows.choice().error(rows.labels.front(),
                              "years have no fixed number of " + std::string(to_string(frequency)) + " periods");
}

}  // namespace

std::vector<PrintedFigure> parse_releases(std::string_view text, const ReleaseOptions& options, std::string_view name) {
  CsvTable table(text, name,
                 {.options = "ReleaseOptions",
                  .delimiter = options.delimiter,
                  .decimal = options.decimal,
                  .missing = empty_cell,
                  .periods = {&options.period_format, {}},
                  .encoding = options.encoding,
                  .limits = options.limits});
  const std::size_t published = table.position(options.published), period = table.position(options.period),
                    type = table.position(options.type), value = table.position(options.value),
                    resolution = table.position(options.resolution),
                    compare_period = table.position(options.compare_period),
                    compare_value = table.position(options.compare_value), source = table.position(options.source),
                    note = table.position(options.note);
  static_cast<void>(options.fiscal_year.of(month(2000, 1)));  // throws if there is no such fiscal year
  const detail::Work work(options.progress, text.size());
  ToldBytes told(work);
  std::vector<PrintedFigure> rows;
  std::vector<Observation> labels;  // the series of each is its column, its position the row
  const auto add_label = [&](std::size_t column) {
    const WrittenPeriod label = table.written(column);
    if (label.is_nothing()) throw table.not_a_period(column);
    labels.push_back({label, static_cast<std::uint32_t>(column), static_cast<std::uint32_t>(table.line()),
                      static_cast<std::uint32_t>(rows.size()), 0.0});
  };
  while (table.next_row()) {
    told.at(table.bytes_read());
    if (table.is_missing(value)) throw table.error(table.line(), value, "a claim without a figure");
    const bool compares = !table.is_missing(compare_value);
    add_label(period);
    if (!table.is_missing(compare_period)) add_label(compare_period);
    rows.push_back({.place = std::string(name) + ":" + std::to_string(table.line()),
                    .published = table.date(published),
                    .period = year(0),  // known when all labels are
                    .type = std::string(table.text(type)),
                    .value = table.number(value),
                    .resolution = resolution_in(table, resolution),
                    .compare_period = std::nullopt,
                    .compare_value = compares ? std::optional(table.number(compare_value)) : std::nullopt,
                    .compare_resolution = compares ? unit_of(table.text(compare_value), options.decimal) : 0.0,
                    .source = std::string(table.text(source)),
                    .note = std::string(table.text(note)),
                    .columns = {period + 1, type + 1, value + 1, compare_period + 1}});
  }
  if (rows.empty()) throw table.error("has a header and no other row");
  PeriodChoice choice{.form = options.period_format.form(),
                      .fiscal_year = options.fiscal_year,
                      .frequency = options.frequency,
                      .error = [&table](const Observation& cell, const std::string& what) {
                        return table.error(cell.line, cell.series, what);
                      }};
  understand(labels, choice);
  if (!choice.frequency && labels.front().period.frequency() == Frequency::daily) choice.frequency = Frequency::daily;
  resolve(labels, choice);
  for (const Observation& label : labels) {
    PrintedFigure& row = rows[label.position];
    (label.series == period ? row.period : row.compare_period.emplace(year(0))) = label.period.period();
  }
  work.finish();
  return rows;
}

std::vector<PrintedFigure> read_releases(const std::string& path, const ReleaseOptions& options) {
  return parse_releases(read_file(path, options.limits), options, path);
}

YearToDateReports parse_year_to_date(std::string_view text, const YearToDateOptions& options, std::string_view name) {
  const VintageOptions as_reports{.period = options.last,
                                  .published = options.published,
                                  .value = options.value,
                                  .resolution = options.resolution,
                                  .leave_out = options.leave_out,
                                  .delimiter = options.delimiter,
                                  .decimal = options.decimal,
                                  .fiscal_year = options.fiscal_year,
                                  .frequency = options.frequency,
                                  .period_format = options.period_format,
                                  .limits = options.limits,
                                  .encoding = options.encoding,
                                  .progress = options.progress};
  ReportRows rows(text, name, as_reports, "YearToDateOptions", options.first);
  resolve_both_ends(rows);

  const FiscalYear& said = options.fiscal_year;
  const bool is_said = !(said == FiscalYear{});
  static_cast<void>(said.of(month(2000, 1)));  // throws if there is no such fiscal year
  // Quarters and halves are numbered in the fiscal year that was said; months and others are where they are.
  const bool counted = is_said && rows.labels.front().period.frequency() <= Frequency::quarterly;
  FiscalYear fiscal_year = said;
  for (std::size_t i = 0; i < rows.labels.size(); ++i) {
    const Observation &begin = rows.begins[i], &first_row = rows.begins.front();
    const auto fail = [&](const std::string& what) { return rows.table.error(begin.line, begin.series, what); };
    const Period from = begin.period.period(), to = rows.labels[i].period.period();
    if (to < from || to - from >= periods_per_year(from.frequency()))
      throw fail("from " + to_string(from) + " to " + to_string(to) + " is no part of a fiscal year");
    if (counted ? from.number() != 1 : is_said && from.date().month != said.first_month)
      throw fail(quoted(to_string(from)) + " is not where the fiscal year begins that .fiscal_year says");
    if (counted) continue;
    if (i == 0) fiscal_year.first_month = from.date().month;
    if (from.date().month != fiscal_year.first_month)
      throw fail(quoted(to_string(from)) + " begins another fiscal year than line " + std::to_string(first_row.line));
  }
  return {rows.vintages(counted ? said : FiscalYear{}), fiscal_year};
}

YearToDateReports read_year_to_date(const std::string& path, const YearToDateOptions& options) {
  return parse_year_to_date(read_file(path, options.limits), options, path);
}

}  // namespace HIGHWATER_NAMESPACE::io
