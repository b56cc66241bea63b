// SPDX-License-Identifier: Apache-2.0
// What the kernels of a decode step are told. Plain values, passed to the device as they are.
#pragma once

#include "engine/cuda/activation_layout.h"
#include "engine/cuda/device_matrix.h"
#include "engine/cuda/kv_layout.h"
#include "engine/cuda/row_order.h"

#include <cstdint>

namespace msao::engine {

/// New tokens that one pass over the weights takes; longer steps make several passes.
inline constexpr int kMaxPassRows = 64;
/// Slots whose keys and values one block looks at before its result is put aside. A row's result depends on this
/// number, so it never changes with the batch.
inline constexpr int kChunkSlots = 128;
inline constexpr int kChunkPages = kChunkSlots / kPageSlots;

/// What is known of each row of a step; device memory, written before every step.
struct RowInputs {
    const std::int32_t* tokens = nullptr;
    const std::int32_t* slots = nullptr;       // each attends to 0...slot
    const std::int32_t* firstPages = nullptr;  // where the row's page list begins
    const PageId* pages = nullptr;
    const float* rotary = nullptr;  // [rows, headDim]: cosines of all pairs, then sines
};

struct EmbeddingArguments {
    RowInputs inputs;
    DeviceMatrix embedding;
    bool floatEmbedding = false;  // else bf16
    const float* nextNorm = nullptr;
    float* residual = nullptr;  // [rows, cols]
    float* squares = nullptr;   // [rows, cols / 4 rounded up]: sums over four columns
    void* normed = nullptr;     // residual * nextNorm
    std::int64_t normedStride = 0;
    ActivationLayout layout;
    bool floatActivations = false;
};

enum class Epilogue { QueryKeyValue, Residual, GateUp, Logits };

/// out = epilogue(matrix * activations). Where `squares` is given the activations still lack their division by the
/// root mean square, which is a factor of the whole row and so can wait until the sums are done.
struct MatvecArguments {
    DeviceMatrix matrix;
    const void* activations = nullptr;
    std::int64_t activationStride = 0;
    std::int32_t rows = 0;  // 1...kMaxPassRows
    const float* squares = nullptr;
    std::int32_t squareCount = 0;  // a row
    float normWidth = 1;
    float epsilon = 0;

    Epilogue epilogue = Epilogue::Logits;
    // QueryKeyValue: bias, rotation, and keys and values into the cache.
    const float* bias = nullptr;
    RowInputs inputs;
    RotaryRows rotaryRows;
    KvLayout kv;
    void* cache = nullptr;     // of this layer
    float* queries = nullptr;  // [rows, heads, headDim]
    // Residual: added to; and prepared for the next product.
    float* residual = nullptr;
    const float* nextNorm = nullptr;
    float* nextSquares = nullptr;
    // Residual, GateUp
    void* nextActivations = nullptr;
    std::int64_t nextStride = 0;
    // Logits: [rows, matrix.rows]
    float* logits = nullptr;
};

struct AttentionArguments {
    RowInputs inputs;  // of the first row here
    const float* queries = nullptr;
    const void* cache = nullptr;  // of this layer
    KvLayout kv;
    std::int32_t rows = 0;
    std::int32_t headCount = 0;
    float scale = 1;          // of the scores: 1 / sqrt(headDim)
    std::int32_t splits = 1;  // blocks that share the chunks of one row and kv head
    std::int32_t maxChunks = 0;
    float* weighted = nullptr;          // [rows, heads, maxChunks, paddedHeadDim]
    float* largest = nullptr;           // [rows, heads, maxChunks]
    float* sums = nullptr;              // [rows, heads, maxChunks]
    std::uint32_t* arrivals = nullptr;  // [rows, kv heads], zero between launches
    void* out = nullptr;
    std::int64_t outStride = 0;
    ActivationLayout outLayout;

    MSAO_HD std::int32_t headsPerKvHead() const { return headCount / kv.kvHeadCount; }
};

/// Floats between host order [count, kvHeads, headDim] and the pages of one sequence.
struct KvCopyArguments {
    KvLayout kv;
    void* cache = nullptr;  // of this layer
    const PageId* pages = nullptr;
    std::int64_t firstSlot = 0;
    std::int64_t count = 0;
    float* keys = nullptr;
    float* values = nullptr;
    bool floatCache = false;
};

}  // namespace msao::engine
