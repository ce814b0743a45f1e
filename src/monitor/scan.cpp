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

/// What all series of a scan share, worked out once, and memory for a tile of them: neighbours that stay in the cache
/// while every part is worked out.
class Scanner {
 public:
  Scanner(const PanelView& panel, const ScanOptions& options)
      : panel_(panel), options_(options), window_(aggregate::checked_window(options.window, {}).shape.n) {
    const Frequency frequency = panel.first().frequency();
    if (has_regular_year(frequency))
      year_ = static_cast<std::size_t>(periods_per_year(frequency));
    else
      year_lags_ = year_lags(panel.first(), panel.periods());
    if (wants(Parts::fiscal)) years_ = aggregate::fiscal_blocks_of(panel, options.fiscal_year);
  }

  /// Summaries of the series from number `begin`.
  void scan(std::size_t begin, std::span<SeriesSummary> out) {
    const std::size_t rows = panel_.periods(), most = std::clamp(tile_values / std::max(rows, {1}), {1}, most_series);
    for (; !out.empty(); begin += most) {
      const core::Columns tile = panel_.columns().some(begin, std::min(most, out.size()));
      for (std::size_t j = 0; j < tile.columns; ++j) latest_[j] = core::find_last_observed(tile.column(j), rows);
      for (std::size_t j = 0; j < tile.columns;) {
        std::size_t end = j + 1;
        while (end < tile.columns && latest_[end] == latest_[j]) ++end;
        const core::Columns alike = tile.some(j, end - j);
        if (latest_[j] == core::not_found)
          std::fill_n(out.begin() + static_cast<std::ptrdiff_t>(j), alike.columns, SeriesSummary{});
        else
          summarise(alike.part(0, latest_[j] + 1), out.subspan(j, alike.columns));
        j = end;
      }
      out = out.subspan(tile.columns);
    }
  }

 private:
  static constexpr std::size_t most_series = 64, tile_values = 8192;

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
  using Rows = std::size_t[most_series];
  using Values = double[most_series];

  bool wants(Parts part) const noexcept { return includes(options_.parts, part); }

  /// Distance to the same period a year before; 0: there is none.
  std::size_t year_lag(std::size_t row) const {
    if (year_ != 0) return year_;
    const auto run = std::upper_bound(year_lags_.begin(), year_lags_.end(), row,
                                      [](std::size_t at, const YearLag& lag) { return at < lag.end; });
    return run->lag;
  }

  /// Series that all end with their latest observation.
  void summarise(core::Columns in, std::span<SeriesSummary> out) {
    const std::size_t latest = in.rows - 1;
    if (!moment_ || moment_->row != latest) look_at(latest);
    for (std::size_t j = 0; j < in.columns; ++j) {
      out[j] = {};
      out[j].latest = moment_->period;
      out[j].value = in.column(j)[latest];
    }
    if (wants(Parts::growth) || wants(Parts::streaks)) {
      grow(
          in, out, 1, [](std::size_t) { return std::size_t{1}; }, &SeriesSummary::growth_on_period,
          &SeriesSummary::streak_on_period);
      grow(
          in, out, year_, [this](std::size_t row) { return year_lag(row); }, &SeriesSummary::growth_on_year,
          &SeriesSummary::streak_on_year);
    }
    if (wants(Parts::records))
      for (std::size_t j = 0; j < in.columns; ++j) out[j].record = standing({in.column(j), in.rows});
    if (wants(Parts::trailing))
      for (std::size_t j = 0; j < in.columns; ++j) {
        const double* const end = in.column(j) + in.rows;
        if (in.rows >= window_) out[j].trailing_mean = core::latest_mean(end - window_, window_);
        if (in.rows > window_) out[j].mean_before = core::latest_mean(end - 1 - window_, window_);
      }
    if (wants(Parts::fiscal)) add_up(in, out);
    if (wants(Parts::trends)) fit(in, out);
  }

