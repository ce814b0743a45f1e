#pragma once

#include "highwater/core/columns.hpp"
#include "highwater/core/line_fit.hpp"
#include "highwater/core/policies.hpp"
#include "highwater/core/smoothing_candidates.hpp"
#include "highwater/core/standing_record.hpp"

namespace HIGHWATER_NAMESPACE::core {

/// The operations as compiled for one instruction set.
struct OperationsTable {
#define OPERATION(name, result, parameters, arguments) result(*name) parameters;
#include "operations.inc"
#undef OPERATION
};

// One for each instruction set that src/core/level.cpp is compiled for.
extern const OperationsTable baseline_operations;
extern const OperationsTable avx2_operations;
extern const OperationsTable avx512_operations;

}  // namespace HIGHWATER_NAMESPACE::core
