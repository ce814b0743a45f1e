#include "bulletin/verify.hpp"

#include <vector>

#include "claims/checking.hpp"
#include "highwater/series/vintages.hpp"

namespace HIGHWATER_NAMESPACE::bulletin {
using namespace claims;

namespace {

/// The data of a bulletin with their roundings, as of its day.
struct Known {
  explicit Known(const Bulletin& bulletin)
      : options{.indicator = bulletin.indicator},
        vintages(reports_of(bulletin), bulletin.data.fiscal_year()),
        facts(vintages, day_of(bulletin), options) {}

  static Period day_of(const Bulletin& bulletin) { return bulletin.as_of.value_or(bulletin.data.last().last_day()); }
  static std::vector<Report> reports_of(const Bulletin& bulletin) {
    std::vector<Report> reports;
    for (const auto [period, value] : bulletin.data)
      reports.push_back({period, day_of(bulletin), value, is_missing(value) ? 0.0 : bulletin.resolution[period]});
    return reports;
  }

  CheckOptions options;
  Vintages vintages;
  Facts facts;
};

}  // namespace

Finding check_against(const Bulletin& bulletin, const Claim& claim) {
  return check_claim(Known(bulletin).facts, claim);
}

std::vector<Finding> verify(const Bulletin& bulletin) {
  const Known known(bulletin);
  std::vector<Finding> findings;
  for (const Statement& statement : bulletin.statements)
    for (const Claim& claim : statement.claims) findings.push_back(check_claim(known.facts, claim));
  return findings;
}

}  // namespace HIGHWATER_NAMESPACE::bulletin
