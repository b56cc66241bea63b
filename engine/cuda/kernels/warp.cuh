// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/cuda/activation_layout.h"
#include "engine/cuda/kernels/device_macros.cuh"

#include <cmath>

namespace msao::engine {

__device__ inline int laneIndex() {
    return static_cast<int>(threadIdx.x) % kWarpLanes;
}
__device__ inline int warpIndex() {
    return static_cast<int>(threadIdx.x) / kWarpLanes;
}

/// The same tree in every lane, so every lane holds the same bits.
__device__ inline float warpSum(float value) {
    MSAO_UNROLL
    for (int offset = kWarpLanes / 2; offset > 0; offset /= 2) value += __shfl_xor_sync(0xFFFFFFFFu, value, offset);
    return value;
}

__device__ inline float warpLargest(float value) {
    MSAO_UNROLL
    for (int offset = kWarpLanes / 2; offset > 0; offset /= 2) {
        value = fmaxf(value, __shfl_xor_sync(0xFFFFFFFFu, value, offset));
    }
    return value;
}

/// Sums `Count` values (a power of two up to 32) over the warp at the price of little more than one: lanes trade halves
/// of the values until each is left with one. Every value is summed by the tree of warpSum, whatever Count is.
/// Lane l ends with the sum of value l / (32 / Count).
template <int Count>
__device__ inline float warpSumOf(float (&values)[Count]) {
    static_assert(Count >= 1 && Count <= kWarpLanes && (Count & (Count - 1)) == 0);
    int offset = kWarpLanes / 2;
    MSAO_UNROLL
    for (int half = Count / 2; half > 0; half /= 2) {
        const bool keepsUpper = (laneIndex() & offset) != 0;
        MSAO_UNROLL
        for (int i = 0; i < Count / 2; ++i) {
            if (i < half) {
                const float given = keepsUpper ? values[i] : values[i + half];
                const float kept = keepsUpper ? values[i + half] : values[i];
                values[i] = kept + __shfl_xor_sync(0xFFFFFFFFu, given, offset);
            }
        }
        offset /= 2;
    }
    float sum = values[0];
    MSAO_UNROLL
    for (int rest = kWarpLanes / 2 / Count; rest > 0; rest /= 2) sum += __shfl_xor_sync(0xFFFFFFFFu, sum, rest);
    return sum;
}

/// Which of `Count` values warpSumOf left in this lane, and whether this lane is the one to report it.
template <int Count>
__device__ inline int warpSumIndex() {
    return laneIndex() / (kWarpLanes / Count);
}
template <int Count>
__device__ inline bool reportsWarpSum() {
    return laneIndex() % (kWarpLanes / Count) == 0;
}

}  // namespace msao::engine
