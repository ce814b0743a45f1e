#include "highwater/core/vocabulary/parallel.hpp"

#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace HIGHWATER_NAMESPACE::core {

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
  std::vector<std::thread> threads;
  const std::size_t cores = std::thread::hardware_concurrency();
  try {
    while (threads.size() + 1 < cores && threads.size() + 1 < parts) threads.emplace_back(work);
  } catch (const std::system_error&) {  // no more threads to be had: those that there are do the work
  }
  work();
  for (std::thread& thread : threads) thread.join();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace HIGHWATER_NAMESPACE::core
