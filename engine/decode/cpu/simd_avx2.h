// SPDX-License-Identifier: Apache-2.0
// AVX2 with FMA as the kernel templates see it. Include only where the compiler may emit AVX2.
#pragma once

#include <immintrin.h>

#include <cstdint>

namespace msao::engine {

struct SimdAvx2 {
    static constexpr int kWidth = 8;
    using Floats = __m256;
    struct Ints {
        __m256i lanes;
    };

    static Floats zero() { return _mm256_setzero_ps(); }
    static Floats set(float x) { return _mm256_set1_ps(x); }
    static Floats load(const float* p) { return _mm256_loadu_ps(p); }
    static Floats loadFirst(const float* p, std::int64_t n) { return _mm256_maskload_ps(p, firstLanes(n)); }
    static Floats loadBf16(const std::uint16_t* p) {
        const __m256i wide = _mm256_cvtepu16_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p)));
        return _mm256_castsi256_ps(_mm256_slli_epi32(wide, 16));
    }
    static void store(float* p, Floats x) { _mm256_storeu_ps(p, x); }
    static void storeFirst(float* p, std::int64_t n, Floats x) { _mm256_maskstore_ps(p, firstLanes(n), x); }
    /// Rounds to nearest even by adding half of the last kept bit.
    static void storeBf16(std::uint16_t* p, Floats x) {
        const __m256i bits = _mm256_castps_si256(x);
        const __m256i odd = _mm256_and_si256(_mm256_srli_epi32(bits, 16), _mm256_set1_epi32(1));
        const __m256i half = _mm256_add_epi32(odd, _mm256_set1_epi32(0x7fff));
        const __m256i high = _mm256_srli_epi32(_mm256_add_epi32(bits, half), 16);
        const __m256i pairs = _mm256_permute4x64_epi64(_mm256_packus_epi32(high, high), 0x08);
        _mm_storeu_si128(reinterpret_cast<__m128i*>(p), _mm256_castsi256_si128(pairs));
    }

    static Floats add(Floats a, Floats b) { return _mm256_add_ps(a, b); }
    static Floats subtract(Floats a, Floats b) { return _mm256_sub_ps(a, b); }
    static Floats multiply(Floats a, Floats b) { return _mm256_mul_ps(a, b); }
    static Floats divide(Floats a, Floats b) { return _mm256_div_ps(a, b); }
    static Floats fma(Floats a, Floats b, Floats c) { return _mm256_fmadd_ps(a, b, c); }
    static Floats smaller(Floats a, Floats b) { return _mm256_min_ps(a, b); }
    static Floats larger(Floats a, Floats b) { return _mm256_max_ps(a, b); }
    static Floats magnitude(Floats a) { return _mm256_andnot_ps(_mm256_set1_ps(-0.0F), a); }
    static Floats zeroWhereBelow(Floats x, Floats limit, Floats value) {
        return _mm256_and_ps(_mm256_cmp_ps(x, limit, _CMP_NLT_UQ), value);
    }

    static Ints round(Floats x) { return {_mm256_cvtps_epi32(x)}; }
    static Floats toFloats(Ints x) { return _mm256_cvtepi32_ps(x.lanes); }
    static Floats powerOfTwo(Ints n) {
        return _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_add_epi32(n.lanes, _mm256_set1_epi32(127)), 23));
    }
    static Ints zeroInts() { return {_mm256_setzero_si256()}; }
    static Ints add(Ints a, Ints b) { return {_mm256_add_epi32(a.lanes, b.lanes)}; }
    static void storeInt8(std::int8_t* p, Ints x) {
        const __m128i words = _mm_packs_epi32(_mm256_castsi256_si128(x.lanes), _mm256_extracti128_si256(x.lanes, 1));
        _mm_storel_epi64(reinterpret_cast<__m128i*>(p), _mm_packs_epi16(words, words));
    }
    static std::int32_t sum(Ints x) {
        __m128i four = _mm_add_epi32(_mm256_castsi256_si128(x.lanes), _mm256_extracti128_si256(x.lanes, 1));
        four = _mm_hadd_epi32(four, four);
        return _mm_cvtsi128_si32(_mm_hadd_epi32(four, four));
    }

    /// Lanes are paired 4 apart, then neighbours: the same tree in sum and sumFour.
    static float sum(Floats x) {
        const __m128 four = fourLanes(x);
        const __m128 two = _mm_hadd_ps(four, four);
        return _mm_cvtss_f32(_mm_hadd_ps(two, two));
    }
    static void sumFour(Floats a, Floats b, Floats c, Floats d, float* out) {
        const __m128 ab = _mm_hadd_ps(fourLanes(a), fourLanes(b));
        const __m128 cd = _mm_hadd_ps(fourLanes(c), fourLanes(d));
        _mm_storeu_ps(out, _mm_hadd_ps(ab, cd));
    }
    static float largest(Floats x) {
        __m128 four = _mm_max_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps(x, 1));
        four = _mm_max_ps(four, _mm_movehl_ps(four, four));
        return _mm_cvtss_f32(_mm_max_ss(four, _mm_shuffle_ps(four, four, 1)));
    }

    /// Into the second level: lines on their way to the first would occupy its few fill buffers all the time.
    static void prefetch(const void* p) { _mm_prefetch(static_cast<const char*>(p), _MM_HINT_T1); }

    struct F32 {
        static constexpr int kStep = 8;
        using Element = float;
        using Operand = __m256;
        static Operand load(const float* p) { return _mm256_loadu_ps(p); }
        static Operand loadFirst(const float* p, std::int64_t n) { return SimdAvx2::loadFirst(p, n); }
        static void multiplyAdd(Floats& sum, Operand w, Operand x) { sum = _mm256_fmadd_ps(w, x, sum); }
    };
    struct Bf16 {
        static constexpr int kStep = 8;
        using Element = std::uint16_t;
        using Operand = __m256;
        static Operand load(const std::uint16_t* p) { return loadBf16(p); }
        static Operand loadFirst(const std::uint16_t* p, std::int64_t n) {
            alignas(16) std::uint16_t padded[8] = {};
            for (std::int64_t i = 0; i < n; ++i) padded[i] = p[i];
            return loadBf16(padded);
        }
        static void multiplyAdd(Floats& sum, Operand w, Operand x) { sum = _mm256_fmadd_ps(w, x, sum); }
    };
    /// 4 * 2 sums, 4 weights and an activation in sixteen registers.
    static constexpr int kWeightRows = 4;
    static constexpr int kTokenRows = 2;

private:
    static __m256i firstLanes(std::int64_t n) {
        return _mm256_cmpgt_epi32(_mm256_set1_epi32(static_cast<int>(n)), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
    }
    static __m128 fourLanes(Floats x) { return _mm_add_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps(x, 1)); }
};

}  // namespace msao::engine
