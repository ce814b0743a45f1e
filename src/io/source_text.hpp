#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "highwater/io/limits.hpp"

namespace HIGHWATER_NAMESPACE::io {

/// All bytes of a file. Errors: throws Error that names the file and says why it cannot be read, or that it is too large.
std::string read_file(const std::string& path, Limits limits);

/// All bytes of a stream up to its end, whatever its exception mask. Errors: throws Error that has the given name.
std::string read_stream(std::istream& stream, std::string_view name, Limits limits);

/// Throws Error, naming the source, if so many bytes are more than the limits allow.
void require_bytes(std::uint64_t size, std::string_view name, Limits limits);

}  // namespace HIGHWATER_NAMESPACE::io
