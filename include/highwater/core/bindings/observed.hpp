#pragma once

#include <cstddef>

#include "highwater/core/kernels/least_squares.hpp"
#include "highwater/core/operations.hpp"
#include "highwater/core/sweeps/fold.hpp"
#include "highwater/core/sweeps/sweep.hpp"

// What is there: operations as kernels bound to sweeps. operations.hpp says what each does.
namespace HIGHWATER_NAMESPACE::core {
inline namespace HIGHWATER_LANES {

HIGHWATER_BINDING std::size_t find_first_observed(const double* x, std::size_t n) {
  return find_first(x, n, []<class Lane>(Lane value) { return value == value; });
}
HIGHWATER_BINDING std::size_t find_last_observed(const double* x, std::size_t n) {
  return find_last(x, n, []<class Lane>(Lane value) { return value == value; });
}

HIGHWATER_BINDING std::size_t find_first_not_positive(const double* x, std::size_t n) {
  return find_first(x, n, []<class Lane>(Lane value) { return value <= Lane(0.0); });
}

HIGHWATER_BINDING std::size_t find_first_infinite(const double* x, std::size_t n) {
  return find_first(x, n,
                    []<class Lane>(Lane value) { return (value == Lane(infinity)) | (value == Lane(-infinity)); });
}

HIGHWATER_BINDING std::size_t count_missing(const double* x, std::size_t n) {
  const auto sums = fold(n, PairSums<double>{},
                         [&]<class L>(PairSums<L>& state, std::size_t t) { state.push(L(0.0), load<L>(x + t)); });
  return n - static_cast<std::size_t>(sums.count);
}

}  // namespace HIGHWATER_LANES
}  // namespace HIGHWATER_NAMESPACE::core
