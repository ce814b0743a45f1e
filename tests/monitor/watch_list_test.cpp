#include "highwater/monitor/watch_list.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <vector>

#include "highwater/io/csv.hpp"
#include "support/message_of.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
namespace monitor = highwater::monitor;
using hw::Basis;
using hw::TimeSeries;
using test_support::message_of;

namespace watch_list_test {

constexpr double gap = test_support::missing;
const hw::Period start = hw::month(2024, 1);

TEST(BreakEven, IsTheMarginOfTheLatestRecordAndWhatEachLaterFigureLacks) {
  const TimeSeries series(start, {5, 9, 12, gap, 10, 11, gap});
  const auto found = *monitor::break_even(series);
  EXPECT_EQ(found.record.period, start + 2);
  EXPECT_EQ(found.revision, -3);
  ASSERT_EQ(found.rivals.size(), 2U);
  EXPECT_EQ(found.rivals[0].observation.period, start + 4);
  EXPECT_EQ(found.rivals[0].revision, 2);
  EXPECT_EQ(found.rivals[1].revision, 1);
  const auto low = *monitor::break_even(series, {.side = hw::Side::low});
  EXPECT_EQ(low.record.period, start);
  EXPECT_TRUE(hw::is_missing(low.revision));
  EXPECT_EQ(low.rivals.size(), 4U);
  EXPECT_FALSE(monitor::break_even(TimeSeries(start, {gap})));
}

TEST(BreakEven, IsWhereTheRecordIsLost) {
  test_support::RandomData random(61);
  for (const auto side : {hw::Side::high, hw::Side::low})
    for (const auto ties : {hw::Ties::strict, hw::Ties::weak})
      for (int i = 0; i < 50; ++i) {
        std::vector<double> x = random.values(20, test_support::Kind::coarse, 6);
        const auto found = monitor::break_even(TimeSeries(start, x), {.side = side, .ties = ties});
        if (!found || found->record.index == 1) continue;
        const std::size_t at = TimeSeries(start, x).index_of(found->record.period);
        const auto is_record_with = [&](double revision) {
          std::vector<double> revised = x;
          revised[at] += revision;
          for (const hw::Record& r : hw::records::all(TimeSeries(start, revised), side, {.ties = ties}))
            if (r.period == found->record.period) return true;
          return false;
        };
        const double a_little = side == hw::Side::high ? 0.25 : -0.25;
        EXPECT_EQ(is_record_with(found->revision), ties == hw::Ties::weak);
        EXPECT_TRUE(is_record_with(found->revision + a_little));
        EXPECT_FALSE(is_record_with(found->revision - a_little));
        for (const monitor::Rival& rival : found->rivals) {
          const auto loses_to = [&](double revision) {
            std::vector<double> revised = x;
            revised[TimeSeries(start, x).index_of(rival.observation.period)] += revision;
            return hw::records::all(TimeSeries(start, revised), side, {.ties = ties}).back().period >
                   found->record.period;
          };
          EXPECT_EQ(loses_to(rival.revision), ties == hw::Ties::weak);
          EXPECT_TRUE(loses_to(rival.revision + a_little));
        }
      }
}

TEST(ToSetRecord, IsTheRecordThatStands) {
  const TimeSeries series(start, {5, 12, 10, gap});
  const auto found = *monitor::to_set_record(series);
  EXPECT_EQ(found.period, start + 3);
  EXPECT_EQ(found.value, 12);
  EXPECT_EQ(found.change, 2);
  EXPECT_FALSE(found.met_by(12));
  EXPECT_TRUE(found.met_by(12.5));
  EXPECT_TRUE(monitor::to_set_record(series, {.ties = hw::Ties::weak})->met_by(12));
  const auto low = *monitor::to_set_record(series, {.side = hw::Side::low});
  EXPECT_EQ(low.value, 5);
  EXPECT_TRUE(low.met_by(4));
  EXPECT_FALSE(low.met_by(5));
  EXPECT_FALSE(monitor::to_set_record(TimeSeries(start, {})));
}

TEST(ToExtendStreak, IsOnTheBasisThatIsAskedFor) {
  const TimeSeries quarters(hw::quarter(2023, 1), {10, 20, 30, 40, 11, 19, 31, 44});
  const auto on_period = *monitor::to_extend_streak(quarters);
  EXPECT_EQ(on_period.streak.length, 3);
  EXPECT_EQ(on_period.threshold.period, hw::quarter(2025, 1));
  EXPECT_EQ(on_period.threshold.value, 44);
  EXPECT_EQ(on_period.threshold.change, 0);
  const auto on_year = *monitor::to_extend_streak(quarters, {.basis = Basis::year});
  EXPECT_EQ(on_year.streak.length, 2);
  EXPECT_EQ(on_year.threshold.value, 11);
  EXPECT_FALSE(on_year.threshold.met_by(11));
  const auto falling = *monitor::to_extend_streak(quarters, {.direction = hw::Direction::falling});
  EXPECT_EQ(falling.streak.length, 0);
  EXPECT_TRUE(falling.threshold.met_by(43));
}

TEST(ToExtendStreak, IsNotSaidWhereGrowthIsUndefined) {
  EXPECT_FALSE(monitor::to_extend_streak(TimeSeries(start, {1, 2, -1})));
  EXPECT_FALSE(monitor::to_extend_streak(TimeSeries(start, {1, 2, 3}), {.basis = Basis::year}));
  EXPECT_FALSE(monitor::to_extend_streak(TimeSeries(start, {gap, gap})));
}

TEST(ToExtendStreak, SaysWhatMakesTheStreakOneLonger) {
  test_support::RandomData random(67);
  for (int i = 0; i < 200; ++i)
    for (const auto basis : {Basis::period, Basis::year}) {
      TimeSeries series(start, random.values(40, test_support::Kind::positive, 7));
      const auto found = monitor::to_extend_streak(series, {.basis = basis});
      if (!found) continue;
      const auto length_with = [&](double next) {
        TimeSeries longer(series.slice(start, found->threshold.period - 1));
        longer.append(next);
        return hw::records::current_streak(basis == Basis::period ? hw::growth::period_over_period(longer)
                                                                  : hw::growth::year_over_year(longer))
            .length;
      };
      EXPECT_EQ(length_with(found->threshold.value), 0);
      EXPECT_EQ(length_with(found->threshold.value * 1.01), found->streak.length + 1);
    }
}

TEST(ToReachTarget, IsWhatRemainsOfTheFiscalYear) {
  const TimeSeries exports =
      hw::io::read_csv(std::string(HIGHWATER_EXAMPLE_DATA) + "/pakistan_it_exports.csv", {.value = "value_usd_mn"});
  const auto found = monitor::to_reach_target(exports, 4000, {.fiscal_year = {.first_month = 7}});
  EXPECT_EQ(found.fiscal_year, 2025);
  EXPECT_EQ(found.observed, 1864);
  EXPECT_EQ(found.remaining_periods, 6);
  EXPECT_EQ(found.required, 2136);
  EXPECT_EQ(found.required_per_period, 356);
  EXPECT_NEAR(found.required_growth, 2136.0 / (265 + 257 + 306 + 310 + 332 + 298) - 1.0, 1e-15);
  EXPECT_NEAR(found.required_next, 265.0 * 2136.0 / 1768.0, 1e-12);
}

TEST(ToReachTarget, IsOfTheNextFiscalYearOnceOneIsOver) {
  const TimeSeries quarters(hw::quarter(2023, 1), {10, 20, 30, 40});
  const auto found = monitor::to_reach_target(quarters, 110);
  EXPECT_EQ(found.fiscal_year, 2024);
  EXPECT_EQ(found.observed, 0);
  EXPECT_EQ(found.remaining_periods, 4);
  EXPECT_NEAR(found.required_growth, 0.1, 1e-15);
  EXPECT_NEAR(found.required_next, 11, 1e-14);
}

TEST(ToReachTarget, IsMissingAfterAMissingPeriod) {
  const auto found = monitor::to_reach_target(TimeSeries(hw::quarter(2024, 1), {10, gap, 30}), 100);
  EXPECT_TRUE(hw::is_missing(found.observed) && hw::is_missing(found.required_per_period));
  EXPECT_EQ(found.remaining_periods, 1);
  EXPECT_EQ(message_of([] { return monitor::to_reach_target(TimeSeries(start, {gap}), 1); }),
            "to_reach_target: \"Series\" has no observation to be on the way from");
}

TEST(WatchList, HasAllThatCanBeSaid) {
  const TimeSeries quarters(hw::quarter(2023, 1), {10, 20, 30, 40, 11, 19, 31, 44});
  const auto list = monitor::watch_list(quarters, {.target = 120.0});
  EXPECT_EQ(list.break_even->revision, -4);
  EXPECT_EQ(list.record->value, 44);
  EXPECT_EQ(list.streak_on_period->streak.length, 3);
  EXPECT_EQ(list.streak_on_year->streak.length, 2);
  EXPECT_EQ(list.target->required, 120);
  const auto nothing = monitor::watch_list(TimeSeries(start, {}));
  EXPECT_FALSE(nothing.break_even || nothing.record || nothing.streak_on_period || nothing.streak_on_year ||
               nothing.target);
}

TEST(WatchListOfARate, SpeaksOfDifferencesAndOfTheMean) {
  const hw::TimeSeries rate(hw::month(2024, 1), {-0.5, -0.4, -0.2, 0.0, 0.1, 0.3});
  const auto list = hw::monitor::watch_list(rate, {.indicator = {.measure = hw::Measure::rate}, .target = 0.2});
  ASSERT_TRUE(list.streak_on_period);
  EXPECT_EQ(list.streak_on_period->streak.length, 5);
  EXPECT_EQ(list.streak_on_period->threshold.value, 0.3);
  // The mean of twelve months: 2.4 in all, of which -0.7 are there.
  EXPECT_NEAR(list.target->required_per_period, (12 * 0.2 + 0.7) / 6, 1e-12);
  EXPECT_NEAR(list.target->observed, -0.7 / 12, 1e-12);
}

TEST(WatchListOfAStock, LooksToTheEndOfTheYear) {
  const hw::TimeSeries reserves(hw::month(2024, 1), {50, 52, 55});
  const auto watch = hw::monitor::to_reach_target(reserves, 73.0, {.measure = hw::Measure::stock});
  EXPECT_EQ(watch.observed, 55.0);
  EXPECT_EQ(watch.required, 18.0);
  EXPECT_EQ(watch.required_per_period, 2.0);
}

TEST(WatchListOfABalance, KnowsTheStreakAcrossZeroOnTheYear) {
  std::vector<double> values(24);
  for (std::size_t t = 0; t < 24; ++t) values[t] = static_cast<double>(t) - 12.0;
  const auto watch = hw::monitor::to_extend_streak(hw::TimeSeries(hw::month(2023, 1), values),
                                                   {.basis = hw::Basis::year, .measure = hw::Measure::balance});
  ASSERT_TRUE(watch);
  EXPECT_EQ(watch->streak.length, 12);
  EXPECT_EQ(watch->threshold.value, 0.0);  // that of January 2024
}

}  // namespace watch_list_test
