// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/cuda_memory.h"

#include "engine/cuda/cuda_error.h"

#include <algorithm>
#include <cstring>
#include <string>

namespace msao::engine {

Result<void*> CudaMemory::take(std::size_t bytes, cudaStream_t stream) {
    void* address = nullptr;
    const std::size_t taken = std::max<std::size_t>(bytes, 1);
    MSAO_CHECK(cudaStatus(cudaMalloc(&address, taken), "taking " + std::to_string(taken) + " bytes of device memory"));
    m_pieces.emplace_back(address);
    MSAO_CHECK(cudaStatus(cudaMemsetAsync(address, 0, taken, stream), "clearing device memory"));
    return address;
}

Status PinnedBuffer::make() {
    void* address = nullptr;
    MSAO_CHECK(cudaStatus(cudaMallocHost(&address, kBytes), "taking page-locked host memory"));
    m_memory.reset(address);
    cudaEvent_t event = nullptr;
    MSAO_CHECK(cudaStatus(cudaEventCreateWithFlags(&event, cudaEventDisableTiming), "making a CUDA event"));
    m_copied.reset(event);
    return Done{};
}

/// For the copy only, not for the step behind it: the next step's inputs can be prepared while one runs.
Status PinnedBuffer::waitUntilFree() {
    if (!m_isBusy) return Done{};
    MSAO_CHECK(cudaStatus(cudaEventSynchronize(m_copied.get()), "waiting for a copy to the device"));
    m_isBusy = false;
    return Done{};
}

Status PinnedBuffer::toDevice(void* device, const void* host, std::size_t bytes, cudaStream_t stream) {
    for (std::size_t done = 0; done < bytes; done += kBytes) {
        const std::size_t some = std::min(kBytes, bytes - done);
        MSAO_CHECK(waitUntilFree());
        std::memcpy(m_memory.get(), static_cast<const std::byte*>(host) + done, some);
        m_isBusy = true;
        MSAO_CHECK(cudaStatus(cudaMemcpyAsync(static_cast<std::byte*>(device) + done, m_memory.get(), some,
                                              cudaMemcpyHostToDevice, stream),
                              "copying to the device"));
        MSAO_CHECK(cudaStatus(cudaEventRecord(m_copied.get(), stream), "copying to the device"));
    }
    return Done{};
}

Status PinnedBuffer::toHost(void* host, const void* device, std::size_t bytes, cudaStream_t stream) {
    for (std::size_t done = 0; done < bytes; done += kBytes) {
        const std::size_t some = std::min(kBytes, bytes - done);
        // In the stream, behind whatever still reads the buffer.
        MSAO_CHECK(cudaStatus(cudaMemcpyAsync(m_memory.get(), static_cast<const std::byte*>(device) + done, some,
                                              cudaMemcpyDeviceToHost, stream),
                              "copying from the device"));
        MSAO_CHECK(cudaStatus(cudaStreamSynchronize(stream), "waiting for the device"));
        m_isBusy = false;
        std::memcpy(static_cast<std::byte*>(host) + done, m_memory.get(), some);
    }
    return Done{};
}

}  // namespace msao::engine
