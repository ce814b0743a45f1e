#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bulletin/verify.hpp"
#include "claims/wording.hpp"
#include "highwater/aggregate/fiscal.hpp"
#include "highwater/aggregate/trailing.hpp"
#include "highwater/bulletin/bulletin.hpp"
#include "highwater/calendar/period_text.hpp"
#include "highwater/growth/growth.hpp"
#include "highwater/projection/target.hpp"
#include "highwater/records/ranks.hpp"
#include "highwater/records/records.hpp"
#include "highwater/records/streaks.hpp"
#include "highwater/series/arithmetic.hpp"

namespace HIGHWATER_NAMESPACE::bulletin {
using namespace claims;
using namespace wording;
namespace {

std::string upper_first(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

// The chance of a rank that good, had the n values seen so far come in any order: r / n.
double chance_of_rank(SeriesView seen, Period now, Side side) {
  const double count = static_cast<double>(seen.size() - core::count_missing(seen.values().data(), seen.size()));
  return static_cast<double>(records::rank(seen, now, {.side = side})) / count;
}
double chance_of(const TimeSeries& rates, Period now) {
  return chance_of_rank(rates, now, rates[now] < 0.0 ? Side::low : Side::high);
}

// Writes the statements about the latest observation, one function a topic.
class Composer {
 public:
  Composer(Bulletin& bulletin, const Options& options)
      : bulletin_(bulletin),
        series_(bulletin.data),
        options_(options),
        now_(bulletin.period),
        value_(series_[now_]),
        noun_(period_noun(series_.frequency())),
        year_length_(periods_per_year(series_.frequency())) {}

  void write() {
    chart(record_chart(series_, chart_options()));
    record();
    growth_on_period();
    if (year_length_ > 1) {
      growth_on_year();
      trailing_mean();
    }
    streak(growth::period_over_period(series_), Topic::period_streak, Basis::period);
    if (year_length_ > 1) streak(growth::year_over_year(series_), Topic::year_streak, Basis::year);
    if (!is_missing(growth::year_over_year(series_)[now_])) chart(growth_chart(series_, chart_options()));
    if (year_length_ > 1) year_to_date();
    outlook();
    std::ranges::stable_sort(bulletin_.statements, {}, [](const Statement& statement) {
      return is_missing(statement.chance) ? core::infinity : statement.chance;
    });
  }

 private:
  void say(Topic topic, std::string sentence, std::string formula, std::vector<Figure> figures,
           std::vector<Claim> claims, double chance) {
    std::erase_if(figures, [](const Figure& figure) { return std::isinf(figure.value); });
    bulletin_.statements.push_back(
        {topic, std::move(sentence), std::move(formula), std::move(figures), std::move(claims), chance});
  }
  void chart(Chart drawn) { bulletin_.charts.push_back(std::move(drawn)); }
  ChartOptions chart_options() const {
    return {options_.title, options_.unit, options_.magnitude, options_.fiscal_year};
  }
  bool full() const { return options_.tone == Tone::full; }

  Figure observed(Period period) const { return {to_string(period), series_[period], Quantity::observed}; }

  // How figures are printed, and what is claimed by that.
  Print amount(double value, int decimals) const {
    return amount_print(value, decimals, options_.magnitude, options_.unit);
  }
  Print level(Period period) const {
    const double value = series_[period], resolution = bulletin_.resolution[period];
    Print print = options_.magnitude == Magnitude::none ? Print{plain(value), value, resolution}
                                                        : amount(value, decimals_needed(value));
    print.resolution = std::max(print.resolution, resolution);
    return print;
  }
  Print total(double value) const {
    Print print = amount(value, bulletin_.decimals);
    print.resolution = std::max(print.resolution, bulletin_.resolution[now_]);
    return print;
  }
  // With one decimal more than the data, if it is known that well.
  Print mean(double value, double width = 0.0) const {
    int decimals = bulletin_.decimals + 1;
    while (decimals > 0 && std::pow(10.0, -decimals) < width / 2.0) --decimals;
    return amount(value, decimals);
  }
  Level level_claim(Period period) const {
    const Print print = level(period);
    return {period, print.value, print.resolution};
  }

  // A value, and the sum of those up to a period, as far as rounding lets them be known.
  Interval range(Period period) const { return rounded(series_[period], bulletin_.resolution[period]); }
  Interval range_of_sum(Period first, Period last) const {
    Interval sum{0.0, 0.0};
    for (const auto [period, value] : series_.slice(first, last)) sum = sum + range(period);
    return sum;
  }
  static double width_of_ratio(Interval a, Interval b) {
    const std::optional<Interval> known = ratio(a, b);
    return known ? known->high - known->low : 0.0;
  }

  // What is said after a claim that rounding or missing values leave open.
  std::string caveat(const Claim& claim) const {
    return check_against(bulletin_, claim).verdict == Verdict::certain ? "" : ", as far as the data show";
  }

  void record() {
    const std::vector<Record> highs = records::highs(series_);
    const Record& standing = highs.back();
    const double count =
        static_cast<double>(series_.size() - core::count_missing(series_.values().data(), series_.size()));
    const Print now = level(now_);
    const std::string subject = "At " + now.text + ", " + in_words(now_) + " is ";
    const std::string since_start = " since the series began in " + in_words(highs.front().period);
    std::vector<Claim> claims = {level_claim(now_)};
    if (standing.period == now_ && !standing.previous_period) {
      say(Topic::record, subject + "the first observation of the series.", "value", {observed(now_)}, std::move(claims),
          missing_value);
      return;
    }
    if (standing.period == now_) {
      const Period holder = *standing.previous_period;
      const Print before = level(holder);
      claims = {NewRecord{now_, now.value, now.resolution},
                PreviousRecord{now_, holder, before.value, before.resolution}};
      std::string sentence = subject + "the highest on record" + since_start + caveat(claims.front()) + ".";
      sentence += " It beats the previous record, " + before.text + " in " + in_words(holder) + ", by " +
                  total(standing.margin()).text;
      if (standing.previous_value > 0.0)
        sentence +=
            " (" + percent_print(standing.relative_margin(), width_of_ratio(range(now_), range(holder))).text + ")";
      say(Topic::record, sentence + ".", to_string(now_) + " - " + to_string(holder),
          {{"margin", standing.margin(), Quantity::total}, observed(now_), observed(holder)}, std::move(claims),
          1.0 / count);
      return;
    }
    const std::string record_text = "record of " + level(standing.period).text + " in " + in_words(standing.period);
    claims.emplace_back(level_claim(standing.period));
    std::string sentence = subject;
    double chance = 1.0;
    if (value_ == standing.value) {
      sentence += "level with the " + record_text;
      chance = std::min(1.0, 2.0 / count);
    } else {
      sentence += total(standing.value - value_).text;
      if (standing.value > 0.0)
        sentence +=
            " (" +
            percent_print(1.0 - value_ / standing.value, width_of_ratio(range(now_), range(standing.period))).text +
            ")";
      sentence += " below the " + record_text;
      // How long there was no higher, or no lower, value: whichever reaches back further, if that is at least three periods.
      const std::optional<Period> high = records::highest_since(series_, now_),
                                  low = records::lowest_since(series_, now_);
      const bool use_high = low && high && *high < *low;
      if (!low) {
        claims.emplace_back(NewRecord{.period = now_, .side = Side::low});
        sentence += ", and the lowest on record" + since_start + caveat(claims.back());
        chance = 1.0 / count;
      } else if (const Period since = use_high ? *high : *low; now_ - since >= 3) {
        claims.emplace_back(UnmatchedSince{now_, since, use_high ? Side::high : Side::low});
        sentence += std::string(", and the ") + (use_high ? "highest" : "lowest") + " since " + in_words(since) +
                    caveat(claims.back());
        chance = 1.0 / static_cast<double>(now_ - since);
      }
    }
    say(Topic::record, sentence + ".", to_string(now_) + " - " + to_string(standing.period),
        {{"distance", value_ - standing.value, Quantity::total}, observed(now_), observed(standing.period)},
        std::move(claims), chance);
  }

  // "Up 12.3 %"; what is printed as zero per cent is little changed.
  static std::string moved(double growth, const Print& print) {
    if (growth == 0.0) return "unchanged";
    if (print.value == 0.0) return "little changed";
    return (growth > 0.0 ? "up " : "down ") + print.text;
  }

  void growth_on(std::int64_t lag, Topic topic, Basis basis, const std::string& basis_words) {
    const TimeSeries rates = growth::over(series_, lag);
    const double growth = rates[now_];
    if (is_missing(growth)) return;
    const Period base = now_ - lag;
    const Print print = percent_print(growth, width_of_ratio(range(now_), range(base)));
    say(topic,
        upper_first(moved(growth, print)) + " " + basis_words + ", from " + level(base).text + " in " + in_words(base) +
            ".",
        to_string(now_) + " / " + to_string(base) + " - 1",
        {{"growth", growth, Quantity::fraction}, observed(now_), observed(base)},
        {Change{now_, print.value, print.resolution, basis}, level_claim(base)}, chance_of(rates, now_));
  }
  void growth_on_period() { growth_on(1, Topic::period_growth, Basis::period, "on the " + noun_); }
  void growth_on_year() { growth_on(year_length_, Topic::year_growth, Basis::year, "on the year"); }

  void trailing_mean() {
    const TimeSeries means = aggregate::trailing_mean(series_, year_length_, {.window = Window::before});
    const double before = means[now_];
    const double including = aggregate::trailing_mean(series_, year_length_)[now_];
    if (is_missing(before) || !(before > 0.0)) return;
    const double distance = value_ / before - 1.0;
    const Period first = now_ - year_length_, last = now_ - 1;
    const Interval known = (1.0 / static_cast<double>(year_length_)) * range_of_sum(first, last);
    const Print print = percent_print(distance, width_of_ratio(range(now_), known)),
                mean_before = mean(before, known.high - known.low),
                mean_including = mean(including, known.high - known.low);
    const std::string count = counted(year_length_, series_.frequency());
    std::vector<Claim> claims = {
        TrailingMean{now_, year_length_, mean_before.value, mean_before.resolution, Window::before}};
    std::string sentence = distance == 0.0 ? "Level with" : print.text + (distance > 0.0 ? " above" : " below");
    sentence += " the mean of the " + count + " before, " + mean_before.text + " (" + range_in_words(first, last) + ")";
    if (full()) {
      sentence += "; including " + in_words(now_) + " the mean of " + count + " is " + mean_including.text;
      claims.emplace_back(
          TrailingMean{now_, year_length_, mean_including.value, mean_including.resolution, Window::including});
    }
    const std::string label = "mean of " + to_string(first) + " to " + to_string(last);
    say(Topic::trailing_mean, sentence + ".", to_string(now_) + " / (" + label + ") - 1",
        {{"distance", distance, Quantity::fraction},
         observed(now_),
         {label, before, Quantity::mean},
         {"mean of " + to_string(first + 1) + " to " + to_string(now_), including, Quantity::mean}},
        std::move(claims), chance_of_rank(series_ / means, now_, distance < 0.0 ? Side::low : Side::high));
  }

  void streak(SeriesView growth, Topic topic, Basis basis) {
    Streak found = records::current_streak(growth);
    const bool rising = found.length > 0;
    if (!rising) found = records::current_streak(growth, {.direction = Direction::falling});
    if (found.length < 2) return;
    const std::string on = basis == Basis::period ? "on the " + noun_ : "on the year";
    const std::string kind = rising ? "growth" : "decline";
    const GrowthStreak claim{now_,  found.length, found.first,
                             basis, Ties::strict, rising ? Direction::rising : Direction::falling};
    std::string sentence = upper_first(ordinal(found.length)) + " " + noun_ + " of " + kind + " " + on +
                           " in a row, since " + in_words(found.first);
    std::vector<Figure> figures = {{"length", static_cast<double>(found.length), Quantity::count},
                                   {to_string(found.first), growth[found.first], Quantity::fraction}};
    if (found.bounded_by_missing) {
      sentence += "; nothing is known of the " + noun_ + " before, so it may be longer";
    } else {
      sentence += caveat(claim);
      figures.push_back({to_string(found.first - 1), growth[found.first - 1], Quantity::fraction});
    }
    const double spans = static_cast<double>(found.length) / (basis == Basis::year ? year_length_ : 1);
    say(topic, sentence + ".",
        "consecutive " + noun_ + "s with " + kind + " " + on + ", " + to_string(found.first) + " to " + to_string(now_),
        std::move(figures), {claim}, std::exp2(-spans));
  }

  void year_to_date() {
    const FiscalYear fiscal = options_.fiscal_year;
    const TimeSeries totals = aggregate::year_to_date(series_, fiscal);
    const double sum = totals[now_], earlier = totals[now_ - year_length_];
    const int year = fiscal.of(now_);
    const Period first = fiscal.first(year, series_.frequency());
    if (is_missing(sum) || first == now_) return;  // the first period's total is its level, which has been said
    const bool whole = fiscal.last(year, series_.frequency()) == now_;
    const Print print = total(sum);
    const std::string span = to_string(first) + " to " + to_string(now_);
    std::string sentence = fiscal.name(year) + (whole ? " as a whole" : " to date") + " (" +
                           range_in_words(first, now_) + "): " + print.text;
    std::string formula = "sum of " + span;
    std::vector<Figure> figures;
    std::vector<Claim> claims = {YearToDate{now_, print.value, print.resolution}};
    double chance = missing_value;
    if (earlier > 0.0) {
      const Period start = first - year_length_, end = now_ - year_length_;
      const double growth = sum / earlier - 1.0;
      const Print change = percent_print(growth, width_of_ratio(range_of_sum(first, now_), range_of_sum(start, end)));
      const std::string span_before = to_string(start) + " to " + to_string(end);
      sentence += ", " + moved(growth, change) + " from " + total(earlier).text +
                  (whole ? " a year earlier" : " in the same " + noun_ + "s a year earlier");
      formula = "(sum of " + span + ") / (sum of " + span_before + ") - 1";
      figures = {{"growth", growth, Quantity::fraction},
                 {"sum of " + span, sum, Quantity::total},
                 {"sum of " + span_before, earlier, Quantity::total}};
      claims.emplace_back(YearToDateChange{now_, change.value, change.resolution});
      chance = chance_of(growth::over(totals, year_length_), now_);
    } else {
      figures = {{"sum of " + span, sum, Quantity::total}};
    }
    say(Topic::year_to_date, sentence + ".", formula, std::move(figures), std::move(claims), chance);
  }

  void outlook() {
    const double* const values = series_.values().data();
    const double observations = core::trend_moments(values, series_.size()).count;
    const bool enough = observations >= std::max(8.0, 2.0 * year_length_);
    const bool positive = core::find_first_not_positive(values, series_.size()) == core::not_found;
    const auto projected = [&](double coverage) {
      const projection::Options horizon{.periods = year_length_, .coverage = coverage};
      return positive ? projection::project(series_, projection::Exponential{}, horizon)
                      : projection::project(series_, projection::Linear{}, horizon);
    };
    std::vector<Projection> fan;
    std::optional<TargetOutlook> found;
    if (enough) {
      fan.push_back(projected(options_.coverage));
      if (options_.coverage > 0.8) fan.push_back(projected(0.8));
      found = projection::target(series_, fan.front(), options_.fiscal_year, options_.target.value_or(0.0));
      if (is_missing(found->observed) || !std::isfinite(found->total.upper)) found.reset();
    }
    if (year_length_ > 1 && !is_missing(aggregate::year_to_date(series_, options_.fiscal_year)[now_]))
      chart(fiscal_chart(series_, chart_options(), found));
    if (enough) chart(outlook_chart(series_, fan, chart_options(), found));
    if (!found) return;

    const std::string year = options_.fiscal_year.name(found->fiscal_year);
    const std::string coverage = plain(options_.coverage * 100.0) + " %";
    const double on_trend = fan.front().fitted[now_], distance = value_ / on_trend - 1.0;
    std::string sentence = "Outlook: on the " + fan.front().model + " of " + range_in_words(series_.first(), now_);
    if (positive && full())
      sentence += " (" + in_words(now_) + " lies " + percent(distance) + (distance < 0.0 ? " below it)" : " above it)");
    sentence += ", " + year + " comes to " + total(found->total.median).text + " (median; " + coverage + " interval " +
                total(found->total.lower).text + " to " + total(found->total.upper).text + ").";
    say(Topic::outlook, sentence,
        year + " so far + projected " + counted(found->remaining_periods, series_.frequency()),
        {{"median", found->total.median, Quantity::total},
         {year + " so far", found->observed, Quantity::total},
         {"mean", found->total.mean, Quantity::total},
         {"lower bound", found->total.lower, Quantity::total},
         {"upper bound", found->total.upper, Quantity::total},
         {"trend in " + to_string(now_), on_trend, Quantity::mean}},
        {}, missing_value);
    if (options_.target) target(*found, year, positive);
  }

  void target(const TargetOutlook& found, const std::string& year, bool checkable) {
    const std::string goal =
        "A total of " +
        (options_.magnitude == Magnitude::none ? plain(found.target)
                                               : amount(found.target, decimals_needed(found.target)).text) +
        " in " + year;
    const std::string needs = counted(found.remaining_periods, series_.frequency());
    std::vector<Figure> figures = {{"probability", found.probability, Quantity::fraction},
                                   {"required per " + noun_, found.required_per_period, Quantity::mean},
                                   {"target", found.target, Quantity::observed},
                                   {year + " so far", found.observed, Quantity::total},
                                   {noun_ + "s left", static_cast<double>(found.remaining_periods), Quantity::count}};
    const std::string formula = "(target - " + year + " so far) / " + noun_ + "s left";
    std::vector<Claim> claims;
    if (checkable && found.fiscal_year == options_.fiscal_year.of(now_))
      claims.emplace_back(
          TargetReachable{options_.fiscal_year.last(found.fiscal_year, series_.frequency()), found.target});
    if (found.required <= 0.0) {
      say(Topic::target, goal + " has been reached, with " + needs + " left.", formula, std::move(figures),
          std::move(claims), missing_value);
      return;
    }
    const double per_period = found.required_per_period;
    std::string sentence = goal + " has a probability of " + percent(found.probability) +
                           " under that trend. It needs " +
                           (per_period == std::round(per_period) ? amount(per_period, 0) : mean(per_period)).text +
                           " a " + noun_ + " in the remaining " + needs;
    if (!is_missing(found.required_growth)) {
      if (full())
        sentence += ", " + percent(found.required_growth) + (found.required_growth < 0.0 ? " less" : " more") +
                    " than in the same " + noun_ + "s a year earlier";
      figures.push_back({"required growth", found.required_growth, Quantity::fraction});
    }
    say(Topic::target, sentence + ".", formula, std::move(figures), std::move(claims), missing_value);
  }

  Bulletin& bulletin_;
  SeriesView series_;  // up to the latest observation
  const Options& options_;
  Period now_;
  double value_;
  std::string noun_;
  int year_length_;
};

Bulletin composed(SeriesView series, SeriesView resolution, std::optional<Period> as_of, const Options& options) {
  const std::size_t latest = core::find_last_observed(series.values().data(), series.size());
  if (latest == core::not_found) throw Error("a bulletin needs at least one observation");
  if (!(options.coverage > 0.0 && options.coverage < 1.0))
    throw Error("the coverage of an interval must lie between 0 and 1, not " + std::to_string(options.coverage));
  const Period now = series.period(latest);
  const SeriesView data = series.slice(series.first(), now);
  const double unit = resolution[now];
  const int decimals = unit > 0.0 ? std::max(0, decimals_needed(unit)) : decimals_of(data);
  Bulletin bulletin{options.title,
                    options.unit,
                    now,
                    decimals,
                    {},
                    options.magnitude,
                    options.tone,
                    options.fiscal_year,
                    TimeSeries(data),
                    TimeSeries(resolution.slice(series.first(), now)),
                    as_of,
                    {}};
  Composer(bulletin, options).write();
  return bulletin;
}

}  // namespace

Bulletin compose(SeriesView series, const Options& options) {
  if (!(options.resolution >= 0.0) || std::isinf(options.resolution))
    throw Error("values cannot be rounded to a unit of " + std::to_string(options.resolution));
  const std::vector<double> resolution(series.size(), options.resolution);
  return composed(series, SeriesView(series.first(), resolution), std::nullopt, options);
}

Bulletin compose(const Vintages& vintages, Period as_of, const Options& options) {
  return composed(vintages.as_of(as_of), vintages.resolution_as_of(as_of), as_of, options);
}

}  // namespace HIGHWATER_NAMESPACE::bulletin
