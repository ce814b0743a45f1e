#include "highwater/claims/release.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "highwater/io/releases.hpp"
#include "highwater/series/time_series.hpp"
#include "support/message_of.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
namespace claims = hw::claims;
using claims::check_figure;
using claims::Claim;
using claims::claims_of;
using claims::Consequences;
using claims::consequences;
using hw::Basis;
using hw::month;
using test_support::message_of;

namespace release_test {

const hw::Period december = month(2024, 12), november = month(2024, 11), october = month(2024, 10);
constexpr hw::FiscalYear july_to_june{.first_month = 7};

std::optional<claims::Interval> implied(const Consequences& found, hw::Period period) {
  for (const claims::Implied& implied : found.implied)
    if (implied.period == period) return implied.range;
  return std::nullopt;
}

TEST(Consequences, OfGrowthAreBoundsOnTheBase) {
  const std::vector<Claim> claims{claims::Level{december, 348, 1}, claims::Change{december, 0.12, 0.01, Basis::period}};
  const Consequences found = consequences(claims);
  ASSERT_TRUE(implied(found, november));
  EXPECT_NEAR(implied(found, november)->low, 347.5 / 1.125, 1e-6);
  EXPECT_NEAR(implied(found, november)->high, 348.5 / 1.115, 1e-6);
  EXPECT_FALSE(implied(found, december));  // it was printed
}

TEST(Consequences, MakeAStreakOnTheMonthImpossible) {
  std::vector<Claim> claims{claims::Level{december, 348, 1}, claims::Change{december, 0.12, 0.01, Basis::period},
                            claims::PreviousRecord{december, october, 330, 1}};
  EXPECT_TRUE(consequences(claims).contradictions.empty());
  claims.emplace_back(claims::GrowthStreak{.period = december, .length = 15, .basis = Basis::period});
  const Consequences found = consequences(claims);
  ASSERT_EQ(found.contradictions.size(), 1U);
  EXPECT_EQ(found.contradictions.front().claims, (std::vector<std::size_t>{0, 1, 2, 3}));

  claims.back() = claims::GrowthStreak{.period = december, .length = 15};
  const Consequences open = consequences(claims);
  EXPECT_TRUE(open.contradictions.empty());
  ASSERT_EQ(open.excluded.size(), 1U);
  EXPECT_EQ(open.excluded.front().reading, "on the month");
}

TEST(Consequences, NameClaimsOfWhichNoneCanBeSpared) {
  const std::vector<Claim> claims{claims::Level{october, 330, 1}, claims::Level{november, 310, 1},
                                  claims::Level{december, 348, 1},
                                  claims::Change{december, 0.074, 0.001, Basis::period}};
  const Consequences found = consequences(claims);
  ASSERT_EQ(found.contradictions.size(), 1U);
  EXPECT_EQ(found.contradictions.front().claims, (std::vector<std::size_t>{1, 2, 3}));
}

TEST(Consequences, OfTotalsAreTheMonthThatIsLeft) {
  std::vector<Claim> claims{claims::YearToDate{october, 1206, 1}, claims::YearToDate{december, 1864, 1},
                            claims::Level{december, 348, 1}};
  const Consequences found = consequences(claims, {.indicator = {.fiscal_year = july_to_june}});
  EXPECT_FALSE(implied(found, november));  // each bound is taken by itself, and the months before are free
  for (int i = 7; i <= 10; ++i) claims.emplace_back(claims::Level{month(2024, i), i == 10 ? 330.0 : 292.0, 1});
  const Consequences with_months = consequences(claims, {.indicator = {.fiscal_year = july_to_june}});
  ASSERT_TRUE(implied(with_months, november));
  EXPECT_NEAR(implied(with_months, november)->low, 1863.5 - 348.5 - 1206.5, 3.0);
}

TEST(Consequences, OfRecordsReachEveryPeriodThatIsSpokenOf) {
  const std::vector<Claim> claims{claims::Level{october, 350, 1}, claims::Level{december, 348, 1},
                                  claims::NewRecord{december}};
  EXPECT_EQ(consequences(claims).contradictions.size(), 1U);
  const std::vector<Claim> low{claims::Level{october, 350, 1}, claims::Level{december, 348, 1},
                               claims::NewRecord{.period = december, .side = hw::Side::low}};
  EXPECT_TRUE(consequences(low).contradictions.empty());
}

TEST(Consequences, OfClaimsThatAContradictionLeavesAreStillDrawn) {
  const std::vector<Claim> claims{claims::Level{december, 348, 1}, claims::Level{december, 338, 1},
                                  claims::Change{december, 38, 1, Basis::period, claims::ChangeKind::difference}};
  const Consequences found = consequences(claims);
  EXPECT_EQ(found.contradictions.size(), 1U);
  EXPECT_NEAR(implied(found, november)->low, 309.0, 1e-6);
}

TEST(Consequences, OfAnOpenWindowNameTheOneThatCannotBe) {
  std::vector<Claim> claims{claims::TrailingMean{december, 3, 320, 1}};
  for (const auto& [period, value] :
       {std::pair(month(2024, 9), 292.0), {october, 330.0}, {november, 310.0}, {december, 348.0}})
    claims.emplace_back(claims::Level{period, value, 1});
  const Consequences found = consequences(claims);  // including 329.3, before 310.7
  ASSERT_EQ(found.contradictions.size(), 2U);       // neither fits
  claims.front() = claims::TrailingMean{december, 3, 329, 1};
  EXPECT_TRUE(consequences(claims).contradictions.empty());
  ASSERT_EQ(consequences(claims).excluded.size(), 1U);
  EXPECT_EQ(consequences(claims).excluded.front().reading, "before it");
}

TEST(Consequences, OfNegativeFiguresNeedNoSign) {
  const std::vector<Claim> claims{claims::Level{november, -20, 1}, claims::Level{december, -10, 1},
                                  claims::Change{december, 10, 1, Basis::period, claims::ChangeKind::difference},
                                  claims::Change{november, -5, 1, Basis::period, claims::ChangeKind::difference}};
  const Consequences found = consequences(claims);
  EXPECT_TRUE(found.contradictions.empty());
  EXPECT_NEAR(implied(found, october)->low, -16.0, 1e-6);
  EXPECT_NEAR(implied(found, october)->high, -14.0, 1e-6);
}

TEST(Consequences, OfMeansOfTheYearAndOfSharesAreBounds) {
  const claims::CheckOptions by_year{.indicator = {.fiscal_year = {.first_month = 11}}};
  const std::vector<Claim> mean{claims::Level{november, 310, 1},
                                claims::YearToDateMean{december, 329, 1, hw::Window::including}};
  ASSERT_TRUE(implied(consequences(mean, by_year), december));
  EXPECT_NEAR(implied(consequences(mean, by_year), december)->low, 2 * 328.5 - 310.5, 1e-6);
  EXPECT_NEAR(implied(consequences(mean, by_year), december)->high, 2 * 329.5 - 309.5, 1e-6);
  const std::vector<Claim> open{claims::Level{november, 310, 1}, claims::Level{december, 348, 1},
                                claims::YearToDateMean{december, 310, 1}};
  ASSERT_EQ(consequences(open, by_year).excluded.size(), 1U);
  EXPECT_EQ(consequences(open, by_year).excluded.front().reading, "including the period");
  // Nothing of the year lies before its first month.
  EXPECT_TRUE(consequences(std::vector<Claim>{claims::Level{november, 310, 1},
                                              claims::YearToDateMean{november, 1, 1, hw::Window::before}},
                           by_year)
                  .contradictions.empty());

  const std::vector<Claim> share{claims::Share{december, 0.25, 0.01, {{1400, 10}}}, claims::Share{october, 0.25, 0.01}};
  ASSERT_TRUE(implied(consequences(share), december));
  EXPECT_NEAR(implied(consequences(share), december)->low, 0.245 * 1395, 1e-6);
  EXPECT_NEAR(implied(consequences(share), december)->high, 0.255 * 1405, 1e-6);
  EXPECT_FALSE(implied(consequences(share), october));
}

TEST(Consequences, OfTheLatestOfAKindReachWhatLiesBetween) {
  const auto contradictions = [](double between, hw::Side side) {
    const std::vector<Claim> claims{claims::Level{october, 330, 1}, claims::Level{november, between, 1},
                                    claims::Level{december, 320, 1}, claims::UnmatchedSince{december, october, side}};
    return consequences(claims).contradictions.size();
  };
  EXPECT_EQ(contradictions(310, hw::Side::high), 0U);
  EXPECT_EQ(contradictions(325, hw::Side::high), 1U);
  EXPECT_EQ(contradictions(325, hw::Side::low), 1U);  // 330 is not as low
  const std::vector<Claim> surplus{
      claims::Level{december, -5, 1},
      claims::UnmatchedSince{december, october, hw::Side::high, claims::BalanceSide::surplus}};
  EXPECT_EQ(consequences(surplus).contradictions.size(), 1U);
}

TEST(Consequences, OfTotalsAgainstTheYearBeforeAndOfDeclines) {
  const claims::CheckOptions by_year{.indicator = {.fiscal_year = {.first_month = 12}}};
  const hw::Period year_ago = month(2023, 12);
  const std::vector<Claim> claims{claims::Level{december, 348, 1},
                                  claims::YearToDateChange{december, 0.16, 0.01},
                                  claims::RankInYear{december, 1},
                                  claims::PerWorkingDay{december, 17.0, 0.1},
                                  claims::WorkingDayCount{december, 22},
                                  claims::OutOfScope{december, "services"},
                                  claims::TargetReachable{month(2025, 11), 4000}};
  const Consequences found = consequences(claims, by_year);
  ASSERT_TRUE(implied(found, year_ago));
  EXPECT_NEAR(implied(found, year_ago)->low, 347.5 / 1.165, 1e-6);
  EXPECT_NEAR(implied(found, year_ago)->high, 348.5 / 1.155, 1e-6);

  const std::vector<Claim> declines{
      claims::Level{october, 330, 1}, claims::Level{november, 340, 1},
      claims::GrowthStreak{
          .period = november, .length = 1, .basis = Basis::period, .direction = hw::Direction::falling}};
  EXPECT_EQ(consequences(declines).contradictions.size(), 1U);
  const std::vector<Claim> open{claims::Level{october, -10, 1}, claims::Level{november, -12, 1},
                                claims::Level{month(2023, 11), -20, 1},
                                claims::BalanceChange{november, 2, 1, claims::BalanceSide::deficit}};
  ASSERT_EQ(consequences(open).excluded.size(), 1U);
  EXPECT_EQ(consequences(open).excluded.front().reading, "on the year");
}

TEST(Consequences, OfAWeekThatNoYearBeforeHasAreNone) {
  const hw::Period week = hw::week(2020, 53);
  const std::vector<Claim> claims{
      claims::Change{week, 0.3, 0.1, Basis::year}, claims::YearToDateChange{week, 0.3, 0.1},
      claims::BalanceChange{week, 1, 0.1, claims::BalanceSide::surplus, hw::Direction::falling, Basis::year},
      claims::GrowthStreak{.period = week, .length = 1, .basis = Basis::year}};
  EXPECT_TRUE(consequences(claims).implied.empty());
  EXPECT_TRUE(consequences(claims).contradictions.empty());
}

TEST(Consequences, OfClaimsThatMakeNoSenseAreAnError) {
  EXPECT_THROW(consequences(std::vector<Claim>{claims::Level{december, 348, -1}}), hw::Error);
  EXPECT_THROW(consequences(std::vector<Claim>{claims::Level{december, 348, 1}, claims::Level{hw::year(2024), 1}}),
               hw::Error);
  EXPECT_TRUE(consequences({}).implied.empty());
}

// What is true together is never called a contradiction, however it is rounded.
TEST(Consequences, NeverContradictTrueClaims) {
  test_support::RandomData random(7);
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<double> values;
    for (int i = 0; i < 18; ++i) values.push_back(200.0 + 100.0 * random.uniform());
    const hw::TimeSeries series(month(2023, 7), values);
    const auto rounded_to = [](double value, double unit) { return std::round(value / unit) * unit; };
    std::vector<Claim> claims;
    double to_date = 0.0;
    for (int i = 12; i < 18; ++i) {
      const hw::Period p = month(2023, 7) + i;
      to_date += series[p];
      claims.emplace_back(claims::Level{p, rounded_to(series[p], 1), 1});
      claims.emplace_back(claims::YearToDate{p, rounded_to(to_date, 10), 10});
      claims.emplace_back(claims::Change{p, rounded_to(series[p] / series[p - 1] - 1, 0.01), 0.01, Basis::period});
      claims.emplace_back(claims::Change{p, rounded_to(series[p] / series[p - 12] - 1, 0.001), 0.001, Basis::year});
    }
    const Consequences found = consequences(claims, {.indicator = {.fiscal_year = july_to_june}});
    EXPECT_TRUE(found.contradictions.empty());
    for (const claims::Implied& implied : found.implied) {
      if (!series.contains(implied.period)) continue;
      EXPECT_LE(implied.range.low, series[implied.period] + 1e-9);
      EXPECT_GE(implied.range.high, series[implied.period] - 1e-9);
    }
  }
}

