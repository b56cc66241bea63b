// SPDX-License-Identifier: Apache-2.0
// AVX-512 with BF16 as the kernel templates see it. Include only where the compiler may emit both.
#pragma once

#include "engine/decode/cpu/simd_avx512.h"

namespace msao::engine {

struct SimdAvx512Bf16 : SimdAvx512 {
    static void storeBf16(std::uint16_t* p, Floats x) {
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), (__m256i)_mm512_cvtneps_pbh(x));
    }

    struct Bf16 {
        static constexpr int kStep = 32;
        using Element = std::uint16_t;
        using Operand = __m512i;
        static Operand load(const std::uint16_t* p) { return _mm512_loadu_si512(p); }
        static Operand loadFirst(const std::uint16_t* p, std::int64_t n) { return loadPart(p, n); }
        static void multiplyAdd(Floats& sum, Operand w, Operand x) {
            sum = _mm512_dpbf16_ps(sum, (__m512bh)w, (__m512bh)x);
        }
    };
};

}  // namespace msao::engine
