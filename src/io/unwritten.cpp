#include "io/unwritten.hpp"

#include <cstdint>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace HIGHWATER_NAMESPACE::io {

void ask_for_large_pages([[maybe_unused]] const void* memory, [[maybe_unused]] std::size_t bytes) noexcept {
#if defined(__linux__)
  constexpr std::size_t page = 4096;
  if (bytes < large_page) return;
  const std::size_t before = reinterpret_cast<std::uintptr_t>(memory) % page;
  static_cast<void>(madvise(static_cast<char*>(const_cast<void*>(memory)) - before, bytes + before, MADV_HUGEPAGE));
#endif
}

}  // namespace HIGHWATER_NAMESPACE::io
