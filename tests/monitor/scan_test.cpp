#include "highwater/monitor/scan.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "highwater/aggregate/fiscal.hpp"
#include "highwater/aggregate/trailing.hpp"
#include "highwater/growth/growth.hpp"
#include "support/bits.hpp"
#include "support/message_of.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
namespace monitor = highwater::monitor;
namespace projection = highwater::projection;
using monitor::Parts;
using monitor::ScanOptions;
using monitor::SeriesSummary;
using test_support::same_bits;

namespace scan_test {

const hw::FiscalYear july{.first_month = 7};

struct Case {
  hw::Period first;
  ScanOptions options;
};
const Case cases[] = {
    {hw::month(2011, 3), {.indicator = {.fiscal_year = july}}},
    {hw::month(2012, 7),
     {.window = 3,
      .indicator = {.fiscal_year = july},
      .side = hw::Side::low,
      .ties = hw::Ties::weak,
      .base = hw::BasePolicy::absolute}},
    {hw::quarter(1999, 2), {.window = 33}},
    {hw::year(1900), {.window = 1}},
    {hw::half(1950, 2), {.window = 2, .indicator = {.fiscal_year = july}, .base = hw::BasePolicy::signed_base}},
    {hw::week(2020, 53), {.window = 5, .indicator = {.fiscal_year = july}}},
    {hw::day(2020, 2, 29), {.window = 30, .indicator = {.fiscal_year = july}}},
};

void expect_same(const std::optional<hw::Streak>& a, const hw::Streak& b) {
  ASSERT_TRUE(a);
  EXPECT_EQ(a->length, b.length);
  EXPECT_EQ(a->first, b.first);
  EXPECT_EQ(a->bounded_by_missing, b.bounded_by_missing);
}

void expect_same(const std::optional<projection::TrendFit>& a, const std::optional<projection::TrendFit>& b) {
  ASSERT_EQ(a.has_value(), b.has_value());
  if (!a) return;
  EXPECT_EQ(a->latest, b->latest);
  EXPECT_TRUE(same_bits(a->line.slope, b->line.slope));
  EXPECT_TRUE(same_bits(a->line.intercept, b->line.intercept));
  EXPECT_TRUE(same_bits(a->line.residual_squares, b->line.residual_squares));
}

/// What the functions say of a series up to its latest observation, against its summary.
void expect_answers_of(hw::SeriesView whole, const ScanOptions& options, const SeriesSummary& summary) {
  std::optional<hw::Period> latest;
  for (const auto [period, value] : whole)
    if (!hw::is_missing(value)) latest = period;
  ASSERT_EQ(summary.latest(), latest);
  if (!latest) {
    EXPECT_TRUE(hw::is_missing(summary.value));
    EXPECT_TRUE(hw::is_missing(summary.growth_on_period));
    EXPECT_FALSE(summary.record());
    EXPECT_FALSE(summary.sets_record());
    EXPECT_FALSE(summary.linear());
    return;
  }
  const hw::SeriesView series = whole.slice(whole.first(), *latest);
  const auto on_period = hw::growth::period_over_period(series, {.base = options.base});
  const auto on_year = hw::growth::year_over_year(series, {.base = options.base});
  EXPECT_EQ(summary.value, series[*latest]);
  EXPECT_TRUE(same_bits(summary.growth_on_period, on_period[*latest]));
  EXPECT_TRUE(same_bits(summary.growth_on_year, on_year[*latest]));
  expect_same(summary.streak_on_period(), hw::records::current_streak(on_period));
  expect_same(summary.streak_on_year(), hw::records::current_streak(on_year));

  const hw::Record record = hw::records::all(series, options.side, {.ties = options.ties}).back();
  const std::optional<hw::Record> standing = summary.record();
  ASSERT_TRUE(standing);
  EXPECT_EQ(standing->period, record.period);
  EXPECT_TRUE(same_bits(standing->value, record.value));
  EXPECT_EQ(standing->previous_period, record.previous_period);
  EXPECT_TRUE(same_bits(standing->previous_value, record.previous_value));
  EXPECT_EQ(standing->index, record.index);
  EXPECT_EQ(summary.sets_record(), record.period == *latest);

  EXPECT_TRUE(same_bits(summary.trailing_mean, hw::aggregate::trailing_mean(series, options.window)[*latest]));
  EXPECT_TRUE(same_bits(summary.mean_before,
                        hw::aggregate::trailing_mean(series, options.window, {.window = hw::Window::before})[*latest]));
  const auto to_date = hw::aggregate::year_to_date(series, options.indicator.fiscal_year);
  EXPECT_TRUE(same_bits(summary.year_to_date, to_date[*latest]));
  const auto base = hw::year_before(*latest);
  EXPECT_TRUE(same_bits(summary.to_date_year_before, base ? to_date[*base] : hw::missing_value));
  const auto totals = hw::aggregate::fiscal_totals(series, options.indicator.fiscal_year);
  const hw::Period year = hw::year(options.indicator.fiscal_year.of(*latest));
  const bool ended = options.indicator.fiscal_year.last(year, series.frequency()) == *latest;
  EXPECT_TRUE(same_bits(summary.fiscal_total, totals[ended ? year : year - 1]));

  const hw::PanelView alone(series.first(), series.values(), series.size(), 1);
  expect_same(summary.linear(), projection::fit(alone, projection::Linear{})[0]);
  expect_same(summary.exponential(), projection::fit(alone, projection::Exponential{})[0]);
}

TEST(Scan, SaysOfEachSeriesWhatTheFunctionsSay) {
  test_support::RandomData random(11);
  for (const Case& c : cases)
    for (const std::size_t rows : {0U, 1U, 2U, 5U, 13U, 32U, 66U, 200U, 900U}) {
      SCOPED_TRACE(to_string(c.first) + ", " + std::to_string(rows) + " periods");
      const std::size_t stride = rows + 3;
      std::vector<double> memory;
      for (int repeat = 0; repeat < 2; ++repeat)
        for (const std::size_t gap : {0U, 7U})
          for (const auto kind : test_support::kinds) {
            const std::vector<double> column = random.values(rows, kind, gap);
            memory.insert(memory.end(), column.begin(), column.end());
            memory.insert(memory.end(), {-1.0, 1e9, 1.0});
          }
      memory.insert(memory.end(), stride, test_support::missing);
      const hw::PanelView panel(c.first, memory, rows, memory.size() / stride, stride);
      const std::vector<SeriesSummary> summaries = monitor::scan(panel, c.options);
      ASSERT_EQ(summaries.size(), panel.series_count());
      for (std::size_t i = 0; i < summaries.size(); ++i) {
        SCOPED_TRACE("series " + std::to_string(i));
        expect_answers_of(panel.series(i), c.options, summaries[i]);
        expect_answers_of(panel.series(i), c.options, monitor::scan(panel.series(i), c.options));
      }
    }
}

TEST(Scan, LooksAtNothingThatWasNotAskedFor) {
  test_support::RandomData random(12);
  const std::vector<double> x = random.values(100, test_support::Kind::rising, 0);
  const hw::SeriesView series(hw::month(2011, 3), x);
  const SeriesSummary all = monitor::scan(series);
  for (int bits = 0; bits < 64; ++bits) {
    const auto parts = static_cast<Parts>(bits);
    const SeriesSummary some = monitor::scan(series, {.parts = parts});
    const auto expect = [&](Parts part, double value, double expected) {
      EXPECT_TRUE(same_bits(value, includes(parts, part) ? expected : hw::missing_value)) << bits;
    };
    expect(Parts::growth, some.growth_on_period, all.growth_on_period);
    expect(Parts::growth, some.growth_on_year, all.growth_on_year);
    expect(Parts::trailing, some.trailing_mean, all.trailing_mean);
    expect(Parts::trailing, some.mean_before, all.mean_before);
    expect(Parts::fiscal, some.year_to_date, all.year_to_date);
    expect(Parts::fiscal, some.fiscal_total, all.fiscal_total);
    EXPECT_EQ(some.record().has_value(), includes(parts, Parts::records));
    EXPECT_EQ(some.streak_on_year().has_value(), includes(parts, Parts::streaks));
    EXPECT_EQ(some.linear().has_value(), includes(parts, Parts::trends));
    EXPECT_EQ(some.exponential().has_value(), includes(parts, Parts::trends));
  }
}

TEST(Scan, OfSeriesThatEndEarlyIsAsOfTheirOwnLatestObservation) {
  const hw::Panel panel({"prompt", "late"}, hw::month(2024, 10), {1.0, 2.0, 4.0, 3.0, 6.0, hw::missing_value});
  const auto summaries = monitor::scan(panel);
  EXPECT_EQ(summaries[0].latest(), hw::month(2024, 12));
  EXPECT_EQ(summaries[1].latest(), hw::month(2024, 11));
  EXPECT_EQ(summaries[1].growth_on_period, 1.0);
  EXPECT_TRUE(summaries[1].sets_record());
}

TEST(Scan, SaysTheSameOnThreadsAndWithAnyOrderOfLatestObservations) {
  test_support::RandomData random(13);
  const std::size_t rows = 130, series_count = 150;
  std::vector<double> memory;
  for (std::size_t i = 0; i < series_count; ++i) {
    std::vector<double> column = random.values(rows, test_support::Kind::rising, 0);
    if (i % 3 == 0) column.back() = test_support::missing;
    if (i % 70 == 5) column.assign(rows, test_support::missing);
    memory.insert(memory.end(), column.begin(), column.end());
  }
  const hw::PanelView panel(hw::month(2011, 3), memory, rows, series_count);
  const auto summaries = monitor::scan(panel, {.indicator = {.fiscal_year = july}, .parallel = hw::Parallel::threads});
  for (std::size_t i = 0; i < series_count; ++i) {
    SCOPED_TRACE("series " + std::to_string(i));
    expect_answers_of(panel.series(i), {.indicator = {.fiscal_year = july}}, summaries[i]);
  }
}

TEST(Scan, RefusesWhatDoesNotFit) {
  const hw::Panel panel({"a", "b"}, hw::year(2020), {1.0, 2.0, 3.0, 4.0}, july);
  std::vector<SeriesSummary> one(1);
  EXPECT_EQ(test_support::message_of([&] { return monitor::scan_into(panel, one), 0; }),
            "a scan of 2 series was to be written into 1 summaries");
  EXPECT_THROW(monitor::scan(panel, {.window = 0}), hw::Error);
  EXPECT_THROW(monitor::scan(panel), hw::Error);  // annual data of another fiscal year
  EXPECT_EQ(monitor::scan(panel, {.indicator = {.fiscal_year = july}})[1].year_to_date, 4.0);
  EXPECT_EQ(monitor::scan(panel, {.parts = Parts::growth | Parts::records})[1].record()->value, 4.0);
}

TEST(ScanOfMeasures, IsWhatEachMeasureMakesOfChangesAndYears) {
  for (const hw::Period first :
       {hw::month(2022, 4), hw::week(2022, 10), hw::business_day(2022, 3, 1), hw::year(1990)}) {
    std::vector<double> values;
    for (int t = 0; t < 400; ++t)
      values.push_back(t % 97 == 50 ? hw::missing_value : 10.0 * std::sin(0.7 * t) + 0.05 * t);
    const hw::TimeSeries series(first, values);
    for (const hw::Measure measure :
         {hw::Measure::flow, hw::Measure::stock, hw::Measure::index, hw::Measure::rate, hw::Measure::balance}) {
      const auto found = hw::monitor::scan(series, {.indicator = {.measure = measure}});
      const hw::Summary summary = summary_of(measure);
      if (!changes_in_per_cent(measure)) {
        const hw::TimeSeries differences = hw::growth::difference(series);
        EXPECT_EQ(found.growth_on_period, differences[series.last()]);
        EXPECT_EQ(found.streak_on_period()->length, hw::records::current_streak(differences).length);
        const auto base = year_before(series.last());
        EXPECT_EQ(found.growth_on_year, series[series.last()] - series[*base]);
      }
      const hw::TimeSeries years = hw::aggregate::convert(series, hw::Frequency::annual, summary);
      double latest_total = hw::missing_value;
      for (const auto [year, total] : years)
        if (last_in(year, first.frequency()) <= series.last() && !(first_in(year, first.frequency()) < series.first()))
          latest_total = summary == hw::Summary::last ? series[last_in(year, first.frequency())] : total;
      if (first.frequency() != hw::Frequency::annual && summary != hw::Summary::last) {
        if (std::isnan(latest_total))
          EXPECT_TRUE(std::isnan(found.fiscal_total)) << first;
        else
          EXPECT_NEAR(found.fiscal_total, latest_total, 1e-9) << first;
      }
      if (measure == hw::Measure::stock) {
        EXPECT_TRUE(std::isnan(found.trailing_mean));
        EXPECT_EQ(found.year_to_date, series[series.last()]);
      }
    }
  }
}

}  // namespace scan_test
