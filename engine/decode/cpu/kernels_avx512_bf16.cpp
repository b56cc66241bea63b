// SPDX-License-Identifier: Apache-2.0
// Compiled with AVX-512, BF16 and VNNI; called only where cpuid reports them.
#include "engine/decode/cpu/make_kernels.h"
#include "engine/decode/cpu/packed_avx512.h"
#include "engine/decode/cpu/simd_avx512_bf16.h"

namespace msao::engine {

const CpuKernels& avx512Bf16Kernels() {
    static constexpr CpuKernels kKernels = makeKernels<SimdAvx512Bf16, PackedAvx512<SimdAvx512Bf16>>();
    return kKernels;
}

}  // namespace msao::engine
