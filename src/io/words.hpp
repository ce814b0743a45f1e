#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "highwater/version.hpp"

namespace HIGHWATER_NAMESPACE::io {

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Eight bytes of text as one number, the first of them lowest on every machine.
inline std::uint64_t eight_bytes(const char* text) noexcept {
  std::uint64_t word = 0;
  if constexpr (std::endian::native == std::endian::little)
    std::memcpy(&word, text, sizeof word);
  else  // unreachable: no machine of that order runs the tests
    for (int i = 7; i >= 0; --i) word = word << 8 | static_cast<unsigned char>(text[i]);
  return word;
}

constexpr std::uint64_t each_byte(unsigned char byte) noexcept { return 0x0101010101010101U * byte; }

/// The highest bit of the lowest byte that is zero; bits above it mean nothing.
constexpr std::uint64_t zero_bytes(std::uint64_t word) noexcept {
  return (word - each_byte(1)) & ~word & each_byte(0x80);
}

/// The first of the bytes that zero_bytes() has marked.
constexpr std::size_t first_marked(std::uint64_t marks) noexcept {
  return static_cast<std::size_t>(std::countr_zero(marks)) / 8;
}

}  // namespace HIGHWATER_NAMESPACE::io
