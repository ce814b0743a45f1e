#pragma once

#if !defined(HIGHWATER_COMPILED)
#error "highwater/monitor/scan.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "highwater/core/vocabulary/progress.hpp"
#include "highwater/projection/trend.hpp"
#include "highwater/records/records.hpp"
#include "highwater/records/streaks.hpp"
#include "highwater/series/indicator.hpp"

namespace HIGHWATER_NAMESPACE::monitor {

/// Which parts of a summary are computed; combined by |.
enum class Parts : std::uint8_t {
  growth = 1,
  records = 2,
  streaks = 4,
  trailing = 8,
  fiscal = 16,
  trends = 32,
  all = 63,
};
constexpr Parts operator|(Parts a, Parts b) noexcept {
  return static_cast<Parts>(static_cast<std::uint8_t>(a) | static_cast<std::uint8_t>(b));
}
/// Whether `part` is among `parts`.
constexpr bool includes(Parts parts, Parts part) noexcept {
  return (static_cast<std::uint8_t>(parts) & static_cast<std::uint8_t>(part)) != 0;
}

/// What is computed of each series.
struct ScanOptions {
  Parts parts = Parts::all;
  std::int64_t window = 12;                // periods of the trailing means
  Indicator indicator = {};                // what the values are: its measure and fiscal year count (see SeriesSummary)
  Side side = Side::high;                  // of records
  Ties ties = Ties::strict;                // of records
  BasePolicy base = BasePolicy::positive;  // of growth and its streaks
  Parallel parallel = {};                  // series are shared out
  Progress progress = {};                  // by series
};

/// One series as of its latest observation. A part that was not asked for, and all of a series without observations, is
/// NaN or empty.
///
/// The measure decides what a change and a year are. Rates and balances change by growth::difference, in their units, and
/// streaks of them are of differences, known wherever both values are. The year of a flow or balance is its sum, that of a
/// rate or index its mean, that of a stock its last value; no mean of a stock is given.
///
/// It is small, for there may be 100 000 of them: records, streaks and trends are assembled when they are asked for.
class SeriesSummary {
 public:
  double value = missing_value;  // of the latest observation

  double growth_on_period = missing_value;  // growth::period_over_period, or the difference
  double growth_on_year = missing_value;    // growth::year_over_year, or the difference

  double trailing_mean = missing_value;  // aggregate::trailing_mean, Window::including
  double mean_before = missing_value;    // Window::before

  double year_to_date = missing_value;         // aggregate::year_to_date, of some measures its mean or last value
  double to_date_year_before = missing_value;  // the same for the period a year before
  double fiscal_total = missing_value;         // of the latest fiscal year that has ended

  /// Period of the latest observation; empty: there is none.
  std::optional<Period> latest() const { return period_at(latest_); }

  /// The record that stands, of records::all; its index says how many there were.
  std::optional<Record> record() const {
    if (records_ == 0) return std::nullopt;
    return Record{first_ + record_, record_value_, period_at(previous_record_), previous_value_, records_};
  }
  /// Whether the latest observation is the record.
  bool sets_record() const noexcept { return records_ > 0 && record_ == latest_; }

  /// records::current_streak of that growth, or of the differences.
  std::optional<Streak> streak_on_period() const { return streak(on_period_); }
  std::optional<Streak> streak_on_year() const { return streak(on_year_); }

  /// projection::fit; empty where that throws.
  std::optional<projection::TrendFit> linear() const { return trend(projection::Scale::level, line_); }
  std::optional<projection::TrendFit> exponential() const { return trend(projection::Scale::log, log_line_); }

 private:
  friend class Scanner;

  struct StreakLength {
    std::int32_t periods = -1;  // -1: not asked for
    bool bounded_by_missing = false;
  };

  std::optional<Period> period_at(std::int32_t position) const {
    return position < 0 ? std::nullopt : std::optional(first_ + position);
  }
  std::optional<Streak> streak(StreakLength length) const {
    if (length.periods < 0) return std::nullopt;
    return Streak{length.periods, first_ + (latest_ + 1 - length.periods), length.bounded_by_missing};
  }
  std::optional<projection::TrendFit> trend(projection::Scale scale, const core::LineFit& line) const {
    if (line.count < 3.0) return std::nullopt;
    return projection::TrendFit{scale, first_, first_ + latest_, line};
  }

  Period first_{Frequency::annual, 0};                             // of the series
  std::int32_t latest_ = -1, record_ = -1, previous_record_ = -1;  // positions; -1: there is none
  std::int32_t records_ = 0;
  StreakLength on_period_, on_year_;
  double record_value_ = missing_value, previous_value_ = missing_value;
  core::LineFit line_, log_line_;
};

/// A summary of each series of a panel: the functions named above, for the latest observation only, in one pass over the
/// memory.
///
/// A series that ends early (NaN at its end) is summarised as of its own latest observation: what each function gives for
/// series.slice(series.first(), latest), bit for bit.
///
/// Shape    T x N -> N summaries; one series -> one.
/// Units    growth is a fraction, a difference has the units of the data; the others are those of the data.
/// Errors   throws Error if window < 1, if the fiscal year would cut through the periods or the data count in another one
///          (Parts::fiscal); scan_into also if the memory is not for as many summaries as the panel has series. Throws
///          Stopped if its Progress says so; then scan_into has written some of the summaries.
std::vector<SeriesSummary> scan(const PanelView& panel, const ScanOptions& options = {});
SeriesSummary scan(SeriesView series, const ScanOptions& options = {});
/// scan() of a panel into memory of the caller's.
void scan_into(const PanelView& panel, std::span<SeriesSummary> out, const ScanOptions& options = {});

}  // namespace HIGHWATER_NAMESPACE::monitor
