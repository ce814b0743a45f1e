// Is what the releases print true? Each figure against what was known on its day, each release against itself.
//   claim_check CLAIMS VINTAGES [CUMULATIVE]
// Ends with 1 if a claim is impossible, with 2 if a file cannot be read.
#include <algorithm>
#include <fstream>
#include <highwater/highwater.hpp>
#include <iomanip>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace hw = highwater;
using hw::claims::Verdict;

namespace {

// Also figures of another series: of one day's reports on a period the lower row counts. (Two totals of one day would both
// be tried; what is known to be of another definition need not be.)
const std::vector<hw::io::LeaveOut> wrong_prints{
    {"note", {"ERROR", "GARBLED", "CONFLICT", "MISLABELLED", "OTHER DEFINITION"}}};

// What is found of the claims of one day and source.
struct Release {
  hw::Period published;
  std::string source;
  std::vector<hw::claims::Finding> findings;
};

// The column of the values, whatever their unit: "value_usd_mn".
std::string value_column(const std::string& path) {
  std::ifstream file(path);
  std::string header, name;
  std::getline(file, header);
  std::istringstream names(header);
  while (std::getline(names, name, ','))
    if (name.starts_with("value")) return name;
  return "value";
}

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size() + 1), ' ');
  return text;
}

std::string rounded_text(double value) {
  std::ostringstream out;
  out << std::fixed << std::setprecision(1) << value;
  return out.str();
}

std::string list_of(const std::vector<hw::claims::Claim>& claims, const std::vector<std::size_t>& positions) {
  std::string text;
  for (const std::size_t i : positions) text += (text.empty() ? "" : " | ") + to_text(claims[i]);
  return text;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 3) {
    std::cerr << "usage: claim_check CLAIMS VINTAGES [CUMULATIVE]\n";
    return 2;
  }
  auto kept_out = wrong_prints;
  kept_out.push_back({"definition", {"other"}});  // another series
  const hw::Vintages vintages = hw::io::read_vintages(argv[2], {.period = "reference_period",
                                                                .published = "published",
                                                                .value = value_column(argv[2]),
                                                                .resolution = "resolution",
                                                                .leave_out = kept_out});
  hw::claims::CheckOptions options{.later = hw::claims::Later::used};
  if (argc > 3) {
    hw::io::YearToDateReports reports = hw::io::read_year_to_date(argv[3], {.leave_out = wrong_prints});
    options.indicator.fiscal_year = reports.fiscal_year;
    options.year_to_date = std::move(reports.totals);
  }

  std::vector<Release> releases;
  for (const hw::PrintedFigure& figure : hw::io::read_releases(argv[1])) {
    auto release = std::find_if(releases.begin(), releases.end(), [&figure](const Release& seen) {
      return seen.published == figure.published && seen.source == figure.source;
    });
    if (release == releases.end()) release = releases.insert(releases.end(), {figure.published, figure.source, {}});
    for (hw::claims::Finding& finding : hw::claims::check_figure(vintages, figure, options))
      release->findings.push_back(std::move(finding));
  }

  std::cout << "fiscal years begin in month " << options.indicator.fiscal_year.first_month << '\n';
  std::map<Verdict, int> counts;
  for (const Release& release : releases) {
    std::cout << release.published << "  " << release.source << '\n';
    std::vector<hw::claims::Claim> claims;
    for (const hw::claims::Finding& finding : release.findings) {
      std::cout << "  " << padded(std::string(to_string(finding.verdict)), 11) << padded(to_text(finding.claim), 66)
                << finding.reason << '\n';
      if (finding.verdict == Verdict::impossible)
        for (const hw::claims::Evidence& evidence : finding.readings.front().evidence)
          std::cout << "             " << to_text(evidence) << '\n';
      ++counts[finding.verdict];
      claims.push_back(finding.claim);
    }
    const auto consequences = hw::claims::consequences(claims, options);
    for (const auto& contradiction : consequences.contradictions)
      std::cout << "  cannot all be true: " << list_of(claims, contradiction.claims) << '\n';
    for (const auto& excluded : consequences.excluded)
      std::cout << "  not if read \"" << excluded.reading << "\": " << list_of(claims, excluded.claims) << '\n';
    std::string implied;
    for (const auto& [period, range] : consequences.implied)
      implied += (implied.empty() ? "  implies " : ", ") + to_string(period) + " from " + rounded_text(range.low) +
                 " to " + rounded_text(range.high);
    if (!implied.empty()) std::cout << implied << '\n';
  }
  for (const Verdict verdict : {Verdict::certain, Verdict::possible, Verdict::impossible, Verdict::unknown})
    std::cout << to_string(verdict) << ": " << counts[verdict] << '\n';
  return counts[Verdict::impossible] > 0 ? 1 : 0;
} catch (const hw::Error& error) {
  std::cerr << error.what() << '\n';
  return 2;
}
