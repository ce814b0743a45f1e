#include "highwater/core/lanes/pack.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <limits>

#include "support/bits.hpp"
#include "support/random_data.hpp"

namespace core = highwater::core;
using core::extract;  // for packs a friend, for doubles a function
using test_support::same_bits;

namespace pack_test {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double values[] = {
    0.0, -0.0, 1.0, -1.0, 0.1, 1e308, -1e308, 5e-324, infinity, -infinity, std::numeric_limits<double>::quiet_NaN()};

template <class Lane>
class Lanes : public testing::Test {
 protected:
  static constexpr std::size_t width = core::LaneTraits<Lane>::width;
  /// op(a, b) on a lane that holds a and b everywhere equals op on doubles.
  template <class Operation>
  void expect_as_double(Operation op) {
    for (const double a : values)
      for (const double b : values)
        for (std::size_t i = 0; i < width; ++i)
          EXPECT_TRUE(same_bits(extract(op(Lane(a), Lane(b)), i), op(a, b))) << a << ' ' << b;
  }
};

#if defined(__GNUC__)
using Types = testing::Types<double, core::Pack<2>, core::NativeLane>;
#else
using Types = testing::Types<double, core::NativeLane>;
#endif
TYPED_TEST_SUITE(Lanes, Types, );

TYPED_TEST(Lanes, CalculateAsDoublesDo) {
  this->expect_as_double([](auto a, auto b) { return a + b; });
  this->expect_as_double([](auto a, auto b) { return a - b; });
  this->expect_as_double([](auto a, auto b) { return a * b; });
  this->expect_as_double([](auto a, auto b) { return a / b; });
  this->expect_as_double([](auto a, auto) { return -a; });
  this->expect_as_double([](auto a, auto) { return a; });  // spreading a value over the lanes keeps it, -0 too
}

TYPED_TEST(Lanes, CompareAndSelectAsDoublesDo) {
  using core::select;
  this->expect_as_double([](auto a, auto b) { return select(a > b, a, b); });
  this->expect_as_double([](auto a, auto b) { return select(a >= b, a, b); });
  this->expect_as_double([](auto a, auto b) { return select(a < b, a, b); });
  this->expect_as_double([](auto a, auto b) { return select(a <= b, a, b); });
  this->expect_as_double([](auto a, auto b) { return select(a == b, a, -b); });
  this->expect_as_double([](auto a, auto b) { return select(a != b, a, -b); });
}

TYPED_TEST(Lanes, TakeLogarithmsAsDoublesDo) {
  using core::log;
  this->expect_as_double([](auto a, auto) { return log(a); });
}

TEST(Log, IsWithinThreeUnitsInTheLastPlaceOfTheLongDoubleOne) {
  test_support::RandomData random(31);
  const auto expect_near = [](double x) {
    const long double exact = std::log(static_cast<long double>(x));
    const double rounded = static_cast<double>(exact);
    const double unit = std::abs(std::nextafter(rounded, 0.0) - rounded);
    EXPECT_LE(std::abs(static_cast<double>(static_cast<long double>(core::log(x)) - exact)), 3.0 * unit) << x;
  };
  for (int i = 0; i < 20000; ++i) {
    const double u = random.uniform() + 0x1p-54;
    expect_near(std::ldexp(1.0 + u, static_cast<int>(random.below(2046)) - 1022));  // all exponents
    expect_near(0.5 + u);                                                           // around 1
    expect_near(1.0 + 1e-4 * (u - 0.5));
    expect_near(u * 0x1p-1022);  // subnormal
  }
}

TEST(Log, IsZeroAtOneAndMissingOutsideItsDomain) {
  EXPECT_TRUE(same_bits(core::log(1.0), 0.0));
  for (const double x : {0.0, -0.0, -1.0, -5e-324, -infinity, infinity, core::not_a_number})
    EXPECT_TRUE(std::isnan(core::log(x))) << x;
}

TYPED_TEST(Lanes, LoadAndStoreAnywhere) {
  double memory[20];
  for (std::size_t i = 0; i < 20; ++i) memory[i] = static_cast<double>(i);
  core::store(memory + 11, core::load<TypeParam>(memory + 1));  // not aligned to a register
  for (std::size_t i = 0; i < this->width; ++i) EXPECT_EQ(memory[11 + i], static_cast<double>(1 + i));
  EXPECT_EQ(memory[11 + this->width], static_cast<double>(11 + this->width));
}

TYPED_TEST(Lanes, CountUpFromANumber) {
  const auto lanes = core::count_from<TypeParam>(41.0);
  for (std::size_t i = 0; i < this->width; ++i) EXPECT_EQ(extract(lanes, i), 41.0 + static_cast<double>(i));
}

TYPED_TEST(Lanes, SayIfAMaskIsSetAnywhere) {
  for (std::size_t i = 0; i < this->width; ++i) {
    double memory[8] = {};
    memory[i] = 1.0;
    EXPECT_TRUE(core::any<TypeParam>(core::load<TypeParam>(memory) > TypeParam(0.5)));
  }
  EXPECT_FALSE(core::any<TypeParam>(TypeParam(0.0) > TypeParam(0.5)));
}

}  // namespace pack_test
