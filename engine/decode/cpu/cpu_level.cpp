// SPDX-License-Identifier: Apache-2.0
#include "engine/decode/cpu/cpu_level.h"

namespace msao::engine {

CpuLevel bestCpuLevel() {
#if defined(__x86_64__)
    const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
                        __builtin_cpu_supports("avx512vnni");
    const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    if (avx512 && avx2 && __builtin_cpu_supports("avx512bf16")) return CpuLevel::Avx512Bf16;
    if (avx512 && avx2) return CpuLevel::Avx512;
    if (avx2) return CpuLevel::Avx2;
#endif
    return CpuLevel::Plain;
}

std::string_view cpuLevelName(CpuLevel level) {
    switch (level) {
        case CpuLevel::Plain:
            return "plain";
        case CpuLevel::Avx2:
            return "avx2";
        case CpuLevel::Avx512:
            return "avx512";
        case CpuLevel::Avx512Bf16:
            return "avx512-bf16";
    }
    return "";
}

}  // namespace msao::engine
