#include "highwater/records/significance.hpp"

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <cstddef>
#include <map>
#include <numbers>
#include <string>
#include <vector>

#include "records/fitted_trend.hpp"
#include "records/step_law.hpp"

namespace HIGHWATER_NAMESPACE::records {
namespace {

void require_law(Null null) {
  if (null == Null::trend) throw Error("Null::trend has no law without a series to fit the trend to");
}
void require(bool holds, const char* what, std::int64_t number) {
  if (!holds) throw Error(std::string(what) + " cannot be " + std::to_string(number));
}

std::int64_t count_observed(SeriesView series) {
  return static_cast<std::int64_t>(series.size() - core::count_missing(series.values().data(), series.size()));
}

Direction direction_of(Side side) { return side == Side::high ? Direction::rising : Direction::falling; }

std::vector<double> changes(const std::vector<double>& x) {
  std::vector<double> found(x.size());
  core::difference({x.data(), x.size(), 1, x.size()}, {found.data(), found.size(), 1, found.size()}, 1);
  return found;
}

// ---- exact laws

/// C(2m, m) / 4^m: that a random walk of m steps is nowhere above (or nowhere below) its start.
double no_return(std::int64_t m) {
  if (m == 0) return 1.0;
  return boost::math::tgamma_delta_ratio(static_cast<double>(m) + 0.5, 0.5) / std::sqrt(std::numbers::pi);
}

/// That at most `most` of the m partial sums of a random walk are positive, by the shorter sum.
double arcsine_law(std::int64_t most, std::int64_t m) {
  if (most >= m) return 1.0;
  if (2 * most > m) return 1.0 - arcsine_law(m - most - 1, m);
  double left = 1.0, right = no_return(m), sum = 0.0;
  for (std::int64_t j = 0; j <= most; ++j) {
    sum += left * right;
    const auto before = static_cast<double>(j), after = static_cast<double>(m - j);
    left *= (2.0 * before + 1.0) / (2.0 * before + 2.0);
    right *= 2.0 * after / (2.0 * after - 1.0);
  }
  return sum;
}

RecordLaw iid_law(std::int64_t n) {
  RecordLaw law{{}, {}, 0.0, 0.0, 0};
  std::vector<Step> steps;
  for (std::int64_t t = 1; t <= n; ++t) {
    const double p = record_probability(Null::iid, t);
    law.record_probability.push_back(p);
    law.expected += p;
    law.variance += p - p * p;
    steps.push_back({1, p});
  }
  law.count_probability = law_of_sum(steps).probability;
  return law;
}

RecordLaw random_walk_law(std::int64_t n) {
  RecordLaw law{{}, {0.0}, 0.0, 0.0, 0};
  if (n == 0) return {{}, {1.0}, 0.0, 0.0, 0};
  for (std::int64_t t = 1; t <= n; ++t) law.record_probability.push_back(record_probability(Null::random_walk, t));
  double p = record_probability(Null::random_walk, n);
  for (std::int64_t k = 1; k <= n; ++k) {
    law.count_probability.push_back(p);
    p *= 2.0 * static_cast<double>(n - k) / static_cast<double>(2 * n - 1 - k);
  }
  // The gaps between records are a renewal process: E[N] = 2n C(2n, n) / 4^n and E[N^2] = 2n - E[N].
  law.expected = 2.0 * static_cast<double>(n) * no_return(n);
  law.variance = std::max(0.0, 2.0 * static_cast<double>(n) - law.expected - law.expected * law.expected);
  return law;
}

/// That runs of `length` rises occur among n values in random order, by the generating function of permutations without
/// a rising run of m = length + 1 values, 1 / sum over i of (z^im / (im)! - z^(im + 1) / (im + 1)!).
double iid_streak(std::int64_t length, std::int64_t n) {
  const auto m = static_cast<std::size_t>(length) + 1, size = static_cast<std::size_t>(n);
  std::vector<double> weights;  // 1 / (im)! and 1 / (im + 1)!, i = 1, 2, ...
  double inverse = 1.0;
  for (std::size_t j = 1; j <= size && inverse > 0.0; ++j) {
    inverse /= static_cast<double>(j);
    if (j % m <= 1 && j >= m) weights.push_back(inverse);
  }
  std::vector<double> occurs(size + 1, 0.0);  // among the first 0 .. n values
  for (std::size_t t = 1; t <= size; ++t) {
    double sum = occurs[t - 1];
    for (std::size_t w = 0; w < weights.size(); ++w) {
      const std::size_t j = (w / 2 + 1) * m + w % 2;
      if (j > t) break;
      sum += (w % 2 == 0 ? weights[w] : -weights[w]) * (1.0 - occurs[t - j]);
    }
    occurs[t] = std::clamp(sum, 0.0, 1.0);
  }
  return occurs[size];
}

/// The same of n - 1 changes that are rises or falls as a fair coin falls.
double random_walk_streak(std::int64_t length, std::int64_t n) {
  const auto k = static_cast<std::size_t>(length);
  const double start = std::ldexp(1.0, -static_cast<int>(std::min<std::int64_t>(length, 2000)));
  std::vector<double> occurs(static_cast<std::size_t>(n), 0.0);  // among the first 0 .. n - 1 changes
  for (std::size_t t = k; t < occurs.size(); ++t)
    occurs[t] = t == k ? start : occurs[t - 1] + (1.0 - occurs[t - k - 1]) * (start / 2.0);
  return occurs.back();
}

// ---- a trend and errors about it

RecordLaw trend_law(SeriesView series, const NullOptions& options) {
  const FittedTrend trend(series, options);
  const auto n = static_cast<std::size_t>(count_observed(series));
  std::vector<double> records_at(series.size(), 0.0);
  RecordLaw law{{}, std::vector<double>(n + 1, 0.0), 0.0, 0.0, options.draws};
  trend.simulate([&](const std::vector<double>& path) {
    std::size_t count = 0;
    core::visit_records(path.data(), path.size(), options.side, Ties::strict, [&](std::size_t t) {
      records_at[t] += 1.0;
      ++count;
    });
    law.count_probability[count] += 1.0;
  });
  const auto draws = static_cast<double>(options.draws);
  for (std::size_t t = 0; t < records_at.size(); ++t)
    if (!is_missing(series.values()[t])) law.record_probability.push_back(records_at[t] / draws);
  for (double& p : law.count_probability) p /= draws;
  for (std::size_t k = 0; k <= n; ++k) law.expected += static_cast<double>(k) * law.count_probability[k];
  for (std::size_t k = 0; k <= n; ++k) {
    const double distance = static_cast<double>(k) - law.expected;
    law.variance += distance * distance * law.count_probability[k];
  }
  return law;
}

double counted_tail(double probability, std::int64_t draws) {
  if (draws == 0) return probability;
  return (1.0 + std::round(probability * static_cast<double>(draws))) / (1.0 + static_cast<double>(draws));
}

double next_under_random_walk(const std::vector<double>& x, double distance) {
  if (distance == 0.0) return 0.5;
  double count = 0.0, larger = 0.0;
  for (const double change : changes(x)) {
    if (is_missing(change)) continue;
    count += 1.0;
    larger += std::abs(change) > distance ? 1.0 : 0.0;
  }
  return count == 0.0 ? missing_value : larger / (2.0 * count);
}

double next_under_trend(const FittedTrend& trend, const NullOptions& options) {
  const std::vector<double>& x = trend.values();
  const double sign = options.side == Side::high ? 1.0 : -1.0;
  double standing = missing_value;
  core::visit_records(x.data(), x.size(), options.side, Ties::strict, [&](std::size_t t) { standing = x[t]; });
  const double needed = sign * (standing - trend.at(core::find_last_observed(x.data(), x.size()) + 1));
  if (options.noise == Noise::normal && trend.sigma() > 0.0)
    return 0.5 * std::erfc(needed / trend.sigma() / std::sqrt(2.0));
  const auto beyond =
      std::count_if(trend.errors().begin(), trend.errors().end(), [&](double error) { return sign * error > needed; });
  return static_cast<double>(beyond) / static_cast<double>(trend.errors().size());
}

RecordSignificance significance_under(const RecordLaw& law, SeriesView series, const NullOptions& options) {
  const auto records = static_cast<std::int64_t>(all(series, options.side).size());
  return {count_observed(series),
          records,
          law.expected,
          law.variance,
          law.at_least(records),
          law.at_most(records),
          next_record_probability(series, options)};
}

// ---- the latest observation

/// What is said of the last observation x[last] of a series.
struct Standing {
  std::int64_t rank, unmatched, streak;
  std::size_t since;  // position of the latest value at least as good; core::not_found
};

Standing standing_of(const std::vector<double>& x, std::size_t last, Side side) {
  const double* const values = x.data();
  const std::size_t since = core::find_last_reaching(values, last, x[last], side);
  const std::size_t from = since == core::not_found ? 0 : since + 1;
  const auto observed = [&](std::size_t begin) {
    return static_cast<std::int64_t>(last + 1 - begin - core::count_missing(values + begin, last + 1 - begin));
  };
  // As many as are at least as good: all but those that are worse.
  const auto worse =
      static_cast<std::int64_t>(core::count_better(values, last, x[last], side == Side::high ? Side::low : Side::high));
  const std::vector<double> steps = changes(x);
  const std::size_t broken = core::find_last_break(steps.data(), last + 1, direction_of(side));
  return {observed(0) - worse, observed(from), static_cast<std::int64_t>(last - broken), since};
}

}  // namespace

double RecordLaw::at_least(std::int64_t k) const noexcept {
  return counted_tail(from_position(count_probability, k), draws);
}
double RecordLaw::at_most(std::int64_t k) const noexcept {
  return counted_tail(up_to_position(count_probability, k), draws);
}

double record_probability(Null null, std::int64_t t) {
  require_law(null);
  require(t >= 1, "the number of an observation", t);
  return null == Null::iid ? 1.0 / static_cast<double>(t) : no_return(t - 1);
}

double rank_probability(Null null, std::int64_t rank, std::int64_t n) {
  require_law(null);
  require(n >= 1, "a number of observations to be ranked", n);
  require(rank >= 1, "a rank", rank);
  rank = std::min(rank, n);
  if (null == Null::iid) return static_cast<double>(rank) / static_cast<double>(n);
  return arcsine_law(rank - 1, n - 1);
}

RecordLaw record_law(Null null, std::int64_t n) {
  require_law(null);
  require(n >= 0, "a number of observations", n);
  return null == Null::iid ? iid_law(n) : random_walk_law(n);
}

double current_streak_probability(Null null, std::int64_t length) {
  require_law(null);
  require(length >= 0, "the length of a streak", length);
  double probability = 1.0;
  for (std::int64_t i = 1; i <= length && probability > 0.0; ++i)
    probability /= null == Null::iid ? static_cast<double>(i + 1) : 2.0;
  return probability;
}

double streak_probability(Null null, std::int64_t length, std::int64_t n) {
  require_law(null);
  require(length >= 0, "the length of a streak", length);
  require(n >= 0, "a number of observations", n);
  if (length == 0) return 1.0;
  if (length >= n) return 0.0;
  return null == Null::iid ? iid_streak(length, n) : random_walk_streak(length, n);
}

RecordLaw record_law(SeriesView series, NullOptions options) {
  return options.null == Null::trend ? trend_law(series, options) : record_law(options.null, count_observed(series));
}

double streak_probability(SeriesView series, std::int64_t length, NullOptions options) {
  if (options.null != Null::trend) return streak_probability(options.null, length, count_observed(series));
  require(length >= 0, "the length of a streak", length);
  std::int64_t count = 0;
  FittedTrend(series, options).simulate([&](const std::vector<double>& path) {
    const std::vector<double> steps = changes(path);
    count += core::runs(steps.data(), steps.size(), direction_of(options.side)).longest >= static_cast<double>(length);
  });
  return static_cast<double>(count) / static_cast<double>(options.draws);
}

double next_record_probability(SeriesView series, NullOptions options) {
  const std::int64_t n = count_observed(series);
  if (options.null == Null::iid) return record_probability(Null::iid, n + 1);
  if (options.null == Null::trend) return next_under_trend(FittedTrend(series, options), options);
  if (n == 0) return 1.0;
  const std::vector<double> x(series.values().begin(), series.values().end());
  const double standing = all(series, options.side).back().value;
  return next_under_random_walk(x, std::abs(standing - x[core::find_last_observed(x.data(), x.size())]));
}

RecordSignificance significance(SeriesView series, NullOptions options) {
  return significance_under(record_law(series, options), series, options);
}

std::vector<RecordSignificance> significance(const PanelView& panel, NullOptions options) {
  std::map<std::int64_t, RecordLaw> laws;  // those that depend on the number of observations alone
  std::vector<RecordSignificance> found;
  for (std::size_t i = 0; i < panel.series_count(); ++i) {
    const SeriesView series = panel.series(i);
    if (options.null == Null::trend) {
      found.push_back(significance(series, options));
      continue;
    }
    const std::int64_t n = count_observed(series);
    auto law = laws.find(n);
    if (law == laws.end()) law = laws.emplace(n, record_law(options.null, n)).first;
    found.push_back(significance_under(law->second, series, options));
  }
  return found;
}

std::optional<LatestSignificance> latest_significance(SeriesView series, NullOptions options) {
  const std::vector<double> x(series.values().begin(), series.values().end());
  const std::size_t last = core::find_last_observed(x.data(), x.size());
  if (last == core::not_found) return std::nullopt;
  const Standing standing = standing_of(x, last, options.side);
  LatestSignificance found{
      {series.period(last), x[last]},      count_observed(series), {standing.rank, missing_value},
      {standing.unmatched, missing_value}, std::nullopt,           {standing.streak, missing_value}};
  if (standing.since != core::not_found) found.since = series.period(standing.since);
  if (options.null == Null::trend) {
    std::int64_t ranks = 0, unmatched = 0, streaks = 0;
    FittedTrend(series, options).simulate([&](const std::vector<double>& path) {
      const Standing drawn = standing_of(path, last, options.side);
      ranks += drawn.rank <= standing.rank;
      unmatched += drawn.unmatched >= standing.unmatched;
      streaks += drawn.streak >= standing.streak;
    });
    const auto p = [&](std::int64_t count) {
      return static_cast<double>(count + 1) / static_cast<double>(options.draws + 1);
    };
    found.rank.probability = p(ranks);
    found.unmatched.probability = p(unmatched);
    found.streak.probability = p(streaks);
  } else {
    found.rank.probability = rank_probability(options.null, standing.rank, found.observations);
    found.unmatched.probability = record_probability(options.null, standing.unmatched);
    found.streak.probability = current_streak_probability(options.null, standing.streak);
  }
  return found;
}

std::vector<std::optional<LatestSignificance>> latest_significance(const PanelView& panel, NullOptions options) {
  std::vector<std::optional<LatestSignificance>> found;
  for (std::size_t i = 0; i < panel.series_count(); ++i) found.push_back(latest_significance(panel.series(i), options));
  return found;
}

}  // namespace HIGHWATER_NAMESPACE::records
