#pragma once

#include <cstddef>

#include "highwater/core/vocabulary/progress.hpp"

namespace HIGHWATER_NAMESPACE::io {

/// Tells from time to time how much of a text has been read, as part of work that is counted in bytes.
class ToldBytes {
 public:
  ToldBytes(const detail::Work& work, std::size_t from = 0) : work_(work), told_(from) {}

  /// Throws what the Progress stops it with.
  void at(std::size_t read) {
    constexpr std::size_t rarely = std::size_t{1} << 14;
    if (read >= told_ + rarely) all(read);
  }
  /// The same at an end.
  void all(std::size_t read) {
    if (read > told_) work_.step(read - told_);
    told_ = read;
  }

 private:
  const detail::Work& work_;
  std::size_t told_;
};

}  // namespace HIGHWATER_NAMESPACE::io
