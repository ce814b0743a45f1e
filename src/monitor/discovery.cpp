#include "highwater/monitor/discovery.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace HIGHWATER_NAMESPACE::monitor {

Discoveries discover(const PanelView& panel, DiscoveryOptions options) {
  if (panel.periods() == 0) throw Error("a panel without periods has no latest one");
  if (!(options.false_discovery_rate > 0.0 && options.false_discovery_rate <= 1.0))
    throw Error("a false discovery rate must be above 0 and at most 1, not " +
                std::to_string(options.false_discovery_rate));
  Discoveries result{panel.first() + static_cast<std::int64_t>(panel.periods() - 1), {}, 0};

  // Three statements for each series and side, in this order.
  const detail::Work work(options.progress, panel.series_count());
  std::vector<Discovery> all;
  for (std::size_t i = 0; i < panel.series_count(); ++i) {
    const SeriesView series = panel.series(i);
    if (is_missing(series.values().back())) {
      work.step();
      continue;
    }
    const std::string name = panel.names().empty() ? "" : panel.names()[i];
    for (const Side side : {Side::high, Side::low}) {
      const auto latest = *records::latest_significance(
          series, {options.null, side, options.trend, options.noise, options.draws, options.seed});
      const auto add = [&](Statement statement, records::Surprise surprise, std::optional<Period> since) {
        all.push_back({i, name, statement, side, latest.latest.value, surprise.observed, latest.observations, since,
                       surprise.probability, missing_value});
      };
      add(latest.is_record() ? Statement::record : Statement::highest_since, latest.unmatched, latest.since);
      add(Statement::rank, latest.rank, std::nullopt);
      add(Statement::streak, latest.streak, std::nullopt);
    }
    work.step();
  }
  result.tested = all.size();

  std::vector<double> p_values;
  p_values.reserve(all.size());
  for (const Discovery& statement : all) p_values.push_back(statement.probability);
  const std::vector<double> q_values = benjamini_hochberg(p_values);
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].q_value = q_values[i];
    const bool ranks_better = i % 3 == 0 && all[i + 1].probability < all[i].probability;
    const bool ranks_worse = i % 3 == 1 && !(all[i].probability < all[i - 1].probability);
    if (q_values[i] <= options.false_discovery_rate && !ranks_better && !ranks_worse)
      result.found.push_back(std::move(all[i]));
  }
  std::sort(result.found.begin(), result.found.end(), [](const Discovery& a, const Discovery& b) {
    return std::tie(a.probability, a.series, a.statement, a.side) <
           std::tie(b.probability, b.series, b.statement, b.side);
  });
  work.finish();
  return result;
}

std::vector<double> benjamini_hochberg(std::span<const double> p_values) {
  std::vector<double> q_values(p_values.size(), missing_value);
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < p_values.size(); ++i)
    if (!is_missing(p_values[i])) order.push_back(i);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p_values[a] > p_values[b]; });
  double q = 1.0;
  for (std::size_t k = 0; k < order.size(); ++k) {
    const double rank = static_cast<double>(order.size() - k);
    q = std::min(q, p_values[order[k]] * static_cast<double>(order.size()) / rank);
    q_values[order[k]] = q;
  }
  return q_values;
}

}  // namespace HIGHWATER_NAMESPACE::monitor
