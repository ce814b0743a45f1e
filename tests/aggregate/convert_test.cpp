#include "highwater/aggregate/convert.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "highwater/aggregate/fiscal.hpp"
#include "support/message_of.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
using hw::Completeness;
using hw::Frequency;
using hw::Summary;
using hw::TimeSeries;
using hw::aggregate::convert;
using test_support::message_of;

namespace convert_test {

constexpr double gap = test_support::missing;

TEST(Convert, GivesEachQuarterASummaryOfItsMonths) {
  const TimeSeries months(hw::month(2024, 1), {3.0, 1.0, 2.0, 6.0, 5.0, 4.0});
  const auto values = [&](Summary summary) {
    const TimeSeries found = convert(months, Frequency::quarterly, summary);
    EXPECT_EQ(found.first(), hw::quarter(2024, 1));
    return std::vector<double>(found.values().begin(), found.values().end());
  };
  EXPECT_EQ(values(Summary::sum), (std::vector{6.0, 15.0}));
  EXPECT_EQ(values(Summary::mean), (std::vector{2.0, 5.0}));
  EXPECT_EQ(values(Summary::first), (std::vector{3.0, 6.0}));
  EXPECT_EQ(values(Summary::last), (std::vector{2.0, 4.0}));
  EXPECT_EQ(values(Summary::high), (std::vector{3.0, 6.0}));
  EXPECT_EQ(values(Summary::low), (std::vector{1.0, 4.0}));
}

TEST(Convert, OfAnIncompletePeriodIsMissingUnlessAPartialOneIsAskedFor) {
  // The first quarter lacks January, the second has a gap in its middle, the third one at its ends.
  const TimeSeries months(hw::month(2024, 2), {1.0, 2.0, 7.0, gap, 5.0, gap, 4.0, gap});
  for (const Summary summary : {Summary::sum, Summary::mean, Summary::high, Summary::low})
    EXPECT_EQ(convert(months, Frequency::quarterly, summary), TimeSeries(hw::quarter(2024, 1), {gap, gap, gap}))
        << static_cast<int>(summary);
  const auto partial = [&](Summary summary) {
    return convert(months, Frequency::quarterly, summary, {}, {.completeness = Completeness::partial});
  };
  EXPECT_EQ(partial(Summary::sum), TimeSeries(hw::quarter(2024, 1), {3.0, 12.0, 4.0}));
  EXPECT_EQ(partial(Summary::mean), TimeSeries(hw::quarter(2024, 1), {1.5, 6.0, 4.0}));
  EXPECT_EQ(partial(Summary::first), TimeSeries(hw::quarter(2024, 1), {1.0, 7.0, 4.0}));
  EXPECT_EQ(partial(Summary::last), TimeSeries(hw::quarter(2024, 1), {2.0, 5.0, 4.0}));
  EXPECT_EQ(partial(Summary::high), TimeSeries(hw::quarter(2024, 1), {2.0, 7.0, 4.0}));
  EXPECT_EQ(partial(Summary::low), TimeSeries(hw::quarter(2024, 1), {1.0, 5.0, 4.0}));
}

TEST(Convert, OfAFirstOrLastNeedsThatValueAlone) {
  // The first quarter lacks January, the second has a gap in its middle, the third one at its ends, the fourth its end.
  const TimeSeries months(hw::month(2024, 2), {1.0, 2.0, 7.0, gap, 5.0, gap, 4.0, gap, 8.0, 9.0});
  EXPECT_EQ(convert(months, Frequency::quarterly, Summary::first),
            TimeSeries(hw::quarter(2024, 1), {gap, 7.0, gap, 8.0}));
  EXPECT_EQ(convert(months, Frequency::quarterly, Summary::last),
            TimeSeries(hw::quarter(2024, 1), {2.0, 5.0, gap, gap}));
  // December is there, and so is the end of the year, whatever the data have of the rest of it.
  std::vector<double> values(36);
  for (std::size_t t = 0; t < values.size(); ++t) values[t] = static_cast<double>(t);
  const TimeSeries from_december(hw::month(2017, 12), values);
  EXPECT_EQ(convert(from_december, Frequency::annual, Summary::last),
            TimeSeries(hw::year(2017), {0.0, 12.0, 24.0, gap}));
  EXPECT_EQ(convert(from_december, Frequency::annual, Summary::first),
            TimeSeries(hw::year(2017), {gap, 1.0, 13.0, 25.0}));
  EXPECT_EQ(convert(from_december, Frequency::annual, Summary::high),
            TimeSeries(hw::year(2017), {gap, 12.0, 24.0, gap}));
}

TEST(Convert, GivenACountNeedsSoManyValuesWhicheverTheyAre) {
  const TimeSeries months(hw::month(2024, 2), {1.0, 2.0, 7.0, gap, 5.0, gap, 4.0, gap});
  const auto of = [&](Summary summary, std::int64_t count) {
    return convert(months, Frequency::quarterly, summary, {}, {.min_count = count});
  };
  EXPECT_EQ(of(Summary::sum, 1), TimeSeries(hw::quarter(2024, 1), {3.0, 12.0, 4.0}));
  EXPECT_EQ(of(Summary::sum, 2), TimeSeries(hw::quarter(2024, 1), {3.0, 12.0, gap}));
  EXPECT_EQ(of(Summary::mean, 2), TimeSeries(hw::quarter(2024, 1), {1.5, 6.0, gap}));
  EXPECT_EQ(of(Summary::low, 2), TimeSeries(hw::quarter(2024, 1), {1.0, 5.0, gap}));
  EXPECT_EQ(of(Summary::last, 2), TimeSeries(hw::quarter(2024, 1), {2.0, 5.0, gap}));
  EXPECT_EQ(of(Summary::sum, 3), TimeSeries(hw::quarter(2024, 1), {gap, gap, gap}));
  const TimeSeries years = hw::aggregate::fiscal_totals(months, {.first_month = 2}, {.min_count = 5});
  EXPECT_EQ(years[hw::year(2025)], 19.0);
  EXPECT_EQ(message_of([&] { return of(Summary::sum, 4); }), "a longer period cannot need 4 values: it has 3 at most");
  EXPECT_EQ(message_of([&] { return of(Summary::sum, -1); }), "a longer period cannot need -1 values");
}

TEST(Convert, OfAPeriodWithoutAnyValueIsMissingEitherWay) {
  const TimeSeries months(hw::month(2024, 1), {gap, gap, gap, 1.0});
  const TimeSeries found =
      convert(months, Frequency::quarterly, Summary::sum, {}, {.completeness = Completeness::partial});
  EXPECT_TRUE(hw::is_missing(found[hw::quarter(2024, 1)]));
  EXPECT_EQ(found[hw::quarter(2024, 2)], 1.0);
}

TEST(Convert, TurnsDaysIntoIsoWeeksAndWeeksIntoMonthsByTheirThursday) {
  const TimeSeries days(hw::day(2020, 12, 28), std::vector<double>(14, 1.0));
  EXPECT_EQ(convert(days, Frequency::weekly, Summary::sum), TimeSeries(hw::week(2020, 53), {7.0, 7.0}));
  // Thursdays of January 2021: 7, 14, 21, 28; the 31st of December was the one of week 53.
  const TimeSeries weeks(hw::week(2020, 53), std::vector<double>(6, 1.0));
  const TimeSeries months =
      convert(weeks, Frequency::monthly, Summary::sum, {}, {.completeness = Completeness::partial});
  EXPECT_EQ(months, TimeSeries(hw::month(2020, 12), {1.0, 4.0, 1.0}));
}

TEST(Convert, CountsLeapDays) {
  const TimeSeries days(hw::day(2023, 1, 1), std::vector<double>(365 + 366, 1.0));
  EXPECT_EQ(convert(days, Frequency::annual, Summary::sum), TimeSeries(hw::year(2023), {365.0, 366.0}));
  EXPECT_EQ(convert(days, Frequency::monthly, Summary::sum)[hw::month(2024, 2)], 29.0);
}

TEST(Convert, ToFiscalHalvesAndQuartersCountsInTheFiscalYear) {
  const hw::FiscalYear july{.first_month = 7};
  const TimeSeries exports(hw::month(2024, 7), {286.0, 298.0, 292.0, 330.0, 310.0, 348.0});
  const TimeSeries halves = convert(exports, Frequency::semiannual, Summary::sum, july);
  EXPECT_EQ(halves[hw::half(2025, 1)], 1864.0);
  EXPECT_EQ(halves.fiscal_year(), july);
  const TimeSeries quarters = convert(exports, Frequency::quarterly, Summary::sum, july);
  EXPECT_EQ(quarters, TimeSeries(hw::quarter(2025, 1), {876.0, 988.0}, july));
  // From there on they are quarters of that fiscal year, and of no other.
  EXPECT_EQ(convert(quarters, Frequency::semiannual, Summary::sum, july), halves);
  EXPECT_THROW(convert(quarters, Frequency::annual, Summary::sum), hw::Error);
  EXPECT_EQ(hw::aggregate::year_to_date(quarters, july)[hw::quarter(2025, 2)], 1864.0);
}

TEST(Convert, ToItsOwnFrequencyChangesNothing) {
  const TimeSeries months(hw::month(2024, 2), {1.0, gap, 3.0});
  EXPECT_EQ(convert(months, Frequency::monthly, Summary::sum), months);
}

TEST(Convert, ToAHigherFrequencyOrAcrossPeriodsIsAnError) {
  const TimeSeries quarters(hw::quarter(2024, 1), {1.0, 2.0});
  EXPECT_THROW(convert(quarters, Frequency::monthly, Summary::sum), hw::Error);
  EXPECT_THROW(convert(quarters, Frequency::annual, Summary::sum, {.first_month = 2}), hw::Error);
  const TimeSeries months(hw::month(2024, 1), {1.0, 2.0});
  EXPECT_THROW(convert(months, Frequency::weekly, Summary::sum), hw::Error);
}

TEST(Convert, OfNothingIsNothing) {
  EXPECT_TRUE(convert(TimeSeries(hw::month(2024, 1), {}), Frequency::annual, Summary::mean).empty());
}

TEST(Convert, OfAPanelIsThatOfEachSeriesAndOfASumTheSumOfBoth) {
  test_support::RandomData random(7);
  for (const std::size_t n : test_support::sizes) {
    // Whole numbers, so that sums are exact in any order.
    const std::vector<double> a = random.values(n, test_support::Kind::coarse, 9);
    const std::vector<double> b = random.values(n, test_support::Kind::coarse, 9);
    std::vector<double> both = a, sum(n);
    both.insert(both.end(), b.begin(), b.end());
    for (std::size_t t = 0; t < n; ++t) sum[t] = a[t] + b[t];
    const hw::Period first = hw::month(2001, 5);
    const hw::Panel panel({"a", "b"}, first, both);
    const hw::Panel converted = convert(panel, Frequency::quarterly, Summary::sum);
    const TimeSeries x = convert(TimeSeries(first, a), Frequency::quarterly, Summary::sum);
    const TimeSeries y = convert(TimeSeries(first, b), Frequency::quarterly, Summary::sum);
    const TimeSeries z = convert(TimeSeries(first, sum), Frequency::quarterly, Summary::sum);
    EXPECT_EQ(TimeSeries(converted.series("a")), x);
    EXPECT_EQ(TimeSeries(converted.series("b")), y);
    for (std::size_t k = 0; k < z.size(); ++k) {
      const double expected = x.values()[k] + y.values()[k];
      EXPECT_TRUE(z.values()[k] == expected || (hw::is_missing(z.values()[k]) && hw::is_missing(expected)));
    }
  }
}

}  // namespace convert_test
