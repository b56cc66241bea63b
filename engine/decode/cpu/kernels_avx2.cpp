// SPDX-License-Identifier: Apache-2.0
// Compiled with AVX2 and FMA; called only where cpuid reports them.
#include "engine/decode/cpu/make_kernels.h"
#include "engine/decode/cpu/simd_avx2.h"

namespace msao::engine {

namespace {

struct PackedAvx2 {
    static constexpr int kTokenRows = 3;

    template <int Bits, int M>
    static void tile(const std::byte* block, const PackedLayout& layout, const QuantisedRows& x, std::int64_t validRows,
                     ProductRows out) {
        __m256 sums[M][2];
        for (auto& sum : sums) sum[0] = sum[1] = _mm256_setzero_ps();
        for (std::int64_t g = 0; g < layout.groups(); ++g) {
            const auto* scales = reinterpret_cast<const float*>(block);
            const std::int64_t runs = layout.runs(g);
            __m256i whole[M][2];
            groupSums<Bits, M>(block + kScaleBytes, runs, x, g, layout.groupSize, whole);
#pragma GCC unroll 8
            for (int m = 0; m < M; ++m) {
                const __m256 codeScale = _mm256_set1_ps(x.scales[m * x.groups + g]);
                for (int half = 0; half < 2; ++half) {
                    const __m256 scale = _mm256_mul_ps(_mm256_loadu_ps(scales + half * 8), codeScale);
                    sums[m][half] = _mm256_fmadd_ps(_mm256_cvtepi32_ps(whole[m][half]), scale, sums[m][half]);
                }
            }
            block += kScaleBytes + runs * kRunBytes;
        }
        for (int m = 0; m < M; ++m) store(sums[m], validRows, out.values + m * out.stride);
    }

private:
    static void store(const __m256 (&sums)[2], std::int64_t validRows, float* out) {
        if (validRows == kPackedRows) {
            SimdAvx2::store(out, sums[0]);
            SimdAvx2::store(out + 8, sums[1]);
            return;
        }
        float all[kPackedRows];
        SimdAvx2::store(all, sums[0]);
        SimdAvx2::store(all + 8, sums[1]);
        for (std::int64_t r = 0; r < validRows; ++r) out[r] = all[r];
    }

    static __m256i broadcast(const std::int8_t* codes) {
        std::int32_t four;
        __builtin_memcpy(&four, codes, sizeof four);
        return _mm256_set1_epi32(four);
    }

    template <int Bits, int M>
    static void groupSums(const std::byte* weights, std::int64_t runs, const QuantisedRows& x, std::int64_t g,
                          std::int64_t groupSize, __m256i (&whole)[M][2]) {
#pragma GCC unroll 8
        for (int m = 0; m < M; ++m) {
            // int8 weights are made signed again; the offset of int4 is undone by the sum of the codes.
            whole[m][0] = whole[m][1] = _mm256_set1_epi32(Bits == 8 ? 0 : -8 * x.sums[m * x.groups + g]);
        }
        const std::int8_t* codes = x.codes + g * groupSize;
        for (std::int64_t run = 0; run < runs; ++run, weights += kRunBytes) {
#pragma GCC unroll 8
            for (int half = 0; half < 2; ++half) {
                const __m256i stored = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(weights) + half);
#pragma GCC unroll 8
                for (int m = 0; m < M; ++m) {
                    const __m256i sum = Bits == 8 ? runOfInt8(stored, codes + m * x.stride + run * 4)
                                                  : runOfInt4(stored, codes + m * x.stride + run * 8);
                    whole[m][half] = _mm256_add_epi32(whole[m][half], sum);
                }
            }
        }
    }

    /// |w| * (x with the sign of w): two products stay below 2 * 128 * 127, so 16 bits hold them.
    static __m256i runOfInt8(__m256i stored, const std::int8_t* codes) {
        const __m256i weights = _mm256_xor_si256(stored, _mm256_set1_epi8(static_cast<char>(0x80)));
        const __m256i pairs =
            _mm256_maddubs_epi16(_mm256_abs_epi8(weights), _mm256_sign_epi8(broadcast(codes), weights));
        return _mm256_madd_epi16(pairs, _mm256_set1_epi16(1));
    }

    /// Four products stay below 4 * 15 * 127.
    static __m256i runOfInt4(__m256i stored, const std::int8_t* codes) {
        const __m256i mask = _mm256_set1_epi8(15);
        const __m256i low = _mm256_and_si256(stored, mask);
        const __m256i high = _mm256_and_si256(_mm256_srli_epi16(stored, 4), mask);
        const __m256i pairs = _mm256_add_epi16(_mm256_maddubs_epi16(low, broadcast(codes)),
                                               _mm256_maddubs_epi16(high, broadcast(codes + 4)));
        return _mm256_madd_epi16(pairs, _mm256_set1_epi16(1));
    }
};

}  // namespace

const CpuKernels& avx2Kernels() {
    static constexpr CpuKernels kKernels = makeKernels<SimdAvx2, PackedAvx2>();
    return kKernels;
}

}  // namespace msao::engine
