#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "highwater/core/operations.hpp"
#include "highwater/core/sweeps/ranking.hpp"
#include "highwater/series/transform.hpp"

namespace HIGHWATER_NAMESPACE::aggregate {

/// Which periods a window holds, and how many values it needs.
struct TrailingOptions {
  Window window = Window::including;
  std::int64_t min_count = 0;  // values that a window must hold; 0: all n
  Parallel parallel = {};
};

}  // namespace HIGHWATER_NAMESPACE::aggregate

namespace HIGHWATER_NAMESPACE::detail {

/// A window as the core takes it: where it lies and how many values it needs.
struct CheckedWindow {
  core::WindowShape shape;
  std::size_t needed;
};

/// Errors: throws Error if n is not positive, or min_count is negative or greater than n.
inline CheckedWindow checked_window(std::int64_t n, const aggregate::TrailingOptions& options) {
  if (n < 1) throw Error("a window of " + std::to_string(n) + " periods was asked for; it must be at least 1");
  if (options.min_count < 0 || options.min_count > n)
    throw Error("a window of " + std::to_string(n) + " periods cannot need " + std::to_string(options.min_count) +
                " values");
  const auto size = static_cast<std::size_t>(n);
  return {{size, options.window == Window::before ? 1U : 0U},
          options.min_count == 0 ? size : static_cast<std::size_t>(options.min_count)};
}

}  // namespace HIGHWATER_NAMESPACE::detail

namespace HIGHWATER_NAMESPACE::aggregate {

/// Mean of n consecutive periods: of t and the n - 1 before it (Window::including), or of the n before t
/// (Window::before). Press releases mix the two; say which.
///
/// Shape    T -> T; panel T x N -> T x N.
/// Units    those of the data.
/// Missing  NaN where fewer than min_count values of the window are observed; by default, wherever it is not complete.
/// Errors   throws Error if n < 1, or min_count is negative or greater than n.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> trailing_mean(const Data& data, std::int64_t n, TrailingOptions options = {}, const To& to = {}) {
  return detail::transform(data, options.parallel, to,
                           [w = detail::checked_window(n, options)](const auto& in, const auto& out) {
                             core::trailing_mean(in, out, w.shape, w.needed);
                           });
}

/// Sum of what is observed in the window; otherwise as trailing_mean. Each window is added up on its own: no drift.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> trailing_sum(const Data& data, std::int64_t n, TrailingOptions options = {}, const To& to = {}) {
  return detail::transform(data, options.parallel, to,
                           [w = detail::checked_window(n, options)](const auto& in, const auto& out) {
                             core::trailing_sum(in, out, w.shape, w.needed);
                           });
}

/// Highest value in the window; otherwise as trailing_mean.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> trailing_max(const Data& data, std::int64_t n, TrailingOptions options = {}, const To& to = {}) {
  return detail::transform(data, options.parallel, to,
                           [w = detail::checked_window(n, options)](const auto& in, const auto& out) {
                             core::trailing_extreme(in, out, Side::high, w.shape, w.needed);
                           });
}

/// Lowest value in the window; otherwise as trailing_mean.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> trailing_min(const Data& data, std::int64_t n, TrailingOptions options = {}, const To& to = {}) {
  return detail::transform(data, options.parallel, to,
                           [w = detail::checked_window(n, options)](const auto& in, const auto& out) {
                             core::trailing_extreme(in, out, Side::low, w.shape, w.needed);
                           });
}

/// Median of the window, of an even number of values the mean of the two in the middle; otherwise as trailing_mean.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> trailing_median(const Data& data, std::int64_t n, TrailingOptions options = {}, const To& to = {}) {
  return detail::transform(data, options.parallel, to,
                           [w = detail::checked_window(n, options)](const auto& in, const auto& out) {
                             core::windowed_median(in, out, w.shape, w.needed);
                           });
}

/// Sample standard deviation (n - 1) of the window, NaN with fewer than two values; otherwise as trailing_mean.
template <SeriesOrPanel Data, Destination To = detail::Returned>
ResultFor<Data, To> trailing_standard_deviation(const Data& data, std::int64_t n, TrailingOptions options = {},
                                                const To& to = {}) {
  return detail::transform(data, options.parallel, to,
                           [w = detail::checked_window(n, options)](const auto& in, const auto& out) {
                             core::trailing_deviation(in, out, w.shape, w.needed);
                           });
}

}  // namespace HIGHWATER_NAMESPACE::aggregate
