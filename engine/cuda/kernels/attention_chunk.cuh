// SPDX-License-Identifier: Apache-2.0
// Attention inside one chunk: scores, their exponentials against the chunk's own largest, and the weighted values.
// Warp w works on page w of the chunk.
#pragma once

#include "engine/cuda/kernels/warp.cuh"
#include "engine/cuda/step_arguments.h"

#include <cmath>

namespace msao::engine {

inline constexpr int kAttentionWarps = kChunkPages;
inline constexpr int kAttentionThreads = kAttentionWarps * kWarpLanes;
/// Heads whose sums a thread keeps in registers at once.
inline constexpr int kHeadTile = 8;

struct AttentionShared {
    float* queries;   // [heads, paddedHeadDim], scaled
    float* scores;    // [heads, kChunkSlots]
    float* weighted;  // [kAttentionWarps, heads, paddedHeadDim]

    __device__ static AttentionShared in(float* memory, const AttentionArguments& a) {
        const int heads = a.headsPerKvHead();
        float* scores = memory + heads * a.kv.paddedHeadDim;
        return {memory, scores, scores + heads * kChunkSlots};
    }
};

/// Bytes of dynamic shared memory that attentionKernel needs.
inline std::int64_t attentionSharedBytes(const KvLayout& kv, std::int64_t heads) {
    return 4 * heads * ((1 + kAttentionWarps) * std::int64_t{kv.paddedHeadDim} + kChunkSlots);
}

__device__ inline void loadQueries(const AttentionArguments& a, int row, int kvHead, float* queries) {
    const int heads = a.headsPerKvHead();
    const float* from = a.queries + (std::int64_t{row} * a.headCount + kvHead * heads) * a.kv.headDim;
    for (int i = static_cast<int>(threadIdx.x); i < heads * a.kv.paddedHeadDim; i += kAttentionThreads) {
        const int head = i / a.kv.paddedHeadDim;
        const int d = i % a.kv.paddedHeadDim;
        queries[i] = d < a.kv.headDim ? from[head * a.kv.headDim + d] * a.scale : 0.0f;
    }
}

template <typename Cache>
struct AttentionChunk {
    using Element = typename Cache::Element;
    static constexpr int kVectorColumns = Cache::kVectorColumns;

    const AttentionArguments& a;
    const AttentionShared& memory;
    int row;
    int kvHead;
    std::int32_t chunk;
    std::int32_t length;

    __device__ void attend() const {
        scorePage();
        __syncthreads();
        for (int head = warpIndex(); head < a.headsPerKvHead(); head += kAttentionWarps) exponentials(head);
        __syncthreads();
        weighPage();
        __syncthreads();
        addPages();
        __syncthreads();  // the next chunk writes the same shared memory
    }

private:
    __device__ int slots() const {
        const std::int32_t left = length - chunk * kChunkSlots;
        return left < kChunkSlots ? left : kChunkSlots;
    }
    /// Of this warp's page.
    __device__ int slotsInPage() const {
        const int left = slots() - warpIndex() * kPageSlots;
        return left < 0 ? 0 : left < kPageSlots ? left : kPageSlots;
    }
    __device__ const Element* pageRows(bool isValue) const {
        const std::int32_t pageIndex = chunk * kChunkPages + warpIndex();
        const PageId page = a.inputs.pages[a.inputs.firstPages[row] + pageIndex];
        return static_cast<const Element*>(a.cache) + a.kv.offset(page, isValue, kvHead, 0);
    }

    /// Two lanes a slot; they take the vectors of its key in turn.
    __device__ void scorePage() const {
        const int inPage = slotsInPage();
        if (inPage == 0) return;  // the whole warp
        const int slot = laneIndex() / 2;
        const Element* key = pageRows(false) + (slot < inPage ? slot : 0) * a.kv.paddedHeadDim;
        for (int firstHead = 0; firstHead < a.headsPerKvHead(); firstHead += kHeadTile) {
            float sums[kHeadTile] = {};
            for (int d = laneIndex() % 2 * kVectorColumns; d < a.kv.paddedHeadDim; d += 2 * kVectorColumns) {
                addScores(loadVector(key + d), d, firstHead, sums);
            }
            MSAO_UNROLL
            for (int h = 0; h < kHeadTile; ++h) {
                const float score = sums[h] + __shfl_xor_sync(0xFFFFFFFFu, sums[h], 1);
                const bool isMine = laneIndex() % 2 == 0 && slot < inPage && firstHead + h < a.headsPerKvHead();
                if (isMine) memory.scores[(firstHead + h) * kChunkSlots + warpIndex() * kPageSlots + slot] = score;
            }
        }
    }

