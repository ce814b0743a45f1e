#include "highwater/io/vintages.hpp"

#include <algorithm>

#include "io/csv_table.hpp"
#include "io/periods/period_column.hpp"
#include "io/source_text.hpp"

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

}  // namespace

Vintages parse_vintages(std::string_view text, const VintageOptions& options, std::string_view name) {
  CsvTable table(text, name,
                 {.options = "VintageOptions",
                  .header = options.header,
                  .delimiter = options.delimiter,
                  .decimal = options.decimal,
                  .thousands = options.thousands,
                  .comment = options.comment,
                  .missing = options.missing,
                  .periods = {&options.period_format, {}},
                  .limits = options.limits});
  const std::size_t period = table.position(options.period), published = table.position(options.published),
                    value = table.position(options.value);
  const std::size_t resolution = options.resolution ? table.position(*options.resolution) : value;
  std::vector<Rule> rules;
  for (const LeaveOut& rule : options.leave_out) {
    for (const std::string& word : rule.words)
      if (word.empty()) throw Error("VintageOptions: a word to leave out is empty");
    rules.push_back({table.position(rule.column), &rule.words});
  }
  table.require_header_above(period);

  std::vector<Report> reports;
  std::vector<Observation> labels;
  while (table.next_row()) {
    if (std::any_of(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.holds_for(table); })) continue;
    const WrittenPeriod label = table.written(period);
    if (label.is_nothing()) throw table.not_a_period(period);
    const auto position = static_cast<std::uint32_t>(labels.size());
    labels.push_back({label, 0, static_cast<std::uint32_t>(table.line()), position, 0.0});
    // Which period it is, is known when all labels are.
    Report report{year(0), table.date(published), table.number(value)};
    if (options.resolution && !table.is_missing(resolution)) report.resolution = table.number(resolution);
    if (report.resolution < 0.0)
      throw table.error(table.line(), resolution, "the resolution " + quoted(table.text(resolution)) + " is negative");
    reports.push_back(report);
  }
  if (reports.empty()) throw table.error("has no report" + std::string(rules.empty() ? "" : " that is not left out"));
  resolve(labels,
          {.form = options.period_format.form(),
           .fiscal_year = options.fiscal_year,
           .frequency = options.frequency,
           .error = [&](std::size_t line, const std::string& what) { return table.error(line, period, what); }});
  for (std::size_t i = 0; i < reports.size(); ++i) reports[i].period = labels[i].period.period();
  table.require_periods_in(options.fiscal_year, reports.front().period.frequency());
  return Vintages(std::move(reports), options.fiscal_year);
}

Vintages read_vintages(const std::string& path, const VintageOptions& options) {
  return parse_vintages(read_file(path, options.limits), options, path);
}

Vintages read_vintages(std::istream& stream, const VintageOptions& options, std::string_view name) {
  return parse_vintages(read_stream(stream, name, options.limits), options, name);
}

}  // namespace HIGHWATER_NAMESPACE::io
