#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bulletin/topics/topics.hpp"
#include "claims/wording.hpp"
#include "highwater/aggregate/fiscal.hpp"
#include "highwater/bulletin/bulletin.hpp"

namespace HIGHWATER_NAMESPACE::bulletin {
namespace {

void say(Bulletin& bulletin, std::optional<Statement> statement) {
  if (!statement) return;
  std::erase_if(statement->figures, [](const Figure& figure) { return std::isinf(figure.value); });
  bulletin.statements.push_back(*std::move(statement));
}

/// All topics, the most newsworthy first; those without a chance keep their order and come last.
void write(Bulletin& bulletin, const Subject& subject, const YearOutlook& outlook) {
  say(bulletin, record_statement(subject));
  say(bulletin, change_statement(subject, Basis::period));
  const bool has_parts = subject.in_a_year > 1;
  if (has_parts) say(bulletin, change_statement(subject, Basis::year));
  say(bulletin, trailing_mean_statement(subject));
  say(bulletin, streak_statement(subject, Basis::period));
  if (has_parts) say(bulletin, streak_statement(subject, Basis::year));
  say(bulletin, year_to_date_statement(subject));
  say(bulletin, outlook_statement(subject, outlook));
  say(bulletin, target_statement(subject, outlook));
  std::ranges::stable_sort(bulletin.statements, {}, [](const Statement& statement) {
    return is_missing(statement.chance) ? core::infinity : statement.chance;
  });
}

/// The charts that mean something of this measure: totals of the year only of what adds up.
void draw(Bulletin& bulletin, const Subject& subject, const YearOutlook& outlook) {
  const Indicator& indicator = subject.indicator;
  bulletin.charts.push_back(record_chart(subject.series, indicator));
  const auto base = subject.year_before_now();
  if (subject.in_a_year > 1 && base && subject.move(*base, subject.now))
    bulletin.charts.push_back(growth_chart(subject.series, indicator));
  const bool adds_up = summary_of(indicator.measure) == Summary::sum;
  if (adds_up && has_regular_year(subject.series.frequency()) && subject.in_a_year > 1 &&
      !is_missing(aggregate::year_to_date(subject.series, indicator.fiscal_year)[subject.now]))
    bulletin.charts.push_back(fiscal_chart(subject.series, indicator, outlook.outlook));
  if (!outlook.fan.empty()) {
    const bool target = adds_up && subject.options.target.has_value();
    bulletin.charts.push_back(
        outlook_chart(subject.series, outlook.fan, indicator, target ? outlook.outlook : std::nullopt));
  }
}

/// The fiscal year by which the periods of the data are grouped: none, if they count in that year themselves.
Indicator counted_as(Indicator indicator, FiscalYear of_data) {
  static_cast<void>(wording::unit_text(indicator.unit, indicator.magnitude));  // throws if they do not fit
  if (of_data == FiscalYear{} || indicator.fiscal_year == FiscalYear{}) return indicator;
  if (!(indicator.fiscal_year == of_data))
    throw Error("the periods of \"" + indicator.title + "\" count in a fiscal year from month " +
                std::to_string(of_data.first_month) + ", and the indicator names one from month " +
                std::to_string(indicator.fiscal_year.first_month));
  indicator.fiscal_year = {};
  return indicator;
}

Bulletin composed(SeriesView series, SeriesView resolution, std::optional<Period> as_of, const Indicator& indicator,
                  const Options& options) {
  const std::size_t latest = core::find_last_observed(series.values().data(), series.size());
  if (latest == core::not_found)
    throw Error("a bulletin needs at least one observation, and \"" + indicator.title + "\" has none");
  if (!(options.coverage > 0.0 && options.coverage < 1.0))
    throw Error("the coverage of an interval must lie between 0 and 1, not " + std::to_string(options.coverage));
  const Period now = series.period(latest);
  const SeriesView data = series.slice(series.first(), now);
  const double unit = resolution[now];
  const int decimals = unit > 0.0 ? std::max(0, wording::decimals_needed(unit)) : wording::decimals_of(data);
  Bulletin bulletin{
      counted_as(indicator, series.fiscal_year()),       now,   decimals, {}, options.tone, TimeSeries(data),
      TimeSeries(resolution.slice(series.first(), now)), as_of, {}};
  const Subject subject(bulletin, options);
  const YearOutlook outlook = find_outlook(subject);
  write(bulletin, subject, outlook);
  draw(bulletin, subject, outlook);
  return bulletin;
}

}  // namespace

Bulletin compose(SeriesView series, const Indicator& indicator, const Options& options) {
  if (!(indicator.resolution >= 0.0) || std::isinf(indicator.resolution))
    throw Error("values cannot be rounded to a unit of " + std::to_string(indicator.resolution));
  const std::vector<double> resolution(series.size(), indicator.resolution);
  return composed(series, SeriesView(series.first(), resolution), std::nullopt, indicator, options);
}

Bulletin compose(const Vintages& vintages, Period as_of, const Indicator& indicator, const Options& options) {
  return composed(vintages.as_of(as_of), vintages.resolution_as_of(as_of), as_of, indicator, options);
}

}  // namespace HIGHWATER_NAMESPACE::bulletin
