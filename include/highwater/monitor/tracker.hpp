#pragma once

#if !defined(HIGHWATER_COMPILED)
#error "highwater/monitor/tracker.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "highwater/calendar/fiscal_year.hpp"
#include "highwater/core/kernels/bounded_run.hpp"
#include "highwater/core/kernels/smoothing.hpp"
#include "highwater/core/kernels/trend_sums.hpp"
#include "highwater/projection/trend.hpp"
#include "highwater/records/chain.hpp"
#include "highwater/records/streaks.hpp"

/// Series that are watched as they come in.
namespace HIGHWATER_NAMESPACE::monitor {

/// What a Tracker is asked about; fixed for its life.
struct TrackerOptions {
  std::int64_t window = 12;                // periods of the trailing mean, at most 100 000
  FiscalYear fiscal_year = {};             // of the total to date
  Ties ties = Ties::strict;                // of records
  BasePolicy base = BasePolicy::positive;  // of growth
  /// Holt's smoothing with known parameters, and the level and trend before the first observation; beta is that of
  /// projection::SmoothingParameters, phi = 1 an undamped trend. Empty: none.
  std::optional<core::DampedTrend<double>> holt = {};
};

/// One series, taken one value at a time: growth, records, streaks, the trailing mean, the fiscal year so far and trends
/// are those of the functions on the whole series up to now, bit for bit (trends: to rounding), without keeping it.
///
/// What it keeps is the last year and window of values, the first year of them, and the records. A push and each answer
/// cost O(1), trailing_mean() O(window). All answers are as of the last period pushed, also where its value is missing.
///
/// Missing  NaN, as in the functions; a missing period is pushed as NaN.
/// Errors   throws Error if a value is infinite, the window or a parameter is out of range, or the fiscal year would cut
///          through the periods. A Tracker is as it was before the call that throws, also where memory ends
///          (std::bad_alloc).
class Tracker {
 public:
  /// Without periods yet: the first value pushed is that of `first`.
  explicit Tracker(Period first, TrackerOptions options = {});
  /// Of a series so far.
  explicit Tracker(SeriesView series, TrackerOptions options = {});

  /// The value of the next period.
  void push(double value);

  /// Goes on with the tracker of the periods right after these, as if its values had been pushed: bit for bit the same,
  /// but for the trends, whose sums are added with a rounding of 1e-32. Cost: a year and a window of values, and the
  /// records of both.
  ///
  /// Errors   throws Error if the trackers are not contiguous or have different options; and with Holt's smoothing, whose
  ///          every step needs the level that the last one left, if the later one no longer has all of its values.
  void merge(const Tracker& later);

  const TrackerOptions& options() const noexcept { return options_; }
  Period first() const noexcept { return first_; }
  Period next() const noexcept { return highs_.next(); }
  std::int64_t size() const noexcept { return size_; }
  /// Value of the last period; NaN if that is missing or there is none.
  double latest() const noexcept { return value_before(0); }

  /// Growth of the last period as growth::period_over_period and growth::year_over_year have it.
  double growth_on_period() const noexcept;
  double growth_on_year() const;

  /// The streaks of growth that go on, as records::current_streak of those. Falling: of decline.
  Streak streak_on_period(records::StreakOptions options = {}) const;
  Streak streak_on_year(records::StreakOptions options = {}) const;

  /// Every record so far; standing() is the one to beat.
  const records::RecordChain& highs() const& noexcept HIGHWATER_LIFETIMEBOUND { return highs_; }
  const records::RecordChain& lows() const& noexcept HIGHWATER_LIFETIMEBOUND { return lows_; }
  const records::RecordChain& highs() const&& = delete;  // would dangle
  const records::RecordChain& lows() const&& = delete;
  /// The record that the last period set, if it did.
  std::optional<Record> new_high() const { return set_by_latest(highs_); }
  std::optional<Record> new_low() const { return set_by_latest(lows_); }

  /// Mean of the last `window` periods, or of those before the last period, as aggregate::trailing_mean has it.
  double trailing_mean(Window window = Window::including) const;

  /// Total of the fiscal year up to the last period, as aggregate::year_to_date has it.
  double year_to_date() const noexcept { return core::finite_or_missing(fiscal_sum_); }

  /// The trend of all observations; empty where projection::fit throws: with fewer than three, and for Exponential if
  /// one is not positive. Slope and residuals differ from those of fit() by the rounding of either.
  ///
  /// Errors   throws Error for Center::smearing, which needs the residuals, and for a trend with seasons.
  std::optional<projection::TrendFit> trend(projection::Linear model) const;
  std::optional<projection::TrendFit> trend(projection::Exponential model) const;

  /// What Holt's smoothing expects so many periods after the last; NaN without it.
  ///
  /// Missing  before the first observation the states stay; after it a missing value counts as its forecast.
  /// Errors   throws Error if ahead < 1.
  double holt_forecast(std::int64_t ahead = 1) const;
  /// Its level and trend in the last period; empty without it.
  const std::optional<core::DampedTrend<double>>& holt() const noexcept { return holt_; }

  /// The whole state as bytes, the same on every machine: to be stored, or sent. Format version 1; the last eight bytes
  /// are the FNV-1a hash of the others.
  std::vector<std::byte> to_bytes() const;
  /// Cost     of the bytes, and no more memory than a window of 100 000 periods takes.
  /// Errors   throws Error if the bytes are cut off, damaged, not those of a Tracker, or of another format version.
  static Tracker from_bytes(std::span<const std::byte> bytes);

 private:
  // Growth, rising and falling, over the periods whose base is not before the first period.
  struct GrowthRuns {
    core::BoundedRun<double> rising, falling;
    void push(double growth) noexcept;
    void merge(const GrowthRuns& later) noexcept;
    double count() const noexcept { return rising.run.count; }
  };

  Tracker(Period first, FiscalYear own, TrackerOptions options);
  std::size_t kept() const noexcept;
  double value_before(std::int64_t periods) const noexcept;
  std::int64_t year_lag(Period period) const;
  double growth_over(std::int64_t lag, std::int64_t position) const noexcept;
  void push_value(std::int64_t position, std::int64_t lag, double value);
  void push_record(double value);
  void take_in(const Tracker& later);
  FiscalYear fiscal_cut() const noexcept;
  Streak streak(const core::BoundedRun<double>& runs) const;
  std::optional<Record> set_by_latest(const records::RecordChain& chain) const;
  std::optional<projection::TrendFit> trend_of(const core::TrendSums& sums, projection::Scale scale) const;

  Period first_;
  FiscalYear own_;  // in which the periods count
  TrackerOptions options_;
  std::int64_t size_ = 0;

  std::vector<double> tail_;  // the last values, at least kept() of them once there are so many
  std::vector<double> head_;  // the first values, up to the first that has a base a year before
  GrowthRuns on_period_, on_year_;
  records::RecordChain highs_, lows_;
  std::optional<Period> fiscal_year_end_;  // of the fiscal year of the last period
  double fiscal_sum_ = missing_value;
  core::TrendSums level_, log_;
  std::optional<core::DampedTrend<double>> holt_;
  std::optional<Period> latest_observed_;
  std::int64_t not_positive_ = 0;  // observations that have no logarithm
};

}  // namespace HIGHWATER_NAMESPACE::monitor
