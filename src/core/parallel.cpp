#include "highwater/core/vocabulary/parallel.hpp"

#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>
#include <vector>

namespace HIGHWATER_NAMESPACE::core {
namespace {

/// Threads that end before their owner does, whatever is thrown.
struct Joined {
  std::vector<std::thread> threads;
  ~Joined() {
    for (std::thread& thread : threads) thread.join();
  }
};

}  // namespace

void ThreadsOfTheCall::operator()(std::size_t parts, const Parallel::Part& part) const {
  std::atomic<std::size_t> next{0};
  std::mutex guard;
  std::exception_ptr failure;
  const auto work = [&] {
    try {
      for (std::size_t i = next++; i < parts; i = next++) part(i);
    } catch (...) {
      const std::lock_guard<std::mutex> lock(guard);
      if (!failure) failure = std::current_exception();
    }
  };
  {
    Joined started;
    const std::size_t cores = std::thread::hardware_concurrency();
    try {  // where no more are to be had, those that there are do the work
      while (started.threads.size() + 1 < cores && started.threads.size() + 1 < parts)
        started.threads.emplace_back(work);
    } catch (const std::system_error&) {
    } catch (const std::bad_alloc&) {
    }
    work();
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace HIGHWATER_NAMESPACE::core
