// SPDX-License-Identifier: Apache-2.0
// A product of weights with the rows of a step, fused with what comes before (the norm's divisor) and after it.
#pragma once

#include "engine/cuda/kernels/matvec_epilogue.cuh"
#include "engine/cuda/kernels/matvec_product.cuh"

namespace msao::engine {

/// 1 / root mean square of every row, or 1 where there is no norm.
__device__ inline void computeInverseRms(const MatvecArguments& a, float* inverseRms) {
    for (int row = warpIndex(); row < a.rows; row += kMatvecWarps) {
        float sum = 0.0f;
        if (a.squares != nullptr) {
            const float* squares = a.squares + std::int64_t{row} * a.squareCount;
            for (int i = laneIndex(); i < a.squareCount; i += kWarpLanes) sum += squares[i];
        }
        sum = warpSum(sum);
        if (laneIndex() == 0) {
            inverseRms[row] = a.squares != nullptr ? 1.0f / sqrtf(sum / a.normWidth + a.epsilon) : 1.0f;
        }
    }
}

/// The weights of the block's first group come from far away; they set out while the norm is computed.
__device__ inline void prefetchGroup(const DeviceMatrix& matrix, std::int64_t group) {
    constexpr std::int64_t kLineBytes = 128;
    if (group >= matrix.rowGroups()) return;
    const std::int64_t bytes = kGroupRows * matrix.rowBytes;
    const std::byte* begin = matrix.values + group * bytes;
    for (std::int64_t i = threadIdx.x * kLineBytes; i < bytes; i += kMatvecThreads * kLineBytes)
        prefetchLine(begin + i);
}

template <typename Format, int Tile>
__global__ void __launch_bounds__(kMatvecThreads, kMatvecResidentBlocks<Format, Tile>)
    matvecKernel(const __grid_constant__ MatvecArguments a) {
    constexpr int kSums = kGroupRows * Tile;
    __shared__ float inverseRms[kMaxPassRows];
    __shared__ float warpSums[2][kMatvecWarps][kSums];
    prefetchGroup(a.matrix, blockIdx.x);
    computeInverseRms(a, inverseRms);

    // Two buffers in turn: who fills one again has passed the barrier behind the other, and so has everybody who read
    // it.
    int buffer = 0;
    for (std::int64_t group = blockIdx.x; group < a.matrix.rowGroups(); group += gridDim.x) {
        for (int firstRow = 0; firstRow < a.rows; firstRow += Tile) {
            float sums[kSums];
            MatvecProduct<Format, Tile>::sum(a, group, firstRow, sums);
            const float total = warpSumOf<kSums>(sums);
            if (reportsWarpSum<kSums>()) warpSums[buffer][warpIndex()][warpSumIndex<kSums>()] = total;
            __syncthreads();
            const int m = static_cast<int>(threadIdx.x);
            if (m < Tile && firstRow + m < a.rows) {
                float finished[kGroupRows];
                MSAO_UNROLL
                for (int r = 0; r < kGroupRows; ++r) {
                    const int i = r * Tile + m;
                    const float sum = (warpSums[buffer][0][i] + warpSums[buffer][1][i]) +
                                      (warpSums[buffer][2][i] + warpSums[buffer][3][i]);
                    finished[r] = sum * inverseRms[firstRow + m];
                }
                MatvecEpilogue<Format>::finish(a, group, firstRow + m, finished);
            }
            buffer ^= 1;
        }
    }
}

}  // namespace msao::engine
