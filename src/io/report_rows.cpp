#include "io/report_rows.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

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
             .periods = {&options.period_format, {}}}) {
  const std::size_t period = table.position(options.period), published = table.position(options.published),
                    value = table.position(options.value);
  const std::size_t resolution = options.resolution ? table.position(*options.resolution) : value;
  const std::size_t from = begin ? table.position(*begin) : period;
  const std::vector<Rule> rules = rules_of(table, options, options_name);
  table.require_header_above(period);

  while (table.next_row()) {
    if (std::any_of(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.holds_for(table); })) continue;
    labels.push_back(label_in(table, period));
    if (begin) begins.push_back(label_in(table, from));
    reports.push_back({year(0), table.date(published), table.number(value),
                       options.resolution ? resolution_in(table, resolution) : 0.0});
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
  for (std::size_t i = 0; i < dated.size(); ++i) dated[i].period = labels[i].period.period();
  return Vintages(std::move(dated), fiscal_year);
}

}  // namespace HIGHWATER_NAMESPACE::io
