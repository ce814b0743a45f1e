#pragma once

#if !defined(HIGHWATER_COMPILED)
#error "highwater/projection/models.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "highwater/projection/projection.hpp"
#include "highwater/projection/smoothing.hpp"

// Models that need no search: random walks with drift, last year again, Theta, and a line that outliers do not move.
namespace HIGHWATER_NAMESPACE::projection {

/// Random walk with drift: the latest observation plus the mean change.
struct Drift {};
/// The same of the logarithms. Positive data only.
struct LogDrift {};
/// Each season as it was last observed; for annual data the latest observation.
struct SeasonalNaive {};
/// The Theta method (Assimakopoulos and Nikolopoulos) as R's thetaf has it: simple smoothing of the deseasonalised series
/// plus half the slope of its line. It has seasons (factors of a classical decomposition) if the values are positive, there
/// are more than two years of them, and the correlation with the same season a year earlier is significant at 90 %.
struct Theta {
  SmoothingParameters given = {};  // alpha and level; those that are missing are estimated
};
/// Linear trend whose slope is the median slope between pairs of observations (Theil and Sen), and whose height is the
/// median distance: its breakdown point is 29 % of the observations.
struct TheilSen {};

/// A random walk with drift fitted to a series.
class DriftFit {
 public:
  DriftFit(Scale scale, SeriesView series);
  /// The next period: its observation, or a missing value; O(1). The drift follows.
  ///
  /// Errors   throws Error if the value is infinite, or not positive on the log scale.
  void push(double value);

  Scale scale() const noexcept { return scale_; }
  double drift() const noexcept { return drift_; }
  double drift_error() const noexcept { return sigma() / std::sqrt(steps_); }
  double sigma() const noexcept { return std::sqrt(squares_ / (changes_ - 1.0)); }
  Period first() const noexcept { return first_; }
  Period latest() const noexcept { return latest_; }  // observation
  FiscalYear fiscal_year() const noexcept { return fiscal_year_; }
  double level() const noexcept { return level_; }                            // of the latest, on the scale
  const std::vector<double>& observed() const noexcept { return observed_; }  // on the scale, from `first`
  JointDistribution distribution(std::int64_t periods) const;

 private:
  Scale scale_;
  Period first_, latest_;
  FiscalYear fiscal_year_;
  double start_ = missing_value, level_ = missing_value;  // the first observation, and the latest
  double drift_ = 0.0, squares_ = 0.0;
  double changes_ = 0.0, steps_ = 0.0;  // between observations: how many, over how many periods
  std::vector<double> observed_;
};

/// The Theta method fitted to a series: smoothing, drift and factors that stay as they are when it is pushed.
class ThetaFit {
 public:
  /// The next period: its observation, or a missing value; O(1).
  void push(double value);

  const SmoothingFit& smoothing() const noexcept { return smoothing_; }     // of the deseasonalised series
  double drift() const noexcept { return drift_; }                          // half the slope of its line
  const std::vector<double>& factors() const noexcept { return factors_; }  // of the periods from `first`; or none
  Period latest() const noexcept { return smoothing_.latest(); }
  JointDistribution distribution(std::int64_t periods) const;
  double factor(Period period) const;

 private:
  friend ThetaFit fit(SeriesView, const Theta&);
  ThetaFit(SmoothingFit smoothing, Period observed_from, double drift, std::vector<double> factors)
      : smoothing_(std::move(smoothing)), observed_from_(observed_from), drift_(drift), factors_(std::move(factors)) {}

  SmoothingFit smoothing_;
  Period observed_from_;  // the first observation
  double drift_;
  std::vector<double> factors_;
};

/// Errors   throws Error with fewer than three observations, or (LogDrift) if a value is not positive.
DriftFit fit(SeriesView series, const Drift& model);
DriftFit fit(SeriesView series, const LogDrift& model);
/// Errors   throws Error with fewer than three observations.
ThetaFit fit(SeriesView series, const Theta& model);

/// Projections with their intervals.
///
/// Drift, LogDrift   normal, with the uncertainty of the drift, as R's rwf. A change over a gap of k periods counts as k
///                   changes that nobody saw.
/// SeasonalNaive     normal, as R's snaive: errors add up year by year. A season that is missing is that of a year before.
/// Theta             normal, as R's thetaf, except that the errors of a season are multiplied by its factor.
/// TheilSen          Student t with n - 2 degrees of freedom; sigma is 1.4826 times the median distance from the line, or
///                   what puts 19 of 20 distances within 1.96 sigma if that is more, or their root mean square if both are
///                   zero. The uncertainty of the line is that of least squares times pi / 3, approximately.
///
/// Shape    T values -> `periods` periods after the latest observation.
/// Units    those of the data.
/// Missing  left out; missing values at the end are projected.
/// Errors   throws Error with fewer than three observations; SeasonalNaive: with weekly and daily data, if a season was
///          never observed, or no two values are a year apart; LogDrift: if a value is not positive; if periods < 1, or
///          coverage is not inside (0, 1).
Projection project(const DriftFit& fitted, Options options = {});
Projection project(const ThetaFit& fitted, Options options = {});
Projection project(SeriesView series, const Drift& model, Options options = {});
Projection project(SeriesView series, const LogDrift& model, Options options = {});
Projection project(SeriesView series, const SeasonalNaive& model, Options options = {});
Projection project(SeriesView series, const Theta& model, Options options = {});
Projection project(SeriesView series, const TheilSen& model, Options options = {});

}  // namespace HIGHWATER_NAMESPACE::projection
