// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/resource_meter.h"

#include <memory>
#include <string>

namespace msao::engine {

/// The first GPU through NVML's C interface, declared here: the driver brings the library, nobody the header.
class ResourceMeter::Gpu {
public:
    /// Null where there is no such library, or no GPU behind it.
    static std::unique_ptr<Gpu> open(const std::string& library);
    ~Gpu();
    Gpu(const Gpu&) = delete;
    Gpu& operator=(const Gpu&) = delete;

    void measure(ResourceSample& sample) const;

private:
    Gpu() = default;
    template <typename Function>
    Function find(const char* name) const;

    struct Utilisation {
        unsigned gpu = 0;  // percent
        unsigned memory = 0;
    };
    struct Memory {
        unsigned long long total = 0;  // bytes
        unsigned long long free = 0;
        unsigned long long used = 0;
    };
    void* m_library = nullptr;
    void* m_device = nullptr;
    bool m_isInitialised = false;
    int (*m_utilisation)(void*, Utilisation*) = nullptr;
    int (*m_memory)(void*, Memory*) = nullptr;
    int (*m_power)(void*, unsigned*) = nullptr;  // milliwatts
};

}  // namespace msao::engine
