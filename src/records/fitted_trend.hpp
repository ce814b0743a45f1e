#pragma once

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "highwater/core/vocabulary/line_fit.hpp"
#include "highwater/records/significance.hpp"

namespace HIGHWATER_NAMESPACE::records {

/// A trend fitted to a series, on its own scale: records of logarithms are records.
class FittedTrend {
 public:
  FittedTrend(SeriesView series, const NullOptions& options)
      : values_(series.values().begin(), series.values().end()), options_(options) {
    if (options.draws < 1) throw Error("Null::trend needs at least one draw");
    const core::Columns in = detail::columns_of(series);
    if (options.trend == TrendForm::log_linear) {
      if (const auto bad = core::find_first_not_positive(in.data, in.rows); bad != core::not_found)
        throw Error("a log-linear trend needs positive values, and that of " + to_string(series.period(bad)) +
                    " is not");
      core::logarithm(in, {values_.data(), values_.size(), 1, values_.size()});
    }
    line_ = core::fit_trend(values_.data(), values_.size());
    if (line_.count < 3.0)
      throw Error("Null::trend needs at least 3 observations, and " + detail::in_words(series) + " has " +
                  std::to_string(static_cast<std::int64_t>(line_.count)));
    const double widening = std::sqrt(line_.count / line_.degrees_of_freedom());
    for (std::size_t t = 0; t < values_.size(); ++t)
      if (!is_missing(values_[t])) errors_.push_back((values_[t] - at(t)) * widening);
  }

  double at(std::size_t t) const { return line_.at(static_cast<double>(t) + 1.0); }
  double sigma() const { return line_.sigma(); }
  const std::vector<double>& values() const noexcept { return values_; }
  const std::vector<double>& errors() const noexcept { return errors_; }

  /// Calls visit(path) for every draw; a path is missing where the series is.
  template <class Visit>
  void simulate(Visit visit) const {
    boost::random::mt19937_64 generator(options_.seed);
    boost::random::normal_distribution<double> normal(0.0, sigma());
    boost::random::uniform_int_distribution<std::size_t> which(0, errors_.size() - 1);
    std::vector<double> path = values_;
    for (std::int64_t i = 0; i < options_.draws; ++i) {
      for (std::size_t t = 0; t < path.size(); ++t)
        if (!is_missing(values_[t]))
          path[t] = at(t) + (options_.noise == Noise::normal ? normal(generator) : errors_[which(generator)]);
      visit(path);
    }
  }

 private:
  std::vector<double> values_;
  NullOptions options_;
  core::LineFit line_;
  std::vector<double> errors_;
};

}  // namespace HIGHWATER_NAMESPACE::records
