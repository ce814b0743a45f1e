#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "highwater/calendar/nesting.hpp"
#include "highwater/series/time_series.hpp"

namespace HIGHWATER_NAMESPACE {

/// What was published on one day about one period.
struct Report {
  Period period;
  Period published;         // a day
  double value;             // NaN: the observation was withdrawn
  double resolution = 0.0;  // unit to which the value is rounded; 0: exact
};

/// How the figure of a period changed from its first release to what stands now.
struct Revision {
  Period period;
  double first;
  double latest;

  double change() const noexcept { return latest - first; }
};

/// Revisions from the first release to the figure that stood `lag` periods later.
struct RevisionStatistics {
  std::int64_t lag;
  std::size_t count;     // periods with both figures
  double mean;           // far from 0: first releases are biased; NaN if count is 0
  double mean_absolute;  // how far first releases can be trusted
};

/// How far revisions are followed.
struct RevisionOptions {
  std::int64_t max_lag = 12;  // of the statistics by lag
};

/// How first releases were revised: each, and on average.
struct Revisions {
  std::vector<Revision> changes;  // one a period, oldest first, zero where nothing changed
  double mean;                    // of the changes from the first release to the latest
  double mean_absolute;
  std::vector<RevisionStatistics> by_lag;  // lags 1, 2, ... as far as the vintages reach
};

/// What was published when: every report on every period, and the series as it stood on any day.
///
/// A later report replaces an earlier one, and of one day the later in the list, unless it is coarser and agrees with it:
/// after 238, "24 crore" (240 to the nearest 10) tells nothing new. Two reports agree if one true value can be rounded to
/// both.
/// Errors   throws Error that names period and day if periods differ in frequency, a report is not of a day, a value is
///          infinite, or a resolution is negative or not finite; asking as of anything but a day throws too.
class Vintages {
 public:
  explicit Vintages(std::vector<Report> reports = {}, FiscalYear fiscal_year = {})
      : reports_(std::move(reports)), fiscal_year_(fiscal_year) {
    for (const Report& report : reports_) check(report);
    if (!std::is_sorted(reports_.begin(), reports_.end(), before)) reports_ = sorted(reports_);
  }

  /// Adds a report; among those of its day it is the last.
  void add(const Report& report) {
    check(report);
    reports_.insert(std::upper_bound(reports_.begin(), reports_.end(), report, before), report);
  }

  /// All reports by period, then by day.
  std::span<const Report> reports() const& noexcept HIGHWATER_LIFETIMEBOUND { return reports_; }
  std::span<const Report> reports() const&& = delete;  // would dangle
  /// Those on one period; none if nothing was published on it.
  std::span<const Report> reports(Period period) const& HIGHWATER_LIFETIMEBOUND {
    const auto [first, last] = std::equal_range(reports_.begin(), reports_.end(), Report{period, day(0, 1, 1), 0.0},
                                                [](const Report& a, const Report& b) { return a.period < b.period; });
    return {first, last};
  }
  std::span<const Report> reports(Period) const&& = delete;

  /// The days on which something was published, each once, oldest first.
  std::vector<Period> days() const {
    std::vector<Period> days;
    for (const Report& report : reports_) days.push_back(report.published);
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
  }

  /// The report that stood on a day, published on it or before; none if nothing had been published on the period.
  std::optional<Report> standing(Period period, Period as_of) const {
    require_day(as_of);
    const Report* const report = standing_of(reports(period), as_of);
    return report ? std::optional(*report) : std::nullopt;
  }

  /// The series as it stood on a day: from the first period published by then to the last, withdrawn and unpublished
  /// periods missing. Empty if nothing had been published.
  TimeSeries as_of(Period day) const {
    require_day(day);
    return gather([day](std::span<const Report> of_period) { return standing_of(of_period, day); }, &Report::value);
  }
  /// The unit to which each value of as_of(day) is rounded; 0 if it is exact.
  TimeSeries resolution_as_of(Period day) const {
    require_day(day);
    return gather([day](std::span<const Report> of_period) { return standing_of(of_period, day); },
                  &Report::resolution);
  }
  /// The series as it stands after all reports.
  TimeSeries latest() const {
    return gather([](std::span<const Report> of_period) { return latest_of(of_period); }, &Report::value);
  }
  /// What stood at the end of the day on which each period was first published.
  TimeSeries first_release() const { return gather(first_of, &Report::value); }

  /// How first releases were revised since. A lag of k compares with what stood k periods after the first publication
  /// (of monthly data: on the same day k months later), and leaves out periods for which that day is still to come.
  ///
  /// Units    those of the data.
  /// Missing  periods that were withdrawn at either time are left out; means of nothing are NaN.
  /// Errors   throws Error if max_lag is negative.
  Revisions revisions(RevisionOptions options = {}) const;

