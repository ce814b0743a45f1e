#include "highwater/projection/table.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "highwater/io/csv.hpp"
#include "highwater/io/write.hpp"
#include "highwater/projection/panel.hpp"
#include "highwater/projection/smoothing.hpp"
#include "support/bits.hpp"
#include "support/message_of.hpp"

namespace hw = highwater;
namespace projection = highwater::projection;
using hw::Table;
using test_support::message_of;
using test_support::same_bits;

namespace table_test {

hw::TimeSeries series_of(std::size_t periods, double step) {
  std::vector<double> values;
  for (std::size_t t = 0; t < periods; ++t)
    values.push_back(100.0 + step * static_cast<double>(t) + static_cast<double>(t * t * 7 % 11) / 3.0);
  return hw::TimeSeries(hw::month(2020, 1), std::move(values));
}

void expect_same(hw::SeriesView a, hw::SeriesView b) {
  ASSERT_EQ(a.size(), b.size());
  EXPECT_EQ(a.first(), b.first());
  for (std::size_t i = 0; i < a.size(); ++i) EXPECT_TRUE(same_bits(a.values()[i], b.values()[i])) << i;
}

TEST(ProjectionTable, WhatIsWrittenOfAProjectionIsReadBackBitForBit) {
  for (const projection::Scale scale : {projection::Scale::level, projection::Scale::log}) {
    const hw::TimeSeries data = series_of(40, 1.7);
    const hw::Projection ahead = scale == projection::Scale::level
                                     ? project(data, projection::Linear{}, {.periods = 7})
                                     : project(data, projection::Exponential{}, {.periods = 7, .coverage = 0.9});
    const std::string text = hw::io::to_csv(projection::table(ahead, {.coverages = {0.5, 0.995}}));
    EXPECT_EQ(text.substr(0, text.find('\n')), "period,projected,lower,upper,lower_50,upper_50,lower_99.5,upper_99.5");
    const hw::Panel back = hw::io::parse_panel(text);
    expect_same(back.series("projected"), ahead.point);
    expect_same(back.series("lower"), ahead.lower);
    expect_same(back.series("upper"), ahead.upper);
    for (const auto [period, value] : ahead.point) {
      EXPECT_TRUE(same_bits(back.series("lower_50")[period], ahead.in(period).interval(0.5).lower));
      EXPECT_TRUE(same_bits(back.series("upper_99.5")[period], ahead.in(period).interval(0.995).upper));
      EXPECT_LT(back.series("lower")[period], back.series("lower_50")[period]);
      EXPECT_LT(back.series("lower_99.5")[period], back.series("lower")[period]);
    }
  }
}

TEST(ProjectionTable, ThoseOfAPanelStandBelowEachOtherUnderTheirNames) {
  const hw::TimeSeries rising = series_of(30, 2.0), falling = series_of(30, -1.0);
  std::vector<double> values(rising.values().begin(), rising.values().end());
  values.resize(60, hw::missing_value);  // of which nothing can be projected
  values.insert(values.end(), falling.values().begin(), falling.values().end());
  const hw::Panel panel({"rising, fast", "unknown", "falling"}, rising.first(), values);
  const auto found = project(panel, projection::SimpleSmoothing{}, {.periods = 3});
  const std::string text = hw::io::to_csv(projection::table(found, panel.names()));
  EXPECT_EQ(text.substr(0, text.find('\n')), "series,period,projected,lower,upper");
  for (const std::string column : {"projected", "lower", "upper"}) {
    const hw::Panel back = hw::io::parse_panel(text, {.period = "period", .value = column, .keys = {"series"}});
    ASSERT_EQ(back.series_count(), 2U);
    const auto of = [&](const hw::Projection& one) {
      return column == "projected" ? one.point : column == "lower" ? one.lower : one.upper;
    };
    expect_same(back.series("rising, fast"), of(*found[0]));
    expect_same(back.series("falling"), of(*found[2]));
  }
  EXPECT_EQ(projection::table(found, {}).get<Table::Texts>("series"), (Table::Texts{"0", "0", "0", "2", "2", "2"}));
}

TEST(ProjectionTable, ABoundThatNoDoubleHoldsIsMissing) {
  std::vector<double> values;
  for (int t = 0; t < 12; ++t) values.push_back(t % 2 == 0 ? 1e140 : 1e100);
  const hw::TimeSeries data(hw::year(2000), values);
  const Table table =
      projection::table(project(data, projection::Exponential{}, {.periods = 400}), {.coverages = {0.9999999}});
  const Table::Numbers& upper = table.get<Table::Numbers>("upper_100");
  EXPECT_TRUE(hw::is_missing(upper.back()));
  EXPECT_NO_THROW(hw::io::to_csv(table));
}

TEST(ProjectionTable, WhatCannotBeShownIsAnError) {
  const hw::Projection ahead = project(series_of(30, 1.0), projection::Linear{}, {.periods = 2});
  EXPECT_EQ(message_of([&] {
              return projection::table(ahead, {.coverages = {0.8, 0.8}}).rows();
            }),
            "a table cannot have two columns \"lower_80\"");
  EXPECT_EQ(message_of([&] { return projection::table(ahead, {.coverages = {80}}).rows(); }),
            "the coverage of an interval must lie between 0 and 1, not 80.000000");
  const std::vector<std::optional<hw::Projection>> both{ahead, ahead};
  const std::vector<std::string> one{"a"};
  EXPECT_EQ(message_of([&] { return projection::table(both, one).rows(); }),
            "a table of 2 projections was given 1 names");
}

}  // namespace table_test
