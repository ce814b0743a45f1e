#pragma once

#if !defined(HIGHWATER_COMPILED)
#error "highwater/projection/outcome.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "highwater/calendar/period.hpp"
#include "highwater/projection/joint.hpp"

namespace HIGHWATER_NAMESPACE::projection {

/// Draws of the projected periods, where an answer has no closed form.
struct SimulationOptions {
  std::int64_t draws = 100'000;  // a probability is then good to 0.0032 (two standard errors) or better
  std::uint64_t seed = 1;        // the same seed gives the same figures on every machine
};

/// An equal-tailed interval: a number lies inside with a given probability, and beyond either bound equally often.
struct Interval {
  double lower;
  double upper;
};

/// What is known of one number that depends on the projected periods: a total, a growth rate, a peak.
///
/// Units    those of the number; probabilities as fractions.
/// Errors   throws Error if a probability or a coverage does not lie between 0 and 1.
class Outcome {
 public:
  /// In closed form.
  explicit Outcome(const Law& law) : law_(law) {}
  /// From equally likely draws, at least one, in any order. `mean` is the exact one if it is known, otherwise missing.
  explicit Outcome(std::vector<double> draws, double mean = core::not_a_number);

  double mean() const;  // of a log model: under normal errors (a Student t in logs has no mean)
  double median() const { return quantile(0.5); }
  double quantile(double probability) const;
  Interval interval(double coverage = 0.95) const;
  /// Probability of the value or more; missing for a missing one.
  double probability_of_reaching(double value) const;

 private:
  Law law_;
  std::vector<double> draws_;  // in rising order; none: in closed form
  double mean_ = core::not_a_number;
};

/// When a level is first reached.
struct Arrival {
  Period first;                     // projected
  std::vector<double> probability;  // of having been reached by each projected period

  /// The first period by which it has been reached with this probability; none if that lies beyond those projected.
  std::optional<Period> quantile(double p) const {
    for (std::size_t h = 0; h < probability.size(); ++h)
      if (probability[h] >= p) return first + static_cast<std::int64_t>(h);
    return std::nullopt;
  }
};

}  // namespace HIGHWATER_NAMESPACE::projection
