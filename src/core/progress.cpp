#include "highwater/core/vocabulary/progress.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>

namespace HIGHWATER_NAMESPACE::detail {

struct Work::State {
  State(const Progress& told_to, std::size_t all) : progress(told_to), steps(all) {}

  Progress progress;
  std::size_t steps;
  std::atomic<std::size_t> done{0};
  std::atomic<bool> ended{false};
  std::mutex telling;           // guards what follows, and the caller's function
  std::size_t told = 0;         // steps
  std::exception_ptr why = {};  // it ended

  void tell(double fraction) noexcept {
    try {
      if (progress(fraction) == Progress::Next::go_on) return;
      why = std::make_exception_ptr(Stopped());
    } catch (...) {
      why = std::current_exception();
    }
    ended = true;
  }
};

Work::Work(const Progress& progress, std::size_t steps) {
  if (progress) state_ = new State(progress, steps);
}

Work::~Work() { delete state_; }

void Work::expect(std::size_t steps) const noexcept {
  if (state_ != nullptr) state_->steps += steps;
}

bool Work::count(std::size_t steps) const noexcept {
  constexpr std::size_t most_reports = 1000;
  State& state = *state_;
  state.done += steps;
  if (state.ended) return false;
  // A thread that finds another one telling has nothing to add, and does not wait for it.
  const std::unique_lock<std::mutex> lock(state.telling, std::try_to_lock);
  if (!lock.owns_lock() || state.ended) return !state.ended;
  const std::size_t done = state.done;
  if (done >= state.steps || done - state.told < std::max(state.steps / most_reports, std::size_t{1})) return true;
  state.told = done;
  state.tell(static_cast<double>(done) / static_cast<double>(state.steps));
  return !state.ended;
}

void Work::end() const { std::rethrow_exception(state_->why); }

void Work::finish() const {
  if (state_ == nullptr) return;
  if (!state_->ended) state_->tell(1.0);
  if (state_->ended) end();
}

}  // namespace HIGHWATER_NAMESPACE::detail
