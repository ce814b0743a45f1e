// Business-daily series through the library: what each layer says of them is what it says of the days, weekends left out.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "highwater/highwater.hpp"

namespace hw = highwater;
using hw::business_day;
using hw::Frequency;
using hw::Period;
using hw::TimeSeries;

namespace business_daily_test {

/// A price that goes up and down, missing on some holidays; positive, so that growth is known.
TimeSeries prices(Period first, std::size_t count) {
  std::vector<double> values;
  std::uint64_t state = 42;
  double level = 400.0;
  for (std::size_t t = 0; t < count; ++t) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    level *= 1.0 + 0.02 * (static_cast<double>(state >> 40) / 16777216.0 - 0.49);
    const Period day = first + static_cast<std::int64_t>(t);
    const bool holiday = day.date().month == 12 && day.date().day == 25;
    values.push_back(holiday ? hw::missing_value : std::round(level * 100.0) / 100.0);
  }
  return {first, values};
}

/// The same by days, missing on weekends.
TimeSeries by_days(const TimeSeries& series) {
  const Period first = series.first().first_day();
  std::vector<double> values(static_cast<std::size_t>(series.last().last_day() - first) + 1, hw::missing_value);
  for (const auto [period, value] : series) values[static_cast<std::size_t>(period.first_day() - first)] = value;
  return {first, values};
}

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

const TimeSeries series = prices(business_day(2019, 3, 6), 1500);

TEST(BusinessDaily, GrowthOnTheYearGoesByDate) {
  const TimeSeries growth = hw::growth::year_over_year(series);
  EXPECT_EQ(growth.size(), series.size());
  std::size_t known = 0;
  for (const auto [period, value] : series) {
    const Period base = *year_before(period);
    const double expected = base < series.first() ? hw::missing_value : value / series[base] - 1.0;
    ASSERT_TRUE(same(growth[period], expected)) << period;
    known += std::isnan(expected) ? 0 : 1;
  }
  EXPECT_GT(known, 1200U);
}

TEST(BusinessDaily, GrowthOnTheDayGoesFromFridayToMonday) {
  const TimeSeries growth = hw::growth::period_over_period(series);
  const Period monday = business_day(2020, 3, 9), friday = business_day(2020, 3, 6);
  EXPECT_EQ(growth[monday], series[monday] / series[friday] - 1.0);
}

TEST(BusinessDaily, RecordsAndRanksAreThoseOfTheDays) {
  const TimeSeries days = by_days(series);
  const auto found = hw::records::highs(series), expected = hw::records::highs(days);
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i].period.first_day(), expected[i].period);
    EXPECT_EQ(found[i].value, expected[i].value);
  }
  EXPECT_EQ(hw::records::rank(series, series.last()), hw::records::rank(days, days.last()));
}

TEST(BusinessDaily, StreaksCrossWeekends) {
  const TimeSeries rising(business_day(2024, 12, 26), {1, 2, 3, 4});  // Thursday to Tuesday
  EXPECT_EQ(hw::records::current_streak(hw::growth::difference(rising)).length, 3);
}

TEST(BusinessDaily, LongerPeriodsAreWholeIfEveryBusinessDayIsThere) {
  const TimeSeries days = by_days(series);
  for (const Frequency longer : {Frequency::weekly, Frequency::monthly, Frequency::quarterly, Frequency::annual}) {
    const TimeSeries sums = hw::aggregate::convert(series, longer, hw::Summary::sum);
    for (const auto [period, sum] : sums) {
      double expected = 0.0;
      bool whole = true;
      for (Period day = first_in(period, Frequency::business_daily); day <= last_in(period, Frequency::business_daily);
           ++day) {
        const double value = series.contains(day) ? series[day] : hw::missing_value;
        whole = whole && !std::isnan(value);
        expected += value;
      }
      if (whole)
        ASSERT_NEAR(sum, expected, 1e-9 * expected) << period;
      else
        ASSERT_TRUE(std::isnan(sum)) << period;
    }
  }
  const TimeSeries month(business_day(2024, 12, 2), std::vector<double>(22, 1.0));  // 2 to 31 December
  EXPECT_EQ(hw::aggregate::convert(month, Frequency::monthly, hw::Summary::sum)[hw::month(2024, 12)], 22.0);
}

