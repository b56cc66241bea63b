// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/cuda/random_writer.h"

#include "engine/cuda/number_formats.h"

namespace msao::engine {
namespace {

constexpr int kThreads = 256;
constexpr int kBlocks = 2048;
/// Standard deviation of uniform codes.
constexpr float kByteSpread = 74.0f;
constexpr float kNibbleSpread = 4.6f;

/// A hash of the index: enough to keep anything from being the same twice.
__device__ std::uint32_t scrambled(std::uint64_t index, std::uint32_t seed) {
    std::uint64_t x = index * 0x9E3779B97F4A7C15ull + seed;
    x ^= x >> 29;
    x *= 0xBF58476D1CE4E5B9ull;
    return static_cast<std::uint32_t>(x >> 32);
}

/// Uniform, with the spread of a trained layer of `columns` inputs.
__device__ float randomWeight(std::uint64_t index, std::uint32_t seed, std::int64_t columns) {
    const float unit = static_cast<float>(scrambled(index, seed)) * (1.0f / 2147483648.0f) - 1.0f;
    return unit * 1.7320508f * rsqrtf(static_cast<float>(columns));
}

__global__ void plainKernel(DeviceMatrix m, bool isFloat, std::uint32_t seed) {
    const std::int64_t step = std::int64_t{gridDim.x} * blockDim.x;
    for (std::int64_t i = std::int64_t{blockIdx.x} * blockDim.x + threadIdx.x; i < m.rows * m.cols; i += step) {
        std::byte* row = m.values + i / m.cols * m.rowBytes;
        const float weight = randomWeight(static_cast<std::uint64_t>(i), seed, m.cols);
        if (isFloat) {
            reinterpret_cast<float*>(row)[i % m.cols] = weight;
        } else {
            reinterpret_cast<std::uint16_t*>(row)[i % m.cols] = Bf16Activations::store(weight);
        }
    }
}

__global__ void codesKernel(DeviceMatrix m, float codeSpread, std::uint32_t seed) {
    const std::int64_t step = std::int64_t{gridDim.x} * blockDim.x;
    const std::int64_t self = std::int64_t{blockIdx.x} * blockDim.x + threadIdx.x;
    auto* words = reinterpret_cast<std::uint32_t*>(m.values);
    for (std::int64_t i = self; i < m.rows * m.rowBytes / 4; i += step)
        words[i] = scrambled(static_cast<std::uint64_t>(i), seed);
    const float scale = rsqrtf(static_cast<float>(m.cols)) / codeSpread;
    for (std::int64_t i = self; i < m.rows * m.groups; i += step) m.scales[i] = scale;
}

__global__ void constantKernel(float* values, std::int64_t count, float value) {
    const std::int64_t i = std::int64_t{blockIdx.x} * blockDim.x + threadIdx.x;
    if (i < count) values[i] = value;
}

}  // namespace

cudaError_t fillRandom(const DeviceMatrix& matrix, RandomFill fill, std::uint32_t seed, cudaStream_t stream) {
    switch (fill) {
        case RandomFill::F32:
            plainKernel<<<kBlocks, kThreads, 0, stream>>>(matrix, true, seed);
            break;
        case RandomFill::Bf16:
            plainKernel<<<kBlocks, kThreads, 0, stream>>>(matrix, false, seed);
            break;
        case RandomFill::Int8Codes:
            codesKernel<<<kBlocks, kThreads, 0, stream>>>(matrix, kByteSpread, seed);
            break;
        case RandomFill::Int4Codes:
            codesKernel<<<kBlocks, kThreads, 0, stream>>>(matrix, kNibbleSpread, seed);
            break;
    }
    return cudaGetLastError();
}

cudaError_t fillConstant(float* values, std::int64_t count, float value, cudaStream_t stream) {
    constantKernel<<<static_cast<unsigned>((count + kThreads - 1) / kThreads), kThreads, 0, stream>>>(values, count,
                                                                                                      value);
    return cudaGetLastError();
}

}  // namespace msao::engine
