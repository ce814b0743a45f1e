#include "terminal.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <iostream>
#include <string>

#include "highwater/core/vocabulary/progress.hpp"

using program::Bar;
using std::chrono::milliseconds;

namespace terminal_test {

/// Where errors go for a time.
class Redirected {
 public:
  explicit Redirected(int to) : before_(dup(STDERR_FILENO)) { dup2(to, STDERR_FILENO); }
  Redirected(const Redirected&) = delete;
  Redirected& operator=(const Redirected&) = delete;
  ~Redirected() {
    std::cerr << std::flush;
    dup2(before_, STDERR_FILENO);
    close(before_);
  }

 private:
  int before_;
};

/// Whether the system gives terminals away: in a bare root directory it has none to give.
bool has_terminals() {
  const int terminal = posix_openpt(O_RDWR | O_NOCTTY);
  if (terminal < 0) return false;
  const int other = unlockpt(terminal) == 0 ? open(ptsname(terminal), O_RDWR | O_NOCTTY) : -1;
  if (other >= 0) close(other);
  close(terminal);
  return other >= 0;
}

/// What a bar that is told these fractions writes on a terminal, or into a pipe.
std::string drawn(bool on_terminal, milliseconds patience) {
  std::array<int, 2> ends{-1, -1};  // to read from, to write to
  if (on_terminal) {
    ends[0] = posix_openpt(O_RDWR | O_NOCTTY);
    if (ends[0] < 0 || grantpt(ends[0]) != 0 || unlockpt(ends[0]) != 0) return "no terminal";
    ends[1] = open(ptsname(ends[0]), O_RDWR | O_NOCTTY);
  } else if (pipe(ends.data()) != 0) {
    return "no pipe";
  }
  {
    const Redirected redirected(ends[1]);
    Bar bar("counting", patience);
    const highwater::Progress progress(bar);
    for (const double done : {0.0, 0.5, 0.501, 1.0}) progress(done);
  }
  EXPECT_EQ(write(ends[1], "end", 3), 3);
  std::string text;
  std::array<char, 1024> piece{};
  while (text.find("end") == std::string::npos) {
    const auto got = read(ends[0], piece.data(), piece.size());
    if (got <= 0) break;
    text.append(piece.data(), static_cast<std::size_t>(got));
  }
  close(ends[0]);
  close(ends[1]);
  return text;
}

TEST(Bar, IsDrawnOnATerminalAndWipedOutAtItsEnd) {
  if (!has_terminals()) GTEST_SKIP() << "the system has no terminals";
  EXPECT_EQ(drawn(true, milliseconds(0)),
            "\rcounting [                         ] 0 %"
            "\rcounting [############             ] 50 %"
            "\rcounting [#########################] 100 %"
            "\r\033[Kend");
}

TEST(Bar, IsNotDrawnOfWhatIsQuick) {
  if (!has_terminals()) GTEST_SKIP() << "the system has no terminals";
  EXPECT_EQ(drawn(true, milliseconds(60'000)), "end");
}

TEST(Bar, WritesNothingWhereThereIsNoTerminal) { EXPECT_EQ(drawn(false, milliseconds(0)), "end"); }

}  // namespace terminal_test
