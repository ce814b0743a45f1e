#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "highwater/core/columns.hpp"

#if defined(__GNUC__)
#define HIGHWATER_INLINE __attribute__((always_inline)) inline
#define HIGHWATER_INLINE_LAMBDA __attribute__((always_inline))
#else
#define HIGHWATER_INLINE inline
#define HIGHWATER_INLINE_LAMBDA
#endif

// Lanes: what a kernel computes with. A kernel is written once, for any Lane. A Lane is either double (one value at a
// time) or a Pack (one native register of doubles); both have + - * /, comparisons that give a mask, and the functions
// below.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

// Doubles in one register of the instruction set that this translation unit is compiled for.
#if defined(__GNUC__) && defined(__AVX512F__)
inline constexpr std::size_t native_width = 8;
#elif defined(__GNUC__) && defined(__AVX__)
inline constexpr std::size_t native_width = 4;
#elif defined(__GNUC__)
inline constexpr std::size_t native_width = 2;
#else
inline constexpr std::size_t native_width = 1;  // no vector extensions: plain doubles everywhere
#endif

/// What differs between lanes: how many doubles they hold and what their comparisons give.
template <class Lane>
struct LaneTraits {
  static constexpr std::size_t width = 1;
  using Mask = bool;
};
template <class Lane>
using Mask = typename LaneTraits<Lane>::Mask;

HIGHWATER_INLINE double select(bool mask, double yes, double no) noexcept { return mask ? yes : no; }
HIGHWATER_INLINE double extract(double value, std::size_t) noexcept { return value; }
HIGHWATER_INLINE double exp(double value) noexcept { return std::exp(value); }
HIGHWATER_INLINE double sqrt(double value) noexcept { return std::sqrt(value); }
HIGHWATER_INLINE double pow(double value, double exponent) noexcept { return std::pow(value, exponent); }

#if defined(__GNUC__)
// Spelt out for each width: g++ takes a vector_size that depends on a template parameter for a plain double.
template <std::size_t Width>
struct RegisterOf;
template <>
struct RegisterOf<2> {
  typedef double Values __attribute__((vector_size(16)));
  typedef std::int64_t Bits __attribute__((vector_size(16)));
  typedef std::uint64_t Unsigned __attribute__((vector_size(16)));
};
template <>
struct RegisterOf<4> {
  typedef double Values __attribute__((vector_size(32)));
  typedef std::int64_t Bits __attribute__((vector_size(32)));
  typedef std::uint64_t Unsigned __attribute__((vector_size(32)));
};
template <>
struct RegisterOf<8> {
  typedef double Values __attribute__((vector_size(64)));
  typedef std::int64_t Bits __attribute__((vector_size(64)));
  typedef std::uint64_t Unsigned __attribute__((vector_size(64)));
};

/// One register. Packs of more than one register collapse to scalar code on g++.
template <std::size_t Width>
struct Pack {
  using Register = typename RegisterOf<Width>::Values;
  using MaskRegister = typename RegisterOf<Width>::Bits;

  Pack() = default;
  HIGHWATER_INLINE Pack(double value) noexcept : lanes(value - Register{}) {}  // x - 0 is x for every x, -0 included

  friend HIGHWATER_INLINE Pack operator+(Pack a, Pack b) noexcept { return of(a.lanes + b.lanes); }
  friend HIGHWATER_INLINE Pack operator-(Pack a, Pack b) noexcept { return of(a.lanes - b.lanes); }
  friend HIGHWATER_INLINE Pack operator*(Pack a, Pack b) noexcept { return of(a.lanes * b.lanes); }
  friend HIGHWATER_INLINE Pack operator/(Pack a, Pack b) noexcept { return of(a.lanes / b.lanes); }
  friend HIGHWATER_INLINE Pack operator-(Pack a) noexcept { return of(-a.lanes); }
  friend HIGHWATER_INLINE MaskRegister operator>(Pack a, Pack b) noexcept { return a.lanes > b.lanes; }
  friend HIGHWATER_INLINE MaskRegister operator>=(Pack a, Pack b) noexcept { return a.lanes >= b.lanes; }
  friend HIGHWATER_INLINE MaskRegister operator<(Pack a, Pack b) noexcept { return a.lanes < b.lanes; }
  friend HIGHWATER_INLINE MaskRegister operator<=(Pack a, Pack b) noexcept { return a.lanes <= b.lanes; }
  friend HIGHWATER_INLINE MaskRegister operator==(Pack a, Pack b) noexcept { return a.lanes == b.lanes; }
  friend HIGHWATER_INLINE MaskRegister operator!=(Pack a, Pack b) noexcept { return a.lanes != b.lanes; }

