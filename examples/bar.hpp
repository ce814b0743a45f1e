#pragma once

#include <iostream>
#include <string>

#if defined(_WIN32)
#include <io.h>
#else
#include <unistd.h>
#endif

/// A bar on a terminal, of a call that may take a second; elsewhere nothing. A call is given it as `.progress`.
class Bar {
 public:
  void operator()(double done) const {
    if (!on_terminal()) return;
    constexpr int width = 40;
    const auto full = static_cast<std::size_t>(width * done);
    std::cerr << "\r[" << std::string(full, '#') << std::string(width - full, ' ') << "]";
    if (done == 1.0) std::cerr << "\r\033[K";  // wiped out when it is full
    std::cerr << std::flush;
  }

 private:
  static bool on_terminal() {
#if defined(_WIN32)
    return _isatty(2) != 0;
#else
    return isatty(STDERR_FILENO) != 0;
#endif
  }
};
