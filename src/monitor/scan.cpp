#include "highwater/monitor/scan.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

#include "highwater/aggregate/fiscal.hpp"
#include "highwater/aggregate/trailing.hpp"
#include "highwater/growth/growth.hpp"
#include "highwater/monitor/scan_batches.hpp"

namespace HIGHWATER_NAMESPACE::monitor {

/// What all series of a scan share, worked out once, and memory for a tile of them: neighbours that stay in the cache
/// while every part is worked out.
class Scanner {
 public:
  Scanner(const PanelView& panel, const ScanOptions& options)
      : panel_(panel), options_(options), window_(detail::checked_window(options.window, {}).shape.n) {
    const Frequency frequency = panel.first().frequency();
    if (has_regular_year(frequency))
      year_ = static_cast<std::size_t>(periods_per_year(frequency));
    else
      year_lags_ = detail::year_lags(panel.first(), panel.periods());
    if (wants(Parts::fiscal)) years_ = detail::blocks_of(panel, Frequency::annual, options.indicator.fiscal_year);
  }

  /// Summaries of the series from number `begin`.
  void scan(std::size_t begin, std::span<SeriesSummary> out, const detail::Work& work) {
    std::size_t most = std::clamp(tile_values / std::max(panel_.periods(), {1}), {1}, most_series);
    if (most > whole_packs) most -= most % whole_packs;  // no pack with columns that are not there
    for (; !out.empty(); begin += most) {
      const core::Columns tile = panel_.columns().some(begin, std::min(most, out.size()));
      std::fill_n(out.begin(), tile.columns, nothing_);
      if (wants(Parts::records)) find_records(tile, out);  // first, for it takes them from memory in order
      Positions latest;
      for (std::size_t j = 0; j < tile.columns; ++j) latest[j] = latest_observed(tile.column(j));
      for (std::size_t j = 0; j < tile.columns;) {
        std::size_t end = j + 1;
        while (end < tile.columns && latest[end] == latest[j]) ++end;
        const core::Columns alike = tile.some(j, end - j);
        if (latest[j] != core::not_found) summarise(alike.part(0, latest[j] + 1), out.subspan(j, alike.columns));
        j = end;
      }
      if (!work.advance(tile.columns)) return;
      out = out.subspan(tile.columns);
    }
  }

 private:
  static constexpr std::size_t most_series = 64, tile_values = 16384, whole_packs = 8;

  /// Rows begin to begin + count (excluded). A total of none is missing.
  struct Rows {
    std::size_t begin = 0, count = 0;
  };
  /// The row of a latest observation, which most series share, and what of the fiscal years follows from it.
  struct Moment {
    std::size_t row;
    Rows to_date = {}, to_date_year_before = {}, ended = {};  // ended: the latest year that has
  };
  using Positions = std::size_t[most_series];
  using Values = double[most_series];

  bool wants(Parts part) const noexcept { return includes(options_.parts, part); }

  std::size_t latest_observed(const double* x) const {
    const std::size_t rows = panel_.periods();
    return rows > 0 && !is_missing(x[rows - 1]) ? rows - 1 : core::find_last_observed(x, rows);
  }

  /// Distance to the same period a year before; 0: there is none.
  std::size_t year_lag(std::size_t row) const {
    if (year_ != 0) return year_;
    const auto run = std::upper_bound(year_lags_.begin(), year_lags_.end(), row,
                                      [](std::size_t at, const detail::YearLag& lag) { return at < lag.end; });
    return run->lag;
  }

  /// Series that all end with their latest observation.
  void summarise(core::Columns in, std::span<SeriesSummary> out) {
    const std::size_t latest = in.rows - 1;
    for (std::size_t j = 0; j < in.columns; ++j) {
      out[j].value = in.column(j)[latest];
      out[j].first_ = panel_.first();
      out[j].latest_ = static_cast<std::int32_t>(latest);
    }
    if (wants(Parts::trends)) fit(in, out);
    if (wants(Parts::growth) || wants(Parts::streaks)) {
      grow(
          in, out, 1, [](std::size_t) { return std::size_t{1}; }, &SeriesSummary::growth_on_period,
          &SeriesSummary::on_period_);
      grow(
          in, out, year_, [this](std::size_t row) { return year_lag(row); }, &SeriesSummary::growth_on_year,
          &SeriesSummary::on_year_);
    }
    if (wants(Parts::trailing) && options_.indicator.measure != Measure::stock) {
      if (in.rows >= window_) average(in, out, &SeriesSummary::trailing_mean);
      if (in.rows > window_) average(in.part(0, latest), out, &SeriesSummary::mean_before);
    }
    if (wants(Parts::fiscal)) {
      if (!moment_ || moment_->row != latest) moment_ = moment_of(latest);
      add_up(in, out, moment_->to_date, &SeriesSummary::year_to_date);
      add_up(in, out, moment_->to_date_year_before, &SeriesSummary::to_date_year_before);
      add_up(in, out, moment_->ended, &SeriesSummary::fiscal_total);
    }
  }

