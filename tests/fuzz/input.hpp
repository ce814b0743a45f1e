#pragma once

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "highwater/calendar/period_text.hpp"
#include "highwater/error.hpp"
#include "highwater/series/series_view.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

// What every target needs: bytes taken as choices, numbers and text, and what must hold of the answers.
namespace fuzz {

namespace hw = highwater;

/// Bytes as choices. Those of text targets are digits and letters, so that their corpus can be read: '0' is the first choice.
class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : bytes_(reinterpret_cast<const char*>(data), size) {}

  std::size_t left() const { return bytes_.size(); }
  /// 0 where nothing is left.
  unsigned byte() {
    if (bytes_.empty()) return 0;
    const auto first = static_cast<unsigned char>(bytes_.front());
    bytes_.remove_prefix(1);
    return first;
  }
  unsigned below(unsigned count) { return (byte() + 256 - '0') % 256 % count; }
  template <class T>
  T one_of(std::initializer_list<T> choices) {
    return choices.begin()[below(static_cast<unsigned>(choices.size()))];
  }
  template <class Enum>
  Enum choice(unsigned count) {
    return static_cast<Enum>(below(count));
  }
  std::uint64_t word() {
    std::uint64_t value = 0;
    for (int i = 0; i < 8; ++i) value |= std::uint64_t{byte()} << (8 * i);
    return value;
  }
  /// A whole number, a decimal one, a missing one, or any that is not infinite.
  double number() {
    switch (below(6)) {
      case 0:
        return static_cast<double>(byte());
      case 1:
        return -static_cast<double>(byte());
      case 2:
        return static_cast<double>(byte() * 256 + byte()) / 100.0;
      case 3:
        return hw::missing_value;
      case 4:
        return one_of({0.0, -0.0, std::numeric_limits<double>::max(), std::numeric_limits<double>::lowest(),
                       std::numeric_limits<double>::min(), std::numeric_limits<double>::denorm_min(), 1e150, 1e-150,
                       0.1, 0x1p53});
      default:
        const double any = std::bit_cast<double>(word());
        return std::isinf(any) ? 1.0 : any;
    }
  }
  std::vector<double> numbers(std::size_t most) {
    std::vector<double> values;
    while (left() > 0 && values.size() < most) values.push_back(number());
    return values;
  }
  /// Near today, or anywhere.
  hw::Period period(hw::Frequency frequency) {
    // The first and the last that there are, and those of the year 2000, by frequency.
    constexpr std::int64_t firsts[] = {0, 0, 0, 0, -102'789, -513'948, -719'528};
    constexpr std::int64_t lasts[] = {9'999, 19'999, 39'999, 119'999, 418'985, 2'094'926, 2'932'896};
    constexpr std::int64_t middles[] = {2'000, 4'000, 8'000, 24'000, 1'566, 7'827, 10'957};
    const auto which = static_cast<std::size_t>(frequency);
    switch (below(4)) {
      case 0:
        return {frequency, lasts[which] - static_cast<std::int64_t>(byte())};
      case 1:
        return {frequency, firsts[which] + static_cast<std::int64_t>(byte())};
      default:
        return {frequency, middles[which] + static_cast<std::int64_t>(byte())};
    }
  }
  hw::Frequency frequency() { return choice<hw::Frequency>(7); }
  /// Up to a byte of 0x1E, or to the end.
  std::string text() {
    const std::size_t end = bytes_.find('\x1e');
    std::string found(bytes_.substr(0, end));
    bytes_.remove_prefix(end == std::string_view::npos ? bytes_.size() : end + 1);
    return found;
  }
  std::string_view rest() const { return bytes_; }

 private:
  std::string_view bytes_;
};

inline void must(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

/// Whether the call gives an answer. Where it gives none it must throw Error, and say something.
template <class Call>
bool answers(Call call) {
  try {
    call();
    return true;
  } catch (const hw::Error& error) {
    must(*error.what() != '\0', "an Error says what is wrong");
    return false;
  }
}

inline bool same_bits(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) || std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}
inline bool same_bits(hw::SeriesView a, hw::SeriesView b) {
  if (a.first() != b.first() || a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!same_bits(a.values()[i], b.values()[i])) return false;
  return true;
}

inline void must_be_finite_or_missing(hw::SeriesView series) {
  for (const double value : series.values()) must(!std::isinf(value), "no value is infinite");
}

}  // namespace fuzz
