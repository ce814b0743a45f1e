#include "claims/facts.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "claims/wording.hpp"
#include "highwater/calendar/period_text.hpp"
#include "highwater/projection/automatic.hpp"
#include "projection/draws.hpp"

namespace HIGHWATER_NAMESPACE::claims {
using namespace wording;
namespace {

const Period end_of_time = day(9999, 12, 31);

Fact combined(Fact a, const Fact& b, double value, Interval range) {
  a.value = value;
  a.range = range;
  a.evidence.insert(a.evidence.end(), b.evidence.begin(), b.evidence.end());
  return a;
}

Fact figure(Period first, Period last, double value, double resolution, Origin origin,
            std::optional<Period> published) {
  return {value, rounded(value, resolution), plain(value), {{first, last, value, resolution, origin, published}}};
}

Fact figure(const Report& report, Origin origin) {
  return figure(report.period, report.period, report.value, report.resolution, origin, report.published);
}

double width(const Fact& fact) { return fact.range.high - fact.range.low; }

/// Both, as far as they agree; the value of the finer one.
Fact agreed(const Fact& a, const Fact& b) {
  const Fact& finer = width(b) < width(a) ? b : a;
  return combined(finer, &finer == &a ? b : a, finer.value, intersection(a.range, b.range));
}

std::string total_text(Period from, Period to) {
  return from == to ? to_string(from) : "total of " + to_string(from) + " to " + to_string(to);
}

}  // namespace

Fact operator+(Fact a, const Fact& b) {
  const double value = a.value + b.value;
  const Interval range = a.range + b.range;
  return combined(std::move(a), b, value, range);
}
Fact operator-(Fact a, const Fact& b) {
  const double value = a.value - b.value;
  const Interval range = a.range - b.range;
  return combined(std::move(a), b, value, range);
}

Fact printed_fact(Period first, Period last, Printed printed) {
  return figure(first, last, printed.value, printed.resolution, Origin::printed, std::nullopt);
}

Facts::Facts(SeriesView series, const CheckOptions& options)
    : options_(options), series_(series), as_of_(end_of_time), first_(series.first()), last_(series.first()) {
  if (series.empty()) throw Error("an empty series bears no claim out");
  if (!(options.indicator.resolution >= 0.0) || std::isinf(options.indicator.resolution))
    throw Error("the resolution of a series cannot be " + plain(options.indicator.resolution));
  last_ = series.last();
}

Facts::Facts(const Vintages& vintages, Period as_of, const CheckOptions& options)
    : options_(options), vintages_(&vintages), as_of_(as_of), first_(as_of), last_(as_of) {
  if (vintages.reports().empty()) throw Error("vintages without a report bear no claim out");
  first_ = vintages.reports().front().period;
  last_ = vintages.reports().back().period;
}

std::optional<Fact> Facts::reported(Period period) const {
  if (series_) {
    const double value = (*series_)[period];
    if (is_missing(value)) return std::nullopt;
    return figure(period, period, value, options_.indicator.resolution, Origin::given, std::nullopt);
  }
  const std::optional<Report> report = vintages_->standing(period, as_of_);
  if (!report || is_missing(report->value)) return std::nullopt;
  return figure(*report, Origin::known);
}

std::optional<Fact> Facts::later(Period period) const {
  if (!vintages_ || options_.later == Later::ignored) return std::nullopt;
  for (const Report& report : vintages_->reports(period))
    if (report.published > as_of_ && !is_missing(report.value)) return figure(report, Origin::later);
  return std::nullopt;
}

std::optional<Fact> Facts::looked_up(Period period) const {
  std::optional<Fact> fact = reported(period);
  if (!fact) fact = later(period);
  return fact ? fact : implied(period);
}

const std::optional<Fact>& Facts::at(Period period) const {
  const auto found = figures_.find(period);
  return found != figures_.end() ? found->second : figures_.emplace(period, looked_up(period)).first->second;
}

std::optional<Fact> Facts::first_print(Period period) const {
  const std::optional<Fact> known = reported(period);
  if (!vintages_ || !known) return std::nullopt;
  const Report& first = vintages_->reports(period).front();
  if (is_missing(first.value) || first.value == known->value) return std::nullopt;
  return figure(first, Origin::first_print);
}

Period Facts::year_start(Period period) const {
  const FiscalYear year = options_.indicator.fiscal_year;
  return year.first(year.of(period), period.frequency());
}

std::vector<Fact> Facts::published_totals(Period period) const {
  if (!options_.year_to_date) return {};
  const Period start = year_start(period);
  const auto as_total = [&](const Report& report, Origin origin) {
    Fact fact = figure(start, period, report.value, report.resolution, origin, report.published);
    fact.text = plain(report.value);
    return fact;
  };
  const std::span<const Report> reports = options_.year_to_date->reports(period);
  std::optional<Report> counts = options_.year_to_date->standing(period, as_of_);
  Origin origin = Origin::known;
  if (!counts || is_missing(counts->value)) {
    const auto first =
        std::find_if(reports.begin(), reports.end(), [](const Report& r) { return !is_missing(r.value); });
    if (options_.later == Later::ignored || first == reports.end()) return {};
    counts = *first;
    origin = Origin::later;
  }
  std::vector<Fact> totals{as_total(*counts, origin)};
  for (const Report& report : reports) {
    if (report.published != counts->published || is_missing(report.value)) continue;
    Fact other = as_total(report, origin);
    const auto agrees = [&other](const Fact& total) { return overlap(total.range, other.range); };
    if (std::none_of(totals.begin(), totals.end(), agrees)) totals.push_back(std::move(other));
  }
  return totals;
}

template <class At>
std::optional<Fact> Facts::sum_of(Period from, Period to, At at) const {
  std::optional<Fact> total;
  for (Period p = from; p <= to; ++p) {
    const std::optional<Fact>& fact = at(p);
    if (!fact) return std::nullopt;
    total = total ? *std::move(total) + *fact : *fact;
  }
  if (total && from != to) total->text = total_text(from, to);
  return total;
}

std::optional<Fact> Facts::sum(Period from, Period to) const {
  return sum_of(from, to, [this](Period p) -> const std::optional<Fact>& { return at(p); });
}

std::optional<Fact> Facts::year_to_date(Period period) const {
  YearTotals totals = year_totals(period);
  return totals.readings.empty() ? std::nullopt : std::optional(std::move(totals.readings.front()));
}

YearTotals Facts::year_totals(Period period) const {
  const Period start = year_start(period);
  std::optional<Fact> sum = sum_of(start, period, [this](Period p) { return reported(p); });
  std::vector<Fact> totals = published_totals(period);
  const bool total_is_known = !totals.empty() && totals.front().evidence.front().origin != Origin::later;
  if (sum && !total_is_known) return {{*std::move(sum)}};
  if (totals.size() == 1 && !sum && total_is_known) return {std::move(totals)};
  if (!sum) sum = sum_of(start, period, [this](Period p) -> const std::optional<Fact>& { return at(p); });
  if (!sum) return {totals, totals.size() < 2};
  if (totals.empty()) return {{*std::move(sum)}};
  const auto confirmed =
      std::find_if(totals.begin(), totals.end(), [&](const Fact& total) { return overlap(sum->range, total.range); });
  const bool settled = confirmed != totals.end();
  if (settled) std::rotate(totals.begin(), confirmed, confirmed + 1);
  const bool of_the_day = totals.front().evidence.front().published == as_of_;
  if (!of_the_day) totals.resize(1);
  if (settled)
    totals.front() = agreed(*sum, totals.front());
  else if (!of_the_day)
    totals.front() = *std::move(sum);
  return {totals, settled || totals.size() < 2};
}

// Two totals of one year that differ by the period and by others that are known leave no choice for it; each such pair
// narrows it down. A total that another of its day contradicts says nothing.
std::optional<Fact> Facts::implied(Period period) const {
  if (!options_.year_to_date) return std::nullopt;
  const auto known = [this](Period p) {
    const std::optional<Fact> fact = reported(p);
    return fact ? fact : later(p);
  };
  const auto undisputed_total = [this](Period p) -> std::optional<Fact> {
    std::vector<Fact> totals = published_totals(p);
    return totals.size() == 1 ? std::optional(std::move(totals.front())) : std::nullopt;
  };
  const Period start = year_start(period),
               end = options_.indicator.fiscal_year.last(options_.indicator.fiscal_year.of(period), period.frequency());
  std::optional<Fact> found;
  std::optional<Fact> before = Fact{0.0, {0.0, 0.0}, "", {}};  // the other periods between the two totals
  for (Period a = period; a >= start && before; --a) {         // the earlier total ends before a
    std::optional<Fact> others = before;
    for (Period b = period; b <= end && others; ++b) {  // the later one with b
      const std::optional<Fact> upper = undisputed_total(b);
      const std::optional<Fact> lower =
          a == start ? std::optional(Fact{0.0, {0.0, 0.0}, "", {}}) : undisputed_total(a - 1);
      if (upper && lower) {
        const Fact left = *upper - *lower - *others;
        if (!found || overlap(found->range, left.range)) found = found ? agreed(*found, left) : left;
      }
      if (b == end) break;
      const std::optional<Fact> next = known(b + 1);
      others = next ? std::optional(*std::move(others) + *next) : std::nullopt;
    }
    if (a == start) break;
    const std::optional<Fact> next = known(a - 1);
    before = next ? std::optional(*std::move(before) + *next) : std::nullopt;
  }
  if (!found) return std::nullopt;
  return Fact{found->value,
              found->range,
              fixed(found->value, 2),
              {{period, period, found->value, width(*found), Origin::implied, std::nullopt}}};
}

YearOutlook Facts::projected(Period year_end) const {
  const Period start = year_start(year_end);
  const TimeSeries series = known_series();
  const bool at_end = summary_of(options_.indicator.measure) == Summary::last;
  YearOutlook outlook{std::nullopt, "the total of the fiscal year so far is not known", series.first(), {}};
  for (const auto [period, value] : series)
    if (!is_missing(value)) outlook.latest = period;
  if (!(outlook.latest >= start && outlook.latest < year_end)) {
    if (at_end) outlook.reason = "nothing of the fiscal year is known";
    return outlook;
  }
  const std::optional<Fact> so_far = at_end ? at(outlook.latest) : year_to_date(outlook.latest);
  if (!so_far) return outlook;
  outlook.so_far = *so_far;
  try {
    const Projection ahead = projection::project(series.slice(series.first(), outlook.latest), projection::Automatic{},
                                                 {.periods = year_end - outlook.latest});
    const double observed = so_far->value;
    outlook.result =
        at_end ? ahead.in(year_end)
               : ahead.total(outlook.latest + 1, year_end, observed, projection::draws_for(year_end - outlook.latest));
  } catch (const Error& error) {
    outlook.reason = std::string("no projection: ") + error.what();
  }
  return outlook;
}

const YearOutlook& Facts::outlook(Period year_end) const {
  const auto found = outlooks_.find(year_end);
  return found != outlooks_.end() ? found->second : outlooks_.emplace(year_end, projected(year_end)).first->second;
}

TimeSeries Facts::known_series() const {
  if (series_) return TimeSeries(*series_);
  return vintages_->as_of(as_of_);
}

}  // namespace HIGHWATER_NAMESPACE::claims
