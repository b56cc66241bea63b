// SPDX-License-Identifier: Apache-2.0
// Kernels are written against these words only. nvcc takes them from CUDA; the tests give them a meaning on the CPU
// before they include a kernel, and run the same lines there, thread by thread.
#pragma once

#ifdef __CUDACC__
#define MSAO_DYNAMIC_SHARED(name) extern __shared__ float name[]
#define MSAO_UNROLL _Pragma("unroll")
#else
#define MSAO_UNROLL
#endif
