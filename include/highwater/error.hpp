#pragma once

#include <stdexcept>

#include "highwater/version.hpp"

namespace HIGHWATER_NAMESPACE {

/// An impossible request or a broken file: what is wrong and where (file, line, column, period).
///
/// Data that are merely odd never throw: an undefined number is NaN, and "there is none" is an empty optional or vector.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace HIGHWATER_NAMESPACE
