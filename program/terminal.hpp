#pragma once

#include <chrono>
#include <string>

namespace program {

enum class Stream { out, error };
/// Whether people look at it, and not another program or a file.
bool is_terminal(Stream stream);

/// A bar on the terminal of a call that takes its time: what it is told as a highwater::Progress it draws, and at its end it
/// wipes itself out. Where errors go to no terminal it does nothing.
class Bar {
 public:
  /// It is not shown before so much time has passed: most calls are done by then.
  explicit Bar(std::string what, std::chrono::milliseconds patience = std::chrono::milliseconds(300));
  Bar(const Bar&) = delete;
  Bar& operator=(const Bar&) = delete;
  ~Bar();

  void operator()(double done);

 private:
  std::string what_;
  std::chrono::steady_clock::time_point from_;
  bool on_terminal_;
  int shown_ = -1;  // per cent; -1: nothing yet
};

}  // namespace program
