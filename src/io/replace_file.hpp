#pragma once

#include <string>
#include <string_view>

#include "highwater/version.hpp"

namespace HIGHWATER_NAMESPACE::io {

/// Puts the text into a file, which has all of it afterwards or is as it was before. What is no file, as a pipe, is written
/// into. Errors: throws Error that names the file, and why it cannot be written.
void replace_file(const std::string& path, std::string_view text);

}  // namespace HIGHWATER_NAMESPACE::io
