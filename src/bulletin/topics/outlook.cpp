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

Print figure(const Subject& subject, double value) {
  return subject.measure() == Measure::index || subject.measure() == Measure::rate ? subject.mean(value)
                                                                                   : subject.total(value);
}

/// "on a combination of smoothing and Theta models of July 2021 to December 2024, with its season"
std::string basis_of(const Subject& subject, const Projection& projection) {
  const std::string span = range_in_words(subject.series.first(), subject.now);
  if (subject.options.outlook != OutlookModel::automatic) {
    const double on_trend = projection.fitted[subject.now], away = subject.value / on_trend - 1.0;
    std::string text = "on the " + projection.model + " of " + span;
    if (subject.full() && all_positive(subject) && percent_print(away, 0.0).value != 0.0)
      text += " (" + in_words(subject.now) + " lies " + percent(away) + (away < 0.0 ? " below it)" : " above it)");
    return text;
  }
  const projection::SeasonUse season = projection::explain(subject.series, projection::Automatic{}).season;
  return "by smoothing and Theta models combined, from " + span +
         (season == projection::SeasonUse::used     ? " with its seasonal pattern"
          : season == projection::SeasonUse::chance ? " in which no season shows"
                                                    : "");
}

/// The bounds of the interval; of surpluses alone, and of deficits alone, their sizes.
std::pair<std::string, std::string> bounds_of(const Subject& subject, const TotalOutlook& total) {
  if (subject.measure() == Measure::balance && total.upper <= 0.0)
    return {figure(subject, -total.upper).text, figure(subject, -total.lower).text};
  if (subject.measure() == Measure::balance && total.lower >= 0.0)
    return {figure(subject, total.lower).text, figure(subject, total.upper).text};
  return {subject.named(figure(subject, total.lower)), subject.named(figure(subject, total.upper))};
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
    const bool mean = subject.measure() == Measure::index || subject.measure() == Measure::rate;
    const int year = fiscal.of(subject.now + 1);
    const Frequency frequency = subject.series.frequency();
    const double periods =
        mean ? static_cast<double>(fiscal.last(year, frequency) - fiscal.first(year, frequency) + 1) : 1.0;
    outlook = projection::target(subject.series, found.fan.front(), fiscal, asked * periods);
    if (mean) divide(outlook, periods);
  }
  if (!is_missing(outlook.observed) && std::isfinite(outlook.total.lower) && std::isfinite(outlook.total.upper))
    found.outlook = outlook;
  return found;
}

std::optional<Statement> outlook_statement(const Subject& subject, const YearOutlook& found) {
  if (!found.outlook) return std::nullopt;
  const TargetOutlook& outlook = *found.outlook;
  const std::string year = subject.indicator.fiscal_year.name(outlook.fiscal_year);
  const std::string median = subject.named(figure(subject, outlook.total.median));
  const auto [lower, upper] = bounds_of(subject, outlook.total);
  std::string sentence =
      "Outlook, " + basis_of(subject, found.fan.front()) + ": " + year + what_is_projected(subject) + median;
  sentence += lower == upper ? " (the values so far leave no room for an interval)."
                             : " (median; " + plain(subject.options.coverage * 100.0) + " % interval " + lower +
                                   " to " + upper + ").";
  std::vector<Figure> figures = {{"median", outlook.total.median, Quantity::total},
                                 {year + " so far", outlook.observed, Quantity::total},
                                 {"mean", outlook.total.mean, Quantity::total},
                                 {"lower bound", outlook.total.lower, Quantity::total},
                                 {"upper bound", outlook.total.upper, Quantity::total}};
  if (subject.options.outlook != OutlookModel::automatic)
    figures.push_back({"trend in " + to_string(subject.now), found.fan.front().fitted[subject.now], Quantity::mean});
  return Statement{Topic::outlook,
                   sentence,
                   year + " so far + projected " + counted(outlook.remaining_periods, subject.series.frequency()),
                   std::move(figures),
                   {},
                   missing_value};
}

std::optional<Statement> target_statement(const Subject& subject, const YearOutlook& found) {
  if (!subject.options.target || !found.outlook) return std::nullopt;
  const TargetOutlook& outlook = *found.outlook;
  const std::string year = subject.indicator.fiscal_year.name(outlook.fiscal_year);
  const bool end = subject.measure() == Measure::stock,
             mean = subject.measure() == Measure::index || subject.measure() == Measure::rate;
  const Print target = subject.indicator.magnitude == Magnitude::none
                           ? Print{plain(outlook.target), outlook.target, 0.0}
                           : subject.amount(outlook.target, decimals_needed(outlook.target));
  const std::string goal = end    ? "A value of " + subject.named(target) + " at the end of " + year
                           : mean ? "A mean of " + subject.named(target) + " in " + year
                                  : "A total of " + target.text + " in " + year;
  const std::string needs = counted(outlook.remaining_periods, subject.series.frequency());
  std::vector<Figure> figures = {
      {"probability", outlook.probability, Quantity::fraction},
      {"required per " + subject.noun, outlook.required_per_period, Quantity::mean},
      {"target", outlook.target, Quantity::observed},
      {year + " so far", outlook.observed, Quantity::total},
      {subject.noun + "s left", static_cast<double>(outlook.remaining_periods), Quantity::count}};
  const std::string formula = "(target - " + year + " so far) / " + subject.noun + "s left";
  std::vector<Claim> claims;
  // What a check of such a claim is able to judge: the total of the year that the latest observation lies in.
  if (!end && !mean && outlook.fiscal_year == subject.indicator.fiscal_year.of(subject.now))
    claims.emplace_back(TargetReachable{
        subject.indicator.fiscal_year.last(outlook.fiscal_year, subject.series.frequency()), outlook.target});

  std::string sentence;
  if (subject.measure() == Measure::flow && outlook.required <= 0.0) {
    sentence = goal + " has been reached, with " + needs + " left";
  } else {
    sentence = goal + " has a probability of " + percent(outlook.probability) + " under that outlook";
    const double each = outlook.required_per_period;
    if (!end)
      sentence += ". It needs " + (each == std::round(each) ? subject.amount(each, 0) : subject.mean(each)).text +
                  (mean ? " on average" : " a " + subject.noun) + " in the remaining " + needs;
    if (!end && !mean && subject.measure() == Measure::flow && !is_missing(outlook.required_growth)) {
      if (subject.full())
        sentence += ", " + percent(outlook.required_growth) + (outlook.required_growth < 0.0 ? " less" : " more") +
                    " than in the same " + subject.noun + "s a year earlier";
      figures.push_back({"required growth", outlook.required_growth, Quantity::fraction});
    }
  }
  return Statement{Topic::target, sentence + ".", formula, std::move(figures), std::move(claims), missing_value};
}

}  // namespace HIGHWATER_NAMESPACE::bulletin
