#include "highwater/series/arithmetic.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "highwater/aggregate/convert.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
using hw::TimeSeries;

namespace arithmetic_test {

constexpr double gap = test_support::missing;

TEST(Arithmetic, MeetsEachValueInItsOwnPeriod) {
  const TimeSeries a(hw::month(2024, 1), {1.0, 2.0, 3.0}), b(hw::month(2024, 2), {4.0, 6.0, 8.0});
  EXPECT_EQ(a + b, TimeSeries(hw::month(2024, 1), {gap, 6.0, 9.0, gap}));
  EXPECT_EQ(a - b, TimeSeries(hw::month(2024, 1), {gap, -2.0, -3.0, gap}));
  EXPECT_EQ(a * b, TimeSeries(hw::month(2024, 1), {gap, 8.0, 18.0, gap}));
  EXPECT_EQ(a / b, TimeSeries(hw::month(2024, 1), {gap, 0.5, 0.5, gap}));
}

TEST(Arithmetic, ScalesAndShifts) {
  const TimeSeries a(hw::year(2024), {1.0, gap, 3.0});
  EXPECT_EQ(a * 2.0, TimeSeries(hw::year(2024), {2.0, gap, 6.0}));
  EXPECT_EQ(2.0 * a, a * 2.0);
  EXPECT_EQ(a / 2.0, TimeSeries(hw::year(2024), {0.5, gap, 1.5}));
  EXPECT_EQ(a + 1.0, TimeSeries(hw::year(2024), {2.0, gap, 4.0}));
  EXPECT_EQ(a - 1.0, TimeSeries(hw::year(2024), {0.0, gap, 2.0}));
  EXPECT_EQ(-a, TimeSeries(hw::year(2024), {-1.0, gap, -3.0}));
  EXPECT_THROW(a * std::numeric_limits<double>::infinity(), hw::Error);
  EXPECT_THROW(a * -std::numeric_limits<double>::infinity(), hw::Error);
}

TEST(Arithmetic, TakesANumberFirst) {
  const TimeSeries a(hw::year(2024), {1.0, gap, 4.0, 0.0});
  EXPECT_EQ(1.0 + a, TimeSeries(hw::year(2024), {2.0, gap, 5.0, 1.0}));
  EXPECT_EQ(1.0 - a, TimeSeries(hw::year(2024), {0.0, gap, -3.0, 1.0}));
  EXPECT_EQ(2.0 / a, TimeSeries(hw::year(2024), {2.0, gap, 0.5, gap}));
  EXPECT_THROW(std::numeric_limits<double>::infinity() - a, hw::Error);
  EXPECT_THROW(-std::numeric_limits<double>::infinity() - a, hw::Error);
  EXPECT_THROW(std::numeric_limits<double>::infinity() / a, hw::Error);
}

TEST(Arithmetic, OfAPanelAndANumberIsThatOfEachSeries) {
  const hw::Panel panel({"a", "b"}, hw::month(2024, 1), {1.0, gap, 3.0, 4.0, 5.0, 6.0});
  const auto expect_each = [&](const auto& operation) {
    const hw::Panel found = operation(panel);
    for (const auto name : {"a", "b"}) EXPECT_EQ(TimeSeries(found.series(name)), operation(panel.series(name))) << name;
  };
  expect_each([](const auto& x) { return 2.0 * x; });
  expect_each([](const auto& x) { return x / 2.0; });
  expect_each([](const auto& x) { return 1.0 - x; });
  expect_each([](const auto& x) { return 1.0 / x; });
  expect_each([](const auto& x) { return -x; });
}

TEST(Arithmetic, NeverGivesAnInfinity) {
  const TimeSeries a(hw::year(2024), {1.0, 0.0, 1e300}), b(hw::year(2024), {0.0, 0.0, 1e-300});
  const TimeSeries found = a / b;
  for (int y = 2024; y <= 2026; ++y) EXPECT_TRUE(hw::is_missing(found[hw::year(y)])) << y;
}

TEST(Arithmetic, OfDifferentFrequenciesIsAnError) {
  const TimeSeries a(hw::year(2024), {1.0}), b(hw::month(2024, 1), {1.0}),
      fiscal(hw::year(2024), {1.0}, {.first_month = 4});
  EXPECT_THROW(a + b, hw::Error);
  EXPECT_THROW(a / fiscal, hw::Error);
}

TEST(Arithmetic, OfPanelsGoesSeriesBySeries) {
  const hw::Panel parts({"a", "b"}, hw::month(2024, 1), {1.0, 2.0, 3.0, 6.0});
  const TimeSeries total(hw::month(2024, 1), {4.0, 8.0});
  const hw::Panel shares = parts / total;
  EXPECT_EQ(TimeSeries(shares.series("b")), TimeSeries(hw::month(2024, 1), {0.75, 0.75}));
  const hw::Panel twice = parts + parts;
  EXPECT_EQ(TimeSeries(twice.series("a")), TimeSeries(hw::month(2024, 1), {2.0, 4.0}));
  const hw::Panel others({"a", "c"}, hw::month(2024, 1), {1.0, 2.0, 3.0, 6.0});
  EXPECT_THROW(parts + others, hw::Error);
}

TEST(Arithmetic, AddsBeforeOrAfterAConversionAlike) {
  test_support::RandomData random(5);
  const TimeSeries a(hw::month(2020, 2), random.values(50, test_support::Kind::coarse, 9));
  const TimeSeries b(hw::month(2020, 2), random.values(50, test_support::Kind::coarse, 9));
  const auto quarters = [](const TimeSeries& x) {
    return hw::aggregate::convert(x, hw::Frequency::quarterly, hw::Summary::sum);
  };
  EXPECT_EQ(quarters(a + b), quarters(a) + quarters(b));
}

}  // namespace arithmetic_test
