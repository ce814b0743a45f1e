#pragma once

#include <cstddef>
#include <cstdint>

#include "highwater/core/lanes/pack.hpp"

namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

// The numbers between 45/64 and 45/32 in 16 intervals of equal width in their bits: the middle of each, its reciprocal,
// and its logarithm.
inline constexpr double log_middles[16] = {0.71875, 0.75, 0.78125, 0.8125, 0.84375, 0.875, 0.90625, 0.9375,
                                           0.96875, 1.0,  1.0625,  1.125,  1.1875,  1.25,  1.3125,  1.375};
inline constexpr double log_reciprocals[16] = {1.391304347826087,
                                               1.3333333333333333,
                                               1.28,
                                               1.2307692307692308,
                                               1.1851851851851851,
                                               1.1428571428571428,
                                               1.103448275862069,
                                               1.0666666666666667,
                                               1.032258064516129,
                                               1.0,
                                               0.9411764705882353,
                                               0.8888888888888888,
                                               0.8421052631578947,
                                               0.8,
                                               0.7619047619047619,
                                               0.7272727272727273};
inline constexpr double logs_of_middles[16] = {
    -0.33024168687057687, -0.2876820724517809,  -0.24686007793152578, -0.2076393647782445, -0.16989903679539747,
    -0.13353139262452263, -0.09844007281325252, -0.06453852113757118, -0.0317486983145803, 0.0,
    0.06062462181643484,  0.11778303565638346,  0.17185025692665923,  0.22314355131420976, 0.27193371548364176,
    0.3184537311185346};

/// Where log is split: 45/64 as bits.
inline constexpr std::uint64_t log_lowest = 0x3fe6800000000000U;

/// table[i] for the index in bits 48 to 51 of each lane of `offset`.
template <class Lane>
HIGHWATER_INLINE Lane look_up(const double (&table)[16], Bits<Lane> offset) noexcept {
  constexpr std::size_t w = LaneTraits<Lane>::width;
  const Bits<Lane> shifted = offset >> 48U;
#if defined(__AVX512F__)
  if constexpr (w == 8) {  // looks at the lowest four bits alone
    const Lane low = load<Lane>(table), high = load<Lane>(table + 8);
    Lane found;
#if defined(__clang__)
    typedef long long Places __attribute__((vector_size(64)));
    found.lanes = __builtin_ia32_vpermi2varpd512(low.lanes, reinterpret_cast<Places>(shifted), high.lanes);
#else
    found.lanes = __builtin_shuffle(low.lanes, high.lanes, reinterpret_cast<typename Lane::MaskRegister>(shifted));
#endif
    return found;
  }
#endif
  const Bits<Lane> at = shifted & 15U;
  if constexpr (w == 1) {
    return table[at];
  } else {
    Lane found;
#if defined(__AVX2__)
    if constexpr (w == 4) {
      typedef long long Places __attribute__((vector_size(32)));
      const typename Lane::Register all = reinterpret_cast<typename Lane::Register>(Places{} - 1);
#if defined(__clang__)
      found.lanes = __builtin_ia32_gatherq_pd256(all, table, reinterpret_cast<Places>(at), all, 8);
#else
      found.lanes = __builtin_ia32_gatherdiv4df(all, table, reinterpret_cast<Places>(at), all, 8);
#endif
      return found;
    }
#endif
    for (std::size_t i = 0; i < w; ++i) found.lanes[i] = table[at[i]];
    return found;
  }
}

/// The middle of the interval that `offset` lies in.
template <class Lane>
HIGHWATER_INLINE Lane log_middle(Bits<Lane> offset) noexcept {
#if defined(__AVX512F__)
  if constexpr (LaneTraits<Lane>::width == 8) return look_up<Lane>(log_middles, offset);  // one instruction less
#endif
  return from_bits<Lane>((offset & 0x000f000000000000U) + (log_lowest + 0x0000800000000000U));
}

