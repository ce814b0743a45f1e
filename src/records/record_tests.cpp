#include "highwater/records/record_tests.hpp"

#include <algorithm>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_01.hpp>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "records/step_law.hpp"

namespace HIGHWATER_NAMESPACE::records {
namespace {

std::vector<double> observed_values(SeriesView series, Order order) {
  std::vector<double> values;
  for (const double value : series.values())
    if (!is_missing(value)) values.push_back(value);
  if (order == Order::backward) std::reverse(values.begin(), values.end());
  return values;
}

std::int64_t weight(RecordWeights weights, std::int64_t t) { return weights == RecordWeights::equal ? 1 : t - 1; }

double weighted_records(const std::vector<double>& x, Side side, RecordWeights weights) {
  std::int64_t sum = 0;
  core::visit_records(x.data(), x.size(), side, Ties::strict,
                      [&](std::size_t t) { sum += weight(weights, static_cast<std::int64_t>(t) + 1); });
  return static_cast<double>(sum);
}

double upper_tail(double z) { return 0.5 * std::erfc(z / std::sqrt(2.0)); }

double p_of(Alternative alternative, double at_least, double at_most) {
  switch (alternative) {
    case Alternative::greater:
      return at_least;
    case Alternative::less:
      return at_most;
    case Alternative::two_sided:
      break;
  }
  return std::min(1.0, 2.0 * std::min(at_least, at_most));
}

// `steps` are what each observation adds to the statistic under the hypothesis.
TestResult test(double statistic, const std::vector<Step>& steps, Alternative alternative, RecordWeights weights,
                Reference reference) {
  TestResult result{statistic, 0.0, 0.0, missing_value, missing_value};
  for (const Step& step : steps) {
    const auto size = static_cast<double>(step.size);
    const double mean = step.up - step.down;
    result.expected += size * mean;
    result.variance += size * size * (step.up + step.down - mean * mean);
  }
  const double scale = std::sqrt(result.variance), distance = statistic - result.expected;
  const double shift = reference == Reference::corrected ? 0.5 : 0.0;
  const double z_greater = (distance - shift) / scale, z_less = (distance + shift) / scale;
  if (scale > 0.0) {
    if (alternative == Alternative::two_sided)
      result.z = std::copysign(std::max(0.0, std::abs(distance) - shift), distance) / scale;
    else
      result.z = alternative == Alternative::greater ? z_greater : z_less;
  }
  if (reference == Reference::exact) {
    if (weights == RecordWeights::linear && steps.size() > 2000)
      throw Error("the exact law of linearly weighted records was asked for " + std::to_string(steps.size()) +
                  " observations, and goes up to 2000; use Reference::normal");
    const StepLaw law = law_of_sum(steps);
    const std::int64_t i = static_cast<std::int64_t>(statistic) - law.lowest;
    result.p_value = p_of(alternative, from_position(law.probability, i), up_to_position(law.probability, i));
  } else if (scale > 0.0) {
    result.p_value = p_of(alternative, upper_tail(z_greater), upper_tail(-z_less));
  }
  return result;
}

struct Probabilities {
  double up, down;
};

template <class Law>
std::vector<Step> steps_of(std::size_t n, RecordWeights weights, Law law) {
  std::vector<Step> steps;
  for (std::int64_t t = 1; t <= static_cast<std::int64_t>(n); ++t) {
    const Probabilities p = law(static_cast<double>(t));
    steps.push_back({weight(weights, t), p.up, p.down});
  }
  return steps;
}

}  // namespace

TestResult number_of_records_test(SeriesView series, NumberOfRecordsOptions options) {
  const std::vector<double> x = observed_values(series, options.order);
  const auto steps = steps_of(x.size(), options.weights, [](double t) { return Probabilities{1.0 / t, 0.0}; });
  return test(weighted_records(x, options.side, options.weights), steps, options.alternative, options.weights,
              options.reference);
}

TestResult foster_stuart_d_test(SeriesView series, FosterStuartOptions options) {
  const std::vector<double> x = observed_values(series, options.order);
  // The first observation is a record of both sides and cancels.
  const auto steps = steps_of(x.size(), options.weights, [](double t) {
    return t == 1.0 ? Probabilities{0.0, 0.0} : Probabilities{1.0 / t, 1.0 / t};
  });
  return test(weighted_records(x, Side::high, options.weights) - weighted_records(x, Side::low, options.weights), steps,
              options.alternative, options.weights, options.reference);
}

TestResult foster_stuart_s_test(SeriesView series, FosterStuartOptions options) {
  const std::vector<double> x = observed_values(series, options.order);
  auto steps = steps_of(x.size(), options.weights, [](double t) {
    return Probabilities{t == 1.0 ? 1.0 : 2.0 / t, 0.0};
  });
  if (!steps.empty()) steps[0].size *= 2;  // a record of both sides
  return test(weighted_records(x, Side::high, options.weights) + weighted_records(x, Side::low, options.weights), steps,
              options.alternative, options.weights, options.reference);
}

TestResult likelihood_ratio_test(SeriesView series, LikelihoodRatioOptions options) {
  if (options.draws < 1) throw Error("a likelihood-ratio test needs at least one draw");
  const std::vector<double> x = observed_values(series, options.order);
  const auto n = static_cast<double>(x.size());
  double sum = 0.0, expected = 0.0, variance = 0.0;  // of log(t - 1) over the records after the first
  core::visit_records(x.data(), x.size(), options.side, Ties::strict, [&](std::size_t t) {
    if (t > 0) sum += std::log(static_cast<double>(t));
  });
  for (double t = 2.0; t <= n; ++t) {
    const double gain = std::log(t - 1.0);
    expected += gain / t;
    variance += gain * gain * (1.0 / t - 1.0 / (t * t));
  }

  // After a record at t the next comes later than j with probability t / j.
  boost::random::mt19937_64 generator(options.seed);
  boost::random::uniform_01<double> uniform;
  std::int64_t at_least = 0, at_most = 0;
  for (std::int64_t i = 0; i < options.draws; ++i) {
    double drawn = 0.0;
    const auto next_after = [&](double t) { return std::floor(t / (1.0 - uniform(generator))) + 1.0; };
    for (double t = next_after(1.0); t <= n; t = next_after(t)) drawn += std::log(t - 1.0);
    at_least += drawn >= sum ? 1 : 0;
    at_most += drawn <= sum ? 1 : 0;
  }
  const auto p = [&](std::int64_t count) {
    return static_cast<double>(count + 1) / static_cast<double>(options.draws + 1);
  };
  const double size = x.empty() ? 0.0 : std::log(n);
  return {2.0 * (size + sum), 2.0 * (size + expected), 4.0 * variance,
          variance > 0.0 ? (sum - expected) / std::sqrt(variance) : missing_value,
          p_of(options.alternative, p(at_least), p(at_most))};
}

}  // namespace HIGHWATER_NAMESPACE::records
