#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "highwater/version.hpp"

namespace HIGHWATER_NAMESPACE::io {

/// All bytes of a file. Errors: throws Error that names the file and says why it cannot be read.
std::string read_file(const std::string& path);

/// All bytes of a stream up to its end, whatever its exception mask. Errors: throws Error that has the given name.
std::string read_stream(std::istream& stream, std::string_view name);

}  // namespace HIGHWATER_NAMESPACE::io
