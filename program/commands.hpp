#pragma once

#include <CLI/CLI.hpp>
#include <ostream>
#include <string>

namespace program {

/// How a command ended, as scripts see it.
enum Status : int {
  success = 0,
  refuted = 1,  ///< check: a claim is impossible
  failure = 2,  ///< a file, an option or a request that cannot be served
};

// One file a command. Each adds itself to the program; `status` is for how it ended.
void add_bulletin(CLI::App& program);
void add_check(CLI::App& program, Status& status);
void add_scan(CLI::App& program);
void add_project(CLI::App& program);
void add_records(CLI::App& program);
void add_describe(CLI::App& program);
/// The man page and the completion of bash, from the same descriptions as --help.
void add_manual(CLI::App& program);

}  // namespace program