/// 2^52 k, |k| <= 1536, as a double.
template <class Lane>
HIGHWATER_INLINE Lane whole_as_double(Bits<Lane> whole) noexcept {
#if defined(__AVX512DQ__)
  if constexpr (LaneTraits<Lane>::width == 8) {
    Lane value;
    value.lanes =
        __builtin_convertvector(reinterpret_cast<typename Lane::MaskRegister>(whole), typename Lane::Register);
    return value;
  }
#endif
  // k + 1536, which is not negative, is written into the mantissa of 2^104.
  return from_bits<Lane>(((whole + 0x6000000000000000U) >> 52U) | 0x4670000000000000U) - Lane(0x1p104 + 0x1.8p62);
}

/// Where x is not positive, not finite or not normal.
template <class Lane>
HIGHWATER_INLINE bool any_without_log_of_normal(Lane x) noexcept {
#if defined(__AVX512DQ__)
  if constexpr (LaneTraits<Lane>::width == 8) return __builtin_ia32_fpclasspd512_mask(x.lanes, 0xff, 0xff) != 0;
#endif
  // One comparison of the bits as an unsigned number.
  return any<Lane>(bits_of(x) - 0x0010000000000000U >= Bits<Lane>{} + 0x7fe0000000000000U);
}

/// A logarithm in two steps, each of them short enough that several run at once: log(x) = known + log(1 + r).
template <class Lane>
struct LogParts {
  Lane known, r;
};

/// Of 2^(-down / 2^52) x, x positive and normal; `down` is a multiple of 2^52.
///
/// x = 2^k m with m between 45/64 and 45/32, in one of the 16 intervals. With its middle c, log(x) = k log(2) + log(c) +
/// log(1 + r), r = (m - c) / c, |r| <= 1/32, m - c exact.
template <class Lane>
HIGHWATER_INLINE LogParts<Lane> log_parts_of_normal(Lane x, Bits<Lane> down) noexcept {
  const Bits<Lane> offset = bits_of(x) - log_lowest, whole = offset & 0xfff0000000000000U;  // 2^52 k
  const Lane m = from_bits<Lane>(bits_of(x) - whole);
  return {whole_as_double<Lane>(whole - down) * Lane(0x1.62e42fefa39efp-1 * 0x1p-52) +
              look_up<Lane>(logs_of_middles, offset),
          (m - log_middle<Lane>(offset)) * look_up<Lane>(log_reciprocals, offset)};
}

/// The polynomial interpolates (log(1 + r) - r) / r^2 at Chebyshev points, with an error below 2^-50 (2^-55 of r).
template <class Lane>
HIGHWATER_INLINE Lane log_of(LogParts<Lane> parts) noexcept {
  // Pairs first: a chain of additions would be four times as long, and all of this waits for it.
  const Lane r = parts.r, r2 = r * r, r4 = r2 * r2;
  const Lane low = (Lane(-0.4999999999999993) + Lane(0.3333333333333327) * r) +
                   (Lane(-0.2500000000233204) + Lane(0.20000000002120089) * r) * r2;
  const Lane high = (Lane(-0.1666665472825626) + Lane(0.14285703432369223) * r) +
                    (Lane(-0.1251955312667663) + Lane(0.11128886987006753) * r) * r2;
  return parts.known + (r + r2 * (low + high * r4));
}

/// The first step, for any x: what log() gives for it is `known` where it is not positive and normal.
template <class Lane>
HIGHWATER_INLINE LogParts<Lane> log_parts(Lane x) noexcept {
  if (!any_without_log_of_normal(x)) return log_parts_of_normal(x, Bits<Lane>{});
  const Lane zero(0.0);
  const Mask<Lane> subnormal = x < Lane(0x1p-1022);
  const Bits<Lane> down = bits_of(select(subnormal, Lane(0x1p-969), zero));  // 54 * 2^52
  const Lane found = log_of(log_parts_of_normal(select(subnormal, x * Lane(0x1p54), x), down));
  return {select(x > zero, select(x < Lane(infinity), found, Lane(not_a_number)), Lane(not_a_number)), zero};
}

/// Natural logarithm of a positive finite number, the same bits in every lane and on every machine; of anything else
/// NaN. The error is below 3 units in the last place, 6e-16 of the result, subnormal numbers included.
template <class Lane>
HIGHWATER_INLINE Lane log(Lane x) noexcept {
  return log_of(log_parts(x));
}

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
