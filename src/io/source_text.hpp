#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>

#include "highwater/io/limits.hpp"
#include "io/unwritten.hpp"

namespace HIGHWATER_NAMESPACE::io {

/// The bytes of a file or stream; views of them end with it.
class SourceText {
 public:
  operator std::string_view() const noexcept { return {bytes_.data(), size_}; }

  /// Memory for that many bytes after those that it has, which nobody has written yet.
  char* room_for(std::size_t more);
  /// That so many of them have been written.
  void add(std::size_t written) noexcept { size_ += written; }

 private:
  Unwritten<char> bytes_;
  std::size_t size_ = 0;
};

/// All bytes of a file. Errors: throws Error that names the file and says why it cannot be read, or that it is too large.
SourceText read_file(const std::string& path, Limits limits);

/// All bytes of a stream up to its end, whatever its exception mask. Errors: throws Error that has the given name.
SourceText read_stream(std::istream& stream, std::string_view name, Limits limits);

/// Throws Error, naming the source, if so many bytes are more than the limits allow.
void require_bytes(std::uint64_t size, std::string_view name, Limits limits);

}  // namespace HIGHWATER_NAMESPACE::io
