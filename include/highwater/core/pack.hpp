#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "highwater/version.hpp"

#if defined(__GNUC__)
#define HIGHWATER_INLINE __attribute__((always_inline)) inline
#else
#define HIGHWATER_INLINE inline
#endif

// Lanes: what a kernel computes with. A kernel is written once, for any Lane. A Lane is either double (one value at a
// time) or a Pack (one native register of doubles); both have + - * /, comparisons that give a mask, and the functions
// below.
namespace HIGHWATER_NAMESPACE::core {

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
HIGHWATER_INLINE double log(double value) noexcept { return std::log(value); }
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
};
template <>
struct RegisterOf<4> {
  typedef double Values __attribute__((vector_size(32)));
  typedef std::int64_t Bits __attribute__((vector_size(32)));
};
template <>
struct RegisterOf<8> {
  typedef double Values __attribute__((vector_size(64)));
  typedef std::int64_t Bits __attribute__((vector_size(64)));
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
  friend HIGHWATER_INLINE Pack log(Pack pack) noexcept {
    for (std::size_t i = 0; i < Width; ++i) pack.lanes[i] = std::log(pack.lanes[i]);
    return pack;
  }
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
  if constexpr (LaneTraits<Lane>::width == 1) {
    return mask;
  } else {
    std::int64_t bits = 0;
    for (std::size_t i = 0; i < LaneTraits<Lane>::width; ++i) bits |= mask[i];
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

/// first, first + 1, first + 2, ... in consecutive lanes.
template <class Lane>
HIGHWATER_INLINE Lane count_from(double first) noexcept {
  constexpr double steps[] = {0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0};
  return Lane(first) + load<Lane>(steps);
}

}  // namespace HIGHWATER_NAMESPACE::core
