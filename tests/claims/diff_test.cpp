#include "highwater/claims/diff.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "support/message_of.hpp"

namespace hw = highwater;
namespace claims = hw::claims;
using claims::Claim;
using claims::Finding;
using claims::Outcome;
using hw::Basis;
using hw::day;
using hw::month;
using test_support::message_of;

namespace diff_test {

constexpr double nan = hw::missing_value;

const hw::Period october = month(2024, 10), november = month(2024, 11), december = month(2024, 12);

const hw::Vintages& vintages() {
  static const hw::Vintages of_november({{october, day(2024, 11, 19), 330, 1},
                                         {november, day(2024, 12, 18), 324, 1},
                                         {november, day(2025, 1, 17), 310, 1},
                                         {december, day(2025, 1, 17), 348, 1}});
  return of_november;
}

std::vector<Finding> as_of(hw::Period day, const std::vector<Claim>& claims) {
  std::vector<Finding> findings;
  for (const Claim& claim : claims) findings.push_back(check(vintages(), claim, day));
  return findings;
}

claims::FindingChange change_of(const Claim& claim) {
  return diff(as_of(day(2024, 12, 31), {claim}), as_of(day(2025, 1, 31), {claim})).at(0);
}

TEST(Diff, OfARefutedClaimIsARetractionByTheRevision) {
  const claims::FindingChange change = change_of(claims::Change{november, -0.02, 0.01, Basis::period});
  EXPECT_EQ(change.outcome, Outcome::retracted);
  ASSERT_EQ(change.revisions.size(), 1U);
  EXPECT_EQ(change.revisions.front().first, november);
  EXPECT_EQ(change.revisions.front().before, 324.0);
  EXPECT_EQ(change.revisions.front().after, 310.0);
  EXPECT_EQ(to_text(change), "retracted: certain, now impossible; 2024-11 was 324, now 310");
}

TEST(Diff, NamesEveryOutcome) {
  EXPECT_EQ(change_of(claims::Level{october, 330, 1}).outcome, Outcome::confirmed);
  EXPECT_EQ(change_of(claims::Level{october, 320, 1}).outcome, Outcome::unchanged);
  EXPECT_EQ(change_of(claims::Level{december, 348, 1}).outcome, Outcome::strengthened);  // unknown before
  EXPECT_EQ(change_of(claims::Level{november, 310, 1}).outcome, Outcome::strengthened);  // impossible before
  EXPECT_EQ(change_of(claims::Level{november, 320, 12}).outcome, Outcome::retracted);
  EXPECT_EQ(change_of(claims::Level{november, 320, 20}).outcome, Outcome::weakened);  // 310 is at the edge
  EXPECT_EQ(to_text(change_of(claims::Level{december, 348, 1})), "strengthened: unknown, now certain; 2024-12 is 348");
}

TEST(Diff, SaysThatAFigureWasWithdrawn) {
  const hw::Vintages withdrawn({{october, day(2024, 11, 19), 330, 1},
                                {november, day(2024, 12, 18), 324, 1},
                                {november, day(2025, 1, 17), nan, 1}});
  const auto of_day = [&](hw::Period day) {
    return std::vector<Finding>{check(withdrawn, claims::Level{november, 324, 1}, day)};
  };
  EXPECT_EQ(to_text(diff(of_day(day(2024, 12, 31)), of_day(day(2025, 1, 31))).at(0)),
            "weakened: certain, now unknown; 2024-11 no longer counts");
}

TEST(Diff, OfATotalNamesItsPeriods) {
  const hw::Vintages months({{october, day(2024, 11, 19), 330, 1}, {november, day(2025, 2, 18), 311, 1}});
  const auto of_day = [&](hw::Period day) {
    claims::CheckOptions options{.indicator = {.fiscal_year = {.first_month = 10}}};
    options.year_to_date =
        hw::Vintages({{november, hw::day(2024, 12, 18), 640, 1}, {november, hw::day(2025, 1, 17), 650, 1}});
    return std::vector<Finding>{check(months, claims::YearToDate{november, 640, 1}, day, options)};
  };
  EXPECT_EQ(to_text(diff(of_day(day(2024, 12, 31)), of_day(day(2025, 1, 31))).at(0)),
            "retracted: certain, now impossible; 2024-10 to 2024-11 was 640, now 650");
}

TEST(Diff, IsOfTheSameClaims) {
  const std::vector<Finding> one = as_of(day(2025, 1, 31), {claims::Level{october, 330, 1}});
  const std::vector<Finding> other = as_of(day(2025, 1, 31), {claims::Level{november, 310, 1}});
  EXPECT_EQ(message_of([&] { return diff(one, {}); }), "1 findings cannot be compared with 0");
  EXPECT_EQ(message_of([&] { return diff(one, other); }), "finding 0 was on 2024-10: 330 and now is on 2024-11: 310");
}

}  // namespace diff_test
