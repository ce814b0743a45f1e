#include "terminal.hpp"

#if defined(_WIN32)
#include <io.h>
#else
#include <unistd.h>
#endif

#include <cstddef>
#include <iostream>
#include <utility>

namespace program {

bool is_terminal(Stream stream) {
#if defined(_WIN32)
  return _isatty(stream == Stream::out ? 1 : 2) != 0;
#else
  return isatty(stream == Stream::out ? STDOUT_FILENO : STDERR_FILENO) != 0;
#endif
}

Bar::Bar(std::string what, std::chrono::milliseconds patience)
    : what_(std::move(what)),
      from_(std::chrono::steady_clock::now() + patience),
      on_terminal_(is_terminal(Stream::error)) {
  constexpr std::size_t most = 40;  // a line that is broken cannot be wiped out
  if (what_.size() > most) what_ = "..." + what_.substr(what_.size() - most + 3);
}

void Bar::operator()(double done) {
  const int per_cent = static_cast<int>(100.0 * done);
  if (!on_terminal_ || per_cent == shown_ || std::chrono::steady_clock::now() < from_) return;
  shown_ = per_cent;
  constexpr int width = 25, step = 100 / width;
  std::string bar(width, ' ');
  bar.replace(0, static_cast<std::size_t>(per_cent / step), static_cast<std::size_t>(per_cent / step), '#');
  std::cerr << '\r' << what_ << " [" << bar << "] " << per_cent << " %" << std::flush;
}

Bar::~Bar() {
  if (shown_ >= 0) std::cerr << "\r\033[K" << std::flush;
}

}  // namespace program
