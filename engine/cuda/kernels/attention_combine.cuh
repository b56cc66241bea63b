// SPDX-License-Identifier: Apache-2.0
// Chunks of a row become its attention output: weights relative to the largest score of all, chunks in their order.
#pragma once

#include "engine/cuda/kernels/attention_chunk.cuh"

namespace msao::engine {

/// One warp a head, a lane every 32nd dimension. Cache::Element is also the type of the output.
template <typename Cache>
__device__ void combineHead(const AttentionArguments& a, int row, int head, std::int32_t chunks) {
    const std::int64_t first = (std::int64_t{row} * a.headCount + head) * a.maxChunks;
    float largest = -INFINITY;
    for (std::int32_t c = laneIndex(); c < chunks; c += kWarpLanes)
        largest = fmaxf(largest, loadFresh(a.largest + first + c));
    largest = warpLargest(largest);

    auto* out = static_cast<typename Cache::Element*>(a.out) + row * a.outStride;
    constexpr int kTogether = 4;
    for (int d = laneIndex(); d < a.kv.headDim; d += kTogether * kWarpLanes) {
        float total = 0.0f;
        float sums[kTogether] = {};
        for (std::int32_t c = 0; c < chunks; ++c) {
            const float weight = expf(loadFresh(a.largest + first + c) - largest);
            total = fmaf(weight, loadFresh(a.sums + first + c), total);
            const float* weighted = a.weighted + (first + c) * a.kv.paddedHeadDim + d;
            MSAO_UNROLL
            for (int i = 0; i < kTogether; ++i) {
                if (d + i * kWarpLanes < a.kv.headDim)
                    sums[i] = fmaf(weight, loadFresh(weighted + i * kWarpLanes), sums[i]);
            }
        }
        MSAO_UNROLL
        for (int i = 0; i < kTogether; ++i) {
            const int dimension = d + i * kWarpLanes;
            if (dimension >= a.kv.headDim) break;
            const std::int64_t column = std::int64_t{head} * a.kv.headDim + dimension;
            out[a.outLayout.position(column)] = Cache::store(sums[i] / total);
        }
    }
}

template <typename Cache>
__device__ void combineChunks(const AttentionArguments& a, int row, int kvHead, std::int32_t chunks) {
    const int heads = a.headsPerKvHead();
    for (int head = warpIndex(); head < heads; head += kAttentionWarps) {
        combineHead<Cache>(a, row, kvHead * heads + head, chunks);
    }
}

}  // namespace msao::engine
