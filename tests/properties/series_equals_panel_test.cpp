#include <gtest/gtest.h>

#include <cstddef>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "highwater/aggregate/expanding.hpp"
#include "highwater/aggregate/fiscal.hpp"
#include "highwater/aggregate/trailing.hpp"
#include "highwater/growth/growth.hpp"
#include "highwater/growth/working_days.hpp"
#include "highwater/records/drawdown.hpp"
#include "highwater/records/ranks.hpp"
#include "highwater/records/records.hpp"
#include "highwater/series/seasonal.hpp"
#include "support/bits.hpp"
#include "support/random_data.hpp"

// Every function that takes a series or a panel gives a panel's column the bits that the series alone gets: owned or
// borrowed with a stride, returned or written into the caller's memory.

namespace hw = highwater;
using test_support::RandomData;
using test_support::same_bits;

namespace series_equals_panel_test {

const hw::Period start = hw::month(2011, 3);
const hw::FiscalYear july{.first_month = 7};
constexpr std::size_t columns = 5;

/// Random columns with `padding` values between them that no function may read into a result or write.
struct Memory {
  std::size_t rows, stride;
  std::vector<double> values;

  Memory(RandomData& random, std::size_t rows_, std::size_t padding) : rows(rows_), stride(rows_ + padding) {
    values.assign(stride * columns, 12345.0);
    for (std::size_t j = 0; j < columns; ++j) {
      const std::vector<double> column = random.values(rows, test_support::kinds[j], j % 2 == 0 ? 9 : 0);
      for (std::size_t t = 0; t < rows; ++t) values[j * stride + t] = column[t];
    }
  }
  std::span<const double> column(std::size_t j) const { return {values.data() + j * stride, rows}; }
  hw::SeriesView series(std::size_t j) const { return {start, column(j)}; }
  hw::PanelView panel() const { return {start, values, rows, columns, stride}; }
};

/// function(data) for series and panels; into(data, output) writes the same, or is nullptr.
template <class Function, class Into>
void expect_series_equals_panel(const std::string& name, Function function, Into into, std::size_t least_rows = 0) {
  RandomData random(20240701);
  for (const std::size_t rows : test_support::sizes) {
    if (rows < least_rows) continue;
    for (const std::size_t padding : {0U, 1U, 5U}) {
      SCOPED_TRACE(name + ", " + std::to_string(rows) + " periods, padding " + std::to_string(padding));
      const Memory memory(random, rows, padding);
      const hw::Panel together = function(memory.panel());
      ASSERT_EQ(together.series_count(), columns);

      std::vector<double> packed;
      for (std::size_t j = 0; j < columns; ++j)
        packed.insert(packed.end(), memory.column(j).begin(), memory.column(j).end());
      const hw::Panel owned({"a", "b", "c", "d", "e"}, start, packed);
      const hw::Panel from_owned = function(owned);
      EXPECT_EQ(from_owned.first(), together.first());
      EXPECT_TRUE(same_bits(from_owned.values(), together.values()));
      EXPECT_EQ(from_owned.names()[4], "e");

      for (std::size_t j = 0; j < columns; ++j) {
        const hw::TimeSeries alone = function(memory.series(j));
        EXPECT_EQ(alone.first(), together.first());
        EXPECT_TRUE(same_bits(alone.values(), together.series(j).values())) << "series " << j;
      }

      if constexpr (!std::is_null_pointer_v<Into>) {
        const std::size_t stride = rows + 3;
        std::vector<double> out(stride * columns, -7.0), one(rows, -7.0);
        into(memory.panel(), hw::into(out, rows, columns, stride));
        for (std::size_t j = 0; j < columns; ++j) {
          into(memory.series(j), hw::into(one));
          EXPECT_TRUE(same_bits(one, together.series(j).values())) << "written alone, series " << j;
          EXPECT_TRUE(same_bits(std::span(out).subspan(j * stride, rows), together.series(j).values()))
              << "written, " << j;
          EXPECT_EQ(std::vector<double>(3, -7.0),
                    std::vector<double>(out.begin() + static_cast<std::ptrdiff_t>(j * stride + rows),
                                        out.begin() + static_cast<std::ptrdiff_t>((j + 1) * stride)))
              << "the caller's memory between columns";
        }
      }
    }
  }
}

TEST(SeriesEqualsPanel, InGrowthUnderEveryBasePolicy) {
  for (const auto base : {hw::BasePolicy::positive, hw::BasePolicy::absolute, hw::BasePolicy::signed_base})
    for (const int lag : {1, 2, 3, 12, 40})
      expect_series_equals_panel(
          "over " + std::to_string(lag), [&](const auto& x) { return hw::growth::over(x, lag, {.base = base}); },
          [&](const auto& x, const hw::Output& out) { hw::growth::over(x, lag, {.base = base}, out); });
}

TEST(SeriesEqualsPanel, InGrowthOverThePeriodAndTheYear) {
  expect_series_equals_panel(
      "period over period", [](const auto& x) { return hw::growth::period_over_period(x); },
      [](const auto& x, const hw::Output& out) { hw::growth::period_over_period(x, {}, out); });
  expect_series_equals_panel(
      "year over year", [](const auto& x) { return hw::growth::year_over_year(x); },
      [](const auto& x, const hw::Output& out) { hw::growth::year_over_year(x, {}, out); });
}

TEST(SeriesEqualsPanel, InDifferencesLogChangesAndAnnualisedRates) {
  expect_series_equals_panel(
      "difference", [](const auto& x) { return hw::growth::difference(x, 3); },
      [](const auto& x, const hw::Output& out) { hw::growth::difference(x, 3, {}, out); });
  expect_series_equals_panel(
      "difference on the year", [](const auto& x) { return hw::growth::difference_on_year(x); },
      [](const auto& x, const hw::Output& out) { hw::growth::difference_on_year(x, {}, out); });
  expect_series_equals_panel(
      "log change", [](const auto& x) { return hw::growth::log_change(x, 3); },
      [](const auto& x, const hw::Output& out) { hw::growth::log_change(x, 3, {}, out); });
  expect_series_equals_panel(
      "annualised", [](const auto& x) { return hw::growth::annualised(x, 3); },
      [](const auto& x, const hw::Output& out) { hw::growth::annualised(x, 3, {}, out); });
}

TEST(SeriesEqualsPanel, InValuesPerWorkingDay) {
  const hw::WorkingDays calendar({.holidays = {hw::day(2011, 5, 2), hw::day(2012, 12, 25)}});
  expect_series_equals_panel(
      "per working day", [&](const auto& x) { return hw::growth::per_working_day(x, calendar); },
      [&](const auto& x, const hw::Output& out) { hw::growth::per_working_day(x, calendar, {}, out); });
}

TEST(SeriesEqualsPanel, InTrailingStatistics) {
  namespace aggregate = hw::aggregate;
  for (const auto window : {hw::Window::including, hw::Window::before})
    for (const int n : {1, 2, 3, 5, 12, 33, 64, 999, 1000, 1001})
      for (const std::int64_t min_count : {0, 1}) {
        const aggregate::TrailingOptions options{.window = window, .min_count = min_count};
        const auto expect = [&](const char* name, auto function) {
          expect_series_equals_panel(
              name + std::to_string(n), [&](const auto& x) { return function(x, n, options); },
              [&](const auto& x, const hw::Output& out) { function(x, n, options, out); });
        };
        expect("mean of ", [](const auto& x, auto... rest) { return aggregate::trailing_mean(x, rest...); });
        expect("sum of ", [](const auto& x, auto... rest) { return aggregate::trailing_sum(x, rest...); });
        expect("maximum of ", [](const auto& x, auto... rest) { return aggregate::trailing_max(x, rest...); });
        expect("minimum of ", [](const auto& x, auto... rest) { return aggregate::trailing_min(x, rest...); });
        expect("median of ", [](const auto& x, auto... rest) { return aggregate::trailing_median(x, rest...); });
        expect("deviation of ",
               [](const auto& x, auto... rest) { return aggregate::trailing_standard_deviation(x, rest...); });
      }
}

TEST(SeriesEqualsPanel, InExpandingStatistics) {
  namespace aggregate = hw::aggregate;
  expect_series_equals_panel(
      "mean", [](const auto& x) { return aggregate::expanding_mean(x); },
      [](const auto& x, const hw::Output& out) { aggregate::expanding_mean(x, {}, out); });
  expect_series_equals_panel(
      "sum", [](const auto& x) { return aggregate::expanding_sum(x); },
      [](const auto& x, const hw::Output& out) { aggregate::expanding_sum(x, {}, out); });
  expect_series_equals_panel(
      "median", [](const auto& x) { return aggregate::expanding_median(x, {.min_count = 2}); },
      [](const auto& x, const hw::Output& out) { aggregate::expanding_median(x, {.min_count = 2}, out); });
  expect_series_equals_panel(
      "deviation", [](const auto& x) { return aggregate::expanding_standard_deviation(x); },
      [](const auto& x, const hw::Output& out) { aggregate::expanding_standard_deviation(x, {}, out); });
}

TEST(SeriesEqualsPanel, InYearsToDateAndFiscalTotals) {
  expect_series_equals_panel(
      "year to date", [](const auto& x) { return hw::aggregate::year_to_date(x, july); },
      [](const auto& x, const hw::Output& out) { hw::aggregate::year_to_date(x, july, {}, out); });
  for (const auto completeness : {hw::Completeness::complete, hw::Completeness::partial})
    expect_series_equals_panel(
        "fiscal totals",
        [&](const auto& x) { return hw::aggregate::fiscal_totals(x, july, {.completeness = completeness}); }, nullptr);
  for (const auto summary : {hw::Summary::sum, hw::Summary::first, hw::Summary::last})
    for (const std::int64_t count : {0, 1})
      expect_series_equals_panel(
          "converted",
          [&](const auto& x) {
            return hw::aggregate::convert(x, hw::Frequency::quarterly, summary, july, {.min_count = count});
          },
          nullptr);
}

TEST(SeriesEqualsPanel, InRunningHighsAndLows) {
  expect_series_equals_panel(
      "running high", [](const auto& x) { return hw::records::running_high(x); },
      [](const auto& x, const hw::Output& out) { hw::records::running_high(x, {}, out); });
  expect_series_equals_panel(
      "drawdown", [](const auto& x) { return hw::records::drawdown(x); },
      [](const auto& x, const hw::Output& out) { hw::records::drawdown(x, {}, out); });
  expect_series_equals_panel(
      "running low", [](const auto& x) { return hw::records::running_low(x); },
      [](const auto& x, const hw::Output& out) { hw::records::running_low(x, {}, out); });
}

TEST(SeriesEqualsPanel, InSeasonalAdjustment) {
  for (const auto form : {hw::SeasonalForm::automatic, hw::SeasonalForm::additive})
    for (const auto years : {hw::YearTotals::free, hw::YearTotals::kept})
      expect_series_equals_panel(
          "seasonally adjusted",
          [&](const auto& x) { return hw::seasonally_adjusted(x, {.form = form, .years = years}); },
          [&](const auto& x, const hw::Output& out) {
            hw::seasonally_adjusted(x, {.form = form, .years = years}, out);
          },
          1000);
}

TEST(SeriesEqualsPanel, InRanksAndHowLongValuesWereUnmatched) {
  expect_series_equals_panel(
      "highest for", [](const auto& x) { return hw::records::highest_for(x); },
      [](const auto& x, const hw::Output& out) { hw::records::highest_for(x, {}, out); });
  expect_series_equals_panel(
      "lowest for", [](const auto& x) { return hw::records::lowest_for(x); },
      [](const auto& x, const hw::Output& out) { hw::records::lowest_for(x, {}, out); });
  for (const hw::Side side : {hw::Side::high, hw::Side::low})
    expect_series_equals_panel(
        "ranks", [&](const auto& x) { return hw::records::ranks(x, {.side = side}); },
        [&](const auto& x, const hw::Output& out) { hw::records::ranks(x, {.side = side}, out); });
}

}  // namespace series_equals_panel_test
