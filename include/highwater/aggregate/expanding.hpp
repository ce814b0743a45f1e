#pragma once

#include <cstdint>

#include "highwater/aggregate/trailing.hpp"

// Of everything observed so far. The highest and the lowest value so far are records::running_high and running_low.
namespace HIGHWATER_NAMESPACE::aggregate {

/// From how many values on there is a result.
struct ExpandingOptions {
  std::int64_t min_count = 1;  // values that must have been observed
  Parallel parallel = {};
};

}  // namespace HIGHWATER_NAMESPACE::aggregate

namespace HIGHWATER_NAMESPACE::detail {

/// A window that is as long as the data, and so holds all that came before. Errors: throws Error if min_count < 1.
template <SeriesOrPanel Data>
CheckedWindow expanding_window(const Data& data, const aggregate::ExpandingOptions& options) {
  if (options.min_count < 1) throw Error("at least 1 value must be needed, not " + std::to_string(options.min_count));
  return {{periods_of(data).count + 1, 0}, static_cast<std::size_t>(options.min_count)};
}

}  // namespace HIGHWATER_NAMESPACE::detail

namespace HIGHWATER_NAMESPACE::aggregate {

/// Mean of all values observed up to each period.
///
/// Shape    T -> T; panel T x N -> T x N.
/// Units    those of the data.
/// Missing  missing values are left out; NaN until min_count values have been observed.
/// Errors   throws Error if min_count < 1.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> expanding_mean(const Data& data, ExpandingOptions options = {}, const To& to = {}) {
  return detail::transform(data, options.parallel, to,
                           [w = detail::expanding_window(data, options)](const auto& in, const auto& out) {
                             core::trailing_mean(in, out, w.shape, w.needed);
                           });
}

/// Sum of all values observed up to each period; otherwise as expanding_mean.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> expanding_sum(const Data& data, ExpandingOptions options = {}, const To& to = {}) {
  return detail::transform(data, options.parallel, to,
                           [w = detail::expanding_window(data, options)](const auto& in, const auto& out) {
                             core::trailing_sum(in, out, w.shape, w.needed);
                           });
}

/// Median of all values observed up to each period; otherwise as expanding_mean.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> expanding_median(const Data& data, ExpandingOptions options = {}, const To& to = {}) {
  return detail::transform(data, options.parallel, to,
                           [w = detail::expanding_window(data, options)](const auto& in, const auto& out) {
                             core::windowed_median(in, out, w.shape, w.needed);
                           });
}

/// Sample standard deviation (n - 1) of all values observed up to each period; otherwise as expanding_mean.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> expanding_standard_deviation(const Data& data, ExpandingOptions options = {}, const To& to = {}) {
  return detail::transform(data, options.parallel, to,
                           [w = detail::expanding_window(data, options)](const auto& in, const auto& out) {
                             core::trailing_deviation(in, out, w.shape, w.needed);
                           });
}

}  // namespace HIGHWATER_NAMESPACE::aggregate
