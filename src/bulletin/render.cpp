#include <string>
#include <string_view>

#include "highwater/bulletin/bulletin.hpp"
#include "wording.hpp"

namespace HIGHWATER_NAMESPACE::bulletin {
namespace {

std::string heading(const Bulletin& bulletin, const std::string& title, const std::string& unit) {
  return title + ", " + in_words(bulletin.period) + (unit.empty() ? "" : " (" + unit + ")");
}

// "2024-12 / 2024-11 - 1: growth 0.1226; 2024-12 348; 2024-11 310"
std::string evidence(const Statement& statement, int decimals) {
  std::string text = statement.formula;
  const char* separator = ": ";
  for (const Figure& figure : statement.figures) {
    text += separator + figure.label + " = " + figure_text(figure, decimals);
    separator = "; ";
  }
  return text;
}

// Characters that would be read as Markdown or HTML are escaped; a line break becomes a blank.
std::string markdown_escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (std::string_view("\\`*_{}[]()#+-.!|~").find(c) != std::string_view::npos) escaped += '\\';
    if (c == '<')
      escaped += "&lt;";
    else if (c == '>')
      escaped += "&gt;";
    else if (c == '&')
      escaped += "&amp;";
    else
      escaped += c == '\n' || c == '\r' ? ' ' : c;
  }
  return escaped;
}

}  // namespace

std::string to_text(const Bulletin& bulletin) {
  std::string text = heading(bulletin, bulletin.title, bulletin.unit) + "\n";
  for (const Statement& statement : bulletin.statements)
    text += "\n- " + statement.sentence + "\n    " + evidence(statement, bulletin.decimals) + "\n";
  return text;
}

std::string to_markdown(const Bulletin& bulletin) {
  std::string text =
      "# " + heading(bulletin, markdown_escaped(bulletin.title), markdown_escaped(bulletin.unit)) + "\n\n";
  for (const Statement& statement : bulletin.statements)
    text += "- **" + statement.sentence + "**\n  - `" + evidence(statement, bulletin.decimals) + "`\n";
  return text;
}

}  // namespace HIGHWATER_NAMESPACE::bulletin
