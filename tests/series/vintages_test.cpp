#include "highwater/series/vintages.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "support/random_data.hpp"

namespace hw = highwater;
using hw::day;
using hw::month;
using hw::Report;
using hw::TimeSeries;
using hw::Vintages;

namespace vintages_test {

constexpr double withdrawn = hw::missing_value;

// January is printed three times, February twice, April once; March never.
const Vintages vintages({{month(2024, 2), day(2024, 3, 10), 20.0},
                         {month(2024, 1), day(2024, 2, 10), 10.0},
                         {month(2024, 1), day(2024, 3, 10), 11.0},
                         {month(2024, 4), day(2024, 5, 10), 40.0},
                         {month(2024, 2), day(2024, 5, 10), 19.0},
                         {month(2024, 1), day(2024, 5, 10), 13.0}});

TEST(Vintages, GiveTheSeriesAsItStoodOnADay) {
  EXPECT_TRUE(vintages.as_of(day(2024, 2, 9)).empty());
  EXPECT_EQ(vintages.as_of(day(2024, 2, 10)), TimeSeries(month(2024, 1), {10.0}));
  EXPECT_EQ(vintages.as_of(day(2024, 3, 9)), TimeSeries(month(2024, 1), {10.0}));
  EXPECT_EQ(vintages.as_of(day(2024, 5, 9)), TimeSeries(month(2024, 1), {11.0, 20.0}));
  EXPECT_EQ(vintages.as_of(day(2030, 1, 1)), TimeSeries(month(2024, 1), {13.0, 19.0, withdrawn, 40.0}));
  EXPECT_EQ(vintages.latest(), vintages.as_of(day(2024, 5, 10)));
  EXPECT_EQ(vintages.first_release(), TimeSeries(month(2024, 1), {10.0, 20.0, withdrawn, 40.0}));
  EXPECT_EQ(vintages.days(), (std::vector<hw::Period>{day(2024, 2, 10), day(2024, 3, 10), day(2024, 5, 10)}));
}

TEST(Vintages, SayWhichReportStood) {
  EXPECT_EQ(vintages.standing(month(2024, 1), day(2024, 4, 1))->published, day(2024, 3, 10));
  EXPECT_FALSE(vintages.standing(month(2024, 1), day(2024, 2, 9)).has_value());
  EXPECT_FALSE(vintages.standing(month(2024, 3), day(2025, 1, 1)).has_value());
  EXPECT_EQ(vintages.reports(month(2024, 1)).size(), 3U);
  EXPECT_TRUE(vintages.reports(month(2024, 3)).empty());
}

TEST(Vintages, OfOneDayTakeTheLaterReport) {
  Vintages two({{month(2024, 1), day(2024, 2, 1), 1.0}, {month(2024, 1), day(2024, 2, 1), 2.0}});
  EXPECT_EQ(two.latest(), TimeSeries(month(2024, 1), {2.0}));
  EXPECT_EQ(two.first_release(), TimeSeries(month(2024, 1), {2.0}));
  two.add({month(2024, 1), day(2024, 2, 1), 3.0});
  EXPECT_EQ(two.latest(), TimeSeries(month(2024, 1), {3.0}));
  two.add({month(2024, 1), day(2024, 1, 31), 4.0});
  EXPECT_EQ(two.latest(), TimeSeries(month(2024, 1), {3.0}));
  EXPECT_EQ(two.first_release(), TimeSeries(month(2024, 1), {4.0}));
}

TEST(Vintages, OfOneDayKeepTheirOrderWhereTheyAreSortedToo) {
  const Vintages unsorted({{month(2024, 2), day(2024, 3, 1), 7.0},
                           {month(2024, 1), day(2024, 3, 1), 5.0},
                           {month(2024, 1), day(2024, 3, 1), 6.0},
                           {month(2024, 1), day(2024, 2, 1), 4.0}});
  EXPECT_EQ(unsorted.latest(), TimeSeries(month(2024, 1), {6.0, 7.0}));
  EXPECT_EQ(unsorted.as_of(day(2024, 2, 1)), TimeSeries(month(2024, 1), {4.0}));
  EXPECT_THROW(Vintages({{month(2024, 1), day(2024, 2, 1), 4.0, std::numeric_limits<double>::infinity()}}), hw::Error);
}

TEST(Vintages, KeepAFinerFigureThatACoarserReportAgreesWith) {
  const auto after = [](double first, double resolution, double later, double later_resolution) {
    return Vintages({{month(2023, 10), day(2023, 12, 19), first, resolution},
                     {month(2023, 10), day(2024, 11, 19), later, later_resolution}})
        .latest()[month(2023, 10)];
  };
  EXPECT_EQ(after(238.0, 1.0, 240.0, 10.0), 238.0);  // 24 crore
  EXPECT_EQ(after(234.0, 1.0, 240.0, 10.0), 240.0);  // rounds to 23 crore
  EXPECT_EQ(after(240.0, 10.0, 238.0, 1.0), 238.0);  // finer always counts
  EXPECT_EQ(after(238.0, 1.0, 239.0, 1.0), 239.0);   // as fine
  EXPECT_EQ(after(234.5, 1.0, 240.0, 10.0), 234.5);  // 235 rounds to both
  EXPECT_EQ(after(195.99, 0.01, 196.0, 1.0), 195.99);
  EXPECT_EQ(after(10.05, 0.0, 10.1, 0.1), 10.05);  // exact, though not in binary
  EXPECT_EQ(after(withdrawn, 0.0, 240.0, 10.0), 240.0);
}

TEST(Vintages, MayWithdrawAnObservationAndPublishItAgain) {
  const Vintages history({{month(2024, 1), day(2024, 2, 1), 5.0},
                          {month(2024, 1), day(2024, 3, 1), withdrawn, 1.0},
                          {month(2024, 1), day(2024, 4, 1), 6.0, 1.0}});
  EXPECT_TRUE(hw::is_missing(history.as_of(day(2024, 3, 15))[month(2024, 1)]));
  EXPECT_EQ(history.as_of(day(2024, 3, 15)).size(), 1U);
  EXPECT_EQ(history.latest()[month(2024, 1)], 6.0);
}

TEST(Vintages, KnowHowFineEachFigureIs) {
  const Vintages history({{month(2024, 1), day(2024, 2, 1), 5.25, 0.25}, {month(2024, 2), day(2024, 3, 1), 6.0, 1.0}});
  EXPECT_EQ(history.resolution_as_of(day(2024, 3, 1)), TimeSeries(month(2024, 1), {0.25, 1.0}));
}

TEST(Vintages, MeasureTheirRevisions) {
  const hw::Revisions revisions = vintages.revisions();
  ASSERT_EQ(revisions.changes.size(), 3U);
  EXPECT_EQ(revisions.changes[0].change(), 3.0);
  EXPECT_EQ(revisions.changes[1].period, month(2024, 2));
  EXPECT_EQ(revisions.changes[1].change(), -1.0);
  EXPECT_EQ(revisions.changes[2].change(), 0.0);
  EXPECT_DOUBLE_EQ(revisions.mean, 2.0 / 3.0);
  EXPECT_DOUBLE_EQ(revisions.mean_absolute, 4.0 / 3.0);

  // On 10 May, the last day known, January is three months old, February two, April none.
  ASSERT_EQ(revisions.by_lag.size(), 3U);
  EXPECT_EQ(revisions.by_lag[0].lag, 1);
  EXPECT_EQ(revisions.by_lag[0].count, 2U);
  EXPECT_EQ(revisions.by_lag[0].mean, 0.5);  // January was 11 on 10 March, February still 20 on 10 April
  EXPECT_EQ(revisions.by_lag[1].count, 2U);
  EXPECT_EQ(revisions.by_lag[1].mean, 0.0);  // +1 and -1
  EXPECT_EQ(revisions.by_lag[1].mean_absolute, 1.0);
  EXPECT_EQ(revisions.by_lag[2].count, 1U);
  EXPECT_EQ(revisions.by_lag[2].mean, 3.0);
  EXPECT_EQ(vintages.revisions({.max_lag = 1}).by_lag.size(), 1U);
  EXPECT_THROW(vintages.revisions({.max_lag = -1}), hw::Error);
}

TEST(Vintages, CountLagsInPeriodsOfTheirFrequency) {
  const auto lags = [](hw::Period period, hw::Period last) {
    return Vintages({{period, day(2024, 1, 31), 1.0}, {period + 1, last, 2.0}}).revisions().by_lag.size();
  };
  EXPECT_EQ(lags(hw::day(2024, 1, 30), day(2024, 2, 2)), 2U);
  // From Wednesday 31 January on, Thursday and Friday are a day later each, and Monday the next.
  EXPECT_EQ(lags(hw::business_day(2024, 1, 30), day(2024, 2, 2)), 2U);
  EXPECT_EQ(lags(hw::business_day(2024, 1, 30), day(2024, 2, 4)), 2U);
  EXPECT_EQ(lags(hw::business_day(2024, 1, 30), day(2024, 2, 5)), 3U);
  EXPECT_EQ(lags(hw::week(2024, 4), day(2024, 2, 14)), 2U);
  EXPECT_EQ(lags(month(2023, 12), day(2024, 2, 29)), 1U);  // a month after 31 January: its last day
  EXPECT_EQ(lags(month(2023, 12), day(2024, 2, 28)), 0U);
  EXPECT_EQ(lags(hw::quarter(2023, 4), day(2024, 7, 31)), 2U);
  EXPECT_EQ(lags(hw::year(2023), day(2026, 1, 30)), 1U);
}

TEST(Vintages, WithoutReportsAreEmpty) {
  Vintages none;
  EXPECT_TRUE(none.latest().empty());
  EXPECT_TRUE(none.as_of(day(2024, 1, 1)).empty());
  EXPECT_TRUE(none.days().empty());
  EXPECT_TRUE(none.revisions().changes.empty());
  EXPECT_TRUE(std::isnan(none.revisions().mean));
  none.add({hw::year(2023), day(2024, 1, 1), 1.0});
  EXPECT_EQ(none.latest(), TimeSeries(hw::year(2023), {1.0}));
}

TEST(Vintages, DoNotDependOnTheOrderOfReportsOfDifferentDays) {
  test_support::RandomData random(51);
  std::vector<Report> reports;
  for (int i = 0; i < 300; ++i)
    reports.push_back({month(2020, 1) + static_cast<std::int64_t>(random.below(24)), day(2022, 1, 1) + i,
                       std::floor(20.0 * random.uniform()), random.below(3) == 0 ? 10.0 : 1.0});
  const Vintages in_order(reports);
  Vintages grown;
  for (std::size_t i = reports.size(); i-- > 0;) {
    std::swap(reports[i], reports[random.below(i + 1)]);
    grown.add(reports[i]);
  }
  const Vintages shuffled(reports);
  for (int i = 0; i < 300; i += 7) {
    EXPECT_EQ(shuffled.as_of(day(2022, 1, 1) + i), in_order.as_of(day(2022, 1, 1) + i));
    EXPECT_EQ(grown.as_of(day(2022, 1, 1) + i), in_order.as_of(day(2022, 1, 1) + i));
  }
  EXPECT_EQ(shuffled.first_release(), in_order.first_release());
}

TEST(Vintages, AsOfADayDoNotChangeByWhatIsPublishedLater) {
  for (const hw::Period today : vintages.days()) {
    std::vector<Report> known;
    for (const Report& report : vintages.reports())
      if (report.published <= today) known.push_back(report);
    EXPECT_EQ(Vintages(known).latest(), vintages.as_of(today));
  }
}

std::string message_of(const Report& bad) {
  try {
    Vintages({{month(2024, 1), day(2024, 2, 10), 10.0}, bad});
  } catch (const hw::Error& error) {
    return error.what();
  }
  return "";
}

TEST(Vintages, RefuseReportsThatMakeNoSense) {
  EXPECT_EQ(message_of({hw::quarter(2024, 1), day(2024, 5, 1), 1.0}),
            "the report on 2024-Q1 of 2024-05-01 is quarterly and the others are monthly");
  EXPECT_EQ(message_of({month(2024, 1), month(2024, 5), 1.0}),
            "the report on 2024-01 of 2024-05 is dated by a monthly period, not by a day");
  EXPECT_EQ(message_of({month(2024, 1), day(2024, 5, 1), std::numeric_limits<double>::infinity()}),
            "the report on 2024-01 of 2024-05-01 is infinite");
  EXPECT_EQ(message_of({month(2024, 1), day(2024, 5, 1), 1.0, -1.0}),
            "the report on 2024-01 of 2024-05-01 has a resolution of -1.000000");
  EXPECT_THROW(vintages.as_of(month(2024, 12)), hw::Error);
  EXPECT_THROW(vintages.resolution_as_of(month(2024, 12)), hw::Error);
  EXPECT_THROW(vintages.standing(month(2024, 1), month(2024, 12)), hw::Error);
  EXPECT_THROW(vintages.standing(hw::year(2024), day(2024, 12, 1)), hw::Error);
}

TEST(Vintages, OfFiscalYearsGiveSeriesThatCountInThem) {
  const hw::FiscalYear july{.first_month = 7};
  const Vintages totals({{hw::year(2024), day(2024, 7, 20), 3223.0}}, july);
  EXPECT_EQ(totals.latest().fiscal_year(), july);
}

}  // namespace vintages_test
