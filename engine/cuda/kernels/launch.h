// SPDX-License-Identifier: Apache-2.0
// The kernels as functions that a C++ compiler can call. All enqueue into `stream`.
#pragma once

#include "engine/cuda/step_arguments.h"

#include <cuda_runtime_api.h>

namespace msao::engine {

cudaError_t launchMatvecF32(const MatvecArguments& arguments, int multiprocessors, cudaStream_t stream);
cudaError_t launchMatvecBf16(const MatvecArguments& arguments, int multiprocessors, cudaStream_t stream);
cudaError_t launchMatvecInt8(const MatvecArguments& arguments, int multiprocessors, cudaStream_t stream);
cudaError_t launchMatvecInt4(const MatvecArguments& arguments, int multiprocessors, cudaStream_t stream);

cudaError_t launchEmbedding(const EmbeddingArguments& arguments, int rows, cudaStream_t stream);
cudaError_t launchAttention(const AttentionArguments& arguments, bool floatCache, cudaStream_t stream);
cudaError_t launchStoreKv(const KvCopyArguments& arguments, cudaStream_t stream);
cudaError_t launchLoadKv(const KvCopyArguments& arguments, cudaStream_t stream);

/// Reads `vectors` times 16 bytes and folds them into `result` (one word a block), so that nothing is skipped.
cudaError_t launchRead(const void* from, std::int64_t vectors, std::uint32_t* result, int blocks, cudaStream_t stream);

}  // namespace msao::engine
