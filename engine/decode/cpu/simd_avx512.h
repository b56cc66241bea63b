// SPDX-License-Identifier: Apache-2.0
// AVX-512 F, BW, DQ and VL as the kernel templates see it. Include only where the compiler may emit them.
#pragma once

#include <immintrin.h>

#include <cstdint>

namespace msao::engine {

struct SimdAvx512 {
    static constexpr int kWidth = 16;
    using Floats = __m512;
    using Ints = __m512i;

    static Floats zero() { return _mm512_setzero_ps(); }
    static Floats set(float x) { return _mm512_set1_ps(x); }
    static Floats load(const float* p) { return _mm512_loadu_ps(p); }
    static Floats loadFirst(const float* p, std::int64_t n) { return _mm512_maskz_loadu_ps(firstLanes(n), p); }
    static Floats loadBf16(const std::uint16_t* p) {
        const __m512i wide = _mm512_cvtepu16_epi32(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(p)));
        return _mm512_castsi512_ps(_mm512_slli_epi32(wide, 16));
    }
    static void store(float* p, Floats x) { _mm512_storeu_ps(p, x); }
    static void storeFirst(float* p, std::int64_t n, Floats x) { _mm512_mask_storeu_ps(p, firstLanes(n), x); }
    /// Rounds to nearest even by adding half of the last kept bit.
    static void storeBf16(std::uint16_t* p, Floats x) {
        const __m512i bits = _mm512_castps_si512(x);
        const __m512i odd = _mm512_and_si512(_mm512_srli_epi32(bits, 16), _mm512_set1_epi32(1));
        const __m512i half = _mm512_add_epi32(odd, _mm512_set1_epi32(0x7fff));
        const __m512i high = _mm512_srli_epi32(_mm512_add_epi32(bits, half), 16);
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), _mm512_cvtepi32_epi16(high));
    }

    static Floats add(Floats a, Floats b) { return _mm512_add_ps(a, b); }
    static Floats subtract(Floats a, Floats b) { return _mm512_sub_ps(a, b); }
    static Floats multiply(Floats a, Floats b) { return _mm512_mul_ps(a, b); }
    static Floats divide(Floats a, Floats b) { return _mm512_div_ps(a, b); }
    static Floats fma(Floats a, Floats b, Floats c) { return _mm512_fmadd_ps(a, b, c); }
    static Floats smaller(Floats a, Floats b) { return _mm512_min_ps(a, b); }
    static Floats larger(Floats a, Floats b) { return _mm512_max_ps(a, b); }
    static Floats magnitude(Floats a) { return _mm512_abs_ps(a); }
    static Floats zeroWhereBelow(Floats x, Floats limit, Floats value) {
        return _mm512_maskz_mov_ps(_mm512_cmp_ps_mask(x, limit, _CMP_NLT_UQ), value);
    }

    static Ints round(Floats x) { return _mm512_cvtps_epi32(x); }
    static Floats toFloats(Ints x) { return _mm512_cvtepi32_ps(x); }
    static Floats powerOfTwo(Ints n) {
        return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_add_epi32(n, _mm512_set1_epi32(127)), 23));
    }
    static Ints zeroInts() { return _mm512_setzero_si512(); }
    static Ints add(Ints a, Ints b) { return _mm512_add_epi32(a, b); }
    static void storeInt8(std::int8_t* p, Ints x) {
        _mm_storeu_si128(reinterpret_cast<__m128i*>(p), _mm512_cvtsepi32_epi8(x));
    }
    static std::int32_t sum(Ints x) { return _mm512_reduce_add_epi32(x); }

    /// Lanes are paired 8 apart, 4 apart, then neighbours: the same tree in sum and sumFour.
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
    static float largest(Floats x) { return _mm512_reduce_max_ps(x); }

    /// Into the second level: lines on their way to the first would occupy its few fill buffers all the time.
    static void prefetch(const void* p) { _mm_prefetch(static_cast<const char*>(p), _MM_HINT_T1); }

    /// Products of float32 weights: kStep of them at a time.
    struct F32 {
        static constexpr int kStep = 16;
        using Element = float;
        using Operand = __m512;
        static Operand load(const float* p) { return _mm512_loadu_ps(p); }
        static Operand loadFirst(const float* p, std::int64_t n) { return SimdAvx512::loadFirst(p, n); }
        static void multiplyAdd(Floats& sum, Operand w, Operand x) { sum = _mm512_fmadd_ps(w, x, sum); }
    };
    /// A bf16 is the upper half of a float32: a vector of them holds sixteen floats in its odd lanes, and in the even
    /// ones sixteen more.
    struct Bf16 {
        static constexpr int kStep = 32;
        using Element = std::uint16_t;
        struct Operand {
            Floats even;
            Floats odd;
        };
        static Operand load(const std::uint16_t* p) { return split(_mm512_loadu_si512(p)); }
        static Operand loadFirst(const std::uint16_t* p, std::int64_t n) { return split(loadPart(p, n)); }
        static void multiplyAdd(Floats& sum, const Operand& w, const Operand& x) {
            sum = _mm512_fmadd_ps(w.odd, x.odd, _mm512_fmadd_ps(w.even, x.even, sum));
        }

    private:
        static Operand split(__m512i pairs) {
            const __m512i upper = _mm512_set1_epi32(static_cast<int>(0xffff0000));
            return {_mm512_castsi512_ps(_mm512_slli_epi32(pairs, 16)),
                    _mm512_castsi512_ps(_mm512_and_si512(pairs, upper))};
        }
    };
    /// Weight rows and activation rows whose sums stand in registers together: 4 * 6 sums, 4 weights, 1 activation.
    static constexpr int kWeightRows = 4;
    static constexpr int kTokenRows = 6;

protected:
    static __m512i loadPart(const std::uint16_t* p, std::int64_t n) {
        return _mm512_maskz_loadu_epi16(static_cast<__mmask32>((std::uint64_t{1} << n) - 1), p);
    }

private:
    static __mmask16 firstLanes(std::int64_t n) { return static_cast<__mmask16>((std::uint32_t{1} << n) - 1); }
    static __m128 fourLanes(Floats x) {
        const __m256 eight = _mm256_add_ps(_mm512_castps512_ps256(x), _mm512_extractf32x8_ps(x, 1));
        return _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
    }
};

}  // namespace msao::engine