TEST(ReleaseCheck, AsOfADayKnowsWhatWasPublishedByThen) {
  const hw::Vintages vintages({{november, hw::day(2024, 12, 18), 324, 1}, {november, hw::day(2025, 1, 17), 310, 1}});
  const std::vector<Claim> claims{claims::Level{november, 324, 1}, claims::Level{november, 310, 1}};
  const claims::ReleaseFindings then = check_release(vintages, claims, hw::day(2024, 12, 31));
  ASSERT_EQ(then.findings.size(), 2U);
  EXPECT_EQ(then.findings[0].verdict, claims::Verdict::certain);
  EXPECT_EQ(then.findings[1].verdict, claims::Verdict::impossible);
  EXPECT_EQ(then.consequences.contradictions.size(), 1U);
  const claims::ReleaseFindings later = check_release(vintages, claims, hw::day(2025, 1, 31));
  EXPECT_EQ(later.findings[0].verdict, claims::Verdict::impossible);
  EXPECT_EQ(later.findings[1].verdict, claims::Verdict::certain);
}

TEST(ReleaseCheck, HasAFindingForEachClaimAndTheConsequencesOfAll) {
  const hw::TimeSeries exports(october, {330, 310, 348});
  const std::vector<Claim> claims{claims::Level{december, 348, 1}, claims::Change{december, 0.07, 0.01, Basis::period}};
  const claims::ReleaseFindings release = check_release(exports, claims, {.indicator = {.resolution = 1}});
  ASSERT_EQ(release.findings.size(), 2U);
  EXPECT_EQ(release.findings[0].verdict, claims::Verdict::certain);
  EXPECT_EQ(release.findings[1].verdict, claims::Verdict::impossible);
  EXPECT_TRUE(release.consequences.contradictions.empty());
  EXPECT_NEAR(implied(release.consequences, november)->low, 347.5 / 1.075, 1e-6);
}

