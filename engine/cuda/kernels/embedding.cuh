// SPDX-License-Identifier: Apache-2.0
// The first kernel of a step: one block a row fetches the token's embedding and prepares it for the first layer's norm.
#pragma once

#include "engine/cuda/kernels/matvec_epilogue.cuh"
#include "engine/cuda/kernels/warp.cuh"

namespace msao::engine {

inline constexpr int kEmbeddingThreads = 256;

__device__ inline float embeddingValue(const EmbeddingArguments& a, std::int64_t token, std::int64_t column) {
    const std::byte* row = a.embedding.values + token * a.embedding.rowBytes;
    if (a.floatEmbedding) return reinterpret_cast<const float*>(row)[column];
    return Bf16Activations::load(reinterpret_cast<const std::uint16_t*>(row)[column]);
}

__device__ inline void storeActivation(void* row, bool isFloat, std::int64_t position, float value) {
    if (isFloat) {
        static_cast<float*>(row)[position] = value;
    } else {
        static_cast<std::uint16_t*>(row)[position] = Bf16Activations::store(value);
    }
}

static __global__ void __launch_bounds__(kEmbeddingThreads)
    embeddingKernel(const __grid_constant__ EmbeddingArguments a) {
    const std::int64_t row = blockIdx.x;
    const std::int64_t token = a.inputs.tokens[row];
    const std::int64_t columns = a.embedding.cols;
    const std::int64_t groups = (columns + kGroupRows - 1) / kGroupRows;
    const std::int64_t elementBytes = a.floatActivations ? 4 : 2;
    void* normed = static_cast<std::byte*>(a.normed) + row * a.normedStride * elementBytes;
    for (std::int64_t group = threadIdx.x; group < groups; group += kEmbeddingThreads) {
        float x[kGroupRows];
        MSAO_UNROLL
        for (int i = 0; i < kGroupRows; ++i) {
            const std::int64_t column = group * kGroupRows + i;
            x[i] = 0.0f;
            if (column >= columns) continue;
            x[i] = embeddingValue(a, token, column);
            a.residual[row * columns + column] = x[i];
            storeActivation(normed, a.floatActivations, a.layout.position(column), x[i] * a.nextNorm[column]);
        }
        a.squares[row * groups + group] = sumOfSquares(x);
    }
}

}  // namespace msao::engine
