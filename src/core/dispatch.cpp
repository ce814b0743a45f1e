#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "core/level.hpp"
#include "core/operations_table.hpp"
#include "core/smoothing_operations.hpp"
#include "highwater/core/operations.hpp"
#include "highwater/error.hpp"

namespace HIGHWATER_NAMESPACE::core {
namespace {

struct Level {
  std::string_view name;
  const OperationsTable* operations;
};

/// The levels that this CPU has, the best one last.
struct Levels {
  Level levels[3];
  std::size_t count;
};
Levels available() {
  Levels found{{{"baseline", &baseline_operations}}, 1};
#if defined(HIGHWATER_HAS_LEVELS)
  __builtin_cpu_init();
  const bool has_avx2 = __builtin_cpu_supports("avx2");
  const bool has_avx512 =
      __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
  const std::pair<bool, Level> others[] = {{has_avx2, {"avx2", &avx2_operations}},
                                           {has_avx512, {"avx512", &avx512_operations}}};
  for (const auto& [is_there, level] : others)
    if (is_there) found.levels[found.count++] = level;
#endif
  return found;
}

Level choose() {
  const Levels found = available();
  const char* const asked = std::getenv("HIGHWATER_LEVEL");
  if (asked == nullptr || *asked == '\0') return found.levels[found.count - 1];
  std::string names;
  for (std::size_t i = 0; i < found.count; ++i) {
    if (found.levels[i].name == asked) return found.levels[i];
    names += (i == 0 ? "" : ", ") + std::string(found.levels[i].name);
  }
  throw Error("HIGHWATER_LEVEL is \"" + std::string(asked) + "\"; here it can be: " + names);
}

const Level& chosen() {
  static const Level level = choose();
  return level;
}

}  // namespace

std::string_view level() { return chosen().name; }

inline namespace HIGHWATER_LANES {
#define OPERATION(name, result, parameters, arguments) \
  result name parameters { return chosen().operations->name arguments; }
#include "core/operations.inc"
#undef OPERATION
}  // namespace HIGHWATER_LANES

}  // namespace HIGHWATER_NAMESPACE::core
