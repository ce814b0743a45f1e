// Compiled once for each instruction set; HIGHWATER_LEVEL names the table. All else that is compiled here is local to this
// file, so that no other part of a program can end up with code that its CPU does not have: a test looks at the symbols.
#include "core/operations_table.hpp"
#include "core/smoothing_bindings.hpp"
#include "highwater/core/bindings.hpp"

namespace HIGHWATER_NAMESPACE::core {

const OperationsTable HIGHWATER_LEVEL = {
#define OPERATION(name, result, parameters, arguments) name,
#include "core/operations.inc"
#undef OPERATION
};

}  // namespace HIGHWATER_NAMESPACE::core