// ---- rows of a file -------------------------------------------------------------------------------------------------

hw::PrintedFigure row(const std::string& type, double value, std::optional<hw::Period> compare = {},
                      std::optional<double> base = {}) {
  return {.place = "claims.csv:7",
          .published = hw::day(2025, 1, 17),
          .period = december,
          .type = type,
          .value = value,
          .resolution = 1,
          .compare_period = compare,
          .compare_value = base,
          .compare_resolution = base ? 1.0 : 0.0,
          .source = "",
          .note = "",
          .columns = {2, 3, 4, 6}};
}

template <class Kind>
Kind only(const hw::PrintedFigure& r) {
  const std::vector<Claim> claims = claims_of(r);
  EXPECT_EQ(claims.size(), 1U);
  return std::get<Kind>(claims.at(0));
}

TEST(RowOfARelease, GivesTheClaimThatItsTypeMeans) {
  EXPECT_EQ(only<claims::Level>(row("level", 348)).value, 348.0);
  const auto month_change = only<claims::Change>(row("mom_pct", 12, november, 310));
  EXPECT_DOUBLE_EQ(month_change.value, 0.12);
  EXPECT_DOUBLE_EQ(month_change.resolution, 0.01);
  EXPECT_EQ(month_change.basis, Basis::period);
  EXPECT_EQ(month_change.base->value, 310.0);
  EXPECT_EQ(only<claims::Change>(row("yoy_abs", 45)).measure, claims::ChangeKind::difference);
  EXPECT_EQ(only<claims::Change>(row("ratio_pct_of_year_ago", 114.9)).measure, claims::ChangeKind::ratio);
  EXPECT_EQ(only<claims::TrailingMean>(row("trailing_12m_mean", 299)).length, 12);
  EXPECT_EQ(only<claims::TrailingMean>(row("trailing_4q_mean", 299)).length, 4);
  EXPECT_EQ(only<claims::GrowthStreak>(row("streak", 15)).basis, std::nullopt);
  EXPECT_EQ(only<claims::GrowthStreak>(row("streak_yoy", 15)).basis, Basis::year);
  EXPECT_EQ(only<claims::UnmatchedSince>(row("lowest_since", 348, october)).side, hw::Side::low);
  EXPECT_EQ(only<claims::RankInYear>(row("second_highest_in_fy", 348)).rank, 2);
  EXPECT_EQ(only<claims::RankInYear>(row("lowest_in_fy", 348)).side, hw::Side::low);
  EXPECT_EQ(only<claims::NewRecord>(row("record_low", 348)).side, hw::Side::low);
  EXPECT_EQ(only<claims::WorkingDayCount>(row("working_days", 22)).days, 22);
  EXPECT_EQ(only<claims::OutOfScope>(row("net_yoy_pct", 3)).what, "net_yoy_pct");
}

