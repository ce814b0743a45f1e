// Claims of rates, balances, stocks and indices: what the press says of them, judged by what the numbers are.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "highwater/claims/check.hpp"
#include "highwater/claims/release.hpp"

namespace hw = highwater;
using namespace hw::claims;
using hw::Basis;
using hw::Direction;
using hw::Measure;
using hw::month;
using hw::Side;
using hw::TimeSeries;

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
