// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/memory_bandwidth.h"

#include "engine/cuda/cuda_device.h"
#include "engine/cuda/cuda_error.h"
#include "engine/cuda/cuda_memory.h"
#include "engine/cuda/kernels/launch.h"

#include <algorithm>

namespace msao::engine {
namespace {

constexpr std::size_t kLargestBuffer = std::size_t{4} << 30;
constexpr int kPasses = 12;
constexpr int kBlocksPerMultiprocessor = 8;

/// Two points in the default stream.
class Stopwatch {
public:
    Stopwatch() {
        cudaEventCreate(&m_begin);
        cudaEventCreate(&m_end);
    }
    Stopwatch(const Stopwatch&) = delete;
    Stopwatch& operator=(const Stopwatch&) = delete;
    ~Stopwatch() {
        cudaEventDestroy(m_begin);
        cudaEventDestroy(m_end);
    }
    void start() { cudaEventRecord(m_begin, nullptr); }
    Result<double> seconds() {
        float milliseconds = 0;
        cudaEventRecord(m_end, nullptr);
        MSAO_CHECK(cudaStatus(cudaEventSynchronize(m_end), "measuring the device's memory"));
        MSAO_CHECK(cudaStatus(cudaEventElapsedTime(&milliseconds, m_begin, m_end), "measuring the device's memory"));
        return static_cast<double>(milliseconds) / 1e3;
    }

private:
    cudaEvent_t m_begin = nullptr;
    cudaEvent_t m_end = nullptr;
};

}  // namespace

Result<double> measureDeviceReadBandwidth() {
    MSAO_TRY(const CudaDevice device, firstCudaDevice());
    const std::size_t bytes = std::min(kLargestBuffer, device.freeBytes / 2) / sizeof(Vector16) * sizeof(Vector16);
    const int blocks = device.multiprocessors * kBlocksPerMultiprocessor;
    CudaMemory memory;
    MSAO_TRY(void* buffer, memory.take(bytes, nullptr));
    MSAO_TRY(void* result, memory.take(static_cast<std::size_t>(blocks) * sizeof(std::uint32_t), nullptr));
    double best = 0;
    Stopwatch stopwatch;
    for (int i = 0; i < kPasses; ++i) {
        stopwatch.start();
        MSAO_CHECK(cudaStatus(launchRead(buffer, static_cast<std::int64_t>(bytes / sizeof(Vector16)),
                                         static_cast<std::uint32_t*>(result), blocks, nullptr),
                              "reading the device's memory"));
        MSAO_TRY(const double seconds, stopwatch.seconds());
        best = std::max(best, static_cast<double>(bytes) / seconds);
    }
    return best;
}

}  // namespace msao::engine
