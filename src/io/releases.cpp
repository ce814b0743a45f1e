#include "highwater/io/releases.hpp"

#include <algorithm>
#include <array>

#include "highwater/calendar/nesting.hpp"
#include "highwater/calendar/period_text.hpp"
#include "io/csv_table.hpp"
#include "io/source_text.hpp"

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

double resolution_in(const CsvTable& table, std::size_t column) {
  if (table.is_missing(column)) return 0.0;
  const double resolution = table.number(column);
  if (resolution < 0.0)
    throw table.error(table.line(), column, "the resolution " + quoted(table.text(column)) + " is negative");
  return resolution;
}

}  // namespace

std::vector<PrintedFigure> parse_releases(std::string_view text, const ReleaseOptions& options, std::string_view name) {
  CsvTable table(text, name,
                 {.options = "ReleaseOptions",
                  .delimiter = options.delimiter,
                  .decimal = options.decimal,
                  .missing = empty_cell,
                  .limits = options.limits});
  const std::size_t published = table.position(options.published), period = table.position(options.period),
                    type = table.position(options.type), value = table.position(options.value),
                    resolution = table.position(options.resolution),
                    compare_period = table.position(options.compare_period),
                    compare_value = table.position(options.compare_value), source = table.position(options.source),
                    note = table.position(options.note);
  const auto period_in = [&](std::size_t column) {
    const Period label = table.period(column);
    if (!options.frequency || label.frequency() == *options.frequency) return label;
    if (label.frequency() != Frequency::daily)
      throw table.error(table.line(), column,
                        to_string(label) + " is " + std::string(to_string(label.frequency())) +
                            ", and the options say " + std::string(to_string(*options.frequency)));
    try {
      return containing(label, *options.frequency);
    } catch (const Error& error) {
      throw table.error(table.line(), column, error.what());
    }
  };
  std::vector<PrintedFigure> rows;
  while (table.next_row()) {
    if (table.is_missing(value)) throw table.error(table.line(), value, "a claim without a figure");
    const bool compares = !table.is_missing(compare_value);
    rows.push_back(
        {.place = std::string(name) + ":" + std::to_string(table.line()),
         .published = table.date(published),
         .period = period_in(period),
         .type = std::string(table.text(type)),
         .value = table.number(value),
         .resolution = resolution_in(table, resolution),
         .compare_period = table.is_missing(compare_period) ? std::nullopt : std::optional(period_in(compare_period)),
         .compare_value = compares ? std::optional(table.number(compare_value)) : std::nullopt,
         .compare_resolution = compares ? unit_of(table.text(compare_value), options.decimal) : 0.0,
         .source = std::string(table.text(source)),
         .note = std::string(table.text(note)),
         .columns = {period + 1, type + 1, value + 1, compare_period + 1}});
  }
  if (rows.empty()) throw table.error("has a header and no other row");
  return rows;
}

std::vector<PrintedFigure> read_releases(const std::string& path, const ReleaseOptions& options) {
  return parse_releases(read_file(path, options.limits), options, path);
}

YearToDateReports parse_year_to_date(std::string_view text, const YearToDateOptions& options, std::string_view name) {
  YearToDateReports reports{parse_vintages(text,
                                           {.period = options.last,
                                            .published = options.published,
                                            .value = options.value,
                                            .resolution = options.resolution,
                                            .leave_out = options.leave_out,
                                            .delimiter = options.delimiter,
                                            .decimal = options.decimal,
                                            .limits = options.limits},
                                           name),
                            {}};
  // A second walk, for where the totals begin.
  CsvTable table(text, name,
                 {.options = "YearToDateOptions",
                  .delimiter = options.delimiter,
                  .decimal = options.decimal,
                  .missing = empty_cell,
                  .limits = options.limits});
  const std::size_t first = table.position(options.first), last = table.position(options.last);
  std::size_t known_from = 0;
  while (table.next_row()) {
    const Period from = table.period(first), to = table.period(last);
    if (to < from || to - from >= periods_per_year(from.frequency()))
      throw table.error(table.line(), first,
                        "from " + to_string(from) + " to " + to_string(to) + " is no part of a fiscal year");
    const int month = from.date().month;
    if (known_from != 0 && month != reports.fiscal_year.first_month)
      throw table.error(
          table.line(), first,
          quoted(table.text(first)) + " begins another fiscal year than line " + std::to_string(known_from));
    if (known_from == 0) known_from = table.line();
    reports.fiscal_year.first_month = month;
  }
  return reports;
}

YearToDateReports read_year_to_date(const std::string& path, const YearToDateOptions& options) {
  return parse_year_to_date(read_file(path, options.limits), options, path);
}

}  // namespace HIGHWATER_NAMESPACE::io
