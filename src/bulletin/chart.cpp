#include "highwater/bulletin/chart.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "bulletin/nearer_record.hpp"
#include "bulletin/year_changes.hpp"
#include "claims/wording.hpp"
#include "highwater/aggregate/fiscal.hpp"
#include "highwater/calendar/period_text.hpp"
#include "highwater/records/records.hpp"

namespace HIGHWATER_NAMESPACE::bulletin {
using namespace wording;
namespace {

// From the first observation to the latest.
SeriesView observed_part(SeriesView series, const Indicator& indicator) {
  const std::size_t last = core::find_last_observed(series.values().data(), series.size());
  if (last == core::not_found) throw Error("a chart of \"" + indicator.title + "\" needs at least one observation");
  const std::size_t first = core::find_first_observed(series.values().data(), series.size());
  return series.slice(series.period(first), series.period(last));
}

std::vector<double> numbers(SeriesView series) { return {series.values().begin(), series.values().end()}; }

// The first weeks or days of months, or of every so many months.
std::vector<ChartTick> ticks_of_months(Period first, std::int64_t count, std::int64_t months, std::int64_t most) {
  std::int64_t step = 1;
  for (const std::int64_t next : {2, 3, 6})
    if (months > most * step) step = next;
  std::vector<ChartTick> ticks;
  for (std::int64_t slot = 0; slot < count; ++slot) {
    const Period month = containing(first + slot, Frequency::monthly);
    if (month != containing(first + (slot - 1), Frequency::monthly) && month.ordinal() % step == 0)
      ticks.push_back({slot, in_short(month)});
  }
  return ticks;
}

// Few enough labels to stand beside each other: each period, or every so many, or the first of every so many years.
std::vector<ChartTick> ticks_of(Period first, std::int64_t count) {
  constexpr std::int64_t most = 8;
  std::vector<ChartTick> ticks;
  const Period last = first + (count - 1);
  const int years = last.year() - first.year();
  if (years <= 2 && first.frequency() > Frequency::monthly) {
    const std::int64_t months = containing(last, Frequency::monthly) - containing(first, Frequency::monthly);
    if (months > 2) return ticks_of_months(first, count, months, most);
  }
  if (years <= 2 || first.frequency() == Frequency::annual) {
    // Of months and quarters, every so many that a year is a multiple of it.
    const bool twelfths = first.frequency() == Frequency::monthly || first.frequency() == Frequency::quarterly;
    std::int64_t step = 1;
    for (const std::int64_t next : {2, 3, 5, 6, 10, 20, 50, 100, 200, 500, 1000, 2000})
      if (count > most * step && (!twelfths || next % 5 != 0)) step = next;
    for (std::int64_t slot = 0; slot < count; ++slot)
      if ((first + slot).ordinal() % step == 0) ticks.push_back({slot, in_short(first + slot)});
    return ticks;
  }
  int step = 1;
  for (const int next : {2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000})
    if (years > most * step) step = next;
  for (std::int64_t slot = 1; slot < count; ++slot) {
    const int year = (first + slot).year();
    if (year != (first + (slot - 1)).year() && year % step == 0) ticks.push_back({slot, std::to_string(year)});
  }
  if (first.number() == 1 && first.year() % step == 0) ticks.insert(ticks.begin(), {0, std::to_string(first.year())});
  return ticks;
}

// "Rings mark records, US$ million".
std::string with_unit(const std::string& what, const Indicator& indicator) {
  const std::string unit = unit_text(indicator.unit, indicator.magnitude);
  return unit.empty() ? what : what + ", " + unit;
}

std::string extent(SeriesView series) {
  return range_in_words(series.first(), series.last()) + ", between " +
         plain(*std::ranges::min_element(series.values(), {},
                                         [](double x) { return is_missing(x) ? core::infinity : x; })) +
         " and " + plain(*std::ranges::max_element(series.values(), {}, [](double x) {
           return is_missing(x) ? -core::infinity : x;
         }));
}

}  // namespace

Chart record_chart(SeriesView series, const Indicator& indicator) {
  const SeriesView data = observed_part(series, indicator);
  const int decimals = decimals_of(data);
  const Side side = nearer_record(data);
  const std::vector<Record> records = side == Side::high ? records::highs(data) : records::lows(data);
  const std::string name = side == Side::high ? "record" : "record low";
  const Record& latest = records.back();
  const auto count = static_cast<std::int64_t>(data.size());

  Layer line{Shape::line, Emphasis::main, chart_text(data[data.last()], decimals), 0, numbers(data)};
  Layer rings{Shape::points, Emphasis::accent, "", 0, std::vector<double>(data.size(), missing_value)};
  for (const Record& record : records) rings.values[data.index_of(record.period)] = record.value;

  Chart chart{indicator.title,
              with_unit("Rings mark " + name + "s", indicator),
              "",
              ChartNumbers::level,
              count,
              ticks_of(data.first(), count),
              {},
              {}};
  const bool beaten_now = latest.period == data.last() && latest.previous_period;
  const Period holder = beaten_now ? *latest.previous_period : latest.period;
  const double standing = beaten_now ? latest.previous_value : latest.value;
  if (holder != data.last())
    chart.layers.push_back(
        {Shape::dashes, Emphasis::reference, chart_text(standing, decimals) + (beaten_now ? " previous " : " ") + name,
         holder - data.first(), std::vector<double>(static_cast<std::size_t>(data.last() - holder) + 1, standing)});
  chart.layers.push_back(std::move(line));
  chart.layers.push_back(std::move(rings));

  std::size_t next = 0;
  for (const auto [period, value] : data) {
    const bool is_record = next < records.size() && records[next].period == period;
    next += is_record ? 1 : 0;
    chart.notes.push_back(in_words(period) + ": " + chart_text(value, decimals) + (is_record ? ", a " + name : ""));
  }
  chart.description = "Line of " + counted(count, data.frequency()) + ", " + extent(data) + "; " +
                      std::to_string(records.size()) + " " + name + (records.size() == 1 ? "" : "s") +
                      ", the last in " + in_words(latest.period) + ".";
  return chart;
}

Chart growth_chart(SeriesView series, const Indicator& indicator) {
  constexpr std::int64_t most = 60;
  const SeriesView data = observed_part(series, indicator);
  const int decimals = decimals_of(data);
  const TimeSeries all = year_changes(data, indicator.measure);
  const auto text_of = [&](double change) {
    return is_missing(change) ? "not known" : year_change_text(change, indicator.measure, decimals);
  };
  const std::size_t first_change = core::find_first_observed(all.values().data(), all.size());
  const SeriesView known =
      all.slice(first_change == core::not_found ? all.first() : all.period(first_change), all.last());
  const SeriesView shown = known.within(std::max(known.first(), known.last() - (most - 1)), known.last());
  const auto count = static_cast<std::int64_t>(shown.size());
  const double latest = shown[shown.last()];
  const bool in_per_cent = changes_in_per_cent(indicator.measure);
  const std::string what = in_per_cent ? "Growth on the year" : "Change on the year";

  Chart chart{indicator.title,
              in_per_cent                          ? what + ", per cent"
              : indicator.measure == Measure::rate ? what + ", percentage points"
                                                   : with_unit(what, indicator),
              "",
              in_per_cent ? ChartNumbers::percent : ChartNumbers::level,
              count,
              ticks_of(shown.first(), count),
              {},
              {}};
  Layer before{Shape::bars, Emphasis::context, "", 0, numbers(shown)};
  before.values.back() = missing_value;
  chart.layers.push_back(std::move(before));
  chart.layers.push_back({Shape::bars, Emphasis::main, is_missing(latest) ? "" : text_of(latest), count - 1, {latest}});
  for (const auto [period, value] : shown) chart.notes.push_back(in_words(period) + ": " + text_of(value));
  chart.description = "Bars of " + std::string(in_per_cent ? "growth" : "the change") + " on the year, " +
                      range_in_words(shown.first(), shown.last()) + "; the last is " + text_of(latest) + ".";
  return chart;
}

Chart fiscal_chart(SeriesView series, const Indicator& indicator, const std::optional<TargetOutlook>& outlook) {
  constexpr int earlier_years = 4;
  const SeriesView data = observed_part(series, indicator);
  const Frequency frequency = data.frequency();
  if (periods_per_year(frequency) < 2)
    throw Error("fiscal_chart: \"" + indicator.title + "\" is annual, and so has no year to date");
  const FiscalYear fiscal = indicator.fiscal_year;
  const TimeSeries totals = aggregate::year_to_date(data, fiscal);
  const int decimals = decimals_of(data), this_year = fiscal.of(data.last());
  const std::int64_t slots = periods_per_year(frequency);

  Chart chart{indicator.title, with_unit("Fiscal year to date", indicator), "", ChartNumbers::level, slots, {}, {}, {}};
  if (fiscal == FiscalYear{}) chart.subtitle = with_unit("Year to date", indicator);
  const Period start = fiscal.first(this_year, frequency);
  for (std::int64_t slot = 0; slot < slots; ++slot) {
    const std::string name = in_short(start + slot);
    chart.ticks.push_back({slot, name.substr(0, name.find(' '))});
    chart.notes.push_back(chart.ticks.back().label);
  }
  for (int year = this_year - earlier_years; year <= this_year; ++year) {
    const Period first = fiscal.first(year, frequency);
    const bool current = year == this_year;
    Layer line{Shape::line, current ? Emphasis::main : Emphasis::context, "", 0, {}};
    for (std::int64_t slot = 0; slot < slots; ++slot) {
      const double total = totals[first + slot];
      line.values.push_back(total);
      if (is_missing(total)) continue;
      const std::string text = fiscal.name(year) + " " + chart_text(total, decimals);
      line.label = text;
      chart.notes[static_cast<std::size_t>(slot)] += "; " + text;
    }
    if (!line.label.empty()) chart.layers.push_back(std::move(line));
  }
  if (chart.layers.empty())
    throw Error("fiscal_chart: no fiscal year of \"" + indicator.title + "\" starts with an observation");
  chart.description = "Lines of the fiscal year to date:";
  for (const Layer& layer : chart.layers) chart.description += " " + layer.label + ";";
  chart.description.back() = '.';
  if (outlook && outlook->fiscal_year == this_year && !is_missing(outlook->total.median)) {
    const TotalOutlook& total = outlook->total;
    chart.layers.push_back({Shape::interval,
                            Emphasis::accent,
                            chart_text(total.median, decimals) + " outlook",
                            slots - 1,
                            {total.median},
                            {total.lower},
                            {total.upper}});
    chart.description += " The outlook for the year is " + chart_text(total.median, decimals) + ", from " +
                         chart_text(total.lower, decimals) + " to " + chart_text(total.upper, decimals) + ".";
  }
  if (outlook && outlook->target > 0.0)
    chart.layers.insert(chart.layers.begin(),
                        {Shape::dashes, Emphasis::reference, chart_text(outlook->target, decimals) + " target", 0,
                         std::vector<double>(static_cast<std::size_t>(slots), outlook->target)});
  return chart;
}

Chart outlook_chart(SeriesView series, std::span<const Projection> fan, const Indicator& indicator,
                    const std::optional<TargetOutlook>& target) {
  if (fan.empty()) throw Error("outlook_chart: a fan needs at least one projection");
  const SeriesView data = observed_part(series, indicator);
  const std::int64_t ahead = static_cast<std::int64_t>(fan.front().point.size());
  const Period from = data.last() + 1;
  for (const Projection& projection : fan)
    if (projection.point.first() != from || static_cast<std::int64_t>(projection.point.size()) != ahead)
      throw Error("a fan is of projections of the same periods, from " + to_string(from) + " on");
  const SeriesView shown =
      data.within(std::max(data.first(), data.last() - std::max<std::int64_t>(24, 3 * ahead) + 1), data.last());
  const auto observed = static_cast<std::int64_t>(shown.size()), count = observed + ahead;
  const int decimals = decimals_of(data);

  // The fan opens from the latest observation.
  const double latest = shown[shown.last()];
  const auto from_latest = [&](const TimeSeries& projected) {
    std::vector<double> values = numbers(projected);
    values.insert(values.begin(), latest);
    return values;
  };

  const Projection& widest = fan.front();
  std::string subtitle = with_unit("Projected: " + widest.model, indicator);
  Chart chart{
      indicator.title, std::move(subtitle), "", ChartNumbers::level, count, ticks_of(shown.first(), count), {}, {}};
  for (const Projection& projection : fan)
    chart.layers.push_back({Shape::band,
                            Emphasis::accent,
                            plain(projection.coverage * 100.0) + " % interval",
                            observed - 1,
                            from_latest(projection.lower),
                            {},
                            from_latest(projection.upper)});
  if (target && target->remaining_periods > 0 && target->remaining_periods <= ahead && target->required > 0.0) {
    const std::string needed = chart_text(std::ceil(target->required_per_period), 0);
    chart.layers.push_back(
        {Shape::dashes, Emphasis::reference, needed + " needed", observed,
         std::vector<double>(static_cast<std::size_t>(target->remaining_periods), target->required_per_period)});
    chart.subtitle += "; needed for " + chart_text(target->target, decimals) + " in " +
                      indicator.fiscal_year.name(target->fiscal_year) + ": " + needed + " a " +
                      period_noun(data.frequency());
  }
  chart.layers.push_back({Shape::line, Emphasis::main, chart_text(shown[shown.last()], decimals), 0, numbers(shown)});
  chart.layers.push_back({Shape::dashes, Emphasis::accent, chart_text(widest.point[widest.point.last()], decimals),
                          observed - 1, from_latest(widest.point)});
  for (const auto [period, value] : shown) chart.notes.push_back(in_words(period) + ": " + chart_text(value, decimals));
  for (const auto [period, value] : widest.point)
    chart.notes.push_back(in_words(period) + ", projected: " + chart_text(value, decimals) + " (" +
                          chart_text(widest.lower[period], decimals) + " to " +
                          chart_text(widest.upper[period], decimals) + ")");
  chart.description = "Line to " + in_words(shown.last()) + " and a fan of the " + widest.model + " to " +
                      in_words(widest.point.last()) + ": " + chart.notes.back() + ".";
  return chart;
}

}  // namespace HIGHWATER_NAMESPACE::bulletin
