#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

// Seeded data of the kinds that break algorithms: gaps, ties, zeros of both signs, negative values, ragged ends.
namespace test_support {

inline constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// Sizes around the register widths, the eight partial states and the blocks of 32.
inline constexpr std::size_t sizes[] = {0, 1, 2, 3, 7, 8, 9, 31, 32, 33, 64, 65, 1000};

enum class Kind { positive, coarse, signed_values, wide, rising };
inline constexpr Kind kinds[] = {Kind::positive, Kind::coarse, Kind::signed_values, Kind::wide, Kind::rising};

/// n values of one kind; about one in `gap` is missing (0: none), and so are a few at either end then.
///
/// mt19937_64 gives the same numbers everywhere, the distributions of <random> do not; so they are made by hand.
class RandomData {
 public:
  explicit RandomData(std::uint64_t seed) : engine_(seed) {}

  double uniform() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }

  std::vector<double> values(std::size_t n, Kind kind, std::size_t gap) {
    std::vector<double> made(n);
    double level = 100.0;
    for (double& x : made) {
      switch (kind) {
        case Kind::positive:
          x = 1.0 + 999.0 * uniform();
          break;
        case Kind::coarse:
          x = std::floor(6.0 * uniform()) - 2.0;
          break;  // many ties, zeros and signs
        case Kind::signed_values:
          x = 200.0 * (uniform() - 0.5);
          break;
        case Kind::wide:
          x = (uniform() - 0.5) * std::exp2(80.0 * (uniform() - 0.5));
          break;
        case Kind::rising:
          x = level += 2.0 * uniform() - 0.5;
          break;
      }
      if (x == 0.0 && below(2) == 0) x = -0.0;
      if (gap > 0 && below(gap) == 0) x = missing;
    }
    if (gap > 0 && n > 4) {
      for (std::size_t i = below(n / 2); i-- > 0;) made[i] = missing;
      for (std::size_t i = below(n / 4 + 1); i-- > 0;) made[n - 1 - i] = missing;
    }
    return made;
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace test_support
