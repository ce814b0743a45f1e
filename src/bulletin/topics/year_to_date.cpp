#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "bulletin/topics/topics.hpp"
#include "highwater/aggregate/fiscal.hpp"
#include "highwater/calendar/period_text.hpp"
#include "highwater/growth/growth.hpp"

namespace HIGHWATER_NAMESPACE::bulletin {
using namespace claims;
using namespace wording;
namespace {

// ---- what is found

/// A stretch of a year, and what the measure makes of it: a sum or a mean.
struct Stretch {
  Period first, last;
  double sum;
  std::int64_t count;
};

/// The fiscal year so far, and the same stretch of the year before; that is missing if it is not all there.
struct YearSoFar {
  int year;
  bool whole;
  Stretch now, earlier;
};

/// Of the days of a stretch that were observed; missing if its first days are not part of the series.
Stretch observed_stretch(const Subject& subject, Period first, Period last) {
  const bool begins = !(first < subject.series.first());
  return {first, last, begins ? subject.sum_of_observed(first, last) : missing_value,
          begins ? subject.count_observed(first, last) : 1};
}

std::optional<YearSoFar> year_so_far(const Subject& subject) {
  const FiscalYear fiscal = subject.indicator.fiscal_year;
  const Frequency frequency = subject.series.frequency();
  const int year = fiscal.of(subject.now);
  const Period first = fiscal.first(year, frequency), now = subject.now;
  const std::optional<Period> end = subject.year_before_now();
  if (first == now || !end || first < subject.series.first()) return std::nullopt;
  const Period start = fiscal.first(fiscal.of(*end), frequency);
  const bool whole = fiscal.last(year, frequency) == now;
  if (subject.means_leave_out_holidays())
    return YearSoFar{year, whole, observed_stretch(subject, first, now), observed_stretch(subject, start, *end)};
  const TimeSeries totals = aggregate::year_to_date(subject.series, fiscal);
  if (is_missing(totals[now])) return std::nullopt;
  return YearSoFar{
      year, whole, {first, now, totals[now], now - first + 1}, {start, *end, totals[*end], *end - start + 1}};
}

double figure_of(const Subject& subject, const Stretch& stretch) {
  return subject.averages() ? stretch.sum / static_cast<double>(stretch.count) : stretch.sum;
}
Interval range_of(const Subject& subject, const Stretch& stretch) {
  const Interval sum = subject.range_of_sum(stretch.first, stretch.last);
  return subject.averages() ? (1.0 / static_cast<double>(stretch.count)) * sum : sum;
}

// ---- how it is worded

/// ", up 28.1 % from 1455 in the same months a year earlier"
std::string against(const Subject& subject, const YearSoFar& found, const Move& move, const std::string& before) {
  const std::string when = found.whole ? " a year earlier" : " in the same " + subject.step_noun + "s a year earlier";
  if (changes_in_per_cent(subject.measure())) return ", " + subject.moved(move) + " from " + before + when;
  if (move.value == 0.0) return ", as" + when;
  const bool higher = move.value > 0.0;
  return ", " + move.print.text + (higher ? " higher" : " lower") + " than " + before + when;
}

/// A stock does not add up: what is said is its change since the year began.
std::optional<Statement> since_the_start(const Subject& subject) {
  const FiscalYear fiscal = subject.indicator.fiscal_year;
  const int year = fiscal.of(subject.now);
  const Period base = fiscal.first(year, subject.series.frequency()) - 1;
  if (base < subject.series.first() || base + 1 == subject.now) return std::nullopt;
  const std::optional<Move> move = subject.move(base, subject.now);
  if (!move) return std::nullopt;
  return Statement{Topic::year_to_date,
                   upper_first(subject.moved(*move)) + " since the end of " + subject.year_name(year - 1) + ", from " +
                       subject.named(subject.level(base)) + " " + subject.when_in_words(base) + ".",
                   subject.formula_of_change(to_string(base), to_string(subject.now)),
                   {{"growth", move->value, Quantity::fraction}, subject.observed(subject.now), subject.observed(base)},
                   {subject.level_claim(subject.now), subject.level_claim(base)},
                   missing_value};
}

}  // namespace

std::optional<Statement> year_to_date_statement(const Subject& subject) {
  if (subject.in_a_year < 2) return std::nullopt;
  if (subject.measure() == Measure::stock) return since_the_start(subject);
  const std::optional<YearSoFar> found = year_so_far(subject);
  if (!found) return std::nullopt;

  const bool mean = subject.averages();
  const double figure = figure_of(subject, found->now), before = figure_of(subject, found->earlier);
  const Interval known = range_of(subject, found->now);
  const auto print_of = [&](double value, Interval range) {
    return mean ? subject.mean(value, range.high - range.low) : subject.total(value);
  };
  const Print print = print_of(figure, known);
  const auto label_of = [&](const Stretch& stretch) {
    return (mean ? "mean of " : "sum of ") + to_string(stretch.first) + " to " + to_string(stretch.last);
  };
  const std::string label = label_of(found->now), name = subject.year_name(found->year);
  const Quantity quantity = mean ? Quantity::mean : Quantity::total;

  std::string sentence = name + (found->whole ? " as a whole" : " to date") + " (" +
                         subject.range_in_words(found->now.first, found->now.last) +
                         "): " + (mean ? "a mean of " : "") + subject.named(print);
  std::string formula = label;
  std::vector<Figure> figures = {{label, figure, quantity}};
  std::vector<Claim> claims;
  const bool gaps = found->now.count != found->now.last - found->now.first + 1;
  if (mean && !gaps) claims.emplace_back(YearToDateMean{subject.now, print.value, print.resolution, Window::including});
  if (!mean) claims.emplace_back(YearToDate{subject.now, print.value, print.resolution});

  double chance = missing_value;
  const Interval known_before = is_missing(before) ? Interval{0.0, 0.0} : range_of(subject, found->earlier);
  if (const std::optional<Move> move = subject.move(before, figure, known_before, known)) {
    const std::string label_before = label_of(found->earlier);
    sentence += against(subject, *found, *move, subject.named(print_of(before, known_before)));
    formula = subject.formula_of_change("(" + label_before + ")", "(" + label + ")");
    figures = {
        {changes_in_per_cent(subject.measure()) ? "growth" : "change", move->value, subject.quantity_of_change()},
        {label, figure, quantity},
        {label_before, before, quantity}};
    const bool as_many = found->now.count == found->earlier.count;
    if (!gaps && (as_many || !mean))
      claims.emplace_back(
          YearToDateChange{subject.now, move->print.value, move->print.resolution, subject.kind_of_change()});
    if (has_regular_year(subject.series.frequency())) {
      const TimeSeries totals = aggregate::year_to_date(subject.series, subject.indicator.fiscal_year);
      const std::int64_t year = subject.in_a_year;
      chance = chance_of_change(
          changes_in_per_cent(subject.measure()) ? growth::over(totals, year) : growth::difference(totals, year),
          subject.now);
    }
  }
  return Statement{Topic::year_to_date, sentence + ".", formula, std::move(figures), std::move(claims), chance};
}

}  // namespace HIGHWATER_NAMESPACE::bulletin
