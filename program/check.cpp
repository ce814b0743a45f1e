#include <cstdlib>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <vector>

#include "commands.hpp"
#include "reading.hpp"
#include "terminal.hpp"

namespace program {

namespace hw = highwater;
using hw::claims::Verdict;

namespace {

/// The verdict, in colour on a terminal.
std::string shown(Verdict verdict) {
  std::string text(to_string(verdict));
  if (!is_terminal(Stream::out) || std::getenv("NO_COLOR") != nullptr) return text;
  const char* const colour = verdict == Verdict::certain      ? "\033[32m"
                             : verdict == Verdict::impossible ? "\033[31;1m"
                             : verdict == Verdict::possible   ? "\033[33m"
                                                              : "\033[2m";
  return colour + text + "\033[0m";
}

/// What the series says of a figure; of periods that it does not have, nothing.
std::vector<hw::claims::Finding> findings_on(const hw::TimeSeries& series, const hw::PrintedFigure& figure,
                                             const hw::claims::CheckOptions& options) {
  std::vector<hw::claims::Finding> findings;
  for (const hw::claims::Claim& claim : hw::claims::claims_of(figure)) {
    const hw::Period period = period_of(claim);
    const bool target = std::holds_alternative<hw::claims::TargetReachable>(claim);  // lies ahead of the data
    if (!target && period.frequency() == series.frequency() && !series.contains(period))
      findings.push_back({claim, Verdict::unknown, to_string(period) + " lies outside the data", {}});
    else
      findings.push_back(check(series, claim, options));
  }
  return findings;
}

void print(const std::vector<hw::claims::Finding>& findings, const std::map<Verdict, int>& counts) {
  for (const hw::claims::Finding& finding : findings)
    std::cout << shown(finding.verdict) << std::string(12 - to_string(finding.verdict).size(), ' ')
              << to_text(finding.claim) << ": " << finding.reason << '\n';
  for (const Verdict verdict : {Verdict::certain, Verdict::possible, Verdict::impossible, Verdict::unknown})
    std::cout << to_string(verdict) << ": " << (counts.contains(verdict) ? counts.at(verdict) : 0) << '\n';
}

}  // namespace

void add_check(CLI::App& program, Status& status) {
  struct Asked {
    Reading reading;
    Describing describing;
    std::string claims, data, year_to_date, format = "text";
    bool vintages = false, later = false;
  };
  const auto asked = std::make_shared<Asked>();
  CLI::App& command =
      *program.add_subcommand("check", "whether printed figures are true; ends with 1 if one is impossible");
  command
      .add_option("CLAIMS", asked->claims, "a table: published, reference_period, claim_type, value, resolution ...")
      ->required();
  command.add_option("DATA", asked->data, "the series, or with --vintages what was published when")->required();
  command.add_flag("--vintages", asked->vintages,
                   "DATA has a row a report: period, published, value (columns 1 to 3, or named by --value)");
  command.add_option("--year-to-date", asked->year_to_date, "a table of published totals of the fiscal year");
  command.add_flag("--later", asked->later, "figures published after a claim may stand in for unknown ones");
  command.add_option("--format", asked->format, "text or csv")
      ->check(CLI::IsMember({"text", "csv"}))
      ->capture_default_str();
  asked->reading.add_options_to(command);
  asked->describing.add_options_to(command);
  command.callback([asked, &status] {
    const hw::Indicator indicator = asked->describing.indicator(asked->reading.fiscal_year());
    hw::claims::CheckOptions options;
    options.indicator = indicator;
    if (asked->later) options.later = hw::claims::Later::used;
    if (!asked->year_to_date.empty()) {
      hw::io::YearToDateReports reports = hw::io::read_year_to_date(asked->year_to_date);
      options.indicator.fiscal_year = reports.fiscal_year;
      options.year_to_date = std::move(reports.totals);
    }
    const hw::io::CsvOptions csv = asked->reading.options();
    hw::Vintages vintages;
    if (asked->vintages) {
      hw::io::VintageOptions reading;
      reading.period = csv.period;
      if (csv.value) reading.value = *csv.value;
      reading.frequency = csv.frequency;
      reading.period_format = csv.period_format;
      Bar bar("reading " + asked->data);
      reading.progress = hw::Progress(bar);
      vintages = hw::io::read_vintages(asked->data, reading);
    }
    const std::optional<hw::TimeSeries> series =
        asked->vintages ? std::nullopt : std::optional(asked->reading.series_in(asked->data));
    const hw::io::ReleaseOptions releases{.fiscal_year = asked->reading.fiscal_year()};
    std::vector<hw::claims::Finding> findings;
    for (const hw::PrintedFigure& figure : hw::io::read_releases(asked->claims, releases)) {
      std::vector<hw::claims::Finding> some =
          series ? findings_on(*series, figure, options) : check_figure(vintages, figure, options);
      findings.insert(findings.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
    }
    std::map<Verdict, int> counts;
    for (const hw::claims::Finding& finding : findings) ++counts[finding.verdict];
    if (asked->format == "csv")
      hw::io::write_csv(std::cout, hw::claims::table(findings));
    else
      print(findings, counts);
    if (counts[Verdict::impossible] > 0) status = refuted;
  });
}

}  // namespace program
