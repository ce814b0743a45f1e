// Included ahead of every source of a shared library, which is compiled with hidden visibility: what public headers declare
// is visible, what src/ declares is not (cmake/highwaterShared.cmake).
#pragma once

#pragma GCC visibility push(default)
#include "highwater/highwater.hpp"
#pragma GCC visibility pop
