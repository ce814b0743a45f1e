#include "highwater/records/records.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <optional>
#include <span>
#include <sstream>
#include <vector>

#include "highwater/calendar/fiscal_year.hpp"
#include "highwater/series/selection.hpp"
#include "support/bits.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
namespace records = highwater::records;
using hw::missing_value;
using hw::TimeSeries;

namespace records_test {

const TimeSeries exports(hw::month(2024, 5), {332, 298, 286, missing_value, 292, 330, 310, 348});

TEST(Highs, TellWhoHeldTheRecordBefore) {
  const std::vector<hw::Record> highs = records::highs(exports);
  ASSERT_EQ(highs.size(), 2U);
  EXPECT_EQ(highs[1].period, hw::month(2024, 12));
  EXPECT_EQ(highs[1].value, 348.0);
  EXPECT_EQ(highs[1].previous_period, hw::month(2024, 5));
  EXPECT_EQ(highs[1].previous_value, 332.0);
  EXPECT_EQ(highs[1].margin(), 16.0);
  EXPECT_DOUBLE_EQ(highs[1].relative_margin(), 16.0 / 332.0);
  EXPECT_EQ(highs[1].waiting_time(), 7);
  EXPECT_EQ(highs[1].index, 2);
}

TEST(Highs, BeginWithTheTrivialRecord) {
  const hw::Record trivial = records::highs(exports).front();
  EXPECT_EQ(trivial.index, 1);
  EXPECT_EQ(trivial.previous_period, std::nullopt);
  EXPECT_EQ(trivial.waiting_time(), std::nullopt);
  EXPECT_TRUE(hw::is_missing(trivial.previous_value));
  EXPECT_TRUE(hw::is_missing(trivial.margin()));
  EXPECT_TRUE(hw::is_missing(trivial.relative_margin()));
}

TEST(Lows, AreMirrored) {
  const std::vector<hw::Record> lows = records::lows(exports);
  ASSERT_EQ(lows.size(), 3U);
  EXPECT_EQ(lows[2].period, hw::month(2024, 7));
  EXPECT_EQ(lows[2].margin(), -12.0);
}

TEST(Records, DoNotCountALeadingMissingValue) {
  const std::vector<hw::Record> highs =
      records::highs(TimeSeries(hw::year(2020), {missing_value, missing_value, 1, 2}));
  ASSERT_EQ(highs.size(), 2U);
  EXPECT_EQ(highs[0].period, hw::year(2022));
}

TEST(Records, CountTiesIfAsked) {
  const TimeSeries series(hw::year(2020), {3, 3, 1, 3, 4});
  EXPECT_EQ(records::highs(series).size(), 2U);
  EXPECT_EQ(records::highs(series, {.ties = hw::Ties::weak}).size(), 4U);
  EXPECT_EQ(records::lows(series, {.ties = hw::Ties::weak}).size(), 3U);
}

TEST(Records, OfNothingAreNone) {
  EXPECT_TRUE(records::highs(TimeSeries(hw::year(2020), {})).empty());
  EXPECT_TRUE(records::lows(TimeSeries(hw::year(2020), std::vector<double>(40, missing_value))).empty());
}

TEST(RelativeMargin, OverARecordOfZeroIsMissing) {
  EXPECT_TRUE(hw::is_missing(records::highs(TimeSeries(hw::year(2020), {0, 5})).back().relative_margin()));
}

TEST(RunningHigh, StandsOverGaps) {
  const TimeSeries high = records::running_high(TimeSeries(hw::year(2020), {missing_value, 2, missing_value, 1, 3}));
  EXPECT_TRUE(test_support::same_bits(high, TimeSeries(hw::year(2020), {missing_value, 2, 2, 2, 3})));
}

TEST(RunningLow, IsTheSmallestSoFar) {
  const TimeSeries low = records::running_low(TimeSeries(hw::year(2020), {4, 5, 2, missing_value, 3}));
  EXPECT_TRUE(test_support::same_bits(low, TimeSeries(hw::year(2020), {4, 4, 2, 2, 2})));
}

TEST(HighestSince, IsTheLatestPeriodThatWasAsHigh) {
  EXPECT_EQ(records::highest_since(exports, hw::month(2024, 10)), hw::month(2024, 5));
  EXPECT_EQ(records::highest_since(exports, hw::month(2024, 11)), hw::month(2024, 10));
  EXPECT_EQ(records::lowest_since(exports, hw::month(2024, 11)), hw::month(2024, 9));
}

TEST(HighestSince, CountsAnEqualValue) {
  EXPECT_EQ(records::highest_since(TimeSeries(hw::year(2020), {7, 7}), hw::year(2021)), hw::year(2020));
}

TEST(HighestSince, IsEmptyIfItIsTheHighestEver) {
  EXPECT_EQ(records::highest_since(exports, hw::month(2024, 12)), std::nullopt);
  EXPECT_EQ(records::highest_since(exports, hw::month(2024, 5)), std::nullopt);
  EXPECT_EQ(records::lowest_since(exports, hw::month(2024, 7)), std::nullopt);
}

TEST(HighestSince, OfAMissingOrAnUnknownPeriodIsAnError) {
  EXPECT_THROW(records::highest_since(exports, hw::month(2024, 8)), hw::Error);
  EXPECT_THROW(records::highest_since(exports, hw::month(2025, 1)), hw::Error);
  EXPECT_THROW(records::lowest_since(exports, hw::year(2024)), hw::Error);
}

TEST(Records, ReadBackwardBeatEverythingAfterThem) {
  const std::vector<hw::Record> highs =
      records::highs(TimeSeries(hw::year(2020), {3, 9, 1, 5, missing_value, 2}), {.order = records::Order::backward});
  ASSERT_EQ(highs.size(), 3U);
  EXPECT_EQ(highs[0].period, hw::year(2025));
  EXPECT_EQ(highs[1].period, hw::year(2023));
  EXPECT_EQ(highs[1].previous_period, hw::year(2025));
  EXPECT_EQ(highs[1].waiting_time(), 2);
  EXPECT_EQ(highs[2].period, hw::year(2021));
  EXPECT_EQ(highs[2].margin(), 4.0);
}

TEST(Records, OfAPanelAreThoseOfEachSeries) {
  const hw::Panel panel({"a", "b"}, hw::year(2020), {1, 2, 3, 5, 4, 6});
  const auto highs = records::highs(panel);
  ASSERT_EQ(highs.size(), 2U);
  EXPECT_EQ(highs[0].size(), 3U);
  EXPECT_EQ(highs[1].size(), 2U);
  EXPECT_EQ(records::lows(panel)[1].back().period, hw::year(2021));
}

TEST(Records, OfOneMonthOfTheYearAreThoseOfThatSeason) {
  const TimeSeries quarters(hw::quarter(2020, 1), {5, 9, 1, 9, 6, 8, 2, 9, 4, 7, 3, 12});
  const auto firsts = records::highs(hw::of_each_year(quarters, 1));
  ASSERT_EQ(firsts.size(), 2U);
  EXPECT_EQ(firsts[1].period, hw::year(2021));
  const auto fourths = records::highs(hw::of_each_year(quarters, 4), {.ties = hw::Ties::weak});
  ASSERT_EQ(fourths.size(), 3U);
  EXPECT_EQ(fourths[2].waiting_time(), 1);
}

TEST(Records, WithinAFiscalYearAreThoseOfItsPeriods) {
  const hw::FiscalYear july{.first_month = 7};
  const TimeSeries quarters(hw::quarter(2023, 1), {50, 40, 10, 30, 20, 35, 60});
  const auto of_year = [&](int year) {
    return records::highs(
        quarters.within(july.first(year, hw::Frequency::quarterly), july.last(year, hw::Frequency::quarterly)));
  };
  ASSERT_EQ(of_year(2024).size(), 3U);
  EXPECT_EQ(of_year(2024)[2].period, hw::quarter(2024, 2));
  EXPECT_EQ(of_year(2023).size(), 1U);
  EXPECT_TRUE(of_year(2030).empty());
}

TEST(RunningRecordsAndIndicators, AtOnceAreThoseOfTwoPasses) {
  test_support::RandomData random(12);
  const auto expect_same = [](const hw::PanelView& panel, std::size_t offset) {
    const std::size_t rows = panel.periods(), count = panel.series_count();
    std::vector<double> first(rows * count), second(rows * count), standing(rows * count), flags(rows * count + offset);
    const hw::Output high = hw::into(standing, rows, count);
    const hw::Output indicators = hw::into({flags.data() + offset, rows * count}, rows, count);
    for (const hw::Ties ties : {hw::Ties::strict, hw::Ties::weak}) {
      records::running_high(panel, {}, hw::into(first, rows, count));
      records::high_indicators(panel, {.ties = ties}, hw::into(second, rows, count));
      records::running_extreme_and_indicators(panel, hw::Side::high, {.ties = ties}, high, indicators);
      EXPECT_TRUE(test_support::same_bits(std::span<const double>(standing), first)) << rows;
      EXPECT_TRUE(test_support::same_bits(std::span<const double>(flags).subspan(offset), second)) << rows;
      records::running_low(panel, {}, hw::into(first, rows, count));
      records::low_indicators(panel, {.ties = ties}, hw::into(second, rows, count));
      records::running_extreme_and_indicators(panel, hw::Side::low, {.ties = ties}, high, indicators);
      EXPECT_TRUE(test_support::same_bits(std::span<const double>(standing), first)) << rows;
      EXPECT_TRUE(test_support::same_bits(std::span<const double>(flags).subspan(offset), second)) << rows;
    }
  };
  for (const std::size_t size : test_support::sizes)
    for (const auto kind : test_support::kinds)
      for (const std::size_t gap : {0U, 5U}) {
        std::vector<double> values = random.values(size, kind, gap);
        if (size > 2) values[0] = 0.0, values[1] = -0.0;  // equal, but not the same bits
        expect_same({hw::month(1990, 1), values, size, 1}, 1);
      }
  // Written past the cache, to places that a pack can be streamed to and to others.
  const std::vector<double> large = random.values(3 * 360'000, test_support::kinds[0], 1000);
  for (const std::size_t offset : {0U, 1U, 8U}) expect_same({hw::day(1000, 1, 1), large, 360'000, 3}, offset);
}

TEST(Record, IsWrittenWithThePreviousOne) {
  std::ostringstream out;
  for (const hw::Record& record : records::highs(exports)) out << record << '\n';
  EXPECT_EQ(out.str(), "2024-05: 332, the first\n2024-12: 348, previous 332 in 2024-05\n");
}

TEST(Record, HasNoInfiniteMargin) {
  const hw::TimeSeries wide(hw::year(2020), {-1.7e308, 1.7e308});
  const hw::Record record = hw::records::highs(wide).back();
  EXPECT_TRUE(hw::is_missing(record.margin()));
  EXPECT_EQ(record.relative_margin(), -2.0);
  const hw::Record from_little = hw::records::highs(hw::TimeSeries(hw::year(2020), {1e-200, 1e200})).back();
  EXPECT_EQ(from_little.margin(), 1e200);
  EXPECT_TRUE(hw::is_missing(from_little.relative_margin()));
}

}  // namespace records_test
