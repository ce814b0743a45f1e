#include "bulletin/render/escape.hpp"

#include <boost/locale/utf.hpp>
#include <cstddef>
#include <iterator>

namespace HIGHWATER_NAMESPACE::bulletin {
namespace {

using Utf8 = boost::locale::utf::utf_traits<char>;
using CodePoint = boost::locale::utf::code_point;

constexpr CodePoint replacement = 0xFFFD;

// Visits the characters of a text; each byte that begins none is U+FFFD.
template <class Visit>
void for_each_character(std::string_view text, Visit visit) {
  for (const char *at = text.data(), *const end = at + text.size(); at != end;) {
    const char* next = at;
    const CodePoint c = Utf8::decode(next, end);
    const bool valid = boost::locale::utf::is_valid_codepoint(c);
    visit(valid ? c : replacement);
    at = valid ? next : at + 1;
  }
}

void append(std::string& text, CodePoint c) { Utf8::encode(c, std::back_inserter(text)); }

bool is_break(CodePoint c) { return c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029; }
bool is_control(CodePoint c) { return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF; }
bool turns_direction(CodePoint c) {
  return c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

// What stands for a character in HTML; empty if it stands for itself.
std::string_view entity(char c) {
  switch (c) {
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '&':
      return "&amp;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return "";
  }
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string line;
  for_each_character(text, [&](CodePoint c) {
    if (is_break(c))
      line += ' ';
    else if (!turns_direction(c))
      append(line, is_control(c) ? replacement : c);
  });
  return line;
}

std::string xml_escaped(std::string_view text) {
  std::string escaped;
  for (const char c : one_line(text)) {
    const std::string_view with = entity(c);
    with.empty() ? escaped += c : escaped += with;
  }
  return escaped;
}

std::string markdown_escaped(std::string_view text) {
  std::string escaped;
  for (const char c : one_line(text)) {
    if (std::string_view("\\`*_[]#|~$").find(c) != std::string_view::npos) escaped += '\\';
    const std::string_view with = c == '"' || c == '\'' ? "" : entity(c);
    with.empty() ? escaped += c : escaped += with;
  }
  return escaped;
}

std::string json_quoted(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string quoted = "\"";
  for_each_character(text, [&](CodePoint c) {
    if (c == '"' || c == '\\') {
      quoted += '\\';
      append(quoted, c);
    } else if (c == '\n') {
      quoted += "\\n";
    } else if (c < 0x20 || c == 0x7F || is_break(c) || turns_direction(c)) {
      quoted += "\\u";
      for (int shift = 12; shift >= 0; shift -= 4) quoted += digits[(c >> shift) & 15U];
    } else {
      append(quoted, c);
    }
  });
  return quoted + '"';
}

std::string shortened(std::string_view text, std::size_t count) {
  std::string line = one_line(text);
  std::size_t characters = 0, cut = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if ((static_cast<unsigned char>(line[i]) & 0xC0U) == 0x80U) continue;  // inside a character
    if (++characters == count) cut = i;
  }
  return characters > count ? line.substr(0, cut) + "\u2026" : line;
}

}  // namespace HIGHWATER_NAMESPACE::bulletin
