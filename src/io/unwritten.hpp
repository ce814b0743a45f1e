#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>

#include "highwater/version.hpp"

namespace HIGHWATER_NAMESPACE::io {

/// The system's pages for much memory: to be given it 4 KiB at a time takes longer than to fill it.
constexpr std::size_t large_page = std::size_t{1} << 21;

/// A number of values that fills whole large pages, if so many fill half a page at all.
template <class T>
constexpr std::size_t in_large_pages(std::size_t count) noexcept {
  constexpr std::size_t in_page = large_page / sizeof(T);
  return count < in_page / 2 ? count : (count + in_page - 1) / in_page * in_page;
}

/// Asks for large pages, where there are some.
void ask_for_large_pages(const void* memory, std::size_t bytes) noexcept;

/// Memory for at least so many values, which nobody has written yet.
template <class T>
class Unwritten {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  Unwritten() = default;
  explicit Unwritten(std::size_t least) : capacity_(in_large_pages<T>(least)) {
    const std::size_t bytes = capacity_ * sizeof(T);
    memory_.reset(static_cast<T*>(::operator new(bytes, alignment(bytes))));
    memory_.get_deleter().bytes = bytes;
    ask_for_large_pages(memory_.get(), bytes);
  }

  T* data() const noexcept { return memory_.get(); }
  std::size_t capacity() const noexcept { return capacity_; }

 private:
  static std::align_val_t alignment(std::size_t bytes) noexcept {
    return std::align_val_t{bytes < large_page ? alignof(std::max_align_t) : large_page};
  }
  struct Free {
    std::size_t bytes = 0;
    void operator()(T* memory) const noexcept { ::operator delete(memory, alignment(bytes)); }
  };
  std::unique_ptr<T, Free> memory_;
  std::size_t capacity_ = 0;
};

}  // namespace HIGHWATER_NAMESPACE::io
