#pragma once

#if !defined(HIGHWATER_COMPILED)
#error "highwater/projection/smoothing.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "highwater/core/kernels/smoothing.hpp"
#include "highwater/projection/projection.hpp"

// Exponential smoothing: models that follow a level, a trend and seasons, each corrected by a share of every error.
namespace HIGHWATER_NAMESPACE::projection {

/// Whether levels have a trend, and whether it levels off.
enum class Trend : std::uint8_t { none, linear, damped };

/// Parameters and initial states that are known; those that are missing are estimated.
///
/// beta and gamma are those of the error-correction form: the trend takes beta times each error, which is alpha times
/// Holt's own beta.
struct SmoothingParameters {
  double alpha = missing_value;
  double beta = missing_value;
  double gamma = missing_value;
  double phi = missing_value;
  double level = missing_value;  // before the first observation
  double trend = missing_value;
  std::vector<double> season = {};  // season[i] is that of the periods with number() == i + 1; all of them, or none
};

/// Simple exponential smoothing: a level.
struct SimpleSmoothing {
  SmoothingParameters given = {};
};
/// Holt's smoothing: a level and a trend, which may be damped.
struct Holt {
  Trend trend = Trend::linear;
  SmoothingParameters given = {};
};
/// Holt and Winters' smoothing: a level, a trend and seasons that are added or multiply. Automatic: they multiply if
/// every value is positive.
struct HoltWinters {
  SeasonalForm season = SeasonalForm::automatic;
  Trend trend = Trend::linear;
  SmoothingParameters given = {};
};

/// A smoothing model fitted to a series, which takes the next observation without a refit.
class SmoothingFit {
 public:
  /// The next period: its observation, or a missing value. Parameters stay as they are; O(1).
  ///
  /// Errors   throws Error if the value is infinite, or not positive where seasons multiply.
  void push(double value) { push(std::span<const double>(&value, 1)); }
  /// The next periods, one after another.
  void push(std::span<const double> values);

  Trend trend() const noexcept { return trend_; }
  core::SeasonRole season() const noexcept { return role_; }
  /// What was given or estimated, with the states before the first observation.
  const SmoothingParameters& parameters() const noexcept { return parameters_; }
  /// Sum of the squared errors of the forecasts of the next period.
  double squared_error() const noexcept { return squares_.plain; }
  std::int64_t observations() const noexcept { return observations_; }
  /// Standard deviation of the errors, degrees of freedom observations - estimated parameters. Where seasons multiply:
  /// of the errors as fractions of the forecasts.
  double sigma() const noexcept;
  Period latest() const noexcept { return latest_; }  // observation
  Period first() const noexcept { return first_; }
  FiscalYear fiscal_year() const noexcept { return fiscal_year_; }
  const std::vector<double>& fitted() const noexcept { return fitted_; }  // of every period from `first`
  const std::vector<double>& residuals() const noexcept { return residuals_; }
  /// Joint distribution of the periods after the latest observation.
  JointDistribution distribution(std::int64_t periods) const;

 private:
  friend class SmoothingFitter;
  SmoothingFit(Period first, FiscalYear fiscal_year) : first_(first), latest_(first), fiscal_year_(fiscal_year) {}
  double forecast() const;  // of the next period
  double positive_level() const;
  std::vector<double> most_believed(std::size_t count) const;  // of the periods after the latest
  /// Gives marginals, if there are periods where errors are too large for a linear law. `levels`: expected of each period.
  void shape_by_draws(JointDistribution& joint, std::span<const double> levels) const;

  Period first_, latest_;
  FiscalYear fiscal_year_;
  Trend trend_ = Trend::none;
  core::SeasonRole role_ = core::SeasonRole::none;
  SmoothingParameters parameters_;
  core::DampedTrend<double> state_{};
  std::vector<double> seasons_ = {0.0};  // of the periods to come, the next of which has season_; without, one of 0
  std::size_t season_ = 0;
  std::int64_t waiting_ = 0;  // missing periods since the latest observation
  std::int64_t observations_ = 0, estimated_ = 0;
  core::SquaredErrors squares_;
  std::vector<double> fitted_, residuals_;
};

/// Fits by least squares of the errors of the forecasts of the next period, which is maximum likelihood where errors are
/// added. alpha and beta lie in [0.0001, 0.9999] with beta <= alpha, gamma in [0.0001, 1 - alpha], phi in [0.8, 0.98],
/// as in R's ets ("usual"). From a fixed grid, the best candidates are refined by Gauss and Newton: no random starts.
///
/// Missing  what is missing before the first observation is left out; inside, the state moves on as expected.
/// Errors   throws Error with no more observations than parameters to estimate; for seasons, with less than two years,
///          with data that have none (annual, weekly, daily), or if they multiply and a value is not positive; if a
///          given parameter cannot be one.
SmoothingFit fit(SeriesView series, const SimpleSmoothing& model);
SmoothingFit fit(SeriesView series, const Holt& model);
SmoothingFit fit(SeriesView series, const HoltWinters& model);

/// Projects a smoothing model from its latest observation. Intervals are those of the normal law with the estimated
/// standard deviation, exact for given parameters where seasons are not factors. Where they are, errors grow with the level.
/// Where a standard deviation is at most a quarter of the point, the law is linearised about the point (what is left out is of
/// the size of sigma squared); elsewhere seeded draws of the model with log-normal errors shape the law of the period. None
/// of them goes beyond four times the latest value of its season, or half as much again as three of four changes over as
/// many years make of it. A
/// level that would fall below half of the latest one falls by the same share from period to period from there on, so that
/// every point is positive.
///
/// Shape    T values -> `periods` periods after the latest observation.
/// Units    those of the data.
/// Missing  as in fit; missing values at the end are projected.
/// Errors   throws Error as fit does, if periods < 1, or if coverage is not inside (0, 1).
Projection project(const SmoothingFit& fitted, Options options = {});
Projection project(SeriesView series, const SimpleSmoothing& model, Options options = {});
Projection project(SeriesView series, const Holt& model, Options options = {});
Projection project(SeriesView series, const HoltWinters& model, Options options = {});

}  // namespace HIGHWATER_NAMESPACE::projection
