#include "io/report_rows.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

#include "highwater/calendar/period_text.hpp"
#include "highwater/series/series_view.hpp"
#include "io/told_bytes.hpp"

namespace HIGHWATER_NAMESPACE::io {
namespace {

bool is_word_character(char c) {
  const bool ascii_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return ascii_letter || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 128;  // or part of one in UTF-8
}

bool holds_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool starts = at == 0 || !is_word_character(text[at - 1]);
    if (starts && (end == text.size() || !is_word_character(text[end]))) return true;
  }
  return false;
}

/// The rule of leave_out with its column found in a file.
struct Rule {
  std::size_t column;
  const std::vector<std::string>* words;

  bool holds_for(const CsvTable& table) const {
    return std::any_of(words->begin(), words->end(),
                       [&](const std::string& word) { return holds_word(table.text(column), word); });
  }
};

std::vector<Rule> rules_of(const CsvTable& table, const VintageOptions& options, std::string_view options_name) {
  std::vector<Rule> rules;
  for (const LeaveOut& rule : options.leave_out) {
    for (const std::string& word : rule.words)
      if (word.empty()) throw Error(std::string(options_name) + ": a word to leave out is empty");
    rules.push_back({table.position(rule.column), &rule.words});
  }
  return rules;
}

/// A column of values, and the day of publication of all of them if it is a vintage.
struct ValueColumn {
  std::size_t column;
  std::optional<Period> published = std::nullopt;
};

/// The day at the end of a header (GDPC1_20240425, 2024-04-25), which is taken off it with what joins it to the name.
std::optional<Period> take_day(std::string_view& header) {
  for (const std::size_t size : {std::size_t{10}, std::size_t{8}}) {
    if (header.size() < size) continue;
    std::string day(header.substr(header.size() - size));
    if (size == 8) day.insert(6, 1, '-').insert(4, 1, '-');
    const std::optional<Period> published = try_parse_period(day);
    if (!published || published->frequency() != Frequency::daily) continue;
    header.remove_suffix(size);
    if (!header.empty() && !is_word_character(header.back())) header.remove_suffix(1);
    return published;
  }
  return std::nullopt;
}

/// The columns of vintages, oldest first.
std::vector<ValueColumn> vintages_across(const CsvTable& table, const VintageOptions& options,
                                         const std::vector<std::size_t>& taken) {
  std::vector<ValueColumn> columns;
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < table.columns(); ++i) {
    std::string_view name = table.name(i);
    if (name.empty() || std::find(taken.begin(), taken.end(), i) != taken.end()) continue;
    const std::optional<Period> published = take_day(name);
    if (!published)
      throw table.error(table.first_line(), i, "the header does not end in the day of a vintage (GDP_20240425)");
    if (options.value.has_name() && options.value.name() != name) continue;
    columns.push_back({i, published});
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  if (columns.empty()) throw table.error(table.first_line(), "no column is a vintage");
  if (names.size() > 1)
    throw table.error(table.first_line(), "vintages of " + quoted(names[0]) + " and of " + quoted(names[1]) +
                                              ": choose a series by its name, as in .value = " + quoted(names[0]));
  std::stable_sort(columns.begin(), columns.end(),
                   [](const ValueColumn& a, const ValueColumn& b) { return *a.published < *b.published; });
  for (std::size_t i = 1; i < columns.size(); ++i)
    if (columns[i].published == columns[i - 1].published)
      throw table.error(table.first_line(), columns[i].column,
                        "the vintage of column " + std::to_string(columns[i - 1].column + 1) + " has the same day");
  return columns;
}

Observation label_in(const CsvTable& table, std::size_t column) {
  const WrittenPeriod label = table.written(column);
  if (label.is_nothing()) throw table.not_a_period(column);
  return {label, static_cast<std::uint32_t>(column), static_cast<std::uint32_t>(table.line()), 0, 0.0};
}

}  // namespace

double resolution_in(const CsvTable& table, std::size_t column) {
  if (table.is_missing(column)) return 0.0;
  const double resolution = table.number(column);
  if (resolution < 0.0)
    throw table.error(table.line(), column, "the resolution " + quoted(table.text(column)) + " is negative");
  return resolution;
}

ReportRows::ReportRows(std::string_view text, std::string_view name, const VintageOptions& borrowed,
                       std::string_view options_name, const std::optional<Column>& begin)
    : options(borrowed),
      table(text, name,
            {.options = options_name,
             .header = options.header,
             .delimiter = options.delimiter,
             .decimal = options.decimal,
             .thousands = options.thousands,
             .comment = options.comment,
             .missing = options.missing,
             .periods = {&options.period_format, {}},
             .encoding = options.encoding,
             .limits = options.limits}),
      work(options.progress, text.size()) {
  const bool across = options.layout == VintageLayout::columns;
  if (across && options.header == Header::none)
    throw Error(std::string(options_name) + ": a layout with vintages in the header needs Header::present");
  const std::size_t period = table.position(options.period);
  const std::size_t from = begin ? table.position(*begin) : period;
  const std::size_t published = across ? period : table.position(options.published);
  const std::size_t value = across ? period : table.position(options.value);
  const std::size_t resolution = options.resolution ? table.position(*options.resolution) : value;
  const std::vector<Rule> rules = rules_of(table, options, options_name);
  std::vector<ValueColumn> columns = {{value}};
  if (across) {
    std::vector<std::size_t> taken = {period, resolution};
    for (const Rule& rule : rules) taken.push_back(rule.column);
    columns = vintages_across(table, options, taken);
  }
  table.require_header_above(period);

  ToldBytes told(work);
  while (table.next_row()) {
    told.at(table.bytes_read());
    if (std::any_of(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.holds_for(table); })) continue;
    labels.push_back(label_in(table, period));
    if (begin) begins.push_back(label_in(table, from));
    double before = missing_value;
    for (const ValueColumn& column : columns) {
      const double reported = table.number(column.column);
      if (across && (is_missing(reported) || reported == before)) continue;
      before = reported;
      rows.push_back(labels.size() - 1);
      reports.push_back({year(0), across ? *column.published : table.date(published), reported,
                         options.resolution ? resolution_in(table, resolution) : 0.0});
    }
  }
  if (reports.empty()) throw table.error("has no report" + std::string(rules.empty() ? "" : " that is not left out"));
}

PeriodChoice ReportRows::choice() const {
  return {.form = options.period_format.form(),
          .fiscal_year = options.fiscal_year,
          .frequency = options.frequency,
          .error = [this](const Observation& cell, const std::string& what) {
            return table.error(cell.line, cell.series, what);
          }};
}

Vintages ReportRows::vintages(FiscalYear fiscal_year) const {
  std::vector<Report> dated = reports;
  for (std::size_t i = 0; i < dated.size(); ++i) dated[i].period = labels[rows[i]].period.period();
  Vintages known(std::move(dated), fiscal_year);
  work.finish();
  return known;
}

}  // namespace HIGHWATER_NAMESPACE::io
