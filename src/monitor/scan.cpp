#include "highwater/monitor/scan.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

#include "highwater/aggregate/fiscal.hpp"
#include "highwater/aggregate/trailing.hpp"
#include "highwater/core/latest_window.hpp"
#include "highwater/growth/growth.hpp"

namespace HIGHWATER_NAMESPACE::monitor {
namespace {

/// What all series of a scan share, worked out once, and memory for one of them.
class Scanner {
 public:
  Scanner(const PanelView& panel, ScanOptions options)
      : panel_(panel), options_(options), window_(aggregate::checked_window(options.window, {}).shape.n) {
    const std::size_t rows = panel.periods();
    const Frequency frequency = panel.first().frequency();
    period_lags_ = {{0, rows, 1}};
    if (has_regular_year(frequency))
      year_lags_ = {{0, rows, static_cast<std::size_t>(periods_per_year(frequency))}};
    else
      year_lags_ = year_lags(panel.first(), rows);
    if (wants(Parts::fiscal)) years_ = aggregate::fiscal_blocks_of(panel, options.fiscal_year);
  }

  SeriesSummary scan(std::size_t j) {
    SeriesSummary summary;
    const double* const x = panel_.columns().column(j);
    const std::size_t latest = core::find_last_observed(x, panel_.periods());
    if (latest == core::not_found) return summary;
    const SeriesView series(panel_.first(), {x, latest + 1}, panel_.fiscal_year());
    if (!moment_ || moment_->row != latest) look_at(latest);
    summary.latest = moment_->period;
    summary.value = x[latest];
    if (wants(Parts::growth) || wants(Parts::streaks)) {
      grow(series, period_lags_, summary.growth_on_period, summary.streak_on_period);
      grow(series, year_lags_, summary.growth_on_year, summary.streak_on_year);
    }
    if (wants(Parts::records)) summary.record = standing(series);
    if (wants(Parts::trailing)) {
      if (latest + 1 >= window_) summary.trailing_mean = core::latest_mean(x + latest + 1 - window_, window_);
      if (latest >= window_) summary.mean_before = core::latest_mean(x + latest - window_, window_);
    }
    if (wants(Parts::fiscal)) add_up(x, summary);
    if (wants(Parts::trends)) {
      summary.linear = projection::fit_if_possible(series, projection::Linear{});
      summary.exponential = projection::fit_if_possible(series, projection::Exponential{});
    }
    return summary;
  }

 private:
  /// The row of a latest observation, which most series share, and what follows from it.
  struct Moment {
    std::size_t row;
    Period period;
    std::size_t year_before = core::not_found;  // row
    // Of the fiscal years from that of the year before, and at least from the last one:
    std::size_t from = 0;                  // row in which they start
    std::vector<std::size_t> bounds = {};  // counted from there
    std::size_t whole_begin = 0;
    std::size_t ended = core::not_found;  // last row of the latest that has ended, counted from there
  };

  bool wants(Parts part) const noexcept { return includes(options_.parts, part); }

  void look_at(std::size_t row) {
    Moment m{.row = row, .period = panel_.first() + static_cast<std::int64_t>(row)};
    for (const YearLag& run : year_lags_)
      if (run.begin <= row && row < run.end && run.lag != 0 && run.lag <= row) m.year_before = row - run.lag;
    if (wants(Parts::fiscal)) {
      const std::vector<std::size_t>& bounds = years_->bounds;
      const auto year =
          static_cast<std::size_t>(std::upper_bound(bounds.begin(), bounds.end(), row) - bounds.begin()) - 1;
      std::size_t k = year > 0 ? year - 1 : 0;
      while (k > 0 && m.year_before != core::not_found && bounds[k] > m.year_before) --k;
      m.from = bounds[k];
      m.whole_begin = k < years_->whole_begin ? 1 : 0;
      for (; k <= year; ++k) m.bounds.push_back(bounds[k] - m.from);
      m.bounds.push_back(row + 1 - m.from);
      if (year < years_->whole_end && row + 1 == bounds[year + 1])
        m.ended = row - m.from;
      else if (year > 0)
        m.ended = bounds[year] - 1 - m.from;
      to_date_.resize(row + 1 - m.from);
    }
    moment_ = std::move(m);
  }