  void look_at(std::size_t row) {
    Moment m{.row = row, .period = panel_.first() + static_cast<std::int64_t>(row)};
    if (const std::size_t lag = year_lag(row); lag != 0 && lag <= row) m.year_before = row - lag;
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
    }
    moment_ = std::move(m);
  }

  /// Growth of the last row, and its streak. `lag` is that of all rows, or 0 if it differs: lag_at(row).
  template <class LagAt>
  void grow(core::Columns in, std::span<SeriesSummary> out, std::size_t lag, LagAt lag_at,
            double SeriesSummary::*latest, std::optional<Streak> SeriesSummary::*streak) const {
    Rows rows;
    Values growth;
    if (wants(Parts::growth)) {
      std::fill_n(rows, in.columns, in.rows - 1);
      grow_to(in, rows, lag_at, growth);
      for (std::size_t j = 0; j < in.columns; ++j) out[j].*latest = growth[j];
    }
    if (!wants(Parts::streaks)) return;
    if (lag != 0)
      core::find_growth_breaks(in, lag, options_.base, Direction::rising, rows);
    else
      for (std::size_t j = 0; j < in.columns; ++j) rows[j] = find_year_break(in.some(j, 1));
    grow_to(in, rows, lag_at, growth);
    for (std::size_t j = 0; j < in.columns; ++j)
      out[j].*streak = {static_cast<std::int64_t>(in.rows - 1 - rows[j]),
                        panel_.first() + (static_cast<std::int64_t>(rows[j]) + 1), is_missing(growth[j])};
  }

  /// Growth of column j up to rows[j].
  template <class LagAt>
  void grow_to(core::Columns in, const Rows& rows, LagAt lag_at, Values& growth) const {
    Values to, from;
    for (std::size_t j = 0; j < in.columns; ++j) {
      const double* const x = in.column(j) + rows[j];
      const std::size_t lag = lag_at(rows[j]);
      to[j] = *x;
      from[j] = lag == 0 || lag > rows[j] ? missing_value : x[-static_cast<std::ptrdiff_t>(lag)];
    }
    core::growth_between({to, in.columns}, {from, in.columns}, {growth, in.columns}, options_.base);
  }

  /// Where growth on a year of no fixed length last was not positive. Most streaks are short, so growth is worked out from
  /// the end, as far as it takes; the first row has no growth, so one is found.
  std::size_t find_year_break(core::Columns in) const {
    Values growth;
    for (std::size_t end = in.rows;;) {
      const std::size_t count = std::min(end, most_series), begin = end - count;
      growth::grow_over_runs(in, {growth, count, 1, count}, year_lags_, begin, end, {.base = options_.base});
      if (const std::size_t at = core::find_last_break(growth, count, Direction::rising); at != core::not_found)
        return begin + at;
      end = begin;
    }
  }

  std::optional<Record> standing(std::span<const double> x) {
    const std::size_t n = x.size();
    scratch_.resize(std::max(scratch_.size(), n));
    double* const is_record = scratch_.data();
    core::record_indicators({x.data(), n}, {is_record, n}, options_.side, options_.ties);
    const std::size_t last = core::find_last_reaching(is_record, n, 1.0, Side::high);
    if (last == core::not_found) return std::nullopt;
    const auto period = [this](std::size_t t) { return panel_.first() + static_cast<std::int64_t>(t); };
    Record record{period(last), x[last], std::nullopt, missing_value,
                  static_cast<std::int64_t>(core::count_better(is_record, last + 1, 0.5, Side::high))};
    if (const std::size_t t = core::find_last_reaching(is_record, last, 1.0, Side::high); t != core::not_found) {
      record.previous_period = period(t);
      record.previous_value = x[t];
    }
    return record;
  }

  void add_up(core::Columns in, std::span<SeriesSummary> out) {
    const Moment& m = *moment_;
    const std::size_t count = in.rows - m.from;
    scratch_.resize(std::max(scratch_.size(), count * in.columns));
    const core::MutableColumns to_date{scratch_.data(), count, in.columns, count};
    core::year_to_date(in.part(m.from, count), to_date, {m.bounds, m.whole_begin, m.bounds.size() - 1});
    for (std::size_t j = 0; j < in.columns; ++j) {
      const double* const totals = to_date.column(j);
      out[j].year_to_date = totals[count - 1];
      if (m.year_before != core::not_found) out[j].to_date_year_before = totals[m.year_before - m.from];
      if (m.ended != core::not_found) out[j].fiscal_total = totals[m.ended];
    }
  }

  void fit(core::Columns in, std::span<SeriesSummary> out) const {
    core::LineFit lines[most_series], log_lines[most_series];
    core::fit_trends(in, lines);
    core::fit_log_trends(in, log_lines);
    for (std::size_t j = 0; j < in.columns; ++j) {
      if (lines[j].count < 3.0) continue;
      out[j].linear.emplace(projection::TrendFit{projection::Scale::level, panel_.first(), moment_->period, lines[j]});
      if (log_lines[j].count == lines[j].count)  // or not all are positive
        out[j].exponential.emplace(
            projection::TrendFit{projection::Scale::log, panel_.first(), moment_->period, log_lines[j]});
    }
  }

  const PanelView& panel_;
  ScanOptions options_;
  std::size_t window_;
  std::size_t year_ = 0;  // periods; 0: they differ
  std::vector<YearLag> year_lags_;
  std::optional<PeriodBlocks> years_;
  std::optional<Moment> moment_;
  Rows latest_;
  std::vector<double> scratch_;
};

}  // namespace

void scan_into(const PanelView& panel, std::span<SeriesSummary> out, ScanOptions options) {
  if (out.size() != panel.series_count())
    throw Error("a scan of " + std::to_string(panel.series_count()) + " series was to be written into " +
                std::to_string(out.size()) + " summaries");
  const Scanner scanner(panel, options);
  options.parallel.share(out.size(), [&](std::size_t begin, std::size_t count) {
    Scanner(scanner).scan(begin, out.subspan(begin, count));
  });
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
