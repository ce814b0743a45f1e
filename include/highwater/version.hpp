#pragma once

#define HIGHWATER_VERSION_MAJOR 0
#define HIGHWATER_VERSION_MINOR 2
#define HIGHWATER_VERSION_PATCH 0

// NaN is the missing value everywhere in this library, and these modes tell the compiler that NaN does not exist.
#if defined(__FAST_MATH__) || (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__)
#error "highwater cannot be compiled with -ffast-math or -ffinite-math-only: missing values are NaN"
#endif

// Everything lives in an inline namespace that names the mode. Header-only code and code that uses the compiled library
// thus have different symbols, and a program that mixes the two fails to link instead of violating the one-definition
// rule.
#if defined(HIGHWATER_COMPILED)
#define HIGHWATER_NAMESPACE highwater::inline compiled_0_2
#else
#define HIGHWATER_NAMESPACE highwater::inline headers_0_2
#endif

// A view returned by a function so marked must not outlive the argument (or the object) that it was made from; clang
// warns.
#if defined(__clang__)
#define HIGHWATER_LIFETIMEBOUND [[clang::lifetimebound]]
#else
#define HIGHWATER_LIFETIMEBOUND
#endif
