#pragma once

#if !defined(HIGHWATER_COMPILED)
#error "highwater/projection/automatic.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstdint>
#include <string>
#include <vector>

#include "highwater/core/vocabulary/policies.hpp"
#include "highwater/projection/projection.hpp"

namespace HIGHWATER_NAMESPACE::projection {

/// A combination of many models that needs no choice: exponential smoothing with and without a trend, and Theta models,
/// each weighted by how well it forecast the data; seasonal where the data show a season.
///
/// The series is seasonally adjusted as seasonal_indices() does it, drawn to none as far as chance explains the indices,
/// but from a year and a third on (two years of half-years). Weekly data have an index for each ISO week from two years
/// on, found without the rare week 53, which lies half-way between its neighbours. Daily data have one for each weekday
/// (business days five of them) from two and a half weeks on, and from two years on, as means of whole weeks, one for each ISO week, on lines from the
/// middle of one week to that of the next. Two pools share the result evenly. The first is simple smoothing and smoothing
/// with a damped or full trend, under 168 sets of parameters; the second smooths about parts of the median slope (Theil
/// and Sen), in logarithms if all values are positive: a quarter, half and three quarters of it where a year has
/// seasons; otherwise half, three quarters and all of it, after it was drawn to zero by the share s / (s + slope^2) that
/// chance has in it, where s is the variance of the mean change; and if all values are positive, half of that slope is the
/// mean of the middle half of the changes. Within a pool a weight is exp(-AICc / 2), with the mean
/// absolute error of the forecasts of one period in place of the likelihood. Monthly data, and weekly data with a
/// season, are also seen as means of 2 and of 3 periods, which carry a third each. A forecast that leaves the present
/// level is held back, the less the steadier the data grew.
struct Automatic {};

/// What was done about the season.
enum class SeasonUse : std::uint8_t {
  none_in_a_year,  ///< annual data have none
  too_short,       ///< too few observations, or too few of one season, to tell
  chance,          ///< what looks like a season is not told from chance: left out
  used,
};

/// To which half of the combination a model belongs.
enum class AutomaticPool : std::uint8_t { smoothing, theta };

/// A model that carries weight.
struct AutomaticMember {
  AutomaticPool pool;
  int periods_averaged;  // 1, or 2 or 3: fitted to means of so many periods
  double alpha;          // of the level
  double beta;           // of the trend, in error-correction form; 0: none
  double damping;        // of the trend from one period to the next; 1: undamped, 0: no trend
  double drift;          // share of the median slope; Theta pool only
  double weight;         // those of all members sum to 1
};

/// Which models carry the projection, and why it is what it is.
struct AutomaticExplanation {
  SeasonUse season;
  SeasonalForm form;                 // of the season
  double shrinkage;                  // share by which the indices were drawn to none
  std::vector<double> indices;       // of each season (53 ISO weeks; 7 or 5 weekdays); empty if there is none
  double week_shrinkage;             // daily data: the same of the weeks of the year
  std::vector<double> week_indices;  // 53 ISO weeks; empty if there are none
  double simple, damped, trend;      // weights within the smoothing pool: no trend, damped, undamped
  double level;                      // the present level, seasonally adjusted
  double slope;                      // usual change a period; of logarithms for positive data
  double steadiness;       // |median| / spread of the changes from period to period, of logarithms if positive
  double cap;              // how far a forecast may leave the level: in logarithms, or in units of the data
  std::int64_t held_back;  // how many projected periods the cap moves by more than 1 %
  std::vector<AutomaticMember> members;  // heaviest first; those of less than 1e-6 are left out
  std::vector<double> point;             // of each projected period, in units of the data
  std::vector<double> spread;            // its standard error before calibration

  std::string in_words() const;
};

/// Projects with the automatic combination and calibrated intervals.
///
/// The interval at either side is q |f| (s / |f|)^0.8 (1 + 10 / n) h^0.05 from the point f, h periods ahead of n
/// observations (positive years, halves and quarters: 0.87 h^0.15 in place of h^0.05), where s is the standard error that
/// follows from the errors of the models, more of the latest than of the others, from how far they disagree, and from what
/// is not known of the season and of the slope. Where not all values are positive, 1.63 s stands for |f| (s / |f|)^0.8, and
/// both sides are alike. The q are quantiles of errors that were made from rolling origins within the training parts of the
/// M1, M3 and M4 (weekly) competitions, the same for all frequencies. Between and beyond 80 and
/// 95 %, q is a power of the normal quantile. Periods depend on each other as the errors of the models do, and through
/// the questions which model is right, and what the season and the slope are.
///
/// Shape    T values -> `periods` periods after the latest observation.
/// Units    those of the data. No bound lies below zero if no value does.
/// Missing  what is missing inside is passed over by each model; missing values at the end are projected. fitted is
///          missing before the first observation and after the latest.
/// Errors   throws Error with fewer than five observations, if periods < 1, or if coverage is not inside (0, 1).
Projection project(SeriesView series, const Automatic& model, Options options = {});

/// Why project(series, Automatic{}, {.periods}) is what it is. Errors as for project.
AutomaticExplanation explain(SeriesView series, const Automatic& model, std::int64_t periods = 12);

}  // namespace HIGHWATER_NAMESPACE::projection
