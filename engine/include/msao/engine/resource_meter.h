// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/trace_event.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace msao::engine {

struct ResourceMeterOptions {
    std::string processFolder = "/proc";
    std::string gpuLibrary = "libnvidia-ml.so.1";  // NVML; opened if it is there, nothing is linked
};

/// Says what this machine uses: processor and memory as the kernel counts them, and the first GPU as NVML does. What
/// cannot be read is absent. One thread at a time; a sample takes well under a millisecond without a GPU.
class ResourceMeter {
public:
    explicit ResourceMeter(const ResourceMeterOptions& options = {});
    ~ResourceMeter();
    ResourceMeter(ResourceMeter&&) noexcept;
    ResourceMeter& operator=(ResourceMeter&&) noexcept;

    /// The load of the processor is that since the sample before, so the first has none.
    ResourceSample sample(Side side);

private:
    class Gpu;
    struct CpuTicks {
        std::uint64_t all = 0;
        std::uint64_t idle = 0;
    };
    std::optional<CpuTicks> readCpu() const;
    std::optional<std::int64_t> readMemory() const;

    std::string m_processFolder;
    std::optional<CpuTicks> m_before;
    std::unique_ptr<Gpu> m_gpu;  // null: there is none
};

}  // namespace msao::engine
