#pragma once

#include <cctype>
#include <cmath>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// Whether markup is well-formed XML, as far as ours goes: elements in each other, attributes in quotes, five entities and
// numbered characters, text of characters that XML allows.
namespace test_support {

class Markup {
 public:
  explicit Markup(std::string_view text) : rest_(text) {
    must_be_text(text);
    if (rest_.starts_with("<?xml ")) skip_past("?>");
    if (rest_.starts_with("<!DOCTYPE html>")) skip_past(">");
    while (!rest_.empty()) {
      const std::size_t tag = rest_.find('<');
      check_text(rest_.substr(0, tag));
      rest_.remove_prefix(tag == std::string_view::npos ? rest_.size() : tag);
      if (rest_.starts_with("</"))
        close();
      else if (!rest_.empty())
        open();
    }
    must(open_.empty(), "every element is closed");
    must(elements_ > 0, "markup has an element");
  }

 private:
  static void must(bool holds, const char* what) {
    if (!holds) throw std::runtime_error(std::string("not so: ") + what);
  }
  static void must_be_text(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
      const auto lead = static_cast<unsigned char>(text[i]);
      const std::size_t size = lead < 0x80 ? 1 : lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3 : 4;
      must(lead < 0xF5 && !(lead >= 0x80 && lead < 0xC2) && i + size <= text.size(), "text is UTF-8");
      unsigned code = size == 1 ? lead : lead & (0xFFU >> (size + 1));
      for (std::size_t k = 1; k < size; ++k) {
        must((static_cast<unsigned char>(text[i + k]) & 0xC0U) == 0x80U, "text is UTF-8");
        code = code << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
      }
      must(code >= 0x20 || code == '\n' || code == '\t' || code == '\r', "text has no control characters");
      must(!(code >= 0xD800 && code < 0xE000) && code != 0xFFFE && code != 0xFFFF, "XML allows each character");
      i += size;
    }
  }
  void skip_past(std::string_view end) {
    const std::size_t at = rest_.find(end);
    must(at != std::string_view::npos, "what opens closes");
    rest_.remove_prefix(at + end.size());
  }
  static bool is_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == ':'; }
  std::string name() {
    std::size_t size = 0;
    while (size < rest_.size() && is_name(rest_[size])) ++size;
    must(size > 0, "an element and an attribute have a name");
    std::string found(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return found;
  }
  static void check_text(std::string_view text) {
    for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
      bool known = false;
      for (const std::string_view entity : {"&lt;", "&gt;", "&amp;", "&quot;", "&#39;"})
        known |= text.substr(at).starts_with(entity);
      must(known, "& begins an entity");
    }
  }
  void open() {
    rest_.remove_prefix(1);
    const std::string tag = name();
    ++elements_;
    std::vector<std::string> seen;
    while (rest_.starts_with(' ')) {
      rest_.remove_prefix(1);
      const std::string attribute = name();
      for (const std::string& other : seen) must(other != attribute, "no attribute stands twice");
      seen.push_back(attribute);
      must(rest_.starts_with("=\""), "an attribute has a value in quotes");
      rest_.remove_prefix(2);
      const std::size_t end = rest_.find('"');
      must(end != std::string_view::npos, "a quote is closed");
      check_attribute(attribute, rest_.substr(0, end));
      rest_.remove_prefix(end + 1);
    }
    if (rest_.starts_with("/>"))
      rest_.remove_prefix(2);
    else {
      must(rest_.starts_with('>'), "a tag is closed");
      rest_.remove_prefix(1);
      open_.push_back(tag);
    }
  }
  void close() {
    rest_.remove_prefix(2);
    must(!open_.empty() && name() == open_.back() && rest_.starts_with('>'), "elements close in their order");
    rest_.remove_prefix(1);
    open_.pop_back();
  }
  /// Coordinates are finite, and on a paper of 720 by 384 or not far beside it.
  static void check_attribute(std::string_view attribute, std::string_view value) {
    must(value.find('<') == std::string_view::npos, "no tag begins in an attribute");
    check_text(value);
    bool coordinate = false;
    for (const std::string_view each :
         {"x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "points", "d"})
      coordinate |= attribute == each;
    if (!coordinate) return;
    std::string text(value);
    for (char& c : text)
      if (c == ',' || c == '%' || c == 'M' || c == 'L' || c == 'Z' || c == 'H' || c == 'V') c = ' ';
    for (const char* at = text.c_str(); *at != '\0';) {
      if (*at == ' ') {
        ++at;
        continue;
      }
      char* end = nullptr;
      const double number = std::strtod(at, &end);
      must(end != at && std::isfinite(number) && std::abs(number) < 2000.0, "a coordinate is finite and on the paper");
      at = end;
    }
  }

  std::string_view rest_;
  std::vector<std::string> open_;
  std::size_t elements_ = 0;
};

/// Why markup is not well-formed; empty if it is.
inline std::string fault_of_markup(std::string_view markup) {
  try {
    static_cast<void>(Markup(markup));
    return "";
  } catch (const std::runtime_error& fault) {
    return fault.what();
  }
}

}  // namespace test_support
