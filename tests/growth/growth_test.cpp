#include "highwater/growth/growth.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "support/bits.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
namespace growth = highwater::growth;
using hw::BasePolicy;
using hw::missing_value;
using hw::TimeSeries;
using test_support::same_bits;

namespace growth_test {

TEST(PeriodOverPeriod, IsAFraction) {
  const TimeSeries series(hw::month(2024, 10), {330.0, 310.0, 348.0});
  const TimeSeries g = growth::period_over_period(series);
  EXPECT_EQ(g.first(), hw::month(2024, 10));
  EXPECT_TRUE(hw::is_missing(g[hw::month(2024, 10)]));
  EXPECT_DOUBLE_EQ(g[hw::month(2024, 11)], 310.0 / 330.0 - 1.0);
  EXPECT_DOUBLE_EQ(g[hw::month(2024, 12)], 348.0 / 310.0 - 1.0);
}

TEST(YearOverYear, GoesBackOneYearOfEachFrequency) {
  const auto first_defined = [](hw::Period start) {
    const TimeSeries g = growth::year_over_year(TimeSeries(start, std::vector<double>(30, 2.0)));
    for (const auto& [period, value] : g)
      if (!hw::is_missing(value)) return period - start;
    return std::int64_t{-1};
  };
  EXPECT_EQ(first_defined(hw::year(2000)), 1);
  EXPECT_EQ(first_defined(hw::half(2000, 1)), 2);
  EXPECT_EQ(first_defined(hw::quarter(2000, 1)), 4);
  EXPECT_EQ(first_defined(hw::month(2000, 1)), 12);
}

TEST(YearOverYear, IsMissingWhereTheBaseIsMissing) {
  std::vector<double> values(25, 1.0);
  values[3] = missing_value;
  values[20] = missing_value;
  const TimeSeries g = growth::year_over_year(TimeSeries(hw::month(2022, 1), values));
  EXPECT_TRUE(hw::is_missing(g[hw::month(2023, 4)]));
  EXPECT_TRUE(hw::is_missing(g[hw::month(2023, 9)]));
  EXPECT_EQ(g[hw::month(2023, 5)], 0.0);
}

TEST(YearOverYear, ComparesWeeksByNumberAndDaysByDate) {
  test_support::RandomData random(41);
  for (const hw::Period start :
       {hw::week(2014, 50), hw::week(1960, 1), hw::day(2019, 3, 1), hw::day(1899, 12, 31), hw::day(2020, 2, 29)})
    for (const auto base : {hw::BasePolicy::positive, hw::BasePolicy::absolute, hw::BasePolicy::signed_base}) {
      const TimeSeries x(start, random.values(1000, test_support::Kind::signed_values, 50));
      std::vector<double> expected(x.size(), missing_value);
      for (std::size_t t = 0; t < x.size(); ++t)
        if (const auto before = hw::year_before(x.period(t))) {
          const TimeSeries pair(hw::year(2000), {x[*before], x.values()[t]});
          expected[t] = growth::period_over_period(pair, {.base = base})[hw::year(2001)];
        }
      EXPECT_TRUE(same_bits(growth::year_over_year(x, {.base = base}), TimeSeries(start, expected)));

      std::vector<double> twice(x.values().begin(), x.values().end());
      twice.insert(twice.end(), x.values().begin(), x.values().end());
      const hw::Panel panel = growth::year_over_year(hw::Panel({"a", "b"}, start, twice), {.base = base});
      EXPECT_TRUE(same_bits(panel.series("a").values(), expected));
      EXPECT_TRUE(same_bits(panel.series("b").values(), expected));
    }
}

TEST(YearOverYear, OfWeek53AndTheLeapDayIsMissing) {
  const TimeSeries weeks(hw::week(2019, 1), std::vector<double>(52 + 53 + 52 + 1, 2.0));
  const TimeSeries g = growth::year_over_year(weeks);
  EXPECT_EQ(g[hw::week(2020, 52)], 0.0);
  EXPECT_TRUE(hw::is_missing(g[hw::week(2020, 53)]));
  EXPECT_EQ(g[hw::week(2021, 1)], 0.0);
  const TimeSeries days(hw::day(2023, 1, 1), std::vector<double>(365 + 366 + 365, 2.0));
  const TimeSeries h = growth::year_over_year(days);
  EXPECT_TRUE(hw::is_missing(h[hw::day(2024, 2, 29)]));
  EXPECT_EQ(h[hw::day(2024, 3, 1)], 0.0);
  EXPECT_EQ(h[hw::day(2025, 2, 28)], 0.0);
}

TEST(Growth, FromABaseThatIsNotPositiveFollowsThePolicy) {
  const TimeSeries series(hw::year(2020), {-2.0, -1.0, 0.0, 4.0, 6.0});
  const auto expect = [&](BasePolicy base, std::vector<double> expected) {
    const TimeSeries g = growth::period_over_period(series, {.base = base});
    EXPECT_TRUE(same_bits(g.values(), expected));
  };
  expect(BasePolicy::positive, {missing_value, missing_value, missing_value, missing_value, 0.5});
  expect(BasePolicy::absolute, {missing_value, 0.5, 1.0, missing_value, 0.5});
  expect(BasePolicy::signed_base, {missing_value, -0.5, -1.0, missing_value, 0.5});
}

TEST(Growth, OverALagThatIsNotPositiveIsAnError) {
  const TimeSeries series(hw::year(2020), {1, 2});
  EXPECT_THROW(growth::over(series, 0), hw::Error);
  EXPECT_THROW(growth::over(series, -1), hw::Error);
  EXPECT_THROW(growth::difference(series, 0), hw::Error);
  EXPECT_THROW(growth::log_change(series, -12), hw::Error);
}

TEST(Growth, OverALagLongerThanTheSeriesIsMissing) {
  const TimeSeries series(hw::year(2020), {1, 2});
  for (const std::int64_t lag : {std::int64_t{2}, std::numeric_limits<std::int64_t>::max()})
    for (const hw::Observation o : growth::over(series, lag)) EXPECT_TRUE(hw::is_missing(o.value));
}

TEST(Growth, OfAnEmptySeriesIsEmpty) {
  EXPECT_TRUE(growth::year_over_year(TimeSeries(hw::month(2024, 1), {})).empty());
}

TEST(Growth, IsWrittenIntoTheCallersMemory) {
  const TimeSeries series(hw::month(2024, 10), {1.0, 2.0, 3.0});
  std::vector<double> out(3);
  growth::period_over_period(series, {}, hw::into(out));
  EXPECT_TRUE(same_bits(std::span<const double>(out), std::vector{missing_value, 1.0, 0.5}));
  std::vector<double> short_out(2);
  EXPECT_THROW(growth::period_over_period(series, {}, hw::into(short_out)), hw::Error);
}

TEST(Growth, OfATemporarySeriesMayBeTaken) {
  const TimeSeries g = growth::over(growth::difference(TimeSeries(hw::year(2020), {1, 2, 4})), 1);
  EXPECT_EQ(g[hw::year(2022)], 1.0);
}

TEST(Difference, AndLogChangeAddUpOverTime) {
  const TimeSeries series(hw::year(2020), {2, 3, 5, 9});
  const TimeSeries d = growth::difference(series), l = growth::log_change(series);
  double differences = 0.0, logs = 0.0;
  for (const hw::Period p : {hw::year(2021), hw::year(2022), hw::year(2023)}) {
    differences += d[p];
    logs += l[p];
  }
  EXPECT_EQ(differences, growth::difference(series, 3)[hw::year(2023)]);
  EXPECT_NEAR(logs, growth::log_change(series, 3)[hw::year(2023)], 1e-15);
}

TEST(CompoundRate, IsGrowthPerYear) {
  const TimeSeries quarterly(hw::quarter(2020, 1), {100, 0, missing_value, 90, 110, -3, 1, 1, 121});
  EXPECT_NEAR(growth::compound_rate(quarterly, hw::quarter(2020, 1), hw::quarter(2022, 1)), 0.1, 1e-15);
  EXPECT_NEAR(growth::compound_rate(quarterly, hw::quarter(2020, 4), hw::quarter(2021, 1)),
              std::pow(110.0 / 90.0, 4) - 1.0, 1e-14);
  for (const auto bad : {hw::quarter(2020, 2), hw::quarter(2020, 3), hw::quarter(2021, 2)})
    EXPECT_TRUE(hw::is_missing(growth::compound_rate(quarterly, hw::quarter(2020, 1), bad)));
}

TEST(DifferenceOnYear, ComparesWithTheLabelAYearBefore) {
  for (const hw::Period first : {hw::year(2000), hw::half(2000, 2), hw::quarter(2000, 3), hw::month(2000, 11),
                                 hw::week(2019, 50), hw::business_day(2019, 12, 30), hw::day(2019, 2, 27)}) {
    std::vector<double> values;
    for (int t = 0; t < 1200; ++t) values.push_back(t % 17 == 5 ? missing_value : std::floor(1e3 * std::sin(t)) / 8.0);
    values[3] = values[1100] = 1e308;
    values[1101] = -1e308;
    const TimeSeries series(first, values), found = growth::difference_on_year(series);
    ASSERT_EQ(found.size(), series.size());
    for (const auto [period, value] : series) {
      const auto base = hw::year_before(period);
      const double change = base ? value - series[*base] : missing_value;
      if (std::isfinite(change))
        EXPECT_EQ(found[period], change) << period;
      else
        EXPECT_TRUE(hw::is_missing(found[period])) << period;
    }
  }
}

TEST(CompoundRate, OverNoTimeOrOutsideTheSeriesIsAnError) {
  const TimeSeries series(hw::year(2020), {1, 2});
  EXPECT_THROW(growth::compound_rate(series, hw::year(2020), hw::year(2020)), hw::Error);
  EXPECT_THROW(growth::compound_rate(series, hw::year(2021), hw::year(2020)), hw::Error);
  EXPECT_THROW(growth::compound_rate(series, hw::year(2020), hw::year(2022)), hw::Error);
  EXPECT_THROW(growth::compound_rate(TimeSeries(hw::week(2020, 1), {1, 2}), hw::week(2020, 1), hw::week(2020, 2)),
               hw::Error);
}

TEST(CompoundRate, IsNeverInfinite) {
  EXPECT_TRUE(hw::is_missing(
      growth::compound_rate(TimeSeries(hw::year(2020), {1e-300, 1e300}), hw::year(2020), hw::year(2021))));
}

TEST(Annualised, RaisesGrowthToARatePerYear) {
  const TimeSeries quarters(hw::quarter(2024, 1), {100.0, 101.0, 100.0});
  EXPECT_DOUBLE_EQ(growth::annualised(quarters)[hw::quarter(2024, 2)], std::pow(1.01, 4) - 1.0);
  EXPECT_DOUBLE_EQ(growth::annualised(quarters, 2)[hw::quarter(2024, 3)], 0.0);
  const TimeSeries years(hw::year(2020), {100.0, 110.0, 121.0});
  EXPECT_DOUBLE_EQ(growth::annualised(years, 2)[hw::year(2022)], std::sqrt(1.21) - 1.0);
}

TEST(Annualised, IsUndefinedOfNegativeValuesAndWithoutABase) {
  const TimeSeries months(hw::month(2024, 1), {0.0, 5.0, -5.0, 5.0, 0.0});
  const TimeSeries found = growth::annualised(months);
  for (int m = 1; m <= 4; ++m) EXPECT_TRUE(hw::is_missing(found[hw::month(2024, m)])) << m;
  EXPECT_EQ(found[hw::month(2024, 5)], -1.0);
  EXPECT_THROW(growth::annualised(months, 0), hw::Error);
  EXPECT_THROW(growth::annualised(TimeSeries(hw::day(2024, 1, 1), {1.0, 2.0})), hw::Error);
}

}  // namespace growth_test
