#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "highwater/version.hpp"

namespace HIGHWATER_NAMESPACE::records {

/// An independent variable that is size with probability up, -size with probability down, and otherwise 0.
struct Step {
  std::int64_t size;
  double up;
  double down = 0.0;
};

/// The law of a sum of such variables: of lowest, lowest + 1, ...
struct StepLaw {
  std::int64_t lowest;
  std::vector<double> probability;
};

/// Exact but for rounding: the steps are convolved one by one. Probabilities below the smallest normal number are
/// dropped.
StepLaw law_of_sum(const std::vector<Step>& steps);

/// Probability of position i or one after it, of i or one before it. Sums run from the thin end, where what is small
/// would otherwise be lost.
double from_position(std::span<const double> probability, std::int64_t i) noexcept;
double up_to_position(std::span<const double> probability, std::int64_t i) noexcept;

}  // namespace HIGHWATER_NAMESPACE::records
