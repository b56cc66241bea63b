// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/cuda/cuda_device.h"
#include "engine/cuda/cuda_memory.h"
#include "engine/cuda/device_runtime.h"
#include "engine/cuda/step_graphs.h"
#include "msao/engine/engine.h"

#include <memory>

namespace msao::engine {

/// The first CUDA device, with a stream of its own. `type` chooses the kernels of every product.
class CudaDeviceRuntime final : public DeviceRuntime {
public:
    static Result<std::unique_ptr<CudaDeviceRuntime>> make(WeightType type);
    ~CudaDeviceRuntime() override;

    std::string name() const override { return m_device.name; }
    Result<void*> allocate(std::size_t bytes) override;
    Status copyIn(void* device, const void* host, std::size_t bytes) override;
    Status copyOut(void* host, const void* device, std::size_t bytes) override;
    Status embed(const EmbeddingArguments& arguments, int rows) override;
    Status multiply(const MatvecArguments& arguments) override;
    Status attend(const AttentionArguments& arguments) override;
    Status storeKv(const KvCopyArguments& arguments) override;
    Status loadKv(const KvCopyArguments& arguments) override;
    Status replay(int key, const std::function<Status()>& enqueue) override;
    int attentionSplits(int rows, int kvHeads) const override;

    const CudaDevice& device() const { return m_device; }
    /// Work of others that must stand behind this runtime's goes into the same stream.
    cudaStream_t stream() const { return m_stream; }

private:
    CudaDeviceRuntime(WeightType type, CudaDevice device) : m_type(type), m_device(std::move(device)) {}

    WeightType m_type;
    CudaDevice m_device;
    cudaStream_t m_stream = nullptr;
    CudaMemory m_memory;
    PinnedBuffer m_pinned;
    StepGraphs m_graphs;
};

}  // namespace msao::engine
