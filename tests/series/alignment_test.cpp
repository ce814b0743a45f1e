#include "highwater/series/alignment.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "highwater/growth/growth.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
using hw::SeriesView;
using hw::TimeSeries;

namespace alignment_test {

constexpr double gap = test_support::missing;

TEST(Align, BringsSeriesToAllTheirPeriodsOrToTheCommonOnes) {
  const TimeSeries a(hw::month(2024, 1), {1.0, 2.0, 3.0}), b(hw::month(2024, 2), {5.0, 6.0, 7.0});
  const std::vector<SeriesView> series{a, b};
  const hw::Panel all = hw::align({"a", "b"}, series);
  EXPECT_EQ(TimeSeries(all.series("a")), TimeSeries(hw::month(2024, 1), {1.0, 2.0, 3.0, gap}));
  EXPECT_EQ(TimeSeries(all.series("b")), TimeSeries(hw::month(2024, 1), {gap, 5.0, 6.0, 7.0}));
  const hw::Panel common = hw::align({"a", "b"}, series, hw::Join::common);
  EXPECT_EQ(TimeSeries(common.series("a")), TimeSeries(hw::month(2024, 2), {2.0, 3.0}));
  EXPECT_EQ(TimeSeries(common.series("b")), TimeSeries(hw::month(2024, 2), {5.0, 6.0}));
}

TEST(Align, OfSeriesThatShareNothingHasNoCommonPeriods) {
  const TimeSeries a(hw::month(2020, 1), {1.0}), b(hw::month(2024, 2), {5.0}), c(hw::month(2022, 1), {5.0});
  const std::vector<SeriesView> series{a, b, c};
  EXPECT_EQ(hw::align({"a", "b", "c"}, series, hw::Join::common).periods(), 0U);
  EXPECT_EQ(hw::align({"a", "b", "c"}, series).periods(), 50U);
}

TEST(Align, OfDifferentFrequenciesOrFiscalYearsIsAnError) {
  const TimeSeries months(hw::month(2020, 1), {1.0}), years(hw::year(2020), {1.0});
  const TimeSeries fiscal(hw::year(2020), {1.0}, {.first_month = 7});
  const auto message = [](const TimeSeries& a, const TimeSeries& b) -> std::string {
    const std::vector<SeriesView> series{a, b};
    try {
      hw::align({"a", "b"}, series);
    } catch (const hw::Error& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(message(months, years), "monthly and annual series cannot be aligned; convert one of them first");
  EXPECT_EQ(message(years, fiscal),
            "series that count in fiscal years from month 1 and from month 7 cannot be aligned");
  EXPECT_THROW(hw::align({}, {}), hw::Error);
  const std::vector<SeriesView> one{months};
  EXPECT_THROW(hw::align({"a", "b"}, one), hw::Error);
}

TEST(Reindex, CutsAndFillsWithMissing) {
  const TimeSeries a(hw::year(2001), {1.0, 2.0, 3.0});
  EXPECT_EQ(hw::reindex(a, {hw::year(2002), hw::year(2006)}), TimeSeries(hw::year(2002), {2.0, 3.0, gap, gap}));
  EXPECT_EQ(hw::reindex(a, {hw::year(1999), hw::year(2002)}), TimeSeries(hw::year(1999), {gap, gap, 1.0}));
  EXPECT_EQ(hw::reindex(a, {hw::year(2010), hw::year(2011)}), TimeSeries(hw::year(2010), {gap}));
  EXPECT_EQ(hw::reindex(a, {hw::year(1990), hw::year(1991)}), TimeSeries(hw::year(1990), {gap}));
  EXPECT_TRUE(hw::reindex(a, {hw::year(2002), hw::year(2002)}).empty());
  EXPECT_THROW(hw::reindex(a, {hw::month(2002, 1), hw::month(2002, 3)}), hw::Error);
}

TEST(Lag, MovesValuesToLaterPeriodsAndLosesNone) {
  const TimeSeries a(hw::month(2024, 11), {1.0, 2.0, 3.0});
  EXPECT_EQ(hw::lag(a, 2), TimeSeries(hw::month(2025, 1), {1.0, 2.0, 3.0}));
  EXPECT_EQ(hw::lag(hw::lag(a, 12), -12), a);
}

TEST(Lag, AndSliceCommuteWithGrowth) {
  test_support::RandomData random(11);
  const TimeSeries x(hw::month(2019, 3), random.values(60, test_support::Kind::positive, 9));
  EXPECT_EQ(hw::growth::year_over_year(hw::lag(x, 5)), hw::lag(hw::growth::year_over_year(x), 5));
  const hw::Period from = hw::month(2020, 6), to = hw::month(2023, 1);
  const TimeSeries whole = hw::growth::over(x, 3);
  const TimeSeries part = hw::growth::over(x.slice(from, to), 3);
  EXPECT_EQ(TimeSeries(part.slice(from + 3, to)), TimeSeries(whole.slice(from + 3, to)));
}

TEST(Concatenate, PutsOneSeriesAfterTheOther) {
  const TimeSeries a(hw::month(2024, 1), {1.0, 2.0}), b(hw::month(2024, 3), {3.0}), c(hw::month(2024, 5), {5.0});
  EXPECT_EQ(hw::concatenate(a, b), TimeSeries(hw::month(2024, 1), {1.0, 2.0, 3.0}));
  EXPECT_EQ(hw::concatenate(a, c), TimeSeries(hw::month(2024, 1), {1.0, 2.0, gap, gap, 5.0}));
  EXPECT_EQ(hw::concatenate(TimeSeries(hw::month(2020, 1), {}), b), b);
  EXPECT_EQ(hw::concatenate(a, TimeSeries(hw::month(2024, 3), {})), a);
}

TEST(Concatenate, OfSeriesThatOverlapIsAnError) {
  const TimeSeries a(hw::month(2024, 1), {1.0, 2.0});
  EXPECT_THROW(hw::concatenate(a, TimeSeries(hw::month(2024, 2), {2.0})), hw::Error);
  EXPECT_THROW(hw::concatenate(a, TimeSeries(hw::month(2023, 2), {2.0})), hw::Error);
  EXPECT_THROW(hw::concatenate(a, TimeSeries(hw::year(2025), {2.0})), hw::Error);
}

TEST(Append, AddsTheNextPeriodOrALaterOne) {
  TimeSeries a(hw::month(2024, 11), {1.0});
  a.append(2.0);
  a.append(hw::month(2025, 2), 4.0);
  EXPECT_EQ(a, TimeSeries(hw::month(2024, 11), {1.0, 2.0, gap, 4.0}));
  EXPECT_THROW(a.append(hw::month(2025, 2), 4.0), hw::Error);
  EXPECT_THROW(a.append(hw::year(2026), 4.0), hw::Error);
  EXPECT_THROW(a.append(std::numeric_limits<double>::infinity()), hw::Error);
  EXPECT_EQ(a.size(), 4U);
}

}  // namespace alignment_test
