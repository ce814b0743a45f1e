#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "highwater/aggregate/convert.hpp"
#include "highwater/aggregate/fiscal.hpp"
#include "highwater/aggregate/trailing.hpp"
#include "highwater/growth/decomposition.hpp"
#include "highwater/records/ranks.hpp"
#include "highwater/records/records.hpp"
#include "highwater/series/arithmetic.hpp"
#include "highwater/series/selection.hpp"
#include "support/bits.hpp"
#include "support/random_data.hpp"

// What changes the number of periods, or takes more than one input, also writes into the caller's memory, with the bits
// that it would return. (For the others, see series_equals_panel_test.cpp.)

namespace hw = highwater;
using test_support::RandomData;
using test_support::same_bits;

namespace caller_memory_test {

const hw::FiscalYear july{.first_month = 7};

template <class Function, class Into>
void expect_same_in_callers_memory(const std::string& name, Function function, Into into) {
  RandomData random(77);
  for (const std::size_t rows : {0U, 1U, 30U, 100U}) {
    SCOPED_TRACE(name + ", " + std::to_string(rows) + " periods");
    std::vector<double> values;
    for (const test_support::Kind kind : {test_support::Kind::positive, test_support::Kind::coarse})
      for (const double x : random.values(rows, kind, 15)) values.push_back(x);
    const hw::Panel panel({"a", "b"}, hw::month(2011, 3), values);

    const hw::Panel returned = function(panel);
    std::vector<double> written(returned.values().size() + 3, 12345.0);
    into(panel, hw::into(written, returned.periods(), 2));
    for (std::size_t i = 0; i < returned.values().size(); ++i)
      EXPECT_TRUE(same_bits(written[i], returned.values()[i])) << i;
    for (std::size_t i = returned.values().size(); i < written.size(); ++i) EXPECT_EQ(written[i], 12345.0);

    const hw::TimeSeries alone = function(panel.series(1));
    std::vector<double> column(alone.size());
    into(panel.series(1), hw::into(column));
    for (std::size_t t = 0; t < column.size(); ++t) EXPECT_TRUE(same_bits(column[t], alone.values()[t])) << t;
    std::vector<double> too_long(alone.size() + 1);
    EXPECT_THROW(into(panel.series(1), hw::into(too_long)), hw::Error);
  }
}

TEST(CallersMemory, GetsLongerPeriodsAndTheirSums) {
  const hw::aggregate::ConvertOptions partial{.completeness = hw::Completeness::partial};
  expect_same_in_callers_memory(
      "convert",
      [&](const auto& data) {
        return hw::aggregate::convert(data, hw::Frequency::quarterly, hw::Summary::mean, july, partial);
      },
      [&](const auto& data, const hw::Output& out) {
        EXPECT_EQ(hw::aggregate::convert(data, hw::Frequency::quarterly, hw::Summary::mean, july, partial, out),
                  hw::quarter(2011, 3));
      });
  expect_same_in_callers_memory(
      "fiscal_totals", [](const auto& data) { return hw::aggregate::fiscal_totals(data, july); },
      [](const auto& data, const hw::Output& out) {
        EXPECT_EQ(hw::aggregate::fiscal_totals(data, july, {}, out), hw::year(2011));
      });
  expect_same_in_callers_memory(
      "carry_over", [](const auto& data) { return hw::growth::carry_over(data, july); },
      [](const auto& data, const hw::Output& out) {
        EXPECT_EQ(hw::growth::carry_over(data, july, {}, out), hw::year(2011));
      });
}

TEST(CallersMemory, GetsContributionsMomentumAndBaseEffects) {
  const hw::TimeSeries total(hw::month(2010, 1), std::vector<double>(150, 1000.0));
  expect_same_in_callers_memory(
      "contribution", [&](const auto& data) { return hw::growth::contribution(data, total, 2); },
      [&](const auto& data, const hw::Output& out) {
        EXPECT_EQ(hw::growth::contribution(data, total, 2, {}, out), data.first());
      });
  expect_same_in_callers_memory(
      "momentum", [](const auto& data) { return hw::growth::momentum(data); },
      [](const auto& data, const hw::Output& out) { hw::growth::momentum(data, {}, out); });
  expect_same_in_callers_memory(
      "base_effect", [](const auto& data) { return hw::growth::base_effect(data); },
      [](const auto& data, const hw::Output& out) { hw::growth::base_effect(data, {}, out); });
}

TEST(CallersMemory, GetsRecordIndicators) {
  expect_same_in_callers_memory(
      "high_indicators", [](const auto& data) { return hw::records::high_indicators(data); },
      [](const auto& data, const hw::Output& out) { hw::records::high_indicators(data, {}, out); });
  expect_same_in_callers_memory(
      "low_indicators", [](const auto& data) { return hw::records::low_indicators(data); },
      [](const auto& data, const hw::Output& out) { hw::records::low_indicators(data, {}, out); });
}

TEST(CallersMemory, GetsOtherPeriods) {
  expect_same_in_callers_memory(
      "lag", [](const auto& data) { return hw::lag(data, 2); },
      [](const auto& data, const hw::Output& out) { EXPECT_EQ(hw::lag(data, 2, out), hw::month(2011, 5)); });
  expect_same_in_callers_memory(
      "of_each_year", [](const auto& data) { return hw::of_each_year(data, 3); },
      [](const auto& data, const hw::Output& out) { EXPECT_EQ(hw::of_each_year(data, 3, out), hw::year(2011)); });
  const hw::PeriodRange range{hw::month(2011, 1), hw::month(2013, 1)};
  expect_same_in_callers_memory(
      "reindex", [&](const auto& data) { return hw::reindex(data, range); },
      [&](const auto& data, const hw::Output& out) { EXPECT_EQ(hw::reindex(data, range, out), range.first); });
}

TEST(CallersMemory, GetsSumsDifferencesProductsAndQuotients) {
  const hw::TimeSeries longer(hw::month(2010, 12), std::vector<double>(140, 3.0));
  const hw::TimeSeries inside(hw::month(2011, 3), {1.0, 2.0, NAN, 0.0});
  for (const hw::TimeSeries& other : {longer, inside}) {
    const hw::Period first = other.first();
    expect_same_in_callers_memory(
        "add", [&](const auto& data) { return data + other; },
        [&](const auto& data, const hw::Output& out) { EXPECT_EQ(hw::add(data, other, out), first); });
    expect_same_in_callers_memory(
        "subtract", [&](const auto& data) { return data - other; },
        [&](const auto& data, const hw::Output& out) { EXPECT_EQ(hw::subtract(data, other, out), first); });
  }
  expect_same_in_callers_memory(
      "multiply", [](const auto& data) { return data * data; },
      [](const auto& data, const hw::Output& out) { hw::multiply(data, data, out); });
  expect_same_in_callers_memory(
      "divide", [](const auto& data) { return data / 3.0; },
      [](const auto& data, const hw::Output& out) { EXPECT_EQ(hw::divide(data, 3, out), hw::month(2011, 3)); });
}

TEST(CallersMemory, ThatIsReadIsNotWritten) {
  std::vector<double> memory(20, 1.0);
  const hw::SeriesView series(hw::month(2020, 1), std::span(memory).subspan(2, 10));
  const auto into_part = [&](std::size_t from) { return hw::into(std::span(memory).subspan(from, 10)); };
  for (const std::size_t from : {0U, 1U, 2U, 3U, 10U}) {
    EXPECT_THROW(hw::growth::over(series, 1, {}, into_part(from)), hw::Error);
    EXPECT_THROW(hw::aggregate::trailing_mean(series, 3, {}, into_part(from)), hw::Error);
    EXPECT_THROW(hw::records::running_high(series, {}, into_part(from)), hw::Error);
    EXPECT_THROW(hw::add(hw::TimeSeries(hw::month(2020, 1), std::vector<double>(10, 1.0)), series, into_part(from)),
                 hw::Error);
  }
  // The odd columns of a table may go into its even ones.
  std::vector<double> table(4 * 6, 2.0);
  const hw::PanelView odd(hw::month(2020, 1), table, 6, 2, 12);
  hw::growth::period_over_period(odd, {}, hw::into(std::span(table).subspan(6), 6, 2, 12));
  EXPECT_EQ(table[6 + 1], 0.0);
  EXPECT_THROW(hw::growth::period_over_period(odd, {}, hw::into(std::span(table).subspan(5), 6, 2, 12)), hw::Error);
}

}  // namespace caller_memory_test
