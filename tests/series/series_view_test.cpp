#include "highwater/series/series_view.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

namespace hw = highwater;

namespace series_view_test {

const std::vector<double> values{330.0, hw::missing_value, 348.0};
const hw::SeriesView series(hw::month(2024, 10), values);
const hw::SeriesView nothing(hw::month(2024, 10), {});

TEST(SeriesView, BorrowsAndDoesNotCopy) {
  EXPECT_EQ(series.values().data(), values.data());
  EXPECT_EQ(series.size(), 3U);
  EXPECT_EQ(series.first(), hw::month(2024, 10));
  EXPECT_EQ(series.last(), hw::month(2024, 12));
  EXPECT_EQ(series.frequency(), hw::Frequency::monthly);
}

TEST(SeriesView, IsReadByPeriod) {
  EXPECT_EQ(series[hw::month(2024, 12)], 348.0);
  EXPECT_EQ(series.at(hw::month(2024, 10)), 330.0);
  EXPECT_TRUE(hw::is_missing(series[hw::month(2024, 11)]));
  EXPECT_TRUE(hw::is_missing(series.at(hw::month(2024, 11))));
}

TEST(SeriesView, IsMissingOutsideItsRange) {
  EXPECT_TRUE(hw::is_missing(series[hw::month(2024, 9)]));
  EXPECT_TRUE(hw::is_missing(series[hw::month(2025, 1)]));
  EXPECT_THROW(series.at(hw::month(2025, 1)), hw::Error);
  EXPECT_THROW(series.index_of(hw::month(2024, 9)), hw::Error);
  EXPECT_FALSE(series.contains(hw::month(2025, 1)));
  EXPECT_TRUE(series.contains(hw::month(2024, 11)));
}

TEST(SeriesView, DoesNotTakeAnotherFrequency) {
  EXPECT_THROW(series[hw::year(2024)], hw::Error);
  EXPECT_THROW(series.at(hw::quarter(2024, 4)), hw::Error);
  EXPECT_THROW(static_cast<void>(series.contains(hw::day(2024, 12, 1))), hw::Error);
}

TEST(SeriesView, SaysWhatWasAskedAndWhatThereIs) {
  const auto message = [](const hw::SeriesView& asked, hw::Period period) -> std::string {
    try {
      asked.at(period);
    } catch (const hw::Error& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(message(series, hw::month(2025, 1)), "2025-01 lies outside the series, 2024-10 to 2024-12");
  EXPECT_EQ(message(series, hw::year(2024)), "2024 is annual and the series is monthly");
  EXPECT_EQ(message(nothing, hw::month(2025, 1)), "2025-01 was asked of an empty series");
}

TEST(SeriesView, YieldsPeriodsAndValues) {
  std::vector<hw::Period> periods;
  double sum = 0.0;
  for (const auto& [period, value] : series) {
    periods.push_back(period);
    if (!hw::is_missing(value)) sum += value;
  }
  EXPECT_EQ(periods, (std::vector{hw::month(2024, 10), hw::month(2024, 11), hw::month(2024, 12)}));
  EXPECT_EQ(sum, 678.0);
}

TEST(SeriesView, GivesAPart) {
  const hw::SeriesView part = series.slice(hw::month(2024, 11), hw::month(2024, 12));
  EXPECT_EQ(part.size(), 2U);
  EXPECT_EQ(part.first(), hw::month(2024, 11));
  EXPECT_EQ(part.values().data(), values.data() + 1);
  EXPECT_THROW(series.slice(hw::month(2024, 12), hw::month(2024, 11)), hw::Error);
  EXPECT_THROW(series.slice(hw::month(2024, 9), hw::month(2024, 11)), hw::Error);
  EXPECT_THROW(series.slice(hw::month(2024, 10), hw::month(2025, 1)), hw::Error);
}

TEST(SeriesView, MayBeEmpty) {
  EXPECT_TRUE(nothing.empty());
  EXPECT_TRUE(nothing.begin() == nothing.end());
  EXPECT_TRUE(hw::is_missing(nothing[hw::month(2024, 10)]));
  EXPECT_THROW(static_cast<void>(nothing.last()), hw::Error);
}

std::string text(hw::SeriesView written) {
  std::ostringstream out;
  out << written;
  return out.str();
}

TEST(SeriesView, IsWrittenInOneLine) {
  EXPECT_EQ(text(series), "2024-10 to 2024-12: 330, NaN, 348");
  EXPECT_EQ(text(series.slice(hw::month(2024, 12), hw::month(2024, 12))), "2024-12 to 2024-12: 348");
  EXPECT_EQ(text(nothing), "empty from 2024-10");
}

TEST(SeriesView, IsWrittenInTheNumberFormatOfTheStream) {
  std::ostringstream out;
  out.precision(2);
  out << std::fixed << series;
  EXPECT_EQ(out.str(), "2024-10 to 2024-12: 330.00, NaN, 348.00");
}

}  // namespace series_view_test
