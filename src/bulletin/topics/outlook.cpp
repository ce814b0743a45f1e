#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "bulletin/topics/topics.hpp"
#include "highwater/aggregate/fiscal.hpp"
#include "highwater/calendar/period_text.hpp"
#include "highwater/projection/automatic.hpp"
#include "highwater/projection/models.hpp"
#include "highwater/projection/projection.hpp"
#include "projection/draws.hpp"

namespace HIGHWATER_NAMESPACE::bulletin {
using namespace claims;
using namespace wording;
namespace {

// ---- what is found

bool all_positive(const Subject& subject) {
  return core::find_first_not_positive(subject.series.values().data(), subject.series.size()) == core::not_found;
}

/// Periods from the latest observation to the end of the fiscal year, or of the next one if it was the last of its year.
std::int64_t periods_ahead(const Subject& subject) {
  const FiscalYear fiscal = subject.indicator.fiscal_year;
  const Period next = subject.now + 1;
  return std::max(subject.in_a_year, fiscal.last(fiscal.of(next), subject.series.frequency()) - subject.now);
}

/// Values that are too large or too small to be squared have no outlook: see projection::project().
bool in_range_of_models(const Subject& subject) {
  double furthest = 0.0;
  for (const double value : subject.series.values())
    if (!is_missing(value)) furthest = std::max(furthest, std::abs(value));
  return furthest == 0.0 || (furthest >= 1e-150 && furthest <= 1e150);
}

Projection projected(const Subject& subject, double coverage) {
  const projection::Options horizon{.periods = periods_ahead(subject), .coverage = coverage};
  if (subject.options.outlook == OutlookModel::automatic)
    return projection::project(subject.series, projection::Automatic{}, horizon);
  return all_positive(subject) ? projection::project(subject.series, projection::Exponential{}, horizon)
                               : projection::project(subject.series, projection::Linear{}, horizon);
}

/// Of a year, without the holidays so far where means leave them out.
std::int64_t periods_in(const Subject& subject, int year) {
  const FiscalYear fiscal = subject.indicator.fiscal_year;
  const Frequency frequency = subject.series.frequency();
  const Period first = fiscal.first(year, frequency);
  const std::int64_t all = fiscal.last(year, frequency) - first + 1;
  if (!subject.means_leave_out_holidays() || first > subject.now || first < subject.series.first()) return all;
  return all - (subject.now - first + 1 - subject.count_observed(first, subject.now));
}

/// The series with nothing on the holidays of the year, so that its sum is that of the days observed.
TimeSeries without_holidays(const Subject& subject, int year) {
  const Period first = subject.indicator.fiscal_year.first(year, subject.series.frequency());
  std::vector<double> values(subject.series.values().begin(), subject.series.values().end());
  for (std::size_t t = 0; t < values.size(); ++t)
    if (is_missing(values[t]) && !(subject.series.period(t) < first)) values[t] = 0.0;
  return {subject.series.first(), std::move(values), subject.series.fiscal_year()};
}

/// The outlook for a total as one for the mean of as many periods.
void divide(TargetOutlook& outlook, double periods) {
  for (double* const figure : {&outlook.target, &outlook.observed, &outlook.required, &outlook.total.mean,
                               &outlook.total.median, &outlook.total.lower, &outlook.total.upper})
    *figure /= periods;
}

TargetOutlook outlook_for_the_end(const Subject& subject, const Projection& projection, double target) {
  const FiscalYear fiscal = subject.indicator.fiscal_year;
  const int year = fiscal.of(subject.now + 1);
  const Period end = fiscal.last(year, subject.series.frequency());
  const projection::Outcome outcome = projection.in(end);
  const claims::Interval bounds{projection.lower[end], projection.upper[end]};
  return {year,
          target,
          subject.value,
          end - subject.now,
          target - subject.value,
          (target - subject.value) / static_cast<double>(end - subject.now),
          missing_value,
          {outcome.mean(), outcome.median(), bounds.low, bounds.high},
          outcome.probability_of_reaching(target)};
}

// ---- how it is worded

std::string what_is_projected(const Subject& subject) {
  switch (subject.measure()) {
    case Measure::stock:
      return " ends at ";
    case Measure::index:
    case Measure::rate:
      return " averages ";
    default:
      return " comes to ";
  }
}

/// "by smoothing and Theta models combined, of the data from July 2021 to December 2024 with their seasonal pattern"
std::string basis_of(const Subject& subject, const Projection& projection) {
  const std::string span = subject.range_in_words(subject.series.first(), subject.now);
  if (subject.options.outlook != OutlookModel::automatic) {
    const double on_trend = projection.fitted[subject.now], away = subject.value / on_trend - 1.0;
    std::string text = "on the " + projection.model + " of " + span;
    if (subject.full() && all_positive(subject) && percent_print(away, 0.0).value != 0.0)
      text +=
          " (" + subject.in_words(subject.now) + " lies " + percent(away) + (away < 0.0 ? " below it)" : " above it)");
    return text;
  }
  const projection::SeasonUse season = projection::explain(subject.series, projection::Automatic{}).season;
  return "by smoothing and Theta models combined, of the data from " + span +
         (season == projection::SeasonUse::used     ? " with their seasonal pattern"
          : season == projection::SeasonUse::chance ? ", which show no season"
                                                    : "");
}

/// What is known of the year that is projected, as evidence: its label, and the figure. Of a year that has not begun
/// nothing is.
std::optional<Figure> so_far(const Subject& subject, const TargetOutlook& outlook) {
  const double periods = static_cast<double>(periods_in(subject, outlook.fiscal_year));
  if (outlook.remaining_periods == periods_in(subject, outlook.fiscal_year)) return std::nullopt;
  const std::string year = subject.year_name(outlook.fiscal_year) + " so far";
  if (subject.measure() == Measure::stock) return subject.observed(subject.now);
  return subject.averages() ? Figure{"sum of " + year, outlook.observed * periods, Quantity::total}
                            : Figure{year, outlook.observed, Quantity::total};
}

/// The bounds of the interval; of surpluses alone, and of deficits alone, their sizes.
std::pair<std::string, std::string> bounds_of(const Subject& subject, const TotalOutlook& total) {
  const auto figure = [&](double value) { return subject.estimate(value, total.upper - total.lower); };
  if (subject.measure() == Measure::balance && total.upper <= 0.0)
    return {figure(-total.upper).text, figure(-total.lower).text};
  if (subject.measure() == Measure::balance && total.lower >= 0.0)
    return {figure(total.lower).text, figure(total.upper).text};
  return {subject.named(figure(total.lower)), subject.named(figure(total.upper))};
}

}  // namespace

YearOutlook find_outlook(const Subject& subject) {
  YearOutlook found;
  if (!in_range_of_models(subject)) return found;
  const double* const values = subject.series.values().data();
  const std::size_t n = subject.series.size();
  const double observations = static_cast<double>(n - core::count_missing(values, n));
  if (observations < std::max(8.0, 2.0 * static_cast<double>(subject.in_a_year))) return found;
  found.fan.push_back(projected(subject, subject.options.coverage));
  if (subject.options.coverage > 0.8) found.fan.push_back(projected(subject, 0.8));

  const FiscalYear fiscal = subject.indicator.fiscal_year;
  const double asked = subject.options.target.value_or(0.0);
  TargetOutlook outlook{};
  if (subject.measure() == Measure::stock) {
    outlook = outlook_for_the_end(subject, found.fan.front(), asked);
  } else {
    const int year = fiscal.of(subject.now + 1);
    const double periods = subject.averages() ? static_cast<double>(periods_in(subject, year)) : 1.0;
    const Period last = fiscal.last(year, subject.series.frequency());
    const projection::SimulationOptions draws = projection::draws_for(last - subject.now);
    const TimeSeries series =
        subject.means_leave_out_holidays() ? without_holidays(subject, year) : TimeSeries(subject.series);
    outlook = projection::target(series, found.fan.front(), fiscal, asked * periods, draws);
    if (subject.averages()) divide(outlook, periods);
  }
  if (!is_missing(outlook.observed) && std::isfinite(outlook.total.lower) && std::isfinite(outlook.total.upper))
    found.outlook = outlook;
  return found;
}

std::optional<Statement> outlook_statement(const Subject& subject, const YearOutlook& found) {
  if (!found.outlook) return std::nullopt;
  const TargetOutlook& outlook = *found.outlook;
  const std::string year = subject.year_name(outlook.fiscal_year);
  const std::string median =
      subject.named(subject.estimate(outlook.total.median, outlook.total.upper - outlook.total.lower));
  const auto [lower, upper] = bounds_of(subject, outlook.total);
  std::string sentence =
      "Outlook, " + basis_of(subject, found.fan.front()) + ": " + year + what_is_projected(subject) + median;
  sentence += lower == upper ? " (the values so far leave no room for an interval)."
                             : " (median; " + plain(subject.options.coverage * 100.0) + " % interval " + lower +
                                   " to " + upper + ").";
  const Quantity quantity = subject.averages() ? Quantity::mean : Quantity::total;
  std::vector<Figure> figures = {{"median", outlook.total.median, quantity},
                                 {"mean", outlook.total.mean, quantity},
                                 {"lower bound", outlook.total.lower, quantity},
                                 {"upper bound", outlook.total.upper, quantity}};
  std::string formula = "projected " + counted(outlook.remaining_periods, subject.series.frequency());
  if (const std::optional<Figure> known = so_far(subject, outlook)) {
    formula = known->label + " + " + formula;
    figures.insert(figures.begin() + 1, *known);
  }
  if (subject.averages())
    formula = "(" + formula + ") / " + counted(periods_in(subject, outlook.fiscal_year), subject.series.frequency());
  if (subject.measure() == Measure::stock)
    formula = "the end of " + year + ", projected from " + to_string(subject.now);
  if (subject.options.outlook != OutlookModel::automatic)
    figures.push_back({"trend in " + to_string(subject.now), found.fan.front().fitted[subject.now], Quantity::mean});
  return Statement{Topic::outlook, sentence, std::move(formula), std::move(figures), {}, missing_value};
}

std::optional<Statement> target_statement(const Subject& subject, const YearOutlook& found) {
  if (!subject.options.target || !found.outlook) return std::nullopt;
  const TargetOutlook& outlook = *found.outlook;
  const std::string year = subject.year_name(outlook.fiscal_year);
  const bool end = subject.measure() == Measure::stock, mean = subject.averages();
  const Print target = !subject.has_magnitude() ? Print{plain(outlook.target), outlook.target, 0.0}
                                                : subject.amount(outlook.target, decimals_needed(outlook.target));
  const std::string goal = end    ? "A value of at least " + subject.named(target) + " at the end of " + year
                           : mean ? "A mean of at least " + subject.named(target) + " in " + year
                                  : "A total of " + target.text + " in " + year;
  const bool one_left = outlook.remaining_periods == 1;
  const std::string needs = one_left ? subject.noun : counted(outlook.remaining_periods, subject.series.frequency());
  std::vector<Figure> figures = {
      {"probability", outlook.probability, Quantity::fraction},
      {"required per " + subject.noun, outlook.required_per_period, Quantity::mean},
      {"target", outlook.target, Quantity::observed},
      {subject.noun + "s left", static_cast<double>(outlook.remaining_periods), Quantity::count}};
  std::string formula = mean ? std::to_string(periods_in(subject, outlook.fiscal_year)) + " * target" : "target";
  if (const std::optional<Figure> known = so_far(subject, outlook)) {
    formula += " - " + known->label;
    figures.insert(figures.end() - 1, *known);
  }
  formula = "(" + formula + ") / " + subject.noun + "s left";
  std::vector<Claim> claims;
  // What a check of such a claim is able to judge: the year that the latest observation lies in.
  if (!subject.means_leave_out_holidays() && outlook.fiscal_year == subject.indicator.fiscal_year.of(subject.now))
    claims.emplace_back(TargetReachable{
        subject.indicator.fiscal_year.last(outlook.fiscal_year, subject.series.frequency()), outlook.target});

  std::string sentence;
  if (subject.measure() == Measure::flow && outlook.required <= 0.0) {
    sentence =
        goal + " has been reached, with " + counted(outlook.remaining_periods, subject.series.frequency()) + " left";
  } else {
    sentence = goal + " has a probability of " + percent(outlook.probability) + " under that outlook";
    const double each = outlook.required_per_period;
    if (!end)
      sentence += ". It needs " +
                  subject.named(each == std::round(each) ? subject.amount(each, 0) : subject.mean(each)) +
                  (one_left ? ""
                   : mean   ? " on average"
                            : " a " + subject.noun) +
                  " in the remaining " + needs;
    if (!end && !mean && subject.measure() == Measure::flow && !is_missing(outlook.required_growth)) {
      if (subject.full())
        sentence += ", " + percent(outlook.required_growth) + (outlook.required_growth < 0.0 ? " less" : " more") +
                    " than in the same " + subject.step_noun + "s a year earlier";
      figures.push_back({"required growth", outlook.required_growth, Quantity::fraction});
    }
  }
  return Statement{Topic::target,      sentence + ".",    std::move(formula),
                   std::move(figures), std::move(claims), missing_value};
}

}  // namespace HIGHWATER_NAMESPACE::bulletin
