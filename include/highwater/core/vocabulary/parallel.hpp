#pragma once

#include <cstddef>

#include "highwater/version.hpp"

namespace HIGHWATER_NAMESPACE {

/// Whether the series of a panel are shared out among threads, as the last member of many options: {.parallel =
/// Parallel::threads}. By default all work is done by the caller's own thread. Results do not depend on it: a series is
/// never divided, so a single one always runs on one thread.
class Parallel {
 public:
  /// What an executor is given: part(i) is to be called once for each i from 0 to the number of parts, in any order and
  /// from any thread.
  class Part {
   public:
    template <class Function>
    explicit Part(const Function& function HIGHWATER_LIFETIMEBOUND)
        : function_(&function), call_([](const void* f, std::size_t i) { (*static_cast<const Function*>(f))(i); }) {}
    void operator()(std::size_t i) const { call_(function_, i); }

   private:
    const void* function_;
    void (*call_)(const void*, std::size_t);
  };

  constexpr Parallel() noexcept = default;

  /// An executor of the caller's, such as a thread pool: executor(parts, part) calls part(0) to part(parts - 1) and
  /// returns when all have returned. It is borrowed.
  template <class Executor>
  requires requires(const Executor& executor, const Part& part) { executor(std::size_t{}, part); }
  constexpr Parallel(const Executor& executor HIGHWATER_LIFETIMEBOUND) noexcept
      : executor_(&executor), run_([](const void* e, std::size_t parts, const Part& part) {
          (*static_cast<const Executor*>(e))(parts, part);
        }) {}

#if defined(HIGHWATER_COMPILED)
  /// As many threads as the machine has cores, started for the call and joined before it returns. In the compiled
  /// library only; header-only code passes an executor.
  static const Parallel threads;
#endif

  /// Whether anything is shared out.
  explicit constexpr operator bool() const noexcept { return run_ != nullptr; }

  /// Calls function(begin, count) for parts of `items` that together are all of them.
  template <class Function>
  void share(std::size_t items, const Function& function) const {
    constexpr std::size_t most_parts = 16;
    const std::size_t parts = items < most_parts ? items : most_parts;
    if (run_ == nullptr || parts < 2) return function(std::size_t{0}, items);
    const auto one = [&](std::size_t i) {
      const std::size_t begin = items * i / parts;
      function(begin, items * (i + 1) / parts - begin);
    };
    run_(executor_, parts, Part(one));
  }

 private:
  const void* executor_ = nullptr;
  void (*run_)(const void*, std::size_t, const Part&) = nullptr;
};

/// The options of what leaves no other choice.
struct ParallelOptions {
  Parallel parallel = {};
};

#if defined(HIGHWATER_COMPILED)
namespace core {
/// The executor behind Parallel::threads. What a part throws is thrown by the call, after all threads have ended.
struct ThreadsOfTheCall {
  void operator()(std::size_t parts, const Parallel::Part& part) const;
};
inline constexpr ThreadsOfTheCall threads_of_the_call;
}  // namespace core
inline constexpr Parallel Parallel::threads{core::threads_of_the_call};
#endif

}  // namespace HIGHWATER_NAMESPACE