TEST(BusinessDaily, LongerPeriodsAreThoseOfTheDaysThatAreThere) {
  const TimeSeries days = by_days(series);
  for (const Frequency longer : {Frequency::weekly, Frequency::monthly, Frequency::quarterly, Frequency::annual})
    for (const hw::Summary how : {hw::Summary::sum, hw::Summary::mean, hw::Summary::high, hw::Summary::last}) {
      const hw::aggregate::ConvertOptions partial{.completeness = hw::Completeness::partial};
      const TimeSeries of_business_days = hw::aggregate::convert(series, longer, how, {}, partial);
      const TimeSeries of_days = hw::aggregate::convert(days, longer, how, {}, partial);
      ASSERT_EQ(of_business_days.first(), of_days.first());
      ASSERT_EQ(of_business_days.size(), of_days.size());
      for (const auto [period, value] : of_days) {
        const double found = of_business_days[period];
        ASSERT_TRUE(same(found, value) || std::abs(found - value) < 1e-12 * value) << period << ' ' << found;
      }
    }
}

TEST(BusinessDaily, DaysDoNotAddUpToIt) {
  for (const Period first : {hw::day(2024, 12, 23), hw::day(2024, 12, 28)}) try {
      hw::aggregate::convert(TimeSeries(first, std::vector<double>(15, 1.0)), Frequency::business_daily,
                             hw::Summary::sum);
      FAIL() << first;
    } catch (const hw::Error& error) {
      EXPECT_STREQ(error.what(), "days do not add up to business days, of which Saturdays and Sundays are no part");
    }
}

TEST(BusinessDaily, StreaksAreThoseOfTheDaysOneByOne) {
  const std::vector<hw::Streak> found = hw::records::streaks(hw::growth::difference(series));
  std::size_t next = 0;
  std::int64_t length = 0;
  double before = hw::missing_value;
  for (Period day = series.first().first_day(); day <= series.last().last_day(); ++day) {
    if (hw::civil::weekday_of_day(day.ordinal()) > 4) continue;
    const double value = series[containing(day, Frequency::business_daily)];
    if (value > before) {
      ++length;
    } else if (length > 0) {
      ASSERT_LT(next, found.size());
      ASSERT_EQ(found[next++].length, length) << day;
      length = 0;
    }
    before = value;
  }
  EXPECT_EQ(next + (length > 0 ? 1 : 0), found.size());
  EXPECT_GT(next, 100U);
}

TEST(BusinessDaily, WindowsCountBusinessDays) {
  const TimeSeries mean = hw::aggregate::trailing_mean(series, 5);
  const Period friday = business_day(2020, 3, 6);
  EXPECT_DOUBLE_EQ(
      mean[friday],
      (series[friday - 4] + series[friday - 3] + series[friday - 2] + series[friday - 1] + series[friday]) / 5.0);
  EXPECT_TRUE(std::isnan(mean[business_day(2019, 12, 27)]));  // Christmas was a Wednesday
  EXPECT_FALSE(std::isnan(mean[business_day(2020, 1, 1)]));   // 26 December to 1 January
}

