// SPDX-License-Identifier: Apache-2.0
// What a decode step is made of, once for each CpuLevel. Every function treats each row by a sequence of operations
// that does not depend on the other rows: that is what makes decode M-invariant.
#pragma once

#include "engine/decode/cpu/cpu_level.h"
#include "engine/decode/cpu/packed_layout.h"
#include "engine/decode/kv_cache.h"

#include <cstddef>
#include <cstdint>

namespace msao::engine {

/// Activations are padded with zeros to a multiple of this, so that kernels read whole vectors.
inline constexpr std::int64_t kActivationPadding = 64;

/// Activation rows as float32 or bf16.
template <typename Element>
struct DenseRows {
    const Element* values = nullptr;
    std::int64_t stride = 0;
    std::int64_t count = 0;
};

/// Activation rows as symmetric int8, one scale per group of the weights.
struct QuantisedRows {
    const std::int8_t* codes = nullptr;
    const float* scales = nullptr;       // [count, groups]
    const std::int32_t* sums = nullptr;  // [count, groups], of the codes: undoes the offset of the stored weights
    std::int64_t stride = 0;             // of codes
    std::int64_t groups = 0;
    std::int64_t count = 0;
};

struct ProductRows {
    float* values = nullptr;
    std::int64_t stride = 0;
};

/// One new token against one KV head's cache. Pages: keys [headDim][16], then values [16][paddedHeadDim].
struct AttentionTask {
    const float* queries = nullptr;  // [heads, headDim], scaled
    std::int64_t heads = 0;          // that share this KV head
    std::int64_t headDim = 0;
    std::int64_t paddedHeadDim = 0;
    const std::byte* cache = nullptr;  // this layer and head in page 0
    std::int64_t pageBytes = 0;
    const KvPageId* pages = nullptr;
    std::int64_t length = 0;    // slots attended to
    float* scores = nullptr;    // scratch, [heads, length rounded up to 16]
    float* weighted = nullptr;  // scratch, [heads, paddedHeadDim]
    float* output = nullptr;    // [heads, headDim]
};

struct CpuKernels {
    /// out[m][n] = sum over k of x[m][k] * w[n][k], `rows` rows of weights from `weights` on.
    void (*multiplyF32)(const float* weights, std::int64_t rows, std::int64_t cols, DenseRows<float> x,
                        ProductRows out);
    void (*multiplyBf16)(const std::uint16_t* weights, std::int64_t rows, std::int64_t cols, DenseRows<std::uint16_t> x,
                         ProductRows out);
    /// The same for packed weights, from `firstRow` (a multiple of 16) on.
    void (*multiplyInt8)(const std::byte* weights, const PackedLayout& layout, std::int64_t firstRow, std::int64_t rows,
                         QuantisedRows x, ProductRows out);
    void (*multiplyInt4)(const std::byte* weights, const PackedLayout& layout, std::int64_t firstRow, std::int64_t rows,
                         QuantisedRows x, ProductRows out);

    void (*rmsNorm)(const float* x, const float* weight, double epsilon, std::int64_t count, float* out);
    /// out = silu(gate) * up; out may be gate.
    void (*siluTimes)(const float* gate, const float* up, std::int64_t count, float* out);
    void (*roundToBf16)(const float* x, std::int64_t count, std::uint16_t* out);
    /// One group: codes, its scale and the sum of its codes.
    void (*quantiseGroup)(const float* x, std::int64_t count, std::int8_t* codes, float* scale, std::int32_t* sum);

    void (*attendF32)(const AttentionTask& task);
    void (*attendBf16)(const AttentionTask& task);
};

const CpuKernels& plainKernels();
const CpuKernels& avx2Kernels();
const CpuKernels& avx512Kernels();
const CpuKernels& avx512Bf16Kernels();
const CpuKernels& cpuKernels(CpuLevel level);

}  // namespace msao::engine
