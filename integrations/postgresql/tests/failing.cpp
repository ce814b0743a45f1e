// A module that takes the place of the allocation of C++ in a server that is started with LD_PRELOAD=failing.so:
// fail_at(n) lets the n-th allocation from now on fail, 0 none, and gives how many there were since the last call.
#include <cstdint>
#include <cstdlib>
#include <new>

extern "C" {
// postgres.h has to be the first of its headers.
// clang-format off
#include "postgres.h"
#include "fmgr.h"
// clang-format on

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(fail_at);
}

namespace {

std::int64_t count = 0, fails = 0;

}  // namespace

void* operator new(std::size_t size) {
  if (++count == fails) throw std::bad_alloc();
  if (void* const memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void* operator new[](std::size_t size) { return operator new(size); }

extern "C" Datum fail_at(FunctionCallInfo fcinfo) {
  const std::int64_t before = count;
  count = 0;
  fails = PG_GETARG_INT64(0);
  return Int64GetDatum(before);
}
