#pragma once

#include <cstddef>
#include <span>

#include "highwater/core/sweeps/sweep.hpp"

// The loops over time of seasonal.hpp. The order of operations is that of the periods (latest first where years are
// weighted), so every register width gives the same bits.
namespace HIGHWATER_NAMESPACE::core {

/// out[t] = sum of weights[k] (in[t - k] + in[t + k]) / sum of the weights; weights[0] is that of in[t] itself. Missing
/// where the window is cut off by either end. A pack holds consecutive periods.
template <class Lane = NativeLane>
void centred_mean(std::span<const double> in, double* out, std::span<const double> weights) {
  const std::size_t n = in.size(), reach = weights.size() - 1, ends = 2 * reach < n ? reach : n;
  double total = weights[0];
  for (std::size_t k = 1; k <= reach; ++k) total += 2.0 * weights[k];
  const double* const x = in.data();
  fill_missing(out, ends);
  if (ends == n) return;
  along<Lane>(reach, n - reach, [&]<class L>(std::size_t t) {
    L sum = L(weights[0]) * load<L>(x + t);
    for (std::size_t k = 1; k <= reach; ++k) sum = sum + L(weights[k]) * (load<L>(x + t - k) + load<L>(x + t + k));
    store(out + t, sum / L(total));
  });
  fill_missing(out + n - reach, reach);
}

/// Fills in the windows that an end cuts off: the mean of what is left, with the weights that it has.
inline void complete_ends(std::span<const double> in, double* out, std::span<const double> weights) {
  const std::size_t n = in.size(), reach = weights.size() - 1;
  for (std::size_t t = 0; t < n; ++t) {
    if (t >= reach && t + reach < n) continue;
    double sum = 0.0, total = 0.0;
    for (std::size_t i = t > reach ? t - reach : 0; i < n && i <= t + reach; ++i) {
      const double weight = weights[i > t ? i - t : t - i];
      sum += weight * in[i];
      total += weight;
    }
    out[t] = sum / total;
  }
}

/// Replaces what is missing among x[first], x[first + step], ... by the line between the nearest that are observed;
/// before the first and after the last of those, by that one.
inline void bridge(std::span<double> x, std::size_t first, std::size_t step) {
  std::size_t last = not_found;
  for (std::size_t t = first; t < x.size(); t += step) {
    if (x[t] != x[t]) continue;
    const bool leading = last == not_found;
    const double slope = leading ? 0.0 : (x[t] - x[last]) / static_cast<double>(t - last);
    for (std::size_t u = leading ? first : last + step; u < t; u += step)
      x[u] = x[t] - slope * static_cast<double>(t - u);
    last = t;
  }
  if (last == not_found) return;
  for (std::size_t u = last + step; u < x.size(); u += step) x[u] = x[last];
}

/// Calls visit(t, season, weight) for n periods, latest first. The weight is 1 in the latest year of `seasons` periods
/// and falls by a quarter with each year before it; period 0 is of season 0.
template <class Visit>
HIGHWATER_INLINE void visit_seasons(std::size_t n, std::size_t seasons, Visit visit) {
  double weight = 1.0;
  std::size_t season = n % seasons, left_in_year = seasons;
  for (std::size_t t = n; t-- > 0;) {
    if (left_in_year == 0) {
      left_in_year = seasons;
      weight *= 0.75;
    }
    --left_in_year;
    season = (season == 0 ? seasons : season) - 1;
    visit(t, season, weight);
  }
}

}  // namespace HIGHWATER_NAMESPACE::core
