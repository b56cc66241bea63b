// SPDX-License-Identifier: Apache-2.0
#include "engine/machine/gpu_meter.h"

#include <dlfcn.h>

namespace msao::engine {
namespace {

constexpr int kSuccess = 0;

}  // namespace

template <typename Function>
Function ResourceMeter::Gpu::find(const char* name) const {
    return reinterpret_cast<Function>(dlsym(m_library, name));
}

std::unique_ptr<ResourceMeter::Gpu> ResourceMeter::Gpu::open(const std::string& library) {
    std::unique_ptr<Gpu> gpu(new Gpu);
    gpu->m_library = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!gpu->m_library) return nullptr;
    const auto initialise = gpu->find<int (*)()>("nvmlInit_v2");
    const auto deviceAt = gpu->find<int (*)(unsigned, void**)>("nvmlDeviceGetHandleByIndex_v2");
    gpu->m_isInitialised = initialise && initialise() == kSuccess;
    if (!gpu->m_isInitialised || !deviceAt || deviceAt(0, &gpu->m_device) != kSuccess) return nullptr;
    gpu->m_utilisation = gpu->find<decltype(gpu->m_utilisation)>("nvmlDeviceGetUtilizationRates");
    gpu->m_memory = gpu->find<decltype(gpu->m_memory)>("nvmlDeviceGetMemoryInfo");
    gpu->m_power = gpu->find<decltype(gpu->m_power)>("nvmlDeviceGetPowerUsage");
    return gpu;
}

ResourceMeter::Gpu::~Gpu() {
    if (m_isInitialised) {
        if (const auto shutDown = find<int (*)()>("nvmlShutdown")) shutDown();
    }
    if (m_library) dlclose(m_library);
}

/// A GPU may know one figure and not another: a slice of one has no utilisation, a small one no power.
void ResourceMeter::Gpu::measure(ResourceSample& sample) const {
    Utilisation utilisation;
    if (m_utilisation && m_utilisation(m_device, &utilisation) == kSuccess)
        sample.gpuLoad = static_cast<double>(utilisation.gpu) / 100;
    Memory memory;
    if (m_memory && m_memory(m_device, &memory) == kSuccess)
        sample.gpuMemoryBytes = static_cast<std::int64_t>(memory.used);
    unsigned milliwatts = 0;
    if (m_power && m_power(m_device, &milliwatts) == kSuccess)
        sample.powerWatts = static_cast<double>(milliwatts) / 1000;
}

}  // namespace msao::engine
