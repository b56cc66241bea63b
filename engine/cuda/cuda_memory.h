// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/result.h"

#include <cuda_runtime_api.h>

#include <cstddef>
#include <memory>
#include <vector>

namespace msao::engine {

/// Device memory that is taken piece by piece and given back at once, when this goes.
class CudaMemory {
public:
    /// Zeroed in `stream`.
    Result<void*> take(std::size_t bytes, cudaStream_t stream);

private:
    struct Free {
        void operator()(void* address) const { cudaFree(address); }
    };
    std::vector<std::unique_ptr<void, Free>> m_pieces;
};

/// Host memory that the device copies from and to without a detour; used for both directions, one copy at a time.
class PinnedBuffer {
public:
    static constexpr std::size_t kBytes = std::size_t{32} << 20;

    Status make();
    /// The host bytes are free again when this returns; the copy runs in `stream`.
    Status toDevice(void* device, const void* host, std::size_t bytes, cudaStream_t stream);
    /// Waits for the stream.
    Status toHost(void* host, const void* device, std::size_t bytes, cudaStream_t stream);

private:
    Status waitUntilFree();

    struct Free {
        void operator()(void* address) const { cudaFreeHost(address); }
    };
    struct Destroy {
        void operator()(cudaEvent_t event) const { cudaEventDestroy(event); }
    };
    std::unique_ptr<void, Free> m_memory;
    std::unique_ptr<CUevent_st, Destroy> m_copied;  // behind the last copy to the device
    bool m_isBusy = false;                          // that copy may still read the memory
};

}  // namespace msao::engine
