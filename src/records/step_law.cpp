#include "records/step_law.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

namespace HIGHWATER_NAMESPACE::records {

StepLaw law_of_sum(const std::vector<Step>& steps) {
  std::int64_t reach_down = 0, reach_up = 0;
  for (const Step& step : steps) {
    if (step.down > 0.0) reach_down += step.size;
    reach_up += step.size;
  }
  const auto size = static_cast<std::size_t>(reach_down + reach_up + 1);
  std::vector<double> before(size, 0.0), after(size, 0.0);
  auto low = static_cast<std::size_t>(reach_down), high = low;  // outside of these all is zero
  before[low] = 1.0;
  for (const Step& step : steps) {
    const auto jump = static_cast<std::size_t>(step.size);
    const double stay = 1.0 - step.up - step.down;
    const std::size_t from = step.down > 0.0 ? low - jump : low, to = high + jump;
    for (std::size_t i = from; i <= to; ++i) {
      double p = i >= low && i <= high ? stay * before[i] : 0.0;
      if (i >= jump && i - jump >= low && i - jump <= high) p += step.up * before[i - jump];
      if (step.down > 0.0 && i + jump >= low && i + jump <= high) p += step.down * before[i + jump];
      after[i] = p >= std::numeric_limits<double>::min() ? p : 0.0;
    }
    before.swap(after);
    low = from;
    high = to;
    while (low < high && before[low] == 0.0) ++low;
    while (high > low && before[high] == 0.0) --high;
  }
  std::fill(before.begin(), before.begin() + static_cast<std::ptrdiff_t>(low), 0.0);
  std::fill(before.begin() + static_cast<std::ptrdiff_t>(high) + 1, before.end(), 0.0);
  return {-reach_down, std::move(before)};
}

double from_position(std::span<const double> probability, std::int64_t i) noexcept {
  double sum = 0.0;
  for (auto k = static_cast<std::int64_t>(probability.size()) - 1; k >= std::max<std::int64_t>(i, 0); --k)
    sum += probability[static_cast<std::size_t>(k)];
  return std::min(sum, 1.0);
}

double up_to_position(std::span<const double> probability, std::int64_t i) noexcept {
  double sum = 0.0;
  for (std::int64_t k = 0; k <= i && k < static_cast<std::int64_t>(probability.size()); ++k)
    sum += probability[static_cast<std::size_t>(k)];
  return std::min(sum, 1.0);
}

}  // namespace HIGHWATER_NAMESPACE::records
