// highwater: what a table of periods and values shows, from the command line.
#include <algorithm>
#include <exception>
#include <iostream>
#include <regex>
#include <string>

#include "commands.hpp"
#include "highwater/version.hpp"

namespace {

/// What the library says, with the options of the program instead of its own: ".period_format" is --period-format here.
std::string with_options_of_program(const std::string& message) {
  static const std::regex member(
      R"( \.(value|frequency|only|delimiter|decimal|thousands|missing|magnitude|period_format)\b)");
  std::string text;
  auto rest = message.cbegin();
  for (std::sregex_iterator found(message.begin(), message.end(), member), end; found != end; ++found) {
    std::string name = (*found)[1];
    std::replace(name.begin(), name.end(), '_', '-');
    text.append(rest, (*found)[0].first).append(" --").append(name);
    rest = (*found)[0].second;
  }
  return text.append(rest, message.cend());
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("what is news in an indicator: records, growth, streaks, outlooks, and whether claims are true",
               "highwater");
  app.set_version_flag("--version", std::to_string(HIGHWATER_VERSION_MAJOR) + "." +
                                        std::to_string(HIGHWATER_VERSION_MINOR) + "." +
                                        std::to_string(HIGHWATER_VERSION_PATCH));
  app.footer(
      "Ends with 0; with 1 if a claim that was checked is impossible; with 2 if something cannot be read or asked.");
  app.require_subcommand(1);
  program::Status status = program::success;
  program::add_bulletin(app);
  program::add_check(app, status);
  program::add_scan(app);
  program::add_project(app);
  program::add_records(app);
  program::add_describe(app);
  program::add_manual(app);
  try {
    app.parse(argc, argv);
    if (!(std::cout << std::flush)) throw std::runtime_error("the output cannot be written");
    return status;
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? program::success : program::failure;
  } catch (const std::exception& error) {
    std::cout << std::flush;
    std::cerr << "highwater: " << with_options_of_program(error.what()) << '\n';
    return program::failure;
  }
}