  friend HIGHWATER_INLINE Pack select(MaskRegister mask, Pack yes, Pack no) noexcept {
    return of(mask ? yes.lanes : no.lanes);
  }
  friend HIGHWATER_INLINE double extract(Pack pack, std::size_t i) noexcept { return pack.lanes[i]; }
  friend HIGHWATER_INLINE Pack exp(Pack pack) noexcept {
    for (std::size_t i = 0; i < Width; ++i) pack.lanes[i] = std::exp(pack.lanes[i]);
    return pack;
  }
  friend HIGHWATER_INLINE Pack sqrt(Pack pack) noexcept {
    for (std::size_t i = 0; i < Width; ++i) pack.lanes[i] = std::sqrt(pack.lanes[i]);
    return pack;
  }
  friend HIGHWATER_INLINE Pack pow(Pack pack, double exponent) noexcept {
    for (std::size_t i = 0; i < Width; ++i) pack.lanes[i] = std::pow(pack.lanes[i], exponent);
    return pack;
  }

  Register lanes;

 private:
  static HIGHWATER_INLINE Pack of(Register values) noexcept {
    Pack pack;
    pack.lanes = values;
    return pack;
  }
};
template <std::size_t Width>
struct LaneTraits<Pack<Width>> {
  static constexpr std::size_t width = Width;
  using Mask = typename Pack<Width>::MaskRegister;
};
using NativeLane = Pack<native_width>;
#else
using NativeLane = double;
#endif

/// True if the mask is set in any lane.
template <class Lane>
HIGHWATER_INLINE bool any(Mask<Lane> mask) noexcept {
  constexpr std::size_t w = LaneTraits<Lane>::width;
  if constexpr (w == 1) {
    return mask;
  } else {
#if defined(__AVX512DQ__)
    typedef long long Signs __attribute__((vector_size(64)));
    if constexpr (w == 8) return __builtin_ia32_cvtq2mask512((Signs)mask) != 0;
#endif
#if defined(__AVX__)
    if constexpr (w == 4) return __builtin_ia32_movmskpd256((RegisterOf<4>::Values)mask) != 0;
#endif
#if defined(__SSE2__)
    if constexpr (w == 2) return __builtin_ia32_movmskpd((RegisterOf<2>::Values)mask) != 0;
#endif
    std::int64_t bits = 0;
    for (std::size_t i = 0; i < w; ++i) bits |= mask[i];
    return bits != 0;
  }
}

template <class Lane>
HIGHWATER_INLINE Lane load(const double* from) noexcept {
  Lane value;
  std::memcpy(&value, from, sizeof value);
  return value;
}
template <class Lane>
HIGHWATER_INLINE void store(double* to, Lane value) noexcept {
  std::memcpy(to, &value, sizeof value);
}

/// The same past the cache: for what is too large to be read from it soon. `to` must be aligned to the whole lane.
template <class Lane>
HIGHWATER_INLINE void stream(double* to, Lane value) noexcept {
#if defined(__clang__)
  if constexpr (LaneTraits<Lane>::width == 1)
    __builtin_nontemporal_store(value, to);
  else
    __builtin_nontemporal_store(value.lanes, reinterpret_cast<typename Lane::Register*>(to));
#elif defined(__SSE2__) && defined(__x86_64__)
  if constexpr (LaneTraits<Lane>::width == 1) {
    long long bits;
    std::memcpy(&bits, &value, sizeof bits);
    __builtin_ia32_movnti64(reinterpret_cast<long long*>(to), bits);
  }
  if constexpr (LaneTraits<Lane>::width == 2) __builtin_ia32_movntpd(to, value.lanes);
#if defined(__AVX__)
  if constexpr (LaneTraits<Lane>::width == 4) __builtin_ia32_movntpd256(to, value.lanes);
#endif
#if defined(__AVX512F__)
  if constexpr (LaneTraits<Lane>::width == 8) __builtin_ia32_movntpd512(to, value.lanes);
#endif
#else
  store(to, value);
#endif
}
/// What was streamed before is seen by whoever sees what is written after.
HIGHWATER_INLINE void finish_streaming() noexcept {
#if defined(__SSE2__) && defined(__x86_64__)
  __builtin_ia32_sfence();
#endif
}

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

