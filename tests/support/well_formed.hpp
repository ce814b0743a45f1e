#pragma once

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

namespace test_support {

/// Why a document is not well-formed, as XML counts it: tags that close, quoted attributes that stand once, entities,
/// no < in text. Empty if it is. A declaration is let be, and <style> and <script> hold no markup.
inline std::string fault_of_markup(std::string_view text) {
  std::vector<std::string> open;
  const auto at = [&](std::size_t i) { return std::string(text.substr(i, 60)); };
  const auto is_name = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == ':'; };
  const auto bad_entity = [](std::string_view part) {
    for (std::size_t i = part.find('&'); i != std::string_view::npos; i = part.find('&', i + 1)) {
      const std::size_t end = part.find(';', i);
      if (end == std::string_view::npos || end == i + 1 || end - i > 10) return true;
      for (std::size_t k = i + 1; k < end; ++k)
        if (std::isalnum(static_cast<unsigned char>(part[k])) == 0 && part[k] != '#') return true;
    }
    return false;
  };
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 32 && c != '\n' && c != '\t') return "a control character";
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t tag = std::min(text.find('<', i), text.size());
    if (bad_entity(text.substr(i, tag - i))) return "an entity in " + at(i);
    if (tag == text.size()) break;
    i = tag + 1;
    if (text.substr(i, 1) == "!" || text.substr(i, 1) == "?") {
      i = text.find('>', i) + 1;
      continue;
    }
    const bool closes = i < text.size() && text[i] == '/';
    if (closes) ++i;
    const std::size_t from = i;
    while (i < text.size() && is_name(text[i])) ++i;
    const std::string name(text.substr(from, i - from));
    if (name.empty()) return "no name in " + at(tag);
    std::vector<std::string> attributes;
    bool empty = false;
    for (;;) {
      while (i < text.size() && std::isspace(static_cast<unsigned char>(text[i])) != 0) ++i;
      if (i >= text.size()) return "a tag that does not end: " + at(tag);
      if (text[i] == '>') break;
      if (text[i] == '/') {
        empty = true;
        ++i;
        continue;
      }
      const std::size_t start = i;
      while (i < text.size() && is_name(text[i])) ++i;
      const std::string attribute(text.substr(start, i - start));
      if (attribute.empty() || text.substr(i, 2) != "=\"") return "an attribute in " + at(tag);
      for (const std::string& other : attributes)
        if (other == attribute) return attribute + " twice in " + at(tag);
      attributes.push_back(attribute);
      const std::size_t end = text.find('"', i + 2);
      if (end == std::string_view::npos) return "a value that does not end in " + at(tag);
      const std::string_view value = text.substr(i + 2, end - i - 2);
      if (value.find('<') != std::string_view::npos || bad_entity(value)) return "a value in " + at(tag);
      i = end + 1;
    }
    ++i;
    if (closes) {
      if (open.empty() || open.back() != name) return "</" + name + "> closes nothing";
      open.pop_back();
    } else if (!empty && name != "meta" && name != "link" && name != "br") {
      open.push_back(name);
      if (name == "style" || name == "script") {
        i = text.find("</" + name, i);
        if (i == std::string_view::npos) return "<" + name + "> is open";
      }
    }
  }
  return open.empty() ? "" : "<" + open.back() + "> is open";
}

}  // namespace test_support
