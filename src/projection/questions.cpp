#include <algorithm>
#include <boost/random/chi_squared_distribution.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "highwater/calendar/period_text.hpp"
#include "highwater/projection/projection.hpp"

// What a projection answers about several periods at once.
namespace HIGHWATER_NAMESPACE {
namespace projection {
namespace {

// Draws the first periods of a projection again and again.
class PathSampler {
 public:
  PathSampler(const JointDistribution& joint, std::size_t periods, std::uint64_t seed)
      : joint_(joint), path_(periods), z_(sources_that_move(periods)), generator_(seed) {
    for (std::size_t h = 0; h < periods; ++h) laws_.push_back(joint.law(h));
    if (std::isfinite(joint.degrees_of_freedom))
      chi_squared_ = boost::random::chi_squared_distribution<double>(joint.degrees_of_freedom);
  }

  std::span<const double> next() {
    const double degrees = joint_.degrees_of_freedom;
    const double inflation = std::isfinite(degrees) ? std::sqrt(degrees / chi_squared_(generator_)) : 1.0;
    for (double& value : z_) value = normal_(generator_) * inflation;
    for (std::size_t h = 0; h < path_.size(); ++h) {
      const double* const loadings = joint_.loadings.data() + h * joint_.sources();
      const Law& law = laws_[h];
      double error = 0.0;
      for (std::size_t k = 0; k < z_.size(); ++k) error += loadings[k] * z_[k];
      path_[h] = law.value(law.spread > 0.0 ? error / law.spread : 0.0);
    }
    return path_;
  }

 private:
  // Only sources that move these periods are drawn, so a longer projection does not change the figures.
  std::size_t sources_that_move(std::size_t periods) const {
    std::size_t count = joint_.sources();
    const auto moves = [&](std::size_t k) {
      for (std::size_t h = 0; h < periods; ++h)
        if (joint_.loadings[h * joint_.sources() + k] != 0.0) return true;
      return false;
    };
    while (count > 0 && !moves(count - 1)) --count;
    return count;
  }

  const JointDistribution& joint_;
  std::vector<Law> laws_;
  std::vector<double> path_, z_;
  boost::random::mt19937_64 generator_;
  boost::random::normal_distribution<double> normal_;
  boost::random::chi_squared_distribution<double> chi_squared_{1.0};
};

void require_draws(std::int64_t draws) {
  if (draws < 1) throw Error("a simulation needs at least one draw, not " + std::to_string(draws));
}

template <class Number>
std::vector<double> simulate(const JointDistribution& joint, std::size_t periods, SimulationOptions options,
                             Number number) {
  require_draws(options.draws);
  PathSampler sampler(joint, periods, options.seed);
  std::vector<double> draws(static_cast<std::size_t>(options.draws));
  for (double& draw : draws) draw = number(sampler.next());
  return draws;
}

// Positions of the projected periods between two, both included.
struct Span {
  std::size_t begin, end;
};
Span span_of(const TimeSeries& point, Period from, Period to) {
  if (from < point.first() || point.last() < to)
    throw Error("the projection goes from " + to_string(point.first()) + " to " + to_string(point.last()) +
                " and does not hold " + to_string(from < point.first() ? from : to));
  if (to < from) throw Error("a total cannot run from " + to_string(from) + " back to " + to_string(to));
  return {static_cast<std::size_t>(from - point.first()), static_cast<std::size_t>(to - point.first()) + 1};
}

// (sum of the periods + observed) / base + shift.
struct Weighing {
  double observed, base, shift;
};

// Whether a period lies as far from its location as the loadings say, whatever shape others have.
bool is_linear(const JointDistribution& joint, std::size_t h) {
  if (joint.marginals.empty()) return joint.floor == -core::infinity;
  const Marginal& shape = joint.marginals[h];
  const double spread = joint.law(h).spread;
  return shape.up == spread && shape.up_power == 1.0 && shape.down == spread && shape.down_power == 1.0;
}

Outcome weighed_total(const JointDistribution& joint, Span span, Weighing by, SimulationOptions options) {
  bool linear = joint.scale == Scale::level;
  for (std::size_t h = span.begin; h < span.end; ++h) linear = linear && is_linear(joint, h);
  if (linear) {  // a sum of jointly Student t variables is one: the loadings add up source by source
    Law law{.degrees_of_freedom = joint.degrees_of_freedom, .location = by.observed};
    double variance = 0.0;
    for (std::size_t h = span.begin; h < span.end; ++h) law.location += joint.location[h];
    for (std::size_t k = 0; k < joint.sources(); ++k) {
      double loading = 0.0;
      for (std::size_t h = span.begin; h < span.end; ++h) loading += joint.loadings[h * joint.sources() + k];
      variance += loading * loading;
    }
    law.location = law.location / by.base + by.shift;
    law.spread = std::sqrt(variance) / by.base;
    return Outcome(law);
  }
  double mean = by.observed;  // expectations add up, dependent or not
  for (std::size_t h = span.begin; h < span.end; ++h) mean += Outcome(joint.law(h)).mean();
  return Outcome(simulate(joint, span.end, options,
                          [&](std::span<const double> path) {
                            double total = by.observed;
                            for (std::size_t h = span.begin; h < span.end; ++h) total += path[h];
                            return total / by.base + by.shift;
                          }),
                 mean / by.base + by.shift);
}

}  // namespace
}  // namespace projection

Panel Projection::paths(std::int64_t count, std::uint64_t seed) const {
  projection::require_draws(count);
  projection::PathSampler sampler(distribution, distribution.periods(), seed);
  std::vector<double> values;
  std::vector<std::string> names;
  for (std::int64_t i = 0; i < count; ++i) {
    names.push_back(std::to_string(i));
    for (const double value : sampler.next()) values.push_back(std::isfinite(value) ? value : missing_value);
  }
  return Panel(std::move(names), point.first(), std::move(values), point.fiscal_year());
}

projection::Outcome Projection::in(Period period) const {
  return projection::Outcome(distribution.law(projection::span_of(point, period, period).begin));
}

projection::Outcome Projection::total(Period from, Period to, double observed,
                                      projection::SimulationOptions options) const {
  return projection::weighed_total(distribution, projection::span_of(point, from, to), {observed, 1.0, 0.0}, options);
}

projection::Outcome Projection::growth(Period from, Period to, double base, double observed,
                                       projection::SimulationOptions options) const {
  if (!(base > 0.0)) throw Error("growth needs a positive base, not " + std::to_string(base));
  return projection::weighed_total(distribution, projection::span_of(point, from, to), {observed, base, -1.0}, options);
}

projection::Outcome Projection::of(const std::function<double(std::span<const double>)>& number,
                                   projection::SimulationOptions options) const {
  return projection::Outcome(projection::simulate(distribution, distribution.periods(), options, number));
}

projection::Outcome Projection::peak(projection::SimulationOptions options) const {
  return of([](std::span<const double> path) { return *std::max_element(path.begin(), path.end()); }, options);
}

projection::Arrival Projection::first_reaching(double level, projection::SimulationOptions options) const {
  std::vector<double> reached(distribution.periods(), 0.0);
  projection::simulate(distribution, distribution.periods(), options, [&](std::span<const double> path) {
    const auto at = std::find_if(path.begin(), path.end(), [&](double value) { return value >= level; });
    if (at != path.end()) reached[static_cast<std::size_t>(at - path.begin())] += 1.0;
    return 0.0;
  });
  double sum = 0.0;
  for (double& probability : reached) probability = (sum += probability) / static_cast<double>(options.draws);
  return {point.first(), std::move(reached)};
}

}  // namespace HIGHWATER_NAMESPACE
