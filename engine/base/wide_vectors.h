// SPDX-License-Identifier: Apache-2.0
// Internal: marks a function with plain loops that is compiled once for each width of vectors, with all that it calls;
// the widest that the processor has is taken.
#pragma once

#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__clang__) && !defined(__SANITIZE_THREAD__)
#define MSAO_WIDE_VECTORS __attribute__((flatten, target_clones("avx512f", "avx2", "default")))
#else
#define MSAO_WIDE_VECTORS
#endif
