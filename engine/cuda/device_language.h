// SPDX-License-Identifier: Apache-2.0
// The few words in which arithmetic is written once for the device and for the host, where it is tested.
#pragma once

#include <cstdint>
#include <cstring>

#ifdef __CUDACC__
#define MSAO_HD __host__ __device__
#else
#define MSAO_HD
#endif

namespace msao::engine {

MSAO_HD inline float floatOfBits(std::uint32_t bits) {
    return __builtin_bit_cast(float, bits);
}
MSAO_HD inline std::uint32_t bitsOfFloat(float value) {
    return __builtin_bit_cast(std::uint32_t, value);
}

/// 16 bytes: what one lane reads at a time.
struct alignas(16) Vector16 {
    std::uint32_t word[4];
};

/// `address` is a multiple of 16.
MSAO_HD inline Vector16 loadVector(const void* address) {
#ifdef __CUDA_ARCH__
    const uint4 v = *static_cast<const uint4*>(address);
    return {{v.x, v.y, v.z, v.w}};
#else
    Vector16 v;
    std::memcpy(&v, static_cast<const Vector16*>(address), sizeof v);
    return v;
#endif
}

/// `address` is a multiple of 4.
MSAO_HD inline std::uint32_t loadWord(const void* address) {
#ifdef __CUDA_ARCH__
    return *static_cast<const std::uint32_t*>(address);
#else
    std::uint32_t word;
    std::memcpy(&word, address, sizeof word);
    return word;
#endif
}

/// loadVector for weights, which nobody reads again soon: they stay out of the first cache, where the activations live.
MSAO_HD inline Vector16 loadWeights(const void* address) {
#ifdef __CUDA_ARCH__
    Vector16 v;
    asm("ld.global.nc.L1::no_allocate.v4.u32 {%0, %1, %2, %3}, [%4];"
        : "=r"(v.word[0]), "=r"(v.word[1]), "=r"(v.word[2]), "=r"(v.word[3])
        : "l"(address));
    return v;
#else
    return loadVector(address);
#endif
}

/// What another block of the same launch wrote: past the first cache, which is not coherent.
MSAO_HD inline float loadFresh(const float* address) {
#ifdef __CUDA_ARCH__
    return __ldcg(address);
#else
    return *address;
#endif
}

/// The compiler moves no load of memory up across this: a long unrolled loop must not ask for everything at once.
MSAO_HD inline void keepLoadsBelow() {
#ifdef __CUDA_ARCH__
    asm volatile("" ::: "memory");
#endif
}

/// Asks for a line of memory that the block will read in a moment.
MSAO_HD inline void prefetchLine([[maybe_unused]] const void* address) {
#ifdef __CUDA_ARCH__
    asm volatile("prefetch.global.L2 [%0];" ::"l"(address));
#endif
}

}  // namespace msao::engine
