// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/cuda_device_runtime.h"

#include "engine/cuda/cuda_error.h"
#include "engine/cuda/kernels/launch.h"

#include <algorithm>

namespace msao::engine {
namespace {

/// Blocks of attention in flight for every multiprocessor, more than which only stand in line.
constexpr int kAttentionBlocks = 2;
constexpr int kMaxAttentionSplits = 64;

}  // namespace

Result<std::unique_ptr<CudaDeviceRuntime>> CudaDeviceRuntime::make(WeightType type) {
    MSAO_TRY(CudaDevice device, firstCudaDevice());
    std::unique_ptr<CudaDeviceRuntime> runtime(new CudaDeviceRuntime(type, std::move(device)));
    MSAO_CHECK(
        cudaStatus(cudaStreamCreateWithFlags(&runtime->m_stream, cudaStreamNonBlocking), "making a CUDA stream"));
    MSAO_CHECK(runtime->m_pinned.make());
    return runtime;
}

CudaDeviceRuntime::~CudaDeviceRuntime() {
    if (m_stream == nullptr) return;
    cudaStreamSynchronize(m_stream);  // nothing may still use the memory that goes now
    cudaStreamDestroy(m_stream);
}

Result<void*> CudaDeviceRuntime::allocate(std::size_t bytes) {
    return m_memory.take(bytes, m_stream);
}

Status CudaDeviceRuntime::copyIn(void* device, const void* host, std::size_t bytes) {
    return m_pinned.toDevice(device, host, bytes, m_stream);
}

Status CudaDeviceRuntime::copyOut(void* host, const void* device, std::size_t bytes) {
    return m_pinned.toHost(host, device, bytes, m_stream);
}

Status CudaDeviceRuntime::embed(const EmbeddingArguments& arguments, int rows) {
    return cudaStatus(launchEmbedding(arguments, rows, m_stream), "launching the embedding");
}

Status CudaDeviceRuntime::multiply(const MatvecArguments& arguments) {
    const auto launch = [&] {
        switch (m_type) {
            case WeightType::F32:
                return launchMatvecF32(arguments, m_device.multiprocessors, m_stream);
            case WeightType::BF16:
                return launchMatvecBf16(arguments, m_device.multiprocessors, m_stream);
            case WeightType::Int8:
                return launchMatvecInt8(arguments, m_device.multiprocessors, m_stream);
            case WeightType::Int4:
                return launchMatvecInt4(arguments, m_device.multiprocessors, m_stream);
        }
        return cudaErrorInvalidValue;
    };
    return cudaStatus(launch(), "launching a product of weights");
}

Status CudaDeviceRuntime::attend(const AttentionArguments& arguments) {
    return cudaStatus(launchAttention(arguments, m_type == WeightType::F32, m_stream), "launching attention");
}

Status CudaDeviceRuntime::storeKv(const KvCopyArguments& arguments) {
    return cudaStatus(launchStoreKv(arguments, m_stream), "storing keys and values");
}

Status CudaDeviceRuntime::loadKv(const KvCopyArguments& arguments) {
    return cudaStatus(launchLoadKv(arguments, m_stream), "loading keys and values");
}

Status CudaDeviceRuntime::replay(int key, const std::function<Status()>& enqueue) {
    return m_graphs.run(key, m_stream, enqueue);
}

int CudaDeviceRuntime::attentionSplits(int rows, int kvHeads) const {
    return std::clamp(kAttentionBlocks * m_device.multiprocessors / (rows * kvHeads), 1, kMaxAttentionSplits);
}

}  // namespace msao::engine