 private:
  /// By period, by day, and then by place in the list. Not by std::stable_sort: where it is that of libstdc++ 12, clang 19
  /// would warn in the user's code.
  static std::vector<Report> sorted(const std::vector<Report>& reports) {
    std::vector<std::size_t> order(reports.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return before(reports[a], reports[b]) || (!before(reports[b], reports[a]) && a < b);
    });
    std::vector<Report> ordered;
    ordered.reserve(reports.size());
    for (const std::size_t i : order) ordered.push_back(reports[i]);
    return ordered;
  }
  static bool before(const Report& a, const Report& b) {
    return a.period != b.period ? a.period < b.period : a.published < b.published;
  }
  static void require_day(Period period) {
    if (period.frequency() != Frequency::daily)
      throw Error("a vintage is as of a day; " + to_string(period) + " is " +
                  std::string(to_string(period.frequency())));
  }
  void check(const Report& report) const {
    const auto fail = [&report](const std::string& what) {
      return Error("the report on " + to_string(report.period) + " of " + to_string(report.published) + " " + what);
    };
    if (report.published.frequency() != Frequency::daily)
      throw fail("is dated by a " + std::string(to_string(report.published.frequency())) + " period, not by a day");
    if (!reports_.empty() && report.period.frequency() != reports_.front().period.frequency())
      throw fail("is " + std::string(to_string(report.period.frequency())) + " and the others are " +
                 std::string(to_string(reports_.front().period.frequency())));
    if (std::isinf(report.value)) throw fail("is infinite");
    if (!(report.resolution >= 0.0) || std::isinf(report.resolution))
      throw fail("has a resolution of " + std::to_string(report.resolution));
  }

  static bool replaces(const Report& later, const Report& earlier) noexcept {
    if (!(later.resolution > earlier.resolution)) return true;
    // Decimal fractions are not exact in binary: 10.05 can be rounded to 10.1.
    const double noise =
        4.0 * std::numeric_limits<double>::epsilon() * (std::abs(later.value) + std::abs(earlier.value));
    // If either was withdrawn this is false, and the later one counts.
    return !(std::abs(later.value - earlier.value) <= (later.resolution + earlier.resolution) / 2.0 + noise);
  }

  // Each takes the reports on one period and gives the one that counts; nullptr: none.
  static const Report* standing_of(std::span<const Report> reports, Period as_of) {
    const Report* standing = nullptr;
    for (const Report& report : reports) {
      if (report.published > as_of) break;
      if (!standing || replaces(report, *standing)) standing = &report;
    }
    return standing;
  }
  static const Report* first_of(std::span<const Report> reports) {
    return standing_of(reports, reports.front().published);
  }
  static const Report* latest_of(std::span<const Report> reports) {
    return standing_of(reports, reports.back().published);
  }

  template <class Visit>
  void for_each_period(Visit visit) const {
    for (std::size_t begin = 0, end = 0; begin < reports_.size(); begin = end) {
      while (end < reports_.size() && reports_[end].period == reports_[begin].period) ++end;
      visit(std::span(reports_).subspan(begin, end - begin));
    }
  }
  template <class Pick>
  TimeSeries gather(Pick pick, double Report::*field) const {
    TimeSeries series(reports_.empty() ? year(0) : reports_.front().period, {}, fiscal_year_);
    for_each_period([&](std::span<const Report> of_period) {
      const Report* const report = pick(of_period);
      if (!report) return;
      if (series.empty()) series = TimeSeries(report->period, {}, fiscal_year_);
      series.append(report->period, report->*field);
    });
    return series;
  }

  std::vector<Report> reports_;  // by period, then by day, then in the order given
  FiscalYear fiscal_year_;
};

inline Revisions Vintages::revisions(RevisionOptions options) const {
  if (options.max_lag < 0) throw Error("revisions up to lag " + std::to_string(options.max_lag) + " were asked for");
  const auto later = [](Period date, std::int64_t periods, Frequency frequency) {
    if (frequency == Frequency::daily) return date + periods;
    if (frequency == Frequency::business_daily)
      return Period(frequency, civil::business_day_until(date.ordinal()) + periods).first_day();
    if (frequency == Frequency::weekly) return date + 7 * periods;
    const Period month = containing(date, Frequency::monthly) + periods * (12 / periods_per_year(frequency));
    return day(month.year(), month.number(),
               std::min(date.date().day, civil::days_in_month(month.year(), month.number())));
  };
  const auto statistics = [](std::int64_t lag, const std::vector<double>& changes) {
    double sum = 0.0, absolute = 0.0;
    for (const double change : changes) {
      sum += change;
      absolute += std::abs(change);
    }
    const auto count = static_cast<double>(changes.size());
    return RevisionStatistics{lag, changes.size(), sum / count, absolute / count};
  };

  Revisions revisions;
  std::vector<double> changes;
  for_each_period([&](std::span<const Report> of_period) {
    const Revision revision{of_period.front().period, first_of(of_period)->value, latest_of(of_period)->value};
    if (is_missing(revision.change())) return;
    revisions.changes.push_back(revision);
    changes.push_back(revision.change());
  });
  const RevisionStatistics all = statistics(0, changes);
  revisions.mean = all.mean;
  revisions.mean_absolute = all.mean_absolute;

  const std::vector<Period> published = days();
  for (std::int64_t lag = 1; lag <= options.max_lag; ++lag) {
    changes.clear();
    bool reached = false;
    for_each_period([&](std::span<const Report> of_period) {
      const Period then = later(of_period.front().published, lag, of_period.front().period.frequency());
      if (then > published.back()) return;
      reached = true;
      const double change = standing_of(of_period, then)->value - first_of(of_period)->value;
      if (!is_missing(change)) changes.push_back(change);
    });
    if (!reached) break;
    revisions.by_lag.push_back(statistics(lag, changes));
  }
  return revisions;
}

}  // namespace HIGHWATER_NAMESPACE
