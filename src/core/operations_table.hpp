#pragma once

#include "core/smoothing_candidates.hpp"
#include "highwater/core/vocabulary/columns.hpp"
#include "highwater/core/vocabulary/line_fit.hpp"
#include "highwater/core/vocabulary/policies.hpp"
#include "highwater/core/vocabulary/standing_record.hpp"

namespace HIGHWATER_NAMESPACE::core {

/// The operations as compiled for one instruction set.
struct OperationsTable {
#define OPERATION(name, result, parameters, arguments) result(*name) parameters;
#include "core/operations.inc"
#undef OPERATION
};

// One for each instruction set that src/core/level.cpp is compiled for.
extern const OperationsTable baseline_operations;
extern const OperationsTable avx2_operations;
extern const OperationsTable avx512_operations;

}  // namespace HIGHWATER_NAMESPACE::core
