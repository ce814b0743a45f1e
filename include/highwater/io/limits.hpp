#pragma once

#include <cstdint>

#include "highwater/version.hpp"

namespace HIGHWATER_NAMESPACE::io {

/// How much a reader takes, so that a file from outside cannot take all memory. Beyond it reading ends with an Error.
///
/// bytes   of a file, a stream or a text. More than 4 GiB are never read.
/// values  of a series or a panel, missing ones included, each of 8 bytes: a mistyped year makes many of a few rows.
struct Limits {
  std::uint64_t bytes = std::uint64_t{1} << 32;
  std::uint64_t values = std::uint64_t{1} << 28;
};

}  // namespace HIGHWATER_NAMESPACE::io
