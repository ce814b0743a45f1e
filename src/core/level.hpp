#pragma once

#include <string_view>

#include "highwater/version.hpp"

#if !defined(HIGHWATER_COMPILED)
#error "core/level.hpp needs the compiled library: link highwater::highwater"
#endif

namespace HIGHWATER_NAMESPACE::core {

/// The instruction set that the operations run on: the best that the CPU has, or what the environment variable
/// HIGHWATER_LEVEL says. It is chosen at the first use, once. Results do not depend on it.
///
/// Units    "baseline", "avx2" or "avx512".
/// Errors   throws Error, as every operation then does, if HIGHWATER_LEVEL is none of these or the CPU lacks it.
std::string_view level();

}  // namespace HIGHWATER_NAMESPACE::core
