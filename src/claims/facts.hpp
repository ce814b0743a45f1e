#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "highwater/claims/check.hpp"
#include "highwater/projection/projection.hpp"

namespace HIGHWATER_NAMESPACE::claims {

/// A figure with all that its rounding allows, in words, and what it was made from.
struct Fact {
  double value;
  Interval range;
  std::string text;  // "348", "total of 2024-07 to 2024-12"
  std::vector<Evidence> evidence;
};

Fact operator+(Fact a, const Fact& b);  // the text remains that of a
Fact operator-(Fact a, const Fact& b);

/// A figure that the sentence itself prints of a period, or of several.
Fact printed_fact(Period first, Period last, Printed figure);

/// The total of a fiscal year to date.
struct YearTotals {
  std::vector<Fact> readings;  // that which counts, and others published on its day that contradict it; or none
  bool settled = true;         // whether nothing contradicts the first, or the periods bear it out
};

/// The projected result of a fiscal year, or why there is none.
struct YearOutlook {
  std::optional<projection::Outcome> result;  // its total, or of a stock its value at the end
  std::string reason;
  Period latest;  // what it is projected from
  Fact so_far;    // of the year
};

/// What is known of each period and of each fiscal year to date when a claim is judged.
class Facts {
 public:
  Facts(SeriesView series, const CheckOptions& options);
  Facts(const Vintages& vintages, Period as_of, const CheckOptions& options);

  /// The periods on which anything was ever published.
  Period first() const noexcept { return first_; }
  Period last() const noexcept { return last_; }

  /// The figure of a period: as known, or else published later (if that is wanted), or else implied by totals. It is looked
  /// for once, however many claims ask.
  const std::optional<Fact>& at(Period period) const;
  /// The first figure published, if it is not the one that is known.
  std::optional<Fact> first_print(Period period) const;
  /// Sum of the figures of consecutive periods.
  std::optional<Fact> sum(Period from, Period to) const;
  /// Total of the fiscal year up to and including a period.
  std::optional<Fact> year_to_date(Period period) const;
  /// The same, with what else was printed for it on the same day: two totals are of two definitions, and nobody says which
  /// is meant.
  YearTotals year_totals(Period period) const;
  /// The first period of the fiscal year of a period.
  Period year_start(Period period) const;

  /// The outlook for the fiscal year that ends with a period, by projection::Automatic; projected once for all claims.
  const YearOutlook& outlook(Period year_end) const;

  /// The values as known, without those that are implied.
  TimeSeries known_series() const;

  const CheckOptions& options() const noexcept { return options_; }

 private:
  std::optional<Fact> reported(Period period) const;  // as known
  std::optional<Fact> later(Period period) const;
  std::optional<Fact> implied(Period period) const;
  std::vector<Fact> published_totals(
      Period period) const;  // of one day, each contradicts the others; which counts, first
  std::optional<Fact> looked_up(Period period) const;
  YearOutlook projected(Period year_end) const;
  template <class At>
  std::optional<Fact> sum_of(Period from, Period to, At at) const;

  const CheckOptions& options_;
  std::optional<SeriesView> series_;
  const Vintages* vintages_ = nullptr;
  Period as_of_;
  Period first_;
  Period last_;
  mutable std::map<Period, std::optional<Fact>> figures_;
  mutable std::map<Period, YearOutlook> outlooks_;
};

}  // namespace HIGHWATER_NAMESPACE::claims
