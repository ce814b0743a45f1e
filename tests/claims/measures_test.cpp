// Claims of rates, balances, stocks and indices: what the press says of them, judged by what the numbers are.
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "highwater/claims/check.hpp"
#include "highwater/claims/release.hpp"
#include "support/message_of.hpp"

namespace hw = highwater;
using namespace hw::claims;
using hw::Basis;
using hw::Direction;
using hw::Measure;
using hw::month;
using hw::Period;
using hw::Side;
using hw::TimeSeries;
using test_support::message_of;

namespace measures_test {

// A trade balance, rounded to 0.1: January to June 2024, and the year before.
const TimeSeries trade(month(2023, 1), {-10.0, -12.0, -9.0, -8.0, 4.0, -3.0, -5.0, -6.0, -7.0, -7.5, -8.0, -9.5, -11.4,
                                        -6.5, 2.0, 3.5, -1.0, -14.2});
const TimeSeries unemployment(month(2023, 1), {5.0, 5.1, 5.2, 5.1, 5.0, 4.9, 4.8, 4.8, 4.9, 5.0, 5.1, 5.2, 5.3, 5.1});

Finding of_balance(const Claim& claim) {
  return check(trade, claim, {.indicator = {.measure = Measure::balance, .resolution = 0.1}});
}
Finding of_rate(const Claim& claim) {
  return check(unemployment, claim, {.indicator = {.measure = Measure::rate, .resolution = 0.1}});
}

TEST(BalanceClaims, OfADeficitThatWidensOrNarrows) {
  const auto widened = [](double by, Basis basis) {
    return BalanceChange{month(2024, 6), by, 0.1, BalanceSide::deficit, Direction::rising, basis};
  };
  EXPECT_EQ(of_balance(widened(13.2, Basis::period)).verdict, Verdict::possible);
  EXPECT_EQ(of_balance(widened(11.2, Basis::year)).verdict, Verdict::possible);
  EXPECT_EQ(of_balance(widened(11.5, Basis::year)).verdict, Verdict::impossible);
  EXPECT_EQ(check(trade, widened(13.2, Basis::period), {.indicator = {.measure = Measure::balance}}).verdict,
            Verdict::certain);
  BalanceChange narrowed = widened(13.2, Basis::period);
  narrowed.direction = Direction::falling;
  EXPECT_EQ(of_balance(narrowed).verdict, Verdict::impossible);
  // 11.4 in January 2024 after 9.5 in December, and 10 a year before.
  const BalanceChange open{month(2024, 1), 1.4, 0.1, BalanceSide::deficit, Direction::rising};
  EXPECT_EQ(of_balance(open).verdict, Verdict::possible);
  EXPECT_EQ(of_balance(open).readings.front().name, "on the year");
  EXPECT_EQ(to_text(Claim(open)), "2024-01: the deficit widened by 1.4, basis not stated");
}

TEST(BalanceClaims, OfADeficitWhereThereIsNone) {
  const Finding finding =
      of_balance(BalanceChange{month(2024, 3), 1.0, 0.1, BalanceSide::deficit, Direction::falling, Basis::period});
  EXPECT_EQ(to_text(finding), "impossible: 2024-03, at 2, was no deficit");
  EXPECT_EQ(of_balance(BalanceChange{month(2024, 4), 1.5, 0.1, BalanceSide::surplus, Direction::rising, Basis::period})
                .verdict,
            Verdict::possible);
}

TEST(BalanceClaims, WithoutABaseAreUnknownAndOfANegativeSizeAnError) {
  const auto widened = [](Period period, double by, std::optional<Basis> basis) {
    return BalanceChange{period, by, 0.1, BalanceSide::deficit, Direction::rising, basis};
  };
  EXPECT_EQ(message_of([&] { return of_balance(widened(month(2024, 6), -1.0, Basis::period)); }),
            "a balance cannot widen or narrow by -1");
  const TimeSeries gap(month(2024, 1), {-10.0, hw::missing_value, -12.0});
  const CheckOptions balance{.indicator = {.measure = Measure::balance}};
  EXPECT_EQ(check(gap, widened(month(2024, 3), 2.0, Basis::period), balance).verdict, Verdict::unknown);
  EXPECT_EQ(check(gap, widened(month(2024, 2), 2.0, Basis::period), balance).verdict, Verdict::unknown);
  // A year of 53 weeks has one that no week of the year before is like.
  const TimeSeries weeks(
      hw::week(2019, 50),
      {-3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3,
       -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -3, -4});
  ASSERT_EQ(weeks.last(), hw::week(2020, 53));
  const std::string nothing = "2020-W53 has no period a year before";
  EXPECT_EQ(check(weeks, widened(hw::week(2020, 53), 1.0, Basis::year), balance).reason, nothing);
  EXPECT_EQ(check(weeks, widened(hw::week(2020, 53), 1.0, {}), balance).verdict, Verdict::certain);
  EXPECT_EQ(check(weeks, Change{hw::week(2020, 53), 0.3, 0.1, Basis::year}, balance).reason, nothing);
  EXPECT_EQ(check(weeks, YearToDateChange{hw::week(2020, 53), 0.3, 0.1}, balance).reason, nothing);
}

TEST(BalanceClaims, OfTheLargestAndTheSmallest) {
  EXPECT_EQ(of_balance(NewRecord{month(2024, 6), -14.2, 0.1, Side::low, BalanceSide::deficit}).verdict,
            Verdict::certain);
  EXPECT_EQ(of_balance(UnmatchedSince{month(2024, 1), month(2023, 2), Side::low, BalanceSide::deficit}).verdict,
            Verdict::certain);
  EXPECT_EQ(to_text(Claim(UnmatchedSince{month(2024, 1), month(2023, 2), Side::low, BalanceSide::deficit})),
            "2024-01: largest deficit since 2023-02");
  // The highest since May 2023, but a surplus and no small deficit.
  const Finding surplus = of_balance(UnmatchedSince{month(2024, 3), month(2023, 5), Side::high, BalanceSide::deficit});
  EXPECT_EQ(surplus.verdict, Verdict::impossible);
  EXPECT_NE(surplus.reason.find("2 is no deficit"), std::string::npos) << surplus.reason;
  EXPECT_EQ(to_text(Claim(UnmatchedSince{month(2024, 2), month(2023, 8), Side::high, BalanceSide::deficit})),
            "2024-02: smallest deficit since 2023-08");
}

TEST(BalanceClaims, PerCentOnlyBetweenValuesOfOneSign) {
  // 14.2 after 3.0 is 373 % more.
  EXPECT_EQ(of_balance(Change{month(2024, 6), 3.73, 0.01, Basis::year}).verdict, Verdict::possible);
  EXPECT_EQ(of_balance(Change{month(2024, 3), 1.0, 0.01, Basis::period}).verdict, Verdict::unknown);
}

TEST(RateClaims, OfPoints) {
  EXPECT_EQ(of_rate(Change{month(2024, 1), 0.1, 0.1, Basis::period, ChangeKind::difference}).verdict,
            Verdict::possible);
  EXPECT_EQ(of_rate(Change{month(2024, 1), 0.3, 0.1, Basis::year, ChangeKind::difference}).verdict, Verdict::possible);
  EXPECT_EQ(of_rate(Change{month(2024, 1), 0.5, 0.1, Basis::year, ChangeKind::difference}).verdict,
            Verdict::impossible);
  const Finding in_per_cent = of_rate(Change{month(2024, 1), 0.02, 0.001, Basis::period});
  EXPECT_EQ(to_text(in_per_cent), "unknown: a rate changes by percentage points, not by per cent of itself");
}

TEST(RateClaims, OfTheYearAreOfItsMean) {
  const TimeSeries two(month(2023, 1), {4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5, 6});
  const CheckOptions rate{.indicator = {.measure = Measure::rate}};
  EXPECT_EQ(check(two, YearToDateChange{month(2024, 2), 1.5, 0.0, ChangeKind::difference}, rate).verdict,
            Verdict::certain);
  EXPECT_EQ(check(two, YearToDateMean{month(2024, 2), 5.5, 0.0, hw::Window::including}, rate).verdict,
            Verdict::certain);
  EXPECT_EQ(to_text(check(two, YearToDate{month(2024, 2), 11.0}, rate)),
            "unknown: a rate has no total of the year to date");
  EXPECT_EQ(check(two, TargetReachable{month(2023, 12), 4.0}, rate).verdict, Verdict::certain);
  EXPECT_EQ(check(two, TargetReachable{month(2023, 12), 4.1}, rate).verdict, Verdict::impossible);
}

TEST(StockClaims, HaveNoTotalsAndNoMeans) {
  const CheckOptions stock{.indicator = {.measure = Measure::stock}};
  const TimeSeries reserves(month(2023, 1), {4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 9, 5, 6});
  for (const Claim& claim : std::vector<Claim>{YearToDate{month(2024, 2), 11.0}, TrailingMean{month(2024, 2), 2, 5.5},
                                               YearToDateMean{month(2024, 2), 5.5}})
    EXPECT_EQ(check(reserves, claim, stock).verdict, Verdict::unknown) << to_text(claim);
  EXPECT_EQ(check(reserves, TargetReachable{month(2023, 12), 9.0}, stock).verdict, Verdict::certain);
  EXPECT_EQ(check(reserves, Change{month(2024, 2), 0.2, 0.0, Basis::period}, stock).verdict, Verdict::certain);
}

TEST(MeasuresOfClaims, SayWhatMeansNothing) {
  const TimeSeries series(month(2024, 1), {8.0, 9.0});
  const auto reason = [&](Measure measure, const Claim& claim) {
    const Finding found = check(series, claim, {.indicator = {.measure = measure}});
    EXPECT_EQ(found.verdict, Verdict::unknown);
    return found.reason;
  };
  const Period february = month(2024, 2);
  EXPECT_EQ(reason(Measure::stock, YearToDateChange{february, 0.1}), "a stock has no total of the year to date");
  EXPECT_EQ(reason(Measure::stock, PerWorkingDay{february, 0.4}), "a stock is not per working day");
  EXPECT_EQ(reason(Measure::rate, Share{february, 0.1}), "a rate has no share of a whole");
  EXPECT_EQ(reason(Measure::index, Share{february, 0.1}), "an index has no share of a whole");
  EXPECT_EQ(reason(Measure::rate, YearToDateChange{february, 0.1}),
            "a rate changes by percentage points, not by per cent of itself");
}

std::vector<Claim> read(const std::string& type, double value, std::optional<hw::Period> compared = {}) {
  return claims_of({"release", hw::day(2024, 7, 20), month(2024, 6), type, value, 0.1, compared, {}, 0.0, "", ""});
}

TEST(ReleaseTypes, OfRatesAndBalances) {
  EXPECT_EQ(to_text(read("yoy_points", 0.2).front()), "2024-06: +0.2 on the year");
  EXPECT_EQ(to_text(read("deficit", 14.2).front()), "2024-06: -14.2");
  EXPECT_EQ(to_text(read("record_deficit", 14.2).front()), "2024-06: largest deficit ever, -14.2");
  EXPECT_EQ(to_text(read("mom_deficit_widened", 13.2).front()), "2024-06: the deficit widened by 13.2 on the month");
  EXPECT_EQ(to_text(read("yoy_surplus_narrowed", 1.0).front()), "2024-06: the surplus narrowed by 1.0 on the year");
  EXPECT_EQ(to_text(read("largest_deficit_since", 14.2, month(2023, 2)).front()),
            "2024-06: largest deficit since 2023-02");
  EXPECT_EQ(to_text(read("smallest_surplus_since", 1.0, month(2023, 2)).front()),
            "2024-06: smallest surplus since 2023-02");
}

TEST(ReleaseTypes, AreAllOfTheDocumentedOnes) {
  const std::vector<std::pair<std::string, std::string>> texts = {
      {"ratio_pct_of_period_ago", "12.0 % of the month before"},
      {"ratio_pct_of_year_ago", "12.0 % of the year before"},
      {"qoq_pct", "+12.0 % on the month"},
      {"pop_abs", "+12.0 on the month"},
      {"surplus", "12.0"},
      {"record_surplus", "largest surplus ever, 12.0"},
      {"pop_surplus_widened", "the surplus widened by 12.0 on the month"},
      {"ytd_yoy_pct", "fiscal year to date +12.0 % on the year"},
      {"ytd_yoy_abs", "fiscal year to date +12.0 on the year"},
      {"ytd_yoy_points", "fiscal year to date +12.0 on the year"},
      {"streak", "12 months of growth in a row"},
      {"streak_mom", "12 months of growth in a row on the month"},
      {"streak_yoy", "12 months of growth in a row on the year"},
      {"target_fy_total", "fiscal year could reach 12"},
      {"target_fy_mean", "fiscal year could reach 12"},
      {"target_fy_end", "fiscal year could reach 12"},
      {"trailing_3m_mean", "mean of 3 months 12.0"},
      {"trailing_m_mean", "the type \"trailing_m_mean\" cannot be read"},
      {"trailing_mean", "the type \"trailing_mean\" cannot be read"},
      {"trailing_3m_sum", "the type \"trailing_3m_sum\" cannot be read"},
      {"yoy_share", "the type \"yoy_share\" cannot be read"}};
  for (const auto& [type, text] : texts) EXPECT_EQ(to_text(read(type, 12.0).front()), "2024-06: " + text);
  EXPECT_EQ(message_of([] { return read("streak", -1.0); }),
            "release: the claim \"streak\" is not a whole number of periods or days");
  EXPECT_EQ(message_of([] { return read("yoy_pct", 1.0, month(2023, 5)); }),
            "release: the claim \"yoy_pct\" of 2024-06 compares with 2023-06, not with 2023-05");
  EXPECT_EQ(message_of([] {
              return claims_of({"release",
                                hw::day(2021, 1, 20),
                                hw::week(2020, 53),
                                "yoy_pct",
                                1.0,
                                0.1,
                                hw::week(2019, 52),
                                {},
                                0.0,
                                "",
                                ""});
            }),
            "release: the claim \"yoy_pct\" of 2020-W53 compares with nothing, not with 2019-W52");
}

TEST(Consequences, OfBalancesCanContradictEachOther) {
  const std::vector<Claim> claims = {
      Level{month(2024, 5), -1.0, 0.1},
      BalanceChange{month(2024, 6), 13.2, 0.1, BalanceSide::deficit, Direction::rising, Basis::period},
      Level{month(2024, 6), -10.0, 0.1}};
  EXPECT_EQ(consequences(claims).contradictions.size(), 1U);
  const std::vector<Claim> agreeing = {claims[0], claims[1], Level{month(2024, 6), -14.2, 0.1}};
  EXPECT_TRUE(consequences(agreeing).contradictions.empty());
}

}  // namespace measures_test
