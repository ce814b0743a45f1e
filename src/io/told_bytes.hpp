#pragma once

#include <cstddef>

#include "highwater/core/vocabulary/progress.hpp"

namespace HIGHWATER_NAMESPACE::io {

/// Tells a Progress how much of a text has been read, from time to time.
class ToldBytes {
 public:
  ToldBytes(const Progress& progress, std::size_t bytes) : work_(progress, bytes) {}

  /// Throws what the Progress stops it with.
  void at(std::size_t read) {
    constexpr std::size_t rarely = std::size_t{1} << 14;
    if (read < told_ + rarely) return;
    work_.step(read - told_);
    told_ = read;
  }
  void finish() const { work_.finish(); }

 private:
  detail::Work work_;
  std::size_t told_ = 0;
};

}  // namespace HIGHWATER_NAMESPACE::io