TEST(BusinessDaily, APanelIsItsSeries) {
  std::vector<double> values(series.values().begin(), series.values().end());
  for (std::size_t t = 0; t < series.size(); ++t) values.push_back(2.0 * series.values()[t]);
  const hw::Panel panel({"a", "b"}, series.first(), values);
  const hw::Panel growth = hw::growth::year_over_year(panel);
  const TimeSeries expected = hw::growth::year_over_year(series);
  for (std::size_t t = 0; t < series.size(); ++t) {
    ASSERT_TRUE(same(growth.values()[t], expected.values()[t]));
    ASSERT_TRUE(same(growth.values()[series.size() + t], expected.values()[t]));  // twice of all is no growth
  }
  const hw::Panel read = hw::io::parse_panel(hw::io::to_csv(panel));
  EXPECT_EQ(read.first(), panel.first());
  EXPECT_EQ(hw::io::to_csv(read), hw::io::to_csv(panel));
}

TEST(BusinessDaily, IsReadFromAFileAndWrittenBack) {
  const TimeSeries read = hw::io::parse_csv("date,price\n2024-12-26,1\n2024-12-27,2\n2024-12-31,4\n");
  EXPECT_EQ(read, TimeSeries(business_day(2024, 12, 26), {1, 2, hw::missing_value, 4}));
  EXPECT_EQ(hw::io::parse_csv(hw::io::to_csv(series)), series);
  EXPECT_EQ(hw::io::parse_csv("d,v\n2024-12-26,1\n2024-12-27,2\n", {.frequency = Frequency::business_daily}).last(),
            business_day(2024, 12, 27));
  try {
    hw::io::parse_csv("d,v\n2024-12-27,1\n2024-12-28,2\n", {.frequency = Frequency::business_daily});
    FAIL();
  } catch (const hw::Error& error) {
    EXPECT_STREQ(error.what(), "<text>:3: column 1 \"d\": 2024-12-28 is a Saturday, not a business day");
  }
}

TEST(BusinessDaily, TrackersFollowIt) {
  hw::monitor::Tracker tracker(series.first());
  for (const double value : series.values()) tracker.push(value);
  const TimeSeries growth = hw::growth::year_over_year(series);
  EXPECT_TRUE(same(tracker.growth_on_year(), growth[series.last()]));
  const auto bytes = tracker.to_bytes();
  EXPECT_EQ(hw::monitor::Tracker::from_bytes(bytes).to_bytes(), bytes);
  EXPECT_EQ(hw::monitor::Tracker::from_bytes(bytes).next(), series.last() + 1);
}

TEST(BusinessDaily, VintagesHoldIt) {
  const hw::Vintages vintages({{business_day(2024, 12, 27), hw::day(2024, 12, 28), 5.0},
                               {business_day(2024, 12, 30), hw::day(2024, 12, 31), 6.0}});
  EXPECT_EQ(vintages.as_of(hw::day(2025, 1, 1)), TimeSeries(business_day(2024, 12, 27), {5.0, 6.0}));
}

TEST(BusinessDaily, VintagesAreReadFromAFile) {
  const std::string reports =
      "day,published,value\n2024-12-27,2024-12-28,5\n2024-12-30,2024-12-31,6\n2024-12-27,2024-12-31,5.5\n"
      "2024-12-31,2025-01-01,7\n";
  const hw::Vintages found = hw::io::parse_vintages(reports);
  EXPECT_EQ(found.as_of(hw::day(2025, 1, 2)), TimeSeries(business_day(2024, 12, 27), {5.5, 6.0, 7.0}));
  const hw::Vintages named = hw::io::parse_vintages(reports, {.frequency = Frequency::business_daily});
  EXPECT_EQ(named.as_of(hw::day(2024, 12, 30)), TimeSeries(business_day(2024, 12, 27), {5.0}));
}

TEST(BusinessDaily, ClaimsOfReleasesAreChecked) {
  const auto figures = hw::io::parse_releases(
      "published,reference_period,claim_type,value,resolution,compare_period,compare_value,source,note\n"
      "2024-12-31,2024-12-30,mom_pct,20,1,2024-12-27,5,,\n"
      "2024-12-31,2024-12-30,mom_pct,30,1,,,,\n",
      {.frequency = Frequency::business_daily});
  const hw::Vintages vintages({{business_day(2024, 12, 27), hw::day(2024, 12, 28), 5.0},
                               {business_day(2024, 12, 30), hw::day(2024, 12, 31), 6.0}});
  EXPECT_EQ(hw::claims::check_figure(vintages, figures.at(0)).at(0).verdict, hw::claims::Verdict::possible);
  EXPECT_EQ(hw::claims::check_figure(vintages, figures.at(1)).at(0).verdict, hw::claims::Verdict::impossible);
}

