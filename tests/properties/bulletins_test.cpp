// Bulletins of seeded series of every measure and frequency: whatever the data, nothing is claimed that they rule out, and
// every page is drawn with finite coordinates.
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <vector>

#include "highwater/bulletin/bulletin.hpp"
#include "support/random_data.hpp"
#include "support/well_formed.hpp"

namespace hw = highwater;
using hw::Measure;
using test_support::RandomData;

namespace bulletins_test {

enum class Shape { trend, walk, crossing, constant, coarse, steps, single, large, small, wild, extreme };
constexpr int shapes = 11;

/// Values of a shape, with a gap now and then.
std::vector<double> values_of(Shape shape, std::size_t n, RandomData& random) {
  const double level = shape == Shape::large ? 1e300 : shape == Shape::small ? 1e-300 : 100.0 * random.uniform() + 1.0;
  const double constant = std::round(random.uniform() * 1000.0) / std::pow(10.0, static_cast<double>(random.below(4)));
  std::vector<double> values;
  double at = level;
  for (std::size_t t = 0; t < n; ++t) {
    switch (shape) {
      case Shape::trend:
        at = level * (1.0 + 0.02 * static_cast<double>(t)) + random.uniform();
        break;
      case Shape::walk:
        at *= 0.9 + 0.2 * random.uniform();
        break;
      case Shape::crossing:
        at = 20.0 * (random.uniform() - 0.5);
        break;
      case Shape::constant:
        at = constant;
        break;
      case Shape::coarse:
        at = std::floor(6.0 * random.uniform()) - 2.0;
        break;
      case Shape::steps:
        at = std::floor(static_cast<double>(t) / 5.0);
        break;
      case Shape::single:
        at = t + 1 == n ? level : hw::missing_value;
        break;
      case Shape::large:
      case Shape::small:
        at = level * (1.0 + random.uniform());
        break;
      case Shape::wild:
        at = (random.uniform() - 0.5) * std::exp2(200.0 * (random.uniform() - 0.5));
        break;
      case Shape::extreme:  // 1e-300 to 1e300 in one series
        at = (random.uniform() - 0.5) * std::pow(10.0, 600.0 * (random.uniform() - 0.5));
        break;
    }
    values.push_back(random.below(20) == 0 ? hw::missing_value : at);
  }
  if (!values.empty() && std::isnan(values.back())) values.back() = at;
  return values;
}

hw::Period start_of(std::size_t frequency) {
  const hw::Period starts[] = {hw::year(1990),      hw::half(1998, 2),  hw::quarter(2001, 2),
                               hw::month(2015, 5),  hw::week(2019, 40), hw::business_day(2023, 11, 3),
                               hw::day(2023, 11, 3)};
  return starts[frequency];
}

void expect_sound(const hw::bulletin::Bulletin& bulletin, const std::string& name) {
  for (const hw::claims::Finding& finding : verify(bulletin))
    EXPECT_TRUE(finding.verdict == hw::claims::Verdict::certain || finding.verdict == hw::claims::Verdict::possible)
        << name << ": " << to_text(finding.claim) << ": " << to_text(finding) << '\n'
        << to_text(bulletin);
  for (const hw::bulletin::Chart& chart : bulletin.charts) {
    const std::string svg = to_svg(chart);
    EXPECT_EQ(test_support::fault_of_markup(svg), "") << name << ": " << chart.description;
    EXPECT_EQ(svg.find("nan"), std::string::npos) << name << ": " << chart.description;
    EXPECT_EQ(svg.find("inf"), std::string::npos) << name << ": " << chart.description;
  }
  const std::string page = to_html(bulletin);
  EXPECT_EQ(test_support::fault_of_markup(page), "") << name;
  EXPECT_EQ(page.find("nan"), std::string::npos) << name;
  for (const hw::bulletin::Statement& statement : bulletin.statements) {
    EXPECT_EQ(statement.sentence.find("nan"), std::string::npos) << name << ": " << statement.sentence;
    EXPECT_EQ(statement.sentence.find("inf "), std::string::npos) << name << ": " << statement.sentence;
    // Of a rate and a balance nothing is put in per cent but the probability of a target.
    const bool in_units = bulletin.indicator.measure == Measure::rate || bulletin.indicator.measure == Measure::balance;
    for (const hw::bulletin::Figure& figure : statement.figures)
      EXPECT_FALSE(in_units && statement.topic != hw::bulletin::Topic::target &&
                   figure.quantity == hw::bulletin::Quantity::fraction)
          << name << ": " << statement.sentence;
  }
  EXPECT_EQ(to_json(hw::bulletin::parse_json(to_json(bulletin))), to_json(bulletin)) << name;
}

class Bulletins : public testing::TestWithParam<Measure> {};
INSTANTIATE_TEST_SUITE_P(Of, Bulletins,
                         testing::Values(Measure::flow, Measure::stock, Measure::index, Measure::rate,
                                         Measure::balance));

TEST_P(Bulletins, OfAnySeriesAreSound) {
  const Measure measure = GetParam();
  RandomData random(20241231 + static_cast<unsigned>(measure));
  std::size_t composed = 0, refused = 0;
  const char* const asked = std::getenv("HIGHWATER_ROUNDS");  // 26 are more than 10 000 series
  const int rounds = asked != nullptr ? std::atoi(asked) : 1;
  for (int round = 0; round < rounds; ++round)
    for (std::size_t frequency = 0; frequency < 7; ++frequency)
      for (int shape = 0; shape < shapes; ++shape) {
        const std::size_t longest = frequency >= 4 ? 160 : 60;
        const auto values = values_of(static_cast<Shape>(shape), 1 + random.below(longest), random);
        const std::string name = "round " + std::to_string(round) + ", " +
                                 std::string(to_string(start_of(frequency).frequency())) + ", shape " +
                                 std::to_string(shape);
        try {
          const hw::bulletin::Bulletin bulletin =
              hw::bulletin::compose(hw::TimeSeries(start_of(frequency), values),
                                    {.unit = measure == Measure::rate ? "%" : "EUR",
                                     .magnitude = random.below(2) == 0 ? hw::Magnitude::none : hw::Magnitude::million,
                                     .measure = measure},
                                    {.target = values.back() * 2.0});
          expect_sound(bulletin, name);
          ++composed;
        } catch (const hw::Error& error) {
          ADD_FAILURE() << name << ": " << error.what();
          ++refused;
        }
      }
  EXPECT_EQ(refused, 0U);
  EXPECT_EQ(composed, 77U * static_cast<std::size_t>(rounds));
}

}  // namespace bulletins_test
