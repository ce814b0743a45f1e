#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bulletin/year_changes.hpp"
#include "claims/wording.hpp"
#include "highwater/bulletin/bulletin.hpp"

// What every topic of a bulletin is about: the series, its latest observation, and how its figures are put.
namespace HIGHWATER_NAMESPACE::bulletin {

/// A change, and how it is printed.
struct Move {
  double value;          // a fraction, or in units of the data
  wording::Print print;  // of its size; `value` of it has the sign
};

class Subject {
 public:
  Subject(const Bulletin& bulletin, const Options& options);

  const Bulletin& bulletin;
  const Options& options;
  const Indicator& indicator;
  SeriesView series;  // up to the latest observation
  Period now;
  double value;
  std::string noun;        // "month", "business day"
  std::string step_noun;   // "month", "day"
  std::int64_t in_a_year;  // periods: 12; of weeks 52, of business days 260, of days 365

  Measure measure() const noexcept { return indicator.measure; }
  bool has_magnitude() const noexcept { return indicator.magnitude != Magnitude::none; }
  bool full() const noexcept { return options.tone == Tone::full; }
  /// Whether a longer period is a mean of its periods, and so in the units of the data.
  bool averages() const noexcept { return summary_of(measure()) == Summary::mean; }
  /// The same period a year earlier; of a 29 February there is none.
  std::optional<Period> year_before_now() const;

  // Periods in words, and the name of a fiscal year.
  std::string in_words(Period period) const { return wording::in_words(period, series.fiscal_year()); }
  std::string when_in_words(Period period) const { return wording::when_in_words(period, series.fiscal_year()); }
  std::string range_in_words(Period first, Period last) const {
    return wording::range_in_words(first, last, series.fiscal_year());
  }
  std::string year_name(int year) const;

  Figure observed(Period period) const;

  // How figures are printed, and what is claimed by that.
  wording::Print amount(double value, int decimals) const;
  wording::Print level(Period period) const;
  wording::Print total(double value) const;
  /// With one decimal more than the data, if it is known to a range that narrow.
  wording::Print mean(double value, double width = 0.0) const;
  /// What is only known to lie in a range of `width`: in units of which that has 100 to 999.
  wording::Print estimate(double value, double width) const;
  claims::Level level_claim(Period period) const;
  /// A figure as the measure names it: "348", "4.2 %", "a deficit of 73.1".
  std::string named(const wording::Print& print) const;
  /// The size of a difference: "16", "0.2 percentage points".
  std::string distance(double difference) const;

  // A value, and the sum of those observed from one period to another, as far as rounding lets them be known.
  claims::Interval range(Period period) const;
  claims::Interval range_of_sum(Period first, Period last) const;
  std::int64_t count_observed(Period first, Period last) const;
  double sum_of_observed(Period first, Period last) const;
  /// Whether a mean is one of the days that were observed: business days are missing on holidays.
  bool means_leave_out_holidays() const noexcept {
    return averages() && series.frequency() == Frequency::business_daily;
  }

  /// The change from one figure to another as the measure puts it: per cent of flows, stocks and indices, and else the
  /// difference. Missing where the base allows no percentage.
  std::optional<Move> move(double from, double to, claims::Interval known_from, claims::Interval known_to) const;
  std::optional<Move> move(Period from, Period to) const;
  /// "up 12.3 %", "down 2 %", "rose 0.2 percentage points", "unchanged".
  std::string moved(const Move& move) const;
  /// How the claim of such a change is put.
  claims::ChangeKind kind_of_change() const noexcept;
  Quantity quantity_of_change() const noexcept;
  /// "2024-12 / 2024-11 - 1", or "2024-12 - 2024-11".
  std::string formula_of_change(const std::string& from, const std::string& to) const;

  /// What is said after a claim that rounding or missing values leave open.
  std::string caveat(const claims::Claim& claim) const;
};

/// Width of the range in which a ratio lies; 0 where it cannot be told.
double width_of_ratio(claims::Interval a, claims::Interval b);

/// The chance of a rank that good, had the n values seen so far come in any order: r / n.
double chance_of_rank(SeriesView seen, Period now, Side side);
/// The same of a change: among the highest if it is positive, among the lowest if not.
double chance_of_change(SeriesView changes, Period now);

std::string upper_first(std::string text);

}  // namespace HIGHWATER_NAMESPACE::bulletin
