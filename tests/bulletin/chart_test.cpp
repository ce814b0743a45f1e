#include "highwater/bulletin/chart.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "highwater/io/csv.hpp"
#include "support/message_of.hpp"

namespace hw = highwater;
using hw::bulletin::Chart;
using hw::bulletin::ChartNumbers;
using hw::bulletin::Emphasis;
using hw::bulletin::fiscal_chart;
using hw::bulletin::growth_chart;
using hw::bulletin::Layer;
using hw::bulletin::outlook_chart;
using hw::bulletin::record_chart;
using hw::bulletin::Shape;
using hw::bulletin::to_svg;
using test_support::message_of;

namespace chart_test {

constexpr double nan = hw::missing_value;
constexpr hw::FiscalYear fiscal{.first_month = 7};

hw::TimeSeries exports() {
  return hw::io::read_csv(std::string(HIGHWATER_EXAMPLE_DATA) + "/pakistan_it_exports.csv", {.value = "value_usd_mn"});
}

const Layer& layer(const Chart& chart, Shape shape, Emphasis emphasis) {
  const auto found = std::ranges::find_if(
      chart.layers, [&](const Layer& each) { return each.shape == shape && each.emphasis == emphasis; });
  if (found == chart.layers.end()) throw hw::Error("no such layer");
  return *found;
}

std::vector<std::string> labels(const Chart& chart) {
  std::vector<std::string> found;
  for (const hw::bulletin::ChartTick& tick : chart.ticks) found.push_back(tick.label);
  return found;
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

// What stands between `before` and the next `after`, each time that `before` comes after the next `mark`.
std::vector<std::string> all_between(const std::string& text, const std::string& mark, const std::string& before,
                                     const std::string& after) {
  std::vector<std::string> found;
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
    const std::size_t begin = text.find(before, at) + before.size();
    found.push_back(text.substr(begin, text.find(after, begin) - begin));
  }
  return found;
}

// The vertical positions of the labels at the right edge, and what stands on the vertical axis from the bottom up.
std::vector<double> right_label_positions(const std::string& svg) {
  std::vector<double> found;
  for (const std::string& y : all_between(svg, "class=\"label", " y=\"", "\"")) found.push_back(std::stod(y));
  return found;
}
std::vector<std::string> axis_labels(const std::string& svg) {
  return all_between(svg, "text-anchor=\"end\"", ">", "<");
}

TEST(RecordChart, RingsEachRecordAndDrawsTheOneThatWasBeaten) {
  const Chart chart = record_chart(exports(), {.title = "IT exports", .unit = "US$ million"});
  EXPECT_EQ(chart.slots, 42);
  const Layer& rings = layer(chart, Shape::points, Emphasis::accent);
  EXPECT_EQ(std::ranges::count_if(rings.values, [](double x) { return !hw::is_missing(x); }), 9);
  EXPECT_EQ(rings.values.back(), 348.0);
  const Layer& beaten = layer(chart, Shape::dashes, Emphasis::reference);
  EXPECT_EQ(beaten.label, "332 previous record");
  EXPECT_EQ(beaten.first, hw::month(2024, 5) - hw::month(2021, 7));
  EXPECT_EQ(chart.notes.back(), "December 2024: 348, a record");
  EXPECT_EQ(
      chart.description,
      "Line of 42 months, July 2021 to December 2024, between 184 and 348; 9 records, the last in December 2024.");
}

TEST(RecordChart, DrawsTheRecordThatStandsIfTheLatestValueIsNone) {
  const Chart chart = record_chart(hw::TimeSeries(hw::year(2020), {1, 5, 3}));
  EXPECT_EQ(layer(chart, Shape::dashes, Emphasis::reference).label, "5 record");
}

TEST(RecordChart, LeavesAGapWhereAValueIsMissingAndNoneAtTheEnds) {
  const Chart chart = record_chart(hw::TimeSeries(hw::month(2024, 1), {nan, 1, 2, nan, 3, nan, 4, 5, nan}));
  EXPECT_EQ(chart.slots, 7);
  EXPECT_EQ(chart.notes[2], "April 2024: missing");
  const std::string svg = to_svg(chart);
  const std::string path = all_between(svg, "class=\"line main\"", "<path d=\"", "\"").at(0);
  EXPECT_EQ(count_of(path, "M"), 3U);  // 1 2, then 3 by itself, then 4 5
  EXPECT_EQ(count_of(path, "L"), 2U);
}

TEST(GrowthChart, BeginsWithTheFirstGrowthAndSetsTheLatestApart) {
  const Chart chart = growth_chart(exports());
  EXPECT_EQ(chart.slots, 30);
  EXPECT_EQ(chart.numbers, ChartNumbers::percent);
  EXPECT_EQ(layer(chart, Shape::bars, Emphasis::main).label, "+14.9 %");
  EXPECT_TRUE(hw::is_missing(layer(chart, Shape::bars, Emphasis::context).values.back()));
  EXPECT_EQ(growth_chart(hw::TimeSeries(hw::month(1960, 1), std::vector<double>(600, 1.0))).slots, 60);
}

TEST(FiscalChart, ComparesTheYearWithEarlierOnesAndItsOutlookWithTheTarget) {
  const auto projected = hw::projection::project(exports(), hw::projection::Exponential{}, {.periods = 6});
  const Chart chart =
      fiscal_chart(exports(), {.fiscal_year = fiscal}, hw::projection::target(exports(), projected, fiscal, 4000.0));
  EXPECT_EQ(labels(chart), (std::vector<std::string>{"Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar",
                                                     "Apr", "May", "Jun"}));
  EXPECT_EQ(layer(chart, Shape::line, Emphasis::main).label, "FY25 1,864");
  EXPECT_TRUE(hw::is_missing(layer(chart, Shape::line, Emphasis::main).values[6]));
  EXPECT_EQ(layer(chart, Shape::dashes, Emphasis::reference).label, "4,000 target");
  EXPECT_EQ(layer(chart, Shape::interval, Emphasis::accent).label, "3,763 outlook");
  EXPECT_EQ(chart.notes[5], "Dec; FY22 1,302; FY23 1,333; FY24 1,455; FY25 1,864");
  EXPECT_THROW(fiscal_chart(hw::TimeSeries(hw::year(2020), {1, 2, 3})), hw::Error);
}

TEST(FiscalChart, NeedsAYearThatStartsWithAnObservation) {
  EXPECT_EQ(message_of([] {
              return fiscal_chart(hw::TimeSeries(hw::month(2024, 8), {298, 292, 330}),
                                  {.title = "Exports", .fiscal_year = fiscal});
            }),
            "fiscal_chart: no fiscal year of \"Exports\" starts with an observation");
}

TEST(OutlookChart, HasABandForEachCoverageAndWhatTheTargetNeeds) {
  const std::vector<hw::Projection> fan = {
      hw::projection::project(exports(), hw::projection::Exponential{}, {.periods = 12, .coverage = 0.95}),
      hw::projection::project(exports(), hw::projection::Exponential{}, {.periods = 12, .coverage = 0.8})};
  const Chart chart = outlook_chart(exports(), fan, {.fiscal_year = fiscal},
                                    hw::projection::target(exports(), fan.front(), fiscal, 4000.0));
  EXPECT_EQ(chart.slots, 36 + 12);
  EXPECT_EQ(chart.layers[0].label, "95 % interval");
  EXPECT_EQ(chart.layers[1].label, "80 % interval");
  for (const Layer* band : {&chart.layers[0], &chart.layers[1]}) {
    EXPECT_EQ(band->first, 35) << "the fan opens from the latest observation";
    EXPECT_EQ(band->values[0], 348.0);
    EXPECT_EQ(band->upper[0], 348.0);
  }
  EXPECT_LT(chart.layers[0].values[1], chart.layers[1].values[1]);
  const Layer& needed = layer(chart, Shape::dashes, Emphasis::reference);
  EXPECT_EQ(needed.label, "356 needed");
  EXPECT_EQ(needed.values.size(), 6U);
  EXPECT_THROW(outlook_chart(exports(), {}), hw::Error);
  EXPECT_THROW(outlook_chart(hw::TimeSeries(hw::month(2020, 1), {1, 2, 3}), fan), hw::Error);
}

TEST(OutlookChart, SaysWhereAProjectionIsTooLargeForADouble) {
  const hw::TimeSeries series(hw::year(2020), {1.0, 1e60, 1e120, 1e140});
  const std::vector<hw::Projection> fan = {
      hw::projection::project(series, hw::projection::Exponential{}, {.periods = 9})};
  const Chart chart = outlook_chart(series, fan);
  EXPECT_NE(chart.notes[4].find("2024, projected: "), std::string::npos) << chart.notes[4];
  EXPECT_EQ(chart.notes[4].find("2024, projected: missing"), std::string::npos) << chart.notes[4];
  EXPECT_NE(chart.notes.back().find("2032, projected: missing ("), std::string::npos) << chart.notes.back();
  EXPECT_NE(chart.notes.back().find("to missing)"), std::string::npos) << chart.notes.back();
}

TEST(ChartTicks, AreFewAndAtTheStartOfYears) {
  const auto ticks = [](hw::Period first, std::size_t count) {
    return labels(record_chart(hw::TimeSeries(first, std::vector<double>(count, 1.0))));
  };
  EXPECT_EQ(ticks(hw::month(2024, 10), 3), (std::vector<std::string>{"Oct 2024", "Nov 2024", "Dec 2024"}));
  EXPECT_EQ(ticks(hw::month(2021, 7), 42), (std::vector<std::string>{"2022", "2023", "2024"}));
  EXPECT_EQ(ticks(hw::month(1970, 1), 600), (std::vector<std::string>{"1970", "1980", "1990", "2000", "2010"}));
  EXPECT_EQ(ticks(hw::quarter(2023, 1), 6).front(), "Q1 2023");
  EXPECT_EQ(ticks(hw::day(1973, 5, 2), 100), (std::vector<std::string>{"Jun 1973", "Jul 1973", "Aug 1973"}));
  EXPECT_EQ(ticks(hw::business_day(1973, 5, 2), 72), (std::vector<std::string>{"Jun 1973", "Jul 1973", "Aug 1973"}));
  EXPECT_EQ(ticks(hw::business_day(2024, 12, 27), 2), (std::vector<std::string>{"27 Dec 2024", "30 Dec 2024"}));
  EXPECT_EQ(ticks(hw::week(2023, 20), 60).front(), "Jul 2023");
  EXPECT_EQ(ticks(hw::day(2024, 12, 30), 2), (std::vector<std::string>{"30 Dec 2024", "31 Dec 2024"}));
  for (const hw::Period first : {hw::month(1871, 5), hw::quarter(1871, 2), hw::half(1871, 1), hw::year(1871),
                                 hw::week(1971, 5), hw::business_day(1971, 5, 3), hw::day(1971, 5, 3)})
    for (std::size_t count = 1; count < 800; count += 7) {
      EXPECT_LE(ticks(first, count).size(), 10U) << first << ' ' << count;
      EXPECT_GE(ticks(first, count).size(), 1U) << first << ' ' << count;
    }
}

TEST(Svg, HasRoundNumbersOnTheAxisWithACommaBetweenThousands) {
  const auto axis = [](std::vector<double> values) {
    return axis_labels(to_svg(hw::bulletin::record_chart(hw::TimeSeries(hw::year(2000), std::move(values)))));
  };
  EXPECT_EQ(axis({184, 348}), (std::vector<std::string>{"150", "200", "250", "300", "350"}));
  EXPECT_EQ(axis({1100, 5900}), (std::vector<std::string>{"0", "2,000", "4,000", "6,000"}));
  EXPECT_EQ(axis({-0.3, 0.4}), (std::vector<std::string>{"\u22120.4", "\u22120.2", "0.0", "0.2", "0.4"}));
  EXPECT_EQ(axis({5, 5}), (std::vector<std::string>{"4.5", "5.0", "5.5"}));
  EXPECT_EQ(axis({0, 0}).front(), "\u22121.0");
}

TEST(Svg, KeepsLabelsAtTheRightApart) {
  const std::vector<double> together(12, 100.0);
  Chart chart{"T", "", "", ChartNumbers::level, 12, {}, {}, {}};
  for (int i = 0; i < 9; ++i)
    chart.layers.push_back({Shape::line, Emphasis::context, "label " + std::to_string(i), 0, together});
  std::vector<double> positions = right_label_positions(to_svg(chart));
  ASSERT_EQ(positions.size(), 9U);
  for (std::size_t i = 1; i < positions.size(); ++i) EXPECT_GE(positions[i] - positions[i - 1], 14.9);
}

TEST(Svg, StandsAloneInLightAndDarkWithoutScript) {
  const std::string svg = to_svg(record_chart(exports(), {.title = "<script>&\"'"}));
  EXPECT_EQ(svg.substr(0, 38), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
  EXPECT_NE(svg.find("prefers-color-scheme:dark"), std::string::npos);
  EXPECT_NE(svg.find("role=\"img\""), std::string::npos);
  EXPECT_NE(svg.find("<title>&lt;script&gt;&amp;&quot;&#39;. Rings"), std::string::npos);
  EXPECT_EQ(svg.find("<script"), std::string::npos);
  EXPECT_EQ(count_of(svg, "http"), 1U);  // the name space
  EXPECT_EQ(svg, to_svg(record_chart(exports(), {.title = "<script>&\"'"})));
}

TEST(Svg, RejectsAChartWithoutSlots) {
  EXPECT_THROW(to_svg(Chart{"", "", "", ChartNumbers::level, 0, {}, {}, {}}), hw::Error);
  EXPECT_THROW(record_chart(hw::TimeSeries(hw::year(2020), {nan})), hw::Error);
}

Chart chart_of(Layer layer, std::int64_t slots = 3) {
  return {"Title", "Subtitle", "Description", ChartNumbers::level, slots, {}, {std::move(layer)}, {}};
}

TEST(Svg, DrawsNoValueThatLacksABoundOrThatNoAxisCanHold) {
  constexpr double largest = std::numeric_limits<double>::max(), least = std::numeric_limits<double>::denorm_min();
  const std::vector<double> values{1.0, 2.0, 3.0}, hostile{largest, -largest, least};
  for (const auto shape : {Shape::line, Shape::dashes, Shape::bars, Shape::band, Shape::points, Shape::interval})
    for (const Layer& layer : {Layer{shape, Emphasis::main, "label", 0, values, {nan, 1.0, nan}, {nan, 3.0, 4.0}},
                               Layer{shape, Emphasis::main, "label", 0, hostile, hostile, hostile},
                               Layer{shape, Emphasis::main, "label", 0, {least, 0.0, nan}, hostile, values}}) {
      const std::string svg = to_svg(chart_of(layer));
      EXPECT_EQ(svg.find("nan"), std::string::npos) << svg;
      EXPECT_EQ(svg.find("inf"), std::string::npos) << svg;
    }
}

TEST(Svg, LeavesOutALabelInThePlotThatIsWiderThanThePlot) {
  const std::string label(200, 'x');
  EXPECT_EQ(to_svg(chart_of({Shape::line, Emphasis::main, label, 0, {1.0, 2.0}})).find("xxx"), std::string::npos);
}

TEST(Svg, ShortensASubtitleThatHasNoPlaceToBreak) {
  Chart chart = record_chart(exports(), {.title = "Exports"});
  const auto lines = [&] { return count_of(to_svg(chart), "class=\"subtitle\""); };
  chart.subtitle = std::string(400, 'a');
  EXPECT_EQ(lines(), 1U);
  EXPECT_EQ(to_svg(chart).find(chart.subtitle + "</text>"), std::string::npos);
  chart.subtitle = std::string(60, 'a') + " " + std::string(60, 'b');
  EXPECT_EQ(lines(), 2U);
}

TEST(Svg, RejectsWhatHasNoPlaceInItsSlots) {
  const auto message = [](const Chart& chart) { return test_support::message_of([&] { to_svg(chart); }); };
  EXPECT_EQ(message(chart_of({Shape::line, Emphasis::main, "", 1, {1.0, 2.0, 3.0}})),
            "a chart of 3 slots has a layer of 3 values from 1");
  EXPECT_EQ(message(chart_of({Shape::line, Emphasis::main, "", -1, {1.0}})),
            "a chart of 3 slots has a layer of 1 values from -1");
  EXPECT_EQ(message(chart_of({Shape::band, Emphasis::main, "", 0, {1.0, 2.0}, {}, {1.0}})),
            "a band or an interval of a chart lacks a bound: it has 2 values, 0 lower and 1 upper bounds");
  Chart chart = chart_of({Shape::line, Emphasis::main, "", 0, {1.0}});
  chart.ticks = {{3, "late"}};
  EXPECT_EQ(message(chart), "a chart of 3 slots has a tick at 3");
  chart.ticks = {{-1, "early"}};
  EXPECT_EQ(message(chart), "a chart of 3 slots has a tick at -1");
  EXPECT_EQ(message(chart_of({Shape::interval, Emphasis::main, "", 0, {1.0}, {}, {1.0}})),
            "a band or an interval of a chart lacks a bound: it has 1 values, 0 lower and 1 upper bounds");
  EXPECT_EQ(message(chart_of({Shape::line, Emphasis::main, "", 4, {}})),
            "a chart of 3 slots has a layer of 0 values from 4");
  chart.ticks.clear();
  chart.notes.resize(4);
  EXPECT_EQ(message(chart), "a chart of 3 slots has 4 notes");
}

}  // namespace chart_test
