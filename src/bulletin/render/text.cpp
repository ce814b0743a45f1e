#include "bulletin/render/text.hpp"

#include <algorithm>
#include <string>

#include "bulletin/render/escape.hpp"
#include "claims/wording.hpp"
#include "highwater/bulletin/bulletin.hpp"

namespace HIGHWATER_NAMESPACE::bulletin {
using namespace wording;
namespace {

/// A figure with the decimals that its kind asks for.
std::string figure_text(const Figure& figure, int data_decimals) {
  if (is_missing(figure.value)) return "missing";
  switch (figure.quantity) {
    case Quantity::observed:
      return plain(figure.value);
    case Quantity::total:
      return fixed(figure.value, data_decimals);
    case Quantity::mean:
      return fixed(figure.value, data_decimals + 1);
    case Quantity::fraction:
      return fixed(figure.value, 4);
    case Quantity::count:
      break;
  }
  return fixed(figure.value, 0);
}

}  // namespace

std::string heading(const Bulletin& bulletin) {
  const std::string unit = unit_text(bulletin.indicator.unit, bulletin.indicator.magnitude);
  return bulletin.indicator.title + ", " + in_words(bulletin.period, bulletin.data.fiscal_year()) +
         (unit.empty() ? "" : " (" + unit + ")");
}

std::string evidence(const Statement& statement, int decimals) {
  std::string text = statement.formula;
  const char* separator = ": ";
  for (const Figure& figure : statement.figures) {
    text += separator + figure.label + " = " + figure_text(figure, decimals);
    separator = "; ";
  }
  return text;
}

std::string to_text(const Bulletin& bulletin) {
  std::string text = one_line(heading(bulletin)) + "\n";
  for (const Statement& statement : bulletin.statements) {
    text += "\n- " + one_line(statement.sentence) + "\n";
    if (bulletin.tone == Tone::full) text += "    " + one_line(evidence(statement, bulletin.decimals)) + "\n";
  }
  return text;
}

std::string to_markdown(const Bulletin& bulletin) {
  std::string text = "# " + markdown_escaped(heading(bulletin)) + "\n\n";
  for (const Statement& statement : bulletin.statements) {
    text += "- **" + markdown_escaped(statement.sentence) + "**\n";
    if (bulletin.tone != Tone::full) continue;
    std::string code = one_line(evidence(statement, bulletin.decimals));
    std::ranges::replace(code, '`', '\'');
    text += "  - `" + code + "`\n";
  }
  return text;
}

}  // namespace HIGHWATER_NAMESPACE::bulletin
