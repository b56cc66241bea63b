// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/cuda/kernels/launch.h"
#include "engine/cuda/kernels/matvec.cuh"

#include <algorithm>

namespace msao::engine {

template <typename Format, int Tile>
cudaError_t launchMatvecTile(const MatvecArguments& arguments, int multiprocessors, cudaStream_t stream) {
    // As many blocks as are at work at once; each takes groups of rows in turn. The result does not depend on it.
    static const int blocksPerMultiprocessor = [] {
        int blocks = 0;
        const cudaError_t asked =
            cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, matvecKernel<Format, Tile>, kMatvecThreads, 0);
        return asked == cudaSuccess && blocks > 0 ? blocks : 1;
    }();
    const std::int64_t resident = std::int64_t{blocksPerMultiprocessor} * multiprocessors;
    const auto blocks = static_cast<unsigned>(std::min(arguments.matrix.rowGroups(), resident));
    matvecKernel<Format, Tile><<<blocks, kMatvecThreads, 0, stream>>>(arguments);
    return cudaGetLastError();
}

template <typename Format>
cudaError_t launchMatvec(const MatvecArguments& arguments, int multiprocessors, cudaStream_t stream) {
    switch (matvecTile(arguments.rows)) {
        case 1:
            return launchMatvecTile<Format, 1>(arguments, multiprocessors, stream);
        case 2:
            return launchMatvecTile<Format, 2>(arguments, multiprocessors, stream);
        case 4:
            return launchMatvecTile<Format, 4>(arguments, multiprocessors, stream);
        default:
            return launchMatvecTile<Format, 8>(arguments, multiprocessors, stream);
    }
}

}  // namespace msao::engine
