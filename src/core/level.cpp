// Compiled once for each instruction set; HIGHWATER_LEVEL names the table. All else that is compiled here is local to this
// file, so that no other part of a program can end up with code that its CPU does not have: a test looks at the symbols.
#include "highwater/core/bindings.hpp"
#include "operations_table.hpp"

namespace HIGHWATER_NAMESPACE::core {

const OperationsTable HIGHWATER_LEVEL = {
#define OPERATION(name, result, parameters, arguments) name,
#include "operations.inc"
#undef OPERATION
};

}  // namespace HIGHWATER_NAMESPACE::core
