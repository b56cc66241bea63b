// SPDX-License-Identifier: Apache-2.0
// Compiled with AVX-512 and VNNI; called only where cpuid reports them.
#include "engine/decode/cpu/make_kernels.h"
#include "engine/decode/cpu/packed_avx512.h"
#include "engine/decode/cpu/simd_avx512.h"

namespace msao::engine {

const CpuKernels& avx512Kernels() {
    static constexpr CpuKernels kKernels = makeKernels<SimdAvx512, PackedAvx512<SimdAvx512>>();
    return kKernels;
}

}  // namespace msao::engine
