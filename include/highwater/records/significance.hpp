#pragma once

#if !defined(HIGHWATER_COMPILED)
#error "highwater/records/significance.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstdint>
#include <optional>
#include <vector>

#include "highwater/records/records.hpp"

namespace HIGHWATER_NAMESPACE {

/// What a series is taken to be when it is asked how surprising its records are.
enum class Null : std::uint8_t {
  iid,          ///< independent values of one continuous distribution
  random_walk,  ///< sums of independent steps of one continuous distribution that is symmetric about zero: no drift
  trend,        ///< a trend fitted to the series, and independent errors about it: by simulation
};

}  // namespace HIGHWATER_NAMESPACE

// How surprising records, ranks and streaks are under a null that the caller names. In all of it t and n count
// observations: a missing value is none.
namespace HIGHWATER_NAMESPACE::records {

/// The trend of Null::trend, by least squares on t = 1 .. T.
enum class TrendForm : std::uint8_t {
  linear,      ///< of x
  log_linear,  ///< of ln x; positive data only
};

/// The errors about it.
enum class Noise : std::uint8_t {
  resampled,  ///< the residuals, drawn with replacement and widened by sqrt(n / (n - 2))
  normal,     ///< normal with the residual standard deviation
};

/// The null hypothesis, and the side of which records are.
struct NullOptions {
  Null null = Null::iid;
  Side side = Side::high;  // Side::low: lower records, and streaks of falls
  // The rest is for Null::trend.
  TrendForm trend = TrendForm::linear;
  Noise noise = Noise::resampled;
  std::int64_t draws = 10'000;  // a probability is then good to 0.01 (two standard errors) or better
  std::uint64_t seed = 1;       // the same seed gives the same figures on every machine
};

/// The law of the number of records under a null.
struct RecordLaw {
  std::vector<double> record_probability;  // [t - 1]: that observation t sets one; 1 for the trivial record
  std::vector<double> count_probability;   // [k]: that there are k of them, k = 0 .. n
  double expected;
  double variance;
  std::int64_t draws;  // that it was counted from; 0 if it is exact

  /// Probability of k or more records, of k or fewer. Of a law counted from draws a tail is (1 + as many) / (1 + draws),
  /// so that it is never zero.
  double at_least(std::int64_t k) const noexcept;
  double at_most(std::int64_t k) const noexcept;
};

// ---- Without a series. Errors: all throw Error for Null::trend, which has no law without a series to fit it to, and if
// a number is negative or out of range.
// ----------------------------------------------------------------------------------------------------------------------

/// Probability that observation t = 1, 2, ... is a record, and also that it is the best of the latest t: 1 / t under
/// Null::iid, C(2t - 2, t - 1) / 4^(t - 1) under Null::random_walk, whatever the distribution.
///
/// Source   E. Sparre Andersen, Math. Scand. 2 (1954), by way of S. N. Majumdar and R. M. Ziff, arXiv:0806.0057.
double record_probability(Null null, std::int64_t t);

/// Probability that the last of n observations is among the best `rank` of them. Under Null::random_walk that is the
/// discrete arcsine law.
double rank_probability(Null null, std::int64_t rank, std::int64_t n);

/// The law of the number of records among n observations: Poisson-binomial under Null::iid;
/// P(N = k) = C(2n - 1 - k, n - 1) 2^(k + 1 - 2n) under Null::random_walk.
RecordLaw record_law(Null null, std::int64_t n);

/// Probability that the last `length` of the changes from one observation to the next are all rises (or all falls).
double current_streak_probability(Null null, std::int64_t length);

/// Probability that there are `length` rises (or falls) in a row, or more, anywhere among n observations.
double streak_probability(Null null, std::int64_t length, std::int64_t n);

// ---- Of a series. Errors: Null::trend throws Error with fewer than three observations, if draws < 1, and log-linear if
// a value is not positive.
// ----------------------------------------------------------------------------------------------------------------------

RecordLaw record_law(SeriesView series, NullOptions options = {});

/// Probability of a streak of `length` periods, or more, of rises from one period to the next (falls for Side::low).
/// Under Null::iid and Null::random_walk that of n observations without a gap.
double streak_probability(SeriesView series, std::int64_t length, NullOptions options = {});

/// Probability that the observation right after the latest sets a record, given those before.
///
/// Null::iid          1 / (n + 1), whatever came before.
/// Null::random_walk  1/2 if the latest holds the record; else how often a change between neighbouring periods, its sign
///                    as likely + as -, was larger than what is missing to the record.
/// Null::trend        that the fitted trend one period on, plus an error, is beyond the record; not simulated.
/// Missing            NaN under Null::random_walk if there is no change to judge by.
double next_record_probability(SeriesView series, NullOptions options = {});

/// How surprising the number of records of a series is.
struct RecordSignificance {
  std::int64_t observations;
  std::int64_t records;  // the trivial one included
  double expected;       // their number under the null
  double variance;
  double at_least;  // probability of as many or more: small if there are surprisingly many
  double at_most;   // of as many or fewer
  double next;      // that the next observation sets one: next_record_probability()
};

/// Shape    a series -> its significance; a panel: that of each series.
RecordSignificance significance(SeriesView series, NullOptions options = {});
std::vector<RecordSignificance> significance(const PanelView& panel, NullOptions options = {});

/// A number, and the probability under the null of one at least as striking.
struct Surprise {
  std::int64_t observed;
  double probability;
};

/// How surprising the latest observation of a series is.
struct LatestSignificance {
  Observation latest;
  std::int64_t observations;
  Surprise rank;                // among all observations, 1 is the best; a tie counts against it
  Surprise unmatched;           // the best of so many latest observations, itself among them; all of them: a record
  std::optional<Period> since;  // the latest period that was at least as good; empty for a record
  Surprise streak;              // rises in a row from one period to the next (falls for Side::low), this one the last

  bool is_record() const noexcept { return !since; }
};

/// Shape    a series -> its latest observation, none if it has none; a panel: that of each series.
std::optional<LatestSignificance> latest_significance(SeriesView series, NullOptions options = {});
std::vector<std::optional<LatestSignificance>> latest_significance(const PanelView& panel, NullOptions options = {});

}  // namespace HIGHWATER_NAMESPACE::records
