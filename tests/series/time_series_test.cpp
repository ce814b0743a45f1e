#include "highwater/series/time_series.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "support/message_of.hpp"

namespace hw = highwater;
using hw::TimeSeries;
using test_support::message_of;

namespace time_series_test {

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(TimeSeries, OwnsItsValues) {
  std::vector<double> values{1.0, 2.0};
  const TimeSeries series(hw::quarter(2024, 1), values);
  values[0] = 9.0;
  EXPECT_EQ(series[hw::quarter(2024, 1)], 1.0);
}

TEST(TimeSeries, TakesOverAVectorWithoutACopy) {
  std::vector<double> values{1.0, 2.0};
  const double* const data = values.data();
  const TimeSeries series(hw::quarter(2024, 1), std::move(values));
  EXPECT_EQ(series.values().data(), data);
}

TEST(TimeSeries, IsViewedWithoutACopy) {
  const TimeSeries series(hw::quarter(2024, 1), {1.0, 2.0}, {.first_month = 4});
  const hw::SeriesView view = series;
  EXPECT_EQ(view.values().data(), series.values().data());
  EXPECT_EQ(view.fiscal_year(), series.fiscal_year());
  EXPECT_EQ(TimeSeries(view), series);
}

TEST(TimeSeries, OfAnInfiniteValueIsAnErrorThatNamesThePeriod) {
  for (std::size_t at = 0; at < 20; ++at)
    for (const double bad : {infinity, -infinity}) {
      std::vector<double> values(20, 1.0);
      values[at] = bad;
      try {
        TimeSeries(hw::month(2024, 1), values);
        FAIL() << at;
      } catch (const hw::Error& error) {
        const hw::Period period = hw::month(2024, 1) + static_cast<std::int64_t>(at);
        EXPECT_EQ(error.what(), "the value of " + hw::to_string(period) + " is infinite");
      }
    }
}

TEST(TimeSeries, EqualsAnotherWithTheSamePeriodsAndValues) {
  const TimeSeries series(hw::year(2023), {1.0, hw::missing_value});
  EXPECT_EQ(series, TimeSeries(hw::year(2023), {1.0, hw::missing_value}));
  EXPECT_FALSE(series == TimeSeries(hw::year(2024), {1.0, hw::missing_value}));
  EXPECT_FALSE(series == TimeSeries(hw::year(2023), {1.0, 0.0}));
  EXPECT_FALSE(series == TimeSeries(hw::year(2023), {1.0}));
  EXPECT_FALSE(series == TimeSeries(hw::year(2023), {1.0, hw::missing_value}, {.first_month = 7}));
  EXPECT_FALSE(series == TimeSeries(hw::quarter(2023, 1), {1.0, hw::missing_value}));
  EXPECT_FALSE(series == TimeSeries(series.first(), std::vector<double>(series.size(), 2.0)));
  EXPECT_FALSE(TimeSeries(series.first(), std::vector<double>(series.size(), 2.0)) == series);
  const hw::Observation one{series.first(), 1.0}, none{series.first(), hw::missing_value},
      later{series.first() + 1, 1.0};
  EXPECT_FALSE(one == none);
  EXPECT_FALSE(none == one);
  EXPECT_FALSE(one == later);
}

TEST(TimeSeries, TakesNoInfinityAtItsEnd) {
  TimeSeries series(hw::month(2024, 11), {310.0});
  for (const double infinite : {infinity, -infinity}) {
    EXPECT_EQ(message_of([&] { return series.append(infinite), 0; }), "the value of 2024-12 is infinite");
    EXPECT_EQ(message_of([&] { return series.append(hw::month(2025, 2), infinite), 0; }),
              "the value of 2025-02 is infinite");
  }
  EXPECT_EQ(series.size(), 1U);
}

TEST(TimeSeries, MayBeEmpty) {
  const TimeSeries series(hw::year(2023), {});
  EXPECT_TRUE(series.empty());
  EXPECT_TRUE(hw::is_missing(series[hw::year(2023)]));
  EXPECT_TRUE(series.within(hw::year(2023), hw::year(2024)).empty());
}

TEST(Within, GivesWhatThereIsOfAFiscalYear) {
  const hw::TimeSeries exports(hw::month(2024, 10), {330.0, 310.0, 348.0});
  const hw::FiscalYear july{.first_month = 7};
  const auto part = [&](int year) {
    return exports.within(july.first(year, hw::Frequency::monthly), july.last(year, hw::Frequency::monthly));
  };
  EXPECT_EQ(part(2025).size(), 3U);
  EXPECT_TRUE(part(2024).empty());
  EXPECT_TRUE(part(2026).empty());
  EXPECT_EQ(hw::TimeSeries(exports.within(hw::month(2024, 11), hw::month(2030, 1))),
            hw::TimeSeries(hw::month(2024, 11), {310.0, 348.0}));
  EXPECT_TRUE(exports.within(hw::month(2024, 12), hw::month(2024, 11)).empty());
  EXPECT_THROW(exports.within(hw::year(2024), hw::year(2025)), hw::Error);
}

}  // namespace time_series_test
