#pragma once

#include <string>
#include <string_view>

#include "highwater/version.hpp"

// Text that comes from outside, made safe for the form in which it is written.
namespace HIGHWATER_NAMESPACE::bulletin {

/// One line of valid UTF-8: line breaks and tabs become blanks, what is not UTF-8 and control characters become U+FFFD,
/// and characters that would turn the direction of the text after them are left out.
std::string one_line(std::string_view text);

/// One line, as it stands in XML or HTML between tags or in a quoted attribute.
std::string xml_escaped(std::string_view text);

/// One line, with what Markdown or HTML would take for markup escaped.
std::string markdown_escaped(std::string_view text);

/// A JSON string with its quotes. Nothing is lost but what is not UTF-8, which becomes U+FFFD.
std::string json_quoted(std::string_view text);

/// At most `count` characters; a text that is cut ends with an ellipsis.
std::string shortened(std::string_view text, std::size_t count);

}  // namespace HIGHWATER_NAMESPACE::bulletin