  /// Growth of the last row, and its streak. Most streaks are short, so growth is worked out from the end, as far as it
  /// takes to find what broke the streak; the first row has no growth, so something did.
  void grow(SeriesView series, std::span<const YearLag> lags, double& latest, std::optional<Streak>& streak) const {
    constexpr std::size_t block = 32;
    const core::Columns in = columns_of(series);
    double growth[block];
    for (std::size_t end = in.rows; end > 0;) {
      const std::size_t begin = end - std::min(end, wants(Parts::streaks) ? block : 1), count = end - begin;
      growth::grow_over_runs(in, {growth, count, 1, count}, lags, begin, end, {.base = options_.base});
      if (end == in.rows && wants(Parts::growth)) latest = growth[count - 1];
      if (!wants(Parts::streaks)) return;
      if (const std::size_t broken = core::find_last_break(growth, count, Direction::rising);
          broken != core::not_found) {
        const std::size_t first = begin + broken + 1;
        streak = {static_cast<std::int64_t>(in.rows - first), series.period(first), is_missing(growth[broken])};
        return;
      }
      end = begin;
    }
  }

  std::optional<Record> standing(SeriesView series) const {
    std::size_t count = 0, last = 0, previous = 0;
    core::visit_records(series.values().data(), series.size(), options_.side, options_.ties, [&](std::size_t t) {
      ++count;
      previous = last;
      last = t;
    });
    if (count == 0) return std::nullopt;
    Record record{series.period(last), series.values()[last], std::nullopt, missing_value,
                  static_cast<std::int64_t>(count)};
    if (count > 1) {
      record.previous_period = series.period(previous);
      record.previous_value = series.values()[previous];
    }
    return record;
  }

  void add_up(const double* x, SeriesSummary& summary) {
    const Moment& m = *moment_;
    const std::size_t count = m.row + 1 - m.from;
    core::year_to_date({x + m.from, count, 1, count}, {to_date_.data(), count, 1, count},
                       {m.bounds, m.whole_begin, m.bounds.size() - 1});
    summary.year_to_date = to_date_[count - 1];
    if (m.year_before != core::not_found) summary.to_date_year_before = to_date_[m.year_before - m.from];
    if (m.ended != core::not_found) summary.fiscal_total = to_date_[m.ended];
  }

  const PanelView& panel_;
  ScanOptions options_;
  std::size_t window_;
  std::vector<YearLag> period_lags_, year_lags_;
  std::optional<PeriodBlocks> years_;
  std::optional<Moment> moment_;
  std::vector<double> to_date_;
};

}  // namespace

void scan_into(const PanelView& panel, std::span<SeriesSummary> out, ScanOptions options) {
  if (out.size() != panel.series_count())
    throw Error("a scan of " + std::to_string(panel.series_count()) + " series was to be written into " +
                std::to_string(out.size()) + " summaries");
  Scanner scanner(panel, options);
  for (std::size_t j = 0; j < out.size(); ++j) out[j] = scanner.scan(j);
}

std::vector<SeriesSummary> scan(const PanelView& panel, ScanOptions options) {
  std::vector<SeriesSummary> summaries(panel.series_count());
  scan_into(panel, summaries, options);
  return summaries;
}

SeriesSummary scan(SeriesView series, ScanOptions options) {
  SeriesSummary summary;
  scan_into({series.first(), series.values(), series.size(), 1, 0, {}, series.fiscal_year()}, {&summary, 1}, options);
  return summary;
}

}  // namespace HIGHWATER_NAMESPACE::monitor
