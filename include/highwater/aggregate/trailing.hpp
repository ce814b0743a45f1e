#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "highwater/core/operations.hpp"
#include "highwater/series/transform.hpp"

namespace HIGHWATER_NAMESPACE::aggregate {

struct TrailingOptions {
  Window window = Window::including;
};

/// A window length as the core takes it. Errors: throws Error if it is not positive.
inline std::size_t checked_window(std::int64_t n) {
  if (n < 1) throw Error("a window of " + std::to_string(n) + " periods was asked for; it must be at least 1");
  return static_cast<std::size_t>(n);
}

/// Mean of n consecutive periods: of t and the n - 1 before it (Window::including), or of the n before t
/// (Window::before). Press releases mix the two; say which.
///
/// Shape    T -> T; panel T x N -> T x N.
/// Units    those of the data.
/// Missing  NaN until the window is complete and wherever it holds a missing value.
/// Errors   throws Error if n < 1.
template <SeriesOrPanel Data>
ResultFor<Data> trailing_mean(const Data& data, std::int64_t n, TrailingOptions options = {}) {
  return transform(data, [&, size = checked_window(n)](core::Columns in, core::MutableColumns out) {
    core::trailing_mean(in, out, size, options.window);
  });
}
template <SeriesOrPanel Data>
void trailing_mean_into(const Data& data, std::int64_t n, const Output& out, TrailingOptions options = {}) {
  transform_into(data, out, [&, size = checked_window(n)](core::Columns in, core::MutableColumns columns) {
    core::trailing_mean(in, columns, size, options.window);
  });
}

/// Sum of n consecutive periods; otherwise as trailing_mean. Each window is added up on its own: no drift.
template <SeriesOrPanel Data>
ResultFor<Data> trailing_sum(const Data& data, std::int64_t n, TrailingOptions options = {}) {
  return transform(data, [&, size = checked_window(n)](core::Columns in, core::MutableColumns out) {
    core::trailing_sum(in, out, size, options.window);
  });
}
template <SeriesOrPanel Data>
void trailing_sum_into(const Data& data, std::int64_t n, const Output& out, TrailingOptions options = {}) {
  transform_into(data, out, [&, size = checked_window(n)](core::Columns in, core::MutableColumns columns) {
    core::trailing_sum(in, columns, size, options.window);
  });
}

}  // namespace HIGHWATER_NAMESPACE::aggregate
