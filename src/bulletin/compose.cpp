#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "highwater/aggregate/fiscal.hpp"
#include "highwater/aggregate/trailing.hpp"
#include "highwater/bulletin/bulletin.hpp"
#include "highwater/calendar/period_text.hpp"
#include "highwater/growth/growth.hpp"
#include "highwater/projection/target.hpp"
#include "highwater/records/records.hpp"
#include "highwater/records/streaks.hpp"
#include "wording.hpp"

namespace HIGHWATER_NAMESPACE::bulletin {
namespace {

std::string upper_first(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

// Writes the statements about the latest observation, one function a topic.
class Composer {
 public:
  Composer(SeriesView series, Period now, const Options& options)
      : series_(series.slice(series.first(), now)),
        options_(options),
        now_(now),
        value_(series_[now]),
        noun_(period_noun(series.frequency())),
        year_length_(periods_per_year(series.frequency())),
        bulletin_{options.title, options.unit, now, decimals_of(series_), {}} {}

  Bulletin write() && {
    record();
    growth_on_period();
    if (year_length_ > 1) {
      growth_on_year();
      trailing_mean();
    }
    streak(growth::period_over_period(series_), Topic::period_streak, "on the " + noun_);
    if (year_length_ > 1) {
      streak(growth::year_over_year(series_), Topic::year_streak, "on the year");
      year_to_date();
    }
    outlook();
    return std::move(bulletin_);
  }

 private:
  void say(Topic topic, std::string sentence, std::string formula, std::vector<Figure> figures) {
    bulletin_.statements.push_back({topic, std::move(sentence), std::move(formula), std::move(figures)});
  }
  Figure observed(Period period) const { return {to_string(period), series_[period], Quantity::observed}; }
  std::string total_text(double value) const { return fixed(value, bulletin_.decimals); }
  std::string mean_text(double value) const { return fixed(value, bulletin_.decimals + 1); }

  void record() {
    const std::vector<Record> highs = records::highs(series_);
    const Record& standing = highs.back();
    const std::string subject = "At " + plain(value_) + ", " + in_words(now_) + " is ";
    const std::string since_start = " since the series began in " + in_words(highs.front().period);
    if (!standing.previous_period) {
      if (standing.period == now_) {
        say(Topic::record, subject + "the first observation of the series.", "value", {observed(now_)});
        return;
      }
    } else if (standing.period == now_) {
      std::string beaten = " It beats the previous record, " + plain(standing.previous_value) + " in " +
                           in_words(*standing.previous_period) + ", by " + total_text(standing.margin());
      if (standing.previous_value > 0.0) beaten += " (" + percent(standing.relative_margin()) + ")";
      say(Topic::record, subject + "the highest on record" + since_start + "." + beaten + ".",
          to_string(now_) + " - " + to_string(*standing.previous_period),
          {{"margin", standing.margin(), Quantity::total}, observed(now_), observed(*standing.previous_period)});
      return;
    }
    const std::string record_text = "record of " + plain(standing.value) + " in " + in_words(standing.period);
    std::string sentence = subject;
    if (value_ == standing.value) {
      sentence += "level with the " + record_text;
    } else {
      sentence += total_text(standing.value - value_);
      if (standing.value > 0.0) sentence += " (" + percent((standing.value - value_) / standing.value) + ")";
      sentence += " below the " + record_text + since_when(since_start);
    }
    say(Topic::record, sentence + ".", to_string(now_) + " - " + to_string(standing.period),
        {{"distance", value_ - standing.value, Quantity::total}, observed(now_), observed(standing.period)});
  }

  // How long there was no higher, or no lower, value: whichever reaches back further, if that is at
  // least three periods.
  std::string since_when(const std::string& since_start) const {
    const std::optional<Period> high = records::highest_since(series_, now_),
                                low = records::lowest_since(series_, now_);
    if (!low) return ", and the lowest on record" + since_start;
    const bool use_high = high && *high < *low;
    const Period since = use_high ? *high : *low;
    if (now_ - since < 3) return "";
    return std::string(", and the ") + (use_high ? "highest" : "lowest") + " since " + in_words(since);
  }

  void growth_on(std::int64_t lag, Topic topic, const std::string& basis) {
    const double growth = growth::over(series_, lag)[now_];
    if (is_missing(growth)) return;
    const Period base = now_ - lag;
    const std::string from = ", from " + plain(series_[base]) + " in " + in_words(base) + ".";
    const std::string formula = to_string(now_) + " / " + to_string(base) + " - 1";
    const std::string sentence = growth == 0.0
                                     ? "Unchanged " + basis + from
                                     : (growth > 0.0 ? "Up " : "Down ") + percent(growth) + " " + basis + from;
    say(topic, sentence, formula, {{"growth", growth, Quantity::fraction}, observed(now_), observed(base)});
  }
  void growth_on_period() { growth_on(1, Topic::period_growth, "on the " + noun_); }
  void growth_on_year() { growth_on(year_length_, Topic::year_growth, "on the year"); }

  void trailing_mean() {
    const double before = aggregate::trailing_mean(series_, year_length_, {.window = Window::before})[now_];
    const double including = aggregate::trailing_mean(series_, year_length_)[now_];
    if (is_missing(before) || !(before > 0.0)) return;
    const double distance = value_ / before - 1.0;
    const std::string count = counted(year_length_, series_.frequency());
    std::string sentence = distance == 0.0 ? "Level with" : percent(distance) + (distance > 0.0 ? " above" : " below");
    sentence += " the mean of the " + count + " before, " + mean_text(before) + " (" +
                range_in_words(now_ - year_length_, now_ - 1) + "); including " + in_words(now_) + " the mean of " +
                count + " is " + mean_text(including) + ".";
    const std::string label = "mean of " + to_string(now_ - year_length_) + " to " + to_string(now_ - 1);
    say(Topic::trailing_mean, sentence, to_string(now_) + " / (" + label + ") - 1",
        {{"distance", distance, Quantity::fraction},
         observed(now_),
         {label, before, Quantity::mean},
         {"mean of " + to_string(now_ - (year_length_ - 1)) + " to " + to_string(now_), including, Quantity::mean}});
  }

  void streak(SeriesView growth, Topic topic, const std::string& basis) {
    Streak found = records::current_streak(growth);
    const bool rising = found.length > 0;
    if (!rising) found = records::current_streak(growth, {.direction = Direction::falling});
    if (found.length < 2) return;
    const std::string kind = rising ? "growth" : "decline";
    std::string sentence = upper_first(ordinal(found.length)) + " " + noun_ + " of " + kind + " " + basis +
                           " in a row, since " + in_words(found.first);
    std::vector<Figure> figures = {{"length", static_cast<double>(found.length), Quantity::count},
                                   {to_string(found.first), growth[found.first], Quantity::fraction}};
    if (found.bounded_by_missing)
      sentence += "; nothing is known of the " + noun_ + " before, so it may be longer";
    else
      figures.push_back({to_string(found.first - 1), growth[found.first - 1], Quantity::fraction});
    say(topic, sentence + ".",
        "consecutive " + noun_ + "s with " + kind + " " + basis + ", " + to_string(found.first) + " to " +
            to_string(now_),
        std::move(figures));
  }

  void year_to_date() {
    const FiscalYear fiscal = options_.fiscal_year;
    const TimeSeries totals = aggregate::year_to_date(series_, fiscal);
    const double total = totals[now_], earlier = totals[now_ - year_length_];
    const int year = fiscal.of(now_);
    const Period first = fiscal.first(year, series_.frequency());
    if (is_missing(total) || first == now_) return;  // the first period's total is its level, which has been said
    const bool whole = fiscal.last(year, series_.frequency()) == now_;
    const std::string span = to_string(first) + " to " + to_string(now_);
    std::string sentence = fiscal.name(year) + (whole ? " as a whole" : " to date") + " (" +
                           range_in_words(first, now_) + "): " + total_text(total);
    std::vector<Figure> figures;
    std::string formula = "sum of " + span;
    if (earlier > 0.0) {
      const double growth = total / earlier - 1.0;
      const std::string span_before = to_string(first - year_length_) + " to " + to_string(now_ - year_length_);
      sentence +=
          growth == 0.0 ? ", unchanged from " : (growth > 0.0 ? ", up " : ", down ") + percent(growth) + " from ";
      sentence += total_text(earlier) + (whole ? " a year earlier" : " in the same " + noun_ + "s a year earlier");
      formula = "(sum of " + span + ") / (sum of " + span_before + ") - 1";
      figures = {{"growth", growth, Quantity::fraction},
                 {"sum of " + span, total, Quantity::total},
                 {"sum of " + span_before, earlier, Quantity::total}};
    } else {
      figures = {{"sum of " + span, total, Quantity::total}};
    }
    say(Topic::year_to_date, sentence + ".", formula, std::move(figures));
  }

  void outlook() {
    const double* const values = series_.values().data();
    const double observations = core::trend_moments(values, series_.size()).count;
    if (observations < std::max(8.0, 2.0 * year_length_)) return;
    const projection::Options horizon{.periods = year_length_, .coverage = options_.coverage};
    const bool positive = core::find_first_not_positive(values, series_.size()) == core::not_found;
    const Projection projected = positive ? projection::project(series_, projection::Exponential{}, horizon)
                                          : projection::project(series_, projection::Linear{}, horizon);
    const bool has_target = options_.target.has_value();
    const TargetOutlook found =
        projection::target(series_, projected, options_.fiscal_year, options_.target.value_or(0.0));
    if (is_missing(found.observed)) return;
    const std::string year = options_.fiscal_year.name(found.fiscal_year);
    const std::string coverage = plain(options_.coverage * 100.0) + " %";
    const double on_trend = projected.fitted[now_], distance = value_ / on_trend - 1.0;
    std::string sentence = "Outlook: on the " + projected.model + " of " + range_in_words(series_.first(), now_);
    if (positive)
      sentence += " (" + in_words(now_) + " lies " + percent(distance) + (distance < 0.0 ? " below it)" : " above it)");
    sentence += ", " + year + " comes to " + total_text(found.total.median) + " (median; " + coverage + " interval " +
                total_text(found.total.lower) + " to " + total_text(found.total.upper) + ").";
    say(Topic::outlook, sentence, year + " so far + projected " + counted(found.remaining_periods, series_.frequency()),
        {{"median", found.total.median, Quantity::total},
         {year + " so far", found.observed, Quantity::total},
         {"mean", found.total.mean, Quantity::total},
         {"lower bound", found.total.lower, Quantity::total},
         {"upper bound", found.total.upper, Quantity::total},
         {"trend in " + to_string(now_), on_trend, Quantity::mean}});
    if (has_target) target(found, year);
  }

  void target(const TargetOutlook& found, const std::string& year) {
    const std::string goal = "A total of " + plain(found.target) + " in " + year;
    const std::string needs = counted(found.remaining_periods, series_.frequency());
    std::vector<Figure> figures = {{"probability", found.probability, Quantity::fraction},
                                   {"required per " + noun_, found.required_per_period, Quantity::mean},
                                   {"target", found.target, Quantity::observed},
                                   {year + " so far", found.observed, Quantity::total},
                                   {noun_ + "s left", static_cast<double>(found.remaining_periods), Quantity::count}};
    const std::string formula = "(target - " + year + " so far) / " + noun_ + "s left";
    if (found.required <= 0.0) {
      say(Topic::target, goal + " has been reached, with " + needs + " left.", formula, std::move(figures));
      return;
    }
    const double per_period = found.required_per_period;
    std::string sentence = goal + " has a probability of " + percent(found.probability) +
                           " under that trend. It needs " +
                           (per_period == std::round(per_period) ? plain(per_period) : mean_text(per_period)) + " a " +
                           noun_ + " in the remaining " + needs;
    if (!is_missing(found.required_growth)) {
      sentence += ", " + percent(found.required_growth) + (found.required_growth < 0.0 ? " less" : " more") +
                  " than in the same " + noun_ + "s a year earlier";
      figures.push_back({"required growth", found.required_growth, Quantity::fraction});
    }
    say(Topic::target, sentence + ".", formula, std::move(figures));
  }

  SeriesView series_;  // up to the latest observation
  const Options& options_;
  Period now_;
  double value_;
  std::string noun_;
  int year_length_;
  Bulletin bulletin_;
};

}  // namespace

Bulletin compose(SeriesView series, const Options& options) {
  const std::size_t latest = core::find_last_observed(series.values().data(), series.size());
  if (latest == core::not_found) throw Error("a bulletin needs at least one observation");
  if (!(options.coverage > 0.0 && options.coverage < 1.0))
    throw Error("the coverage of an interval must lie between 0 and 1, not " + std::to_string(options.coverage));
  return Composer(series, series.period(latest), options).write();
}

}  // namespace HIGHWATER_NAMESPACE::bulletin
