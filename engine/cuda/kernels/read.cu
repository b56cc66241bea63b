// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/kernels/launch.h"

namespace msao::engine {
namespace {

constexpr int kReadThreads = 256;
constexpr int kReadsAhead = 8;

__global__ void __launch_bounds__(kReadThreads)
    readKernel(const Vector16* from, std::int64_t vectors, std::uint32_t* result) {
    const std::int64_t threads = std::int64_t{gridDim.x} * kReadThreads;
    const std::int64_t self = std::int64_t{blockIdx.x} * kReadThreads + threadIdx.x;
    std::uint32_t folded = 0;
    for (std::int64_t i = self; i < vectors; i += kReadsAhead * threads) {
        Vector16 read[kReadsAhead] = {};
#pragma unroll
        for (int j = 0; j < kReadsAhead; ++j) {
            if (i + j * threads < vectors) read[j] = loadWeights(from + i + j * threads);
        }
#pragma unroll
        for (int j = 0; j < kReadsAhead; ++j) {
            folded ^= read[j].word[0] ^ read[j].word[1] ^ read[j].word[2] ^ read[j].word[3];
        }
    }
    if (__syncthreads_or(static_cast<int>(folded)) != 0 && threadIdx.x == 0) result[blockIdx.x] = folded;
}

}  // namespace

cudaError_t launchRead(const void* from, std::int64_t vectors, std::uint32_t* result, int blocks, cudaStream_t stream) {
    readKernel<<<static_cast<unsigned>(blocks), kReadThreads, 0, stream>>>(static_cast<const Vector16*>(from), vectors,
                                                                           result);
    return cudaGetLastError();
}

}  // namespace msao::engine