TEST(RowOfARelease, WithATotalToCompareWithMakesTwoClaims) {
  const std::vector<Claim> claims = claims_of(row("ytd_level", 1864, month(2023, 12), 1456));
  ASSERT_EQ(claims.size(), 2U);
  EXPECT_EQ(std::get<claims::YearToDate>(claims[1]).period, month(2023, 12));
  EXPECT_EQ(std::get<claims::YearToDate>(claims[1]).value, 1456.0);
}

TEST(RowOfARelease, ThatPrintsAnotherFigureBesideClaimsThatToo) {
  const std::vector<Claim> level = claims_of(row("level", 348, month(2023, 12), 303));
  ASSERT_EQ(level.size(), 2U);
  EXPECT_EQ(std::get<claims::Level>(level[1]).value, 303.0);
  const std::vector<Claim> record = claims_of(row("record_high", 348, october, 330));
  ASSERT_EQ(record.size(), 2U);
  EXPECT_EQ(std::get<claims::PreviousRecord>(record[1]).holder, october);
  EXPECT_EQ(claims_of(row("lowest_since", 348, october, 330)).size(), 2U);
  EXPECT_EQ(claims_of(row("second_highest_in_fy", 348, october, 330)).size(), 2U);
}

TEST(RowOfARelease, RoundsTheFigureBesideAsItsDigitsSay) {
  const auto beside = [](double value, double resolution) {
    hw::PrintedFigure figure = row("ytd_level", 1860, month(2023, 12), value);
    figure.resolution = 10;
    figure.compare_resolution = resolution;
    return std::get<claims::YearToDate>(claims_of(figure).at(1)).resolution;
  };
  EXPECT_EQ(beside(1450, 1), 10.0);
  EXPECT_EQ(beside(1456, 1), 1.0);
  EXPECT_EQ(beside(1454.9, 0.1), 0.1);
}

