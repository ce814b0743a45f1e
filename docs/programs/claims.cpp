// What was known when, and whether what a release says is true.
//   claims FOLDER
#include <highwater/highwater.hpp>
#include <iostream>
#include <string>
#include <vector>

namespace hw = highwater;

int main(int argc, char** argv) try {
  if (argc != 2) return 2;
  const std::string folder = std::string(argv[1]) + '/';

  std::cout << "== vintages\n";
  //! [vintages]
  const hw::Vintages reports = hw::io::read_vintages(
      folder + "pakistan_vintages.csv",
      {.period = "reference_period",
       .published = "published",
       .value = "value_usd_mn",
       .resolution = "resolution",
       .leave_out = {{"note", {"ERROR", "GARBLED", "CONFLICT", "MISLABELLED"}}, {"definition", {"other"}}}});

  for (const hw::Period day : {hw::day(2024, 12, 31), hw::day(2025, 1, 31)})
    std::cout << "as of " << day << ", November was " << reports.as_of(day)[hw::month(2024, 11)] << '\n';
  const hw::Revisions revisions = reports.revisions();
  std::cout << "revised by " << revisions.mean << " on average, by " << revisions.mean_absolute << " either way\n";
  //! [vintages]

  std::cout << "== history\n";
  //! [history]
  for (const hw::records::AnnouncedRecord& told : hw::records::history(reports))
    if (!told.survives() || told.record.period.year() == 2024)
      std::cout << told.announced << "  " << told.record << (told.survives() ? "" : ", taken back later") << '\n';
  //! [history]

  std::cout << "== check\n";
  //! [check]
  using namespace hw::claims;
  const hw::Period december = hw::month(2024, 12);
  const std::vector<Claim> said = {
      NewRecord{.period = december, .value = 348.0, .resolution = 1.0},
      Change{.period = december, .value = 0.12, .resolution = 0.01, .basis = hw::Basis::period},
      PreviousRecord{.period = december, .holder = hw::month(2024, 10), .value = 330.0},
  };
  for (const Claim& claim : said) std::cout << check(reports, claim, hw::day(2025, 1, 31)) << '\n';
  //! [check]

  std::cout << "== finding\n";
  //! [finding]
  const Finding growth = check(reports, said[1], hw::day(2025, 1, 31));
  const Reading& best = growth.readings.front();
  std::cout << best.formula << ": " << best.range.low << " to " << best.range.high << ", as printed " << best.value
            << '\n';
  for (const Evidence& figure : best.evidence) std::cout << "  " << to_text(figure) << '\n';
  //! [finding]

  std::cout << "== rate\n";
  //! [rate]
  const hw::TimeSeries unemployment(hw::quarter(2024, 1), {5.3, 5.4, 5.6, 5.9});
  const CheckOptions of_a_rate{.indicator = {.unit = "%", .measure = hw::Measure::rate, .resolution = 0.1}};
  const Change rise{.period = hw::quarter(2024, 4),
                    .value = 0.3,
                    .resolution = 0.1,
                    .basis = hw::Basis::period,
                    .measure = ChangeKind::difference};  // percentage points
  std::cout << check(unemployment, rise, of_a_rate) << '\n';
  //! [rate]

  std::cout << "== release\n";
  //! [release]
  const std::vector<Claim> article = {
      Level{.period = december, .value = 348.0, .resolution = 1.0},
      Change{.period = december, .value = 0.12, .resolution = 0.01, .basis = hw::Basis::period},
      Level{.period = hw::month(2024, 11), .value = 324.0, .resolution = 1.0},
  };
  const Consequences all = consequences(article);  // whatever the data are
  for (const Contradiction& found : all.contradictions)
    for (const std::size_t i : found.claims) std::cout << "not all true: " << to_text(article[i]) << '\n';
  //! [release]

  std::cout << "== diff\n";
  //! [diff]
  const std::vector<Finding> before = {check(reports, article[2], hw::day(2024, 12, 31))};
  const std::vector<Finding> after = {check(reports, article[2], hw::day(2025, 1, 31))};
  for (const FindingChange& change : diff(before, after)) std::cout << to_text(change) << '\n';
  //! [diff]

  std::cout << "== figures\n";
  //! [figures]
  int impossible = 0;
  for (const hw::PrintedFigure& figure : hw::io::read_releases(folder + "pakistan_claims.csv"))
    for (const Finding& finding : check_figure(reports, figure, {.indicator = {.fiscal_year = {.first_month = 7}}}))
      impossible += finding.verdict == Verdict::impossible;
  std::cout << impossible << " claims are impossible\n";
  //! [figures]

  std::cout << "== verify\n";
  const std::string text = hw::bulletin::to_json(
      hw::bulletin::compose(reports, hw::day(2025, 1, 31), {.title = "IT exports", .fiscal_year = {.first_month = 7}}));
  //! [verify]
  const hw::bulletin::Bulletin release = hw::bulletin::parse_json(text);
  for (const hw::claims::Finding& finding : hw::bulletin::verify(release))
    std::cout << to_text(finding.claim) << ": " << to_text(finding) << '\n';
  //! [verify]
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
