#include "bulletin/verify.hpp"

#include <utility>
#include <vector>

namespace HIGHWATER_NAMESPACE::bulletin {
using namespace claims;

Finding check_against(const Bulletin& bulletin, const Claim& claim) {
  const Period day = bulletin.as_of.value_or(bulletin.data.last().last_day());
  std::vector<Report> reports;
  for (const auto [period, value] : bulletin.data)
    reports.push_back({period, day, value, is_missing(value) ? 0.0 : bulletin.resolution[period]});
  return check(Vintages(std::move(reports), bulletin.data.fiscal_year()), claim, day,
               {.fiscal_year = bulletin.indicator.fiscal_year});
}

std::vector<Finding> verify(const Bulletin& bulletin) {
  std::vector<Finding> findings;
  for (const Statement& statement : bulletin.statements)
    for (const Claim& claim : statement.claims) findings.push_back(check_against(bulletin, claim));
  return findings;
}

}  // namespace HIGHWATER_NAMESPACE::bulletin
