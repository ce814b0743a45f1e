#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <vector>

#include "highwater/aggregate/expanding.hpp"
#include "highwater/aggregate/trailing.hpp"
#include "support/random_data.hpp"

// Rolling and expanding statistics against loops that gather each window and compute it in the plainest way.

namespace hw = highwater;
namespace aggregate = highwater::aggregate;
using hw::TimeSeries;
using Values = std::vector<double>;

namespace windows_test {

double sum_of(const Values& window) {
  long double sum = 0.0L;
  for (const double x : window) sum += static_cast<long double>(x);
  return static_cast<double>(sum);
}
double mean_of(const Values& window) { return sum_of(window) / static_cast<double>(window.size()); }
double max_of(const Values& window) { return *std::max_element(window.begin(), window.end()); }
double min_of(const Values& window) { return *std::min_element(window.begin(), window.end()); }
double median_of(Values window) {
  std::sort(window.begin(), window.end());
  const std::size_t n = window.size();
  return n % 2 == 1 ? window[n / 2] : (window[n / 2 - 1] + window[n / 2]) / 2.0;
}
double deviation_of(const Values& window) {
  if (window.size() < 2) return hw::missing_value;
  const double mean = mean_of(window);
  long double squares = 0.0L;
  for (const double x : window) squares += static_cast<long double>(x - mean) * static_cast<long double>(x - mean);
  return static_cast<double>(std::sqrt(squares / static_cast<long double>(window.size() - 1)));
}

using Rolling = std::function<TimeSeries(const TimeSeries&, std::int64_t, aggregate::TrailingOptions)>;
struct Statistic {
  const char* name;
  Rolling rolling;
  std::function<double(const Values&)> plain;
};

const std::vector<Statistic>& statistics() {
  static const std::vector<Statistic> all{{"sum",
                                           [](const TimeSeries& x, std::int64_t n, aggregate::TrailingOptions o) {
                                             return aggregate::trailing_sum(x, n, o);
                                           },
                                           sum_of},
                                          {"mean",
                                           [](const TimeSeries& x, std::int64_t n, aggregate::TrailingOptions o) {
                                             return aggregate::trailing_mean(x, n, o);
                                           },
                                           mean_of},
                                          {"max",
                                           [](const TimeSeries& x, std::int64_t n, aggregate::TrailingOptions o) {
                                             return aggregate::trailing_max(x, n, o);
                                           },
                                           max_of},
                                          {"min",
                                           [](const TimeSeries& x, std::int64_t n, aggregate::TrailingOptions o) {
                                             return aggregate::trailing_min(x, n, o);
                                           },
                                           min_of},
                                          {"median",
                                           [](const TimeSeries& x, std::int64_t n, aggregate::TrailingOptions o) {
                                             return aggregate::trailing_median(x, n, o);
                                           },
                                           median_of},
                                          {"deviation",
                                           [](const TimeSeries& x, std::int64_t n, aggregate::TrailingOptions o) {
                                             return aggregate::trailing_standard_deviation(x, n, o);
                                           },
                                           deviation_of}};
  return all;
}

TEST(Windows, AgreeWithPlainLoops) {
  test_support::RandomData random(21);
  for (const std::size_t size : test_support::sizes)
    for (const test_support::Kind kind :
         {test_support::Kind::positive, test_support::Kind::coarse, test_support::Kind::rising})
      for (const std::int64_t n : {1, 2, 3, 7, 12, 64, 2000})
        for (const std::int64_t min_count : {std::int64_t{0}, std::int64_t{1}, std::min<std::int64_t>(n, 3)})
          for (const hw::Window position : {hw::Window::including, hw::Window::before}) {
            const Values x = random.values(size, kind, 11);
            const TimeSeries series(hw::month(1900, 1), x);
            const std::int64_t needed = min_count == 0 ? n : min_count;
            for (const Statistic& statistic : statistics()) {
              const TimeSeries found = statistic.rolling(series, n, {.window = position, .min_count = min_count});
              ASSERT_EQ(found.size(), size);
              for (std::size_t t = 0; t < size; ++t) {
                const std::int64_t end = static_cast<std::int64_t>(t) + (position == hw::Window::before ? 0 : 1);
                Values window;
                for (std::int64_t i = std::max<std::int64_t>(0, end - n); i < end; ++i)
                  if (!std::isnan(x[static_cast<std::size_t>(i)])) window.push_back(x[static_cast<std::size_t>(i)]);
                const bool enough = static_cast<std::int64_t>(window.size()) >= needed && !window.empty();
                const double expected = enough ? statistic.plain(window) : hw::missing_value;
                const double actual = found.values()[t];
                if (std::isnan(expected)) {
                  ASSERT_TRUE(std::isnan(actual)) << statistic.name << " of " << n << " at " << t;
                } else {
                  ASSERT_NEAR(actual, expected, 1e-10) << statistic.name << " of " << n << " at " << t;
                }
              }
            }
          }
}

TEST(Windows, DoNotRememberAHugeValue) {
  Values x(200, 0.0);
  test_support::RandomData random(22);
  for (double& value : x) value = random.uniform();
  Values spiked = x;
  spiked[40] = 1e16;
  for (const Statistic& statistic : statistics())
    for (const std::int64_t n : {3, 12}) {
      const TimeSeries plain = statistic.rolling(TimeSeries(hw::month(2000, 1), x), n, {});
      const TimeSeries after = statistic.rolling(TimeSeries(hw::month(2000, 1), spiked), n, {});
      for (std::size_t t = 40 + static_cast<std::size_t>(n); t < 200; ++t)
        ASSERT_EQ(after.values()[t], plain.values()[t]) << statistic.name;
    }
}

TEST(Windows, ThatExpandHoldEverythingSoFar) {
  test_support::RandomData random(23);
  for (const std::size_t size : test_support::sizes) {
    const Values x = random.values(size, test_support::Kind::positive, 9);
    const TimeSeries series(hw::month(1900, 1), x);
    const TimeSeries mean = aggregate::expanding_mean(series), sum = aggregate::expanding_sum(series),
                     median = aggregate::expanding_median(series, {.min_count = 3}),
                     deviation = aggregate::expanding_standard_deviation(series);
    Values seen;
    for (std::size_t t = 0; t < size; ++t) {
      if (!std::isnan(x[t])) seen.push_back(x[t]);
      if (seen.empty()) {
        ASSERT_TRUE(std::isnan(mean.values()[t]) && std::isnan(sum.values()[t]));
        continue;
      }
      ASSERT_NEAR(mean.values()[t], mean_of(seen), 1e-10);
      ASSERT_NEAR(sum.values()[t], sum_of(seen), 1e-7);
      ASSERT_EQ(std::isnan(median.values()[t]), seen.size() < 3);
      if (seen.size() >= 3) {
        ASSERT_EQ(median.values()[t], median_of(seen));
      }
      ASSERT_EQ(std::isnan(deviation.values()[t]), seen.size() < 2);
      if (seen.size() >= 2) {
        ASSERT_NEAR(deviation.values()[t], deviation_of(seen), 1e-9);
      }
    }
  }
}

TEST(Windows, ThatNeedMoreThanTheyHoldAreAnError) {
  const TimeSeries series(hw::year(2000), {1.0, 2.0});
  EXPECT_THROW(aggregate::trailing_max(series, 3, {.min_count = 4}), hw::Error);
  EXPECT_THROW(aggregate::trailing_median(series, 3, {.min_count = -1}), hw::Error);
  EXPECT_THROW(aggregate::trailing_min(series, 0), hw::Error);
  EXPECT_THROW(aggregate::expanding_mean(series, {.min_count = 0}), hw::Error);
}

TEST(Windows, OfConstantValuesDoNotDeviate) {
  const TimeSeries series(hw::year(1900), Values(100, 0.1));
  for (const hw::Observation o : aggregate::trailing_standard_deviation(series, 7, {.min_count = 2}))
    if (o.period > hw::year(1900)) {
      EXPECT_EQ(o.value, 0.0);
    }
}

}  // namespace windows_test