  void find_records(core::Columns in, std::span<SeriesSummary> out) const {
    core::StandingRecord records[most_series];
    core::standing_records(in, options_.side, options_.ties, records);
    for (std::size_t j = 0; j < in.columns; ++j) {
      if (records[j].count == 0) continue;
      out[j].records_ = static_cast<std::int32_t>(records[j].count);
      out[j].record_ = static_cast<std::int32_t>(records[j].position);
      out[j].record_value_ = in.column(j)[records[j].position];
      if (records[j].count < 2) continue;
      out[j].previous_record_ = static_cast<std::int32_t>(records[j].previous);
      out[j].previous_value_ = in.column(j)[records[j].previous];
    }
  }

  void fit(core::Columns in, std::span<SeriesSummary> out) const {
    core::LineFit lines[most_series], log_lines[most_series];
    core::fit_trends(in, lines);
    core::fit_log_trends(in, log_lines);
    for (std::size_t j = 0; j < in.columns; ++j) {
      out[j].line_ = lines[j];
      if (log_lines[j].count == lines[j].count) out[j].log_line_ = log_lines[j];  // or not all are positive
    }
  }

  /// Growth of the last row, and its streak. `lag` is that of all rows, or 0 if it differs: lag_at(row).
  template <class LagAt>
  void grow(core::Columns in, std::span<SeriesSummary> out, std::size_t lag, LagAt lag_at,
            double SeriesSummary::*latest, SeriesSummary::StreakLength SeriesSummary::*streak) const {
    Positions rows;
    Values growth;
    if (wants(Parts::growth)) {
      std::fill_n(rows, in.columns, in.rows - 1);
      grow_to(in, rows, lag_at, growth);
      for (std::size_t j = 0; j < in.columns; ++j) out[j].*latest = growth[j];
    }
    if (!wants(Parts::streaks)) return;
    if (lag != 0 && changes_in_per_cent(options_.indicator.measure)) {
      core::find_growth_breaks(in, lag, options_.base, Direction::rising, rows);
    } else {
      const detail::YearLag always{0, in.rows, lag};
      const std::span<const detail::YearLag> lags = lag != 0 ? std::span(&always, 1) : std::span(year_lags_);
      for (std::size_t j = 0; j < in.columns; ++j) rows[j] = find_break(in.some(j, 1), lags);
    }
    grow_to(in, rows, lag_at, growth);
    for (std::size_t j = 0; j < in.columns; ++j)
      out[j].*streak = {static_cast<std::int32_t>(in.rows - 1 - rows[j]), is_missing(growth[j])};
  }

  /// Growth of column j up to rows[j].
  template <class LagAt>
  void grow_to(core::Columns in, const Positions& rows, LagAt lag_at, Values& growth) const {
    Values to, from;
    for (std::size_t j = 0; j < in.columns; ++j) {
      const double* const x = in.column(j) + rows[j];
      const std::size_t lag = lag_at(rows[j]);
      to[j] = *x;
      from[j] = lag == 0 || lag > rows[j] ? missing_value : x[-static_cast<std::ptrdiff_t>(lag)];
    }
    change({to, in.columns}, {from, in.columns}, {growth, in.columns});
  }

  /// What the measure calls a change.
  void change(const core::Columns& values, const core::Columns& bases, const core::MutableColumns& out) const {
    if (changes_in_per_cent(options_.indicator.measure))
      core::growth_between(values, bases, out, options_.base);
    else
      core::subtract(values, bases, out);
  }

  /// Where a change last was not positive. Most streaks are short, so changes are worked out from the end, as far as it
  /// takes; the first row has none, so one is found.
  std::size_t find_break(core::Columns in, std::span<const detail::YearLag> lags) const {
    Values changes;
    for (std::size_t end = in.rows;;) {
      const std::size_t count = std::min(end, most_series), begin = end - count;
      detail::change_over_runs(
          in, {changes, count, 1, count}, lags, begin, end,
          [this](const auto& values, const auto& bases, const auto& out) { change(values, bases, out); });
      if (const std::size_t at = core::find_last_break(changes, count, Direction::rising); at != core::not_found)
        return begin + at;
      end = begin;
    }
  }