/// Half a pack: which = 0 the earlier lanes, 1 the later ones.
template <std::size_t which, std::size_t Width>
HIGHWATER_INLINE Half<Pack<Width>> half(Pack<Width> pack) noexcept {
  if constexpr (Width == 2) {
    return pack.lanes[which];
  } else {
    Half<Pack<Width>> part;
    if constexpr (Width == 4)
      part.lanes = __builtin_shufflevector(pack.lanes, pack.lanes, 2 * which, 2 * which + 1);
    else
      part.lanes =
          __builtin_shufflevector(pack.lanes, pack.lanes, 4 * which, 4 * which + 1, 4 * which + 2, 4 * which + 3);
    return part;
  }
}

/// The lanes that end `by` lanes before those of `current`, `earlier` being the pack right before it; by <= Width.
template <std::size_t by, std::size_t Width>
HIGHWATER_INLINE Pack<Width> delayed(Pack<Width> earlier, Pack<Width> current) noexcept {
  constexpr std::size_t k = Width - by;
  Pack<Width> lanes;
  if constexpr (Width == 2)
    lanes.lanes = __builtin_shufflevector(earlier.lanes, current.lanes, k, k + 1);
  else if constexpr (Width == 4)
    lanes.lanes = __builtin_shufflevector(earlier.lanes, current.lanes, k, k + 1, k + 2, k + 3);
  else
    lanes.lanes =
        __builtin_shufflevector(earlier.lanes, current.lanes, k, k + 1, k + 2, k + 3, k + 4, k + 5, k + 6, k + 7);
  return lanes;
}
#endif
template <std::size_t by>
HIGHWATER_INLINE double delayed(double earlier, double current) noexcept {
  return by == 0 ? current : earlier;
}

/// An index as a double, which costs one instruction only if it is signed.
HIGHWATER_INLINE double index_as_double(std::size_t i) noexcept {
  return static_cast<double>(static_cast<std::int64_t>(i));
}

/// first, first + 1, first + 2, ... in consecutive lanes.
template <class Lane>
HIGHWATER_INLINE Lane count_from(double first) noexcept {
  constexpr double steps[] = {0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0};
  return Lane(first) + load<Lane>(steps);
}

#if defined(__GNUC__)
template <class Lane>
struct BitsOf {
  using Type = std::uint64_t;
};
template <std::size_t Width>
struct BitsOf<Pack<Width>> {
  using Type = typename RegisterOf<Width>::Unsigned;
};
template <class Lane>
using Bits = typename BitsOf<Lane>::Type;
#else
template <class Lane>
using Bits = std::uint64_t;
#endif
template <class Lane>
HIGHWATER_INLINE Bits<Lane> bits_of(Lane value) noexcept {
  Bits<Lane> bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}
