#pragma once

#include <cstdint>

#include "highwater/aggregate/trailing.hpp"

// Of everything observed so far. The highest and the lowest value so far are records::running_high and running_low.
namespace HIGHWATER_NAMESPACE::aggregate {

struct ExpandingOptions {
  std::int64_t min_count = 1;  // values that must have been observed
  Parallel parallel = {};
};

/// A window that is as long as the data, and so holds all that came before. Errors: throws Error if min_count < 1.
template <SeriesOrPanel Data>
CheckedWindow expanding_window(const Data& data, ExpandingOptions options) {
  if (options.min_count < 1) throw Error("at least 1 value must be needed, not " + std::to_string(options.min_count));
  return {{columns_of(view_of(data)).rows + 1, 0}, static_cast<std::size_t>(options.min_count)};
}

/// Mean of all values observed up to each period.
///
/// Shape    T -> T; panel T x N -> T x N.
/// Units    those of the data.
/// Missing  missing values are left out; NaN until min_count values have been observed.
/// Errors   throws Error if min_count < 1.
template <SeriesOrPanel Data>
ResultFor<Data> expanding_mean(const Data& data, ExpandingOptions options = {}) {
  return transform(data, options.parallel, mean_in(expanding_window(data, options)));
}
template <SeriesOrPanel Data>
void expanding_mean_into(const Data& data, const Output& out, ExpandingOptions options = {}) {
  transform_into(data, out, options.parallel, mean_in(expanding_window(data, options)));
}

/// Sum of all values observed up to each period; otherwise as expanding_mean.
template <SeriesOrPanel Data>
ResultFor<Data> expanding_sum(const Data& data, ExpandingOptions options = {}) {
  return transform(data, options.parallel, sum_in(expanding_window(data, options)));
}
template <SeriesOrPanel Data>
void expanding_sum_into(const Data& data, const Output& out, ExpandingOptions options = {}) {
  transform_into(data, out, options.parallel, sum_in(expanding_window(data, options)));
}

/// Median of all values observed up to each period; otherwise as expanding_mean.
template <SeriesOrPanel Data>
ResultFor<Data> expanding_median(const Data& data, ExpandingOptions options = {}) {
  return transform(data, options.parallel, median_in(expanding_window(data, options)));
}
template <SeriesOrPanel Data>
void expanding_median_into(const Data& data, const Output& out, ExpandingOptions options = {}) {
  transform_into(data, out, options.parallel, median_in(expanding_window(data, options)));
}

/// Sample standard deviation (n - 1) of all values observed up to each period; otherwise as expanding_mean.
template <SeriesOrPanel Data>
ResultFor<Data> expanding_standard_deviation(const Data& data, ExpandingOptions options = {}) {
  return transform(data, options.parallel, deviation_in(expanding_window(data, options)));
}
template <SeriesOrPanel Data>
void expanding_standard_deviation_into(const Data& data, const Output& out, ExpandingOptions options = {}) {
  transform_into(data, out, options.parallel, deviation_in(expanding_window(data, options)));
}

}  // namespace HIGHWATER_NAMESPACE::aggregate
