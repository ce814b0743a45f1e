#include "highwater/records/record_tests.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <vector>

#include "support/message_of.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
namespace records = highwater::records;
using hw::Side;
using hw::TimeSeries;
using records::Alternative;
using records::RecordWeights;
using records::Reference;
using test_support::message_of;

namespace record_tests_test {

constexpr double gap = test_support::missing;
const hw::Period start = hw::month(2024, 1);

// With all permutations of seven values at hand a p-value is a share of them.
template <class Statistic>
void expect_shares(Statistic test) {
  std::vector<double> x{1, 2, 3, 4, 5, 6, 7};
  std::map<double, double> count;  // how many have this statistic
  std::map<double, double> greater, less;
  double orders = 0.0, mean = 0.0, square = 0.0, expected = 0.0, variance = 0.0;
  do {
    const hw::SeriesView series(start, x);
    const records::TestResult found = test(series, Alternative::greater);
    const double statistic = found.statistic;
    expected = found.expected;
    variance = found.variance;
    count[statistic] += 1.0;
    greater[statistic] = found.p_value;
    less[statistic] = test(series, Alternative::less).p_value;
    orders += 1.0;
    mean += statistic;
    square += statistic * statistic;
  } while (std::next_permutation(x.begin(), x.end()));
  mean /= orders;
  EXPECT_NEAR(expected, mean, 1e-12);
  EXPECT_NEAR(variance, square / orders - mean * mean, 1e-10);
  double above = 0.0;
  for (auto i = count.rbegin(); i != count.rend(); ++i) {
    above += i->second;
    EXPECT_NEAR(greater[i->first], above / orders, 1e-13);
    EXPECT_NEAR(less[i->first], (orders - above + i->second) / orders, 1e-13);
  }
}

TEST(RecordTests, AreExactOverAllPermutations) {
  for (const auto weights : {RecordWeights::equal, RecordWeights::linear})
    for (const auto order : {records::Order::forward, records::Order::backward}) {
      expect_shares([&](hw::SeriesView x, Alternative alternative) {
        return records::number_of_records_test(
            x, {.side = Side::low, .order = order, .alternative = alternative, .weights = weights});
      });
      expect_shares([&](hw::SeriesView x, Alternative alternative) {
        return records::foster_stuart_d_test(x, {.order = order, .alternative = alternative, .weights = weights});
      });
      expect_shares([&](hw::SeriesView x, Alternative alternative) {
        return records::foster_stuart_s_test(x, {.order = order, .alternative = alternative, .weights = weights});
      });
    }
}

TEST(LikelihoodRatioTest, WeighsRecordsByTheLogarithmOfTheirOdds) {
  const TimeSeries series(start, {3, gap, 5, 4, 6, 1});  // records at t = 1, 2 and 4 of 5
  const records::TestResult found = records::likelihood_ratio_test(series);
  const double chance = (1.0 / 2) * (1.0 - 1.0 / 3) * (1.0 / 4) * (1.0 - 1.0 / 5);
  EXPECT_NEAR(found.statistic, -2.0 * std::log(chance), 1e-14);
  EXPECT_NEAR(found.expected, -2.0 * (-std::log(5.0) - std::log(2.0) / 3 - std::log(3.0) / 4 - std::log(4.0) / 5),
              1e-14);
}

TEST(LikelihoodRatioTest, HasThePValueOfAllPermutations) {
  std::vector<double> x{1, 2, 3, 4, 5, 6, 7};
  const std::vector<double> asked{2, 5, 1, 6, 3, 7, 4};
  const double level = records::likelihood_ratio_test(hw::SeriesView(start, asked), {.draws = 1}).statistic;
  double orders = 0.0, as_large = 0.0;
  do {
    orders += 1.0;
    as_large += records::likelihood_ratio_test(hw::SeriesView(start, x), {.draws = 1}).statistic >= level - 1e-12;
  } while (std::next_permutation(x.begin(), x.end()));
  const double p = as_large / orders;
  for (const std::uint64_t seed : {1U, 2U})
    EXPECT_NEAR(records::likelihood_ratio_test(hw::SeriesView(start, asked), {.seed = seed}).p_value, p,
                4.0 * std::sqrt(p * (1.0 - p) / 100'000));
}

TEST(RecordTests, OfTwoSidesDoubleTheSmallerTail) {
  const TimeSeries series(start, {1, 2, 3, 4, 2, 1, 5, 3});
  for (const auto reference : {Reference::exact, Reference::normal, Reference::corrected}) {
    const auto p = [&](Alternative alternative) {
      return records::number_of_records_test(series, {.alternative = alternative, .reference = reference}).p_value;
    };
    EXPECT_EQ(p(Alternative::two_sided), std::min(1.0, 2.0 * std::min(p(Alternative::greater), p(Alternative::less))));
  }
}

TEST(RecordTests, OfTooFewObservationsAreUndefinedButForTheExactOne) {
  for (const std::vector<double>& values : {std::vector<double>{}, {gap}, {1.0}}) {
    const hw::SeriesView series(start, values);
    EXPECT_EQ(records::number_of_records_test(series).p_value, 1.0);
    EXPECT_TRUE(hw::is_missing(records::number_of_records_test(series, {.reference = Reference::normal}).p_value));
    EXPECT_EQ(records::foster_stuart_d_test(series).p_value, 1.0);
    EXPECT_EQ(records::likelihood_ratio_test(series, {.draws = 10}).p_value, 1.0);
  }
}

TEST(RecordTests, RefuseWhatWouldTakeForever) {
  const TimeSeries series(start, std::vector<double>(2001, 1.0));
  EXPECT_EQ(message_of([&] { return records::foster_stuart_d_test(series, {.weights = RecordWeights::linear}); }),
            "the exact law of linearly weighted records was asked for 2001 observations, and goes up to 2000; use "
            "Reference::normal");
  EXPECT_THROW(records::likelihood_ratio_test(series, {.draws = 0}), hw::Error);
}

}  // namespace record_tests_test
