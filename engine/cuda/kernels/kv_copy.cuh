// SPDX-License-Identifier: Apache-2.0
// What prefill computed goes into the pages, and comes back out.
#pragma once

#include "engine/cuda/kernels/embedding.cuh"

namespace msao::engine {

inline constexpr int kKvCopyThreads = 256;

/// Where element i of [count, kvHeads, headDim] lies in the cache.
MSAO_HD inline std::int64_t kvElement(const KvCopyArguments& a, std::int64_t i, bool isValue) {
    const std::int64_t slot = a.firstSlot + i / (a.kv.kvHeadCount * a.kv.headDim);
    const auto head = static_cast<std::int32_t>(i / a.kv.headDim % a.kv.kvHeadCount);
    const auto inPage = static_cast<std::int32_t>(slot % kPageSlots);
    return a.kv.offset(a.pages[slot / kPageSlots], isValue, head, inPage) + i % a.kv.headDim;
}

__device__ inline float cachedValue(const KvCopyArguments& a, std::int64_t element) {
    if (a.floatCache) return static_cast<const float*>(a.cache)[element];
    return Bf16Activations::load(static_cast<const std::uint16_t*>(a.cache)[element]);
}

/// Grid: enough blocks of kKvCopyThreads for every element.
static __global__ void __launch_bounds__(kKvCopyThreads) storeKvKernel(const __grid_constant__ KvCopyArguments a) {
    const std::int64_t i = std::int64_t{blockIdx.x} * kKvCopyThreads + threadIdx.x;
    if (i >= a.count * a.kv.kvHeadCount * a.kv.headDim) return;
    storeActivation(a.cache, a.floatCache, kvElement(a, i, false), a.keys[i]);
    storeActivation(a.cache, a.floatCache, kvElement(a, i, true), a.values[i]);
}

static __global__ void __launch_bounds__(kKvCopyThreads) loadKvKernel(const __grid_constant__ KvCopyArguments a) {
    const std::int64_t i = std::int64_t{blockIdx.x} * kKvCopyThreads + threadIdx.x;
    if (i >= a.count * a.kv.kvHeadCount * a.kv.headDim) return;
    a.keys[i] = cachedValue(a, kvElement(a, i, false));
    a.values[i] = cachedValue(a, kvElement(a, i, true));
}

}  // namespace msao::engine
