#include "bulletin/topics/subject.hpp"

#include <algorithm>
#include <cmath>

#include "bulletin/verify.hpp"
#include "highwater/calendar/period_text.hpp"
#include "highwater/calendar/year_before.hpp"
#include "highwater/records/ranks.hpp"

namespace HIGHWATER_NAMESPACE::bulletin {
using namespace claims;
using namespace wording;

namespace {

std::int64_t periods_in_a_year(Frequency frequency) {
  if (has_regular_year(frequency)) return periods_per_year(frequency);
  return frequency == Frequency::weekly ? 52 : frequency == Frequency::business_daily ? 260 : 365;
}

}  // namespace

Subject::Subject(const Bulletin& written, const Options& asked)
    : bulletin(written),
      options(asked),
      indicator(written.indicator),
      series(written.data),
      now(written.period),
      value(series[now]),
      noun(period_noun(series.frequency())),
      step_noun(wording::step_noun(series.frequency())),
      in_a_year(periods_in_a_year(series.frequency())) {}

std::optional<Period> Subject::year_before_now() const { return year_before(now); }

std::string Subject::year_name(int year) const {
  const FiscalYear counted_in = series.fiscal_year();
  return (counted_in == FiscalYear{} ? indicator.fiscal_year : counted_in).name(year);
}

Figure Subject::observed(Period period) const { return {to_string(period), series[period], Quantity::observed}; }

Print Subject::amount(double figure, int decimals) const {
  return amount_print(figure, decimals, indicator.magnitude, indicator.unit);
}

Print Subject::level(Period period) const {
  const double figure = series[period], resolution = bulletin.resolution[period];
  // As it is, but for what arithmetic left behind the decimals of a rounded value, and with all decimals of a rate.
  const int decimals = resolution > 0.0             ? std::max(0, decimals_needed(resolution))
                       : measure() == Measure::rate ? bulletin.decimals
                                                    : std::max(0, decimals_needed(figure));
  const bool as_it_is = resolution == 0.0 && decimals_needed(figure) >= decimals;
  Print print = has_magnitude() ? amount(figure, as_it_is ? decimals_needed(figure) : decimals)
                : as_it_is      ? Print{plain(figure), figure, resolution}
                                : Print{fixed(figure, decimals), figure, resolution};
  print.resolution = std::max(print.resolution, resolution);
  return print;
}

Print Subject::total(double figure) const {
  Print print = amount(figure, bulletin.decimals);
  print.resolution = std::max(print.resolution, bulletin.resolution[now]);
  return print;
}

Print Subject::mean(double figure, double width) const {
  int decimals = bulletin.decimals + 1;
  while (decimals > 0 && std::pow(10.0, -decimals) < width / 2.0) --decimals;
  return amount(figure, decimals);
}

Print Subject::estimate(double figure, double width) const {
  const int most = bulletin.decimals + (averages() ? 1 : 0);
  if (!(width > 0.0 && width < core::infinity)) return amount(figure, most);
  const int decimals = std::min(most, 2 - static_cast<int>(std::floor(std::log10(width))));
  if (decimals >= 0) return amount(figure, decimals);
  const double unit = std::pow(10.0, -decimals);
  return amount(std::round(figure / unit) * unit, 0);
}

Level Subject::level_claim(Period period) const {
  const Print print = level(period);
  return {period, print.value, print.resolution};
}

std::string Subject::named(const Print& print) const {
  if (measure() == Measure::rate)
    return print.text + (has_magnitude() || indicator.unit.empty() ? "" : " " + indicator.unit);
  if (measure() != Measure::balance) return print.text;
  if (print.value == 0.0) return "zero";
  const std::string size = print.text.starts_with('-') ? print.text.substr(1) : print.text;
  return (print.value < 0.0 ? "a deficit of " : "a surplus of ") + size;
}

std::string Subject::distance(double difference) const {
  std::string size = total(std::abs(difference)).text;
  if (measure() != Measure::rate || has_magnitude()) return size;
  if (!indicator.unit.empty() && indicator.unit != "%") return size + " " + indicator.unit;
  const bool one = size.size() == 1 && size.front() == '1';
  return size += one ? " percentage point" : " percentage points";
}

Interval Subject::range(Period period) const { return rounded(series[period], bulletin.resolution[period]); }

Interval Subject::range_of_sum(Period first, Period last) const {
  Interval sum{0.0, 0.0};
  for (const auto [period, one] : series.slice(first, last))
    if (!is_missing(one)) sum = sum + range(period);
  return sum;
}

std::int64_t Subject::count_observed(Period first, Period last) const {
  const std::span<const double> values = series.slice(first, last).values();
  return static_cast<std::int64_t>(values.size() - core::count_missing(values.data(), values.size()));
}

double Subject::sum_of_observed(Period first, Period last) const {
  double sum = 0.0;
  for (const auto [period, one] : series.slice(first, last))
    if (!is_missing(one)) sum += one;
  return sum;
}

std::optional<Move> Subject::move(double from, double to, Interval known_from, Interval known_to) const {
  if (is_missing(from) || is_missing(to)) return std::nullopt;
  if (!changes_in_per_cent(measure())) {
    const double change = core::finite_or_missing(to - from);
    if (is_missing(change)) return std::nullopt;
    Print print = total(std::abs(change));
    print.resolution = std::max(print.resolution, known_from.high - known_from.low + (known_to.high - known_to.low));
    print.value = std::copysign(print.value, change);
    print.text = distance(change);
    return Move{change, print};
  }
  const double growth = core::growth_of(to, from, BasePolicy::positive);
  if (is_missing(growth)) return std::nullopt;
  return Move{growth, percent_print(growth, width_of_ratio(known_to, known_from))};
}

std::optional<Move> Subject::move(Period from, Period to) const {
  return move(series[from], series[to], range(from), range(to));
}

std::string Subject::moved(const Move& move) const {
  if (move.value == 0.0) return "unchanged";
  if (move.print.value == 0.0) return "little changed";
  const bool rises = move.value > 0.0;
  if (measure() == Measure::rate) return (rises ? "rose " : "fell ") + move.print.text;
  return (rises ? "up " : "down ") + move.print.text;
}

ChangeKind Subject::kind_of_change() const noexcept {
  return changes_in_per_cent(measure()) ? ChangeKind::growth : ChangeKind::difference;
}

Quantity Subject::quantity_of_change() const noexcept {
  return changes_in_per_cent(measure()) ? Quantity::fraction : Quantity::total;
}

std::string Subject::formula_of_change(const std::string& from, const std::string& to) const {
  return changes_in_per_cent(measure()) ? to + " / " + from + " - 1" : to + " - " + from;
}

std::string Subject::caveat(const Claim& claim) const {
  return check_against(bulletin, claim).verdict == Verdict::certain ? "" : ", as far as the data show";
}

double width_of_ratio(Interval a, Interval b) {
  const std::optional<Interval> known = ratio(a, b);
  return known ? known->high - known->low : 0.0;
}

double chance_of_rank(SeriesView seen, Period now, Side side) {
  const double count = static_cast<double>(seen.size() - core::count_missing(seen.values().data(), seen.size()));
  return static_cast<double>(records::rank(seen, now, {.side = side})) / count;
}

double chance_of_change(SeriesView changes, Period now) {
  return chance_of_rank(changes, now, changes[now] < 0.0 ? Side::low : Side::high);
}

std::string upper_first(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

}  // namespace HIGHWATER_NAMESPACE::bulletin
