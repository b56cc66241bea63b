// SPDX-License-Identifier: Apache-2.0
// CUDA's words on a CPU: a kernel runs block by block, its threads as fibres that really wait for each other at
// barriers and shuffles. Include this before a kernel; use it from one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

// nvcc's own meaning of these words would be in the way.
#define __device__
#define __host__
#define __global__
#define __shared__ static
#define __grid_constant__
#define __launch_bounds__(...)
#define MSAO_DYNAMIC_SHARED(name) float* const name = ::msao::emulation::dynamicShared()

namespace msao::emulation {

struct Index {
    unsigned x = 0;
    unsigned y = 0;
    unsigned z = 0;
};

/// In which order threads take their turns between two barriers; a kernel without races does not care.
enum class Schedule { Forward, Backward };

struct Launch {
    Index grid{1, 1, 1};
    unsigned threads = 1;
    std::size_t sharedBytes = 0;
    Schedule schedule = Schedule::Forward;
};

/// Runs `kernel` in every thread of every block. Throws std::logic_error where threads wait for each other in vain.
void run(const Launch& launch, const std::function<void()>& kernel);

float* dynamicShared();
void waitForBlock();
float exchange(float value, int laneMask);
const Index& thread();
const Index& block();
const Index& grid();

}  // namespace msao::emulation

#define threadIdx ::msao::emulation::thread()
#define blockIdx ::msao::emulation::block()
#define gridDim ::msao::emulation::grid()

inline void __syncthreads() {
    msao::emulation::waitForBlock();
}
inline void __threadfence() {}
inline float __shfl_xor_sync(unsigned, float value, int mask) {
    return msao::emulation::exchange(value, mask);
}
inline std::uint32_t atomicAdd(std::uint32_t* address, std::uint32_t value) {
    const std::uint32_t before = *address;
    *address += value;
    return before;
}
