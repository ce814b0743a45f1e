#pragma once

// The operations: kernels and sweeps bound together, choices turned from values into types. Included by operations.hpp,
// or by the sources of the instruction sets.
#include "highwater/core/bindings/growth.hpp"
#include "highwater/core/bindings/observed.hpp"
#include "highwater/core/bindings/records.hpp"
#include "highwater/core/bindings/trends.hpp"
#include "highwater/core/bindings/windows.hpp"
