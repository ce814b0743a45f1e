#include "highwater/records/significance.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "highwater/records/streaks.hpp"
#include "support/bits.hpp"
#include "support/message_of.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
namespace records = highwater::records;
using hw::Null;
using hw::Side;
using hw::TimeSeries;
using test_support::message_of;

namespace significance_test {

constexpr double gap = test_support::missing;
const hw::Period start = hw::month(2024, 1);

/// What is true of every order in which n different values can come, each as likely.
struct Orders {
  std::vector<double> records, rank, unmatched, streak, longest;  // [k]: share with the number k
  std::int64_t count = 0;

  explicit Orders(std::size_t n) : records(n + 1), rank(n + 1), unmatched(n + 1), streak(n + 1), longest(n + 1) {
    std::vector<double> x(n);
    std::iota(x.begin(), x.end(), 1.0);
    do {
      const hw::SeriesView series(start, x);
      ++count;
      records[hw::records::highs(series).size()] += 1.0;
      const auto latest = *hw::records::latest_significance(series);
      rank[static_cast<std::size_t>(latest.rank.observed)] += 1.0;
      unmatched[static_cast<std::size_t>(latest.unmatched.observed)] += 1.0;
      streak[static_cast<std::size_t>(latest.streak.observed)] += 1.0;
      std::size_t run = 0, best = 0;
      for (std::size_t t = 1; t < n; ++t) best = std::max(best, run = x[t] > x[t - 1] ? run + 1 : 0);
      longest[best] += 1.0;
    } while (std::next_permutation(x.begin(), x.end()));
  }
  double at_least(const std::vector<double>& of, std::size_t k) const {
    return std::accumulate(of.begin() + static_cast<std::ptrdiff_t>(k), of.end(), 0.0) / static_cast<double>(count);
  }
};

TEST(RecordLaw, OfIidValuesIsThatOfAllPermutations) {
  for (std::size_t n = 1; n <= 7; ++n) {
    const Orders orders(n);
    const auto size = static_cast<std::int64_t>(n);
    const records::RecordLaw law = records::record_law(Null::iid, size);
    ASSERT_EQ(law.count_probability.size(), n + 1);
    for (std::size_t k = 0; k <= n; ++k) {
      const auto number = static_cast<std::int64_t>(k);
      EXPECT_NEAR(law.count_probability[k], orders.records[k] / static_cast<double>(orders.count), 1e-15);
      EXPECT_NEAR(law.at_least(number), orders.at_least(orders.records, k), 1e-15);
      EXPECT_NEAR(records::streak_probability(Null::iid, number, size), orders.at_least(orders.longest, k), 1e-15);
      if (k == 0) continue;
      EXPECT_NEAR(records::record_probability(Null::iid, number), orders.at_least(orders.unmatched, k), 1e-15);
      EXPECT_NEAR(1.0 - records::rank_probability(Null::iid, number, size),
                  k == n ? 0.0 : orders.at_least(orders.rank, k + 1), 1e-15);
      if (k < n) {
        EXPECT_NEAR(records::current_streak_probability(Null::iid, number), orders.at_least(orders.streak, k), 1e-15);
      }
    }
  }
}

/// C(n, k), exact in doubles for what is asked here.
double binomial(int n, int k) {
  double value = 1.0;
  for (int i = 1; i <= k; ++i) value = value * (n - k + i) / i;
  return std::round(value);
}

TEST(RecordLaw, OfARandomWalkIsThatOfSparreAndersen) {
  for (int n = 1; n <= 25; ++n) {
    const records::RecordLaw law = records::record_law(Null::random_walk, n);
    for (int k = 1; k <= n; ++k)
      EXPECT_NEAR(law.count_probability[static_cast<std::size_t>(k)],
                  std::ldexp(binomial(2 * n - 1 - k, n - 1), k + 1 - 2 * n), 1e-14);
    for (int t = 1; t <= n; ++t)
      EXPECT_NEAR(law.record_probability[static_cast<std::size_t>(t - 1)],
                  std::ldexp(binomial(2 * (t - 1), t - 1), -2 * (t - 1)), 1e-14);
  }
}

TEST(RecordLaw, SumsToOneAndHasItsMeanAndVariance) {
  for (const Null null : {Null::iid, Null::random_walk})
    for (const std::int64_t n : {1, 2, 3, 10, 100, 1000}) {
      const records::RecordLaw law = records::record_law(null, n);
      double sum = 0.0, mean = 0.0, square = 0.0, of_times = 0.0;
      for (std::size_t k = 0; k < law.count_probability.size(); ++k) {
        const auto number = static_cast<double>(k);
        sum += law.count_probability[k];
        mean += number * law.count_probability[k];
        square += number * number * law.count_probability[k];
      }
      for (const double p : law.record_probability) of_times += p;
      EXPECT_NEAR(sum, 1.0, 1e-12);
      EXPECT_NEAR(mean, law.expected, 1e-10 * law.expected);
      EXPECT_NEAR(of_times, law.expected, 1e-10 * law.expected);
      EXPECT_NEAR(square - mean * mean, law.variance, 1e-9 * (1.0 + square));
      EXPECT_NEAR(law.at_least(3) + law.at_most(2), 1.0, 1e-12);
      EXPECT_NEAR(law.at_least(0), 1.0, 1e-12);
      EXPECT_NEAR(law.at_most(n), 1.0, 1e-12);
    }
  EXPECT_EQ(records::record_law(Null::iid, 0).count_probability, std::vector<double>{1.0});
  EXPECT_EQ(records::record_law(Null::random_walk, 0).count_probability, std::vector<double>{1.0});
}

TEST(RecordLaw, OfManyObservationsKeepsItsTails) {
  const records::RecordLaw law = records::record_law(Null::iid, 20'000);
  EXPECT_NEAR(law.expected, std::log(20'000.0) + 0.57721566490153286 + 1.0 / 40'000, 1e-9);
  EXPECT_GT(law.at_least(60), 0.0);
  EXPECT_LT(law.at_least(60), 1e-20);
}

TEST(RankProbability, UnderARandomWalkIsTheArcsineLaw) {
  // By hand, two steps: a walk of three values ends as the highest, the middle or the lowest with 3/8, 1/4, 3/8.
  EXPECT_NEAR(records::rank_probability(Null::random_walk, 1, 3), 0.375, 1e-15);
  EXPECT_NEAR(records::rank_probability(Null::random_walk, 2, 3), 0.625, 1e-15);
  EXPECT_EQ(records::rank_probability(Null::random_walk, 3, 3), 1.0);
  for (std::int64_t n = 2; n < 60; ++n)
    for (std::int64_t rank = 1; rank < n; ++rank)
      EXPECT_NEAR(records::rank_probability(Null::random_walk, rank, n) +
                      records::rank_probability(Null::random_walk, n - rank, n),
                  1.0, 1e-13);
  EXPECT_EQ(records::rank_probability(Null::random_walk, 1, 50), records::record_probability(Null::random_walk, 50));
}

TEST(RankProbability, OfTheLastRankOrOneBeyondItIsOne) {
  for (const Null null : {Null::iid, Null::random_walk})
    for (const std::int64_t n : {1, 2, 3, 50})
      for (const std::int64_t rank : {n, n + 1, 2 * n + 5}) EXPECT_EQ(records::rank_probability(null, rank, n), 1.0);
  EXPECT_EQ(records::rank_probability(Null::iid, 2, 3), 2.0 / 3.0);
}

TEST(StreakProbability, UnderARandomWalkIsThatOfRunsOfHeads) {
  // Of the 2^4 ways in which four changes can fall, 8 have two rises in a row and 3 have three.
  EXPECT_EQ(records::streak_probability(Null::random_walk, 2, 5), 8.0 / 16);
  EXPECT_EQ(records::streak_probability(Null::random_walk, 3, 5), 3.0 / 16);
  EXPECT_EQ(records::streak_probability(Null::random_walk, 4, 5), 1.0 / 16);
  EXPECT_EQ(records::streak_probability(Null::random_walk, 5, 5), 0.0);
  EXPECT_EQ(records::current_streak_probability(Null::random_walk, 10), 1.0 / 1024);
  EXPECT_EQ(records::streak_probability(Null::random_walk, 0, 0), 1.0);
}

TEST(StreakProbability, OfALongStreakKeepsItsDigits) {
  // Twenty rises among 21 values: one order of 21!.
  EXPECT_NEAR(records::streak_probability(Null::iid, 20, 21) * std::tgamma(22.0), 1.0, 1e-12);
  EXPECT_NEAR(records::current_streak_probability(Null::iid, 20) * std::tgamma(22.0), 1.0, 1e-12);
}

TEST(Significance, SaysHowSurprisingTheNumberOfRecordsIs) {
  const TimeSeries series(start, {1, 2, gap, 3, 2, 4});
  const auto iid = records::significance(series);
  EXPECT_EQ(iid.observations, 5);
  EXPECT_EQ(iid.records, 4);
  EXPECT_NEAR(iid.at_least, 1.0 / 12 + 1.0 / 120, 1e-15);
  EXPECT_NEAR(iid.next, 1.0 / 6, 1e-15);
  const auto walk = records::significance(series, {.null = Null::random_walk});
  EXPECT_NEAR(walk.at_least, records::record_law(Null::random_walk, 5).at_least(4), 1e-15);
  EXPECT_EQ(walk.next, 0.5);
}

TEST(NextRecordProbability, UnderARandomWalkAsksHowOftenAStepWasLargeEnough) {
  const TimeSeries series(start, {10, 14, 13, 11, gap, 12});  // two short of the record; steps 4, -1, -2
  EXPECT_EQ(records::next_record_probability(series, {.null = Null::random_walk}), 1.0 / 6);
  EXPECT_EQ(records::next_record_probability(TimeSeries(start, {}), {.null = Null::random_walk}), 1.0);
  EXPECT_TRUE(
      hw::is_missing(records::next_record_probability(TimeSeries(start, {2, gap, 1}), {.null = Null::random_walk})));
}

TEST(NextRecordProbability, UnderATrendIsThatOfTheErrorThatIsNeeded) {
  const TimeSeries series(start, {1.0, 2.5, 2.5, 4.5, 4.5});  // 0.3 + 0.9 t, residuals -0.2, 0.4, -0.5, 0.6, -0.3
  const double sigma = std::sqrt(0.9 / 3.0);
  EXPECT_NEAR(records::next_record_probability(series, {.null = Null::trend, .noise = records::Noise::normal}),
              0.5 * std::erfc((4.5 - 5.7) / sigma / std::sqrt(2.0)), 1e-12);
  EXPECT_EQ(records::next_record_probability(series, {.null = Null::trend}), 1.0);
  EXPECT_EQ(records::next_record_probability(series, {.null = Null::trend, .side = Side::low}), 0.0);
}

TEST(TrendNull, OfASteepTrendExpectsARecordInEveryPeriod) {
  std::vector<double> values;
  for (int t = 0; t < 30; ++t) values.push_back(std::exp(0.1 * t + 0.001 * (t % 3)));
  for (const auto noise : {records::Noise::resampled, records::Noise::normal}) {
    const records::NullOptions options{
        .null = Null::trend, .trend = records::TrendForm::log_linear, .noise = noise, .draws = 200};
    const auto found = records::significance(TimeSeries(start, values), options);
    EXPECT_EQ(found.records, 30);
    EXPECT_EQ(found.expected, 30.0);
    EXPECT_EQ(found.at_least, 1.0);
    EXPECT_EQ(found.next, 1.0);
    EXPECT_EQ(records::streak_probability(TimeSeries(start, values), 29, options), 1.0);
  }
}

TEST(TrendNull, OfAFlatLineIsCloseToIid) {
  // Symmetric in time, so the line is flat, and what is drawn about it comes in no order.
  std::vector<double> values;
  for (int t = 0; t < 20; ++t) values.push_back(std::sin(static_cast<double>(t * t)));
  for (int t = 19; t >= 0; --t) values.push_back(values[static_cast<std::size_t>(t)]);
  values[5] = values[34] = gap;
  const records::NullOptions options{.null = Null::trend, .noise = records::Noise::normal, .draws = 20'000};
  const records::RecordLaw law = records::record_law(TimeSeries(start, values), options),
                           iid = records::record_law(Null::iid, 38);
  EXPECT_EQ(law.draws, 20'000);
  EXPECT_EQ(law.record_probability.size(), 38U);
  for (std::size_t t = 0; t < 38; ++t)
    EXPECT_NEAR(law.record_probability[t], iid.record_probability[t], 4.0 * std::sqrt(0.25 / 20'000));
  EXPECT_NEAR(law.expected, iid.expected, 4.0 * std::sqrt(iid.variance / 20'000));
  EXPECT_NEAR(law.at_least(6), iid.at_least(6), 4.0 * std::sqrt(0.25 / 20'000));
  EXPECT_NEAR(records::streak_probability(TimeSeries(start, values), 4, options),
              records::streak_probability(Null::iid, 4, 38), 0.15);  // the two gaps cut streaks short
}

TEST(TrendNull, GivesTheSameFiguresForTheSameSeed) {
  const TimeSeries series(start, {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8});
  const auto with_seed = [&](std::uint64_t seed) {
    return records::record_law(series, {.null = Null::trend, .draws = 500, .seed = seed}).count_probability;
  };
  EXPECT_EQ(with_seed(3), with_seed(3));
  EXPECT_NE(with_seed(3), with_seed(4));
}

TEST(LatestSignificance, IsOfTheLatestObservation) {
  const auto found = *records::latest_significance(TimeSeries(start, {5, 3, gap, 1, 2, 4, gap}));
  EXPECT_EQ(found.latest.period, start + 5);
  EXPECT_EQ(found.observations, 5);
  EXPECT_EQ(found.rank.observed, 2);
  EXPECT_EQ(found.rank.probability, 2.0 / 5);
  EXPECT_EQ(found.unmatched.observed, 4);
  EXPECT_EQ(found.unmatched.probability, 1.0 / 4);
  EXPECT_EQ(found.since, start);
  EXPECT_EQ(found.streak.observed, 2);
  EXPECT_EQ(found.streak.probability, 1.0 / 6);
  EXPECT_FALSE(found.is_record());
  EXPECT_FALSE(records::latest_significance(TimeSeries(start, {gap, gap})));
}

TEST(LatestSignificance, CountsATieAgainstIt) {
  const auto found = *records::latest_significance(TimeSeries(start, {4, 4, 4, 4}));
  EXPECT_EQ(found.rank.observed, 4);
  EXPECT_EQ(found.rank.probability, 1.0);
  EXPECT_EQ(found.unmatched.observed, 1);
  EXPECT_EQ(found.streak.observed, 0);
}

TEST(LatestSignificance, OfARecordHasOneProbabilityWhateverItIsCalled) {
  for (const Null null : {Null::iid, Null::random_walk}) {
    const auto found = *records::latest_significance(TimeSeries(start, {1, 5, 3, 9}), {.null = null});
    EXPECT_TRUE(found.is_record());
    EXPECT_EQ(found.rank.probability, found.unmatched.probability);
  }
}

TEST(Significance, OfTheLowerSideIsThatOfTheMirrorImage) {
  test_support::RandomData random(23);
  for (const Null null : {Null::iid, Null::random_walk, Null::trend}) {
    const std::vector<double> x = random.values(50, test_support::Kind::signed_values, 9);
    std::vector<double> y;
    for (const double value : x) y.push_back(-value);
    const records::NullOptions high{.null = null, .draws = 300}, low{.null = null, .side = Side::low, .draws = 300};
    const TimeSeries a(start, x), b(start, y);
    const auto p = records::significance(a, high), q = records::significance(b, low);
    EXPECT_EQ(p.records, q.records);
    EXPECT_EQ(p.at_least, q.at_least);
    EXPECT_EQ(p.next, q.next);
    const auto r = *records::latest_significance(a, high), s = *records::latest_significance(b, low);
    EXPECT_EQ(r.rank.probability, s.rank.probability);
    EXPECT_EQ(r.unmatched.probability, s.unmatched.probability);
    EXPECT_EQ(r.streak.probability, s.streak.probability);
  }
}

TEST(Significance, OfAPanelIsThatOfItsSeries) {
  test_support::RandomData random(29);
  std::vector<double> values;
  for (const auto kind : {test_support::Kind::positive, test_support::Kind::rising, test_support::Kind::coarse})
    for (const double x : random.values(40, kind, 8)) values.push_back(x);
  const hw::Panel panel({"a", "b", "c"}, start, values);
  for (const Null null : {Null::iid, Null::random_walk, Null::trend}) {
    const records::NullOptions options{.null = null, .draws = 100};
    const auto all = records::significance(panel, options);
    const auto latest = records::latest_significance(panel, options);
    for (std::size_t i = 0; i < 3; ++i) {
      const auto one = records::significance(panel.series(i), options);
      EXPECT_EQ(all[i].records, one.records);
      EXPECT_EQ(all[i].at_most, one.at_most);
      EXPECT_EQ(latest[i]->rank.probability, records::latest_significance(panel.series(i), options)->rank.probability);
    }
  }
}

TEST(Significance, OfNonsenseIsAnErrorThatSaysWhat) {
  EXPECT_EQ(message_of([] { return records::record_law(Null::trend, 10); }),
            "Null::trend has no law without a series to fit the trend to");
  EXPECT_EQ(message_of([] { return records::record_probability(Null::iid, 0); }),
            "the number of an observation cannot be 0");
  EXPECT_EQ(message_of([] { return records::streak_probability(Null::iid, -1, 5); }),
            "the length of a streak cannot be -1");
  EXPECT_THROW(records::rank_probability(Null::iid, 0, 5), hw::Error);
  const TimeSeries two(start, {1, gap, 2});
  EXPECT_EQ(message_of([&] { return records::significance(two, {.null = Null::trend}); }),
            "Null::trend needs at least 3 observations, and the monthly series from 2024-01 to 2024-03 has 2");
  EXPECT_EQ(message_of([&] {
              return records::significance(TimeSeries(start, {1, 0, 3, 4}),
                                           {.null = Null::trend, .trend = records::TrendForm::log_linear});
            }),
            "a log-linear trend needs positive values, and that of 2024-02 is not");
  EXPECT_THROW(records::significance(TimeSeries(start, {1, 2, 3, 4}), {.null = Null::trend, .draws = 0}), hw::Error);
}

}  // namespace significance_test
