#pragma once

#include <cstddef>
#include <type_traits>

#include "highwater/error.hpp"

namespace HIGHWATER_NAMESPACE {

/// What a call throws that was stopped by its Progress. Nothing of its work is returned.
class Stopped : public Error {
 public:
  Stopped() : Error("stopped by its caller") {}
};

/// Who is told how far a long call has come, as the last member of its options, and may stop it:
/// {.progress = [](double done) { ... }}.
///
/// The function is called with fractions that never fall and, of a call that returns, end with 1: at most about a thousand
/// times, by one thread at a time (with .parallel any of them), and never after the call has returned. It returns nothing,
/// or whether to go on. It is borrowed, as a thread pool is.
/// Errors   a call that is told to stop throws Stopped; what the function throws is thrown by the call.
class Progress {
 public:
  enum class Next : unsigned char { go_on, stop };

  constexpr Progress() noexcept = default;

  template <class Function, std::enable_if_t<!std::is_same_v<std::remove_cvref_t<Function>, Progress>, int> = 0>
  requires(std::is_object_v<std::remove_reference_t<Function>> &&
           (std::is_same_v<std::invoke_result_t<Function&, double>, void> ||
            std::is_same_v<std::invoke_result_t<Function&, double>, Next>))
      Progress(Function&& function HIGHWATER_LIFETIMEBOUND)
  noexcept
      : function_(const_cast<void*>(static_cast<const void*>(&function))), call_([](void* f, double done) {
          auto& report = *static_cast<std::remove_reference_t<Function>*>(f);
          if constexpr (std::is_same_v<std::invoke_result_t<Function&, double>, void>) {
            report(done);
            return Next::go_on;
          } else {
            return report(done);
          }
        }) {}

  // A temporary would be gone before the call.
  template <class Function>
  requires(!std::is_same_v<std::remove_cvref_t<Function>, Progress> && !std::is_lvalue_reference_v<Function>) Progress&
  operator=(Function&&) = delete;

  /// Whether anyone is told.
  explicit operator bool() const noexcept { return call_ != nullptr; }

  /// Tells it. Of a call that consists of several, this is how its parts are told on.
  Next operator()(double done) const { return call_ == nullptr ? Next::go_on : call_(function_, done); }

 private:
  void* function_ = nullptr;
  Next (*call_)(void*, double) = nullptr;
};

#if defined(HIGHWATER_COMPILED)
namespace detail {

/// The work of one call, counted in equal steps by any of its threads. Without a Progress it costs nothing.
class Work {
 public:
  Work(const Progress& progress, std::size_t steps);
  ~Work();
  Work(const Work&) = delete;
  Work& operator=(const Work&) = delete;

  /// That steps were done; false: the thread is to return, for the work has ended.
  bool advance(std::size_t steps) const noexcept { return state_ == nullptr || count(steps); }
  /// The same where there is one thread: throws what ended the work.
  void step(std::size_t steps = 1) const {
    if (!advance(steps)) end();
  }
  /// That more steps are to be done; before the first.
  void expect(std::size_t steps) const noexcept;
  /// When all threads have returned: throws what ended the work, or tells that it is done.
  void finish() const;

 private:
  struct State;
  bool count(std::size_t steps) const noexcept;
  [[noreturn]] void end() const;

  State* state_ = nullptr;
};

}  // namespace detail
#endif

}  // namespace HIGHWATER_NAMESPACE
