#include "highwater/growth/decomposition.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "support/random_data.hpp"

namespace hw = highwater;
namespace growth = highwater::growth;
using hw::TimeSeries;

namespace decomposition_test {

constexpr double gap = test_support::missing;

TEST(Contribution, OfAllPartsSumsToTheGrowthOfTheTotal) {
  test_support::RandomData random(3);
  const std::vector<double> a = random.values(60, test_support::Kind::positive, 0);
  const std::vector<double> b = random.values(60, test_support::Kind::positive, 0);
  std::vector<double> both = a, sum(60);
  both.insert(both.end(), b.begin(), b.end());
  for (std::size_t t = 0; t < 60; ++t) sum[t] = a[t] + b[t];
  const hw::Panel parts({"a", "b"}, hw::month(2020, 1), both);
  const TimeSeries total(hw::month(2020, 1), sum);
  for (const std::int64_t lag : {1, 12}) {
    const hw::Panel found = growth::contribution(parts, total, lag);
    const TimeSeries whole = growth::over(total, lag);
    for (hw::Period p = total.first() + lag; p <= total.last(); ++p)
      EXPECT_NEAR(found.series("a")[p] + found.series("b")[p], whole[p], 1e-13);
    EXPECT_TRUE(hw::is_missing(found.series("a")[total.first()]));
  }
}

TEST(Contribution, TakesTheTotalByItsLabels) {
  const TimeSeries part(hw::month(2024, 2), {10.0, 12.0});
  const TimeSeries total(hw::month(2024, 1), {1.0, 100.0, 1.0, 1.0});
  EXPECT_DOUBLE_EQ(growth::contribution(part, total)[hw::month(2024, 3)], 0.02);
}

TEST(Contribution, FollowsTheBasePolicy) {
  const TimeSeries part(hw::year(2020), {10.0, 12.0}), total(hw::year(2020), {-100.0, 5.0});
  const auto under = [&](hw::BasePolicy base) {
    return growth::contribution(part, total, 1, {.base = base})[hw::year(2021)];
  };
  EXPECT_TRUE(hw::is_missing(under(hw::BasePolicy::positive)));
  EXPECT_DOUBLE_EQ(under(hw::BasePolicy::absolute), 0.02);
  EXPECT_DOUBLE_EQ(under(hw::BasePolicy::signed_base), -0.02);
  const TimeSeries nothing(hw::year(2020), {0.0, 5.0});
  EXPECT_TRUE(
      hw::is_missing(growth::contribution(part, nothing, 1, {.base = hw::BasePolicy::signed_base})[hw::year(2021)]));
}

TEST(Contribution, ToATotalThatDoesNotCoverThePartIsAnError) {
  const TimeSeries part(hw::month(2024, 1), {1.0, 2.0});
  EXPECT_THROW(growth::contribution(part, TimeSeries(hw::month(2024, 2), {1.0, 2.0})), hw::Error);
  EXPECT_THROW(growth::contribution(part, TimeSeries(hw::year(2024), {1.0, 2.0})), hw::Error);
  EXPECT_THROW(growth::contribution(part, part, 0), hw::Error);
}

TEST(CarryOver, IsTheGrowthOfNextYearsMeanIfNothingMoves) {
  const TimeSeries quarters(hw::quarter(2023, 1), {100.0, 102.0, 104.0, 106.0, 106.0, 106.0, 106.0, 106.0});
  const TimeSeries found = growth::carry_over(quarters);
  EXPECT_EQ(found.first(), hw::year(2023));
  EXPECT_DOUBLE_EQ(found[hw::year(2023)], 106.0 / 103.0 - 1.0);  // and that is what 2024 grew by
  EXPECT_EQ(found[hw::year(2024)], 0.0);
}

TEST(CarryOver, OfAYearThatIsNotCompleteIsMissing) {
  const TimeSeries months(hw::month(2024, 7), {1.0, 2.0, gap, 4.0});
  const hw::FiscalYear july{.first_month = 7};
  EXPECT_TRUE(hw::is_missing(growth::carry_over(months, july)[hw::year(2025)]));
  EXPECT_EQ(growth::carry_over(months, july).fiscal_year(), july);
}

TEST(Momentum, AndTheBaseEffectAddUpToTheChangeOfGrowthOnTheYear) {
  test_support::RandomData random(4);
  const TimeSeries x(hw::month(2020, 1), random.values(48, test_support::Kind::positive, 0));
  const TimeSeries on_year = growth::log_change(x, 12), up = growth::momentum(x), base = growth::base_effect(x);
  for (hw::Period p = x.first() + 13; p <= x.last(); ++p)
    EXPECT_NEAR(up[p] + base[p], on_year[p] - on_year[p - 1], 1e-13);
  EXPECT_TRUE(hw::is_missing(base[x.first() + 12]));
}

TEST(BaseEffect, OfARiseAYearAgoIsNegative) {
  std::vector<double> values(14, 100.0);
  values[1] = 110.0;
  const TimeSeries x(hw::month(2023, 1), values);
  EXPECT_DOUBLE_EQ(growth::base_effect(x)[hw::month(2024, 2)], -std::log(1.1));
}

}  // namespace decomposition_test
