// SPDX-License-Identifier: Apache-2.0
// One row against one KV head's pages, for all heads that share it. Blocks take chunks of kChunkSlots slots; the block
// that comes last puts the chunks together in their order, so a row's result depends on its own length only.
#pragma once

#include "engine/cuda/kernels/attention_chunk.cuh"
#include "engine/cuda/kernels/attention_combine.cuh"

namespace msao::engine {

/// True in all threads of the last of `expected` blocks to come here; what the others wrote before is then visible.
__device__ inline bool arrivesLast(std::uint32_t* arrivals, std::uint32_t expected) {
    __shared__ bool isLast;
    __threadfence();
    __syncthreads();
    if (threadIdx.x == 0) {
        isLast = atomicAdd(arrivals, 1u) + 1u == expected;
        if (isLast) *arrivals = 0;  // for the next launch
    }
    __syncthreads();
    __threadfence();
    return isLast;
}

/// Grid: splits x kv heads x rows.
template <typename Cache>
__global__ void __launch_bounds__(kAttentionThreads) attentionKernel(const __grid_constant__ AttentionArguments a) {
    MSAO_DYNAMIC_SHARED(shared);
    const int row = static_cast<int>(blockIdx.z);
    const int kvHead = static_cast<int>(blockIdx.y);
    const std::int32_t length = a.inputs.slots[row] + 1;
    const std::int32_t chunks = (length + kChunkSlots - 1) / kChunkSlots;
    if (static_cast<std::int32_t>(blockIdx.x) >= chunks) return;  // the whole block

    const AttentionShared memory = AttentionShared::in(shared, a);
    loadQueries(a, row, kvHead, memory.queries);
    __syncthreads();
    for (std::int32_t chunk = static_cast<std::int32_t>(blockIdx.x); chunk < chunks; chunk += a.splits) {
        AttentionChunk<Cache>{a, memory, row, kvHead, chunk, length}.attend();
    }
    const std::int32_t blocks = chunks < a.splits ? chunks : a.splits;
    std::uint32_t* arrivals = a.arrivals + std::int64_t{row} * a.kv.kvHeadCount + kvHead;
    if (!arrivesLast(arrivals, static_cast<std::uint32_t>(blocks))) return;
    combineChunks<Cache>(a, row, kvHead, chunks);
}

}  // namespace msao::engine
