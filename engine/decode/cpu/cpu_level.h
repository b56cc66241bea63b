// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace msao::engine {

/// Which instructions the decode kernels use. Results differ in the last bits between levels, so it is chosen once.
enum class CpuLevel {
    Plain,       // portable C++
    Avx2,        // AVX2 and FMA
    Avx512,      // AVX-512 F/BW/DQ/VL with VNNI
    Avx512Bf16,  // and with BF16
};

/// The best level that this machine has.
CpuLevel bestCpuLevel();
std::string_view cpuLevelName(CpuLevel level);

}  // namespace msao::engine
