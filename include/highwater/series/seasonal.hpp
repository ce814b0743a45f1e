#pragma once

#include "highwater/version.hpp"

#if !defined(HIGHWATER_COMPILED)
#error "highwater/series/seasonal.hpp needs the compiled library: link highwater::highwater"
#endif

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "highwater/series/transform.hpp"

namespace HIGHWATER_NAMESPACE {

/// What becomes of the sum of a year under seasonal adjustment.
enum class YearTotals : std::uint8_t {
  free,  ///< whatever the indices leave: near that of the data, because they are the same every year and the data are not
  kept,  ///< that of the data
};

}  // namespace HIGHWATER_NAMESPACE

namespace HIGHWATER_NAMESPACE::detail {

/// Errors   throws Error for weekly and daily data; if factors are asked for and a value is not positive (says which).
void check_seasonal_request(SeriesView series, SeasonalForm form);
/// Errors   the same; and if the series has values, but too few of them for a season. `subject` is its name.
void check_adjustable(SeriesView series, SeasonalForm form, std::string_view subject = "the series");

/// out[t] = in[t] / factor, or in[t] - index, of its season, where the first has the season `first` (from 0) of
/// `seasons`. One season changes nothing.
void adjust_seasonally(const core::Columns& in, const core::MutableColumns& out, std::size_t seasons, std::size_t first,
                       SeasonalForm form, YearTotals years);

}  // namespace HIGHWATER_NAMESPACE::detail

namespace HIGHWATER_NAMESPACE {

/// How a season enters the values.
struct SeasonalOptions {
  SeasonalForm form = SeasonalForm::automatic;
  Parallel parallel = {};
};

/// What each season of the year adds to a series, or multiplies it by.
struct SeasonalIndices {
  Frequency frequency;
  SeasonalForm form;              // multiplicative or additive
  std::vector<double> of_season;  // of_season[i] is that of the periods with number() == i + 1
  double shrinkage;               // 0: as estimated; 1: what looked like a season is not told from chance

  /// The index of any period. Errors: throws Error if it has another frequency.
  double operator[](Period period) const {
    if (period.frequency() != frequency)
      throw Error(to_string(period) + " is " + std::string(to_string(period.frequency())) +
                  " and the seasonal indices are " + std::string(to_string(frequency)));
    return of_season[static_cast<std::size_t>(period.number()) - 1];
  }
};

/// Seasonal indices: how far each season lies from the trend, the same every year, drawn to none as far as chance
/// explains them.
///
/// Factors are found on logarithms, additive indices on the values. The trend is at first a centred mean over a year,
/// with half weight at both ends; then a triangular mean, of three quarters of a year to either side (cut off at the
/// ends of the data), of the series that the first indices adjust. An index is the mean distance of its season from the
/// trend, each year with 3/4 of the weight of the next. All are drawn to zero by the share of their variance that the
/// scatter within seasons explains (`shrinkage`); two half-years are too few to judge by and are never drawn.
///
/// Shape    T values -> one index a season; a panel's series are estimated one by one.
/// Units    multiplicative: factors of mean 1; additive: those of the data, of sum 0.
/// Missing  none for annual data; none with fewer than two observations of any season or fewer than two years of
///          observations in all (two and a half if a year has more than four periods). Only observed values enter an
///          index. Where a trend needs one that is missing, the first uses the line between the same season in the
///          nearest years, so that no mean over a year lacks a season, the second the line between the nearest periods.
///          What is missing at either end changes nothing.
/// Errors   throws Error for weekly and daily data; if factors are asked for and a value is not positive.
std::optional<SeasonalIndices> seasonal_indices(SeriesView series, SeasonalOptions options = {});

/// How a season leaves the values.
struct AdjustmentOptions {
  SeasonalForm form = SeasonalForm::automatic;
  YearTotals years = YearTotals::free;
  Parallel parallel = {};
};

/// The series without its season: value / factor, or value - index, of seasonal_indices(). Growth on the period can
/// then be read.
///
/// Under YearTotals::kept each complete year, from the period with number() == 1 on, sums to what it sums to in the data:
/// what is missing is spread so that the ratio of the adjusted values before and after (or their difference, if indices
/// are added) changes as little as can be from one period to the next, by least squares, without a step between years.
/// The periods of incomplete years go with the nearest complete one.
///
/// Shape    T -> T; panel T x N -> T x N, each series with its own indices.
/// Units    those of the data.
/// Missing  NaN where the value is missing. Annual data come back as they are.
/// Errors   as for seasonal_indices; and throws Error if a series has too few values for indices (says how many it takes).
/// Source   Dagum and Cholette, Benchmarking, Temporal Distribution, and Reconciliation Methods (2006): Denton's method.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> seasonally_adjusted(const Data& data, AdjustmentOptions options = {}, const To& to = {}) {
  const auto view = detail::view_of(data);
  if constexpr (SeriesData<Data>) {
    detail::check_adjustable(view, options.form);
  } else {
    for (std::size_t i = 0; i < view.series_count(); ++i)
      detail::check_adjustable(
          view.series(i), options.form,
          view.names().empty() ? "series " + std::to_string(i + 1) : "the series \"" + view.names()[i] + '"');
  }
  const auto seasons = static_cast<std::size_t>(periods_per_year(view.first().frequency()));
  const auto first = static_cast<std::size_t>(view.first().number()) - 1;
  return detail::transform(data, options.parallel, to, [&](const auto& in, const auto& out) {
    detail::adjust_seasonally(in, out, seasons, first, options.form, options.years);
  });
}

}  // namespace HIGHWATER_NAMESPACE
