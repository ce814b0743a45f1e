#include "highwater/projection/panel.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "highwater/projection/automatic.hpp"
#include "highwater/projection/models.hpp"
#include "highwater/projection/smoothing.hpp"
#include "support/bits.hpp"
#include "support/message_of.hpp"

namespace hw = highwater;
using namespace hw::projection;
using test_support::message_of;
using test_support::same_bits;

namespace panel_test {

constexpr double nan = hw::missing_value;

constexpr std::size_t periods = 48;

// Forty series that differ. Series 3 has two observations, and series 7 a gap.
hw::Panel panel() {
  std::vector<double> values;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < 40; ++i) {
    names.push_back("s" + std::to_string(i));
    for (std::size_t t = 0; t < periods; ++t) {
      const auto at = static_cast<double>(t), size = static_cast<double>(i + 1);
      const bool missing = (i == 3 && t != 5 && t != 9) || (i == 7 && t > 20 && t < 25);
      values.push_back(missing ? hw::missing_value : 100.0 + size * at + 10.0 * std::sin(size * at * at));
    }
  }
  return {names, hw::month(2015, 1), values};
}

void expect_same(const std::optional<hw::Projection>& a, const std::optional<hw::Projection>& b) {
  ASSERT_EQ(a.has_value(), b.has_value());
  if (!a) return;
  EXPECT_EQ(a->model, b->model);
  for (const auto part : {&hw::Projection::point, &hw::Projection::lower, &hw::Projection::upper,
                          &hw::Projection::fitted, &hw::Projection::residuals})
    EXPECT_TRUE(same_bits(((*a).*part).values(), ((*b).*part).values()));
}

TEST(ProjectionOfAPanel, IsThatOfEachSeriesWhoeverProjectsIt) {
  const hw::Panel all = panel();
  const auto check = [&](auto model) {
    const auto alone = project(all, model, {.periods = 6}),
               shared = project(all, model, {.periods = 6, .parallel = hw::Parallel::threads});
    ASSERT_EQ(alone.size(), all.series_count());
    ASSERT_EQ(shared.size(), all.series_count());
    for (std::size_t i = 0; i < alone.size(); ++i) {
      expect_same(alone[i], shared[i]);
      EXPECT_EQ(alone[i].has_value(), i != 3);
      if (i != 3) expect_same(alone[i], project(all.series(i), model, {.periods = 6}));
    }
  };
  check(Holt{});
  check(Linear{});
  check(Theta{});
}

TEST(ProjectionOfAPanel, IsEmptyWhereASeriesCannotBeProjectedAndThrowsIfNoneCan) {
  const hw::Panel all = panel();
  const Holt impossible{.given = {.alpha = 2.0}};
  EXPECT_EQ(message_of([&] { project(all, impossible); }),
            "\"s0\": " + message_of([&] { project(all.series(0), impossible); }));
  EXPECT_EQ(message_of([&] { project(all, Holt{}, {.periods = 0}); }),
            "a projection over 0 periods was asked for; it must be at least 1");
  EXPECT_TRUE(project(hw::Panel(std::vector<std::string>{}, hw::month(2015, 1), {}), Holt{}).empty());
}

TEST(ProjectionOfAPanel, LeavesFittedModelsWithNamedOptionsToTheirOwnFunction) {
  const hw::Panel all = panel();
  const Options options{.periods = 6};
  expect_same(project(fit(all.series(0), Holt{}), options), project(all.series(0), Holt{}, options));
}

TEST(TrendsOfAPanel, HaveSeasonsOrSayWhyNoneCan) {
  const hw::Panel quarters({"a", "short"}, hw::quarter(2000, 1),
                           {1, 5, 2, 3, 2, 6, 3, 4, nan, nan, nan, nan, nan, nan, 3, 4});
  const auto found = fit(quarters, Linear{.seasons = Seasons::estimated});
  ASSERT_TRUE(found[0]);
  EXPECT_EQ(found[0]->line.slope, fit(quarters.series(0), Linear{.seasons = Seasons::estimated}).line.slope);
  EXPECT_FALSE(found[1]);
  const hw::Panel days({"a"}, hw::day(2000, 1, 1), {1, 2, 3, 4});
  EXPECT_NE(message_of([&] { fit(days, Linear{.seasons = Seasons::estimated}); }), "no error");
}

TEST(ProjectionOfAPanel, WithoutNamesCallsTheSeriesThatFailedTheFirst) {
  const std::vector<double> one{1.0};
  EXPECT_EQ(message_of([&] { project(hw::PanelView(hw::year(2000), one, 1, 1), Drift{}); }).substr(0, 18),
            "the first series: ");
}

}  // namespace panel_test
