#include "highwater/monitor/tracker.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "highwater/calendar/blocks.hpp"
#include "highwater/calendar/year_before.hpp"
#include "highwater/core/kernels/arithmetic.hpp"
#include "highwater/core/operations.hpp"

namespace HIGHWATER_NAMESPACE::monitor {
namespace {

void require_no_seasons(projection::Seasons seasons) {
  if (seasons != projection::Seasons::none) throw Error("a tracker has one line, and no trend with seasons");
}

/// Memory for one more value, so that adding it does not throw.
void make_room(std::vector<double>& values) {
  if (values.size() == values.capacity()) values.reserve(values.empty() ? 8 : 2 * values.size());
}

bool same(const std::optional<core::DampedTrend<double>>& a, const std::optional<core::DampedTrend<double>>& b) {
  if (!a || !b) return !a && !b;
  return a->alpha == b->alpha && a->beta == b->beta && a->phi == b->phi && a->level == b->level && a->trend == b->trend;
}

bool same(const TrackerOptions& a, const TrackerOptions& b) {
  return a.window == b.window && a.fiscal_year == b.fiscal_year && a.ties == b.ties && a.base == b.base &&
         same(a.holt, b.holt);
}

}  // namespace

void Tracker::GrowthRuns::push(double growth) noexcept {
  rising.push(growth);
  falling.push(-growth);
}

void Tracker::GrowthRuns::merge(const GrowthRuns& later) noexcept {
  rising = rising.merge(later.rising);
  falling = falling.merge(later.falling);
}

Tracker::Tracker(Period first, FiscalYear own, TrackerOptions options)
    : first_(first),
      own_(own),
      options_(options),
      highs_(first, Side::high, {.ties = options.ties}),
      lows_(first, Side::low, {.ties = options.ties}),
      holt_(options.holt) {
  if (options.window < 1 || options.window > 100'000)
    throw Error("a tracker keeps a window of 1 to 100000 periods, not of " + std::to_string(options.window));
  if (holt_) {
    for (const double weight : {holt_->alpha, holt_->beta, holt_->phi})
      if (!(weight >= 0.0 && weight <= 1.0)) throw Error("Holt's alpha, beta and phi lie between 0 and 1");
    if (!std::isfinite(holt_->level) || !std::isfinite(holt_->trend))
      throw Error("Holt's smoothing must be given the level and trend before the first observation");
  }
  detail::period_blocks(first, 0, own, Frequency::annual,
                        options.fiscal_year);  // throws if the fiscal year does not fit
}

Tracker::Tracker(Period first, TrackerOptions options) : Tracker(first, FiscalYear{}, options) {}

Tracker::Tracker(SeriesView series, TrackerOptions options) : Tracker(series.first(), series.fiscal_year(), options) {
  for (const double value : series.values()) push(value);
}

/// How many of the last values are needed: those of a window, of a year, and the one before.
std::size_t Tracker::kept() const noexcept {
  const Frequency frequency = first_.frequency();
  const std::int64_t year = has_regular_year(frequency)              ? periods_per_year(frequency)
                            : frequency == Frequency::weekly         ? 53
                            : frequency == Frequency::business_daily ? 262
                                                                     : 366;
  return static_cast<std::size_t>(std::max(options_.window, year)) + 1;
}

double Tracker::value_before(std::int64_t periods) const noexcept {
  return static_cast<std::size_t>(periods) < tail_.size() ? *(tail_.end() - 1 - periods) : missing_value;
}

/// Periods from the same one a year before; 0: there is none.
std::int64_t Tracker::year_lag(Period period) const {
  if (has_regular_year(period.frequency())) return periods_per_year(period.frequency());
  const std::optional<Period> base = year_before(period);
  return base ? period - *base : 0;
}

/// Growth of the last value over so many periods; `position`: how many lie before it.
double Tracker::growth_over(std::int64_t lag, std::int64_t position) const noexcept {
  const double base = lag > 0 && lag <= position ? value_before(lag) : missing_value;
  return core::growth_of(value_before(0), base, options_.base);
}

/// The value of a period into everything that looks back over a year or a window.
void Tracker::push_value(std::int64_t position, std::int64_t lag, double value) {
  if (tail_.size() == 2 * kept()) tail_.erase(tail_.begin(), tail_.end() - static_cast<std::ptrdiff_t>(kept()));
  tail_.push_back(value);
  if (on_year_.count() > 0.0 || (lag > 0 && lag <= position))
    on_year_.push(growth_over(lag, position));
  else
    head_.push_back(value);
}

FiscalYear Tracker::fiscal_cut() const noexcept {
  return first_.frequency() <= Frequency::quarterly && !(own_ == FiscalYear{}) ? FiscalYear{} : options_.fiscal_year;
}

void Tracker::push(double value) {
  const Period period = next();
  if (std::isinf(value)) throw Error("the value of " + to_string(period) + " is infinite");
  // What may throw comes first: the end of the calendar, memory, the records. Then nothing does.
  const Period after = period + 1;
  const std::int64_t lag = year_lag(period);
  make_room(tail_);
  make_room(head_);
  std::optional<Period> year_end = fiscal_year_end_;
  double year_sum = fiscal_sum_;
  if (!fiscal_year_end_ || period > *fiscal_year_end_) {
    const FiscalYear cut = fiscal_cut();
    const Period year = cut.part(period, Frequency::annual), end = cut.last(year, period.frequency());
    year_sum = cut.first(year, period.frequency()) == period ? 0.0 : missing_value;
    year_end = end;
  }
  push_record(value);

  fiscal_year_end_ = year_end;
  fiscal_sum_ = year_sum + value;
  push_value(size_, lag, value);
  if (size_ > 0) on_period_.push(growth_over(1, size_));
  const auto position = static_cast<double>(after - first_);
  level_.push(position, value);
  log_.push(position, core::Logarithm{}(value));
  if (value <= 0.0) ++not_positive_;
  if (value == value) {
    if (holt_) holt_->push(value);
    latest_observed_ = period;
  } else if (holt_ && latest_observed_) {
    holt_->skip();
  }
  ++size_;
}

/// The value into both chains of records, or, if memory ends, into neither.
void Tracker::push_record(double value) {
  const std::optional<Record> high = highs_.standing(), low = lows_.standing();
  if (!high || high->value == low->value) {  // it may be both
    records::RecordChain lows = lows_;
    lows.push(value);
    highs_.push(value);
    lows_ = std::move(lows);
  } else if (value <= low->value) {  // what is no record takes no memory, and so comes second
    lows_.push(value);
    highs_.push(value);
  } else {
    highs_.push(value);
    lows_.push(value);
  }
}

void Tracker::merge(const Tracker& later) {
  Tracker whole = *this;  // so that what throws leaves this one as it was
  whole.take_in(later);
  *this = std::move(whole);
}

void Tracker::take_in(const Tracker& later) {
  if (!same(options_, later.options_) || !(own_ == later.own_))
    throw Error("trackers with different options cannot be merged");
  if (later.first_ != next())
    throw Error("a tracker that ends before " + to_string(next()) + " cannot be merged with one from " +
                to_string(later.first_));
  const std::size_t count = static_cast<std::size_t>(later.size_);
  if (count <= kept()) {  // all its values are there
    const std::vector<double> values(later.tail_.end() - static_cast<std::ptrdiff_t>(count), later.tail_.end());
    for (const double value : values) push(value);
    return;
  }
  if (holt_) throw Error("a tracker of so many periods cannot be merged with Holt's smoothing: push its values");
  // Growth whose base lies before the cut is known only now: that of its first period, and of its first year.
  for (std::size_t t = 0; t < later.head_.size(); ++t) {
    const Period period = later.first_ + static_cast<std::int64_t>(t);
    push_value(period - first_, year_lag(period), later.head_[t]);
    if (t == 0 && size_ > 0) on_period_.push(growth_over(1, size_));
  }
  on_period_.merge(later.on_period_);
  on_year_.merge(later.on_year_);
  // It is longer than a year and a window, so these are its own.
  tail_ = later.tail_;
  fiscal_year_end_ = later.fiscal_year_end_;
  fiscal_sum_ = later.fiscal_sum_;

  highs_.merge(later.highs_);
  lows_.merge(later.lows_);
  level_ = level_.merge(later.level_, static_cast<double>(size_));
  log_ = log_.merge(later.log_, static_cast<double>(size_));
  not_positive_ += later.not_positive_;
  if (later.latest_observed_) latest_observed_ = later.latest_observed_;
  size_ += later.size_;
}

double Tracker::growth_on_period() const noexcept { return growth_over(1, size_ - 1); }

double Tracker::growth_on_year() const {
  return size_ < 1 ? missing_value : growth_over(year_lag(next() - 1), size_ - 1);
}

Streak Tracker::streak(const core::BoundedRun<double>& runs) const {
  const auto length = static_cast<std::int64_t>(runs.run.current);
  return {length, next() - length, runs.missing_before != 0.0};
}

Streak Tracker::streak_on_period(records::StreakOptions options) const {
  return streak(options.direction == Direction::rising ? on_period_.rising : on_period_.falling);
}

Streak Tracker::streak_on_year(records::StreakOptions options) const {
  return streak(options.direction == Direction::rising ? on_year_.rising : on_year_.falling);
}

std::optional<Record> Tracker::set_by_latest(const records::RecordChain& chain) const {
  const std::optional<Record> standing = chain.standing();
  return standing && standing->period + 1 == next() ? standing : std::nullopt;
}

double Tracker::trailing_mean(Window window) const {
  const std::int64_t skipped = window == Window::before ? 1 : 0;
  if (size_ < options_.window + skipped) return missing_value;
  const double* const end = tail_.data() + tail_.size() - skipped;
  const auto count = static_cast<std::size_t>(options_.window);
  double mean;
  core::latest_means({end - options_.window, count}, count, &mean);
  return mean;
}

std::optional<projection::TrendFit> Tracker::trend_of(const core::TrendSums& sums, projection::Scale scale) const {
  if (sums.count < 3.0) return std::nullopt;
  return projection::TrendFit{scale, first_, *latest_observed_, sums.line()};
}

std::optional<projection::TrendFit> Tracker::trend(projection::Linear model) const {
  require_no_seasons(model.seasons);
  return trend_of(level_, projection::Scale::level);
}

std::optional<projection::TrendFit> Tracker::trend(projection::Exponential model) const {
  require_no_seasons(model.seasons);
  if (model.center == projection::Center::smearing)
    throw Error("a tracker keeps no residuals, which the smearing estimate is the mean of");
  if (not_positive_ > 0) return std::nullopt;
  std::optional<projection::TrendFit> trend = trend_of(log_, projection::Scale::log);
  if (trend && model.center == projection::Center::mean)
    trend->adjustment = std::exp(trend->line.sigma() * trend->line.sigma() / 2.0);
  return trend;
}

double Tracker::holt_forecast(std::int64_t ahead) const {
  if (ahead < 1) throw Error("a forecast must be at least 1 period ahead, not " + std::to_string(ahead));
  if (!holt_) return missing_value;
  core::DampedTrend<double> state = *holt_;
  for (; ahead > 1; --ahead) state.skip();
  return core::finite_or_missing(state.forecast());
}

}  // namespace HIGHWATER_NAMESPACE::monitor
