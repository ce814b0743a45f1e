#pragma once

#include <cstddef>

#include "highwater/core/kernels/run.hpp"
#include "highwater/core/operations.hpp"

// Runs of a condition that the caller brings. It is asked of observed values alone, one at a time.
namespace HIGHWATER_NAMESPACE::core {

/// Calls visit(begin, end) for every run of values for which holds(value) is true, in order; breaks(value) is true for
/// all others. Both take any Lane and give its Mask.
template <class Lane = NativeLane, class Holds, class Breaks, class Visit>
void visit_runs(const double* x, std::size_t n, Holds holds, Breaks breaks, Visit visit) {
  for (std::size_t end = 0; end < n;) {
    const std::size_t skipped = find_first<Lane>(x + end, n - end, holds);
    if (skipped == not_found) return;
    const std::size_t begin = end + skipped;
    const std::size_t length = find_first<Lane>(x + begin, n - begin, breaks);
    end = length == not_found ? n : begin + length;
    visit(begin, end);
  }
}

/// The same for runs of values of one sign.
template <class Visit>
void visit_runs(const double* x, std::size_t n, Direction direction, Visit visit) {
  const double sign = direction == Direction::rising ? 1.0 : -1.0;
  visit_runs(
      x, n, [sign]<class Lane>(Lane value) { return Lane(sign) * value > Lane(0.0); },
      [sign]<class Lane>(Lane value) { return (Lane(sign) * value <= Lane(0.0)) | (value != value); }, visit);
}

/// Whether an observed value meets a predicate: the condition as a Holds, and its opposite as a Breaks.
template <class Predicate>
auto observed_and(const Predicate& predicate) {
  return [&predicate](double value) { return value == value && predicate(value); };
}
template <class Predicate>
auto missing_or_not(const Predicate& predicate) {
  return [&predicate](double value) { return value != value || !predicate(value); };
}

template <class Predicate, class Visit>
void visit_runs_of(const double* x, std::size_t n, const Predicate& predicate, Visit visit) {
  visit_runs<double>(x, n, observed_and(predicate), missing_or_not(predicate), visit);
}

/// Position of the last of n values that breaks a run; not_found if none does.
template <class Predicate>
std::size_t find_last_break_of(const double* x, std::size_t n, const Predicate& predicate) {
  return find_last<double>(x, n, missing_or_not(predicate));
}

template <class Predicate>
Run<double> runs_of(const double* x, std::size_t n, const Predicate& predicate) {
  const auto holds = observed_and(predicate);
  return recursion(n, Run<double>{}, [&](Run<double>& run, std::size_t t) { run.push(holds(x[t])); });
}

}  // namespace HIGHWATER_NAMESPACE::core
