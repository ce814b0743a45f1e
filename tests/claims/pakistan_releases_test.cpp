// Every claim of examples/data/pakistan_claims.csv against the status that was found for it by hand.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "highwater/claims/release.hpp"
#include "highwater/io/releases.hpp"
#include "highwater/io/vintages.hpp"
#include "support/golden.hpp"

namespace hw = highwater;
using hw::day;
using hw::month;
using hw::claims::Finding;
using hw::claims::Reading;
using hw::claims::Verdict;

namespace pakistan_releases_test {

const std::string data = HIGHWATER_EXAMPLE_DATA;

// The files of the example, with the same rows left out.
struct Desk {
  Desk() {
    std::vector<hw::io::LeaveOut> wrong{{"note", {"ERROR", "GARBLED", "CONFLICT", "MISLABELLED"}}};
    auto reports = hw::io::read_year_to_date(data + "/pakistan_cumulative.csv", {.leave_out = wrong});
    options.indicator.fiscal_year = reports.fiscal_year;
    options.year_to_date = std::move(reports.totals);
    options.later = hw::claims::Later::used;
    wrong.push_back({"definition", {"other"}});
    vintages = hw::io::read_vintages(
        data + "/pakistan_vintages.csv",
        {.period = "reference_period", .value = "value_usd_mn", .resolution = "resolution", .leave_out = wrong});
  }
  Finding judge(const hw::PrintedFigure& row, std::size_t claim = 0) const {
    return check_figure(vintages, row, options).at(claim);
  }