TEST(BusinessDaily, AYearlyPatternIsFoundFromTwoYearsOn) {
  std::vector<double> values;
  for (int t = 0; t < 3 * 261; ++t)
    values.push_back(100.0 + 20.0 * std::sin(6.283185307179586 * t / 260.9) + 0.5 * ((t * 7) % 5 - 2) +
                     0.3 * ((t * 11) % 7 - 3));
  const TimeSeries years(business_day(2021, 1, 4), values);
  EXPECT_EQ(explain(years, hw::projection::Automatic{}).week_indices.size(), 53U);
  const hw::Projection outlook = project(years, hw::projection::Automatic{}, {.periods = 130});
  for (int h = 0; h < 130; ++h)
    EXPECT_NEAR(outlook.point.values()[static_cast<std::size_t>(h)],
                100.0 + 20.0 * std::sin(6.283185307179586 * (h + 3 * 261) / 260.9), 5.0)
        << h;
}

TEST(BusinessDaily, ASeasonOfFiveDaysIsFoundAndProjected) {
  const double of_weekday[] = {100.0, 120.0, 90.0, 110.0, 130.0};
  std::vector<double> values;
  for (int t = 0; t < 60; ++t) values.push_back(of_weekday[t % 5] + 0.1 * ((t * 7) % 3));
  const TimeSeries weeks(business_day(2024, 9, 2), values);  // a Monday
  EXPECT_EQ(explain(weeks, hw::projection::Automatic{}).indices.size(), 5U);
  const hw::Projection outlook = project(weeks, hw::projection::Automatic{}, {.periods = 10});
  EXPECT_EQ(outlook.point.first(), business_day(2024, 11, 25));
  for (std::size_t h = 0; h < 10; ++h) EXPECT_NEAR(outlook.point.values()[h], of_weekday[h % 5], 2.0);
}

TEST(BusinessDaily, TheYearIsProjectedToItsEnd) {
  const hw::Projection outlook = project(series, hw::projection::Linear{}, {.periods = 300});
  const hw::TargetOutlook year = hw::projection::target(series, outlook, {}, 1.0);
  EXPECT_EQ(year.fiscal_year, series.last().year());
  EXPECT_EQ(year.remaining_periods, last_in(hw::year(series.last().year()), Frequency::business_daily) - series.last());
}

TEST(BusinessDaily, IsNamedInSentences) {
  const TimeSeries rising(business_day(2024, 12, 20),
                          {5, 1, 2, 3, 4, 5, 6, 7});  // a Friday, to the last day of the year
  const std::string text = to_text(hw::bulletin::compose(rising));
  EXPECT_NE(text.find("6th business day of growth on the day in a row, since 24 December 2024."), std::string::npos)
      << text;
  EXPECT_NE(text.find("on the day, from 6 on 30 December 2024."), std::string::npos) << text;
}

TEST(BusinessDaily, BulletinsSurviveJson) {
  const hw::bulletin::Bulletin bulletin = hw::bulletin::compose(series, {.measure = hw::Measure::index});
  const std::string json = to_json(bulletin);
  const hw::bulletin::Bulletin read = hw::bulletin::parse_json(json);
  EXPECT_EQ(read.data, bulletin.data);
  EXPECT_EQ(to_json(read), json);
  for (const hw::claims::Finding& finding : verify(read))
    EXPECT_NE(finding.verdict, hw::claims::Verdict::impossible) << to_text(finding.claim) << ": " << to_text(finding);
}

}  // namespace business_daily_test
