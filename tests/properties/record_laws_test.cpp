#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <string>
#include <vector>

#include "highwater/records/ranks.hpp"
#include "highwater/records/significance.hpp"
#include "highwater/records/streaks.hpp"
#include "support/random_data.hpp"

// The laws of records, ranks and streaks against what a hundred thousand seeded series do. Four standard errors.

namespace hw = highwater;
namespace records = highwater::records;
using hw::Null;

namespace record_laws_test {

constexpr std::size_t series_count = 100'000, n = 60;

double uniform_step(test_support::RandomData& random) { return random.uniform() - 0.5; }
double heavy_step(test_support::RandomData& random) {  // Cauchy: without a mean
  return std::tan(std::numbers::pi * (random.uniform() - 0.5));
}

struct Counts {
  std::vector<double> at, number, rank, streak, longest;  // how many series: [t - 1], and with the number [k]
  Counts() : at(n), number(n + 1), rank(n + 1), streak(n + 1), longest(n + 1) {}
};

Counts count(Null null, double (*step)(test_support::RandomData&)) {
  Counts counts;
  test_support::RandomData random(20250131);
  std::vector<double> x(n), changes(n - 1);
  for (std::size_t i = 0; i < series_count; ++i) {
    double level = 0.0;
    for (double& value : x) value = null == Null::iid ? step(random) : level += step(random);
    for (std::size_t t = 1; t < n; ++t) changes[t - 1] = x[t] - x[t - 1];
    const hw::SeriesView series(hw::month(2000, 1), x), growth(hw::month(2000, 2), changes);
    const auto highs = records::highs(series);
    for (const hw::Record& record : highs) counts.at[series.index_of(record.period)] += 1.0;
    counts.number[highs.size()] += 1.0;
    counts.rank[static_cast<std::size_t>(records::rank(series, series.last()))] += 1.0;
    counts.streak[static_cast<std::size_t>(records::current_streak(growth).length)] += 1.0;
    counts.longest[static_cast<std::size_t>(records::longest_streak(growth).length)] += 1.0;
  }
  return counts;
}

void expect_share(double counted, double probability, const std::string& of) {
  const double share = counted / static_cast<double>(series_count);
  EXPECT_NEAR(share, probability,
              4.0 * std::sqrt(probability * (1.0 - probability) / static_cast<double>(series_count)) + 1e-12)
      << of;
}

void expect_laws(Null null, const Counts& counts) {
  const records::RecordLaw law = records::record_law(null, n);
  double expected = 0.0, ranked = 0.0, streak = 0.0, longest = 0.0;
  for (std::size_t k = 1; k <= n; ++k) {
    const auto number = static_cast<std::int64_t>(k);
    const std::string which = std::to_string(k);
    expected += counts.at[k - 1] / static_cast<double>(series_count);
    expect_share(counts.at[k - 1], law.record_probability[k - 1], "record at " + which);
    expect_share(counts.number[k], law.count_probability[k], which + " records");
    ranked += counts.rank[k];
    expect_share(ranked, records::rank_probability(null, number, n), "rank up to " + which);
    streak += counts.streak[k - 1];
    longest += counts.longest[k - 1];
    expect_share(static_cast<double>(series_count) - streak,
                 k == n ? 0.0 : records::current_streak_probability(null, number), "current streak of " + which);
    expect_share(static_cast<double>(series_count) - longest, records::streak_probability(null, number, n),
                 "streak of " + which);
  }
  EXPECT_NEAR(expected, law.expected, 4.0 * std::sqrt(law.variance / static_cast<double>(series_count)));
}

TEST(RecordLaws, OfIidValuesAreWhatSimulationFinds) { expect_laws(Null::iid, count(Null::iid, uniform_step)); }

TEST(RecordLaws, OfARandomWalkAreWhatSimulationFindsWhateverTheSteps) {
  expect_laws(Null::random_walk, count(Null::random_walk, uniform_step));
  expect_laws(Null::random_walk, count(Null::random_walk, heavy_step));
}

}  // namespace record_laws_test