    __device__ void addScores(const Vector16& key, int d, int firstHead, float (&sums)[kHeadTile]) const {
        MSAO_UNROLL
        for (int h = 0; h < kHeadTile; ++h) {
            if (firstHead + h >= a.headsPerKvHead()) break;
            const float* query = memory.queries + (firstHead + h) * a.kv.paddedHeadDim + d;
            MSAO_UNROLL
            for (int p = 0; p < kVectorColumns / 2; ++p) {
                const FloatPair k = Cache::pair(key, p);
                sums[h] = fmaf(query[2 * p], k.first, sums[h]);
                sums[h] = fmaf(query[2 * p + 1], k.second, sums[h]);
            }
        }
    }

    /// One warp a head.
    __device__ void exponentials(int head) const {
        float* scores = memory.scores + head * kChunkSlots;
        float largest = -INFINITY;
        for (int t = laneIndex(); t < slots(); t += kWarpLanes) largest = fmaxf(largest, scores[t]);
        largest = warpLargest(largest);
        float sum = 0.0f;
        for (int t = laneIndex(); t < slots(); t += kWarpLanes) {
            scores[t] = expf(scores[t] - largest);
            sum += scores[t];
        }
        sum = warpSum(sum);
        if (laneIndex() == 0) {
            a.largest[chunkIndex(head)] = largest;
            a.sums[chunkIndex(head)] = sum;
        }
    }

    __device__ std::int64_t chunkIndex(int head) const {
        return (std::int64_t{row} * a.headCount + kvHead * a.headsPerKvHead() + head) * a.maxChunks + chunk;
    }

    /// Lanes take two dimensions each.
    __device__ void weighPage() const {
        const int inPage = slotsInPage();
        const int heads = a.headsPerKvHead();
        if (inPage == 0) return;
        const Element* values = pageRows(true);
        for (int d = 2 * laneIndex(); d < a.kv.paddedHeadDim; d += 2 * kWarpLanes) {
            for (int firstHead = 0; firstHead < heads; firstHead += kHeadTile) {
                weighPair(values + d, inPage, firstHead, d);
            }
        }
    }

    __device__ void weighPair(const Element* values, int inPage, int firstHead, int d) const {
        const int heads = a.headsPerKvHead();
        FloatPair value[kPageSlots];
        MSAO_UNROLL
        for (int t = 0; t < kPageSlots; ++t) {
            value[t] = t < inPage ? Cache::loadPair(values + t * a.kv.paddedHeadDim) : FloatPair{0.0f, 0.0f};
        }
        MSAO_UNROLL
        for (int h = 0; h < kHeadTile; ++h) {
            if (firstHead + h >= heads) break;
            const float* weights = memory.scores + (firstHead + h) * kChunkSlots + warpIndex() * kPageSlots;
            FloatPair sum{0.0f, 0.0f};
            MSAO_UNROLL
            for (int t = 0; t < kPageSlots; ++t) {
                const float weight = t < inPage ? weights[t] : 0.0f;
                sum = {fmaf(weight, value[t].first, sum.first), fmaf(weight, value[t].second, sum.second)};
            }
            float* stored = memory.weighted + (warpIndex() * heads + firstHead + h) * a.kv.paddedHeadDim + d;
            stored[0] = sum.first;
            stored[1] = sum.second;
        }
    }

    /// Pages in their order.
    __device__ void addPages() const {
        const int heads = a.headsPerKvHead();
        const int width = heads * a.kv.paddedHeadDim;
        const int pages = (slots() + kPageSlots - 1) / kPageSlots;
        for (int i = static_cast<int>(threadIdx.x); i < width; i += kAttentionThreads) {
            float sum = 0.0f;
            for (int page = 0; page < pages; ++page) sum += memory.weighted[page * width + i];
            const int head = i / a.kv.paddedHeadDim;
            a.weighted[chunkIndex(head) * a.kv.paddedHeadDim + i % a.kv.paddedHeadDim] = sum;
        }
    }
};

}  // namespace msao::engine
