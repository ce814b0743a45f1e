#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "highwater/error.hpp"

// Numbers as bytes, the lowest first on every machine.
namespace HIGHWATER_NAMESPACE::monitor {

inline std::uint64_t fnv1a(std::span<const std::byte> bytes) noexcept {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const std::byte b : bytes) hash = (hash ^ static_cast<std::uint64_t>(b)) * 0x100000001b3U;
  return hash;
}

class ByteWriter {
 public:
  void byte(std::uint64_t value) { bytes_.push_back(static_cast<std::byte>(value & 0xff)); }
  void integer(std::int64_t value) {
    for (int shift = 0; shift < 64; shift += 8) byte(static_cast<std::uint64_t>(value) >> shift);
  }
  void number(double value) { integer(std::bit_cast<std::int64_t>(value)); }
  /// A count that a double holds.
  void count(double value) { integer(static_cast<std::int64_t>(value)); }
  void numbers(std::span<const double> values) {
    for (const double value : values) number(value);
  }
  std::vector<std::byte> finish() && {
    integer(std::bit_cast<std::int64_t>(fnv1a(bytes_)));
    return std::move(bytes_);
  }

 private:
  std::vector<std::byte> bytes_;
};

/// Reads what a ByteWriter wrote; throws Error, naming the part, where it does not make sense.
class ByteReader {
 public:
  explicit ByteReader(std::span<const std::byte> bytes) : bytes_(bytes) {}

  std::int64_t byte(std::int64_t most, const char* part) { return checked(take(1, part), 0, most, part); }
  std::int64_t integer(std::int64_t least, std::int64_t most, const char* part) {
    return checked(take(8, part), least, most, part);
  }
  double number(const char* part) { return std::bit_cast<double>(take(8, part)); }
  double count(double most, const char* part) {
    return static_cast<double>(integer(0, static_cast<std::int64_t>(most), part));
  }
  /// `count` values that are finite or missing.
  std::vector<double> values(std::size_t count, const char* part) {
    require(count <= bytes_.size() / 8, part);
    std::vector<double> read(count);
    for (double& value : read) {
      value = number(part);
      require(value != value || value - value == 0.0, part);
    }
    return read;
  }
  void finish() const { require(bytes_.empty(), "end"); }

  static void require(bool holds, const char* part) {
    if (!holds) throw Error("the bytes of a tracker make no sense: its " + std::string(part) + " cannot be right");
  }

 private:
  std::int64_t take(std::size_t size, const char* part) {
    require(size <= bytes_.size(), part);
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) value |= static_cast<std::uint64_t>(bytes_[i]) << (8 * i);
    bytes_ = bytes_.subspan(size);
    return static_cast<std::int64_t>(value);
  }
  static std::int64_t checked(std::int64_t value, std::int64_t least, std::int64_t most, const char* part) {
    require(least <= value && value <= most, part);
    return value;
  }

  std::span<const std::byte> bytes_;
};

}  // namespace HIGHWATER_NAMESPACE::monitor
