#pragma once

#include <cstddef>

#include "highwater/core/kernels/growth.hpp"
#include "highwater/core/kernels/least_squares.hpp"
#include "highwater/core/kernels/peak.hpp"
#include "highwater/core/operations.hpp"
#include "highwater/core/sweeps/across.hpp"
#include "highwater/core/sweeps/scan.hpp"
#include "highwater/core/sweeps/sweep.hpp"

// Records and streaks: operations as kernels bound to sweeps. operations.hpp says what each does.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

template <Side side>
void running_extreme_of(const Columns& in, const MutableColumns& out) {
  scan(in, out, Peak<double, side>{}, [](const auto&, const auto& after, auto) { return after.value(); });
}
HIGHWATER_BINDING void running_extreme(const Columns& in, const MutableColumns& out, Side side) {
  if (side == Side::high) return running_extreme_of<Side::high>(in, out);
  running_extreme_of<Side::low>(in, out);
}

/// Runs body(peak) for the kernel of a side and a rule for ties.
template <class Body>
auto with_peak(Side side, Ties ties, Body body) {
  if (side == Side::high)
    return ties == Ties::strict ? body(Peak<double, Side::high, Ties::strict>{})
                                : body(Peak<double, Side::high, Ties::weak>{});
  return ties == Ties::strict ? body(Peak<double, Side::low, Ties::strict>{})
                              : body(Peak<double, Side::low, Ties::weak>{});
}

template <class Peak, class Lane>
HIGHWATER_INLINE Lane record_indicator(const Peak& before, Lane x) noexcept {
  return select(x == x, select(before.changed_by(x), Lane(1.0), Lane(0.0)), Lane(not_a_number));
}

HIGHWATER_BINDING void record_indicators(const Columns& in, const MutableColumns& out, Side side, Ties ties) {
  with_peak(side, ties, [=](auto start) {
    scan(in, out, start, [](const auto& before, const auto&, auto x) { return record_indicator(before, x); });
  });
}

HIGHWATER_BINDING void running_extreme_and_indicators(const Columns& in, const MutableColumns& extremes,
                                                      const MutableColumns& indicators, Side side, Ties ties) {
  with_peak(side, ties, [=]<Side of, Ties rule>(Peak<double, of, rule>) {
    using Standing = Peak<double, of>;  // as in running_extreme: of equal values the first
    scan(
        in, extremes, indicators, Standing{}, [](const auto&, const auto& after, auto) { return after.value(); },
        []<class Lane>(const auto& before, const auto&, Lane x) {
          return record_indicator(Peak<Lane, of, rule>{before.best}, x);
        });
  });
}

HIGHWATER_BINDING void standing_records(const Columns& in, Side side, Ties ties, StandingRecord* found) {
  with_peak(side, ties, [=](auto start) { records_across(in, start, found); });
}

HIGHWATER_BINDING std::size_t find_record(const double* x, std::size_t n, double standing, Side side, Ties ties) {
  return with_peak(side, ties, [=](auto peak) {
    peak.push(standing);
    return find_first(x, n, [best = peak.best]<class Lane>(Lane value) {
      return typename decltype(peak)::template On<Lane>{Lane(best)}.changed_by(value);
    });
  });
}

HIGHWATER_BINDING std::size_t find_last_reaching(const double* x, std::size_t n, double level, Side side) {
  if (side == Side::high) return find_last(x, n, [level]<class Lane>(Lane value) { return value >= Lane(level); });
  return find_last(x, n, [level]<class Lane>(Lane value) { return value <= Lane(level); });
}

HIGHWATER_BINDING std::size_t count_better(const double* x, std::size_t n, double level, Side side) {
  const double sign = side == Side::high ? 1.0 : -1.0;
  const auto count = fold(n, PairSums<double>{}, [=]<class L>(PairSums<L>& state, std::size_t t) {
    const L value = load<L>(x + t);
    state.push(L(0.0), select(L(sign) * value > L(sign * level), L(0.0), L(not_a_number)));
  });
  return static_cast<std::size_t>(count.count);
}

HIGHWATER_BINDING std::size_t find_last_break(const double* x, std::size_t n, Direction direction) {
  const double sign = direction == Direction::rising ? 1.0 : -1.0;
  return find_last(x, n,
                   [sign]<class Lane>(Lane value) { return (Lane(sign) * value <= Lane(0.0)) | (value != value); });
}

template <BasePolicy policy>
void find_growth_breaks_of(const Columns& in, std::size_t lag, double sign, std::size_t* broken) {
  const std::size_t first = smaller(lag, in.rows);
  for (std::size_t j = 0; j < in.columns; ++j) {
    prefetch_end(in, j + 8, skip_block + lag);
    const double* const x = in.column(j);
    const std::size_t found =
        find_last_at(in.rows - first, [x = x + first, lag, sign]<class Lane>(std::size_t t) -> Mask<Lane> {
          const Lane growth = Ratio<policy>{}(load<Lane>(x + t), load<Lane>(x + t - lag));
          return (Lane(sign) * growth <= Lane(0.0)) | (growth != growth);
        });
    broken[j] = found == not_found ? first - 1 : first + found;  // those before `first` have no base
  }
}
HIGHWATER_BINDING void find_growth_breaks(const Columns& in, std::size_t lag, BasePolicy policy, Direction direction,
                                          std::size_t* broken) {
  const double sign = direction == Direction::rising ? 1.0 : -1.0;
  switch (policy) {
    case BasePolicy::positive:
      return find_growth_breaks_of<BasePolicy::positive>(in, lag, sign, broken);
    case BasePolicy::absolute:
      return find_growth_breaks_of<BasePolicy::absolute>(in, lag, sign, broken);
    case BasePolicy::signed_base:
      return find_growth_breaks_of<BasePolicy::signed_base>(in, lag, sign, broken);
  }
}

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
