#include "highwater/projection/outcome.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <string>
#include <utility>

#include "highwater/error.hpp"
#include "highwater/projection/projection.hpp"
#include "projection/quantile.hpp"

namespace HIGHWATER_NAMESPACE::projection {
namespace {

// In doubles: Boost's long double takes five times as long, for digits beyond those of the data.
using InDoubles = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
using Normal = boost::math::normal_distribution<double, InDoubles>;
using StudentT = boost::math::students_t_distribution<double, InDoubles>;

double probability_above(double z, double degrees_of_freedom) {
  if (std::isinf(z)) return z > 0.0 ? 0.0 : 1.0;
  if (std::isinf(degrees_of_freedom)) return boost::math::cdf(boost::math::complement(Normal(), z));
  return boost::math::cdf(boost::math::complement(StudentT(degrees_of_freedom), z));
}

}  // namespace

double standard_quantile(double probability, double degrees_of_freedom) {
  if (!(probability > 0.0 && probability < 1.0))
    throw Error("a probability must lie between 0 and 1, not " + std::to_string(probability));
  if (std::isinf(degrees_of_freedom)) return boost::math::quantile(Normal(), probability);
  return boost::math::quantile(StudentT(degrees_of_freedom), probability);
}

Outcome::Outcome(std::vector<double> draws, double mean) : draws_(std::move(draws)), mean_(mean) {
  if (draws_.empty()) throw Error("an outcome needs at least one draw");
  if (mean_ != mean_) {
    mean_ = 0.0;
    for (const double draw : draws_) mean_ += draw;
    mean_ /= static_cast<double>(draws_.size());
  }
  std::sort(draws_.begin(), draws_.end());
}

double Outcome::mean() const {
  if (!draws_.empty()) return mean_;
  if (law_.shaped || law_.floor > -core::infinity) {
    constexpr int slices = 2000;
    double sum = 0.0;
    for (int i = 0; i < slices; ++i) sum += quantile((i + 0.5) / slices);
    return sum / slices;
  }
  return core::finite_or_missing(law_.scale == Scale::log ? std::exp(law_.location + law_.spread * law_.spread / 2.0)
                                                          : law_.location);
}

double Outcome::quantile(double probability) const {
  if (draws_.empty())
    return core::finite_or_missing(law_.value(standard_quantile(probability, law_.degrees_of_freedom)));
  if (!(probability > 0.0 && probability < 1.0))
    throw Error("a probability must lie between 0 and 1, not " + std::to_string(probability));
  const double position = probability * static_cast<double>(draws_.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, draws_.size() - 1);
  return draws_[below] + (position - static_cast<double>(below)) * (draws_[above] - draws_[below]);
}

Interval Outcome::interval(double coverage) const {
  detail::require_valid({.coverage = coverage});
  return {quantile(0.5 - coverage / 2.0), quantile(0.5 + coverage / 2.0)};
}

double Outcome::probability_of_reaching(double value) const {
  if (value != value) return value;
  if (draws_.empty()) return probability_above(law_.standardised(value), law_.degrees_of_freedom);
  const auto reached = draws_.end() - std::lower_bound(draws_.begin(), draws_.end(), value);
  return static_cast<double>(reached) / static_cast<double>(draws_.size());
}

}  // namespace HIGHWATER_NAMESPACE::projection