  void average(core::Columns in, std::span<SeriesSummary> out, double SeriesSummary::*mean) const {
    Values means;
    core::latest_means(in, window_, means);
    for (std::size_t j = 0; j < in.columns; ++j) out[j].*mean = means[j];
  }

  Moment moment_of(std::size_t row) const {
    const std::vector<std::size_t>& bounds = years_->bounds;
    const auto year_of = [&](std::size_t at) {
      return static_cast<std::size_t>(std::upper_bound(bounds.begin(), bounds.end(), at) - bounds.begin()) - 1;
    };
    const auto up_to = [&](std::size_t at) {  // from the start of its year, if that is there
      const std::size_t year = year_of(at);
      return year < years_->whole_begin ? Rows{} : Rows{bounds[year], at + 1 - bounds[year]};
    };
    Moment moment{row, up_to(row)};
    if (const std::size_t lag = year_lag(row); lag != 0 && lag <= row) moment.to_date_year_before = up_to(row - lag);
    const std::size_t year = year_of(row);
    if (year < years_->whole_end && row + 1 == bounds[year + 1])
      moment.ended = moment.to_date;
    else if (year > 0)
      moment.ended = up_to(bounds[year] - 1);
    return moment;
  }

  void add_up(core::Columns in, std::span<SeriesSummary> out, Rows rows, double SeriesSummary::*total) const {
    if (rows.count == 0) return;
    const Summary summary = summary_of(options_.indicator.measure);
    if (summary == Summary::last) {
      for (std::size_t j = 0; j < in.columns; ++j) out[j].*total = in.column(j)[rows.begin + rows.count - 1];
      return;
    }
    Values totals;
    core::totals(in.part(rows.begin, rows.count), totals);
    const double count = summary == Summary::mean ? static_cast<double>(rows.count) : 1.0;
    for (std::size_t j = 0; j < in.columns; ++j) out[j].*total = totals[j] / count;
  }

  const PanelView& panel_;
  ScanOptions options_;
  std::size_t window_;
  std::size_t year_ = 0;  // periods; 0: they differ
  std::vector<detail::YearLag> year_lags_;
  std::optional<detail::PeriodBlocks> years_;
  std::optional<Moment> moment_;
  SeriesSummary nothing_;
};

namespace {

void share(const PanelView& panel, std::span<SeriesSummary> out, const ScanOptions& options, const detail::Work& work) {
  const Scanner scanner(panel, options);
  options.parallel.share(out.size(), [&](std::size_t begin, std::size_t count) {
    Scanner(scanner).scan(begin, out.subspan(begin, count), work);
  });
}

}  // namespace

void scan_into(const PanelView& panel, std::span<SeriesSummary> out, const ScanOptions& options) {
  if (out.size() != panel.series_count())
    throw Error("a scan of " + std::to_string(panel.series_count()) + " series was to be written into " +
                std::to_string(out.size()) + " summaries");
  const detail::Work work(options.progress, out.size());
  share(panel, out, options, work);
  work.finish();
}

std::vector<SeriesSummary> scan(const PanelView& panel, const ScanOptions& options) {
  std::vector<SeriesSummary> summaries(panel.series_count());
  scan_into(panel, summaries, options);
  return summaries;
}

SeriesSummary scan(SeriesView series, const ScanOptions& options) {
  SeriesSummary summary;
  scan_into({series.first(), series.values(), series.size(), 1, 0, {}, series.fiscal_year()}, {&summary, 1}, options);
  return summary;
}

}  // namespace HIGHWATER_NAMESPACE::monitor

namespace HIGHWATER_NAMESPACE::detail {

BatchScan::BatchScan(const monitor::ScanOptions& options, std::size_t series)
    : options_(options), length_is_known_(series > 0), work_(options.progress, series) {
  checked_window(options.window, {});  // of no batch too
}

std::span<const monitor::SeriesSummary> BatchScan::of(const PanelView& batch) {
  summaries_.resize(batch.series_count());
  monitor::share(batch, summaries_, options_, work_);
  work_.step(0);  // throws if it was stopped
  if (!length_is_known_ && options_.progress(0.0) == Progress::Next::stop) throw Stopped();
  done_ += batch.series_count();
  return summaries_;
}

std::size_t BatchScan::finish() {
  work_.finish();
  return done_;
}

}  // namespace HIGHWATER_NAMESPACE::detail
