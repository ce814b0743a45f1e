#pragma once

// Included before every source of a mutated build. HIGHWATER_MUTANT chooses the mutant that is alive; with HIGHWATER_REACHED=<file> a
// program adds to that file, at its end, the numbers of those that it came past.
#include <cstdio>
#include <cstdlib>
#include <type_traits>

namespace mutation {

struct Reached {
  unsigned char seen[1 << 16] = {};
  ~Reached() {
    const char* const path = std::getenv("HIGHWATER_REACHED");
    std::FILE* const file = path == nullptr ? nullptr : std::fopen(path, "a");
    if (file == nullptr) return;
    for (unsigned i = 0; i < sizeof seen; ++i)
      if (seen[i] != 0) std::fprintf(file, "%u\n", i);
    std::fclose(file);
  }
};
inline Reached reached;

inline unsigned chosen() {
  static const unsigned number = [] {
    const char* const text = std::getenv("HIGHWATER_MUTANT");
    return text == nullptr ? 0U : static_cast<unsigned>(std::atoi(text));
  }();
  return number;
}

constexpr bool is_alive(unsigned number) noexcept {
  if (std::is_constant_evaluated()) return false;
  reached.seen[number] = 1;
  return chosen() == number;
}

}  // namespace mutation
