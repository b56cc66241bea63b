// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/result.h"

#include <cstddef>
#include <string>

namespace msao::engine {

/// 0 where there is no driver or no device.
int cudaDeviceCount();

struct CudaDevice {
    std::string name;
    int multiprocessors = 0;
    int computeCapability = 0;  // 90 for 9.0
    std::size_t totalBytes = 0;
    std::size_t freeBytes = 0;
    std::size_t sharedBytesPerBlock = 0;  // the most that a kernel can ask for
    std::size_t cacheBytes = 0;           // second level
};

/// The first device; an Error in one sentence where there is none or none that the kernels were compiled for.
Result<CudaDevice> firstCudaDevice();

}  // namespace msao::engine