  hw::Vintages vintages;
  hw::claims::CheckOptions options;
  std::vector<hw::PrintedFigure> rows = hw::io::read_releases(data + "/pakistan_claims.csv");
};

const Desk& desk() {
  static const Desk the_desk;
  return the_desk;
}

const Reading& best(const Finding& finding) { return finding.readings.front(); }

// Three claims hold either way, but by other figures (docs/claims.md says why).
bool differs_by_evidence(const hw::PrintedFigure& row) {
  const auto is = [&row](hw::Period published, const char* type, double value) {
    return row.published == published && row.type == type && row.value == value;
  };
  return is(day(2021, 10, 24), "ytd_level", 419.992) || is(day(2024, 2, 22), "ytd_yoy_pct", 13.0) ||
         is(day(2024, 3, 20), "ytd_yoy_pct", 15.0);
}

TEST(ReleasesOfPakistan, AreJudgedAsByHand) {
  std::map<std::string, int> compared;
  std::size_t next = 0;
  const golden::Table table("pakistan_checks.csv");
  for (const golden::Row& checked : table.rows()) {
    // Both files are in the same order.
    const hw::PrintedFigure& row = desk().rows.at(next++);
    ASSERT_EQ(row.type, checked.text("claim_type"));
    ASSERT_EQ(to_string(row.period), checked.text("reference_period"));
    const std::string& status = checked.text("status");
    const Finding finding = desk().judge(row);
    SCOPED_TRACE(row.place + " " + status + " " + to_text(finding));
    const bool holds = finding.verdict == Verdict::certain || finding.verdict == Verdict::possible;
    ++compared[status];
    if (status == "INCONSISTENT") {
      EXPECT_EQ(finding.verdict, Verdict::impossible);
    } else if (status == "not_checked" || status == "no_base") {
      EXPECT_EQ(finding.verdict, Verdict::unknown);
    } else if (status == "near_excl") {
      EXPECT_EQ(finding.verdict, Verdict::possible);
      EXPECT_EQ(best(finding).name, "before it");
    } else if (status == "incl" || status == "excl") {
      EXPECT_TRUE(holds);
      EXPECT_EQ(best(finding).name, status == "incl" ? "including the period" : "before it");
      EXPECT_TRUE(best(finding).agrees_as_printed);
    } else {
      EXPECT_TRUE(holds);
      EXPECT_EQ(best(finding).agrees_as_printed, (status == "exact") != differs_by_evidence(row));
    }
  }
  EXPECT_EQ(compared, (std::map<std::string, int>{{"exact", 136},
                                                  {"within_rounding", 14},
                                                  {"incl", 5},
                                                  {"excl", 2},
                                                  {"near_excl", 1},
                                                  {"INCONSISTENT", 8},
                                                  {"not_checked", 10}}));
}

// The rows of the article that was the first to be checked.
std::vector<hw::PrintedFigure> article() {
  std::vector<hw::PrintedFigure> rows;
  for (const hw::PrintedFigure& row : desk().rows)
    if (row.source == "outsourceaccelerator.com") rows.push_back(row);
  return rows;
}
Finding judge_article(const std::string& type, std::size_t claim = 0) {
  const auto rows = article();
  const auto row = std::find_if(rows.begin(), rows.end(), [&type](const auto& r) { return r.type == type; });
  return desk().judge(*row, claim);
}

TEST(TheArticle, IsRightAboutTheRecordAndWrongAboutThePreviousOne) {
  EXPECT_EQ(judge_article("record_high").verdict, Verdict::certain);
  EXPECT_EQ(to_text(judge_article("previous_record")),
            "impossible: the record before 2024-12 was 332 in 2024-05, not 330 in 2024-10");
}

TEST(TheArticle, IsRightAboutTwelvePerCentOnlyWithTheRevisedNovember) {
  const Finding finding = judge_article("mom_pct");
  EXPECT_EQ(finding.verdict, Verdict::possible);
  EXPECT_TRUE(best(finding).agrees_as_printed);
  EXPECT_EQ(best(finding).evidence.back().value, 310.0);
  EXPECT_EQ(finding.readings[1].name, "with the first print of the base");
  EXPECT_EQ(finding.readings[1].evidence.back().value, 324.0);
  EXPECT_EQ(finding.readings[1].verdict, Verdict::impossible);
}

TEST(TheArticle, IsRightAboutTheMeanOfTheTwelveMonthsBefore) {
  const Finding finding = judge_article("trailing_12m_mean");
  EXPECT_EQ(best(finding).name, "before it");
  EXPECT_NEAR(best(finding).value, 298.9, 0.05);
  EXPECT_EQ(finding.readings[1].verdict, Verdict::impossible);
}

TEST(TheArticle, IsRightAboutFifteenMonthsOnTheYearAndNotOnTheMonth) {
  const Finding finding = judge_article("streak");
  EXPECT_EQ(finding.verdict, Verdict::possible);
  EXPECT_EQ(best(finding).name, "on the year");
  EXPECT_EQ(best(finding).value, 15.0);
  EXPECT_TRUE(best(finding).agrees_as_printed);
  EXPECT_EQ(finding.readings.back().name, "on the month");
  EXPECT_EQ(finding.readings.back().verdict, Verdict::impossible);
}

TEST(TheArticle, IsRightAboutTheHalfYearAndTruncatesTheOneBefore) {
  EXPECT_EQ(judge_article("ytd_level").verdict, Verdict::certain);
  const Finding before = judge_article("ytd_level", 1);
  EXPECT_EQ(before.verdict, Verdict::possible);
  EXPECT_EQ(best(before).name, "truncated instead of rounded");
  EXPECT_EQ(before.readings[1].verdict, Verdict::impossible);
}

TEST(TheArticle, StatesATargetThatIsFarFromLikely) {
  const Finding finding = judge_article("target_fy_total");
  EXPECT_EQ(finding.verdict, Verdict::possible);
  EXPECT_GT(best(finding).value, 0.001);
  EXPECT_LT(best(finding).value, 0.5);
  EXPECT_NE(finding.reason.find("probability"), std::string::npos);
}

TEST(TheArticle, ContradictsAStreakOnTheMonthByItself) {
  std::vector<hw::claims::Claim> claims;
  for (const hw::PrintedFigure& row : article())
    for (const hw::claims::Claim& claim : hw::claims::claims_of(row)) claims.push_back(claim);
  const auto found = hw::claims::consequences(claims, desk().options);
  EXPECT_TRUE(found.contradictions.empty());
  ASSERT_EQ(found.excluded.size(), 1U);
  EXPECT_EQ(found.excluded.front().reading, "on the month");
  const auto november = std::find_if(found.implied.begin(), found.implied.end(),
                                     [](const auto& implied) { return implied.period == month(2024, 11); });
  ASSERT_NE(november, found.implied.end());
  EXPECT_NEAR(november->range.low, 308.9, 0.05);
  EXPECT_NEAR(november->range.high, 312.6, 0.05);
}

}  // namespace pakistan_releases_test
