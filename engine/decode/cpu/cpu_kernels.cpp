// SPDX-License-Identifier: Apache-2.0
#include "engine/decode/cpu/cpu_kernels.h"

namespace msao::engine {

const CpuKernels& cpuKernels(CpuLevel level) {
#if defined(__x86_64__)
    switch (level) {
        case CpuLevel::Plain:
            return plainKernels();
        case CpuLevel::Avx2:
            return avx2Kernels();
        case CpuLevel::Avx512:
            return avx512Kernels();
        case CpuLevel::Avx512Bf16:
            return avx512Bf16Kernels();
    }
#endif
    (void)level;
    return plainKernels();
}

}  // namespace msao::engine
