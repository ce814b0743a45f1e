#pragma once

#include <cstddef>
#include <cstring>

#include "highwater/core/lanes/pack.hpp"
#include "highwater/core/lanes/shuffle.hpp"

// The states of kernels, which consist of lanes only, from one lane type to another.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

/// A kernel on double given to every lane of the same kernel on Lane. Kernels consist of lanes only.
template <class Lane, class Kernel>
HIGHWATER_INLINE typename Kernel::template On<Lane> broadcast(const Kernel& kernel) noexcept {
  constexpr std::size_t fields = sizeof(Kernel) / sizeof(double);
  double from[fields];
  std::memcpy(from, &kernel, sizeof from);
  Lane to[fields];
  for (std::size_t f = 0; f < fields; ++f) to[f] = Lane(from[f]);
  typename Kernel::template On<Lane> wide;
  static_assert(sizeof wide == sizeof to);
  std::memcpy(&wide, to, sizeof to);
  return wide;
}

/// The kernel on double in lane i of a kernel on Lane: the inverse of broadcast.
template <class Lane, class Wide>
HIGHWATER_INLINE typename Wide::template On<double> part(const Wide& wide, std::size_t i) noexcept {
  constexpr std::size_t w = LaneTraits<Lane>::width, fields = sizeof(Wide) / sizeof(Lane);
  double from[fields * w], to[fields];
  std::memcpy(from, &wide, sizeof from);
  for (std::size_t f = 0; f < fields; ++f) to[f] = from[f * w + i];
  typename Wide::template On<double> kernel;
  std::memcpy(&kernel, to, sizeof to);
  return kernel;
}

/// A kernel on Lane from as many kernels on double as it has lanes.
template <class Lane, class Kernel>
HIGHWATER_INLINE typename Kernel::template On<Lane> packed(const Kernel* kernels) noexcept {
  constexpr std::size_t w = LaneTraits<Lane>::width, fields = sizeof(Kernel) / sizeof(double);
  double from[w * fields], to[fields * w];
  std::memcpy(from, kernels, sizeof from);
  for (std::size_t i = 0; i < fields * w; ++i) to[i] = from[i % w * fields + i / w];
  typename Kernel::template On<Lane> wide;
  std::memcpy(&wide, to, sizeof to);
  return wide;
}

#if defined(__GNUC__)
/// A kernel on Pack<Width> as two on lanes of half the width: which = 0 the earlier lanes, 1 the later ones.
template <class Wide>
struct NarrowerState;
template <template <class> class Kernel, std::size_t Width>
struct NarrowerState<Kernel<Pack<Width>>> {
  using Lane = Pack<Width>;
  using Type = Kernel<Half<Lane>>;
};
template <std::size_t which, class Wide>
HIGHWATER_INLINE typename NarrowerState<Wide>::Type half_state(const Wide& wide) noexcept {
  using Lane = typename NarrowerState<Wide>::Lane;
  constexpr std::size_t fields = sizeof(Wide) / sizeof(Lane);
  Lane from[fields];
  Half<Lane> to[fields];
  std::memcpy(from, &wide, sizeof from);
  for (std::size_t f = 0; f < fields; ++f) to[f] = half<which>(from[f]);
  typename NarrowerState<Wide>::Type narrow;
  std::memcpy(&narrow, to, sizeof to);
  return narrow;
}
#endif

/// A state whose fields are join(that of a, that of b).
template <class Lane, class Wide, class Join>
HIGHWATER_INLINE Wide by_fields(const Wide& a, const Wide& b, Join join) noexcept {
  constexpr std::size_t fields = sizeof(Wide) / sizeof(Lane);
  Lane x[fields], y[fields];
  std::memcpy(x, &a, sizeof x);
  std::memcpy(y, &b, sizeof y);
  for (std::size_t f = 0; f < fields; ++f) x[f] = join(x[f], y[f]);
  Wide state;
  std::memcpy(&state, x, sizeof x);
  return state;
}

/// The states in a pack one period (or `by` of them) earlier; before the first comes the last of `earlier`.
template <std::size_t by, class Lane, class Wide>
HIGHWATER_INLINE Wide delayed_state(const Wide& earlier, const Wide& current) noexcept {
  return by_fields<Lane>(earlier, current, [](Lane before, Lane now) { return delayed<by>(before, now); });
}

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
