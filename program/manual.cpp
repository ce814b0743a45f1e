#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

#include "commands.hpp"
#include "highwater/version.hpp"

namespace program {
namespace {

std::vector<const CLI::App*> commands_of(const CLI::App& program) {
  std::vector<const CLI::App*> commands;
  for (const CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; }))
    if (!command->get_group().empty()) commands.push_back(command);
  return commands;
}

std::vector<std::string> options_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::string roff(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '-' ? "\\-" : c == '\\' ? "\\e" : std::string(1, c);
  return out;
}

void describe_options(const CLI::App& app) {
  for (const CLI::Option* option : app.get_options()) {
    std::string name = option->get_positional() ? option->get_name() : "";
    for (const std::string& one : option->get_lnames()) name += (name.empty() ? "--" : ", --") + one;
    const bool value = !option->get_positional() && option->get_items_expected_max() > 0;
    std::cout << ".TP\n\\fB" << roff(name) << "\\fR" << (value ? " \\fIVALUE\\fR" : "") << '\n'
              << roff(option->get_description()) << '\n';
  }
}

void print_manual(const CLI::App& program) {
  std::cout
      << ".TH HIGHWATER 1 \"\" \"highwater " << HIGHWATER_VERSION_MAJOR << '.' << HIGHWATER_VERSION_MINOR << '.'
      << HIGHWATER_VERSION_PATCH << "\" \"User Commands\"\n.SH NAME\nhighwater \\- " << roff(program.get_description())
      << "\n.SH SYNOPSIS\n.B highwater\n.I COMMAND FILE\n[\\fIOPTION\\fR]...\n.SH DESCRIPTION\n"
      << "Reads tables of periods and values and says what they show, with the evidence. Each command has --help.\n";
  for (const CLI::App* command : commands_of(program)) {
    std::cout << ".SH \"HIGHWATER " << roff(command->get_name()) << "\"\n" << roff(command->get_description()) << '\n';
    describe_options(*command);
  }
  std::cout << ".SH \"EXIT STATUS\"\n" << roff(program.get_footer()) << '\n';
}

void print_completion(const CLI::App& program) {
  std::vector<std::string> names;
  for (const CLI::App* command : commands_of(program)) names.push_back(command->get_name());
  std::cout
      << "# Completion of bash for highwater.\n_highwater() {\n  local current=${COMP_WORDS[COMP_CWORD]} words=''\n"
         "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    words='"
      << joined(names) << " " << joined(options_of(program)) << "'\n  else\n    case ${COMP_WORDS[1]} in\n";
  for (const CLI::App* command : commands_of(program))
    std::cout << "      " << command->get_name() << ") words='" << joined(options_of(*command)) << "' ;;\n";
  std::cout
      << "    esac\n  fi\n  COMPREPLY=()\n  case $current in\n"
         "    -*) ;;\n    *) [ \"$COMP_CWORD\" -eq 1 ] || { compopt -o default; return; } ;;\n  esac\n"
         "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n}\ncomplete -F _highwater highwater\n";
}

}  // namespace

void add_manual(CLI::App& program) {
  program.add_subcommand("man", "the man page, as troff")->group("")->callback([&program] { print_manual(program); });
  program.add_subcommand("completion", "the completion of bash")->group("")->callback([&program] {
    print_completion(program);
  });
}

}  // namespace program
