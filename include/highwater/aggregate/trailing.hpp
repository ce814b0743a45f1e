#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "highwater/core/operations.hpp"
#include "highwater/core/sweeps/ranking.hpp"
#include "highwater/series/transform.hpp"

namespace HIGHWATER_NAMESPACE::aggregate {

struct TrailingOptions {
  Window window = Window::including;
  std::int64_t min_count = 0;  // values that a window must hold; 0: all n
  Parallel parallel = {};
};

/// A window as the core takes it: where it lies and how many values it needs.
struct CheckedWindow {
  core::WindowShape shape;
  std::size_t needed;
};

/// Errors: throws Error if n is not positive, or min_count is negative or greater than n.
inline CheckedWindow checked_window(std::int64_t n, TrailingOptions options) {
  if (n < 1) throw Error("a window of " + std::to_string(n) + " periods was asked for; it must be at least 1");
  if (options.min_count < 0 || options.min_count > n)
    throw Error("a window of " + std::to_string(n) + " periods cannot need " + std::to_string(options.min_count) +
                " values");
  const auto size = static_cast<std::size_t>(n);
  return {{size, options.window == Window::before ? 1U : 0U},
          options.min_count == 0 ? size : static_cast<std::size_t>(options.min_count)};
}

// The operations of the functions below and of expanding.hpp, each bound once.
inline auto mean_in(CheckedWindow window) {
  return [=](core::Columns in, core::MutableColumns out) { core::trailing_mean(in, out, window.shape, window.needed); };
}
inline auto sum_in(CheckedWindow window) {
  return [=](core::Columns in, core::MutableColumns out) { core::trailing_sum(in, out, window.shape, window.needed); };
}
inline auto median_in(CheckedWindow window) {
  return
      [=](core::Columns in, core::MutableColumns out) { core::windowed_median(in, out, window.shape, window.needed); };
}
inline auto deviation_in(CheckedWindow window) {
  return [=](core::Columns in, core::MutableColumns out) {
    core::trailing_deviation(in, out, window.shape, window.needed);
  };
}
inline auto extreme_in(CheckedWindow window, Side side) {
  return [=](core::Columns in, core::MutableColumns out) {
    core::trailing_extreme(in, out, side, window.shape, window.needed);
  };
}

/// Mean of n consecutive periods: of t and the n - 1 before it (Window::including), or of the n before t
/// (Window::before). Press releases mix the two; say which.
///
/// Shape    T -> T; panel T x N -> T x N.
/// Units    those of the data.
/// Missing  NaN where fewer than min_count values of the window are observed; by default, wherever it is not complete.
/// Errors   throws Error if n < 1, or min_count is negative or greater than n.
template <SeriesOrPanel Data>
ResultFor<Data> trailing_mean(const Data& data, std::int64_t n, TrailingOptions options = {}) {
  return transform(data, options.parallel, mean_in(checked_window(n, options)));
}
template <SeriesOrPanel Data>
void trailing_mean_into(const Data& data, std::int64_t n, const Output& out, TrailingOptions options = {}) {
  transform_into(data, out, options.parallel, mean_in(checked_window(n, options)));
}

/// Sum of what is observed in the window; otherwise as trailing_mean. Each window is added up on its own: no drift.
template <SeriesOrPanel Data>
ResultFor<Data> trailing_sum(const Data& data, std::int64_t n, TrailingOptions options = {}) {
  return transform(data, options.parallel, sum_in(checked_window(n, options)));
}
template <SeriesOrPanel Data>
void trailing_sum_into(const Data& data, std::int64_t n, const Output& out, TrailingOptions options = {}) {
  transform_into(data, out, options.parallel, sum_in(checked_window(n, options)));
}

/// Highest value in the window; otherwise as trailing_mean.
template <SeriesOrPanel Data>
ResultFor<Data> trailing_max(const Data& data, std::int64_t n, TrailingOptions options = {}) {
  return transform(data, options.parallel, extreme_in(checked_window(n, options), Side::high));
}
template <SeriesOrPanel Data>
void trailing_max_into(const Data& data, std::int64_t n, const Output& out, TrailingOptions options = {}) {
  transform_into(data, out, options.parallel, extreme_in(checked_window(n, options), Side::high));
}

/// Lowest value in the window; otherwise as trailing_mean.
template <SeriesOrPanel Data>
ResultFor<Data> trailing_min(const Data& data, std::int64_t n, TrailingOptions options = {}) {
  return transform(data, options.parallel, extreme_in(checked_window(n, options), Side::low));
}
template <SeriesOrPanel Data>
void trailing_min_into(const Data& data, std::int64_t n, const Output& out, TrailingOptions options = {}) {
  transform_into(data, out, options.parallel, extreme_in(checked_window(n, options), Side::low));
}

/// Median of the window, of an even number of values the mean of the two in the middle; otherwise as trailing_mean.
template <SeriesOrPanel Data>
ResultFor<Data> trailing_median(const Data& data, std::int64_t n, TrailingOptions options = {}) {
  return transform(data, options.parallel, median_in(checked_window(n, options)));
}
template <SeriesOrPanel Data>
void trailing_median_into(const Data& data, std::int64_t n, const Output& out, TrailingOptions options = {}) {
  transform_into(data, out, options.parallel, median_in(checked_window(n, options)));
}

/// Sample standard deviation (n - 1) of the window, NaN with fewer than two values; otherwise as trailing_mean.
template <SeriesOrPanel Data>
ResultFor<Data> trailing_standard_deviation(const Data& data, std::int64_t n, TrailingOptions options = {}) {
  return transform(data, options.parallel, deviation_in(checked_window(n, options)));
}
template <SeriesOrPanel Data>
void trailing_standard_deviation_into(const Data& data, std::int64_t n, const Output& out,
                                      TrailingOptions options = {}) {
  transform_into(data, out, options.parallel, deviation_in(checked_window(n, options)));
}

}  // namespace HIGHWATER_NAMESPACE::aggregate
