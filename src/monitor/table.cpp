#include "highwater/monitor/table.hpp"

#include <cstddef>
#include <utility>

#include "series/names_of_rows.hpp"

namespace HIGHWATER_NAMESPACE::monitor {
namespace {

/// A streak, in two columns.
struct Streaks {
  Table::Numbers lengths;
  Table::Periods firsts;

  void push_back(const std::optional<Streak>& streak) {
    lengths.push_back(streak ? static_cast<double>(streak->length) : missing_value);
    firsts.push_back(streak && streak->length > 0 ? std::optional(streak->first) : std::nullopt);
  }
};

template <class Number>
Table::Numbers numbers_of(std::span<const SeriesSummary> summaries, Number number) {
  Table::Numbers found;
  found.reserve(summaries.size());
  for (const SeriesSummary& summary : summaries) found.push_back(number(summary));
  return found;
}

double slope_of(const std::optional<projection::TrendFit>& trend) { return trend ? trend->line.slope : missing_value; }

}  // namespace

std::string_view to_string(Statement statement) noexcept {
  switch (statement) {
    case Statement::record:
      return "record";
    case Statement::highest_since:
      return "highest_since";
    case Statement::rank:
      return "rank";
    case Statement::streak:
      break;
  }
  return "streak";
}

Table table(std::span<const SeriesSummary> summaries, std::span<const std::string> names) {
  detail::require_name_each(names, summaries.size(), "summaries");
  Table::Texts series;
  Table::Periods latest, record_periods, previous_periods;
  Table::Numbers records, record_values, previous_values;
  Streaks on_period, on_year;
  for (std::size_t i = 0; i < summaries.size(); ++i) {
    const SeriesSummary& summary = summaries[i];
    const std::optional<Record> record = summary.record();
    series.push_back(detail::name_of_row(names, i));
    latest.push_back(summary.latest());
    records.push_back(record ? static_cast<double>(record->index) : missing_value);
    record_periods.push_back(record ? std::optional(record->period) : std::nullopt);
    record_values.push_back(record ? record->value : missing_value);
    previous_periods.push_back(record ? record->previous_period : std::nullopt);
    previous_values.push_back(record ? record->previous_value : missing_value);
    on_period.push_back(summary.streak_on_period());
    on_year.push_back(summary.streak_on_year());
  }
  const auto numbers = [&](double SeriesSummary::*number) {
    return numbers_of(summaries, [number](const SeriesSummary& summary) { return summary.*number; });
  };
  Table found;
  found.add({"series", std::move(series)});
  found.add({"period", std::move(latest)});
  found.add({"value", numbers(&SeriesSummary::value)});
  found.add({"growth_on_period", numbers(&SeriesSummary::growth_on_period)});
  found.add({"growth_on_year", numbers(&SeriesSummary::growth_on_year)});
  found.add({"trailing_mean", numbers(&SeriesSummary::trailing_mean)});
  found.add({"mean_before", numbers(&SeriesSummary::mean_before)});
  found.add({"year_to_date", numbers(&SeriesSummary::year_to_date)});
  found.add({"to_date_year_before", numbers(&SeriesSummary::to_date_year_before)});
  found.add({"fiscal_total", numbers(&SeriesSummary::fiscal_total)});
  found.add({"records", std::move(records)});
  found.add({"record_period", std::move(record_periods)});
  found.add({"record_value", std::move(record_values)});
  found.add({"previous_period", std::move(previous_periods)});
  found.add({"previous_value", std::move(previous_values)});
  found.add({"streak_on_period", std::move(on_period.lengths)});
  found.add({"since_on_period", std::move(on_period.firsts)});
  found.add({"streak_on_year", std::move(on_year.lengths)});
  found.add({"since_on_year", std::move(on_year.firsts)});
  found.add({"linear_slope", numbers_of(summaries, [](const SeriesSummary& s) { return slope_of(s.linear()); })});
  found.add(
      {"exponential_slope", numbers_of(summaries, [](const SeriesSummary& s) { return slope_of(s.exponential()); })});
  return found;
}

Table table(const Discoveries& news) {
  Table::Texts series, statements, sides;
  Table::Periods periods, since;
  Table::Numbers values, numbers, observations, probabilities, q_values;
  for (const Discovery& found : news.found) {
    series.push_back(found.name.empty() ? std::to_string(found.series) : found.name);
    periods.emplace_back(news.period);
    values.push_back(found.value);
    statements.emplace_back(to_string(found.statement));
    sides.emplace_back(found.side == Side::high ? "high" : "low");
    numbers.push_back(static_cast<double>(found.number));
    observations.push_back(static_cast<double>(found.observations));
    since.push_back(found.since);
    probabilities.push_back(found.probability);
    q_values.push_back(found.q_value);
  }
  Table found;
  found.add({"series", std::move(series)});
  found.add({"period", std::move(periods)});
  found.add({"value", std::move(values)});
  found.add({"statement", std::move(statements)});
  found.add({"side", std::move(sides)});
  found.add({"number", std::move(numbers)});
  found.add({"observations", std::move(observations)});
  found.add({"since", std::move(since)});
  found.add({"probability", std::move(probabilities)});
  found.add({"q_value", std::move(q_values)});
  return found;
}

}  // namespace HIGHWATER_NAMESPACE::monitor
