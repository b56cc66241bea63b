// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/cuda_device.h"

#include "engine/cuda/cuda_error.h"

namespace msao::engine {
namespace {

/// Why there is no device, where CUDA's own words would send the reader to look for a newer driver.
std::string reasonFor(cudaError_t error) {
    int driver = 0;
    const bool hasDriver = cudaDriverGetVersion(&driver) == cudaSuccess && driver != 0;
    cudaGetLastError();
    return hasDriver ? cudaGetErrorString(error) : "no NVIDIA driver is installed";
}

constexpr int kOldestCapability = 80;

}  // namespace

int cudaDeviceCount() {
    int count = 0;
    if (cudaGetDeviceCount(&count) == cudaSuccess) return count;
    cudaGetLastError();  // forgets it: no device is an answer here
    return 0;
}

Result<CudaDevice> firstCudaDevice() {
    int count = 0;
    const cudaError_t error = cudaGetDeviceCount(&count);
    if (error != cudaSuccess) return Error{ErrorCode::InvalidArgument, "no CUDA device: " + reasonFor(error)};
    if (count == 0) return Error{ErrorCode::InvalidArgument, "no CUDA device: the driver reports none"};
    cudaDeviceProp properties{};
    MSAO_CHECK(cudaStatus(cudaGetDeviceProperties(&properties, 0), "asking the CUDA device what it is"));
    CudaDevice device;
    device.name = properties.name;
    device.multiprocessors = properties.multiProcessorCount;
    device.computeCapability = properties.major * 10 + properties.minor;
    device.sharedBytesPerBlock = properties.sharedMemPerBlockOptin;
    device.cacheBytes = static_cast<std::size_t>(properties.l2CacheSize);
    if (device.computeCapability < kOldestCapability) {
        return Error{ErrorCode::InvalidArgument, "no CUDA device that fits: " + device.name +
                                                     " has compute capability " + std::to_string(properties.major) +
                                                     "." + std::to_string(properties.minor) + ", 8.0 is needed"};
    }
    MSAO_CHECK(cudaStatus(cudaMemGetInfo(&device.freeBytes, &device.totalBytes), "asking for free device memory"));
    return device;
}

}  // namespace msao::engine
