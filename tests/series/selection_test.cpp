#include "highwater/series/selection.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "highwater/records/records.hpp"
#include "support/bits.hpp"

namespace hw = highwater;
using hw::TimeSeries;
using test_support::same_bits;

namespace selection_test {

constexpr double gap = hw::missing_value;

std::vector<double> counted(std::size_t n) {
  std::vector<double> values(n);
  for (std::size_t t = 0; t < n; ++t) values[t] = static_cast<double>(t);
  return values;
}

TEST(OfEachYear, GivesOneSeasonAsAnAnnualSeries) {
  const TimeSeries months(hw::month(2022, 3), counted(34));
  EXPECT_EQ(hw::of_each_year(months, 12), TimeSeries(hw::year(2022), {9.0, 21.0, 33.0}));
  EXPECT_EQ(hw::of_each_year(months, 1), TimeSeries(hw::year(2023), {10.0, 22.0}));
  EXPECT_EQ(hw::of_each_year(TimeSeries(hw::year(2000), {1.0, 2.0}), 1), TimeSeries(hw::year(2000), {1.0, 2.0}));
  EXPECT_TRUE(hw::of_each_year(TimeSeries(hw::month(2022, 3), {1.0}), 4).empty());
}

TEST(OfEachYear, MakesTheBestDecemberARecord) {
  const TimeSeries exports(hw::month(2022, 12), {246, 190, 195, 225, 191, 236, 225, 214, 235, 206, 238, 259, 303});
  const auto highs = hw::records::highs(hw::of_each_year(exports, 12));
  EXPECT_EQ(highs.back().period, hw::year(2023));
  EXPECT_EQ(highs.back().previous_value, 246.0);
}

TEST(OfEachYear, LeavesOutWeek53WhereThereIsNone) {
  const TimeSeries weeks(hw::week(2015, 1), counted(53 + 5 * 52 + 1 + 52));  // to the end of 2020 and beyond
  const TimeSeries last = hw::of_each_year(weeks, 53);
  EXPECT_TRUE(same_bits(last, TimeSeries(hw::year(2015), {52, gap, gap, gap, gap, 313})));
}

TEST(OfEachYear, KeepsTheFiscalYearOfQuarters) {
  const hw::FiscalYear july{.first_month = 7};
  EXPECT_EQ(hw::of_each_year(TimeSeries(hw::quarter(2024, 3), {1, 2, 3, 4, 5}, july), 3),
            TimeSeries(hw::year(2024), {1, 5}, july));
}

TEST(OfEachYear, OfAPanelIsThatOfEachSeries) {
  const hw::Panel panel({"a", "b"}, hw::quarter(2024, 1), {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
  const hw::Panel years = hw::of_each_year(panel, 1);
  EXPECT_EQ(TimeSeries(years.series("b")), TimeSeries(hw::year(2024), {6.0, 10.0}));
}

TEST(OfEachYear, OfANumberThatYearsDoNotHaveIsAnError) {
  EXPECT_THROW(hw::of_each_year(TimeSeries(hw::month(2024, 1), {1.0}), 13), hw::Error);
  EXPECT_THROW(hw::of_each_year(TimeSeries(hw::quarter(2024, 1), {1.0}), 0), hw::Error);
  EXPECT_THROW(hw::of_each_year(TimeSeries(hw::day(2024, 1, 1), {1.0}), 1), hw::Error);
}

}  // namespace selection_test
