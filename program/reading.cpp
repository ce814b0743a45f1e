#include "reading.hpp"

#include <iostream>
#include <map>
#include <optional>
#include <utility>

#include "terminal.hpp"

namespace program {

namespace hw = highwater;

namespace {

const std::map<std::string, hw::Frequency> frequencies = {
    {"annual", hw::Frequency::annual},       {"semiannual", hw::Frequency::semiannual},
    {"quarterly", hw::Frequency::quarterly}, {"monthly", hw::Frequency::monthly},
    {"weekly", hw::Frequency::weekly},       {"business-daily", hw::Frequency::business_daily},
    {"daily", hw::Frequency::daily}};

const std::vector<std::string> layouts = {
    "fred", "world_bank", "world_bank_databank", "eurostat_tsv", "sdmx_csv", "ons",
    "bls",  "bls_wide",   "bundesbank",          "banxico",      "imf",      "sbp"};

std::vector<std::string> names_of(const std::map<std::string, hw::Frequency>& choices) {
  std::vector<std::string> names;
  names.reserve(choices.size());
  for (const auto& [name, value] : choices) names.push_back(name);
  return names;
}

/// The options of a publisher. Some hold several frequencies, of which one has to be chosen.
hw::io::CsvOptions layout_of(const std::string& name, std::optional<hw::Frequency> frequency) {
  namespace layouts = hw::io::layouts;
  if (name == "fred") return layouts::fred();
  if (name == "world_bank") return layouts::world_bank();
  if (name == "world_bank_databank") return layouts::world_bank_databank();
  if (name == "eurostat_tsv") return layouts::eurostat_tsv();
  if (name == "sdmx_csv") return layouts::sdmx_csv();
  if (name == "ons") return layouts::ons(frequency.value_or(hw::Frequency::monthly));
  if (name == "bls") return layouts::bls(frequency.value_or(hw::Frequency::monthly));
  if (name == "bls_wide") return layouts::bls_wide(frequency.value_or(hw::Frequency::monthly));
  if (name == "bundesbank") return layouts::bundesbank();
  if (name == "banxico") return layouts::banxico();
  if (name == "imf") return layouts::imf();
  if (name == "sbp") return layouts::sbp();
  return {};
}

/// A column by its name, or by its number from 1.
hw::io::Column column_of(const std::string& text) {
  if (!text.empty() && text.find_first_not_of("0123456789") == std::string::npos && text.size() < 6)
    return hw::io::Column(std::stoi(text) - 1);
  return hw::io::Column(text);
}

char letter_of(const std::string& text, const char* option) {
  if (text == "tab" || text == "\\t") return '\t';
  if (text.size() != 1) throw hw::Error(std::string(option) + " is one character, or \"tab\", not \"" + text + "\"");
  return text.front();
}

}  // namespace

void Reading::add_to(CLI::App& command, const std::string& what) {
  command.add_option("FILE", file_, what + "; - reads the standard input")->required();
  add_options_to(command);
}

void Reading::add_options_to(CLI::App& command) {
  const std::string group = "Reading";
  command.add_option("--layout", layout_, "how its publisher lays the file out")
      ->check(CLI::IsMember(layouts))
      ->group(group);
  command.add_option("--period", period_, "the column of the periods, by name or number from 1")->group(group);
  command.add_option("--value", value_, "the column of the values")->group(group);
  command.add_option("--key", keys_, "a column that names the series of a long table; may be given again")
      ->group(group);
  command.add_option("--only", only_, "rows to read, as COLUMN=TEXT; may be given again")->group(group);
  command.add_option("--frequency", frequency_, "of the series, where labels are days or a file has several")
      ->check(CLI::IsMember(names_of(frequencies)))
      ->group(group);
  command.add_option("--period-format", format_, "how periods are written, as %d/%m/%Y")->group(group);
  command.add_option("--delimiter", delimiter_, "between fields: a character, or tab")->group(group);
  command.add_option("--decimal", decimal_, "the decimal mark")->group(group);
  command.add_option("--thousands", thousands_, "the character between thousands")->group(group);
  command.add_option("--missing", missing_, "what stands for a missing value; may be given again")->group(group);
  command.add_option("--fiscal-year", first_month_, "the month in which the fiscal year begins")
      ->check(CLI::Range(1, 12))
      ->group(group);
}

hw::io::CsvOptions Reading::options() const {
  const std::optional<hw::Frequency> frequency =
      frequency_.empty() ? std::nullopt : std::optional(frequencies.at(frequency_));
  hw::io::CsvOptions options = layout_of(layout_, frequency);
  if (frequency) options.frequency = frequency;
  if (!period_.empty()) options.period = column_of(period_);
  if (!value_.empty()) options.value = column_of(value_);
  for (const std::string& key : keys_) options.keys.push_back(column_of(key));
  for (const std::string& rule : only_) {
    const std::size_t sign = rule.find('=');
    if (sign == std::string::npos || sign == 0) throw hw::Error("--only is COLUMN=TEXT, not \"" + rule + "\"");
    options.only.push_back({column_of(rule.substr(0, sign)), rule.substr(sign + 1)});
  }
  if (!format_.empty()) options.period_format = hw::io::PeriodFormat(format_);
  if (!delimiter_.empty()) options.delimiter = letter_of(delimiter_, "--delimiter");
  if (!decimal_.empty()) options.decimal = letter_of(decimal_, "--decimal");
  if (!thousands_.empty()) options.thousands = letter_of(thousands_, "--thousands");
  options.missing.insert(options.missing.end(), missing_.begin(), missing_.end());
  return options;
}

namespace {

/// A file of years, halves or quarters counts in the fiscal year that was named; of others that is what their totals do.
template <class Read>
auto read_in_fiscal_year(hw::io::CsvOptions options, hw::FiscalYear fiscal_year, Read read) {
  auto found = read(options);
  if (fiscal_year == hw::FiscalYear{} || found.first().frequency() > hw::Frequency::quarterly) return found;
  options.fiscal_year = fiscal_year;
  return read(options);
}

std::string standard_input() { return {std::istreambuf_iterator<char>(std::cin), {}}; }

}  // namespace

hw::TimeSeries Reading::series_in(const std::string& path) const {
  const std::string text = path == "-" ? standard_input() : "";
  Bar bar("reading " + path);
  hw::io::CsvOptions with_bar = options();
  with_bar.progress = hw::Progress(bar);
  return read_in_fiscal_year(with_bar, fiscal_year(), [&](const hw::io::CsvOptions& options) {
    return path == "-" ? hw::io::parse_csv(text, options, "<stdin>") : hw::io::read_csv(path, options);
  });
}

hw::TimeSeries Reading::series() const { return series_in(file_); }

hw::Panel Reading::panel() const {
  const std::string text = file_ == "-" ? standard_input() : "";
  Bar bar("reading " + file_);
  hw::io::CsvOptions with_bar = options();
  with_bar.progress = hw::Progress(bar);
  return read_in_fiscal_year(with_bar, fiscal_year(), [&](const hw::io::CsvOptions& options) {
    return file_ == "-" ? hw::io::parse_panel(text, options, "<stdin>") : hw::io::read_panel(file_, options);
  });
}

void Describing::add_options_to(CLI::App& command) {
  const std::map<std::string, hw::Measure> measures = {{"flow", hw::Measure::flow},
                                                       {"stock", hw::Measure::stock},
                                                       {"index", hw::Measure::index},
                                                       {"rate", hw::Measure::rate},
                                                       {"balance", hw::Measure::balance}};
  const std::map<std::string, hw::Magnitude> magnitudes = {{"one", hw::Magnitude::one},
                                                           {"thousand", hw::Magnitude::thousand},
                                                           {"million", hw::Magnitude::million},
                                                           {"billion", hw::Magnitude::billion}};
  const std::string group = "What the numbers are";
  command.add_option("--title", indicator_.title, "what they are of")->group(group);
  command.add_option("--unit", indicator_.unit, "in what they are counted, as US$ or %")->group(group);
  command.add_option("--magnitude", indicator_.magnitude, "one, thousand, million or billion of the unit")
      ->transform(CLI::CheckedTransformer(magnitudes).description(""))
      ->type_name("TEXT")
      ->group(group);
  command.add_option("--measure", indicator_.measure, "flow (the default), stock, index, rate or balance")
      ->transform(CLI::CheckedTransformer(measures).description(""))
      ->type_name("TEXT")
      ->group(group);
  command.add_option("--resolution", indicator_.resolution, "the unit to which they are rounded; 0: exact")
      ->group(group);
}

hw::Indicator Describing::indicator(hw::FiscalYear fiscal_year) const {
  hw::Indicator indicator = indicator_;
  indicator.fiscal_year = fiscal_year;
  return indicator;
}

}  // namespace program
