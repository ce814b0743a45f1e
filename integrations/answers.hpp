#pragma once

// What the SQL functions answer for the rows of one series. The rooms of the engines read the rows and write the answers.
#include <algorithm>
#include <cstdint>
#include <exception>
#include <highwater/highwater.hpp>
#include <new>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace highwater_integrations {

namespace hw = highwater;

/// Runs a callback of an engine, which no exception may pass: `fail` is called with the words of what it throws.
template <class Callback, class Fail>
void guarded(const Callback& callback, const Fail& fail) noexcept {
  try {
    callback();
  } catch (const std::bad_alloc&) {
    fail("memory has ended");
  } catch (const std::exception& fault) {
    fail(fault.what());
  } catch (...) {
    fail("an unknown exception");
  }
}

struct Row {
  hw::Period period;
  double value;
};

/// The rows of days as those of the periods that the days stand for.
inline std::vector<Row> periods_of_days(std::vector<Row> rows) {
  std::vector<hw::Period> days;
  days.reserve(rows.size());
  for (const Row& row : rows) days.push_back(row.period);
  hw::Frequency frequency;
  try {
    frequency = hw::frequency_of_days(days);
  } catch (const hw::Error&) {
    throw hw::Error(
        "one or two dates could stand for days or for longer periods: give the period as text, as in '2024-05'");
  }
  for (Row& row : rows) row.period = containing(row.period, frequency);
  return rows;
}

/// The rows as a series: in their order, missing in between. There is at least one.
inline hw::TimeSeries series_of(std::vector<Row> rows) {
  const auto earlier = [](const Row& a, const Row& b) { return a.period < b.period; };
  for (const Row& row : rows) (void)earlier(row, rows.front());  // throws, if of two frequencies
  if (!std::is_sorted(rows.begin(), rows.end(), earlier)) std::sort(rows.begin(), rows.end(), earlier);
  hw::TimeSeries series(rows.front().period, {});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i > 0 && rows[i].period == rows[i - 1].period)
      throw hw::Error(to_string(rows[i].period) + " comes more than once in a group; a period has one value");
    series.append(rows[i].period, rows[i].value);
  }
  return series;
}

/// period, value, previous_period, previous_value, index; nothing if nothing was observed.
inline auto record(hw::SeriesView series) {
  const std::vector<hw::Record> highs = hw::records::highs(series);
  const auto fields = [](const hw::Record& last) {
    return std::tuple(last.period, last.value, last.previous_period, last.previous_value, last.index);
  };
  return highs.empty() ? std::nullopt : std::optional(fields(highs.back()));
}

/// length, first, bounded_by_missing: of growth on the year.
inline auto streak(hw::SeriesView series) {
  const hw::Streak now = hw::records::current_streak(hw::growth::year_over_year(series));
  return std::tuple(now.length, now.first, now.bounded_by_missing);
}

/// Growth of the last period on the year, a fraction.
inline double year_over_year(hw::SeriesView series) { return hw::growth::year_over_year(series)[series.last()]; }

/// latest, value, growth_on_period, growth_on_year, trailing_mean, mean_before, year_to_date, fiscal_total,
/// record_period, record_value, records, sets_record, streak_on_period, streak_on_year.
inline auto scan(hw::SeriesView series) {
  using enum hw::monitor::Parts;
  const hw::monitor::SeriesSummary now =
      hw::monitor::scan(series, {.parts = growth | records | streaks | trailing | fiscal});
  const std::optional<hw::Record> standing = now.record();
  const auto length = [](const std::optional<hw::Streak>& run) { return run ? run->length : std::int64_t{0}; };
  return std::tuple(now.latest(), now.value, now.growth_on_period, now.growth_on_year, now.trailing_mean,
                    now.mean_before, now.year_to_date, now.fiscal_total,
                    standing ? std::optional(standing->period) : std::nullopt,
                    standing ? standing->value : hw::missing_value, standing ? standing->index : std::int64_t{0},
                    now.sets_record(), length(now.streak_on_period()), length(now.streak_on_year()));
}

/// period, point, lower, upper of each of the next periods.
inline auto project(hw::SeriesView series, std::int64_t horizon) {
  const hw::Projection outlook = hw::projection::project(series, hw::projection::Automatic{}, {.periods = horizon});
  std::vector<std::tuple<hw::Period, double, double, double>> rows;
  rows.reserve(outlook.point.size());
  for (std::size_t i = 0; i < outlook.point.size(); ++i)
    rows.emplace_back(outlook.point.period(i), outlook.point.values()[i], outlook.lower.values()[i],
                      outlook.upper.values()[i]);
  return rows;
}

/// claim, verdict, reason: what the data say of each claim that a printed figure makes.
inline auto check(hw::SeriesView series, const std::string& about, std::string type, double figure, double resolution) {
  const hw::Period period = hw::parse_period(about);
  const hw::PrintedFigure printed{.place = "the claim",
                                  .published = period.last_day(),
                                  .period = period,
                                  .type = std::move(type),
                                  .value = figure,
                                  .resolution = resolution,
                                  .compare_period = {},
                                  .compare_value = {},
                                  .compare_resolution = 0.0,
                                  .source = {},
                                  .note = {}};
  std::vector<std::tuple<std::string, std::string, std::string>> rows;
  for (const hw::claims::Claim& claim : hw::claims::claims_of(printed)) {
    const hw::claims::Finding finding = hw::claims::check(series, claim);
    rows.emplace_back(to_text(finding.claim), to_string(finding.verdict), finding.reason);
  }
  return rows;
}

/// What a release would say, in Markdown.
inline std::string bulletin(hw::SeriesView series, const hw::Indicator& indicator) {
  return to_markdown(hw::bulletin::compose(series, indicator));
}

}  // namespace highwater_integrations
