#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "highwater/core/vocabulary/columns.hpp"

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

/// Bit i is set where the mask is in lane i.
template <class Lane>
HIGHWATER_INLINE unsigned set_lanes(Mask<Lane> mask) noexcept {
  constexpr std::size_t w = LaneTraits<Lane>::width;
  if constexpr (w == 1) {
    return mask ? 1 : 0;
  } else {
#if defined(__AVX512DQ__)
    typedef long long Signs __attribute__((vector_size(64)));
    if constexpr (w == 8) return __builtin_ia32_cvtq2mask512(reinterpret_cast<Signs>(mask));
#endif
#if defined(__AVX__)
    if constexpr (w == 4)
      return static_cast<unsigned>(__builtin_ia32_movmskpd256(reinterpret_cast<RegisterOf<4>::Values>(mask)));
#endif
#if defined(__SSE2__)
    if constexpr (w == 2)
      return static_cast<unsigned>(__builtin_ia32_movmskpd(reinterpret_cast<RegisterOf<2>::Values>(mask)));
#endif
    unsigned bits = 0;  // unreachable: x86-64 has an instruction for each width
    for (std::size_t i = 0; i < w; ++i) bits |= mask[i] != 0 ? 1U << i : 0U;
    return bits;
  }
}
/// True if the mask is set in any lane.
template <class Lane>
HIGHWATER_INLINE bool any(Mask<Lane> mask) noexcept {
  return set_lanes<Lane>(mask) != 0;
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
/// Asks for memory that is read soon. Into the second cache: the first has few places for what is on its way, and the
/// loads that come first need them.
HIGHWATER_INLINE void prefetch(const double* from) noexcept {
#if defined(__GNUC__)
  __builtin_prefetch(from, 0, 2);
#else
  static_cast<void>(from);
#endif
}

/// What was streamed before is seen by whoever sees what is written after.
HIGHWATER_INLINE void finish_streaming() noexcept {
#if defined(__SSE2__) && defined(__x86_64__)
  __builtin_ia32_sfence();
#endif
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

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
