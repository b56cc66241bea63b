// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/cuda/device_model.h"
#include "engine/cuda/device_runtime.h"
#include "engine/cuda/weight_types.h"

#include <cstddef>
#include <cstdint>

namespace msao::engine {

/// Rows whose attention is computed in one launch; the room for their chunks is what limits it.
inline constexpr int kAttentionRows = 16;

/// What a step keeps on the device between its kernels, for kMaxPassRows rows.
struct StepWorkspace {
    std::byte* inputs = nullptr;  // see StepInputs
    RowInputs rowInputs;          // the same as typed addresses
    float* residual = nullptr;
    float* squares = nullptr;
    void* normed = nullptr;
    std::int64_t normedStride = 0;
    float* queries = nullptr;
    void* attended = nullptr;
    std::int64_t attendedStride = 0;
    void* inner = nullptr;  // silu(gate) * up
    std::int64_t innerStride = 0;
    float* logits = nullptr;
    std::int32_t maxChunks = 0;
    float* chunkWeighted = nullptr;
    float* chunkLargest = nullptr;
    float* chunkSums = nullptr;
    std::uint32_t* arrivals = nullptr;
};

/// The KV cache of all layers.
struct KvCache {
    KvLayout layout;
    std::int32_t pageCount = 0;
    std::int64_t elementBytes = 2;
    std::byte* bytes = nullptr;

    std::byte* layer(std::int64_t index) const {
        return bytes + index * pageCount * layout.pageElements() * elementBytes;
    }
};

Result<KvCache> makeKvCache(const DeviceModel& model, std::size_t bytes, DeviceRuntime& runtime);
Result<StepWorkspace> makeStepWorkspace(const DeviceModel& model, const KvCache& cache, DeviceRuntime& runtime);

}  // namespace msao::engine
