#include "highwater/monitor/discovery.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "support/message_of.hpp"
#include "support/random_data.hpp"

namespace hw = highwater;
namespace monitor = highwater::monitor;
using hw::Null;
using monitor::Statement;
using test_support::message_of;

namespace discovery_test {

constexpr double gap = test_support::missing;
const hw::Period start = hw::month(2000, 1);

TEST(BenjaminiHochberg, GivesTheValuesOfTheirExample) {
  // The fifteen p-values of their article; at a rate of 0.05 the first four are rejected.
  const std::vector<double> p{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                              0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};
  const std::vector<double> q = monitor::benjamini_hochberg(p);
  const std::vector<double> by_hand{0.0015, 0.003,     0.0095,     0.035625, 0.0603,     0.447 / 7,   0.447 / 7, 0.0645,
                                    0.0765, 4.86 / 10, 6.393 / 11, 0.714875, 9.792 / 13, 11.385 / 14, 1.0};
  for (std::size_t i = 0; i < p.size(); ++i) EXPECT_NEAR(q[i], by_hand[i], 1e-14) << i;
}

TEST(BenjaminiHochberg, RisesWithThePValueAndIsNeverBelowIt) {
  test_support::RandomData random(3);
  std::vector<double> p;
  for (int i = 0; i < 500; ++i) p.push_back(std::floor(random.uniform() * 200.0) / 200.0);
  p[17] = gap;
  const std::vector<double> q = monitor::benjamini_hochberg(p);
  EXPECT_TRUE(hw::is_missing(q[17]));
  for (std::size_t i = 0; i < p.size(); ++i)
    for (std::size_t j = 0; j < p.size(); ++j)
      if (i != 17 && j != 17 && p[i] <= p[j]) {
        ASSERT_LE(q[i], q[j]);
        ASSERT_LE(p[i], q[i]);
      }
  EXPECT_TRUE(monitor::benjamini_hochberg({}).empty());
}

/// Columns of noise, one of which ends in a record, one in a long rise; one is not observed at the end.
hw::Panel noise_with_news(std::size_t columns, std::size_t rows) {
  test_support::RandomData random(11);
  std::vector<std::string> names;
  std::vector<double> values;
  for (std::size_t j = 0; j < columns; ++j) {
    names.push_back("s" + std::to_string(j));
    for (std::size_t t = 0; t < rows; ++t) values.push_back(random.uniform());
  }
  for (std::size_t t = 0; t < 12; ++t) values[3 * rows - 1 - t] = 0.6 - 0.01 * static_cast<double>(t);
  if (columns > 5) values[6 * rows - 1] = gap;
  return {names, start, values};
}

TEST(Discover, FindsWhatIsTooUnlikelyToBeChance) {
  const hw::Panel panel = noise_with_news(200, 100);
  const monitor::Discoveries result = monitor::discover(panel);
  EXPECT_EQ(result.period, start + 99);
  EXPECT_EQ(result.tested, 199U * 6U);
  ASSERT_EQ(result.found.size(), 1U);
  const monitor::Discovery& found = result.found[0];
  EXPECT_EQ(found.name, "s2");
  EXPECT_EQ(found.series, 2U);
  EXPECT_EQ(found.statement, Statement::streak);
  EXPECT_EQ(found.side, hw::Side::high);
  EXPECT_GE(found.number, 11);
  EXPECT_EQ(found.probability, hw::records::current_streak_probability(Null::iid, found.number));
  EXPECT_NEAR(found.q_value, found.probability * 199 * 6, 1e-18);
}

TEST(Discover, UnderTheNullReportsFarFewerThanARecordBySeries) {
  // A thousand walks of 240 periods: some fifty are at a record, which is no news.
  test_support::RandomData random(12);
  std::vector<double> values;
  for (int j = 0; j < 1000; ++j) {
    double level = 0.0;
    for (int t = 0; t < 240; ++t) values.push_back(level += random.uniform() - 0.5);
  }
  const hw::PanelView panel(start, values, 240, 1000);
  EXPECT_TRUE(monitor::discover(panel, {.null = Null::random_walk}).found.empty());
  EXPECT_GT(monitor::discover(panel, {.null = Null::iid}).found.size(), 20U);  // under the wrong one everything is
}

TEST(Discover, ListsTheLeastLikelyFirstAndOneOfRankAndHighestSince) {
  const hw::Panel panel = noise_with_news(50, 40);
  const monitor::Discoveries all = monitor::discover(panel, {.false_discovery_rate = 1.0});
  EXPECT_EQ(all.found.size(), 49U * 4U);
  for (std::size_t i = 1; i < all.found.size(); ++i) EXPECT_LE(all.found[i - 1].probability, all.found[i].probability);
  for (const monitor::Discovery& d : all.found) {
    const hw::SeriesView series = panel.series(d.series);
    EXPECT_EQ(d.statement == Statement::record,
              !d.since && d.statement != Statement::rank && d.statement != Statement::streak);
    if (d.statement == Statement::highest_since) {
      EXPECT_EQ(d.since, d.side == hw::Side::high ? hw::records::highest_since(series, all.period)
                                                  : hw::records::lowest_since(series, all.period));
    }
  }
}

TEST(Discover, IsTheSameForSeriesInAnotherOrder) {
  const hw::Panel panel = noise_with_news(30, 50);
  std::vector<double> values;
  std::vector<std::string> names;
  for (std::size_t j = 30; j-- > 0;) {
    names.push_back(panel.names()[j]);
    for (const double x : panel.series(j).values()) values.push_back(x);
  }
  const auto listed = [](const hw::Panel& of) {
    std::vector<std::string> lines;
    for (const auto& d : monitor::discover(of, {.false_discovery_rate = 1.0}).found)
      lines.push_back(d.name + ' ' + std::to_string(static_cast<int>(d.statement)) + ' ' + std::to_string(d.q_value));
    std::sort(lines.begin(), lines.end());
    return lines;
  };
  EXPECT_EQ(listed(panel), listed(hw::Panel(names, start, values)));
}

TEST(Discover, UnderATrendIsBySimulation) {
  const hw::Panel panel = noise_with_news(4, 40);
  const auto found = monitor::discover(panel, {.null = Null::trend, .false_discovery_rate = 0.2, .draws = 2000}).found;
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].series, 2U);
  EXPECT_EQ(found[0].statement, Statement::streak);
  EXPECT_EQ(found[0].probability, 1.0 / 2001);
}

TEST(Discover, OfNonsenseIsAnErrorThatSaysWhat) {
  const hw::Panel panel({"a"}, start, {1, 2, 3});
  EXPECT_EQ(message_of([&] { return monitor::discover(panel, {.false_discovery_rate = 0.0}); }),
            "a false discovery rate must be above 0 and at most 1, not 0.000000");
  EXPECT_THROW(monitor::discover(panel, {.false_discovery_rate = 1.5}), hw::Error);
  EXPECT_THROW(monitor::discover(hw::Panel({"a"}, start, {})), hw::Error);
  EXPECT_TRUE(monitor::discover(hw::Panel({"a"}, start, {1, gap})).found.empty());
}

}  // namespace discovery_test