template <class Lane>
HIGHWATER_INLINE Lane from_bits(Bits<Lane> bits) noexcept {
  Lane value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

// For each sixteenth of the numbers between 45/64 and 45/32, from the reciprocal of its middle and the logarithm of that.
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
inline constexpr double log_middles[16] = {
    -0.33024168687057687, -0.2876820724517809,  -0.24686007793152578, -0.2076393647782445, -0.16989903679539747,
    -0.13353139262452263, -0.09844007281325252, -0.06453852113757118, -0.0317486983145803, 0.0,
    0.06062462181643484,  0.11778303565638346,  0.17185025692665923,  0.22314355131420976, 0.27193371548364176,
    0.3184537311185346};

/// table[i] for each index in `at`.
template <class Lane>
HIGHWATER_INLINE Lane look_up(const double (&table)[16], Bits<Lane> at) noexcept {
  constexpr std::size_t w = LaneTraits<Lane>::width;
  if constexpr (w == 1) {
    return table[at];
  } else {
    Lane found;
#if defined(__AVX512F__)
    if constexpr (w == 8) {
      const Lane low = load<Lane>(table), high = load<Lane>(table + 8);
#if defined(__clang__)
      typedef long long Places __attribute__((vector_size(64)));
      found.lanes = __builtin_ia32_vpermi2varpd512(low.lanes, (Places)at, high.lanes);
#else
      found.lanes = __builtin_shuffle(low.lanes, high.lanes, (typename Lane::MaskRegister)at);
#endif
      return found;
    }
#endif
#if defined(__AVX2__)
    if constexpr (w == 4) {
      typedef long long Places __attribute__((vector_size(32)));
      const typename Lane::Register all = (typename Lane::Register)(Places{} - 1);
#if defined(__clang__)
      found.lanes = __builtin_ia32_gatherq_pd256(all, table, (Places)at, all, 8);
#else
      found.lanes = __builtin_ia32_gatherdiv4df(all, table, (Places)at, all, 8);
#endif
      return found;
    }
#endif
    for (std::size_t i = 0; i < w; ++i) found.lanes[i] = table[at[i]];
    return found;
  }
}

/// log(x) + shift * log(2) of positive normal numbers.
///
/// x = 2^k m with m between 45/64 and 45/32, which is 1 in the middle of one of 16 intervals. With the middle c of the
/// interval of m, log(x) = k log(2) + log(c) + log(1 + r), r = (m - c) / c, |r| <= 1/32, m - c exact. The polynomial
/// interpolates (log(1 + r) - r) / r^2 at Chebyshev points, with an error below 2^-50 (2^-55 of r).
template <class Lane>
HIGHWATER_INLINE Lane log_of_normal(Lane x, Lane shift) noexcept {
  constexpr std::uint64_t lowest = 0x3fe6800000000000U;  // 45/64
  const Bits<Lane> bits = bits_of(x) - lowest;
  // k as a double: written, after adding 1024, into the mantissa of 2^52.
  const Bits<Lane> exponent = ((bits + 0x4000000000000000U) >> 52U) | 0x4330000000000000U;
  const Lane k = from_bits<Lane>(exponent) - (Lane(0x1p52 + 1024.0) - shift);
  const Bits<Lane> mantissa = bits & 0x000fffffffffffffU, interval = mantissa >> 48U;
  const Lane m = from_bits<Lane>(mantissa + lowest);
  const Lane c = from_bits<Lane>((mantissa & 0x000f000000000000U) + (lowest + 0x0000800000000000U));
  const Lane r = (m - c) * look_up<Lane>(log_reciprocals, interval);
  // Pairs first: a chain of additions would be four times as long, and all of this waits for it.
  const Lane r2 = r * r, r4 = r2 * r2;
  const Lane low = (Lane(-0.4999999999999993) + Lane(0.3333333333333327) * r) +
                   (Lane(-0.2500000000233204) + Lane(0.20000000002120089) * r) * r2;
  const Lane high = (Lane(-0.1666665472825626) + Lane(0.14285703432369223) * r) +
                    (Lane(-0.1251955312667663) + Lane(0.11128886987006753) * r) * r2;
  const Lane known = k * Lane(0x1.62e42fefa39efp-1) + look_up<Lane>(log_middles, interval);
  return known + (r + r2 * (low + high * r4));
}

/// Natural logarithm of a positive finite number, the same bits in every lane and on every machine; of anything else
/// NaN. The error is below 3 units in the last place, 6e-16 of the result, subnormal numbers included.
template <class Lane>
HIGHWATER_INLINE Lane log(Lane x) noexcept {
  // Not positive, not finite or not normal: one comparison of the bits as an unsigned number.
  const Mask<Lane> odd = bits_of(x) - 0x0010000000000000U >= Bits<Lane>{} + 0x7fe0000000000000U;
  const Lane zero(0.0);
  if (!any<Lane>(odd)) return log_of_normal(x, zero);
  const Mask<Lane> subnormal = x < Lane(0x1p-1022);
  const Lane result = log_of_normal(select(subnormal, x * Lane(0x1p54), x), select(subnormal, Lane(-54.0), zero));
  return select(x > zero, select(x < Lane(infinity), result, Lane(not_a_number)), Lane(not_a_number));
}

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