TEST(RowOfARelease, LearnsFromReportsHowItsBaseWasRounded) {
  const hw::Vintages vintages({{november, hw::day(2024, 12, 18), 310, 10}});
  EXPECT_EQ(std::get<claims::Change>(claims_of(row("mom_pct", 12, november, 310), vintages).at(0)).base->resolution,
            10.0);
  EXPECT_EQ(std::get<claims::Change>(claims_of(row("mom_pct", 12, november, 324), vintages).at(0)).base->resolution,
            1.0);
}

TEST(RowOfARelease, ThatMakesNoSenseNamesItsPlace) {
  EXPECT_EQ(message_of([] { return claims_of(row("mom_pct", 12, october)); }),
            "claims.csv:7: column 6: the claim \"mom_pct\" of 2024-12 compares with 2024-11, not with 2024-10");
  EXPECT_EQ(message_of([] { return claims_of(row("previous_record", 330)); }),
            "claims.csv:7: column 6: the claim \"previous_record\" needs a period to compare with");
  EXPECT_EQ(message_of([] { return claims_of(row("streak", 1.5)); }),
            "claims.csv:7: column 4: the claim \"streak\" is not a whole number of periods or days");
}

TEST(Consequences, TakeNoMoreStepsThanAreAllowed) {
  const auto outcome = [](const Claim& claim, std::int64_t most_steps) {
    return message_of([&] { return claims::consequences(std::vector<Claim>{claim}, {.most_steps = most_steps}); });
  };
  const std::string refusal =
      "the consequences of these claims take more than 10000 steps: draw those of fewer claims at a time, or raise "
      "CheckOptions::most_steps";
  EXPECT_EQ(outcome(claims::TrailingMean{december, 20'000, 1.0}, 10'000), refusal);
  EXPECT_EQ(outcome(claims::GrowthStreak{.period = december, .length = 20'000, .basis = hw::Basis::period}, 10'000),
            refusal);
  EXPECT_EQ(outcome(claims::TrailingMean{december, 12, 1.0}, 10'000), "no error");
}

TEST(Consequences, OfNoPeriodsAreRefusedAsByACheck) {
  for (const std::int64_t length : {std::int64_t{0}, std::int64_t{-1}, std::numeric_limits<std::int64_t>::min()}) {
    const std::string of = " of " + std::to_string(length) + " periods";
    const std::vector<Claim> mean{claims::TrailingMean{december, length, 1.0}},
        streak{claims::GrowthStreak{.period = december, .length = length}};
    EXPECT_EQ(message_of([&] { return consequences(mean); }), "a claim cannot be about a mean" + of);
    EXPECT_EQ(message_of([&] { return consequences(streak); }), "a claim cannot be about a streak" + of);
    const hw::TimeSeries series(november, {1.0, 2.0});
    EXPECT_EQ(message_of([&] { return claims::check(series, mean[0]); }), "a claim cannot be about a mean" + of);
    EXPECT_EQ(message_of([&] { return claims::check(series, streak[0]); }), "a claim cannot be about a streak" + of);
  }
}

TEST(Consequences, OfTenTimesTheMonthsTakeTenTimesTheSteps) {
  // A level and the change on the month of every month: each pass narrows each month down once.
  const auto steps = [](int months) {
    std::vector<Claim> claims;
    for (int m = 0; m < months; ++m) {
      claims.emplace_back(claims::Level{december - m, 348.0 - m, 1.0});
      claims.emplace_back(claims::Change{december - m, 1.0, 0.1, hw::Basis::period, claims::ChangeKind::difference});
    }
    std::int64_t most = 1;
    while (message_of([&] { return claims::consequences(claims, {.most_steps = most}); }) != "no error") most *= 2;
    return most;
  };
  EXPECT_LE(steps(400), 16 * steps(40));
}

TEST(RowOfARelease, OfAnUnknownTypeIsUnknownAndNamesIt) {
  for (const std::string type :
       {"vibes", "trailing_m_mean", "trailing_0m_mean", "trailing_12_mean", "trailing_12x_mean", "yoy_", "yoy_x", ""})
    EXPECT_EQ(only<claims::OutOfScope>(row(type.c_str(), 1)).what, "the type \"" + type + "\" cannot be read");
}

TEST(RowOfARelease, OfAnUnknownTypeLeavesTheOthersToBeJudged) {
  const hw::Vintages vintages({{november, hw::day(2024, 12, 18), 310, 1}, {december, hw::day(2025, 1, 17), 348, 1}});
  const std::string header =
      "published,reference_period,claim_type,value,resolution,compare_period,compare_value,source,note\n";
  std::vector<claims::Finding> findings;
  for (const hw::PrintedFigure& figure : hw::io::parse_releases(header + "2025-01-17,2024-12,level,348,1,,,,\n"
                                                                         "2025-01-17,2024-12,vibes,7,1,2024-11,310,,\n"
                                                                         "2025-01-17,2031-12,hype,7,1,,,,\n"
                                                                         "2025-01-17,2024-11,level,330,1,,,,\n"))
    for (const claims::Finding& finding : check_figure(vintages, figure)) findings.push_back(finding);
  ASSERT_EQ(findings.size(), 4u);
  EXPECT_EQ(findings[0].verdict, claims::Verdict::certain);
  EXPECT_EQ(findings[1].verdict, claims::Verdict::unknown);
  EXPECT_EQ(findings[1].reason, "the data say nothing of it (the type \"vibes\" cannot be read)");
  EXPECT_EQ(findings[2].verdict, claims::Verdict::unknown);
  EXPECT_EQ(findings[3].verdict, claims::Verdict::impossible);
}

TEST(PrintedFigure, OfATotalIsCheckedAgainstEachThatWasPrintedOfItOnTheDay) {
  const hw::Vintages vintages({{november, hw::day(2024, 12, 18), 310, 1}, {december, hw::day(2025, 1, 17), 348, 1}});
  const auto finding = [](const hw::Vintages& known, double said, std::vector<hw::io::LeaveOut> leave_out = {}) {
    hw::io::YearToDateReports reports = hw::io::parse_year_to_date(
        "period_from,period_to,published,value,resolution,source,note\n"
        "2024-07,2024-12,2025-01-17,1864,1,,\n"
        "2024-07,2024-12,2025-01-17,2310,1,,DATE_ESTIMATED; OTHER DEFINITION\n",
        {.leave_out = std::move(leave_out)});
    const claims::CheckOptions options{.indicator = {.fiscal_year = reports.fiscal_year},
                                       .year_to_date = std::move(reports.totals)};
    return check_figure(known, row("ytd_level", said), options).at(0);
  };
  // Nobody says which of the two definitions is meant.
  EXPECT_EQ(to_text(finding(vintages, 1864)),
            "possible: by another total of the day: 1864 (1863.5 to 1864.5); by one total of the day: 2310 (2309.5 to "
            "2310.5): impossible");
  EXPECT_EQ(finding(vintages, 2310).verdict, claims::Verdict::possible);
  EXPECT_EQ(finding(vintages, 2000).verdict, claims::Verdict::impossible);
  EXPECT_EQ(finding(vintages, 1864, {{"note", {"OTHER DEFINITION"}}}).verdict, claims::Verdict::certain);
  // The periods bear one of them out.
  hw::Vintages all = vintages;
  double total = 1864 - 310 - 348;
  for (int m = 7; m < 11; ++m) {
    const double value = m < 10 ? 300 : total;
    all.add({hw::month(2024, m), hw::day(2024, 12, 18), value, 1});
    total -= value;
  }
  EXPECT_EQ(finding(all, 1864).verdict, claims::Verdict::certain);
  EXPECT_EQ(finding(all, 2310).verdict, claims::Verdict::possible);
  EXPECT_EQ(finding(all, 2000).verdict, claims::Verdict::impossible);
}

TEST(PrintedFigure, OfAChangeOfTotalsTakesEachThatWasPrintedOnOneDay) {
  const hw::Vintages vintages({{november, hw::day(2024, 12, 18), 310, 1}, {december, hw::day(2025, 1, 17), 348, 1}});
  hw::io::YearToDateReports reports = hw::io::parse_year_to_date(
      "period_from,period_to,published,value,resolution,source,note\n"
      "2023-07,2023-12,2025-01-17,1450,1,,\n"
      "2023-07,2023-12,2025-01-17,1800,1,,\n"
      "2024-07,2024-12,2025-01-17,1864,1,,\n"
      "2024-07,2024-12,2025-01-17,2310,1,,\n");
  const claims::CheckOptions options{.indicator = {.fiscal_year = reports.fiscal_year},
                                     .year_to_date = std::move(reports.totals)};
  const auto verdict = [&](double growth) {
    return check_figure(vintages, row("ytd_yoy_pct", growth), options).at(0).verdict;
  };
  EXPECT_EQ(verdict(29), claims::Verdict::possible);  // 1864 / 1450
  EXPECT_EQ(verdict(28), claims::Verdict::possible);  // 2310 / 1800
  EXPECT_EQ(verdict(40), claims::Verdict::impossible);
}

TEST(PrintedFigure, IsCheckedAsOfItsDay) {
  const hw::Vintages vintages({{november, hw::day(2024, 12, 18), 324, 1},
                               {november, hw::day(2025, 1, 18), 310, 1},
                               {december, hw::day(2025, 1, 17), 348, 1}});
  EXPECT_EQ(check_figure(vintages, row("mom_pct", 7)).at(0).verdict, claims::Verdict::possible);
  EXPECT_EQ(check_figure(vintages, row("mom_pct", 12)).at(0).verdict, claims::Verdict::impossible);
  EXPECT_EQ(check_figure(vintages, row("mom_pct", 12, november, 310)).at(0).verdict, claims::Verdict::possible);
}

TEST(PrintedFigure, OfAPeriodOutsideTheDataNamesItsPlace) {
  const hw::Vintages vintages({{november, hw::day(2024, 12, 18), 324, 1}});
  EXPECT_EQ(message_of([&] { return check_figure(vintages, row("level", 348)); }),
            "claims.csv:7: column 2: 2024-12 lies outside the data, 2024-11 to 2024-11");
}

}  // namespace release_test
