#pragma once

#include <cstddef>
#include <utility>

#include "highwater/core/lanes/pack.hpp"

// Lanes moved within registers and between them.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

#if defined(__GNUC__)
/// The lane of half the width; of a pair of doubles a double.
template <class Lane>
struct HalfOf;
template <>
struct HalfOf<Pack<8>> {
  using Lane = Pack<4>;
};
template <>
struct HalfOf<Pack<4>> {
  using Lane = Pack<2>;
};
template <>
struct HalfOf<Pack<2>> {
  using Lane = double;
};
template <class Lane>
using Half = typename HalfOf<Lane>::Lane;

/// The lanes of two packs, those of the second numbered on from those of the first, in the order given.
template <std::size_t... lanes, std::size_t Width>
HIGHWATER_INLINE Pack<sizeof...(lanes)> shuffled(Pack<Width> a, Pack<Width> b) noexcept {
  Pack<sizeof...(lanes)> found;
  found.lanes = __builtin_shufflevector(a.lanes, b.lanes, lanes...);
  return found;
}

/// Half a pack: which = 0 the earlier lanes, 1 the later ones.
template <std::size_t which, std::size_t Width>
HIGHWATER_INLINE Half<Pack<Width>> half(Pack<Width> pack) noexcept {
  if constexpr (Width == 2) return pack.lanes[which];
  if constexpr (Width == 4) return shuffled<2 * which, 2 * which + 1>(pack, pack);
  if constexpr (Width == 8) return shuffled<4 * which, 4 * which + 1, 4 * which + 2, 4 * which + 3>(pack, pack);
}

/// Two halves as one pack.
HIGHWATER_INLINE Pack<2> joined(double first, double second) noexcept {
  Pack<2> lanes;
  lanes.lanes = Pack<2>::Register{first, second};
  return lanes;
}
HIGHWATER_INLINE Pack<4> joined(Pack<2> first, Pack<2> second) noexcept { return shuffled<0, 1, 2, 3>(first, second); }
#if defined(__AVX512F__)
HIGHWATER_INLINE Pack<8> joined(Pack<4> first, Pack<4> second) noexcept {
  return shuffled<0, 1, 2, 3, 4, 5, 6, 7>(first, second);
}
#endif

template <std::size_t first, std::size_t Width, std::size_t... i>
HIGHWATER_INLINE Pack<Width> lanes_from(Pack<Width> a, Pack<Width> b, std::index_sequence<i...>) noexcept {
  return shuffled<(first + i)...>(a, b);
}
/// The lanes that end `by` lanes before those of `current`, `earlier` being the pack right before it; by <= Width.
template <std::size_t by, std::size_t Width>
HIGHWATER_INLINE Pack<Width> delayed(Pack<Width> earlier, Pack<Width> current) noexcept {
  return lanes_from<Width - by>(earlier, current, std::make_index_sequence<Width>());
}

template <std::size_t which, std::size_t size, std::size_t Width, std::size_t... i>
HIGHWATER_INLINE Pack<Width> chunks(Pack<Width> a, Pack<Width> b, std::index_sequence<i...>) noexcept {
  return shuffled<((2 * (i / size) + which) * size + i % size)...>(a, b);
}
/// Two packs cut into chunks of `size` lanes: the first of each two chunks (which = 0), or the second (1), in their order.
template <std::size_t which, std::size_t size, std::size_t Width>
HIGHWATER_INLINE Pack<Width> chunks(Pack<Width> a, Pack<Width> b) noexcept {
  return chunks<which, size>(a, b, std::make_index_sequence<Width>());
}
#endif

/// Lane i of each pack as pack i, for as many packs, up to four, as each has lanes.
template <class Lane>
HIGHWATER_INLINE void transpose(Lane* packs) noexcept {
  constexpr std::size_t w = LaneTraits<Lane>::width;
  static_assert(w <= 4);
  if constexpr (w == 2) {
    const Lane a = packs[0], b = packs[1];
    packs[0] = chunks<0, 1>(a, b);
    packs[1] = chunks<1, 1>(a, b);
  }
  if constexpr (w == 4) {
    const Lane ac = chunks<0, 2>(packs[0], packs[2]), bd = chunks<0, 2>(packs[1], packs[3]);
    const Lane later_ac = chunks<1, 2>(packs[0], packs[2]), later_bd = chunks<1, 2>(packs[1], packs[3]);
    packs[0] = shuffled<0, 4, 2, 6>(ac, bd);
    packs[1] = shuffled<1, 5, 3, 7>(ac, bd);
    packs[2] = shuffled<0, 4, 2, 6>(later_ac, later_bd);
    packs[3] = shuffled<1, 5, 3, 7>(later_ac, later_bd);
  }
}

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
